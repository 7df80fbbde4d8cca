"""The measures of January 2026 in a world so small that everything can be counted by hand.

Two counties, A and B; villages a1, a2 and b1. Working days are Monday to Friday; a decision takes 5 of them at most.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from math import sqrt

import pytest

from huimin.benefits.claims import Event, Move, Plan, PlanStep
from huimin.benefits.definition import Words
from huimin.benefits.paid_by import PaidBy
from huimin.benefits.payments import Award, Due, Entry
from huimin.tasks.benefit_indicators.measuring import ClaimLife, Given, measure
from huimin.tasks.benefit_indicators.take_up import Entitled, ends_of, in_force, take_up
from huimin.tasks.pay.ports import Moved, Receipt, Settled
from huimin.workflow.days import MondayToFriday

PLAN = Plan((PlanStep("check", Words(), "township", 3), PlanStep("confirm", Words(), "county", 2)))
MONTH = 2026 * 12
AREAS = ("A", "B")
HOME = {"a1": "A", "a2": "A", "b1": "B", "A": "A", "B": "B"}


def life(claim, area, *moves):
    """A claim: ``(day, move)`` or ``(day, move, outcome)``, days of January 2026 (or whole dates)."""
    events = []
    for number, (day, move, *outcome) in enumerate(moves, 1):
        on = day if isinstance(day, date) else date(2026, 1, day)
        events.append(Event(number, Move(move), "x", datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
                            outcome=outcome[0] if outcome else "", worded=True))  # fmt: skip
    return ClaimLife(claim, "child", area, PLAN, events)


GRANTED = life("1", "a1", (5, "take"), (6, "propose", "yes"), (7, "confirm"))
LATE = life("2", "a2", (5, "take"), (9, "propose", "yes"), (14, "confirm"))
STOPPED = life("3", "b1", (5, "take"), (6, "propose", "yes"), (7, "confirm"), (8, "stop"), (9, "confirm"))
REFUSED = life("4", "b1", (5, "take"), (6, "propose", "no"), (7, "confirm"), (8, "appeal"), (12, "dismiss"))
WAITING = life("5", "b1", (29, "take"))
EARLIER = life(
    "6", "a1", (date(2025, 12, 1), "take"), (date(2025, 12, 2), "propose", "yes"), (date(2025, 12, 3), "confirm")
)
EVERYTHING = (GRANTED, LATE, REFUSED, WAITING, EARLIER)


FOLLOWING_MONTH = PaidBy(end_of="month", later=1)


def made(claims=EVERYTHING, until=date(2026, 2, 2), rule=FOLLOWING_MONTH, **more):
    return measure(Given(claims, paid_by=lambda benefit: rule, **more), MONTH, AREAS, HOME.get, MondayToFriday(), until)


def test_a_claim_counts_for_the_office_that_had_it():
    """Decided in A on the 7th, handed over to B on the 20th: the decision is A's; what is appealed against later is B's."""
    told = [(event.number + 3, Move(move), day) for event, move, day in zip(GRANTED.events, (
        "hand-over", "receive", "appeal"), (19, 20, 21), strict=True)]  # fmt: skip
    later = [Event(number, move, "x", datetime(2026, 1, day, 9, tzinfo=UTC), date(2026, 1, 1), "", True, "b1")
             for number, move, day in told]  # fmt: skip
    moved = replace(GRANTED, events=[*GRANTED.events, *later])
    found = made([moved])
    assert [found.values[key]["decisions"] for key in AREAS] == [1, 0]
    assert (moved.area_on(date(2026, 1, 19)), moved.area_on(date(2026, 1, 20))) == ("a1", "b1")


def test_decisions_in_time_and_late():
    """A: 2 and 7 working days, the second late. B: 2 days, and one taken on the 29th whose time is not over."""
    found = made()
    assert [found.values[key]["decisions_due"] for key in AREAS] == [2, 1]
    assert [found.values[key]["decisions_on_time"] for key in AREAS] == [1, 1]
    assert [found.values[key]["decisions"] for key in AREAS] == [2, 1]
    assert [found.values[key]["decision_days"] for key in AREAS] == [2 + 7, 2]
    assert found.median_days("A") == 4.5 and found.median_days() == 2 and made((WAITING,)).median_days() is None


def test_appeals():
    found = made()
    assert [found.values[key]["appeals_answered"] for key in AREAS] == [0, 1]
    assert [found.values[key]["appeals_upheld"] for key in AREAS] == [0, 0]


def test_accuracy_counts_what_was_decided_in_the_month():
    found = made(redecided={"1/3": True, "2/3": False, "4/3": None, "6/3": True})
    assert [found.values[key]["redecided"] for key in AREAS] == [2, 0]  # 6 was decided in December, 4 could not be told
    assert [found.values[key]["redecided_alike"] for key in AREAS] == [1, 0]


PAYMENTS = """
    owed for | granted    | paid       | last day   | in January
    2025-12  |            | 2026-01-31 | 2026-01-31 | in time
    2025-12  |            | 2026-02-01 | 2026-01-31 | late
    2025-12  |            |            | 2026-01-31 | late
    2026-01  |            | 2026-01-20 | 2026-02-28 | not yet
    2025-06  | 2025-12-03 | 2026-01-31 | 2026-01-31 | in time
    2025-06  |            | 2025-07-01 | 2025-07-31 | over
