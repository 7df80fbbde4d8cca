"""Which days are looked at, what each of them is worth, and the period that is paid for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from huimin.benefits.ages import day_number, month_end, month_length, month_start
from huimin.benefits.definition import Benefit


@dataclass(frozen=True, slots=True)
class Slot:
    """One period that is paid for.

    Attributes:
        first, last: its first and last day within the window.
        days: the day numbers that are tested, in order.
        parts: each of these days is worth one such part of the amount.
    """

    first: date
    last: date
    days: tuple[int, ...]
    parts: int


def slots(benefit: Benefit, first: int, last: int) -> Iterator[Slot]:
    """The periods of a benefit in the months ``first`` to ``last`` (month numbers, both included).

    A year without proration is paid in the month its tested day lies in. Of a benefit paid once there are none: its
    event says when.
    """
    match benefit.period, benefit.proration:
        case "month", _:
            for month in range(first, last + 1):
                yield _month(benefit, month)
        case "year", _:
            for year in range(first // 12, last // 12 + 1):
                made = _year(benefit, year, max(first, year * 12), min(last, year * 12 + 11))
                if made is not None:
                    yield made


def _month(benefit: Benefit, month: int) -> Slot:
    start, end = month_start(month), month_end(month)
    if benefit.proration == "day":
        days = tuple(range(day_number(start), day_number(end) + 1))
        return Slot(start, end, days, len(days))
    return Slot(start, end, (tested_day(benefit, month),), 1)


def _year(benefit: Benefit, year: int, first: int, last: int) -> Slot | None:
    start, end = month_start(first), month_end(last)
    match benefit.proration:
        case "day":
            days = tuple(range(day_number(start), day_number(end) + 1))
            return Slot(start, end, days, sum(map(month_length, range(year * 12, year * 12 + 12))))
        case "month":
            return Slot(start, end, tuple(tested_day(benefit, month) for month in range(first, last + 1)), 12)
        case _:
            month = year * 12 + (11 if benefit.tested == "last" else 0)
            days = (tested_day(benefit, month),)
            return Slot(month_start(year * 12), month_end(year * 12 + 11), days, 1) if first <= month <= last else None


@lru_cache(maxsize=4096)
def tested_day(benefit: Benefit, month: int) -> int:
    """The day number of the day of a month on which conditions and amounts are looked up."""
    return day_number(month_end(month) if benefit.tested == "last" else month_start(month))


def tested_on(benefit: Benefit, day: date) -> int:
    """The day that is tested where somebody asks about ``day``: that of its month, or the day itself by days."""
    if benefit.proration == "day":
        return day_number(day)
    if benefit.period == "year" and benefit.proration == "none":
        return tested_day(benefit, day.year * 12 + (11 if benefit.tested == "last" else 0))
    return tested_day(benefit, day.year * 12 + day.month - 1)
