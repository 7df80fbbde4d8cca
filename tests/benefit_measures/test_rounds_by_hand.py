"""The clock of a round, counted by hand on the calendar of Monday to Friday.

A plan of two steps of 3 and 2 working days: 5 in all. 2026-01-05 is a Monday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from textwrap import dedent

import pytest

from huimin.benefits.claims import Event, Move, Plan, PlanStep
from huimin.benefits.definition import Words
from huimin.tasks.benefit_indicators.rounds import appeals, rounds
from huimin.workflow.days import MondayToFriday

PLAN = Plan((PlanStep("check", Words(), "township", 3), PlanStep("confirm", Words(), "county", 2)))
OPEN = Plan((PlanStep("check", Words(), "township"), PlanStep("confirm", Words(), "county", 2)))
JANUARY = 2026 * 12

LIVES = """
    what happened                                                                | days | lapsed     | decided
    05 take; 06 propose yes; 07 confirm                                          | 2    |            | 2026-01-07
    05 take; 09 propose yes; 12 confirm                                          | 5    |            | 2026-01-12
    05 take; 09 propose yes; 13 confirm                                          | 6    | 2026-01-12 | 2026-01-13
    05 take; 06 ask; 20 complete; 21 propose yes; 22 confirm                     | 3    |            | 2026-01-22
    05 take; 08 propose yes; 09 return; 13 propose yes; 14 confirm               | 7    | 2026-01-12 | 2026-01-14
    05 take; 10 propose yes; 11 confirm                                          | 4    |            | 2026-01-11
    05 take; 06 propose no; 07 confirm                                           | 2    |            | 2026-01-07
    05 take                                                                      | 19   | 2026-01-12 |
    05 take; 06 ask                                                              | 1    |            |
    05 take; 06 withdraw                                                         | –    |            |
"""
"""10 and 11 January are a weekend: what is done then takes no working day."""


def events(text):
    made = []
    for number, one in enumerate(text.split(";"), 1):
        day, move, *outcome = one.split()
        made.append(Event(number, Move(move), "" if move == "take" else f"person-{move}",
                          datetime(2026, 1, int(day), 9, tzinfo=UTC), outcome=outcome[0] if outcome else "",
                          worded=True))  # fmt: skip
    return made


def table(text):
    _, *lines = [[cell.strip() for cell in line.split("|")] for line in dedent(text).strip().splitlines()]
    return lines


@pytest.mark.parametrize(("what", "days", "lapsed", "decided"), table(LIVES))
def test_working_days_and_deadlines(what, days, lapsed, decided):
    found = rounds(PLAN, events(what), MondayToFriday(), date(2026, 1, 30))
    if days == "–":
        assert found == []
        return
    (one,) = found
    assert one.days == int(days)
    assert (one.lapsed.isoformat() if one.lapsed else "") == lapsed
    assert (one.decided.isoformat() if one.decided else "") == decided
    assert one.month == (JANUARY if lapsed or decided else None)


def test_a_change_and_an_upheld_appeal_are_rounds_of_their_own():
    what = "05 take; 06 propose yes; 07 confirm; 12 change; 13 propose no; 14 confirm; 15 appeal; 19 uphold; 20 propose yes; 21 confirm"
    given = events(what)
    given[3] = Event(4, Move.CHANGE, "", given[3].at, since=date(2026, 1, 1), worded=True)
    found = rounds(PLAN, given, MondayToFriday(), date(2026, 1, 30))
    assert [(one.days, one.outcome, one.decision) for one in found] == [(2, "yes", 3), (2, "no", 6), (2, "yes", 10)]
    assert found[0].persons == ("person-propose", "person-confirm")
    assert appeals(given, JANUARY) == (1, 1) and appeals(given, JANUARY + 1) == (0, 0)


def test_a_step_without_a_deadline_is_in_no_share():
    (one,) = rounds(OPEN, events("05 take; 26 propose yes; 29 confirm"), MondayToFriday(), date(2026, 1, 30))
    assert not one.limited and one.month is None and one.days == 18


def test_later_events_are_not_known_yet():
    given = events("05 take; 06 propose yes; 07 confirm")
    (one,) = rounds(PLAN, given, MondayToFriday(), date(2026, 1, 6))
    assert one.decided is None and one.days == 1


def test_the_day_of_the_deadline_is_in_time_and_the_next_is_not():
    for until, late in ((date(2026, 1, 12), False), (date(2026, 1, 13), True)):
        (one,) = rounds(PLAN, events("05 take"), MondayToFriday(), until)
        assert (one.lapsed is not None) == late
    assert until - date(2026, 1, 5) == timedelta(8)
