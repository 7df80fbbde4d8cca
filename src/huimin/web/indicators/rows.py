"""What pages, charts and files show of an indicator: one row an area (or period, or indicator), with all beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.figures.periods import Period
from huimin.indicators.changes import Change, change
from huimin.indicators.definitions import Indicator
from huimin.indicators.values import Measured
from huimin.web.indicators.held import Column, Held, held
from huimin.web.indicators.times import before


@dataclass(frozen=True)
class Row:
    """The value of one indicator for one area and period. None where not known.

    ``got`` of ``owed`` reports stand behind it. ``since`` and ``year`` are the differences to the period before and to
    a year before, each with whether it is more than noise (None where no interval says so).
    """

    indicator: Indicator
    period: Period
    key: str
    index: int
    level: str
    zh: str
    en: str
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    got: int
    owed: int
    since: tuple[float | None, bool | None] = (None, None)
    year: tuple[float | None, bool | None] = (None, None)

    def name(self, lang: str) -> str:
        """The area's name."""
        return self.zh if lang == "zh" else self.en

    @property
    def without(self) -> str:
        """Why there is no value: ``no-cases`` (all was reported, it divides by zero) or ``no-value`` (not reported)."""
        return "no-cases" if self.denominator == 0 or 0 < self.owed <= self.got else "no-value"

    @property
    def share(self) -> float | None:
        """Share of the owed reports that came."""
        return self.got / self.owed if self.owed else None


def _number(value: float) -> float | None:
    value = float(value)
    return value if np.isfinite(value) else None


def row_of(given: Held, column: Column, index: int, changes: Sequence[Change] = ()) -> Row:
    """The row of one area of the tree."""
    tree, one = given.tree, column.measured
    since, year = (_told(change, index) for change in changes) if changes else ((None, None), (None, None))
    value, numerator, denominator, low, high = (
        _number(part[index]) for part in (one.value, one.numerator, one.denominator, one.low, one.high)
    )
    return Row(
        given.indicator, column.period, tree.keys[index], index, tree.level[index], tree.name(index, "zh"),
        tree.name(index, "en"), value, numerator, denominator, low, high, int(column.got[index]),
        int(column.owed[index]), since, year,
    )  # fmt: skip


def changed(indicator: Indicator, now: Measured, then: Measured) -> Change:
    """How the values of areas differ between two periods; a plain value differs without any chance to be told."""
    found = change(indicator.kind, (now.numerator, now.denominator), (then.numerator, then.denominator), indicator.per)
    return Change(now.value - then.value, found.low, found.high, found.sure)


def _told(found: Change, index: int) -> tuple[float | None, bool | None]:
    """The difference of one area, and whether it is more than chance; None where that is not known."""
    value, sure = float(found.value[index]), float(found.sure[index])
    return (value if np.isfinite(value) else None), (sure == 1 if np.isfinite(value + sure) else None)


def with_changes(indicator: Indicator, period: Period) -> tuple[Held, tuple[Change, Change]]:
    """An indicator at a period, and its differences to the period before and to a year before, on the same tree."""
    earlier = before(period)
    given = held(indicator, (period, *dict.fromkeys(earlier)))
    now = given.columns[0].measured
    then = [given.columns[1].measured, given.columns[-1].measured]
    made = [changed(indicator, now, one) for one in then]
    return given, (made[0], made[1])


def area_rows(indicator: Indicator, period: Period, keys: Iterable[str]) -> list[Row]:
    """Rows of areas by key; one that was not in being at the period's end is left out."""
    given, changes = with_changes(indicator, period)
    found = [index for key in keys if (index := given.tree.index(key)) is not None]
    return [row_of(given, given.columns[0], index, changes) for index in found]


def below(given: Held, index: int, level: str) -> list[int]:
    """The areas to list below one: those of a level, or the ones right below; where there are none, itself."""
    tree = given.tree
    if level:
        found = tree.at_level(level)
        inside = found[(found > index) & (found < int(tree.end[index]))].tolist()
    else:
        inside = tree.children(index)
    return inside or [index]


def rows_below(indicator: Indicator, period: Period, key: str, level: str) -> tuple[Row | None, list[Row]]:
    """The row of an area, and those listed below it. (None, []) where it was not in being."""
    given, changes = with_changes(indicator, period)
    index = given.tree.index(key)
    if index is None:
        return None, []
    column = given.columns[0]
    listed = [row_of(given, column, one, changes) for one in below(given, index, level)]
    return row_of(given, column, index, changes), listed


def trend_rows(indicator: Indicator, periods: Sequence[Period], key: str) -> list[Row]:
    """Rows of one area over periods, on the tree of the last one's end."""
    if not periods:
        return []
    given = held(indicator, tuple(periods), periods[-1].end)
    index = given.tree.index(key)
    return [] if index is None else [row_of(given, column, index) for column in given.columns]


_KEYS: dict[str, Callable[[Row], float | None]] = {
    "value": lambda row: row.value,
    "low": lambda row: row.low,
    "numerator": lambda row: row.numerator,
    "denominator": lambda row: row.denominator,
    "reports": lambda row: row.share,
    "before": lambda row: row.since[0],
    "year": lambda row: row.year[0],
}


def in_order(rows: list[Row], sort: str, down: bool) -> list[Row]:
    """Sorted by a column; what is not known comes last either way. By ``area``: in the order of the tree."""
    if sort not in _KEYS:
        return sorted(rows, key=lambda row: row.index, reverse=down)
    key = _KEYS[sort]
    known = sorted((row for row in rows if key(row) is not None), key=lambda row: (key(row), row.index), reverse=down)
    return known + [row for row in rows if key(row) is None]