"""


@pytest.mark.parametrize("line", PAYMENTS.strip().splitlines()[1:])
def test_payments_in_time(line):
    owed, granted, paid, last, expected = (cell.strip() for cell in line.split("|"))
    month = int(owed[:4]) * 12 + int(owed[5:]) - 1
    told = FOLLOWING_MONTH.last_day(month, date.fromisoformat(granted) if granted else None, MondayToFriday())
    assert told.isoformat() == last
    settled = Settled("child", "6" if granted else "9", "a1", month, 300, date.fromisoformat(paid) if paid else None)
    found = made(settled=[settled]).values["A"]
    counted = {"in time": (1, 1), "late": (1, 0)}.get(expected, (0, 0))
    assert (found["payments_due"], found["payments_on_time"]) == counted


def test_a_month_that_nobody_put_on_a_roll_is_late_all_the_same():
    award = Award("6", "child", "v", "p", "a1", (Due(MONTH - 1, 300), Due(MONTH - 2, 0, True)), ())
    found = made(awards=[award]).values["A"]
    assert (found["payments_due"], found["payments_on_time"]) == (1, 0)


RULES = """
    by                           | owed for | granted    | last day   | words
    working_days: 10             | 2025-12  |            | 2026-01-14 | within 10 working days
    working_days: 10             | 2025-12  | 2026-01-05 | 2026-01-19 | within 10 working days
    end_of: month, later: 0      | 2025-12  | 2026-01-05 | 2026-01-31 | by the end of the same month
    end_of: quarter, later: 0    | 2025-11  |            | 2025-12-31 | by the end of the same quarter
    end_of: quarter, later: 1    | 2025-11  |            | 2026-03-31 | by the end of the following quarter
    end_of: quarter, later: 1    | 2025-03  | 2025-04-01 | 2025-09-30 | by the end of the following quarter
    end_of: half_year, later: 0  | 2025-03  |            | 2025-06-30 | by the end of the same half year
    end_of: year, later: 0       | 2024-02  | 2025-04-01 | 2025-12-31 | by the end of the same year
