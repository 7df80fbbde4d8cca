"""The years that the rows of a file hold for: ``year``, or ``from`` and ``to``, or none at all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.projections.csv_file import CsvFile, Row
from huimin.tasks.project import ByYear

Floats = NDArray[np.float64]
EARLIEST, LATEST = 1800, 2300


@dataclass(frozen=True)
class Part:
    """The rows of one year, or of the years ``first`` to ``last``."""

    first: int
    last: int
    rows: list[Row]


@dataclass(frozen=True)
class Parts:
    """The rows of a file, part by part.

    Attributes:
        parts: ascending without gaps; a single one of the year 0 where the file has no years.
        dated: the file has years.
        line: it has one column ``year``: straight lines lie between.
        file: its name.
    """

    parts: list[Part]
    dated: bool
    line: bool
    file: str

    def by_year(self, values: Floats) -> ByYear:
        """Values (parts, ...) with their years."""
        return ByYear(tuple(one.first for one in self.parts), values, self.line, self.parts[-1].last, self.file)


def parts_of(file: CsvFile, begin: int | None = None) -> Parts:
    """The rows of a file by the years they hold for.

    Args:
        file: being read; faults are noted in it and raised.
        begin: the year by which the first of them must hold.

    Raises:
        Invalid: years that are none, go back or skip, or begin too late.
    """
    spans = {"from", "to"} & set(file.columns)
    if "year" not in file.columns and not spans:
        return Parts([Part(0, 0, file.rows)], False, False, file.name)
    if spans and len(spans) < 2:
        missing = ({"from", "to"} - spans).pop()
        file.fault("project-column-missing", 1, found=", ".join(file.columns), expected=missing, nearest="")
        file.raise_if_any()
    columns = ("from", "to") if spans else ("year", "year")
    parts = _grouped(file, columns)
    _check_order(file, parts, columns[0], bool(spans))
    if begin is not None and parts[0].first > begin:
        line = parts[0].rows[0].line
        file.fault("project-rates-begin-late", line, columns[0], found=parts[0].first, expected=begin)
    file.raise_if_any()
    return Parts(parts, True, not spans, file.name)


def _grouped(file: CsvFile, columns: tuple[str, str]) -> list[Part]:
    """Neighbouring rows of the same years."""
    parts: list[Part] = []
    for row in file.rows:
        first, last = (_year(file, row, column) for column in columns)
        if first is None or last is None:
            continue
        if last < first:
            file.fault("project-years-backwards", row.line, columns[1], found=last, before=first)
        elif parts and (parts[-1].first, parts[-1].last) == (first, last):
            parts[-1].rows.append(row)
        else:
            parts.append(Part(first, last, [row]))
    file.raise_if_any()
    return parts


def _year(file: CsvFile, row: Row, column: str) -> int | None:
    value = file.number(row, column, EARLIEST, LATEST)
    if not EARLIEST <= value <= LATEST:
        return None
    if value != int(value):
        file.fault("project-number-unreadable", row.line, column, found=row.cells[column], name=column)
        return None
    return int(value)


def _check_order(file: CsvFile, parts: list[Part], column: str, spans: bool) -> None:
    """Years must follow each other: spans without a gap, single years at the distance of the first two."""
    gap = parts[1].first - parts[0].first if len(parts) > 1 else 1
    for before, after in pairwise(parts):
        line = after.rows[0].line
        expected = before.last + 1 if spans else before.first + max(gap, 1)
        if after.first <= before.first:
            file.fault("project-years-backwards", line, column, found=after.first, before=before.first)
        elif after.first != expected:
            file.fault("projection-years-skip", line, column, found=after.first, expected=expected)
