"""Periods: months, quarters, half-years and years, each a closed span of months.

A month is a whole number, ``year * 12 + month - 1``, so that spans can be compared and shifted by plain arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from huimin.findings import Finding, Invalid, Severity

MONTHS_OF = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
FREQUENCIES = tuple(MONTHS_OF)
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|Q(?P<quarter>[1-4])|H(?P<half>[12]))?")


def month_number(year: int, month: int) -> int:
    """The number of a calendar month (``month`` from 1 to 12)."""
    return year * 12 + month - 1


def month_code(number: int) -> str:
    """``2012-03`` for the month with this number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_day(month: int) -> date:
    """The first day of the month with this number."""
    return date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter, half-year or year: the months ``first`` to ``last``, both included."""

    first: int
    last: int

    @classmethod
    def of(cls, code: str) -> Period:
        """Read ``2012-03``, ``2012Q1``, ``2012H1`` or ``2012``.

        Raises:
            Invalid: the text is no period, with the forms that are.
        """
        match = _CODE.fullmatch(code.strip())
        if not match or not 1900 <= int(match["year"]) <= 2999 or not 1 <= int(match["month"] or 1) <= 12:
            raise Invalid([Finding("not-a-period", Severity.ERROR, facts={"text": code})])
        start = int(match["year"]) * 12
        if match["month"]:
            return cls.at(start + int(match["month"]) - 1, "month")
        if match["quarter"]:
            return cls.at(start + 3 * (int(match["quarter"]) - 1), "quarter")
        if match["half"]:
            return cls.at(start + 6 * (int(match["half"]) - 1), "half-year")
        return cls.at(start, "year")

    @classmethod
    def at(cls, month: int, frequency: str) -> Period:
        """The period of this frequency that holds ``month``."""
        length = MONTHS_OF[frequency]
        first = month - month % length
        return cls(first, first + length - 1)

    @property
    def length(self) -> int:
        """Number of months."""
        return self.last - self.first + 1

    @property
    def frequency(self) -> str:
        """``month``, ``quarter``, ``half-year`` or ``year``."""
        return next(name for name, months in MONTHS_OF.items() if months == self.length)

    @property
    def code(self) -> str:
        """The period as files write it."""
        year, month = divmod(self.first, 12)
        match self.frequency:
            case "month":
                return month_code(self.first)
            case "quarter":
                return f"{year:04d}Q{month // 3 + 1}"
            case "half-year":
                return f"{year:04d}H{month // 6 + 1}"
            case _:
                return f"{year:04d}"

    @property
    def start(self) -> date:
        """First day."""
        return first_day(self.first)

    @property
    def end(self) -> date:
        """Last day."""
        return first_day(self.last + 1) - timedelta(days=1)

    def shift(self, periods: int) -> Period:
        """The period so many of its own lengths later (earlier, where negative)."""
        return Period(self.first + periods * self.length, self.last + periods * self.length)

    def parts(self, frequency: str) -> Iterator[Period]:
        """The periods of ``frequency`` that lie wholly within this one, in order."""
        period = Period.at(self.first, frequency)
        if period.first < self.first:
            period = period.shift(1)
        while period.last <= self.last:
            yield period
            period = period.shift(1)

    def name(self, lang: str) -> str:
        """``2012年3月`` or ``March 2012`` and the like, for readers."""
        year, month = divmod(self.first, 12)
        if lang == "zh":
            part = {
                "month": f"{month + 1}月",
                "quarter": f"第{'一二三四'[month // 3]}季度",
                "half-year": "上下"[month // 6] + "半年",
                "year": "",
            }[self.frequency]
            return f"{year}年{part}"
        part = {
            "month": f"{self.start:%B} ",
            "quarter": f"Q{month // 3 + 1} ",
            "half-year": f"H{month // 6 + 1} ",
            "year": "",
        }[self.frequency]
        return f"{part}{year}"
