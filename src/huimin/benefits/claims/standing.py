"""Where a claim stands: its events, folded one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from huimin.benefits.ages import add_months
from huimin.benefits.claims.events import NO, YES, Event, Move, Stage
from huimin.benefits.claims.offices import Handed
from huimin.benefits.claims.plan import Plan
from huimin.workflow.days import WorkingDays, add_working_days, due, working_days_between

RUNNING = frozenset({Stage.GRANTED, Stage.HELD})
HOLD_DAYS = 15
"""Working days after which a hold is late: somebody has to clear it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A claim on its way to the office of ``area``, to be its own from the day ``since``; ``by``: who offered it."""

    area: str
    since: date
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands.

    Attributes:
        number: of the last event. claimed: the day it was handed in.
        step: the step of the plan whose turn it is. round: 1 for the claim itself; each change begins another.
        outcome: what is proposed or decided; empty where nothing is.
        hands: who took a step in this round. barred: who may take none, since an appeal against them was right.
        running: whether an earlier decision goes on being paid while this round is decided.
        since: the day from which this round's decision counts; None: from the beginning.
        began, used: when the present step's clock began to run, and the working days used before.
        due: the last day of the present step, where it has one; None while the family is asked.
        decided: the day of the last decision. granted: the day from which one was first paid for; None: never.
        stopped: from this day on nothing is owed.
        renew_by: the last day for the yearly confirmation. held: whether payments wait, also while a round is open.
        appeal_until: the last day to appeal. appealed: an appeal waits. appeal_due: the last day to answer it.
        notice_until: the last day of public notice.
        offer: where it is offered to; None: nowhere.
        moves: the offices that took it over, the earliest first; the last has it now.
    """

    number: int = 0
    stage: Stage = Stage.TAKEN
    claimed: date = date.min
    step: int = 0
    round: int = 1
    outcome: str = ""
    hands: tuple[str, ...] = ()
    barred: frozenset[str] = frozenset()
    running: bool = False
    since: date | None = None
    began: date | None = None
    used: int = 0
    due: date | None = None
    decided: date | None = None
    granted: date | None = None
    stopped: date | None = None
    renew_by: date | None = None
    held: bool = False
    appeal_until: date | None = None
    appealed: bool = False
    appeal_due: date | None = None
    notice_until: date | None = None
    offer: Offer | None = None
    moves: tuple[Handed, ...] = ()

    @property
    def paid(self) -> bool:
        """Whether payments go on: granted once, not stopped, and not held."""
        return self.granted is not None and self.stopped is None and not self.held

    @property
    def ended(self) -> bool:
        """Whether nothing more will be owed and nobody has to do anything."""
        done = self.stage in (Stage.REFUSED, Stage.STOPPED, Stage.WITHDRAWN)
        return done and not self.appealed


class _Fold:
    """The rules by which an event moves a standing."""

    def __init__(self, plan: Plan, calendar: WorkingDays) -> None:
        self.plan, self.calendar = plan, calendar

    def turn(self, at: Standing, step: int, day: date, used: int = 0) -> Standing:
        """The clock of a step begins to run."""
        days = self.plan.steps[step].working_days
        last = None if days is None else add_working_days(day, max(1, days - used), self.calendar)
        return replace(at, step=step, began=day, used=used, due=last)

    def opened(self, at: Standing, event: Event, day: date) -> Standing:
        """Another round, while what was granted goes on."""
        fresh = replace(at, stage=Stage.TAKEN, round=at.round + 1, outcome="", hands=(), barred=frozenset(),
                        running=at.granted is not None and at.stopped is None, since=event.since)  # fmt: skip
        return self.turn(fresh, 0, day)

    def decided(self, at: Standing, day: date) -> Standing:
        """The last step was confirmed."""
        until = due(day, self.plan.appeal_days, self.calendar)
        made = replace(at, decided=day, appeal_until=until, appealed=False, appeal_due=None, began=None, due=None)
        if at.outcome == NO:
            if not at.running:
                return replace(made, stage=Stage.REFUSED)
            return replace(made, stage=Stage.STOPPED, running=False, held=False, renew_by=None,
                           stopped=at.since or day)  # fmt: skip
        if self.plan.notice_days and not at.running:
            last = add_working_days(day, self.plan.notice_days, self.calendar)
            return replace(made, stage=Stage.NOTICE, notice_until=last, due=last)
        return self.granted(made, day)

    def granted(self, at: Standing, day: date) -> Standing:
        """What was granted counts from now on."""
        months = self.plan.renewal_months
        renew = at.renew_by if at.running else add_months(day, months) if months else None
        return replace(at, stage=Stage.HELD if at.held else Stage.GRANTED, granted=at.granted or day, stopped=None,
                       running=False, renew_by=renew, due=None)  # fmt: skip

    def after(self, at: Standing, event: Event) -> Standing:
        """The standing after an event."""
        day = event.at.date()
        if at.stage is Stage.NOTICE and at.notice_until is not None and day > at.notice_until:
            at = self.granted(at, at.notice_until)
        made = _AFTER[event.move](self, at, event, day)
        return replace(made, number=event.number)


