"""What if in the page: who may, what moves, faults beside their fields, sharing, the download."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from site_fixtures import CAST, VISITOR

ACCESS = """
    who               | /what-if/ | RUN | RUN/moves.csv | POST
    village_reporter  | 403       | 403 | 403           | 403
    township_reporter | 403       | 403 | 403           | 403
    county_reviewer   | 403       | 403 | 403           | 403
    city_officer      | 200       | 200 | 200           | 405
    second_officer    | 200       | 200 | 200           | 405
    evidence_judge    | 403       | 403 | 403           | 403
    second_judge      | 403       | 403 | 403           | 403
    third_judge       | 403       | 403 | 403           | 403
    auditor           | 403       | 403 | 403           | 403
    administrator     | 403       | 403 | 403           | 403
    neighbour         | 403       | 403 | 403           | 403
    visitor           | 302       | 302 | 302           | 302
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def run(site):
    from huimin.adapters.store.models import Run

    return f"/what-if/{Run.objects.get().run}"


def test_the_table_names_everybody():
    assert set(rows(ACCESS)) == {*CAST, VISITOR}


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_only_those_who_assess_may_try(site, run, who):
    for name, expected in rows(ACCESS)[who].items():
        browser = site.client(who)
        answer = browser.post(run) if name == "POST" else browser.get(name.replace("RUN", run))
        assert answer.status_code == int(expected), (who, name)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_change_shows_who_moves_with_ranks_scores_and_reasons(site, run, lang):
    browser = site.client("city_officer", lang)
    before = browser.get(run).text
    assert ("还没有改任何数" if lang == "zh" else "Nothing is changed yet") in before
    text = browser.get(run, {"c": "F1.1.points=20"}).text
    assert "▲" in text or "▼" in text
    assert ("分值" if lang == "zh" else "points") in text
    assert 'data-name="F1.1.points"' in text and 'class="number changed"' in text


def test_the_address_without_javascript_becomes_the_short_one_that_holds_only_what_changed(site, run):
    from huimin.web.base import place

    basis = place.workspace().basis(run.rpartition("/")[2])
    fields = {f"f.{one.name}": one.value for one in basis.editables} | {"f.F1.1.points": "20"}
    answer = site.client("city_officer").get(run, fields)
    assert answer.status_code == 302 and answer.url == f"{run}?c=F1.1.points%3D20"


def test_a_fault_stands_beside_the_field_and_what_was_typed_stays(site, run):
    text = site.client("city_officer").get(run, {"c": ["F1.1.points=many", "F1.2.points=7"]}).text
    assert 'value="many"' in text and 'value="7"' in text
    assert text.count("data-fault=") == 1 and 'data-fault="F1.1.points"' in text
    assert "was not tried" in text


def test_a_script_gets_the_results_alone(site, run):
    answer = site.client("city_officer").get(run, {"c": "F1.1.points=20"}, headers={"X-Part": "results"})
    assert "<html" not in answer.text and "<table" in answer.text and answer["Vary"].startswith("X-Part")


def test_the_download_tells_every_area_before_and_after(site, run):
    answer = site.client("city_officer").get(run + "/moves.csv", {"c": "F1.1.points=20"})
    text = answer.content.decode("utf-8-sig")
    table = list(csv.DictReader(StringIO(text)))
    assert len(table) == 3 and "attachment" in answer["Content-Disposition"]
    assert all(float(row["score after"]) - float(row["score before"]) == pytest.approx(float(row["shift"]), abs=1e-3)
               for row in table if row["shift"])  # fmt: skip


def test_an_unknown_run_is_not_there(site):
    assert site.client("city_officer").get("/what-if/no-such-run").status_code == 404


def test_trying_writes_nothing(site, run):
    from huimin.adapters.store.models import Run

    runs = Run.objects.count()
    site.client("city_officer").get(run, {"c": "F1.1.points=3"})
    assert Run.objects.count() == runs


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        # Two numbers changed, one of them no number.
        (["F2.1.target=99%", "F2.1.floor=rubbish"], {"F2.1.floor"}),
        # What was changed makes another number wrong: it is told where it stands.
        (["F2.1.target=10%", "F1.1.points=5"], {"F2.1.floor"}),
        (["grades.good.at_least=x", "F1.1.points=5"], {"grades.good.at_least"}),
        (["F2.1.guard.years=x", "F1.1.points=5"], {"F2.1.guard.years"}),
        (["F8.2.by=99-99", "confidence=2"], {"F8.2.by", "confidence"}),
    ],
)
def test_each_fault_finds_its_field(site, run, changes, fields):
    from re import findall

    text = site.client("city_officer").get(run, {"c": changes}).text
    assert set(findall('data-fault="([^"]+)"', text)) == fields
