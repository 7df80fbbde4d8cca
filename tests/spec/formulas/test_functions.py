"""Functions: min max abs round sqrt log coalesce reported, and what they refuse."""

from __future__ import annotations

import pytest

from huimin.findings import explain, next_step
from huimin.language import evaluate, half_up, parse


def value(formula):
    return evaluate(parse(formula), lambda leaf: None)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("abs(2 - 5)", 3),
        ("sqrt(16)", 4),
        ("log(1)", 0),
        ("coalesce(1 / 0, 5)", 5),
        ("if(2 > 1, 10, 20)", 10),
        ("if 2 > 1 then 10 else 20", 10),
        ("if(2 > 1, 10, 20) * 2", 20),
        ("if 1 > 2 then 1 else if 2 > 1 then 2 else 3", 2),
    ],
)
def test_what_functions_give(formula, expected):
    assert value(formula) == expected


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (2.4999, 0, 2),
        (1.005, 2, 1.01),  # the binary number nearest to 1.005 lies below it
        (-1.005, 2, -1.01),
        (0.285, 2, 0.29),
        (1.0049999, 2, 1.0),
        (5e14 + 0.25, 0, 5e14),
        (2**50 + 1, 0, 2**50 + 1),  # large whole numbers stay themselves
        (2**52 + 1, 0, 2**52 + 1),
        (0, 3, 0),
        (1e308, 12, None),
    ],
)
def test_round_takes_halves_away_from_zero_as_on_paper(number, decimals, rounded):
    assert half_up(number, decimals) == rounded


def test_round_is_the_same_in_all_three_places(spec):
    figures = """
        area | funding
        A    |   1.005
        B    |  -1.005
        C    |     2.5
        D    |
    """
    spec(figures, "round(funding, 2)", {"A": 1.01, "B": -1.01, "C": 2.5, "D": None})
    spec(figures, "round(funding)", {"A": 1, "B": -1, "C": 3, "D": None})


def test_an_unknown_function_comes_with_the_nearest_known_one(findings):
    (finding,) = findings("maxx(births, 1)")
    assert (finding.code, finding.place.column) == ("formula-function-unknown", 1)
    assert next_step(finding, "en") == "did you mean max?"


def test_the_number_of_arguments_is_checked(findings):
    said = [explain(findings(formula)[0], "en") for formula in ("abs()", "min(1)", "round(1, 2, 3)")]
    assert said == [
        "the function abs takes 1 argument; here it has 0",
        "the function min takes 2 or more arguments; here it has 1",
        "the function round takes 1 to 2 arguments; here it has 3",
    ]


@pytest.mark.parametrize(
    "attempt",
    [
        "read_csv('/etc/passwd')",
        "read_csv(`/etc/passwd`)",
        "births; DROP TABLE figures",
        "births) UNION SELECT 1 --",
        "__import__(os)",
        "births.__class__",
        'getenv("HOME")',
        "(SELECT 1)",
    ],
)
def test_nothing_but_formulas_gets_through(faults, attempt):
    assert faults(attempt)
