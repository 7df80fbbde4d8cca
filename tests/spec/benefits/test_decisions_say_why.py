"""A decision says yes, no or not known, with every condition, whether it held, and the numbers in words.

What is missing is not known. It is never taken for zero or for no, and the decision says what to ask for.
"""

from __future__ import annotations

from datetime import date

from benefit_rules import amount, condition, fact, made
from huimin.benefits import decide, entitlements

LIMIT = [{"code": "limit", "zh": "上限", "en": "limit", "unit": "year", "value": 3}]
FACTS = [fact("birth", "date"), fact("income", "number", unit="yuan", low=0), fact("insured", "yes-no")]
SUBSIDY = made(
    facts=FACTS, values=LIMIT,
    conditions=[
        condition("born", "birth.days >= 0"),
        {"code": "young", "formula": "birth.years < limit", "held_zh": "孩子在{day}为{birth.age}，上限{limit}。",
         "held_en": "your child was {birth.age} on {day}; the limit is {limit}", "failed_zh": "孩子在{day}已{birth.age}，上限{limit}。",
         "failed_en": "your child was {birth.age} on {day}; the limit is {limit}"},
        condition("means", "income < 2000 or insured"),
    ],
)  # fmt: skip
JUNE = date(2025, 6, 15)


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def test_every_condition_is_told_with_its_outcome():
    table = """
        birth      | income | insured | eligible | born   | young   | means   | to ask
        2023-02-01 | 1500   |         | yes      | held   | held    | held    |
        2023-02-01 |        |         | unknown  | held   | held    | unknown | income, insured
        2023-02-01 | 5000   |         | unknown  | held   | held    | unknown | insured
        2023-02-01 | 5000   | no      | no       | held   | held    | failed  |
        2022-05-31 |        |         | no       | held   | failed  | unknown |
                   | 1500   |         | unknown  | unknown | unknown | held   | birth
    """
    for birth, income, insured, eligible, *states, asks in rows(table):
        decision = decide(SUBSIDY, {"birth": birth, "income": income, "insured": insured}, JUNE)
        assert decision.eligible == eligible
        assert [one.state for one in decision.reasons] == states
        assert ", ".join(decision.missing) == asks


def test_reasons_are_words_with_the_numbers_in_them():
    decision = decide(SUBSIDY, {"birth": "2023-02-01", "income": 1}, JUNE)
    young = decision.reasons[1]
    assert young.words.en == "your child was 2 years and 4 months on 1 June 2025; the limit is 3 years"
    assert young.words.zh == "孩子在2025年6月1日为2岁4个月，上限3岁。"
    assert (
        young.numbers == {"birth": "2023-02-01", "birth.years": 2.0, "limit": 3.0}
        or young.numbers["birth.years"] == 2.0
    )


def test_what_is_stored_holds_reasons_and_numbers():
    stored = decide(SUBSIDY, {"birth": "2021-02-01", "income": 1}, JUNE).as_dict()
    assert [(one["code"], one["state"]) for one in stored["reasons"]] == [
        ("born", "held"),
        ("young", "failed"),
        ("means", "held"),
    ]
    assert stored["reasons"][1]["numbers"]["birth.years"] == 4.0
    assert stored["fen"] is None


def test_a_decision_says_from_when_to_when_it_holds():
    decision = decide(SUBSIDY, {"birth": "2023-02-15", "income": 1}, JUNE)
    assert (decision.first, decision.last) == (date(2023, 3, 1), date(2026, 2, 28))


def test_a_missing_fact_is_not_zero():
    """An income that nobody told is not an income of 0, neither for one nor over months."""
    poor = made(facts=FACTS[:2], conditions=[condition("born", "birth.days >= 0"), condition("poor", "income < 500")])
    assert decide(poor, {"birth": "2023-02-01"}, JUNE).eligible == "unknown"
    found = entitlements([poor], {"birth": "2023-02-01"}, 2025 * 12, 2025 * 12 + 2)
    assert [(one.truth, one.fen, one.unknown) for one in found] == [(None, 0, 1)] * 3


def test_an_amount_nobody_laid_down_is_not_zero():
    unset = made(amounts=[amount(("2020-01-01", "to-fill"))])
    decision = decide(unset, {"birth": "2024-02-01"}, JUNE)
    assert (decision.eligible, decision.fen) == ("yes", None)


def test_a_late_claim_is_told_with_its_last_day():
    late = made(claim={"of": "birth", "until": "end_of_next_year"}, conditions=[condition("born", "birth.days >= 0")])
    assert decide(late, {"birth": "2023-02-01"}, JUNE, claimed=date(2024, 12, 31)).eligible == "yes"
    decision = decide(late, {"birth": "2023-02-01"}, JUNE, claimed=date(2025, 1, 2))
    assert decision.eligible == "no" and decision.claim_last == date(2024, 12, 31)
    assert decision.reasons[-1].words.en == "It was claimed on 2 January 2025; the last day was 31 December 2024."


def test_outside_its_time_a_rule_grants_nothing():
    over = made(until="2024-12-31")
    decision = decide(over, {"birth": "2024-02-01"}, JUNE)
    assert [one.code for one in decision.reasons] == ["not-in-force"] and decision.eligible == "no"
