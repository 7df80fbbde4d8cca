"""The working days of China as the State Council announces them, kept by the library ``chinesecalendar``."""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

from huimin.workflow.days import is_weekday


class China:
    """Holidays, and the weekend days that are worked instead, from 2004 to the last year announced.

    The tables of the library are read here rather than its functions asked: those raise for a year they do not know.
    """

    def __init__(self) -> None:
        self._free = frozenset(constants.holidays)
        self._worked = frozenset(constants.workdays)
        years = {day.year for day in self._free}
        self.first_year, self.last_year = min(years), max(years)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day; of a year that is not announced, from Monday to Friday."""
        return day in self._worked or (is_weekday(day) and day not in self._free)

    def known(self, day: date) -> bool:
        """Whether the arrangement of the day's year is announced, and in the library."""
        return self.first_year <= day.year <= self.last_year
