"""Why an area has its points, down to the cells, and what a correction changed."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from datetime import date

from django.test import override_settings

from assessment_runs import published_run
from huimin.adapters.store.models import Run
from huimin.web.base import stages
from huimin.web.base.models import RunStage
from huimin.wiring.runs import file_hashes, run_manifest
from workspace_fixtures import PERIOD


def test_the_tree_opens_down_to_the_cells_of_the_workbook_without_a_script(own_site):
    run, county = Run.objects.get().run, own_site.places["county"]
    browser = own_site.client("city_officer")
    address, seen = f"/assess/run/{run}/area/{county}/item/F2.1", []
    while address:
        page = browser.get(address).text
        assert page.count("<h1>") == 1
        seen.append(address)
        links = re.findall(r'class="opens" href="([^"]+)"', page)
        address = links[0] if links else ""
    assert len(seen) == 4, "the item, its county's townships, a township's villages, a village's cells"
    assert ".xlsx ›" in page


def test_a_correction_makes_a_new_run_and_the_old_one_says_so_and_stays(own_site):
    """The newer run is the same one under another name, as if corrected figures had made it."""
    run = Run.objects.get().run
    old = published_run(own_site, run)
    newer = _another(own_site, run)
    with override_settings(HUIMIN_TODAY=date(2026, 1, 6)):
        published_run(own_site, newer)
    county = own_site.client("county_reviewer")
    page = county.get(f"/assess/run/{run}/area/{own_site.places['county']}").text
    assert "a newer run has taken its place" in page and newer in page
    assert "superseded" in county.get("/assess/").text
    assert stages.superseded_by(old).run == newer
    since = county.get(f"/assess/run/{newer}/since/{run}").text
    assert "98.76" in since and "What changed between two runs" in since


def _another(site, run: str) -> str:
    """A run whose first county scored otherwise; its manifest fits its files."""
    name, folder = f"{run[:-8]}00c0ffee", site.folder / "runs"
    shutil.copytree(folder / run, folder / name)
    for path in (folder / name).rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with sqlite3.connect(folder / name / "results.sqlite") as base:
        number, body = base.execute("SELECT number, body FROM record ORDER BY number").fetchone()
        base.execute(
            "UPDATE record SET body = ? WHERE number = ?", (json.dumps({**json.loads(body), "score": 98.76}), number)
        )
        base.execute("UPDATE fact SET body = ? WHERE name = 'run'", (json.dumps(name),))
    base.close()
    made = run_manifest(folder / name) | {"run": name}
    (folder / name / "manifest.json").unlink()
    made["files"] = file_hashes(folder / name)
    (folder / name / "manifest.json").write_text(json.dumps(made))
    known = Run.objects.get(run=run)
    later = known.created_at.replace(year=known.created_at.year + 1)
    Run.objects.create(run=name, created_at=later, folder=name, marker=known.marker, snapshot_hash=known.snapshot_hash)
    return name


def test_runs_of_different_schemes_are_not_compared(own_site):
    run = Run.objects.get().run
    newer = _another(own_site, run)
    RunStage.objects.create(
        run=newer, scheme="another", period=PERIOD, level="county", made_at=Run.objects.first().created_at
    )
    answer = own_site.client("city_officer").get(f"/assess/run/{newer}/since/{run}")
    assert answer.status_code == 400 and "cannot be compared" in answer.text
