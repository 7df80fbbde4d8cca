"""Every fen of an amount is paid by one level, and the levels together pay exactly the amount.

Each level gets the whole fen of its share. The fen that are left over go one by one to the largest remainders; where
they are alike, to the level that the benefit names first.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.benefits.payments import proportional, split

FACTS = """
    fen   | central | province | county | central pays | province pays | county pays
    30000 | 1/2     | 1/4      | 1/4    | 15000        | 7500          | 7500
    30001 | 1/2     | 1/4      | 1/4    | 15001        | 7500          | 7500
    30003 | 1/2     | 1/4      | 1/4    | 15001        | 7501          | 7501
    100   | 1/3     | 1/3      | 1/3    | 34           | 33            | 33
    1     | 1/4     | 1/4      | 1/2    | 0            | 0             | 1
    1677721701 | 1/3 | 1/3     | 1/3    | 559240567    | 559240567     | 559240567
"""
LEVELS = ("central", "province", "county")


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in FACTS.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_odd_fen_go_to_the_largest_remainders(row):
    parts = tuple(zip(LEVELS, map(Fraction, row[1:4]), strict=True))
    paid = dict(split(int(row[0]), parts))
    assert [paid.get(level, 0) for level in LEVELS] == [int(cell) for cell in row[4:]]


WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any)


@given(st.integers(0, 10**13), WEIGHTS)
def test_the_levels_always_pay_exactly_the_amount_and_nobody_is_a_fen_off(fen, weights):
    parts = tuple((f"level {place}", Fraction(weight, sum(weights))) for place, weight in enumerate(weights))
    paid = dict(split(fen, parts))
    assert sum(paid.values()) == fen
    assert all(abs(paid.get(level, 0) - fen * part) < 1 for level, part in parts)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5).filter(any), st.data())
def test_money_given_back_in_parts_leaves_no_level_short_or_over(owed, data):
    left = {f"level {place}": fen for place, fen in enumerate(owed)}
    while whole := sum(left.values()):
        for level, fen in proportional(data.draw(st.integers(max(1, whole // 3), whole)), left):
            assert 0 < fen <= left[level]
            left[level] -= fen
    assert set(left.values()) == {0}


def test_shares_that_do_not_add_up_are_no_shares():
    with pytest.raises(ValueError):
        split(100, (("central", Fraction(1, 2)), ("county", Fraction(1, 3))))
    with pytest.raises(ValueError):
        split(-1, (("central", Fraction(1)),))
    with pytest.raises(ValueError):
        proportional(11, {"central": 10})
