"""What was not reported is not known: it is never zero, and what rests on it is not known either."""

from __future__ import annotations

import pytest

FIGURES = """
    area | births.male | deaths | population
    A    |          80 |      4 |        100
    B    |             |      4 |        100
    C    |          80 |        |          0
"""


def test_a_ratio_whose_denominator_was_not_reported_has_no_value(spec):
    spec(FIGURES, "population / deaths", {"A": 25, "B": 25, "C": None})


@pytest.mark.parametrize("formula", ["births.male + 0", "births.male * 0", "-births.male", "abs(births.male)"])
def test_arithmetic_with_a_missing_figure_has_no_value(spec, formula):
    known = {"births.male * 0": 0, "-births.male": -80}.get(formula, 80)
    spec(FIGURES, formula, {"A": known, "B": None, "C": known})


def test_comparisons_min_and_max_need_all_their_figures(spec):
    spec(FIGURES, "births.male > 10", {"A": True, "B": None, "C": True})
    spec(FIGURES, "min(births.male, 1)", {"A": 1, "B": None, "C": 1})
    spec(FIGURES, "max(births.male, deaths)", {"A": 80, "B": None, "C": None})


def test_coalesce_takes_the_first_that_is_known(spec):
    spec(FIGURES, "coalesce(births.male, deaths, 0)", {"A": 80, "B": 4, "C": 80})


def test_reported_tells_whether_there_is_a_value(spec):
    spec(FIGURES, "reported(births.male)", {"A": True, "B": False, "C": True})
    spec(FIGURES, "reported(deaths / population)", {"A": True, "B": True, "C": False})


def test_division_by_zero_has_no_value(spec):
    spec(FIGURES, "births.male / population", {"A": 0.8, "B": None, "C": None})
    spec(FIGURES, "0 / population", {"A": 0, "B": 0, "C": None})


def test_neither_has_the_root_of_a_negative_number_nor_the_logarithm_of_zero(spec):
    spec(FIGURES, "sqrt(births.male - population)", {"A": None, "B": None, "C": 80**0.5})
    spec(FIGURES, "log(population / 100)", {"A": 0, "B": 0, "C": None})


def test_neither_has_what_is_too_large_to_be_held(spec):
    figures = """
        area | funding
        A    |    1e90
        B    |      10
    """
    spec(figures, "funding * funding * funding * funding", {"A": None, "B": 10000})
    spec(figures, "1 / (funding * funding * funding * funding)", {"A": None, "B": 0.0001})
    spec(figures, "min(funding * funding * funding * funding, 5)", {"A": None, "B": 5})
    spec(figures, "1 / (funding * funding * funding * funding) > 0", {"A": None, "B": True})
    spec(figures, "coalesce(funding * funding * funding * funding * 0, 7)", {"A": 7, "B": 0})


def test_a_choice_needs_its_condition_and_only_the_branch_it_takes(spec):
    spec(FIGURES, "if population > 0 then deaths / population else 0", {"A": 0.04, "B": 0.04, "C": 0})
    spec(FIGURES, "if deaths > 0 then 1 else 2", {"A": 1, "B": 1, "C": None})
