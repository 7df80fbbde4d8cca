"""Assumptions from csv files: rates by age, levels by area, shares, scenarios of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.projections.csv_file import CsvFile, Row
from huimin.demography.projection import SEXES, Ages, check_pattern, survival_from_mx
from huimin.findings import Finding, Invalid
from huimin.tasks.project import LEVELS, Given, Own, Share

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RateFiles:
    """Where the rates by age are; None where there is no file."""

    fertility: Path | None = None
    mortality: Path | None = None
    migration: Path | None = None
    shares: Path | None = None


def read_rates(files: RateFiles, ages: Ages) -> Given:
    """All rates by age, for the groups of the people.

    Raises:
        Invalid: every fault of every file.
    """
    found: dict[str, object] = {}
    faults: list[Finding] = []
    readers: tuple[tuple[Path | None, Callable[[Path, Ages], dict[str, object]]], ...] = (
        (files.fertility, _fertility), (files.mortality, _mortality), (files.migration, _migration),
        (files.shares, _shares),
    )  # fmt: skip
    for path, read in readers:
        if path is None:
            continue
        try:
            found |= read(path, ages)
        except Invalid as invalid:
            faults += invalid.findings
    if faults:
        raise Invalid(faults)
    return Given(**found)  # type: ignore[arg-type]


def _fertility(path: Path, ages: Ages) -> dict[str, object]:
    """``age, rate`` (births per woman and year) or ``age, percent`` (of the total fertility rate)."""
    file = CsvFile(path, ("age",))
    kind = "rate" if "rate" in file.columns else "percent"
    if kind not in file.columns:
        file.fault("project-column-missing", 1, found=", ".join(file.columns), expected="rate / percent", nearest="")
        file.raise_if_any()
    wanted = [start for start in ages.starts if 15 <= start < 50]
    rows = _in_order(file, file.rows, wanted)
    values = np.array([file.number(row, kind, low=0.0, high=1.0 if kind == "rate" else 100.0) for row in rows])
    file.raise_if_any()
    if kind == "rate":
        total = float(values.sum() * ages.width)
        return {"pattern": 100.0 * values / values.sum() if total else values, "tfr": total}
    try:
        check_pattern(values)
    except Invalid as invalid:
        file.put(invalid.findings, rows[-1].line, kind)
        file.raise_if_any()
    return {"pattern": values}


def _mortality(path: Path, ages: Ages) -> dict[str, object]:
    """``sex, age, mx`` (deaths per person and year) or ``sex, age, survival`` (share that lives on into the group)."""
    file = CsvFile(path, ("sex", "age"))
    kind = "mx" if "mx" in file.columns else "survival"
    if kind not in file.columns:
        file.fault("project-column-missing", 1, found=", ".join(file.columns), expected="mx / survival", nearest="")
        file.raise_if_any()
    apart = kind == "mx" and ages.width == 5 and any(row.cells.get("age", "").startswith("1-") for row in file.rows)
    starts = [0, 1, *ages.starts[1:]] if apart else list(ages.starts)
    table, rows = _by_sex(file, kind, starts, 0.0, 1.0 if kind == "survival" else np.inf)
    if kind == "survival":
        return {"survival": table}
    try:
        survival_from_mx(table, ages)
    except Invalid as invalid:
        for one in invalid.findings:
            mine = rows[SEXES.index(str(one.facts.get("sex", SEXES[0])))]
            start = _first(str(one.facts.get("age", "")))
            file.put([one], next((row.line for row in mine if _start(row) == start), mine[0].line), kind)
        file.raise_if_any()
    return {"mx": table}


def _migration(path: Path, ages: Ages) -> dict[str, object]:
    """``sex, age, net``: net migrants a year."""
    file = CsvFile(path, ("sex", "age", "net"))
    return {"migration": _by_sex(file, "net", list(ages.starts), -np.inf, np.inf)[0]}


def _shares(path: Path, ages: Ages) -> dict[str, object]:
    """``measure, zh, en, sex, age, share``: of people of each age; single years or the first year of a group."""
    file = CsvFile(path, ("measure", "sex", "age", "share"))
    measures: dict[str, list[Row]] = {}
    for row in file.rows:
        measures.setdefault(row.cells["measure"], []).append(row)
    made = []
    for code, rows in measures.items():
        table = _steps(file, rows, ages)
        made.append(Share(code, rows[0].cells.get("zh") or code, rows[0].cells.get("en") or code, table))
    file.raise_if_any()
    return {"shares": tuple(made)}


def _steps(file: CsvFile, rows: Sequence[Row], ages: Ages) -> Floats:
    """(2, ages) shares: each holds from its age up to the next one that is told."""
    table = np.zeros((2, ages.count))
    for sex in range(2):
        told = sorted((_start(row), file.number(row, "share", 0.0, 1.0)) for row in rows if file.sex(row) == sex)
        for start, value in told:
            table[sex, np.array(ages.starts) >= start] = value
    return table


def _by_sex(file: CsvFile, column: str, starts: list[int], low: float, high: float) -> tuple[Floats, list[list[Row]]]:
    """(2, groups) of one column and the rows behind it."""
    by_sex: list[list[Row]] = [[], []]
    for row in file.rows:
        sex = file.sex(row)
        if sex >= 0:
            by_sex[sex].append(row)
    rows = [_in_order(file, some, starts) for some in by_sex]
    values = [[file.number(row, column, low, high) for row in some] for some in rows]
    file.raise_if_any()
    return np.array(values), rows


def _in_order(file: CsvFile, rows: Sequence[Row], starts: list[int]) -> list[Row]:
    """The rows of the ages wanted, which must be there, in order."""
    found = [_start(row) for row in rows]
    for at, start in enumerate(starts):
        if at >= len(found):
            file.fault("project-age-missing", rows[-1].line if rows else 1, "age", expected=start)
            break
        if found[at] != start:
            file.fault(
                "project-age-out-of-place", rows[at].line, "age", found=rows[at].cells.get("age", ""), expected=start
            )
            break
    if len(found) > len(starts) and not file.faults:
        file.fault("project-age-too-many", rows[len(starts)].line, "age", found=rows[len(starts)].cells.get("age", ""))
    file.raise_if_any()
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
