"""What benefits cost for simulated people: by place, level of government, sex and age, with the families behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce

import numpy as np

from huimin.benefits.ages import month_of
from huimin.benefits.budget.facts import columns
from huimin.benefits.budget.integers import Floats, Whole
from huimin.benefits.budget.noise import Interval, chance_interval
from huimin.benefits.budget.people import Simulated
from huimin.benefits.budget.ranges import weights
from huimin.benefits.columns import population
from huimin.benefits.definition import Benefit
from huimin.benefits.money import shared

UNTOLD = ""
"""The level of money of which nobody has said who pays it."""
_ONE_YUAN = 100


@dataclass(frozen=True, eq=False)
class Paid:
    """What one benefit pays in a year to the simulated people of one area.

    Attributes:
        who: (n,) indexes of people, the subjects. fen: (n,) what each is paid. months: the same by level's months.
        entitled: (n,) whether each is entitled on some tested day.
        levels: who pays how many fen of the area's sum, and of each part's.
        ranges: fact -> fen of each part if its share lay at the low end of its range, and at the high end.
        open: the office has still to fill in the amount: fen are those of one yuan in its place, and no cost.
    """

    benefit: str
    who: Whole
    fen: Whole
    entitled: np.ndarray
    levels: Mapping[str, Whole]
    open: bool = False
    ranges: Mapping[str, tuple[Floats, Floats]] = field(default_factory=dict)

    def by_household(self, people: Simulated) -> Whole:
        """(households,) fen of each."""
        return np.bincount(people.household[self.who], self.fen, people.households).astype(np.int64)


def pay(people: Simulated, benefit: Benefit, before: Sequence[Benefit] = ()) -> Paid:
    """What a benefit pays in the year of the simulated people.

    Args:
        before: benefits that this one may give way to.

    Raises:
        Invalid: a fact of which nothing is assumed, or totals that cannot be had.
    """
    first, last = people.year * 12, people.year * 12 + 11
    who, given = columns(people, benefit)
    needed = [one for one in before if one.code in benefit.gives_way]
    facts = dict(given.facts)
    for other in needed:
        if other.subject == benefit.subject:
            facts |= columns(people, other)[1].facts
    priced = _priced(benefit)
    shown = replace(given, facts=facts)
    size = max(len(people.area.parts), 1)
    fen, times = np.zeros(len(who), dtype=np.int64), np.zeros(len(who), dtype=np.int64)
    levels: dict[str, Whole] = {}
    for start, end in _stretches(benefit, first, last):
        found = population(priced, shown, start, end, before=[one for one in needed if one.subject == benefit.subject])
        mine = found.dense()
        fen += mine
        times[found.rows] += found.times
        sums = _sums(people.part[who], mine, size)
        for level, paid in _levels(benefit, start, sums).items():
            levels[level] = levels.get(level, np.zeros(size, dtype=np.int64)) + paid
    ranges = _ranges(people, benefit, who, fen, size)
    return Paid(benefit.code, who, fen, times > 0, levels, priced is not benefit, ranges)


def _ranges(
    people: Simulated, benefit: Benefit, who: Whole, fen: Whole, size: int
) -> dict[str, tuple[Floats, Floats]]:  # fmt: skip
    paid = np.flatnonzero(fen)
    places, some = people.part[who[paid]], fen[paid]

    def weighed(by: Floats) -> Floats:
        return np.bincount(places, some * by, size).astype(np.float64)

    return {code: (weighed(low), weighed(high)) for code, low, high in weights(people, benefit, who[paid])}


def _sums(places: np.ndarray, fen: Whole, size: int) -> Whole:
    """(size,) fen by place, exact: floats would lose fen above 2^53."""
    made = np.zeros(size, dtype=np.int64)
    np.add.at(made, places, fen)
    return made


def _priced(benefit: Benefit) -> Benefit:
    """The benefit with one yuan where the amount is still to be filled in; itself where nothing is open."""
    if not any(one.value is None for amount in benefit.amounts for one in amount.dated):
        return benefit
    amounts = tuple(
        replace(amount, dated=tuple(replace(one, value=_ONE_YUAN if one.value is None else one.value)
                                    for one in amount.dated))
        for amount in benefit.amounts
    )  # fmt: skip
    return replace(benefit, amounts=amounts)


def _stretches(benefit: Benefit, first: int, last: int) -> Iterable[tuple[int, int]]:
    """The months cut where other shares begin; a year that is divided by months is not cut."""
    starts = [first]
    if benefit.period == "month" or benefit.period == "once":
        starts += sorted({month_of(one.since) for one in benefit.shares if first < month_of(one.since) <= last})
    return zip(starts, [*(one - 1 for one in starts[1:]), last], strict=True)


def _levels(benefit: Benefit, month: int, sums: Whole) -> dict[str, Whole]:
    """Who pays the sums (places,) of a stretch that begins in ``month``."""
    end = month + (11 if benefit.period == "year" else 0)
    shares = benefit.shares_at(date(end // 12, end % 12 + 1, 28))
    if shares is None:
        return {UNTOLD: sums}
    split = [shared(int(one), shares.parts) for one in sums]
    return {level: np.array([one[level] for one in split], dtype=np.int64) for level in shares.parts}


# --- sums


@dataclass(frozen=True, eq=False)
class Cost:
    """What one benefit costs in one place in a year.

    Attributes:
        fen: altogether. people, families: how many are entitled. levels: who pays how much; together ``fen``.
        squares, most: of the sums of families, for the interval.
        by_age: (2, ages) fen by sex and age of the subject; the last age is open.
        open: the amount is still to be filled in; ``fen`` is what one yuan in its place would cost.
        ranges: fact -> fen if the share assumed of it lay at the low and at the high end of its range.
    """

    fen: int
    people: int
    families: int
    levels: Mapping[str, int]
    squares: float
    most: int
    by_age: Floats
    open: bool = False
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __add__(self, other: Cost) -> Cost:
        levels = {level: self.levels.get(level, 0) + other.levels.get(level, 0)
                  for level in dict.fromkeys([*self.levels, *other.levels])}  # fmt: skip
        return Cost(
            self.fen + other.fen, self.people + other.people, self.families + other.families, levels,
            self.squares + other.squares, max(self.most, other.most), self.by_age + other.by_age,
            self.open or other.open, added_ranges(self, other),
        )  # fmt: skip

    def interval(self, level: float = 0.95) -> Interval:
        """Limits of ``fen`` by chance."""
        return chance_interval(float(self.fen), self.squares, float(self.most), level)


def added_ranges(one: Cost, other: Cost) -> dict[str, tuple[float, float]]:
    """Both at the same end of each range; one that does not rest on a fact stays as it is."""

    def end(code: str, side: int) -> float:
        return float(sum(cost.ranges.get(code, (cost.fen, cost.fen))[side] for cost in (one, other)))

    return {code: (end(code, 0), end(code, 1)) for code in dict.fromkeys([*one.ranges, *other.ranges])}


def costs(people: Simulated, paid: Paid) -> dict[str, Cost]:
    """The cost by place: the area itself under its key, and each of its parts."""
    size = max(len(people.area.parts), 1)
    ages = people.area.counts.shape[1]
    part = people.part[paid.who]
    sums = _sums(part, paid.fen, size)
    entitled = np.bincount(part[paid.entitled], minlength=size)
    households = paid.by_household(people)
    has = np.zeros(people.households, dtype=bool)
    has[people.household[paid.who[paid.entitled]]] = True
    home = np.zeros(people.households, dtype=np.int64)
    home[people.household] = people.part
    families = np.bincount(home[has], minlength=size)
    squares = np.bincount(home, households.astype(np.float64) ** 2, size)
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, home, households)
    cell = (part.astype(np.int64) * 2 + people.sex[paid.who]) * ages + np.minimum(people.age[paid.who], ages - 1)
    by_age = np.bincount(cell, paid.fen, size * 2 * ages).reshape(size, 2, ages)
    made = [
        Cost(int(sums[at]), int(entitled[at]), int(families[at]),
             {level: int(values[at]) for level, values in paid.levels.items()}, float(squares[at]), int(most[at]),
             by_age[at], paid.open,
             {code: (float(low[at]), float(high[at])) for code, (low, high) in paid.ranges.items()})
        for at in range(size)
    ]  # fmt: skip
    whole = {people.area.key: reduce(Cost.__add__, made)}
    return whole | {key: one for (key, _), one in zip(people.area.parts, made, strict=False)}


@dataclass(eq=False)
class Sheet:
    """Costs by benefit and place, added up area by area."""

    rows: dict[tuple[str, str], Cost] = field(default_factory=dict)

    def add(self, benefit: str, place: str, cost: Cost) -> None:
        """Add the cost of a benefit in a place to what is known of it."""
        known = self.rows.get((benefit, place))
        self.rows[benefit, place] = cost if known is None else known + cost

    def cost(self, benefit: str, place: str) -> Cost | None:
        """The cost of a benefit in a place; None where it was not looked at."""
        return self.rows.get((benefit, place))
