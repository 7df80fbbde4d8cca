"""What a granted claim is owed month by month, from facts that change as life goes on.

A yearly amount falls due in the first month of its year in which the conditions hold. What fell due before a claim was
stopped stays the family's: a death in August does not take back what was owed since January.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits.ages import day_of, month_end, month_of
from huimin.benefits.definition import Benefit
from huimin.benefits.entitlement import Granted, capped, granted
from huimin.benefits.money import divided
from huimin.benefits.payments import Due
from huimin.benefits.periods import Slot, slots, tested_day
from huimin.benefits.reference import Standing

NOTHING = Standing(False, None)


@dataclass(frozen=True)
class Told:
    """Facts that hold from a day on; ``since`` None: from the beginning."""

    since: date | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Dues:
    """What is owed: ``months`` in their order, and the months of which it is ``unknown``."""

    months: tuple[Due, ...]
    unknown: tuple[int, ...] = ()


def dues(
    benefit: Benefit,
    history: Sequence[Told],
    claimed: date,
    last: int,
    *,
    stopped: date | None = None,
    beside: Mapping[str, Sequence[Told]] | None = None,
    others: Sequence[Benefit] = (),
) -> Dues:
    """What a claim is owed in all months up to ``last``.

    Args:
        history: the facts, the earliest first; later ones count from their day on.
        claimed: the day of the claim. A benefit without a claim window is paid from the month of the claim; within a
            window everything since the conditions hold; after it, where late claims are not lost, from the month of
            the claim.
        last: the last month looked at, ``year * 12 + month - 1``.
        stopped: from this day on nothing new falls due.
        beside, others: facts by code and rules of those benefits to which this one gives way and which the same
            subject has.
    """
    owed = _Owed(benefit, history, last, stopped, beside or {}, others)
    first = _first(benefit, owed, claimed)
    return owed.once(first) if benefit.period == "once" else owed.periods(first)


def _first(benefit: Benefit, owed: _Owed, claimed: date) -> int:
    """The first month that can be owed."""
    rule, month = benefit.claiming, month_of(claimed)
    earliest = month_of(benefit.since)
    if rule is None:
        return month if benefit.period != "once" else earliest
    since, until = owed.window()
    if not rule.lost and until is not None and claimed > until:
        return month
    return earliest if since is None else max(earliest, month_of(since))


class _Owed:
    """One claim, looked at a day at a time."""

    def __init__(
        self, benefit: Benefit, history: Sequence[Told], last: int, stopped: date | None,
        beside: Mapping[str, Sequence[Told]], others: Sequence[Benefit],
    ) -> None:  # fmt: skip
        self.benefit, self.last = benefit, last
        self.until = None if stopped is None else month_of(stopped)
        ahead = month_end(last // 12 * 12 + 11)  # yearly amounts are tested at the end of their year
        before = {one.code: _timeline(one, beside[one.code], ahead) for one in others if one.code in beside}
        self.spans = _timeline(benefit, history, ahead, before)

    def at(self, day: int) -> Granted:
        """The claim on the facts of a day."""
        return next(one for since, one in reversed(self.spans) if since is None or since <= day_of(day))

    def window(self) -> tuple[date | None, date | None]:
        """From when to when it can be claimed, on the latest facts."""
        return self.spans[-1][1].window()

    def periods(self, first: int) -> Dues:
        """Benefits paid by month or year."""
        months: list[Due] = []
        unknown: list[int] = []
        used: dict[int, int] = {}
        for slot in self._slots(first):
            month, fen, known = self._slot(slot, first)
            if month is None:
                continue
            if not known:
                unknown.append(month)
            fen = capped(self.benefit, fen, used.get(slot.first.year, 0))
            used[slot.first.year] = used.get(slot.first.year, 0) + fen
            if fen:
                months.append(Due(month, fen))
        return Dues(tuple(months), tuple(unknown))

    def _slots(self, first: int) -> Iterator[Slot]:
        whole = self.benefit.period == "year" and self.benefit.proration == "none"
        # A year that is paid whole is tested in one of its months, which may lie before the first or after the last.
        return slots(self.benefit, first // 12 * 12, self.last // 12 * 12 + 11) if whole else slots(
            self.benefit, first, self.last)  # fmt: skip

    def _slot(self, slot: Slot, first: int) -> tuple[int | None, int, bool]:
        """The month in which a period falls due, its fen, and whether all of it is known."""
        if self.benefit.period == "year" and self.benefit.proration == "none":
            return self._year(slot, first)
        month = month_of(slot.last)
        return (month, *self._sum(slot)) if self._open(month_of(slot.first)) else (None, 0, True)

    def _sum(self, slot: Slot) -> tuple[int, bool]:
        total, known = 0, True
        for day in slot.days:
            found = self.at(day).on(day) if self._open(month_of(day_of(day))) else NOTHING
            if found.truth and found.fen is not None:
                total += found.fen
            known &= found.truth is False or bool(found.truth and found.fen is not None)
        return divided(total, slot.parts, self.benefit.rounding.way, self.benefit.rounding.unit), known

    def _year(self, slot: Slot, first: int) -> tuple[int | None, int, bool]:
        for month in range(max(first, month_of(slot.first)), min(month_of(slot.last), self.last) + 1):
            day = slot.days[0]
            claim = self.at(tested_day(self.benefit, month))
            if not self._open(month) or claim.on(tested_day(self.benefit, month)).truth is False:
                continue
            found = claim.on(day)
            if found.truth is False:
                continue
            known = bool(found.truth) and found.fen is not None
            fen = divided(found.fen or 0, slot.parts, self.benefit.rounding.way, self.benefit.rounding.unit)
            return month, fen if known else 0, known
        return None, 0, True

    def once(self, first: int) -> Dues:
        """Benefits paid once, for an event."""
        claim = self.spans[-1][1]
        event = claim.event()
        if event is None:
            return Dues((), (self.last,))
        month, found = month_of(day_of(event)), claim.on(event)
        if not first <= month <= self.last or found.truth is False:
            return Dues(())
        if not found.truth or found.fen is None:
            return Dues((), (month,))
        way = self.benefit.rounding
        fen = capped(self.benefit, divided(found.fen, 1, way.way, way.unit), 0)
        return Dues((Due(month, fen),) if fen else ())

    def _open(self, month: int) -> bool:
        return self.until is None or month < self.until


_Timeline = list[tuple[date | None, Granted]]


def _timeline(
    benefit: Benefit, history: Sequence[Told], today: date, before: Mapping[str, _Timeline] | None = None
) -> _Timeline:  # fmt: skip
    """The claim by the day from which its facts count. Another benefit is looked at on its latest facts."""
    if not history:
        raise ValueError("a claim without facts")
    latest = [line[-1][1] for code, line in (before or {}).items() if code in benefit.gives_way]
    return [(one.since, granted(benefit, one.facts, today, latest)) for one in history]
