"""Statements are true, false or not known; `and`, `or`, `not` conclude as much as the known parts allow."""

from __future__ import annotations

import pytest

FIGURES = """
    area | births.male | deaths
    TT   |           1 |      1
    TF   |           1 |      0
    FF   |           0 |      0
    T?   |           1 |
    F?   |           0 |
    ??   |             |
"""


def test_and_is_false_as_soon_as_one_part_is_false(spec):
    expect = {"TT": True, "TF": False, "FF": False, "T?": None, "F?": False, "??": None}
    spec(FIGURES, "births.male = 1 and deaths = 1", expect)
    spec(FIGURES, "deaths = 1 and births.male = 1", expect)


def test_or_is_true_as_soon_as_one_part_is_true(spec):
    expect = {"TT": True, "TF": True, "FF": False, "T?": True, "F?": None, "??": None}
    spec(FIGURES, "births.male = 1 or deaths = 1", expect)
    spec(FIGURES, "deaths = 1 or births.male = 1", expect)


def test_not_of_something_not_known_is_not_known(spec):
    spec(FIGURES, "not deaths = 1", {"TT": False, "TF": True, "FF": True, "T?": None, "F?": None, "??": None})


@pytest.mark.parametrize("sign", ["=", "=="])
def test_equal_has_two_spellings(spec, sign):
    spec(FIGURES, f"births.male {sign} 1 and reported(deaths)", dict(zip(
        ["TT", "TF", "FF", "T?", "F?", "??"], [True, True, False, False, False, False], strict=True)))  # fmt: skip


@pytest.mark.parametrize("sign", ["!=", "<>", "≠"])
def test_different_has_three_spellings(spec, sign):
    expect = {"TT": False, "TF": True, "FF": False, "T?": None, "F?": None, "??": None}
    spec(FIGURES, f"births.male {sign} deaths", expect)


def test_and_binds_tighter_than_or_and_not_tighter_than_both(spec):
    expect = {"TT": True, "TF": True, "FF": True, "T?": True, "F?": None, "??": None}
    spec(FIGURES, "births.male = 1 or not deaths = 1 and deaths = 0", expect)


def test_comparisons_cannot_be_strung_together(faults):
    assert faults("1 < births < 3") == [("formula-chained-comparison", 12)]
    assert faults("(1 < births = 3) 且 1 > 0") == [("formula-chained-comparison", 13)]


def test_statements_and_numbers_do_not_mix(faults):
    assert faults("(births > 3) + 1") == [("formula-needs-number", 2)]
    assert faults("if births then 1 else 0") == [("formula-needs-truth", 4)]
    assert faults("births and deaths") == [("formula-needs-truth", 1), ("formula-needs-truth", 12)]
    assert faults("(births > 3) = (deaths > 3)") == [
        ("formula-needs-number", 2),
        ("formula-needs-number", 17),
    ]
    assert faults("if births > 3 then 1 else deaths > 3") == [("formula-branches-differ", 27)]
    assert faults("max(births > 3, 1)") == [("formula-needs-number", 5)]
    assert faults("coalesce(births > 3, 1)") == [("formula-branches-differ", 22)]
