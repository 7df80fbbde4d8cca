"""The cost of benefits in a year, as the rules are and as somebody would change them. One area is held at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from huimin.benefits import Benefit
from huimin.benefits.budget import Change, Cost, Paid, Sheet, Simulated, TakeUp, compare, costs, pay, simulate
from huimin.benefits.payments import split
from huimin.tasks.budget.setting import Setting, people_of
from huimin.tasks.project import AreaName, Outcome

Progress = Callable[[int, int, str], None]
TOGETHER = ""
"""In the place of a benefit: all that were asked for."""


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Money:
    """Fen needed, with bounds by chance and take-up; and by level."""

    fen: int
    low: int
    high: int
    levels: Mapping[str, int]


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

    def money(self, benefit: str, place: str) -> Money:
        """What is needed at the take-up assumed. Nothing for a benefit whose amount is still to be filled in."""
        if benefit == TOGETHER:
            return self._together(place)
        cost, take_up = self.cost(benefit, place), self.take_up[benefit]
        if cost.open:
            return Money(0, 0, 0, {})
        chance = cost.interval()
        fen = round(cost.fen * take_up.share)
        levels = dict(cost.levels)
        if cost.fen and take_up.share < 1:
            levels = dict(split(fen, tuple((level, Fraction(paid, cost.fen)) for level, paid in cost.levels.items())))
        return Money(fen, int(chance.low * take_up.low), round(chance.high * take_up.high + 0.5), levels)

    def _together(self, place: str) -> Money:
        """Sums of all, and of their bounds: as if all erred the same way."""
        each = [self.money(one.code, place) for one in self.benefits]
        levels: dict[str, int] = {}
        for one in each:
            for level, fen in one.levels.items():
                levels[level] = levels.get(level, 0) + fen
        return Money(sum(one.fen for one in each), sum(one.low for one in each), sum(one.high for one in each), levels)

    @property
    def open(self) -> tuple[Benefit, ...]:
        """Benefits whose amount is still to be filled in."""
        return tuple(one for one in self.benefits if any(
            self.cost(one.code, place.key).open for place in self.places[:1]))  # fmt: skip


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

    Args:
        before: rules as they are. after: the changed ones (of the same code, or new ones).

    Raises:
        Invalid: as :func:`budget`.
    """
    return _run(people, tuple(before), tuple(after), progress)


def _run(people: People, before: tuple[Benefit, ...], after: tuple[Benefit, ...], progress: Progress) -> Trial:
    setting = people.setting
    sheets = (Sheet(), Sheet())
    counts: dict[str, int] = {}
    changes: dict[tuple[str, str], Change] = {}
    for at, key in enumerate(people.keys):
        one = people.of(at)
        old = {benefit.code: pay(one, benefit, _beside(setting, benefit)) for benefit in before}
        new = {benefit.code: pay(one, benefit, _beside(setting, benefit)) for benefit in after}
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


def _beside(setting: Setting, benefit: Benefit) -> list[Benefit]:
    """What a benefit may give way to."""
    return [setting.benefits[code] for code in benefit.gives_way if code in setting.benefits]


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
