"""What an area reports for itself is compared with what is reported below it; the difference comes with its causes.

The figures stay as they were reported. Adding up by official code alone leaves out areas without a code and areas whose
counties are not in the table.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from huimin.areas import Level, Levels
from huimin.figures.consistency import own_against_sum, own_against_sums
from huimin.findings import explain

DAY = date(2020, 12, 31)
LEVELS = Levels(
    (
        Level("province", "省", "Province", (6,), 2),
        Level("prefecture", "市", "Prefecture", (6,), 4),
        Level("county", "县", "County", (6,)),
    )
)
AREAS = """
    key    | code   | parent | level      | zh     | own
    140000 | 140000 |        | province   | 某省   | {province}
    140100 | 140100 | 140000 | prefecture | 甲市   | 30
    140101 | 140101 | 140100 | county     | 东县   | 10
    140102 | 140102 | 140100 | county     | 西县   | {west}
    zone   |        | 140100 | county     | 开发区 | 5
    140200 | 140200 | 140000 | prefecture | 乙市   | 20
    140900 | 140900 | 140000 | prefecture | 丙市   | 7
    170971 | 170971 | 140900 | county     | 风景区 | 7
"""


@pytest.fixture
def told(read):
    """The findings of the table above by code and area."""

    def findings(province="57", west="15"):
        text = AREAS.format(province=province, west=west)
        rows = [line.rsplit("|", 1) for line in text.strip().splitlines()]
        areas = read("\n".join(row[0] for row in rows), levels=LEVELS)
        tree = areas.at(DAY)
        own = np.full(len(tree), np.nan)
        for cells, value in rows[1:]:
            if value.strip():
                own[tree.index(cells.split("|")[0].strip())] = float(value)
        return {(f.code, f.place.area): f for f in own_against_sum(tree, areas, own, "population", "2020")}

    return findings


def test_areas_without_a_code_are_named_as_a_cause(told):
    found = told()["own-differs-from-coded", "140100"]
    assert (found.facts["own"], found.facts["sum"], found.facts["difference"]) == (30, 25, 5)
    assert found.facts["causes"] == "下有无代码的地区：开发区（合计 5）"


def test_areas_without_counties_and_codes_out_of_place_are_named_too(told):
    found = told()["own-differs-from-coded", "140000"]
    assert found.facts["difference"] == 25
    assert explain(found, "zh") == (
        "“某省”的 population 自报 57，有代码的最低一级地区合计 32，相差 25；下有无代码的地区：开发区（合计 5）；"
        "下有不设有代码下级的地区：乙市 140200（合计 20）；代码与所在地不符（按所在地计入）：风景区 170971（合计 7）"
    )
    assert "areas without a code: 开发区 (5 together)" in explain(found, "en")


def test_what_adds_up_is_not_told(told):
    assert set(told()) == {("own-differs-from-coded", "140000"), ("own-differs-from-coded", "140100")}


def test_a_sum_that_differs_from_the_own_figure_is_told_where_it_first_differs(told):
    found = told(west="16")
    assert [key for key in found if key[0] == "own-differs-from-sum"] == [("own-differs-from-sum", "140100")]
    assert found["own-differs-from-sum", "140100"].facts["difference"] == -1


def test_areas_that_reported_nothing_are_named(told):
    found = told(west="")["own-differs-from-sum", "140100"]
    assert found.facts["causes"] == "下级没有数字：西县 140102"


def test_an_area_that_reported_nothing_itself_has_nothing_to_compare(told):
    assert not [area for _, area in told(province="") if area == "140000"]


def test_many_figures_of_one_area_make_one_finding(read):
    areas = read("code | parent | level | zh\n140000 | | province | 省\n140101 | 140000 | county | 县", levels=LEVELS)
    own = np.array([[5.0, 7.0, 9.0], [4.0, 6.0, 9.0]])
    found = own_against_sums(areas.at(DAY), areas, own, ["a", "b", "c"], "2020")
    assert [(f.code, f.place.element) for f in found] == [
        ("own-differs-from-sum", "a"),
        ("own-differs-from-coded", "a"),
    ]
    assert explain(found[0], "en").endswith("; 1 other figures differ too")
