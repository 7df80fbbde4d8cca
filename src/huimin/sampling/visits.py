"""Unannounced inspections: a year's plan that is random but fair, and that nobody can foresee.

Each site has an interval (12, 6 or 3 months). The time from one visit to the next is drawn between a shortest gap (a
quarter of the interval) and the interval, every month alike, so

- no site waits longer than its interval,
- a site that was just visited has its quiet months, and after them any month may be the next: having been visited is
  never a licence for the rest of the year,
- nobody is last on a list that gets shorter: the draws of sites do not depend on each other.

Of two months drawn the one with less work so far is taken (the power of two choices), which levels the load. Whoever
visits comes from another county than the site's, has least to do so far and was not there the last time, where there is
such a one. Every draw is made of a seed (:mod:`huimin.sampling.numbers`) and can be made again when the seed is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from huimin.sampling.numbers import below

YEAR = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """A site to be visited.

    Attributes:
        key: of the area. home: key of the county (or whatever inspectors must not come from) that it lies in.
        interval: months that may pass between visits at most. last: months from the last visit to the first month
            of the plan (1: the month before); None where it was never visited.
    """

    key: str
    home: str
    interval: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who visits: a name or initials, and the county they belong to (empty: none)."""

    name: str
    home: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """One visit: month of the plan (0 is the first), site, and who goes; empty where nobody may."""

    month: int
    key: str
    inspector: str = ""


@dataclass(frozen=True)
class VisitPlan:
    """All visits of a year, by month and site."""

    visits: tuple[Visit, ...]

    def of_month(self, month: int) -> tuple[Visit, ...]:
        """The visits of one month."""
        return tuple(visit for visit in self.visits if visit.month == month)

    def load(self) -> dict[str, int]:
        """Visits by inspector."""
        names = sorted({visit.inspector for visit in self.visits})
        return {name: sum(visit.inspector == name for visit in self.visits) for name in names}

    def list_hash(self, month: int, seed: str) -> str:
        """What is published of a month's list before its day: the hash of the seed and the list.

        With the seed in it nobody can try out which list has this hash.
        """
        lines = [f"{visit.key}\t{visit.inspector}" for visit in self.of_month(month)]
        return sha256("\n".join([seed, str(month), *lines]).encode("utf-8")).hexdigest()


def shortest_gap(interval: int) -> int:
    """The months that are quiet after a visit: a quarter of the interval, one at least."""
    return max(interval // 4, 1)


def plan_year(stops: Sequence[Stop], inspectors: Sequence[Inspector], seed: str, months: int = YEAR) -> VisitPlan:
    """The visits of ``months`` months.

    Sites are taken in an order that the seed shuffles, so that none is always the one to be fitted in last.
    """
    work = [0] * months
    ordered = sorted(stops, key=lambda stop: (below(2**63, seed, "order", stop.key), stop.key))
    found = [(month, stop) for stop in ordered for month in _months(stop, seed, work)]
    return VisitPlan(tuple(_assigned(sorted(found, key=lambda one: (one[0], one[1].key)), inspectors, seed)))


def _months(stop: Stop, seed: str, work: list[int]) -> list[int]:
    """The months in which a site is visited; their work is counted."""
    chosen: list[int] = []
    gap = shortest_gap(stop.interval)
    first, last = (0, stop.interval - 1) if stop.last is None else (gap - stop.last, stop.interval - stop.last)
    while True:
        low, high = max(first, 0), max(last, 0)
        month = _of_two(low, high, seed, stop.key, str(len(chosen)), work)
        if month >= len(work):
            return chosen
        work[month] += 1
        chosen.append(month)
        first, last = month + gap, month + stop.interval


def _of_two(low: int, high: int, seed: str, key: str, turn: str, work: list[int]) -> int:
    """One of the months ``low`` to ``high``: two are drawn and the lighter taken. Months after the plan weigh nothing
    more or less: where one is drawn the first draw counts.
    """
    one, other = (low + below(high - low + 1, seed, "month", key, turn, word) for word in ("a", "b"))
    if max(one, other) >= len(work):
        return one
    return other if work[other] < work[one] else one


def _assigned(found: Sequence[tuple[int, Stop]], inspectors: Sequence[Inspector], seed: str) -> list[Visit]:
    load: dict[str, int] = {one.name: 0 for one in inspectors}
    before: dict[str, str] = {}
    visits = []
    for month, stop in found:
        free = [one for one in inspectors if not one.home or one.home != stop.home]
        name = _least(free, load, before.get(stop.key, ""), seed, stop.key, str(month)) if free else ""
        if name:
            load[name] += 1
            before[stop.key] = name
        visits.append(Visit(month, stop.key, name))
    return visits


def _least(
    free: Sequence[Inspector], load: Mapping[str, int], before: str, seed: str, key: str, month: str
) -> str:  # fmt: skip
    """Who has least to do of those who may go; another than last time where there is one; ties by lot."""
    others = [one for one in free if one.name != before] or list(free)
    return min(others, key=lambda one: (load[one.name], below(2**63, seed, "who", key, month, one.name), one.name)).name
