"""Days, months and ages: plain arithmetic of the calendar, for one person and for columns.

A day is a whole number, the days since 1970-01-01 (the same as numpy's ``datetime64[D]``); a month is ``year * 12 +
month - 1``. A full month or year is reached on the day of the same number; where the month has no such day, on its last
day (Civil Code of the People's Republic of China, article 202; 2020). Somebody born on 29 February is a year older on
28 February of a common year and on 29 February of a leap year.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

EPOCH = date(1970, 1, 1).toordinal()
EARLIEST = date(1880, 1, 1).toordinal() - EPOCH
"""The earliest day that a fact about somebody living can have."""


def day_number(day: date) -> int:
    """The days since 1970-01-01."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """The day with this number."""
    return date.fromordinal(number + EPOCH)


def month_of(day: date) -> int:
    """The number of the month a day lies in."""
    return day.year * 12 + day.month - 1


def month_start(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def month_end(month: int) -> date:
    """The last day of a month."""
    return date(month // 12, month % 12 + 1, month_length(month))


@lru_cache(maxsize=4096)
def month_length(month: int) -> int:
    """How many days a month has."""
    return monthrange(month // 12, month % 12 + 1)[1]


def add_months(day: date, months: int) -> date:
    """The day so many months later: the day of the same number, or the last day of a month that has no such day."""
    month = month_of(day) + months
    return date(month // 12, month % 12 + 1, min(day.day, month_length(month)))


def full_months(since: date, on: date) -> int:
    """How many full months have gone by; negative before ``since``."""
    gap = month_of(on) - month_of(since)
    return gap - (on < add_months(since, gap))


PARTS = ("years", "months", "days", "month_gap", "year")
"""What a formula may ask of a date: full years, full months, days gone by, calendar months apart, its own year."""


def part_of(part: str, since: date, on: date) -> int:
    """One of :data:`PARTS` of the date ``since``, seen from the day ``on``."""
    match part:
        case "years":
            return full_months(since, on) // 12
        case "months":
            return full_months(since, on)
        case "days":
            return (on - since).days
        case "month_gap":
            return month_of(on) - month_of(since)
        case _:
            return since.year


def part_of_columns(part: str, since: Days, on: Days | int) -> Days:
    """The same for columns of day numbers; the result has the shape of ``since``."""
    if part == "days":
        gone: Days = np.asarray(on) - since
        return gone
    months = since.astype("datetime64[D]").astype("datetime64[M]")
    if part == "year":
        own: Days = months.astype(np.int64) // 12 + 1970
        return own
    now = np.asarray(on, dtype=np.int64).astype("datetime64[D]").astype("datetime64[M]")
    gap: Days = now.astype(np.int64) - months.astype(np.int64)
    if part == "month_gap":
        return gap
    reached = np.minimum(since - _first(months), _length(now) - 1)
    full: Days = gap - (np.asarray(on) - _first(now) < reached)
    return full // 12 if part == "years" else full


def _first(months: NDArray[np.datetime64]) -> Days:
    return months.astype("datetime64[D]").astype(np.int64)


def _length(months: NDArray[np.datetime64]) -> Days:
    return _first(months + 1) - _first(months)


def latest_with(part: str, at_least: int, on: date) -> int:
    """The latest day number of a date whose ``part`` (``years``, ``months``, ``days`` or ``month_gap``), seen from
    ``on``, is ``at_least`` so much. All earlier dates have at least as much."""
    low, high = 1 - EPOCH, date.max.toordinal() - EPOCH
    while low < high:
        middle = (low + high + 1) // 2
        if part_of(part, day_of(middle), on) >= at_least:
            low = middle
        else:
            high = middle - 1
    return low


def reached_on(part: str, since: date, at_least: int) -> date:
    """The day on which ``part`` of the date ``since`` first is ``at_least`` so much."""
    match part:
        case "years":
            return add_months(since, at_least * 12)
        case "months":
            return add_months(since, at_least)
        case "month_gap":
            return month_start(month_of(since) + at_least)
        case _:
            return day_of(day_number(since) + at_least)
