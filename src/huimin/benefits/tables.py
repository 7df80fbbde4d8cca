"""The facts of many subjects as columns, and the number of any name of a formula for some rows on some day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.ages import EARLIEST, day_number, part_of_columns
from huimin.benefits.definition import Benefit, Dated, Fact

Rows = NDArray[np.int64] | None
"""Indexes of rows; None: all."""
Column = NDArray[np.float64]
Whole = NDArray[np.int64]
Days = int | Whole
"""One day for all rows, or one for each."""


@dataclass(frozen=True)
class Columns:
    """The facts of many subjects, one row each.

    Attributes:
        length: how many subjects.
        facts: by code. Dates: ``datetime64[D]`` (NaT not known) or whole numbers, days since 1970-01-01 (the lowest
            number of the type: not known). Yes-no and area (inside or not): bool, or numbers 1, 0 and anything below 0
            or NaN for not known. Choice: the place of the option, below 0 or NaN not known. Numbers: NaN not known. A
            fact without a column is not known of anybody.
        members: the same for the members of families, one row each.
        family: for each member the row of its family.
    """

    length: int
    facts: Mapping[str, NDArray[Any]]
    members: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    family: NDArray[Any] | None = None


def taken(column: NDArray[Any], rows: Rows) -> NDArray[Any]:
    """Some rows of a column."""
    return column if rows is None else column[rows]


class Table:
    """The facts of the subjects, or of the members, of one benefit."""

    def __init__(self, benefit: Benefit, columns: Columns, members: bool = False) -> None:
        given = columns.members if members else columns.facts
        self.benefit = benefit
        self.length = (0 if columns.family is None else len(columns.family)) if members else columns.length
        self.facts: dict[str, Fact] = {one.code: one for one in benefit.facts if one.member == members}
        self._given = {code: given[code] for code in self.facts if code in given}
        self._values = {one.code: one for one in benefit.values}

    def days_of(self, code: str) -> NDArray[Any] | None:
        """A column of dates as whole numbers as it was given, without a copy; None where there is none."""
        column = self._given.get(code)
        if column is None:
            return None
        return column.view(np.int64) if column.dtype == np.dtype("datetime64[D]") else column

    def column(self, atom: str, rows: Rows, days: Days) -> Column:
        """The numbers of a name for some rows, seen from ``days``; NaN not known."""
        code, _, part = atom.partition(".")
        size = self.length if rows is None else len(rows)
        if atom == "day":
            return np.broadcast_to(np.asarray(days, dtype=np.float64), (size,))
        if atom in self._values:
            return np.broadcast_to(number_at(self._values[atom].dated, days), (size,))
        fact = self.facts[code]
        given = self._given.get(code)
        if given is None:
            return np.full(size, np.nan)
        if fact.kind == "date":
            return self._dates(code, part, rows, days)
        values: Column = taken(given, rows).astype(np.float64)
        return _known(fact, values)

    def _dates(self, code: str, part: str, rows: Rows, days: Days) -> Column:
        whole = self.days_of(code)
        assert whole is not None
        since = taken(whole, rows).astype(np.int64)
        missing = since < EARLIEST
        since[missing] = 0
        values: Column = (part_of_columns(part, since, days) if part else since).astype(np.float64)
        values[missing] = np.nan
        return values

    def wrong(self, rows: Rows, today: int) -> NDArray[np.bool_]:
        """Which rows have facts that contradict each other or cannot be: nobody is granted anything on those."""
        size = self.length if rows is None else len(rows)
        found = np.zeros(size, dtype=bool)
        for fact in self.facts.values():
            given = self._given.get(fact.code)
            if given is None:
                continue
            if fact.kind == "date":
                found |= self._wrong_date(fact, rows, today)
            elif fact.kind == "number" and (fact.low is not None or fact.high is not None):
                values = taken(given, rows).astype(np.float64)
                found |= ~np.isnan(values) & np.isnan(_known(fact, values))
        return found

    def _wrong_date(self, fact: Fact, rows: Rows, today: int) -> NDArray[np.bool_]:
        whole = self.days_of(fact.code)
        assert whole is not None
        days = taken(whole, rows)
        told = days != np.iinfo(days.dtype).min
        found: NDArray[np.bool_] = told & (days < EARLIEST)
        if not fact.future:
            found |= days > today
        other = self.days_of(fact.after) if fact.after else None
        if other is not None:
            found |= (days >= EARLIEST) & (taken(other, rows) >= EARLIEST) & (days <= taken(other, rows))
        return found


def _known(fact: Fact, values: Column) -> Column:
    """NaN where a value is out of bounds."""
    low = 0.0 if fact.kind != "number" else -np.inf if fact.low is None else fact.low
    high = np.inf if fact.kind != "number" or fact.high is None else fact.high
    known: Column = np.where((values >= low) & (values <= high), values, np.nan)
    return known


def number_at(dated: Sequence[Dated], days: Days) -> Column:
    """The value of dated entries on each day; NaN before the first, and where it has to be filled in."""
    since = np.array([_since(one) for one in dated], dtype=np.int64)
    values = np.array([np.nan, *(np.nan if one.value is None else float(one.value) for one in dated)])
    found: Column = values[np.searchsorted(since, np.asarray(days), side="right")]
    return found


def entry_at(dated: Sequence[Dated], days: Days) -> Whole:
    """The place of the entry that counts on each day; -1 before the first."""
    since = np.array([_since(one) for one in dated], dtype=np.int64)
    return np.asarray(np.searchsorted(since, np.asarray(days), side="right") - 1)


def _since(one: Dated) -> int:
    return day_number(one.since)
