"""A population by area, sex and age from a csv file: ``area, sex, age, population`` and, maybe, ``year``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from huimin.adapters.projections.csv_file import CsvFile, Row
from huimin.demography.ages import SEXES_ZH
from huimin.demography.projection import SEXES, Ages
from huimin.findings import Invalid
from huimin.tasks.project import AreaName, People

NameOf = Callable[[str], AreaName]


def read_people(path: Path, year: int | None = None, name_of: NameOf = AreaName, name: str = "") -> People:
    """The people of a file. Without a column ``area`` it is of one area; of several years the latest counts.

    Args:
        year: which year to take, or when the people were counted where the file does not say.
        name_of: the names of an area by what stands in the file.

    Raises:
        Invalid: every cell that cannot be right, with line and column; ages out of order or without an open group;
            areas whose ages differ; no year.
    """
    file = CsvFile(path, ("sex", "age", "population"), name)
    rows, when = _of_year(file, year)
    groups: dict[tuple[str, int], list[tuple[Row, float]]] = {}
    for row in rows:
        sex, count = file.sex(row), file.number(row, "population", low=0.0)
        if sex >= 0:
            groups.setdefault((row.cells.get("area", ""), sex), []).append((row, count))
    file.raise_if_any()
    ages = _ages(file, groups)
    codes = list(dict.fromkeys(code for code, _ in groups))
    counts = np.empty((len(codes), 2, ages.count))
    for at, code in enumerate(codes):
        for sex in range(2):
            counts[at, sex] = [count for _, count in groups[code, sex]]
    return People(tuple(name_of(code or path.stem) for code in codes), when, ages, counts, file.name)


def _of_year(file: CsvFile, year: int | None) -> tuple[list[Row], int]:
    """The rows of the year wanted."""
    if "year" not in file.columns:
        if year is None:
            file.fault("project-year-missing", 1)
            file.raise_if_any()
        return file.rows, int(year or 0)
    years = [file.number(row, "year", 1800, 2300) for row in file.rows]
    file.raise_if_any()
    wanted = max(years) if year is None else year
    chosen = [row for row, one in zip(file.rows, years, strict=True) if one == wanted]
    if not chosen:
        found = ", ".join(str(int(one)) for one in sorted(set(years)))
        file.fault("project-year-not-there", 1, "year", found=found, expected=int(wanted))
        file.raise_if_any()
    return chosen, int(wanted)


def _ages(file: CsvFile, groups: dict[tuple[str, int], list[tuple[Row, float]]]) -> Ages:
    """The age groups, which all areas and both sexes must share."""
    first: Ages | None = None
    for (code, sex), found in groups.items():
        if (code, 1 - sex) not in groups:
            facts = {"name": code, "expected": SEXES[1 - sex], "expected_zh": SEXES_ZH[1 - sex]}
            file.fault("project-sex-missing", found[0][0].line, "sex", **facts)
            continue
        try:
            ages = Ages.read([row.cells.get("age", "") for row, _ in found])
        except Invalid as invalid:
            _place(file, invalid, [row for row, _ in found])
            continue
        if ages.width not in (1, 5):
            file.fault("project-ages-width", found[0][0].line, "age", found=ages.width)
        elif first is not None and ages != first:
            facts = {"name": code, "found": ages.label(ages.count - 1), "expected": first.label(first.count - 1)}
            file.fault("project-ages-differ", found[-1][0].line, "age", **facts)
        first = first or ages
    file.raise_if_any()
    assert first is not None
    return first


def _place(file: CsvFile, invalid: Invalid, rows: list[Row]) -> None:
    """The library's findings, each at the line of the age it names. Only the first that is out of place is told: what
    follows it is out of place for the same reason.
    """
    lines = {row.cells.get("age", ""): row.line for row in reversed(rows)}
    told = [one for one in invalid.findings if one.code == "projection-ages-order"]
    where = sorted(told, key=lambda one: lines.get(str(one.facts.get("found")), 0))[:1]
    for one in [*where, *(one for one in invalid.findings if one not in told)]:
        line = lines.get(str(one.facts.get("found")), rows[-1].line if rows else 1)
        file.put([one], rows[-1].line if one.code == "projection-ages-not-open" else line)