def _take(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return fold.turn(replace(at, claimed=day), 0, day)


def _ask(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    used = at.used + working_days_between(at.began or day, day, fold.calendar)
    return replace(at, stage=Stage.ASKED, used=used, began=None, due=None)


def _complete(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    if at.stage is not Stage.ASKED:
        return at
    return fold.turn(replace(at, stage=Stage.TAKEN), 0, day, at.used)


def _propose(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    made = replace(at, stage=Stage.PROPOSED, outcome=event.outcome, hands=(event.by,))
    return fold.turn(made, 1, day)


def _confirm(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    made = replace(at, hands=(*at.hands, event.by))
    following = at.step + 1
    return fold.turn(made, following, day) if following < len(fold.plan.steps) else fold.decided(made, day)


def _return(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return fold.turn(replace(at, stage=Stage.TAKEN, outcome="", hands=()), 0, day)


def _withdraw(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    if at.running:  # only what was opened is taken back; what was granted stands
        return replace(at, stage=Stage.HELD if at.held else Stage.GRANTED, running=False, outcome=YES, due=None)
    return replace(at, stage=Stage.WITHDRAWN, outcome="", due=None, notice_until=None, offer=None)


def _object(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(fold.opened(at, event, day), notice_until=None)


def _change(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return fold.opened(at, event, day)


def _correct(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    if at.stage in RUNNING:
        return fold.opened(at, event, day)
    if at.stage in (Stage.PROPOSED, Stage.NOTICE):  # what was proposed rests on facts that no longer stand
        return _return(fold, replace(at, notice_until=None), event, day)
    return at


def _renew(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    months = fold.plan.renewal_months
    later = max(day, at.renew_by or day)
    return replace(at, renew_by=add_months(later, months) if months else None)


def _hold(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, stage=Stage.HELD, held=True, due=add_working_days(day, HOLD_DAYS, fold.calendar))


def _resume(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, stage=Stage.GRANTED, held=False, due=None)


def _stop(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    opened = fold.opened(at, event, day)
    return fold.turn(replace(opened, stage=Stage.PROPOSED, outcome=NO, hands=(event.by,)), 1, day)


def _appeal(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, appealed=True, appeal_due=due(day, fold.plan.answer_days, fold.calendar))


def _uphold(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    closed = replace(at, appealed=False, appeal_due=None, appeal_until=None)
    again = fold.opened(replace(closed, stopped=None) if at.stage is Stage.STOPPED else closed, event, day)
    return replace(again, barred=at.barred | frozenset(at.hands), since=at.since)


def _dismiss(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, appealed=False, appeal_due=None, appeal_until=None)


def _hand_over(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, offer=Offer(event.area, event.since or day, event.by))


def _receive(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    # Deadlines go on: what the offices need among themselves is not the family's time.
    return replace(at, offer=None, moves=(*at.moves, Handed(event.area, event.since or day, day)))


def _send_back(fold: _Fold, at: Standing, event: Event, day: date) -> Standing:
    return replace(at, offer=None)


_Step = Callable[[_Fold, Standing, Event, date], Standing]
_AFTER: dict[Move, _Step] = {
    Move.TAKE: _take, Move.ASK: _ask, Move.COMPLETE: _complete, Move.PROPOSE: _propose, Move.CONFIRM: _confirm,
    Move.RETURN: _return, Move.WITHDRAW: _withdraw, Move.OBJECT: _object, Move.CHANGE: _change,
    Move.CORRECT: _correct, Move.RENEW: _renew, Move.HOLD: _hold, Move.RESUME: _resume, Move.STOP: _stop,
    Move.APPEAL: _appeal, Move.UPHOLD: _uphold, Move.DISMISS: _dismiss,
    Move.HAND_OVER: _hand_over, Move.RECEIVE: _receive, Move.SEND_BACK: _send_back,
}  # fmt: skip


def stand(plan: Plan, events: Iterable[Event], calendar: WorkingDays, today: date) -> Standing:
    """Where a claim stands on ``today``.

    Args:
        plan: how the benefit's claims are handled.
        events: all that happened to it, in their order; the first is that it was taken.
        calendar: working days.

    Raises:
        ValueError: there are no events, they have gaps, or the first is not :attr:`Move.TAKE`.
    """
    fold, at = _Fold(plan, calendar), Standing()
    for event in events:
        if event.number != at.number + 1 or (event.number == 1) != (event.move is Move.TAKE):
            raise ValueError(f"event {event.number} after {at.number}: {event.move}")
        at = fold.after(at, event)
    if not at.number:
        raise ValueError("a claim to which nothing happened")
    if at.stage is Stage.NOTICE and at.notice_until is not None and today > at.notice_until:
        at = fold.granted(at, at.notice_until)
    return at
