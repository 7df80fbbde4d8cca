"""What a claim is owed, month by month, as life goes on.

Facts count from the day on which they hold. A month is owed once, whatever happens later; what changes is paid back or
asked back by its difference, which the ledger works out.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from benefit_rules import amount, condition, fact, made
from huimin.benefits import entitlements
from huimin.benefits.claims import Told, dues

CHILD = {"birth": "2024-06-15", "parent_birth": "1995-02-01"}
MARCH = 2026 * 12 + 2


def by_month(found) -> dict[str, int]:
    return {f"{one.month // 12}-{one.month % 12 + 1:02d}": one.fen // 100 for one in found.months}


def test_within_the_claim_window_everything_since_the_birth_is_paid():
    plain = made(claim={"of": "birth", "until": "end_of_next_year", "source": {"title": "办法", "status": "ours"}})
    found = by_month(dues(plain, [Told(None, CHILD)], date(2025, 9, 1), 2025 * 12 + 8))
    assert list(found)[:2] == ["2024-07", "2024-08"], "tested on the first of the month"
    assert len(found) == 15
    assert set(found.values()) == {300}


def test_after_the_window_it_begins_with_the_claim_where_the_rule_says_so():
    claim = {"of": "birth", "until": "end_of_year", "late": "from_claim", "source": {"title": "办法", "status": "ours"}}
    found = by_month(dues(made(claim=claim), [Told(None, CHILD)], date(2025, 9, 10), 2025 * 12 + 10))
    assert list(found) == ["2025-09", "2025-10", "2025-11"]


def test_without_a_window_it_begins_with_the_claim():
    assert list(by_month(dues(made(), [Told(None, CHILD)], date(2026, 2, 20), MARCH))) == ["2026-02", "2026-03"]


def test_a_change_counts_from_its_day():
    rule = made(
        facts=[fact("birth", "date", after="parent_birth"), fact("parent_birth", "date"), fact("low", "yes-no")],
        amounts=[amount(("2020-01-01", 500), code="low", when="low"), amount(("2020-01-01", 300))],
    )
    history = [Told(None, {**CHILD, "low": False}), Told(date(2026, 2, 11), {**CHILD, "low": True})]
    found = by_month(dues(rule, history, date(2026, 1, 5), MARCH))
    assert found == {"2026-01": 300, "2026-02": 300, "2026-03": 500}, "February was tested on its first day"
    corrected = [*history, Told(None, {**CHILD, "low": True})]
    assert set(by_month(dues(rule, corrected, date(2026, 1, 5), MARCH)).values()) == {500}


def test_what_fell_due_before_the_stop_stays():
    yearly = made(
        period="year",
        tested="last",
        conditions=[condition("born", "birth.days >= 0"), condition("young", "birth.years < 18")],
    )
    started = dues(yearly, [Told(None, CHILD)], date(2025, 3, 10), 2026 * 12 + 11)
    assert by_month(started) == {"2025-03": 300, "2026-01": 300}
    assert dues(yearly, [Told(None, CHILD)], date(2025, 3, 10), 2026 * 12 + 11, stopped=date(2026, 8, 5)) == started
    before = dues(yearly, [Told(None, CHILD)], date(2025, 3, 10), 2026 * 12 + 11, stopped=date(2026, 1, 1))
    assert by_month(before) == {"2025-03": 300}


def test_a_yearly_amount_falls_due_when_the_conditions_first_hold():
    old = made(
        subject="parent", period="year", tested="last",
        facts=[fact("birth", "date")], conditions=[condition("sixty", "birth.years >= 60")],
    )  # fmt: skip
    found = by_month(dues(old, [Told(None, {"birth": "1966-05-20"})], date(2026, 1, 10), 2027 * 12 + 11))
    assert found == {"2026-05": 300, "2027-01": 300}, "nobody is paid for an age not reached yet"


def test_a_fact_not_known_is_not_no():
    found = dues(made(), [Told(None, {"birth": None, "parent_birth": "1995-02-01"})], date(2026, 2, 20), MARCH)
    assert found.months == ()
    assert found.unknown == (MARCH - 1, MARCH)


def test_it_gives_way_to_what_the_same_child_has_already():
    first = made(code="first", until="2026-02-28")
    second = made(code="second", gives_way=["first"])
    told = [Told(None, CHILD)]
    found = by_month(dues(second, told, date(2026, 1, 5), MARCH, beside={"first": told}, others=[first]))
    assert list(found) == ["2026-03"]


@given(
    born=st.dates(date(2022, 1, 1), date(2026, 3, 1)),
    claimed=st.dates(date(2024, 1, 1), date(2026, 3, 31)),
    period=st.sampled_from(["month", "month-by-day"]),
)
def test_months_are_those_of_the_rule_from_the_claim_on(born, claimed, period):
    rule = made(proration="day") if period == "month-by-day" else made()
    facts = {"birth": born.isoformat(), "parent_birth": "1980-01-01"}
    first = claimed.year * 12 + claimed.month - 1
    owed = {one.month: one.fen for one in dues(rule, [Told(None, facts)], claimed, MARCH).months}
    plain = {(one.first.year * 12 + one.first.month - 1): one.fen for one in entitlements([rule], facts, first, MARCH)}
    assert owed == {month: fen for month, fen in plain.items() if fen}


@given(st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2026, 3, 1)), st.booleans()), max_size=4))
def test_each_month_is_owed_once_whatever_changes(changes):
    rule = made(
        facts=[fact("birth", "date", after="parent_birth"), fact("parent_birth", "date"), fact("here", "yes-no")],
        conditions=[
            condition("born", "birth.days >= 0"),
            condition("young", "birth.years < 3"),
            condition("here", "here"),
        ],
    )
    history = [Told(None, {**CHILD, "here": True}), *(Told(day, {**CHILD, "here": here}) for day, here in changes)]
    found = dues(rule, history, date(2025, 1, 10), MARCH).months
    months = [one.month for one in found]
    assert months == sorted(set(months))
    for month in range(2025 * 12, MARCH + 1):
        day = date(month // 12, month % 12 + 1, 1)
        told = next(one for one in reversed(history) if one.since is None or one.since <= day)
        assert (month in months) == told.facts["here"]
