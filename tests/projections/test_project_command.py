"""``huimin project``: with and without a workspace, every format, and what is told where something is wrong."""

from __future__ import annotations

import csv
import json
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from workspace_fixtures import huimin

FILE = "people.csv"
LEVELS = ("--set", "tfr=1.3", "--set", "e0_female=82", "--set", "e0_male=77")


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder that is no workspace, with people of two areas."""
    rows = ["area,sex,age,population"]
    for area, count in (("North", 200), ("South", 50)):
        for sex in ("female", "male"):
            rows += [f"{area},{sex},{label},{count}" for label in (*(f"{a}-{a + 4}" for a in range(0, 85, 5)), "85+")]
    (tmp_path / FILE).write_text("\n".join(rows) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(ran):
    return [one["code"] for one in ran.json["errors"]]


def test_a_workspace_s_own_people_are_projected(city):
    ran = huimin("project", "-w", city, "--step", 5, "--json")
    assert ran.code == 0 and ran.json["scenarios"] == ["medium", "constant"]
    assert [one["key"] for one in ran.json["areas"]] == ["9901", "990102", "990121", "990103"]
    assert "Scenarios are assumptions, not goals" in ran.json["about"][0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_is_told_in_both_languages(city, lang):
    ran = huimin("project", "-w", city, "--area", "明湖区", "--step", 5, lang=lang)
    assert ran.code == 0 and not ran.err
    assert ("不是目标" if lang == "zh" else "not goals") in ran.out
    assert ("模拟数据" if lang == "zh" else "simulated data") in ran.out
    assert ("影响最大的是" if lang == "zh" else "What weighs most is") in ran.out


def test_a_file_is_projected_without_any_workspace(alone):
    ran = huimin("project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS, "--json")
    assert [one["key"] for one in ran.json["areas"]] == ["*", "North", "South"]
    total = [one["value"] for one in ran.json["areas"][0]["figures"] if one["measure"] == "total"]
    assert total[0] == 250 * 36


def test_what_is_assumed_stands_below_each_scenario(alone):
    ran = huimin(
        "project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS, "--set", "net_migration=-2", lang="en"
    )
    medium, constant = (line for line in ran.out.splitlines() if line.startswith("Assumed:"))
    assert "1.30 children per woman; life expectancy 82.0 → " in medium
    assert constant.endswith("life expectancy 82.0 years of women, 77.0 of men; net migration −18 a year.")


@pytest.mark.parametrize(
    ("step", "words"), [(1, "births in the 12 months before"), (5, "births a year in the 5 years before")]
)
def test_births_say_which_years_they_are_of(alone, step, words):
    ran = huimin("project", FILE, "--year", 2025, "--step", step, "--to", 2035, *LEVELS, lang="en")
    assert words in ran.out


def test_brackets_are_explained_where_there_are_any(alone):
    plain = ("project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS)
    with_intervals = huimin(*plain, "--trajectories", 20, lang="en").out
    assert "In brackets: the 80% interval." in with_intervals and "migration_noise" in with_intervals
    assert "In brackets" not in huimin(*plain, lang="en").out
    assert "migration_noise" not in huimin(*plain, "--set", "migration_noise=4", "--trajectories", 20, lang="en").out


def test_migrants_that_nobody_is_left_for_are_told(alone):
    ages = (*(f"{a}-{a + 4}" for a in range(0, 85, 5)), "85+")
    rows = [f"{sex},{age},{-100 if age == '20-24' else 0}" for sex in ("female", "male") for age in ages]
    (alone / "moves.csv").write_text("\n".join(["sex,age,net", *rows]) + "\n", "utf-8")
    ran = huimin(
        "project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS, "--migration", "moves.csv", "--json"
    )
    note = ran.json["notes"][-1]
    assert (note["code"], note["facts"]["areas_en"]) == ("project-more-leave", "North, South")


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "xlsx"])
def test_every_format_holds_the_same_rows(alone, ending):
    made = f"made.{ending}"
    ran = huimin(
        "project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS, "--area", "North", "--out", made, "--json"
    )
    expected = ran.json["rows"]
    if ending == "csv":
        rows = list(csv.DictReader((alone / made).read_text("utf-8-sig").splitlines()))
    elif ending == "json":
        rows = json.loads((alone / made).read_text("utf-8"))["rows"]
    elif ending == "parquet":
        rows = pq.read_table(alone / made).to_pylist()
    else:
        assert {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml"} <= set(ZipFile(alone / made).namelist())
        return
    assert len(rows) == expected and {row["area"] for row in rows} == {"North"}
    assert {row["measure"] for row in rows} >= {"population", "births", "deaths", "net_migration", "total", "aged_65"}


def test_the_same_command_writes_the_same_bytes(alone):
    for name in ("one", "two"):
        huimin("project", FILE, "--year", 2025, "--step", 5, *LEVELS, "--trajectories", 20, "--out", f"{name}.csv")
        huimin("project", FILE, "--year", 2025, "--step", 5, *LEVELS, "--to", 2030, "--out", f"{name}.xlsx")
    assert (alone / "one.csv").read_bytes() == (alone / "two.csv").read_bytes()
    assert (alone / "one.xlsx").read_bytes() == (alone / "two.xlsx").read_bytes()


def test_a_scenario_file_is_named_after_itself(alone):
    rows = "\n".join(f"{year},{tfr}" for year, tfr in ((2025, 1.3), (2030, 1.2)))
    (alone / "quiet.csv").write_text(f"year,tfr\n{rows}\n", "utf-8")
    ran = huimin("project", FILE, "--year", 2025, "--step", 5, "--to", 2035, *LEVELS, "--own", "quiet.csv", "--json")
    assert ran.json["scenarios"] == ["quiet"]


@pytest.mark.parametrize(("words", "code"), [
    ([], "project-year-missing"),
    (["--year", 2025, "--step", 3], "project-step"),
    (["--year", 2025, "--timing", "noon"], "project-timing"),
    (["--year", 2025, "--set", "ftr=1"], "project-name-unknown"),
    (["--year", 2025, "--set", "tfr=x"], "project-setting-unreadable"),
    (["--year", 2025, "--target", "tfr 1.4"], "project-target-unreadable"),
    (["--year", 2025], "project-level-missing"),
    (["--year", 2025, *LEVELS, "--set", "tfr=130"], "project-level-impossible"),
    (["--year", 2025, *LEVELS, "--set", "e0_female=130"], "project-level-impossible"),
    (["--year", 2025, *LEVELS, "-s", "target"], "project-target-missing"),
    (["--year", 2025, *LEVELS, "-s", "hgih"], "project-scenario-unknown"),
    (["--year", 2025, *LEVELS, "--target", "tfr=1.4@2020"], "projection-target-year"),
    (["--year", 2025, *LEVELS, "--to", 2024], "project-last-year"),
    (["--year", 2025, *LEVELS, "--area", "East"], "project-area-without-people"),
    (["--year", 2025, *LEVELS, "--out", "x.doc"], "format-unknown"),
    (["--year", 2025, "--fertility", "nowhere.csv"], "path-missing"),
])  # fmt: skip
def test_what_is_wrong_is_told(alone, words, code):
    ran = huimin("project", FILE, *words, "--json")
    assert ran.code == 2 and code in codes(ran), ran


def test_without_people_there_is_nothing_to_project(own_city):
    (own_city / "demography/population.csv").unlink()
    assert codes(huimin("project", "-w", own_city, "--json")) == ["project-no-population"]


def test_people_of_an_area_and_of_areas_below_are_not_counted_twice(own_city):
    path = own_city / "demography/population.csv"
    lines = path.read_text("utf-8").splitlines()
    doubled = [line.replace(",990102,", ",9901,") for line in lines if ",990102," in line]
    path.write_text("\n".join([*lines, *doubled]) + "\n", "utf-8")
    ran = huimin("project", "-w", own_city, "--step", 5, "--json")
    assert [one["code"] for one in ran.json["notes"]] == ["project-area-twice"]


def test_what_is_not_known_is_no_number(alone):
    """Childcare places per 1,000 children where there are no children."""
    text = (alone / FILE).read_text("utf-8").replace("0-4,200", "0-4,0").replace("0-4,50", "0-4,0")
    (alone / FILE).write_text(text, "utf-8")
    ran = huimin("project", FILE, "--year", 2025, *LEVELS, "--set", "childcare_places=10", "--to", 2030, "--json")
    figures = [one for one in ran.json["areas"][0]["figures"] if one["measure"] == "childcare_per_thousand"]
    assert figures[0]["value"] is None and figures[-1]["value"] > 0
