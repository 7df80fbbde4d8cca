"""What somebody is entitled to over some months: one benefit or several that give way to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits.ages import day_of, month_end, month_of, month_start
from huimin.benefits.claiming import claim_window
from huimin.benefits.definition import Benefit
from huimin.benefits.facts import Known, read_facts
from huimin.benefits.money import divided
from huimin.benefits.periods import Slot, slots
from huimin.benefits.reference import Standing, Truth, standing


@dataclass(frozen=True)
class Entitlement:
    """What one benefit pays for one period.

    Attributes:
        first, last: the period's days within the months asked for.
        truth: True entitled, None not known for some of its days.
        fen: for the days that are known.
        times: tested days on which the subject is entitled; unknown: on which it is not known.
    """

    benefit: str
    first: date
    last: date
    truth: Truth
    fen: int
    times: int
    unknown: int


def entitlements(
    benefits: Sequence[Benefit],
    given: Mapping[str, Mapping[str, Any]] | Mapping[str, Any],
    first: int,
    last: int,
    today: date | None = None,
) -> tuple[Entitlement, ...]:
    """What one subject is entitled to in the months ``first`` to ``last`` (``year * 12 + month - 1``, both included).

    Periods for which nothing is paid and everything is known are left out. On a day on which a benefit is granted,
    those that give way to it are not; where that is not known, they are not known either.

    Args:
        benefits: all that are to be looked at; what one gives way to counts only where it is among them.
        given: the facts, for all benefits alike.
        today: facts after it lie in the future; default: the end of the last month.
    """
    today = today or month_end(last)
    by_code: dict[str, Granted] = {}
    made: list[Entitlement] = []
    for benefit in _in_order(benefits):
        before = [by_code[code] for code in benefit.gives_way if code in by_code]
        by_code[benefit.code] = granted(benefit, given, today, before)
        made += _periods(by_code[benefit.code], first, last)
    return tuple(made)


def granted(benefit: Benefit, given: Mapping[str, Any], today: date, before: Sequence[Granted] = ()) -> Granted:
    """One benefit for one subject. ``given`` may hold facts that others ask for; ``before``: those it gives way to."""
    codes = {fact.code for fact in benefit.facts if not fact.member} | {"members"}
    known = read_facts(benefit, {code: value for code, value in given.items() if code in codes}, today)
    return Granted(benefit, known, before)


def _in_order(benefits: Sequence[Benefit]) -> list[Benefit]:
    """Those that others give way to first; the order given else."""
    by_code = {one.code: one for one in benefits}
    done: dict[str, Benefit] = {}

    def put(one: Benefit, path: tuple[str, ...] = ()) -> None:
        for code in one.gives_way:
            if code in by_code and code not in path:
                put(by_code[code], (*path, one.code))
        done.setdefault(one.code, one)

    for one in benefits:
        put(one)
    return list(done.values())


class Granted:
    """One benefit for one subject, with those it gives way to."""

    def __init__(self, benefit: Benefit, known: Known, before: Sequence[Granted]) -> None:
        self.benefit, self.known, self.before = benefit, known, before

    def on(self, day: int) -> Standing:
        """How the subject stands on a day, all things considered."""
        if self.benefit.period == "once" and self.known.values.get(self.benefit.event) not in (None, float(day)):
            return Standing(False, None)
        found = standing(self.benefit, self.known, day)
        if found.truth is False:
            return found
        others = [one.on(day).truth for one in self.before]
        if True in others:
            return Standing(False, None)
        return Standing(None, None) if None in others else found

    def event(self) -> int | None:
        """The day number of what a benefit is paid once for; None where it is not known."""
        found = self.known.values.get(self.benefit.event)
        return None if found is None else int(found)

    def window(self) -> tuple[date | None, date | None]:
        """The first and last day on which it can be claimed; None where that is not limited or not known."""
        return claim_window(self.benefit, self.known)


def _periods(granted: Granted, first: int, last: int) -> list[Entitlement]:
    benefit = granted.benefit
    if benefit.period == "once":
        return _once(granted, first, last)
    made: list[Entitlement] = []
    used: dict[int, int] = {}
    for slot in slots(benefit, first, last):
        one = _slot(granted, slot)
        fen = capped(benefit, one.fen, used.get(slot.first.year, 0))
        used[slot.first.year] = used.get(slot.first.year, 0) + fen
        if one.times or one.unknown:
            made.append(Entitlement(one.benefit, one.first, one.last, one.truth, fen, one.times, one.unknown))
    return made


def _slot(granted: Granted, slot: Slot) -> Entitlement:
    benefit = granted.benefit
    total = times = unknown = 0
    for day in slot.days:
        found = granted.on(day)
        if found.truth and found.fen is not None:
            total, times = total + found.fen, times + 1
        elif found.truth is not False:
            unknown += 1
    fen = divided(total, slot.parts, benefit.rounding.way, benefit.rounding.unit)
    return Entitlement(benefit.code, slot.first, slot.last, None if unknown else True, fen, times, unknown)


def _once(granted: Granted, first: int, last: int) -> list[Entitlement]:
    benefit = granted.benefit
    event = granted.known.values.get(benefit.event)
    if event is None:
        return [Entitlement(benefit.code, month_start(first), month_end(last), None, 0, 0, 1)]
    if not first <= month_of(day_of(int(event))) <= last:
        return []
    found, day = granted.on(int(event)), day_of(int(event))
    if found.truth is False:
        return []
    if not found.truth or found.fen is None:
        return [Entitlement(benefit.code, day, day, None, 0, 0, 1)]
    fen = capped(benefit, divided(found.fen, 1, benefit.rounding.way, benefit.rounding.unit), 0)
    return [Entitlement(benefit.code, day, day, True, fen, 1, 0)]


def capped(benefit: Benefit, fen: int, used: int) -> int:
    """What may be paid of ``fen`` where ``used`` was paid for earlier periods of the same year."""
    for cap in benefit.caps:
        if cap.per == "month" and benefit.period == "month":
            fen = min(fen, cap.fen)
        elif cap.per == "year":
            fen = min(fen, max(0, cap.fen - used))
    return fen
