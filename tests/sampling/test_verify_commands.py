"""A round from the first plan to the estimate, by the commands an office types."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from huimin.wiring import open_workspace
from huimin.wiring.verify import found_so_far
from workspace_fixtures import SCHEME, edit_text, edit_workbook, huimin

ROUND = "deliveries-2025"
PLAN = ("verify", "plan", ROUND, "--form", "village_monthly", "--period", "2025-06", "-e", "deliveries", "-e", "births",
        "--strata", "county", "--by", "county", "--budget", 30, "--precision", "1%", "--closes", "2025-07-05")  # fmt: skip


@pytest.fixture
def planned(own_city: Path) -> Path:
    assert huimin(*PLAN, "-w", own_city).code == 0
    return own_city


@pytest.fixture
def drawn(planned: Path) -> Path:
    assert huimin("verify", "draw", ROUND, "-w", planned).code == 0
    return planned


def shelf(folder: Path, name: str) -> Path:
    return folder / "verification" / ROUND / name


def reported(folder: Path) -> dict[str, dict[str, float]]:
    place = open_workspace(folder)
    try:
        return {site.key: dict(site.reported) for site in found_so_far(place, ROUND)[0].sites}
    finally:
        place.close()


def filled_in(folder: Path, target: Path, missing: int = 1) -> list[Path]:
    """Sheets as inspectors send them: a third counts one less, some sites could not be checked."""
    assert huimin("verify", "workbooks", ROUND, "--out", target, "-w", folder).code == 0
    known, made = reported(folder), []
    for number, path in enumerate(sorted(target.glob("*.xlsx"))):
        key = path.stem.rsplit("-", 1)[1]
        deliveries, births = (int(x) if x == x else 0 for x in (known[key]["deliveries"], known[key]["births"]))

        def fill(sheet, number=number, deliveries=deliveries, births=births):
            sheet["B3"] = "ZQ"
            if number < missing:
                sheet.cell(6, 3).value, sheet.cell(6, 7).value = 3, "the register was lost in a move"
                return
            sheet.cell(6, 3).value = 1
            sheet.cell(6, 4).value = max(deliveries - (number % 3 == 0), 0)
            sheet.cell(6, 5).value, sheet.cell(6, 6).value = births // 2, births - births // 2

        made.append(edit_workbook(path, path, fill))
    return made


def test_a_round_from_plan_to_estimate(drawn, tmp_path):
    assert huimin("verify", "redraw", ROUND, "-w", drawn).code == 0
    sheets = filled_in(drawn, tmp_path / "sheets")
    loaded = huimin("verify", "load", ROUND, *sheets, "-w", drawn, "--json")
    assert loaded.code == 0 and loaded.json["outcomes"] == {"1": len(sheets) - 1, "3": 1}
    found = huimin("verify", "estimate", ROUND, "-w", drawn, "--json").json
    rows = {(row["element"], row["area"]): row for row in found["rows"]}
    births, deliveries = rows["births", ""], rows["deliveries", ""]
    assert births["ratio"] == 1.0 and "no-error-found" in births["doubts"]
    assert deliveries["low"] < deliveries["ratio"] < 1
    assert deliveries["worst_low"] <= deliveries["low"]
    assert len({area for _, area in rows}) == 1 + 3  # all sites, and three counties
    site = next(one for one in found["sites"] if one["outcome"] == 1)
    assert site["inspector"] == "ZQ" and site["cells"]["deliveries"].endswith("› D6")
    told = huimin("verify", "estimate", ROUND, "-w", drawn)
    assert "were the rest at worst" in told.out and "simulated data" in told.out
    assert "核实/上报" in huimin("verify", "estimate", ROUND, "-w", drawn, lang="zh").out


def test_the_same_figures_give_the_same_bytes(drawn, tmp_path):
    huimin("verify", "load", ROUND, *filled_in(drawn, tmp_path / "sheets"), "-w", drawn)
    names = ("results.json", "results.csv", "factors.csv")
    huimin("verify", "estimate", ROUND, "-w", drawn)
    first = [shelf(drawn, name).read_bytes() for name in names]
    huimin("verify", "estimate", ROUND, "-w", drawn)
    assert [shelf(drawn, name).read_bytes() for name in names] == first


def test_what_areas_correct_after_the_draw_changes_nothing(drawn, tmp_path):
    before = reported(drawn)
    corrected = 0
    for path in sorted(drawn.glob("inbox/2025-06_*.xlsx")):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        head = [cell.value for cell in sheet[5]]
        if "deliveries" not in head:
            continue
        column, target = head.index("deliveries") + 1, tmp_path / f"corrected_{path.name}"
        for row in range(6, sheet.max_row + 1):
            if isinstance(sheet.cell(row, column).value, int):
                sheet.cell(row, column).value += 1
        book.save(target)
        ran = huimin("load", target, "-w", drawn, "--json")
        corrected += ran.json["revised"]
    assert corrected > 5
    assert str(reported(drawn)) == str(before)  # as text, where what is not known equals itself


def test_a_workbook_never_shows_what_was_reported(drawn, tmp_path):
    huimin("verify", "workbooks", ROUND, "--out", tmp_path / "sheets", "-w", drawn)
    for path in (tmp_path / "sheets").glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        assert [sheet.cell(6, column).value for column in range(3, 8)] == [None] * 5
        assert "3 records missing" in sheet["C3"].value


def test_the_seed_is_sealed_until_the_draw_and_bound_by_its_hash(planned):
    seed = planned / "data" / "verification" / f"{ROUND}.seed"
    assert seed.stat().st_mode & 0o077 == 0
    assert seed.read_text() not in "".join(path.read_text("utf-8") for path in shelf(planned, "").glob("*"))
    seed.write_text("another seed")
    ran = huimin("verify", "draw", ROUND, "-w", planned)
    assert ran.code == 2 and "not the one whose hash was published" in ran.err
    seed.unlink()
    assert "huimin verify plan --anew" in huimin("verify", "draw", ROUND, "-w", planned).err


def test_nothing_is_drawn_before_the_reports_close(own_city):
    huimin(*PLAN[:-1], "2999-01-01", "-w", own_city)
    ran = huimin("verify", "draw", ROUND, "-w", own_city)
    assert ran.code == 2 and "too early to draw" in ran.err


def test_a_round_is_frozen_once_and_drawn_once(planned, monkeypatch):
    assert "are frozen" in huimin("verify", "plan", ROUND, "-w", planned).err
    before = shelf(planned, "plan.json").read_bytes()
    monkeypatch.setattr("huimin.wiring.lots.sealed_seed", lambda: "ab" * 32)
    assert huimin("verify", "plan", ROUND, "--anew", "-w", planned).code == 0
    assert shelf(planned, "plan.json").read_bytes() != before
    assert huimin("verify", "draw", ROUND, "-w", planned).code == 0
    assert huimin("verify", "plan", ROUND, "--anew", "-w", planned).code == 2
    assert "was drawn on" in huimin("verify", "draw", ROUND, "-w", planned).err


def test_a_round_that_was_changed_after_it_was_frozen_is_not_drawn(planned):
    edit_text(shelf(planned, "round.yaml"), "draw: simple", "draw: size")
    assert "no longer what was frozen: draw" in huimin("verify", "draw", ROUND, "-w", planned).err


def test_a_forged_list_or_frame_is_found(drawn):
    text = shelf(drawn, "sample.csv").read_text("utf-8")
    names = [row["site"] for row in csv.DictReader(io.StringIO(text))]
    frame = shelf(drawn, "frame.csv").read_text("utf-8")
    other = next(row["site"] for row in csv.DictReader(io.StringIO(frame)) if row["site"] not in names)
    shelf(drawn, "sample.csv").write_text(text.replace(names[0], other), "utf-8")
    ran = huimin("verify", "redraw", ROUND, "-w", drawn, "--json")
    assert ran.code == 1
    assert (ran.json["only_published"], ran.json["only_redrawn"]) == ([other], [names[0]])
    assert "is not the one that was drawn" in huimin("verify", "estimate", ROUND, "-w", drawn).err
    shelf(drawn, "sample.csv").write_text(text, "utf-8")
    shelf(drawn, "frame.csv").write_text(frame.replace(f"{names[0]},", f"{names[0]}x,", 1), "utf-8")
    ran = huimin("verify", "redraw", ROUND, "-w", drawn)
    assert ran.code == 1 and "differs the frame" in ran.out


def test_a_public_seed(own_city):
    shelf(own_city, "").mkdir(parents=True)
    shelf(own_city, "round.yaml").write_text(
        "zh: 核查\nen: Check\nform: village_monthly\nperiod: '2025-06'\nelements:\n- element: deliveries\n"
        "closes: 2025-07-05\ndraw: size\nstrata: [county, size]\nsize: population_resident\n"
        "seed: {from: public, zh: 第2025080期开奖号码, en: lottery draw 2025080}\n",
        "utf-8",
    )
    assert "lottery draw 2025080" in huimin("verify", "plan", ROUND, "-w", own_city).out
    assert "give the published number" in huimin("verify", "draw", ROUND, "-w", own_city).err
    assert huimin("verify", "draw", ROUND, "--public-seed", "03 11 19", "-w", own_city).code == 0
    assert json.loads(shelf(own_city, "draw.json").read_text())["seed"] == "03 11 19"
    assert huimin("verify", "redraw", ROUND, "-w", own_city).code == 0


def test_every_fault_of_a_round_is_told_at_once(own_city):
    shelf(own_city, "").mkdir(parents=True)
    shelf(own_city, "round.yaml").write_text(
        "zh: 核查\nen: Check\nform: village_monthly\nperiod: '2025-06'\nelements:\n- element: delivery\n"
        "closes: 2025-07-05\nstrata: [shire]\nprecision: 3\nseed: {from: public}\nspeed: 3\n",
        "utf-8",
    )
    told = huimin("verify", "plan", ROUND, "-w", own_city).err
    for words in ("has no element “delivery”", "no level “shire”", "precision is 3", "which public source", "speed"):
        assert words in told, words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plan", "new-round"), "there is no round of verification"),
        (("plan", "new-round", "--form", "village_monthly"), "still needs: --period, --element"),
        (("plan", "New", "--form", "village_monthly", "--period", "2025-06", "-e", "deliveries"), "cannot be called"),
        (("draw", "nothing"), "there is no round of verification"),
        (("visits", "2025-06"), "is no year"),
        (("visits", "2026"), "verification/visits.yaml"),
    ],
)
def test_wrong_use_says_what_is_missing(own_city, arguments, words):
    ran = huimin("verify", *arguments, "-w", own_city)
    assert ran.code == 2 and words in ran.err, ran.err
    assert not (own_city / "verification" / "New").exists() or not any((own_city / "verification" / "New").iterdir())


def test_before_any_sheet_has_come_the_estimate_says_so(drawn):
    ran = huimin("verify", "estimate", ROUND, "-w", drawn)
    assert ran.code == 1 and "there are no results yet" in ran.out


def test_a_run_rests_on_no_round(drawn, city):
    """Planning and drawing a round make a form, and leave what a run rests on as it was."""
    before, after = (open_workspace(folder).definitions for folder in (city, drawn))
    assert after.hashes(SCHEME) == before.hashes(SCHEME)
    assert {form.code for form in after.forms} - {form.code for form in before.forms} == {"verify_deliveries_2025"}


def test_the_lists_of_a_year_open_on_their_days(own_city):
    settings = own_city / "huimin.yaml"
    kept = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("today:")]
    settings.write_text("\n".join([*kept, "today: 2026-03-10", ""]), "utf-8")
    county = csv.DictReader(io.StringIO((own_city / "areas" / "areas.csv").read_text("utf-8-sig")))
    homes = [row["key"] for row in county if row["level"] == "county"]
    made = huimin("verify", "visits", 2026, "--level", "township", "--inspector", f"LW={homes[0]}",
                  "--inspector", f"ZQ={homes[1]}", "-w", own_city, "--json")  # fmt: skip
    assert made.code == 0 and sum(one["visits"] for one in made.json["months"]) == made.json["visits"] >= 6
    public = (own_city / "verification" / "visits-2026.json").read_text("utf-8")
    again = huimin("verify", "visits", 2026, "-w", own_city, "--json")
    assert again.json == made.json and json.loads(public)["commitment"] == made.json["commitment"]
    opened = huimin("verify", "visits", 2026, "--month", "2026-01", "-w", own_city, "--json")
    assert opened.code == 0
    assert all(one["inspector"] != "LW" for one in opened.json["list"] if one["site"].startswith(homes[0]))
    late = huimin("verify", "visits", 2026, "--month", "2026-12", "-w", own_city)
    assert late.code == 2 and "opens on 2026-12-01" in late.err
    forged = public.replace(made.json["months"][0]["list_sha256"], "0" * 64)
    (own_city / "verification" / "visits-2026.json").write_text(forged, "utf-8")
    assert "was published" in huimin("verify", "visits", 2026, "--month", "2026-01", "-w", own_city).err
