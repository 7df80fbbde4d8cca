"""Which office a claim is with, and in whose books each of its months stands, as families move.

A month belongs to the office that is responsible on its first day. What an office has booked stays in its books, also
where it turns out later that the family had moved before: so a month never counts twice, and what is wrong with it is
put right where it was booked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import month_start
from huimin.benefits.payments.awards import Due


@dataclass(frozen=True, slots=True)
class Handed:
    """A claim was taken over by the office of ``area`` on the day ``taken``; what is owed is its from ``since`` on."""

    area: str
    since: date
    taken: date


def office_on(day: date, first: str, moves: Iterable[Handed]) -> str:
    """The area whose office answers for a day. ``first``: the one that took the claim; later moves go before."""
    found = first
    for one in moves:
        if one.since <= day:
            found = one.area
    return found


def by_office(
    months: Sequence[Due], first: str, moves: Sequence[Handed], booked: Mapping[int, str] | None = None
) -> dict[str, tuple[Due, ...]]:
    """What each office owes, in the order in which they had the claim: each month once, with one of them.

    Args:
        first: key of the area where the claim was taken.
        booked: month -> area in whose books it stands already.
    """
    there = booked or {}
    made: dict[str, list[Due]] = {area: [] for area in (first, *(one.area for one in moves))}
    for due in months:
        area = there.get(due.month) or office_on(month_start(due.month), first, moves)
        made.setdefault(area, []).append(due)
    return {area: tuple(found) for area, found in made.items() if found}
