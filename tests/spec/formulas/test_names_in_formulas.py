"""A name is an element or an indicator, in Chinese or English; a dot leads to a part of it."""

from __future__ import annotations

import pytest

from huimin.findings import explain, next_step

FIGURES = """
    area | births.male | births.female | checked | migrants
    A    |          12 |            10 |       7 |        5
    B    |          12 |               |       7 |        5
"""


@pytest.mark.parametrize("formula", ["births.male", "出生人数.男", "出生人数·男", "births . 男", "`births`.male"])
def test_a_part_of_an_element(spec, formula):
    spec(FIGURES, formula, {"A": 12, "B": 12})


def test_the_element_itself_is_the_sum_of_its_parts_and_not_known_if_one_is_missing(spec):
    spec(FIGURES, "births", {"A": 22, "B": None})


def test_an_indicator_is_put_in_place_by_its_formula(spec):
    spec(FIGURES, "sex_ratio - 100", {"A": 20, "B": None})
    spec(FIGURES, "出生性别比 - 100", {"A": 20, "B": None})


def test_names_with_brackets_spaces_or_keywords_in_them_stand_in_quotes(spec):
    spec(FIGURES, "「检查人数（孕前）」 + 「非户籍人口」", {"A": 12, "B": 12})
    spec(FIGURES, "`检查人数（孕前）` + `非户籍人口`", {"A": 12, "B": 12})


def test_an_unknown_name_comes_with_the_nearest_known_one(findings):
    (finding,) = findings("2 * brths")
    assert (finding.code, finding.place.column) == ("formula-name-unknown", 5)
    assert explain(finding, "en") == "there is no element or indicator “brths”"
    assert next_step(finding, "en") == "did you mean births?"


def test_an_unknown_part_names_the_element(findings):
    (finding,) = findings("births.mael")
    assert explain(finding, "zh") == "“births”没有名为“mael”的分组"
    assert next_step(finding, "zh") == "是否想写 births.male？"


def test_a_name_cut_up_by_a_keyword_is_suggested_in_quotes(findings):
    unknown = [f for f in findings("户籍人口 / 2") if f.code == "formula-name-unknown"]
    assert next_step(unknown[0], "zh") == "是否想写 「非户籍人口」？"


def test_a_name_that_begins_with_a_digit_stands_in_quotes(findings):
    (finding,) = findings("65岁以上人口 / 2")
    assert (finding.code, finding.place.column) == ("formula-syntax", 3)
    assert "以数字开头" in next_step(finding, "zh")


def test_a_quote_must_be_closed(faults):
    assert faults("births / 「检查人数") == [("formula-quote-open", 10)]
    assert faults("「」 + 1") == [("formula-quote-open", 1)]
