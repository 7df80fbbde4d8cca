"""A window says which months the figures inside it come from; without one they come from the period assessed."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("formula", "months"),
    [
        ("deaths", "2012-03..2012-03"),
        ("ytd(deaths)", "2012-01..2012-03"),
        ("year(deaths)", "2012-01..2012-12"),
        ("rolling(deaths, 12)", "2011-04..2012-03"),
        ("previous(deaths)", "2012-02..2012-02"),
        ("previous(deaths, 3)", "2011-12..2011-12"),
        ("last_year(deaths)", "2011-03..2011-03"),
        ("years_ago(deaths, 5)", "2007-03..2007-03"),
    ],
)
def test_windows_of_a_month(spans, formula, months):
    assert spans(formula, "2012-03", "2012-03") == [f"deaths {months}"]


@pytest.mark.parametrize(
    ("formula", "months"),
    [
        ("deaths", "2012-04..2012-06"),
        ("ytd(deaths)", "2012-01..2012-06"),
        ("previous(deaths)", "2012-01..2012-03"),
        ("previous(deaths, 2)", "2011-10..2011-12"),
        ("last_year(deaths)", "2011-04..2011-06"),
    ],
)
def test_windows_of_a_quarter(spans, formula, months):
    assert spans(formula, "2012-04", "2012-06") == [f"deaths {months}"]


@pytest.mark.parametrize(
    ("formula", "months"),
    [
        ("last_year(ytd(deaths))", "2011-01..2011-03"),
        ("previous(ytd(deaths))", "2012-01..2012-02"),
        ("previous(rolling(deaths, 12))", "2011-03..2012-02"),
        ("rolling(previous(deaths), 12)", "2010-04..2011-03"),
        ("last_year(last_year(deaths))", "2010-03..2010-03"),
    ],
)
def test_windows_nest_from_the_outside_in(spans, formula, months):
    assert spans(formula, "2012-03", "2012-03") == [f"deaths {months}"]


def test_a_window_reaches_everything_inside_it_indicators_too(spans):
    assert spans("last_year(birth_rate) + deaths / population", "2012-03", "2012-03") == [
        "births.female 2011-03..2011-03",
        "births.male 2011-03..2011-03",
        "deaths 2012-03..2012-03",
        "population 2011-03..2011-03",
        "population 2012-03..2012-03",
    ]


def test_parent_takes_the_figures_of_the_area_above(spans):
    needed = ["deaths 2012-03..2012-03", "deaths 2012-03..2012-03 of the parent"]
    assert spans("deaths - parent(deaths)", "2012-03", "2012-03") == needed
    assert spans("parent(parent(deaths))", "2012-03", "2012-03") == [
        "deaths 2012-03..2012-03 of the parent of the parent"
    ]


def test_growth_compares_with_the_year_before(spans):
    needed = ["funding 2011-01..2011-03", "funding 2012-01..2012-03"]
    assert spans("growth(ytd(funding))", "2012-03", "2012-03") == needed


def test_growth_is_the_ratio_less_one(spec):
    figures = """
        area | funding
        A    |     110
        B    |       0
    """
    spec(figures, "growth(funding)", {"A": 0, "B": None})


@pytest.mark.parametrize("count", ["0", "121", "1.5", "deaths", "-3", "50%"])
def test_months_and_years_are_plain_whole_numbers(faults, count):
    assert [code for code, _ in faults(f"rolling(deaths, {count})")] == ["formula-count"]
