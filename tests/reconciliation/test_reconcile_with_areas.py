"""The command as an office uses it: invented lists, an area tree with its history, both languages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from huimin.reconciliation.coverage import Share
from huimin.reconciliation.places import TreePlaces
from huimin.tasks.reconcile.words import period_words
from workspace_fixtures import huimin


@pytest.fixture(autouse=True)
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("HUIMIN_KEYS", str(tmp_path / "keys"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_invented_lists_can_be_tried(tmp_path, lang):
    assert huimin("reconcile", "--invent", tmp_path / "lists", lang=lang).code == 0
    files = sorted((tmp_path / "lists").glob("*.csv"))
    ran = huimin("reconcile", *files, "--mapping", tmp_path / "lists" / "mapping.yaml", "--out", tmp_path / "out",
                 "--steps-only", lang=lang)  # fmt: skip
    assert ran.code == 0 and not ran.err
    assert ("不得作为对任何家庭作出处理的依据" if lang == "zh" else "Nothing in it may carry a consequence") in ran.out
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert ("模拟数据" if lang == "zh" else "Simulated data") in page
    assert ("2026年第一季度" if lang == "zh" else "the first quarter of 2026") in page


def test_old_codes_count_where_they_belong_now(own_made_city, tmp_path):
    """The tree of a workspace: a township that was merged counts in what it became, and tables show names."""
    areas = own_made_city / "areas" / "areas.csv"
    rows = [line.split(",") for line in areas.read_text("utf-8-sig").splitlines()[1:]]
    county = next(row for row in rows if row[3] == "county")
    old, new = f"{county[0]}901", f"{county[0]}902"
    with areas.open("a", encoding="utf-8") as file:
        file.write(
            f"{old},{old},{county[0]},township,旧镇,Oldtown,,2025-12-31,\n{new},{new},{county[0]},township,新镇,Newtown,,,\n"
        )
    with (own_made_city / "areas" / "changes.csv").open("a", encoding="utf-8") as file:
        file.write(f"2026-01-01,merge,{old},{new},,,,invented\n")
    head = "number,name,sex,birth,mother,area\n"
    (tmp_path / "a.csv").write_text(f"{head}1,王小明,男,2026-01-05,,{old}\n", "utf-8")
    (tmp_path / "b.csv").write_text(f"{head}9,王小明,男,2026-01-05,李梅,{new}\n", "utf-8")
    ran = huimin(
        "reconcile",
        tmp_path / "a.csv",
        tmp_path / "b.csv",
        "--areas",
        own_made_city,
        "--out",
        tmp_path / "out",
        "--json",
    )
    record = json.loads(ran.out)
    assert {one["step"]: one["pairs"] for one in record["pairs"][0]["steps"] if one["pairs"]} == {
        "name-birth-sex-area": 1
    }
    assert {one["area"] for one in record["areas"] if "area" in one} == {county[5]}


def test_places_of_a_tree_know_names_and_longer_codes(own_made_city):
    from huimin.adapters.definitions.workspace import read_tree

    areas = read_tree(own_made_city)
    places = TreePlaces(areas, date(2026, 3, 31))
    tree = areas.at(date(2026, 3, 31))
    village = int(tree.at_level("village")[0])
    assert places.spot(tree.codes[village])[1] == places.spot(tree.names_zh[tree.path(village)[1]])[1] > 0
    assert places.spot("火星") == (0, 0)


@pytest.mark.parametrize(("part", "whole", "limit", "told"), [
    (990, 1000, 0.95, "kept"), (900, 1000, 0.95, "broken"), (95, 100, 0.95, "untold"), (0, 0, 0.95, "untold"),
    (10, 10, 0.5, "kept"), (0, 10, 0.5, "broken"),
])  # fmt: skip
def test_a_limit_is_kept_broken_or_untold(part, whole, limit, told):
    assert Share(part, whole).against(limit) == told


def test_the_interval_of_a_share_is_wilsons():
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263 and 15 of 148."""
    assert [round(end, 4) for end in Share(81, 263).interval] == [0.2553, 0.3662]
    assert [round(end, 4) for end in Share(15, 148).interval] == [0.0624, 0.1605]


@pytest.mark.parametrize(("first", "last", "zh", "en"), [
    ((2026, 1), (2026, 3), "2026年第一季度", "the first quarter of 2026"), ((2026, 1), (2026, 12), "2026年", "2026"),
    ((2026, 2), (2026, 2), "2026年2月", "2026-02"), ((2026, 2), (2026, 5), "2026年2月至5月", "2026-02 to 2026-05"),
    ((2025, 12), (2026, 1), "2025年12月至2026年1月", "2025-12 to 2026-01"),
])  # fmt: skip
def test_periods_are_called_as_people_call_them(first, last, zh, en):
    months = [year * 12 + month - 1 for year, month in (first, last)]
    assert (period_words(*months, "zh"), period_words(*months, "en")) == (zh, en)
