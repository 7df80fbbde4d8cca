"""The cost of benefits in a year, as the rules are and as somebody would change them. One area is held at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from huimin.benefits import Benefit
from huimin.benefits.budget import Change, Cost, Paid, Sheet, Simulated, TakeUp, compare, costs, pay, simulate, spread
from huimin.benefits.payments import split
from huimin.tasks.budget.setting import Setting, people_of
from huimin.tasks.project import AreaName, Outcome

Floats = NDArray[np.float64]
Progress = Callable[[int, int, str], None]
TOGETHER = ""
"""In the place of a benefit: all that were asked for."""


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Money:
    """Fen needed.

    Attributes:
        low, high: bounds by chance and by the assumptions together.
        levels: who pays how much.
        chance: bounds by chance in the number of families alone (95%).
        assumed: bounds by the ranges of what is assumed alone: shares of facts, and take-up.
    """

    fen: int
    low: int
    high: int
    levels: Mapping[str, int]
    chance: tuple[int, int] = (0, 0)
    assumed: tuple[int, int] = (0, 0)


@dataclass(frozen=True, eq=False)
class Budget:
    """The cost of benefits in a year by place.

    Attributes:
        year, places, benefits: what was asked for; ``places`` are sums, areas and places within them.
        sheet: cost of each benefit and place at full take-up, and of all together under :data:`TOGETHER`.
        take_up: by benefit.
        people: simulated people by place.
    """

    year: int
    places: tuple[AreaName, ...]
    benefits: tuple[Benefit, ...]
    sheet: Sheet
    take_up: Mapping[str, TakeUp]
    people: Mapping[str, int]

    def cost(self, benefit: str, place: str) -> Cost:
        """The cost of a benefit in a place at full take-up."""
        return self.sheet.rows[benefit, place]

    def by_age(self, benefit: str, place: str) -> Floats:
        """(2, ages) fen by sex and age of the subject at the take-up assumed; nothing where the amount is open."""
        cost = self.cost(benefit, place)
        return cost.by_age * (0.0 if cost.open else self.take_up[benefit].share)

    def money(self, benefit: str, place: str) -> Money:
        """What is needed at the take-up assumed. Nothing for a benefit whose amount is still to be filled in."""
        if benefit == TOGETHER:
            return self._together(place)
        cost, take_up = self.cost(benefit, place), self.take_up[benefit]
        if cost.open:
            return Money(0, 0, 0, {})
        fen = round(cost.fen * take_up.share)
        levels = dict(cost.levels)
        if cost.fen and take_up.share < 1:
            levels = dict(split(fen, tuple((level, Fraction(paid, cost.fen)) for level, paid in cost.levels.items())))
        return _bounded(fen, levels, [(cost, take_up)])

    def _together(self, place: str) -> Money:
        """Sums of all."""
        each = [self.money(one.code, place) for one in self.benefits]
        levels: dict[str, int] = {}
        for one in each:
            for level, fen in one.levels.items():
                levels[level] = levels.get(level, 0) + fen
        costs = [(self.cost(one.code, place), self.take_up[one.code]) for one in self.benefits]
        return _bounded(sum(one.fen for one in each), levels, [pair for pair in costs if not pair[0].open])

    @property
    def open(self) -> tuple[Benefit, ...]:
        """Benefits whose amount is still to be filled in."""
        return tuple(one for one in self.benefits if any(
            self.cost(one.code, place.key).open for place in self.places[:1]))  # fmt: skip


def _bounded(fen: int, levels: Mapping[str, int], parts: Sequence[tuple[Cost, TakeUp]]) -> Money:
    """Money with its bounds. By chance and by take-up several benefits err the same way, which sums of bounds tell; a
    share of a fact is one and the same for all benefits that rest on it, and facts err independently of each other.
    """
    middle = sum(cost.fen for cost, _ in parts)
    facts = dict.fromkeys(code for cost, _ in parts for code in cost.ranges)
    ends = [[sum(cost.ranges.get(code, (cost.fen, cost.fen))[end] for cost, _ in parts) for end in (0, 1)]
            for code in facts]  # fmt: skip
    below, above = spread(middle, ((low, high) for low, high in ends))
    less, more = (1 - below / middle, 1 + above / middle) if middle else (1.0, 1.0)
    chance = [(cost.interval(), up) for cost, up in parts]
    return Money(
        fen,
        int(sum(one.low * up.low for one, up in chance) * less),
        round(sum(one.high * up.high for one, up in chance) * more + 0.5),
        levels,
        (int(sum(one.low * up.share for one, up in chance)), round(sum(one.high * up.share for one, up in chance))),
        (int(sum(cost.fen * up.low for cost, up in parts) * less),
         round(sum(cost.fen * up.high for cost, up in parts) * more)),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Trial:
    """A budget before and after a change.

    Attributes:
        before, after: the benefits that differ, and what they cost.
        changes: by benefit and place; under :data:`TOGETHER` all of them together.
    """

    before: Budget
    after: Budget
    changes: Mapping[tuple[str, str], Change] = field(default_factory=dict)

    def change(self, benefit: str, place: str) -> Change:
        """What the change does to the families of a place."""
        return self.changes[benefit, place]


class People:
    """Simulated people of a year, area by area; kept where a place asks for them again and again."""

    def __init__(self, setting: Setting, year: int, kept: bool = False, ahead: Outcome | None = None) -> None:
        self.setting, self.year = setting, year
        self._areas = list(people_of(setting, year, ahead))
        self._kept: dict[str, Simulated] | None = {} if kept else None

    @property
    def keys(self) -> list[str]:
        """The areas."""
        return [one.key for one in self._areas]

    def of(self, at: int) -> Simulated:
        """The people of one area."""
        area = self._areas[at]
        if self._kept is not None and area.key in self._kept:
            return self._kept[area.key]
        made = simulate(area, self.year, self.setting.assumptions, self.setting.seed)
        if self._kept is not None:
            self._kept[area.key] = made
        return made


def budget(people: People, benefits: Sequence[Benefit], progress: Progress = quiet) -> Budget:
    """What benefits cost in the year of the people.

    Raises:
        Invalid: facts of which nothing is assumed, totals that cannot be had.
    """
    return _run(people, tuple(benefits), (), progress).before


def trial(
    people: People, before: Sequence[Benefit], after: Sequence[Benefit], progress: Progress = quiet
) -> Trial:  # fmt: skip
    """The same people under the rules as they are and as they would be.

    Benefits that give way to a changed one are worked out too, before and after.

    Args:
        before: rules as they are. after: the changed ones (of the same code, or new ones).

    Raises:
        Invalid: as :func:`budget`.
    """
    touched = _giving_way(people.setting.benefits, {one.code for one in (*before, *after)})
    return _run(people, (*before, *touched), (*after, *touched), progress)


def _giving_way(benefits: Mapping[str, Benefit], codes: set[str]) -> tuple[Benefit, ...]:
    """Other benefits that are not paid beside one of these, directly or through others."""
    found: dict[str, Benefit] = {}
    while more := [one for code, one in benefits.items()
                   if code not in codes | found.keys() and set(one.gives_way) & (codes | found.keys())]:  # fmt: skip
        found |= {one.code: one for one in more}
    return tuple(found.values())


def _run(people: People, before: tuple[Benefit, ...], after: tuple[Benefit, ...], progress: Progress) -> Trial:
    setting = people.setting
    changed = {**setting.benefits, **{one.code: one for one in after}}
    sheets = (Sheet(), Sheet())
    counts: dict[str, int] = {}
    changes: dict[tuple[str, str], Change] = {}
    for at, key in enumerate(people.keys):
        one = people.of(at)
        old = {benefit.code: pay(one, benefit, _beside(setting.benefits, benefit)) for benefit in before}
        new = {benefit.code: pay(one, benefit, _beside(changed, benefit)) for benefit in after}
        above = setting.sums_of(key)
        for sheet, paid in zip(sheets, (old, new), strict=True):
            for code, found in paid.items():
                for place, cost in costs(one, found).items():
                    for target in (place, *above) if place == key else (place,):
                        sheet.add(code, target, cost)
        _compared(one, old, new, above, changes)
        for place, size in ((key, one.size), *one.area.parts):
            for target in (place, *above) if place == key else (place,):
                counts[target] = counts.get(target, 0) + size
        progress(at + 1, len(people.keys), key)
    made = [
        Budget(people.year, setting.places(), benefits, sheet,
               {one.code: setting.assumptions.take_up_of(one.code, people.year) for one in benefits}, counts)
        for benefits, sheet in ((before, sheets[0]), (after, sheets[1]))
    ]  # fmt: skip
    return Trial(made[0], made[1], changes)


def _beside(rules: Mapping[str, Benefit], benefit: Benefit) -> list[Benefit]:
    """What a benefit may give way to."""
    return [rules[code] for code in benefit.gives_way if code in rules]


def _compared(
    one: Simulated, old: Mapping[str, Paid], new: Mapping[str, Paid], above: Sequence[str],
    changes: dict[tuple[str, str], Change],
) -> None:  # fmt: skip
    """Add what an area's families gain and lose to what is known."""
    if not new:
        return
    codes = list(dict.fromkeys([*old, *new]))
    for code, pairs in [*((code, [code]) for code in codes), (TOGETHER, codes)]:
        found = compare(one, [old[each] for each in pairs if each in old], [new[each] for each in pairs if each in new])
        for place, change in found.items():
            for target in (place, *above) if place == one.area.key else (place,):
                known = changes.get((code, target))
                changes[code, target] = change if known is None else known + change
