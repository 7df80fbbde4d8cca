"""Units are checked before any figure is seen: persons are not added to yuan."""

from __future__ import annotations

import pytest

from huimin.findings import Severity, explain
from huimin.language import Unit, check, parse


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("births", "person"),
        ("births + deaths", "person"),
        ("births / population", "1"),
        ("births / population * 1000", "1"),
        ("births.male / births.female * 100", "1"),
        ("funding / population", "yuan/person"),
        ("funding / population * births", "yuan"),
        ("population / (births * deaths)", "1/person"),
        ("births * births", "person^2"),
        ("sqrt(births * births) + deaths", "person"),
        ("sqrt(births)", "person^1/2"),
        ("births - 5", "person"),
        ("max(births, 1)", "person"),
        ("births * 80%", "person"),
        ("growth(funding) - growth(births)", "1"),
        ("ytd(births) - last_year(births)", "person"),
        ("coalesce(births, 0)", "person"),
        ("if births > 3 then births else 0", "person"),
        ("sex_ratio - 100", "1"),
        ("100", "1"),
        ("births > deaths", "1"),
        ("round(funding / births, 2)", "yuan/person"),
    ],
)
def test_the_unit_follows_from_the_formula(names, formula, unit):
    assert str(check(parse(formula), names).unit) == unit


@pytest.mark.parametrize(
    ("formula", "column"),
    [
        ("births + funding", 10),
        ("births > funding", 10),
        ("births > 80%", 10),
        ("births / population > deaths", 23),
        ("min(births, funding)", 13),
        ("coalesce(births, funding)", 18),
        ("if births > 1 then births else funding", 32),
        ("births - birth_rate", 10),
        ("births + sqrt(deaths)", 10),
    ],
)
def test_parts_that_do_not_fit_are_refused_at_the_second(faults, formula, column):
    assert faults(formula) == [("formula-units-differ", column)]


def test_the_message_names_both_units(findings):
    (finding,) = findings("births + funding / population")
    assert explain(finding, "en") == "units do not fit for “+”: person and yuan/person"
    assert explain(finding, "zh") == "单位不同，不能用于“+”：person 与 yuan/person"


def test_the_logarithm_of_a_quantity_is_let_through_with_a_warning(names):
    (warning,) = check(parse("log(births)"), names).warnings
    assert (warning.code, warning.severity) == ("formula-unit-not-pure", Severity.WARNING)


@pytest.mark.parametrize("text", ["yuan/person", "yuan ÷ person", "yuan·1/person", "1*yuan/person"])
def test_units_have_several_spellings(text):
    assert Unit.of(text) == Unit.of("yuan/person")
