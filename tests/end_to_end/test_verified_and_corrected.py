"""An item scored by verified values: the factor is read, used, kept with the run, and told down to who adopted it."""

from __future__ import annotations

from pathlib import Path

import huimin as package
from workspace_fixtures import PERIOD, edit_text, huimin

SCHEME = Path(package.__file__).parent / "packs" / "china" / "schemes" / "family-services-2025.yaml"
COLUMNS = "kind,area,element,from,to,factor,low,high,basis_zh,basis_en,decided_by,decided_on"
ROW = "verified,{area},preconception_checked,2025,2025,0.8,0.75,0.85,核查 4 个村,4 villages were visited,Reviewer,2026-01-20"


def asked_for(folder: Path, *rows: str) -> None:
    """A scheme of the workspace's own whose item F2.1 asks for verified values, and the factors."""
    own = folder / "schemes" / "verified.yaml"
    own.write_bytes(SCHEME.read_bytes())
    edit_text(own, "scheme: family-services-2025", "scheme: verified")
    edit_text(own, "{id: F2.1, ", "{id: F2.1, values: verified, ")
    (folder / "adjustments").mkdir()
    (folder / "adjustments" / "2025.csv").write_text("\n".join([COLUMNS, *rows]) + "\n", "utf-8")


def first_county(folder: Path) -> str:
    lines = (folder / "areas" / "areas.csv").read_text("utf-8").splitlines()
    return next(line.split(",")[0] for line in lines if ",county," in line)


def explained(folder: Path, area: str, run: str, lang: str) -> str:
    told = huimin("explain", area, "F2.1", "--run", run, "-w", folder, lang=lang)
    assert told.code == 0, told
    return told.out


def test_the_scorecard_shows_both_values_and_the_reason(own_city):
    area = first_county(own_city)
    asked_for(own_city, ROW.format(area=area))
    run = huimin("assess", "verified", PERIOD, "--json", "-w", own_city).json["run"]
    told = explained(own_city, area, run, "en")
    assert "scored by verified values; by the reported ones it would be" in told
    assert "as reported × 0.800 (0.750 to 0.850); adopted by Reviewer on 2026-01-20" in told
    assert "it rests on: 4 villages were visited" in told
    assert "按核查值计分。按报送值为" in explained(own_city, area, run, "zh")
    page = next((own_city / "runs" / run / "scorecards" / "en").glob(f"*{area}*.html")).read_text("utf-8")
    assert "as reported " in page and "by verified values" in page
    assert huimin("reproduce", run, "-w", own_city).code == 0


def test_an_area_nobody_visited_is_told_so(own_city):
    area = first_county(own_city)
    asked_for(own_city)
    run = huimin("assess", "verified", PERIOD, "--json", "-w", own_city).json["run"]
    assert "no factor was adopted for these figures" in explained(own_city, area, run, "en")


def test_faulty_rows_are_told_together_with_their_lines(own_city):
    area = first_county(own_city)
    good = ROW.format(area=area)
    asked_for(
        own_city,
        good,
        good.replace("Reviewer", ""),
        good.replace("verified", "verifed"),
        good.replace(f",{area},", ",nowhere,"),
        good.replace("0.8,0.75", "0.8,0.9"),
        good.replace("2025,2025", "2025,20x5"),
        good.replace("2026-01-20", "January"),
    )
    told = huimin("assess", "verified", PERIOD, "--json", "-w", own_city)
    assert told.code == 2
    assert [(one["code"], one["line"]) for one in told.json["errors"]] == [
        ("adjustment-nobody", 3),
        ("adjustment-unknown", 4),
        ("adjustment-unknown", 5),
        ("adjustment-order", 6),
        ("adjustment-unreadable", 7),
        ("adjustment-unreadable", 8),
    ]


def test_two_factors_for_the_same_figures_are_refused(own_city):
    row = ROW.format(area=first_county(own_city))
    asked_for(own_city, row, row.replace("2025,2025", "2025-06,2025-06"))
    told = huimin("assess", "verified", PERIOD, "--json", "-w", own_city)
    assert [one["code"] for one in told.json["errors"]] == ["adjustment-twice"]


def test_a_table_without_its_columns_says_which(own_city):
    asked_for(own_city)
    (own_city / "adjustments" / "2025.csv").write_text("kind,area\n", "utf-8")
    told = huimin("assess", "verified", PERIOD, "--json", "-w", own_city)
    assert told.json["errors"][0]["code"] == "adjustment-columns"


def test_an_item_without_figures_cannot_ask_for_verified_ones(own_city):
    asked_for(own_city)
    edit_text(own_city / "schemes" / "verified.yaml", "values: verified, ", "")
    text = (own_city / "schemes" / "verified.yaml").read_text("utf-8")
    line = next(line for line in text.splitlines() if "kind: checklist" in line and "{id:" in line)
    edit_text(own_city / "schemes" / "verified.yaml", line, line.replace("{id:", "{values: verified, id:", 1))
    told = huimin("assess", "verified", PERIOD, "--json", "-w", own_city)
    assert [one["code"] for one in told.json["errors"]] == ["values-without-figures"]
