"""The clock of each round of a claim: how many working days the office used, and whether it kept to its deadline.

A round begins when a claim is taken, changed, objected to or corrected, or an appeal is upheld, and ends with its
decision. The clock rests while the family is asked. What is returned to be proposed anew goes on on the same clock: a
round that was done badly at first took as long as it took. Each round counts once: in the month of its decision, or,
where its deadline passed before, in the month of the deadline, as late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import month_of
from huimin.benefits.claims import Event, Move, Plan, Stage, Standing, stand
from huimin.workflow.days import WorkingDays, add_working_days, working_days_between

OPEN = frozenset({Stage.TAKEN, Stage.ASKED, Stage.PROPOSED})


@dataclass(frozen=True, slots=True)
class Round:
    """A round.

    Attributes:
        opened: its first day. decided: the day of its decision; None: there is none yet.
        days: working days that the office used up to its decision, or up to now.
        lapsed: the deadline, where it passed without a decision; None: it was kept, has not come, or there is none.
        limited: whether there is a deadline.
        persons: user names of who proposed and confirmed. decision: place of the deciding event; 0: none.
        outcome: ``yes`` or ``no``.
    """

    opened: date
    decided: date | None
    days: int
    lapsed: date | None
    limited: bool
    persons: tuple[str, ...] = ()
    decision: int = 0
    outcome: str = ""

    @property
    def month(self) -> int | None:
        """The month it counts in as kept or not; None: it has no deadline, or does not count yet."""
        if not self.limited:
            return None
        day = self.lapsed or self.decided
        return None if day is None else month_of(day)


class _Clock:
    """The clock of one round, which goes and rests."""

    def __init__(self, day: date, limit: int | None, calendar: WorkingDays) -> None:
        self.opened, self.limit, self.calendar = day, limit, calendar
        self.since: date | None = day
        self.used = 0
        self.lapsed: date | None = None
        self.persons: list[str] = []

    def upto(self, day: date) -> None:
        """Let it go on up to a day."""
        if self.since is None:
            return
        days = max(working_days_between(self.since, day, self.calendar), 0)
        if self.limit is not None and self.lapsed is None and self.used + days > self.limit:
            left = self.limit - self.used
            self.lapsed = add_working_days(self.since, left, self.calendar) if left > 0 else self.since
        self.used += days
        self.since = day

    def made(self, decided: date | None, decision: int = 0, outcome: str = "") -> Round:
        """The round as it is."""
        persons, limited = tuple(self.persons), self.limit is not None
        return Round(self.opened, decided, self.used, self.lapsed, limited, persons, decision, outcome)


def rounds(plan: Plan, events: Sequence[Event], calendar: WorkingDays, until: date) -> list[Round]:
    """The rounds of a claim, as they stand at the end of the day ``until``. One that was withdrawn is none."""
    found: list[Round] = []
    clock: _Clock | None = None
    before = Standing(round=0)
    for place, event in enumerate(events, 1):
        day = event.at.date()
        if day > until:
            break
        after = stand(plan, events[:place], calendar, day)
        if clock is not None:
            clock.upto(day)
        if after.round != before.round and after.stage in OPEN:
            clock = _Clock(day, _limit(plan), calendar)
        if clock is not None:
            clock, ended = _after(clock, event, before, after, place)
            found += ended
        before = after
    if clock is not None:
        clock.upto(until)
        found.append(clock.made(None))
    return found


def _after(
    clock: _Clock, event: Event, before: Standing, after: Standing, place: int
) -> tuple[_Clock | None, list[Round]]:
    """The clock after an event, and the round that the event ended."""
    if event.move in (Move.PROPOSE, Move.STOP, Move.CONFIRM):
        clock.persons.append(event.by)
    if event.move is Move.WITHDRAW:
        return None, []
    if event.move is Move.CONFIRM and after.stage not in OPEN:
        return None, [clock.made(event.at.date(), place, after.outcome)]
    if after.stage is Stage.ASKED:
        clock.since = None
    elif before.stage is Stage.ASKED:
        clock.since = event.at.date()
    return clock, []


def _limit(plan: Plan) -> int | None:
    """All working days that the steps may take together; None where one of them is not limited."""
    days = [step.working_days for step in plan.steps]
    return None if None in days else sum(one or 0 for one in days)


def appeals(events: Iterable[Event], month: int) -> tuple[int, int]:
    """Appeals of a claim that were answered in a month, and of these those that were right."""
    answers = [
        one.move for one in events if one.move in (Move.UPHOLD, Move.DISMISS) and month_of(one.at.date()) == month
    ]
    return len(answers), answers.count(Move.UPHOLD)