"""


@pytest.mark.parametrize("line", RULES.strip().splitlines()[1:])
def test_by_when_a_benefit_is_paid(line):
    """It counts from the end of the month owed, or from the day of the grant where that is later."""
    by, owed, granted, last, words = (cell.strip() for cell in line.split("|"))
    pairs = dict(part.split(": ") for part in by.split(", "))
    rule = PaidBy(**{key: value if key == "end_of" else int(value) for key, value in pairs.items()})
    month = int(owed[:4]) * 12 + int(owed[5:]) - 1
    assert rule.last_day(month, date.fromisoformat(granted) if granted else None, MondayToFriday()).isoformat() == last
    assert rule.words("en") == words


def test_a_benefit_of_which_nobody_said_when_it_is_paid_leaves_the_measure_open():
    settled = Settled("child", "9", "a1", MONTH - 1, 300, date(2026, 1, 20))
    found = made(settled=[settled], rule=None)
    assert "payments_due" not in found.values["A"] and found.values["B"]["payments_due"] == 0


def moved(area, level, fen, entry=Entry.OBLIGATION):
    return Moved(MONTH, entry, level, area, fen)


def receipt(area, level, fen, reference):
    return Receipt("child", level, MONTH, MONTH, fen, date(2026, 1, 20), reference, area)


def test_matching_funds_level_by_level():
    """A: central owes 600, county 300; 700 and 100 came: 600 + 100 of 900. B: nothing came."""
    given = {
        "moved": [moved("a1", "central", 70000), moved("a2", "central", 10000, Entry.OVERPAID),
                  moved("a1", "county", 30000), moved("b1", "central", 5000), moved("a1", "central", 9, Entry.PAID)],
        "receipts": [receipt("A", "central", 70000, "1"), receipt("A", "county", 10000, "2")],
    }  # fmt: skip
    found = made(**given)
    assert (found.values["A"]["funds_due"], found.values["A"]["funds_arrived"]) == (900, 700)
    assert (found.values["B"]["funds_due"], found.values["B"]["funds_arrived"]) == (50, 0)
    given["receipts"].append(receipt("", "central", 10, "3"))
    assert "funds_arrived" not in made(**given).values["A"]  # for whom it came nobody said: not known, not 0
    assert "funds_due" not in made().values["A"]


def test_take_up_with_both_uncertainties():
    """At the end of January 3 are paid for in A, none in B; 4 and 10 are estimated to be entitled."""
    entitled = [Entitled("child", "A", MONTH - 12, 4, 2.04, 5.96), Entitled("child", "B", MONTH, 10, 10, 10),
                Entitled("child", "B", MONTH + 1, 99, 99, 99), Entitled("milk", "C", MONTH, 5, 5, 5)]  # fmt: skip
    found = made((*EVERYTHING, STOPPED), entitled=entitled)
    assert [found.values[key]["recipients"] for key in AREAS] == [3, 0]
    assert (found.values["A"]["entitled"], found.values["A"]["entitled_variance"]) == (4, pytest.approx(1))
    share, error = 3 / 4, 1.96 * sqrt(1 / 3 + 1 / 16)
    assert found.take_up["A"].share == share and found.take_up["A"].low == max(0, share * (1 - error))
    assert found.take_up["A"].high == pytest.approx(share * (1 + error))
    assert found.take_up[""].share == pytest.approx(3 / 14) and take_up(3, 0, 0) is None
    assert take_up(0, 10, 5).high == pytest.approx(0.3689) and found.take_up["B"].low == 0
    assert in_force(entitled, MONTH - 13) == {} and "entitled" not in made().values["A"]


def test_an_estimate_of_the_entitled_holds_chance_and_what_is_assumed():
    assert ends_of(100) == pytest.approx((100 - 19.6, 100 + 19.6))
    assert ends_of(10_000, 0.3, 0.1) == pytest.approx((10_000 - 3006.4, 10_000 + 1019.0), abs=0.5)
    assert ends_of(0) == (0.0, 1.96)


def test_what_lies_nowhere_counts_nowhere():
    found = made((life("7", "moon", (5, "take"), (6, "propose", "no"), (7, "confirm")),))
    assert all(sum(values.values()) == 0 for values in found.values.values())
