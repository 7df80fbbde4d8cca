"""Assumptions from csv files: rates by age, levels by area, shares, scenarios of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.projections.csv_file import CsvFile, Row
from huimin.adapters.projections.years import Parts, parts_of
from huimin.demography.projection import SEXES, Ages, check_pattern, survival_from_mx
from huimin.findings import Finding, Invalid
from huimin.tasks.project import LEVELS, ByYear, Given, Own, Share, Yearly, level_and_pattern

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RateFiles:
    """Where the rates by age are; None where there is no file."""

    fertility: Path | None = None
    mortality: Path | None = None
    migration: Path | None = None
    shares: Path | None = None


@dataclass
class _Rates:
    """What a reader found: rates of the first year for :class:`Given`, and those that change for :class:`Yearly`."""

    given: dict[str, Any]
    yearly: dict[str, ByYear]


@dataclass(frozen=True)
class _Frame:
    """What the files must fit: the groups of the people, and the year of their count where it is known."""

    ages: Ages
    year: int | None

    def found(self, parts: Parts, name: str, values: Floats) -> _Rates:
        """Values (parts, ...) as rates: those of the first year alone where the file has no years."""
        if not parts.dated:
            return _Rates({name: values[0]}, {})
        by_year = parts.by_year(values)
        first = parts.parts[0].first if self.year is None else self.year
        return _Rates({name: by_year.over([first], self.ages.width)[0]}, {name: by_year})


def read_rates(files: RateFiles, ages: Ages, year: int | None = None) -> Given:
    """All rates by age, for the groups of the people. A file may have a column ``year``, or ``from`` and ``to``.

    Args:
        files: which there are. ages: the groups of the people. year: when they were counted: rates that change must
            be known from then on.

    Raises:
        Invalid: every fault of every file.
    """
    given: dict[str, Any] = {}
    yearly: dict[str, ByYear] = {}
    faults: list[Finding] = []
    readers: tuple[tuple[Path | None, Callable[[Path, _Frame], _Rates]], ...] = (
        (files.fertility, _fertility), (files.mortality, _mortality), (files.migration, _migration),
        (files.shares, _shares),
    )  # fmt: skip
    for path, read in readers:
        if path is None:
            continue
        try:
            found = read(path, _Frame(ages, year))
        except Invalid as invalid:
            faults += invalid.findings
        else:
            given |= found.given
            yearly |= found.yearly
    if faults:
        raise Invalid(faults)
    return Given(**given, yearly=Yearly(**yearly))


def _fertility(path: Path, frame: _Frame) -> _Rates:
    """``age, rate`` (births per woman and year) or ``age, percent`` (of the total fertility rate)."""
    file = CsvFile(path, ("age",))
    kind = _one_of(file, "rate", "percent")
    parts, most = parts_of(file, frame.year), 1.0 if kind == "rate" else 100.0
    wanted = [start for start in frame.ages.starts if 15 <= start < 50]
    rows = [_in_order(file, part.rows, wanted) for part in parts.parts]
    values = [[file.number(row, kind, 0.0, most) for row in some] for some in rows]
    file.raise_if_any()
    if kind == "rate":
        found = frame.found(parts, "fertility", np.array(values))
        total, pattern = level_and_pattern(found.given.pop("fertility"), frame.ages)
        return _Rates({"tfr": float(total), "pattern": pattern}, found.yearly)
    for some, shares in zip(rows, values, strict=True):
        try:
            check_pattern(np.array(shares))
        except Invalid as invalid:
            file.put(invalid.findings, some[-1].line, kind)
    file.raise_if_any()
    return frame.found(parts, "pattern", np.array(values))


def _mortality(path: Path, frame: _Frame) -> _Rates:
    """``sex, age, mx`` (deaths per person and year) or ``sex, age, survival`` (share that lives on into the group)."""
    file, ages = CsvFile(path, ("sex", "age")), frame.ages
    kind = _one_of(file, "mx", "survival")
    parts = parts_of(file, frame.year)
    apart = kind == "mx" and ages.width == 5 and any(row.cells.get("age", "").startswith("1-") for row in file.rows)
    starts = [0, 1, *ages.starts[1:]] if apart else list(ages.starts)
    tables = [
        _by_sex(file, part.rows, kind, starts, 0.0, 1.0 if kind == "survival" else np.inf) for part in parts.parts
    ]
    file.raise_if_any()
    if kind == "mx":
        for table, rows in tables:
            _check_mx(file, table, rows, ages)
        file.raise_if_any()
    return frame.found(parts, kind, np.array([table for table, _ in tables]))


def _check_mx(file: CsvFile, table: Floats, rows: list[list[Row]], ages: Ages) -> None:
    """Death rates that cannot be, each at its line."""
    try:
        survival_from_mx(table, ages)
    except Invalid as invalid:
        for one in invalid.findings:
            mine = rows[SEXES.index(str(one.facts.get("sex", SEXES[0])))]
            start = _first(str(one.facts.get("age", "")))
            file.put([one], next((row.line for row in mine if _start(row) == start), mine[0].line), "mx")


def _migration(path: Path, frame: _Frame) -> _Rates:
    """``sex, age, net``: net migrants a year."""
    file = CsvFile(path, ("sex", "age", "net"))
    parts, starts = parts_of(file, frame.year), list(frame.ages.starts)
    tables = [_by_sex(file, part.rows, "net", starts, -np.inf, np.inf)[0] for part in parts.parts]
    file.raise_if_any()
    return frame.found(parts, "migration", np.array(tables))


def _one_of(file: CsvFile, *kinds: str) -> str:
    """Which of some columns the file has."""
    for kind in kinds:
        if kind in file.columns:
            return kind
    file.fault("project-column-missing", 1, found=", ".join(file.columns), expected=" / ".join(kinds), nearest="")
    file.raise_if_any()
    return ""


def _shares(path: Path, frame: _Frame) -> _Rates:
    """``measure, zh, en, sex, age, share``: of people of each age; single years or the first year of a group."""
    file = CsvFile(path, ("measure", "sex", "age", "share"))
    measures: dict[str, list[Row]] = {}
    for row in file.rows:
        measures.setdefault(row.cells["measure"], []).append(row)
    made = []
    for code, rows in measures.items():
        table = _steps(file, rows, frame.ages)
        made.append(Share(code, rows[0].cells.get("zh") or code, rows[0].cells.get("en") or code, table))
    file.raise_if_any()
    return _Rates({"shares": tuple(made)}, {})


def _steps(file: CsvFile, rows: Sequence[Row], ages: Ages) -> Floats:
    """(2, ages) shares: each holds from its age up to the next one that is told."""
    table = np.zeros((2, ages.count))
    for sex in range(2):
        told = sorted((_start(row), file.number(row, "share", 0.0, 1.0)) for row in rows if file.sex(row) == sex)
        for start, value in told:
            table[sex, np.array(ages.starts) >= start] = value
    return table


def _by_sex(
    file: CsvFile, all_rows: Sequence[Row], column: str, starts: list[int], low: float, high: float
) -> tuple[Floats, list[list[Row]]]:
    """(2, groups) of one column and the rows behind it; faults are noted, and what they spoil is NaN."""
    by_sex: list[list[Row]] = [[], []]
    for row in all_rows:
        sex = file.sex(row)
        if sex >= 0:
            by_sex[sex].append(row)
    rows = [_in_order(file, some, starts, all_rows[0].line) for some in by_sex]
    table = np.full((2, len(starts)), np.nan)
    for sex, some in enumerate(rows):
        for at, row in enumerate(some[: len(starts)]):
            table[sex, at] = file.number(row, column, low, high)
    return table, rows


def _in_order(file: CsvFile, rows: Sequence[Row], starts: list[int], line: int = 1) -> list[Row]:
    """The rows of the ages wanted, which must be there, in order; the first that is not is told."""
    found = [_start(row) for row in rows]
    for at, start in enumerate(starts):
        if at >= len(found):
            file.fault("project-age-missing", rows[-1].line if rows else line, "age", expected=start)
            return list(rows)
        if found[at] != start:
            label = rows[at].cells.get("age", "")
            file.fault("project-age-out-of-place", rows[at].line, "age", found=label, expected=start)
            return list(rows)
    if len(found) > len(starts):
        row = rows[len(starts)]
        file.fault("project-age-too-many", row.line, "age", found=row.cells.get("age", ""))
    return list(rows)


def _start(row: Row) -> int:
    """The first age that a row's label names; -1 where it names none."""
    return _first(row.cells.get("age", ""))


def _first(label: str) -> int:
    """The first age that a label names; -1 where it names none."""
    digits = "".join(takewhile(str.isdigit, label))
    return int(digits) if digits else -1


def read_levels(path: Path, name: str = "") -> dict[str, dict[str, float]]:
    """Levels by area from ``area, name, value``; the area ``""`` or ``*`` holds for all that say nothing themselves.

    Raises:
        Invalid: a level that is not known, a value that is no number.
    """
    file = CsvFile(path, ("area", "name", "value"), name)
    made: dict[str, dict[str, float]] = {}
    for row in file.rows:
        level = row.cells["name"]
        if level not in LEVELS:
            file.fault("project-name-unknown", row.line, "name", found=level, nearest="", options=", ".join(LEVELS))
            continue
        area = row.cells["area"]
        made.setdefault("" if area == "*" else area, {})[level] = file.number(row, "value")
    file.raise_if_any()
    return made


def read_own(path: Path) -> Own:
    """A scenario of one's own, named like its file.

    Raises:
        Invalid: no column ``year``. Other faults are told when it is used, with their lines.
    """
    file = CsvFile(path, ("year",))
    return Own(path.stem, tuple(row.cells for row in file.rows), file.name, tuple(row.line for row in file.rows))
