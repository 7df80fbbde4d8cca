"""Changes beyond chance: against published examples, and laws that hold for all counts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from huimin.indicators.changes import against_rest, change, out_of_line


def pair(numerator, denominator):
    return np.array([numerator], float), np.array([denominator], float)


def test_newcombe_1998_example():
    """Table II of Newcombe (1998): 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    found = change("proportion", pair(56, 70), pair(48, 80))
    assert np.allclose([found.value[0], found.low[0], found.high[0]], [0.2, 0.0524, 0.3339], atol=5e-5)
    assert found.sure[0] == 1


CHANGES = """
now  of    | then of    | sure
 90  100   | 50   100   | 1
 52  100   | 50   100   | 0
 9   10    | 7    10    | 0
 5200 10000| 5000 10000 | 1
"""


def test_the_same_difference_is_sure_where_many_stand_behind_it():
    for line in CHANGES.strip().splitlines()[1:]:
        now, then, sure = ([float(word) for word in part.split()] for part in line.split("|"))
        assert change("proportion", pair(*now), pair(*then)).sure[0] == sure[0], line


def test_equal_shares_do_not_differ():
    found = change("proportion", pair(5, 10), pair(5, 10))
    assert found.value[0] == 0 and found.sure[0] == 0


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_a_difference_turns_round_with_its_sides(x, n, y, m):
    one, two = pair(min(x, n), n), pair(min(y, m), m)
    there, back = change("proportion", one, two), change("proportion", two, one)
    assert np.isclose(there.value[0], -back.value[0]) and there.sure[0] == back.sure[0]
    assert there.low[0] <= there.value[0] + 1e-12 and there.value[0] <= there.high[0] + 1e-12


def test_what_was_not_reported_cannot_be_compared():
    for kind in ("proportion", "rate", "ratio", "value"):
        found = change(kind, pair(np.nan, np.nan), pair(5, 10))
        assert np.isnan(found.value[0]) and np.isnan(found.sure[0])


def test_an_area_is_held_against_the_others_not_against_itself():
    found = against_rest("proportion", pair(90, 100), pair(140, 200))
    assert np.isclose(found.value[0], 0.9 - 0.5) and found.sure[0] == 1
    assert np.isnan(against_rest("proportion", pair(140, 200), pair(140, 200)).sure[0])


def test_a_million_fold_value_is_out_of_line_and_a_double_one_is_not():
    assert out_of_line(np.array([1.0, 1.2, 0.9, 1e6])).tolist() == [False, False, False, True]
    assert not out_of_line(np.array([1.0, 1.2, 0.9, 2.0])).any()
    assert not out_of_line(np.array([1.0, 1e9])).any()
    assert not out_of_line(np.array([0.0, 0.0, 1.0, np.nan])).any()
