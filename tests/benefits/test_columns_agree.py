"""Whole populations get what the reference gives to each subject: on rules of every kind and on generated facts."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_rules import amount, condition, fact, made, told
from huimin.benefits import Columns, entitlements, population

CHOICE = {"a": {"zh": "甲", "en": "a"}, "b": {"zh": "乙", "en": "b"}}
BASIC = [fact("birth", "date", after="parent_birth"), fact("parent_birth", "date"), fact("poor", "yes-no"),
         fact("income", "number", unit="yuan", low=0, high=100000), fact("kind", "choice", options=CHOICE),
         fact("home", "area", areas=["44"])]  # fmt: skip
LIMIT = [{"code": "limit", "zh": "上限", "en": "limit", "unit": "year",
          "dated": [{"from": "2000-01-01", "value": 3}, {"from": "2024-07-01", "value": 6}]}]  # fmt: skip
LESS = [{"code": "limit", "zh": "上限", "en": "limit", "unit": "year",
         "dated": [{"from": "2000-01-01", "value": 6}, {"from": "2024-03-10", "value": 3}]}]  # fmt: skip
MONTHS = [{"code": "some", "zh": "几个月", "en": "some months", "unit": "month", "value": 3}]
BORN = condition("born", "birth.days >= 0")
YOUNG = condition("young", "birth.years < 3")
TWO = [amount(("2020-01-01", 300), ("2024-05-17", "333.33"), code="a", when="kind.a and poor"),
       amount(("2023-01-01", 100), ("2024-09-01", "to-fill"), code="b", when="income < 500")]  # fmt: skip
MIXED = [amount(("2020-01-01", "99.99"), ("2024-04-11", "77.77"))]

RULES = {
    "plain": {},
    "tested on the last day": {"tested": "last", "amounts": MIXED},
    "facts that do not change": {"conditions": [BORN, YOUNG, condition("poor", "poor and home.inside"), condition("c", "kind.a or income < 900")]},
    "a limit that rises": {"values": LIMIT, "conditions": [BORN, condition("young", "birth.years < limit")]},
    "a limit that falls": {"values": LESS, "conditions": [BORN, condition("young", "birth.years < limit")]},
    "conditions with dates": {"conditions": [BORN, YOUNG, {**condition("poor", "poor"), "from": "2024-06-01", "until": "2024-10-31"}]},
    "either this or that": {"conditions": [condition("either", "(birth.days >= 0 and birth.months < 30) or birth.years >= 60")]},
    "not": {"conditions": [BORN, condition("not", "not (birth.years >= 3) and not poor")]},
    "exactly": {"conditions": [condition("exactly", "birth.years = 2 or birth.month_gap = 5")]},
    "months apart": {"conditions": [condition("gap", "birth.month_gap >= 1 and birth.month_gap <= 36")]},
    "amounts by case": {"amounts": TWO},
    "an amount by formula": {"amounts": [amount(("2020-01-01", 300), ("2024-05-01", 310.5), formula="rate * 2 - income / 7")]},
    "an amount that falls with age": {"values": MONTHS, "amounts": [amount(("2020-01-01", 300), formula="rate / birth.months * some")]},
    "by days": {"proration": "day", "amounts": MIXED, "from": "2024-02-10", "until": "2024-11-20"},
    "by days, rounded down to jiao": {"proration": "day", "amounts": TWO, "rounding": {"way": "down", "to": "jiao"}},
    "a year by months": {"period": "year", "proration": "month", "amounts": MIXED, "rounding": {"way": "up", "to": "fen"}},
    "a year by days": {"period": "year", "proration": "day", "amounts": MIXED},
    "a whole year": {"period": "year", "tested": "last", "amounts": MIXED},
    "capped": {"amounts": MIXED, "caps": [{"per": "year", "yuan": "250.10"}, {"per": "month", "yuan": 90}]},
    "once": {"period": "once", "event": "birth", "conditions": [condition("poor", "poor or kind.b"), condition("old", "parent_birth.years >= 20")], "amounts": TWO},
    "ends early": {"until": "2024-06-30", "amounts": MIXED},
    "not yet": {"from": "2024-06-15", "amounts": [amount(("2024-08-01", 10))]},
}  # fmt: skip
FIRST, LAST = 2023 * 12 + 10, 2024 * 12 + 11


def _dates(rng: np.random.Generator, size: int, first: str, last: str, missing: float = 0.08) -> np.ndarray:
    low, high = (np.datetime64(one).astype(int) for one in (first, last))
    days = rng.integers(low, high, size).astype("datetime64[D]")
    special = np.array(
        ["2020-02-29", "2024-02-29", "2021-06-01", "2021-05-31", "2021-12-31", "2022-01-01"], dtype="datetime64[D]"
    )
    days = np.where(rng.random(size) < 0.2, rng.choice(special, size), days)
    return np.where(rng.random(size) < missing, np.datetime64("NaT"), days)


def _maybe(rng: np.random.Generator, values: np.ndarray) -> np.ndarray:
    return np.where(rng.random(len(values)) < 0.1, np.nan, values.astype(float))


def people(rng: np.random.Generator, size: int) -> Columns:
    birth = np.where(
        rng.random(size) < 0.8,
        _dates(rng, size, "2018-01-01", "2025-03-01"),
        _dates(rng, size, "1950-01-01", "1970-01-01"),
    )
    return Columns(size, {
        "birth": birth, "parent_birth": np.where(rng.random(size) < 0.9, _dates(rng, size, "1930-01-01", "1949-12-31"), _dates(rng, size, "2000-01-01", "2024-01-01")),
        "poor": _maybe(rng, rng.integers(0, 2, size)), "income": _maybe(rng, rng.choice([0, 100.01, 499.99, 500, 900, 1e6], size)),
        "kind": _maybe(rng, rng.integers(0, 2, size)), "home": _maybe(rng, rng.integers(0, 2, size)),
    })  # fmt: skip


def assert_same(benefit, columns, first=FIRST, last=LAST, before=()):
    found = population(benefit, columns, first, last, before=before)
    dense = found.dense()
    times, unknown = np.zeros(columns.length, int), np.zeros(columns.length, int)
    times[found.rows], unknown[found.rows] = found.times, found.unknown
    for row in range(columns.length):
        facts = told(benefit, columns, row)
        due = [one for one in entitlements([*before, benefit], facts, first, last) if one.benefit == benefit.code]
        expected = (sum(one.fen for one in due), sum(one.times for one in due), sum(one.unknown for one in due))
        assert (dense[row], times[row], unknown[row]) == expected, facts
    return found


@pytest.mark.parametrize("name", RULES)
def test_every_kind_of_rule(name):
    benefit = made(**{"facts": BASIC, **RULES[name]})
    first = LAST - 5 if benefit.proration == "day" else FIRST
    found = assert_same(benefit, people(np.random.default_rng(len(name)), 60), first)
    assert len(found.rows) and found.unknown.any()


def test_what_gives_way_is_not_paid_beside_the_other():
    first = made(code="first", facts=BASIC, conditions=[BORN, condition("poor", "poor")])
    second = made(code="second", facts=BASIC, gives_way=["first"], amounts=MIXED)
    third = made(code="third", facts=BASIC, gives_way=["second"], tested="last")
    columns = people(np.random.default_rng(5), 80)
    assert assert_same(second, columns, before=[first]).times.any()
    assert assert_same(third, columns, before=[first, second]).times.any()


FAMILY = {
    "subject": "family",
    "facts": [fact("registered", "date"), fact("birth", "date", member=True), fact("income", "number", unit="yuan", low=0, member=True)],
    "members": [
        {"code": "young", "zh": "幼儿数", "en": "young children", "where": "birth.days >= 0 and birth.years < 3"},
        {"code": "heads", "zh": "人数", "en": "heads"},
        {"code": "means", "zh": "总收入", "en": "means", "unit": "yuan", "sum": "income"},
        {"code": "old_income", "zh": "老人收入", "en": "income of the old", "unit": "yuan", "where": "birth.years >= 60 or birth.years = 59", "sum": "income"},
    ],
    "conditions": [condition("young", "young >= 1"), condition("means", "means / heads < 700"), condition("here", "registered.days >= 0")],
    "amounts": [amount(("2020-01-01", 50), ("2024-05-01", "55.55"), formula="rate * young - old_income / 100")],
}  # fmt: skip


def families(rng: np.random.Generator, size: int) -> Columns:
    family = np.sort(rng.integers(0, size, size * 3))  # some are left without anybody
    people_ = len(family)
    birth = np.where(
        rng.random(people_) < 0.5,
        _dates(rng, people_, "2019-01-01", "2025-02-01", 0.03),
        _dates(rng, people_, "1950-01-01", "1970-01-01", 0.03),
    )
    income = np.where(rng.random(people_) < 0.05, np.nan, rng.choice([0.0, 100.01, 333.33, 2000], people_))
    return Columns(
        size, {"registered": _dates(rng, size, "2023-06-01", "2024-12-01")}, {"birth": birth, "income": income}, family
    )


@pytest.mark.parametrize("changes", [{}, {"conditions": FAMILY["conditions"][1:]}, {"proration": "day"}, {"period": "once", "event": "registered"},
                                     {"amounts": [amount(("2020-01-01", 70))], "tested": "last"}])  # fmt: skip
def test_families(changes):
    benefit = made(**{**FAMILY, **changes})
    found = assert_same(
        benefit, families(np.random.default_rng(11), 50), LAST - 2 if changes.get("proration") else FIRST
    )
    assert found.times.any() and found.unknown.any()


DAYS = st.one_of(
    st.none(), st.dates(date(2018, 1, 1), date(2025, 12, 31)), st.dates(date(1955, 1, 1), date(1966, 1, 1))
)


@given(st.lists(DAYS, min_size=1, max_size=6), st.sampled_from(sorted(RULES)), st.integers(0, 10**6))
def test_any_birthdays_and_any_rule(birthdays, name, seed):
    benefit = made(**{"facts": BASIC, **RULES[name]})
    columns = people(np.random.default_rng(seed), len(birthdays))
    birth = np.array(
        [np.datetime64("NaT") if one is None else np.datetime64(one) for one in birthdays], dtype="datetime64[D]"
    )
    assert_same(benefit, Columns(columns.length, {**columns.facts, "birth": birth}), LAST - 3, LAST)


ATOMS = st.sampled_from([
    "birth.years < 3", "birth.months >= 7", "birth.month_gap <= 20", "birth.days != 400", "parent_birth.years >= 70",
    "parent_birth < birth", "poor", "kind.a", "home.inside", "income < 500", "coalesce(income, 600) > 550", "reported(birth.days)",
])  # fmt: skip
STATEMENTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda part: f"not ({part})"),
    ),
    max_leaves=5,
)


@given(st.lists(STATEMENTS, min_size=1, max_size=3), st.sampled_from(["first", "last"]), st.integers(0, 10**6))
def test_any_statements(statements, tested, seed):
    conditions = [
        BORN,
        condition("parent", "parent_birth.days >= 0"),
        *(condition(f"c{place}", one) for place, one in enumerate(statements)),
    ]
    benefit = made(facts=BASIC, conditions=conditions, tested=tested, amounts=MIXED)
    assert_same(benefit, people(np.random.default_rng(seed), 8), LAST - 2, LAST)


@given(DAYS, st.sampled_from(sorted(RULES)), st.integers(0, 10**6), st.dates(date(2023, 11, 1), date(2024, 12, 31)))
def test_a_decision_holds_from_its_first_to_its_last_day(birthday, name, seed, on):
    """Tested by asking again on the days around both ends."""
    from huimin.benefits import decide

    benefit = made(**{"facts": BASIC, **RULES[name]})
    row = told(benefit, people(np.random.default_rng(seed), 1), 0)
    facts = {**row, "birth": birthday, "parent_birth": date(1931, 1, 1)}
    decision = decide(benefit, facts, on)
    if decision.eligible != "yes" or benefit.period == "once":
        return
    for end, step in ((decision.first, -1), (decision.last, 1)):
        if end is None:
            continue
        assert decide(benefit, facts, max(end, on)).eligible == "yes" or end < on
        if step > 0:
            assert decide(benefit, facts, end + timedelta(step)).eligible != "yes"
