"""What a rule pays at most, and what is not paid beside something else.

A cap is reached, never passed: the period in which it is reached gets the rest, and the next year begins anew. A benefit
that gives way to another is paid on the days on which the other is not, and where the other is not known neither is it.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from benefit_rules import amount, condition, fact, made
from huimin.benefits import Columns, decide, entitlements, population

JANUARY = 2025 * 12
BORN = {"birth": "2024-05-05"}
COLUMNS = Columns(1, {"birth": np.array(["2024-05-05"], dtype="datetime64[D]")})


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows("""
    cap a year | by month                                                        | in the year
    3600       | 300 300 300 300 300 300 300 300 300 300 300 300                 | 3600
    3599.99    | 300 300 300 300 300 300 300 300 300 300 300 299.99              | 3599.99
    1000       | 300 300 300 100 0 0 0 0 0 0 0 0                                 | 1000
    900        | 300 300 300 0 0 0 0 0 0 0 0 0                                   | 900
    0          | 0 0 0 0 0 0 0 0 0 0 0 0                                         | 0
"""), ids=lambda row: row[0])  # fmt: skip
def test_a_cap_is_reached_and_never_passed(row):
    cap, months, whole = row[0], [round(float(one) * 100) for one in row[1].split()], round(float(row[2]) * 100)
    benefit = made(caps=[{"per": "year", "yuan": cap}])
    assert [one.fen for one in entitlements([benefit], BORN, JANUARY, JANUARY + 11)] == months
    assert population(benefit, COLUMNS, JANUARY, JANUARY + 11).total == whole


def test_the_next_year_begins_anew():
    benefit = made(caps=[{"per": "year", "yuan": 1000}])
    assert sum(one.fen for one in entitlements([benefit], BORN, JANUARY, JANUARY + 23)) == 200000
    assert population(benefit, COLUMNS, JANUARY, JANUARY + 23).total == 200000


def test_a_cap_on_the_month_cuts_each_month_and_what_the_decision_says():
    benefit = made(caps=[{"per": "month", "yuan": "250.50"}])
    assert {one.fen for one in entitlements([benefit], BORN, JANUARY, JANUARY + 11)} == {25050}
    assert decide(benefit, BORN, date(2025, 6, 1)).fen == 25050


def test_of_two_that_exclude_each_other_one_is_paid_each_month():
    """The special one is paid while the child is ill, the plain one in the other months; neither is paid beside it."""
    ill = [fact("since", "date", future=True), fact("over", "date", future=True)]
    special = made(code="special", facts=ill, amounts=[amount(("2020-01-01", 500))],
                   conditions=[condition("ill", "since.days >= 0 and day <= over")])  # fmt: skip
    plain = made(code="plain", gives_way=["special"])
    facts = {**BORN, "since": "2025-03-01", "over": "2025-05-01"}
    paid = {
        (one.benefit, one.first.month): one.fen for one in entitlements([plain, special], facts, JANUARY, JANUARY + 5)
    }
    assert paid == {("special", month): 50000 for month in (3, 4, 5)} | {("plain", month): 30000 for month in (1, 2, 6)}
    unknown = entitlements([plain, special], BORN, JANUARY, JANUARY)
    assert [(one.benefit, one.truth, one.fen) for one in unknown] == [("special", None, 0), ("plain", None, 0)]
