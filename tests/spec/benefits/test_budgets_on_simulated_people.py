"""A budget is worked out on simulated people: their totals are those of the area, to the person, and they stand for nobody.

The same seed gives the same people. What is assumed stands in one file with its source; what is known goes before it.
"""

from __future__ import annotations

import numpy as np
import pytest

from benefit_rules import amount, condition, fact, made
from budget_people import MOTHERS, assumptions
from huimin.benefits.budget import AreaPeople, compare, costs, pay, simulate

PLAIN = made()  # 300 yuan a month for children under three
OLD = made(code="old", subject="parent", facts=[fact("birth", "date"), fact("rural", "yes-no")],
           conditions=[condition("old", "birth.years >= 60"), condition("rural", "rural")],
           amounts=[amount(("2020-01-01", 100))],
           shares=[{"from": "2020-01-01", "of": {"city": "60%", "county": "40%"}, "status": "ours"}])  # fmt: skip
RURAL = {"code": "rural", "rows": [{"share": "30%"}]}


def area_of(table: str, **known) -> AreaPeople:
    """An area told as a table of ages with women and men."""
    counts = np.zeros((2, 101), dtype=np.int64)
    for line in table.strip().splitlines()[1:]:
        age, women, men = (int(cell) for cell in line.split("|"))
        counts[:, age] = women, men
    return AreaPeople("A", counts, MOTHERS, ("A",), **known)


TOWN = """
    age | women | men
    0   | 10    | 12
    1   | 9     | 11
    2   | 8     | 8
    5   | 20    | 20
    28  | 60    | 50
    30  | 40    | 45
    61  | 30    | 20
    75  | 10    | 5
"""


def test_there_are_as_many_people_as_in_the_figures():
    people = simulate(area_of(TOWN), 2025, assumptions(RURAL), seed=1)
    table = np.array([[np.sum((people.sex == sex) & (people.age == age)) for sex in (0, 1)] for age in (0, 1, 2, 61)])
    assert table.tolist() == [[10, 12], [9, 11], [8, 8], [30, 20]]
    assert people.size == 358


def test_a_total_that_is_known_goes_before_what_is_assumed():
    """Assumed are 30 %; 200 of the 358 are known to be registered in the country, and 200 they are."""
    for known, expected in (({}, 107), ({("rural", "yes"): 200}, 200)):
        people = simulate(area_of(TOWN, margins=known), 2025, assumptions(RURAL), seed=1)
        pay(people, OLD)
        rural = people.drawn["rural", ""] == 0
        assert int(rural.sum()) == pytest.approx(expected, abs=1)


def test_the_cost_is_what_the_people_are_entitled_to_and_levels_share_it():
    """Children born before 2026 who are under three on the first of a month: those of age 0, 1 and part of age 2."""
    people = simulate(area_of(TOWN), 2025, assumptions(RURAL), seed=1)
    paid = pay(people, OLD)
    cost = costs(people, paid)["A"]
    months = paid.fen.sum() / 100_00
    assert cost.fen == months * 100_00 and 12 * 10 <= months <= 12 * 30  # about 30 % of 65 people from 60
    assert cost.levels == {"city": cost.fen * 6 // 10, "county": cost.fen * 4 // 10}
    young = pay(people, PLAIN)
    first = people.age[young.who] == 0
    assert 0 < young.fen[first].sum() < 22 * 12 * 300_00  # born within the year: from the month after


def test_a_change_shows_who_gains_and_who_loses():
    """Twice as much, for children under one only: families with an older child lose, those with a baby gain."""
    people = simulate(area_of(TOWN), 2025, assumptions(RURAL), seed=1)
    after = made(amounts=[amount(("2020-01-01", 600))],
                 conditions=[condition("born", "birth.days >= 0"), condition("young", "birth.years < 1")])  # fmt: skip
    change = compare(people, [pay(people, PLAIN)], [pay(people, after)])["A"]
    assert change.gaining > 0 and change.losing > 0 and change.ended > 0 and change.newly == 0
    assert change.net == pay(people, after).fen.sum() - pay(people, PLAIN).fen.sum()


def test_the_same_seed_gives_the_same_people():
    first, again, other = (simulate(area_of(TOWN), 2025, assumptions(RURAL), seed=seed) for seed in (1, 1, 2))
    assert costs(first, pay(first, OLD))["A"].fen == costs(again, pay(again, OLD))["A"].fen
    assert (first.birth != other.birth).any()


def test_the_interval_is_wide_where_few_are_paid():
    few = simulate(area_of(TOWN), 2025, assumptions(RURAL), seed=1)
    many = simulate(AreaPeople("A", area_of(TOWN).counts * 40, MOTHERS, ("A",)), 2025, assumptions(RURAL), seed=1)
    spans = []
    for people in (few, many):
        cost = costs(people, pay(people, OLD))["A"]
        low, high = cost.interval()
        assert low < cost.fen < high
        spans.append((high - low) / cost.fen)
    assert spans[0] > 4 * spans[1]
