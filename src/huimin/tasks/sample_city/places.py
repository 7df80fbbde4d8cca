"""The areas of the sample city: names, invented codes, the merger, and who belongs where in which month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from huimin.areas import AreaRow, ChangeRow
from huimin.figures.periods import first_day
from huimin.tasks.sample_city.settings import County, Settings, Word

Ints = NDArray[np.int64]
LEVELS = ("village", "township", "county", "city")
AHEAD = 10**6  # a month that never comes


@dataclass(frozen=True, slots=True)
class Unit:
    """One area as long as its code lasts.

    Attributes:
        parent: its parent's index among the units of the level above (-1 for the city).
        body: the real place behind it. A village keeps it when its code changes; any other unit is its own.
        first, last: the months in which it exists (both included).
    """

    key: str
    name: Word
    level: str
    group: str
    parent: int
    body: int
    first: int = 0
    last: int = AHEAD


@dataclass(frozen=True)
class Places:
    """All areas. ``units[level]`` are in the order of their keys' making; arrays elsewhere follow it."""

    settings: Settings
    units: dict[str, tuple[Unit, ...]]
    changes: tuple[ChangeRow, ...]

    def bodies(self, level: str) -> int:
        """How many real places a level has."""
        return 1 + max(unit.body for unit in self.units[level])

    def home(self, level: str, month: int) -> Ints:
        """For each body of ``level``: the index of its parent unit in ``month`` (-1: it is not there)."""
        home = np.full(self.bodies(level), -1)
        for unit in self.units[level]:
            if unit.first <= month <= unit.last:
                home[unit.body] = unit.parent
        return home

    def county_of(self, level: str) -> Ints:
        """For each body of ``level``: its county's index (0 for the city itself)."""
        of_township = np.array([unit.parent for unit in self.units["township"]])
        if level == "village":
            made = np.zeros(self.bodies("village"), int)
            made[[unit.body for unit in self.units["village"]]] = of_township[
                [unit.parent for unit in self.units["village"]]
            ]
            return made
        return of_township if level == "township" else np.arange(self.bodies(level))

    def alive(self, level: str, months: Sequence[int]) -> NDArray[np.bool_]:
        """Whether each unit exists in each month, shape (months, units)."""
        span = np.array([(unit.first, unit.last) for unit in self.units[level]])
        month = np.asarray(months)[:, None]
        return (span[:, 0] <= month) & (month <= span[:, 1])

    @property
    def rows(self) -> tuple[AreaRow, ...]:
        """The rows of ``areas.csv``, parents before children."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[AreaRow]:
        for level in reversed(LEVELS):
            above = LEVELS[LEVELS.index(level) + 1] if level != "city" else ""
            for unit in self.units[level]:
                parent = self.units[above][unit.parent].key if above else ""
                start = first_day(unit.first) if unit.first else None
                end = date.fromordinal(first_day(unit.last + 1).toordinal() - 1) if unit.last < AHEAD else None
                yield AreaRow(
                    unit.key,
                    unit.key,
                    parent,
                    level,
                    unit.name.zh,
                    unit.name.en,
                    start,
                    end,
                    group=unit.group,
                )


def share_out(total: int, weights: Sequence[int], least: int = 1) -> list[int]:
    """Whole shares of ``total`` in proportion to ``weights`` (largest remainders), none below ``least``."""
    rest = total - least * len(weights)
    exact = [rest * weight / sum(weights) for weight in weights]
    shares = [int(part) for part in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: rest - sum(shares)]:
        shares[i] += 1
    return [share + least for share in shares]


class _Names:
    """Names put together from pieces, each once, in an order that is fixed but looks like none."""

    def __init__(self, first: Sequence[Word], second: Sequence[Word]) -> None:
        self._made = [Word(a.zh + b.zh, a.en + b.en) for a in first for b in second if a.zh != b.zh]
        order = np.random.default_rng(len(self._made)).permutation(len(self._made))
        self._order = iter(int(i) for i in order)

    def take(self, kind: Word) -> Word:
        made = self._made[next(self._order)]
        return Word(made.zh + kind.zh, made.en + kind.en)


class _Maker:
    """Puts the units together; in the merging county two townships give way to one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        names = settings.names
        self.townships = _Names(names["township_first"], names["township_second"])
        self.villages = _Names(names["village_first"], names["village_second"])
        self.units: dict[str, list[Unit]] = {level: [] for level in LEVELS}
        self.changes: list[ChangeRow] = []
        self.bodies = 0  # villages made so far

    def make(self) -> Places:
        """All units of the city."""
        settings, counties = self.settings, self.settings.counties
        self.units["city"].append(Unit(settings.code, settings.city, "city", "", -1, 0))
        townships = share_out(settings.townships, [c.townships for c in counties], least=2)
        merging = settings.merger_month in settings.months_span[1:]
        extra = [int(merging and c.code == settings.merger_county) for c in counties]
        villages = share_out(settings.villages, [c.villages for c in counties], least=2 * max(townships))
        for index, county in enumerate(counties):
            self.units["county"].append(Unit(county.code, county.name, "county", county.kind, 0, index))
            self.county(index, county, townships[index] + extra[index], villages[index])
            if extra[index]:
                self.merge(index, county)
        return Places(settings, {k: tuple(v) for k, v in self.units.items()}, tuple(self.changes))

    def county(self, index: int, county: County, townships: int, villages: int) -> None:
        """The townships and villages of one county."""
        sizes = share_out(villages, [10 + (7 * i + 3 * index) % 9 for i in range(townships)])
        for number, size in enumerate(sizes):
            kind = self.kind_of_township(county, number)
            suffix = {"street": number + 1, "town": 100 + number, "rural_township": 200 + number}[kind]
            name = self.townships.take(self.settings.kinds[kind])
            home = self.add("township", f"{county.code}{suffix:03d}", name, county.kind, index)
            for village in range(size):
                self.village(home, kind, village, county.kind)

    def kind_of_township(self, county: County, number: int) -> str:
        """Streets in urban counties, elsewhere a few towns and then rural townships."""
        if county.kind == "urban":
            return "street" if number % 4 != 3 else "town"
        return "town" if number % 5 < 3 else "rural_township"

    def village(self, home: int, kind: str, number: int, group: str) -> None:
        """One village; streets have communities, and so has the seat of a town."""
        community = kind == "street" or (kind == "town" and number == 0)
        suffix = number + 1 if community else 200 + number
        name = self.villages.take(self.settings.kinds["community" if community else "village"])
        key = f"{self.units['township'][home].key}{suffix:03d}"
        self.units["village"].append(Unit(key, name, "village", group, home, self.bodies))
        self.bodies += 1

    def add(self, level: str, key: str, name: Word, group: str, parent: int, first: int = 0) -> int:
        """One unit that is its own body; returns its index."""
        index = len(self.units[level])
        self.units[level].append(Unit(key, name, level, group, parent, index, first))
        return index

    def merge(self, index: int, county: County) -> None:
        """The second and third township of a county become one, and their villages get new codes."""
        month = self.settings.merger_month
        townships = self.units["township"]
        old = [i for i, unit in enumerate(townships) if unit.parent == index][1:3]
        keys = tuple(townships[i].key for i in old)
        name = self.townships.take(self.settings.kinds["town"])
        new = self.add("township", f"{county.code}199", name, county.kind, index, month)
        for i in old:
            townships[i] = _until(townships[i], month - 1)
        day, source = first_day(month), "惠民示范市（虚构）区划调整 invented"
        self.changes.append(ChangeRow(day, "merge", keys, (townships[new].key,), source=source))
        moved = [(i, unit) for i, unit in enumerate(self.units["village"]) if unit.parent in old]
        for number, (i, unit) in enumerate(moved):
            self.units["village"][i] = _until(unit, month - 1)
            key = f"{townships[new].key}{200 + number:03d}"
            self.units["village"].append(Unit(key, unit.name, "village", unit.group, new, unit.body, month))
            self.changes.append(ChangeRow(day, "recode", (unit.key,), (key,), source=source))


def _until(unit: Unit, last: int) -> Unit:
    return Unit(unit.key, unit.name, unit.level, unit.group, unit.parent, unit.body, unit.first, last)


def make_places(settings: Settings) -> Places:
    """The areas of the city. They depend on the settings alone, not on the seed."""
    return _Maker(settings).make()
