"""Money is whole fen, and rounding is stated: no fen appears or disappears.

Amounts are read exactly, divided by integers, and shared out so that the parts add up. A half goes up unless the rule
says otherwise.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_rules import amount, condition, fact, made
from huimin.benefits import Columns, decide, divided, entitlements, fen_of, population, shared, yuan_text

JANUARY = 2025 * 12


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def test_yuan_as_written_become_fen():
    table = """
        written        | fen
        3600           | 360000
        16777217.01    | 1677721701
        16,777,217.01  | 1677721701
        0.1            | 10
        0.001          | not money
        about 5        | not money
        1e20           | not money
    """
    for written, fen in rows(table):
        assert fen_of(written) == (None if fen == "not money" else int(fen)), written


def test_a_large_amount_stays_what_it_is_to_the_last_fen():
    """16,777,217.01 does not fit into 32-bit floats, which make 16,777,218 of it."""
    plain = made(amounts=[amount(("2020-01-01", 16777217.01))])
    formula = made(
        facts=[fact("birth", "date"), fact("bill", "number", unit="yuan")], amounts=[amount(formula="bill * 1")]
    )
    facts = {"birth": "2024-05-05", "bill": 16777217.01}
    assert yuan_text(decide(plain, {"birth": "2024-05-05"}, _day("2025-01-01")).fen) == "16,777,217.01"
    assert decide(formula, facts, _day("2025-01-01")).fen == 1677721701
    birth = np.array(["2024-05-05"], dtype="datetime64[D]")
    for benefit in (plain, formula):
        columns = Columns(1, {"birth": birth, "bill": np.array([16777217.01])})
        assert population(benefit, columns, JANUARY, JANUARY + 11).total == 12 * 1677721701


def test_rounding_is_what_the_rule_says():
    table = """
        fen  | parts | way     | unit | paid
        100  | 3     | half_up | 1    | 33
        50   | 4     | half_up | 1    | 13
        50   | 4     | down    | 1    | 12
        49   | 4     | up      | 1    | 13
        1055 | 1     | half_up | 10   | 1060
        1055 | 1     | half_up | 100  | 1100
    """
    for fen, parts, way, unit, paid in rows(table):
        assert divided(int(fen), int(parts), way, int(unit)) == int(paid)


def test_twelve_twelfths_are_the_whole_year():
    """1,000 yuan a year are 83.33… a month; what is paid for the year is still 1,000."""
    benefit = made(
        period="year",
        proration="month",
        amounts=[amount(("2020-01-01", 1000))],
        conditions=[condition("born", "birth.days >= 0")],
    )
    assert [one.fen for one in entitlements([benefit], {"birth": "2020-05-05"}, JANUARY, JANUARY + 11)] == [100000]


def test_an_amount_dated_in_the_middle_of_a_month():
    """By whole months the rate of the tested day holds for all of it; by days each day has its own."""
    table = """
        proration | tested | June
        none      | first  | 300
        none      | last   | 330
        day       | first  | 315
    """
    for proration, tested, yuan in rows(table):
        benefit = made(proration=proration, tested=tested, amounts=[amount(("2020-01-01", 300), ("2025-06-16", 330))])
        found = entitlements([benefit], {"birth": "2024-05-05"}, JANUARY + 5, JANUARY + 5)
        assert [one.fen for one in found] == [int(yuan) * 100], (proration, tested)


def test_each_levels_share_adds_up():
    thirds = {"centre": Fraction(1, 3), "province": Fraction(1, 3), "county": Fraction(1, 3)}
    assert shared(100, thirds) == {"centre": 34, "province": 33, "county": 33}
    with pytest.raises(ValueError):
        shared(100, {"centre": Fraction(9, 10)})


@given(st.integers(0, 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_shares_of_any_amount_add_up(fen, weights):
    shares = {str(place): Fraction(one, sum(weights)) for place, one in enumerate(weights)}
    paid = shared(fen, shares)
    assert sum(paid.values()) == fen
    assert all(abs(paid[level] - fen * share) < 1 for level, share in shares.items())


@given(
    st.integers(0, 10**13),
    st.integers(1, 366),
    st.sampled_from(["half_up", "down", "up"]),
    st.sampled_from([1, 10, 100]),
)
def test_columns_are_divided_like_single_amounts(fen, parts, way, unit):
    found = divided(np.array([fen], dtype=np.int64), parts, way, unit)
    assert found.tolist() == [divided(fen, parts, way, unit)]


def _day(text):
    from datetime import date

    return date.fromisoformat(text)
