"""Matching funds: what each level owes for the rolls of a period, and what has come from it, in words.

Shares received are rounded down, so that 100% always means all.
"""

from __future__ import annotations

import pytest

from huimin.benefits.payments import Movement, balances, funding
from huimin.benefits.payments.entries import SIDES, Entry

FACTS = """
    due      | arrived  | in Chinese                                                    | in English
    10000    | 0        | 县级应配套 100 元，到位 0 元，到位率 0.0%，尚缺 100 元        | county: 100 yuan due, 0 yuan received (0.0%); 100 yuan still to come
    10000    | 3333     | 县级应配套 100 元，到位 33.33 元，到位率 33.3%，尚缺 66.67 元 | county: 100 yuan due, 33.33 yuan received (33.3%); 66.67 yuan still to come
    10000000 | 9999999  | 县级应配套 100,000 元，到位 99,999.99 元，到位率 99.9%，尚缺 0.01 元 | county: 100,000 yuan due, 99,999.99 yuan received (99.9%); 0.01 yuan still to come
    10000    | 10000    | 县级应配套 100 元，到位 100 元，已足额到位                    | county: 100 yuan due, 100 yuan received, in full
    10000    | 12000    | 县级应配套 100 元，到位 120 元，多到 20 元                    | county: 100 yuan due, 120 yuan received; 20 yuan more than due
"""


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in FACTS.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[1]} of {row[0]}")
def test_the_state_of_a_level_in_words(row):
    (fund,) = funding({"county": int(row[0])}, {"county": int(row[1])})
    assert (fund.words("zh", "县级"), fund.words("en", "county")) == (row[2], row[3])


def test_every_level_that_owes_or_sent_money_is_named():
    assert [one.level for one in funding({"central": 1}, {"county": 1})] == ["central", "county"]


@pytest.mark.parametrize("entry", Entry)
def test_every_movement_takes_from_one_account_what_it_gives_to_another(entry):
    moved = balances([Movement(entry, "county", 123)])
    assert sum(moved.values()) == 0 and {account for account, _ in moved} == set(SIDES[entry])


def test_a_movement_is_whole_and_above_zero():
    for fen in (0, -1, 1.0, True):
        with pytest.raises(ValueError):
            Movement(Entry.PAID, "county", fen)
