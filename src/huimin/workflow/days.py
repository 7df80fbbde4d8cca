"""Working days: deadlines that offices can keep, and how much of one is left.

A deadline of so many days counts from the day after; where its last day is no working day, the next working day is the
last (Civil Code of the People's Republic of China, articles 201 and 203; 2020). Which days are worked is a port: in
China the State Council says each November for the year to come. Of a year that is not announced nobody knows; such days
are taken for Monday to Friday, and a finding says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Protocol

from huimin.findings import Finding, Severity

DAY = timedelta(days=1)
FRIDAY = 4
LONGEST = 3_660
"""How many days on end may be free before a calendar is taken for faulty: nobody closes an office for ten years."""


class WorkingDays(Protocol):
    """A calendar of working days."""

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day. Where that is not known: from Monday to Friday they do."""

    def known(self, day: date) -> bool:
        """Whether that is known, rather than taken for Monday to Friday."""


class MondayToFriday:
    """Every day from Monday to Friday is worked, and no other: for places whose holidays nobody wrote down."""

    def is_working_day(self, day: date) -> bool:
        """Whether a day is one from Monday to Friday."""
        return is_weekday(day)

    def known(self, day: date) -> bool:
        """Always: that is what the office chose."""
        return True


def is_weekday(day: date) -> bool:
    """Whether a day is one from Monday to Friday."""
    return day.weekday() <= FRIDAY


class NoWorkingDay(ValueError):
    """A calendar in which nobody works for ten years."""


def next_working_day(day: date, calendar: WorkingDays) -> date:
    """The day itself where it is worked, else the first one after it that is.

    Raises:
        NoWorkingDay: there is none within ten years.
    """
    return _next(day, DAY, calendar)


def _next(day: date, step: timedelta, calendar: WorkingDays) -> date:
    for _ in range(LONGEST):
        if calendar.is_working_day(day):
            return day
        day += step
    raise NoWorkingDay(day.isoformat())


def add_working_days(start: date, number: int, calendar: WorkingDays) -> date:
    """The ``number``-th working day after ``start``, which itself does not count; before it where it is negative.

    With 0: ``start`` where it is worked, else the next working day.

    Raises:
        NoWorkingDay: there is none within ten years.
    """
    if number == 0:
        return next_working_day(start, calendar)
    step = DAY if number > 0 else -DAY
    day = start
    for _ in range(abs(number)):
        day = _next(day + step, step, calendar)
    return day


def working_days_between(start: date, end: date, calendar: WorkingDays) -> int:
    """How many working days there are after ``start`` up to and with ``end``; negative where ``end`` lies before."""
    if end < start:
        return -working_days_between(end, start, calendar)
    return sum(calendar.is_working_day(start + day * DAY) for day in range(1, (end - start).days + 1))


def due(start: date, days: int, calendar: WorkingDays, *, working: bool = False) -> date:
    """The last day of a deadline of so many ``days`` that begins on ``start``.

    The day it begins on does not count, and the last day is a working day. ``working``: only working days count.

    Raises:
        ValueError: fewer than 0 days.
        NoWorkingDay: there is none within ten years.
    """
    if days < 0:
        raise ValueError(days)
    if working:
        return add_working_days(start, days, calendar)
    return next_working_day(start + days * DAY, calendar)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a deadline, seen from a day.

    Attributes:
        due: its last day.
        days: calendar days left (0: it is the last day; negative: days over).
        working: working days left after today, the last day included (negative: working days over).
        sure: whether the working days are known; else they are taken for Monday to Friday.
    """

    due: date
    days: int
    working: int
    sure: bool


def left(today: date, last: date, calendar: WorkingDays) -> Left:
    """What is left of a deadline whose last day is ``last``."""
    return Left(last, (last - today).days, working_days_between(today, last, calendar),
                not unannounced(today, last, calendar))  # fmt: skip


def unannounced(start: date, end: date, calendar: WorkingDays) -> tuple[Finding, ...]:
    """A finding for each year between two days (both included) of which some day is taken for Monday to Friday."""
    first, last = min(start, end), max(start, end)
    span = (first + day * DAY for day in range((last - first).days + 1))
    years = sorted({day.year for day in span if not calendar.known(day)})
    return tuple(Finding("days-not-announced", Severity.WARNING, facts={"year": year}) for year in years)


def known_until(day: date, calendar: WorkingDays) -> date | None:
    """The last day of the year up to which every day from ``day`` on is known; None where ``day`` is not. A century on
    it is taken to be known for good."""
    last = None
    for year in count(day.year):
        end = date(year, 12, 31)
        if not calendar.known(end) or not calendar.known(day):
            return last
        last = end
        if year >= min(day.year + 100, date.max.year):
            return last
    return last
