"""A form states what must be true of its figures; a broken rule is told at the cell where it can be mended.

A rule that cannot be told, because a figure in it was not reported, is not broken.
"""

import pytest

from huimin.findings import Invalid, Severity, explain
from workbook_samples import KEYS, batch, check, form, told

NAN = float("nan")


def rule(formula, severity="error"):
    return form(rules=[{"code": "r", "formula": formula, "severity": severity, "zh": "规则", "en": "the rule"}])


def figures(*rows, atoms=("births.male", "births.female", "deaths", "population", "spending")):
    return batch(rows, atoms=atoms, keys=KEYS[: len(rows)])


def test_a_broken_rule_tells_both_sides():
    found = check(rule("births <= population"), figures([30, 20, 1, 40, 0], [3, 2, 1, 40, 0]))

    assert told(found) == [("rule-broken", "C6")]
    assert (found[0].facts["left"], found[0].facts["right"]) == (50, 40)
    assert found[0].place.area == KEYS[0] and found[0].place.period == "2012-03"
    assert explain(found[0], "en") == (
        "the rule “the rule” is broken: the left side is 50, the right side 40 (births <= population)"
    )


def test_a_rule_with_a_missing_figure_is_not_broken():
    assert check(rule("births <= population"), figures([30, NAN, 1, 40, 0])) == []


def test_a_rule_of_several_conditions_is_told_as_a_whole():
    found = check(rule("births <= population and deaths <= population"), figures([3, 2, 50, 40, 0]))

    assert told(found) == [("rule-not-kept", "C6")]


def test_a_warning_stays_a_warning():
    found = check(rule("deaths < 10", severity="warning"), figures([3, 2, 50, 40, 0]))

    assert [f.severity for f in found] == [Severity.WARNING]


def test_tenths_add_up():
    assert check(rule("spending = 0.1 + 0.2"), figures([0, 0, 0, 0, 0.3])) == []


PAST = {("births.male", "2012-02"): [10, NAN], ("births.female", "2012-02"): [10, 10]}


def test_last_month_is_taken_from_what_was_reported_then():
    found = check(rule("births <= previous(births) * 2"), figures([30, 20, 1, 40, 0], [30, 20, 1, 40, 0]), PAST)

    assert told(found) == [("rule-broken", "C6")]
    assert found[0].facts["right"] == 40


def test_without_last_month_the_rule_cannot_be_told():
    assert check(rule("births <= previous(births) * 2"), figures([30, 20, 1, 40, 0])) == []


def test_the_year_to_date_joins_earlier_months_with_this_report():
    past = {("deaths", "2012-01"): [2], ("deaths", "2012-02"): [3], ("population", "2012-02"): [40]}
    of = rule("ytd(deaths) <= 6")

    assert check(of, figures([0, 0, 1, 0, 0]), past) == []
    assert check(of, figures([0, 0, 2, 0, 0]), past)[0].facts["left"] == 7


def test_a_stock_to_date_is_its_last_value():
    past = {("population", "2012-01"): [40], ("population", "2012-02"): [41]}
    of = rule("ytd(population) = 45")

    assert check(of, figures([0, 0, 1, 45, 0]), past) == []
    assert check(of, figures([0, 0, 1, NAN, 0]), past)[0].facts["left"] == 41


def test_wrong_rules_are_all_told_at_once():
    wrong = form(
        rules=[
            {"code": "a", "formula": "births + 1", "zh": "甲", "en": "A"},
            {"code": "b", "formula": "brths <= 1", "zh": "乙", "en": "B"},
        ]
    )
    with pytest.raises(Invalid) as caught:
        check(wrong, figures([1, 1, 1, 1, 1]))

    assert {f.place.element for f in caught.value.findings} == {"a", "b"}
    assert "rule-is-no-statement" in {f.code for f in caught.value.findings}
