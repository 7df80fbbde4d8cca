"""Completeness of registration: lists from a csv file of one of three shapes, and the answer into a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from huimin.adapters.projections.csv_file import CsvFile, Row
from huimin.assessment.adjustment_rows import COLUMNS
from huimin.demography.registration import Histories, patterns
from huimin.demography.registration.histories import MOST_LISTS, default_names
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.registration import Counted, Estimated, corrected_factors, registration_record, registration_rows
from huimin.wiring.common import csv_text, whole

ENDINGS = (".csv", ".json")
ALIASES = {
    "area": ("area", "地区", "数据集", "dataset"),
    "first": ("first", "名单一", "甲", "登记"), "second": ("second", "名单二", "乙", "核对"),
    "both": ("both", "重合", "两份都有"), "history": ("history", "轨迹", "所在名单"), "count": ("count", "人数"),
}  # fmt: skip
"""What the columns may be called."""
MARKS = {"1": "1", "0": "0", "yes": "1", "no": "0", "是": "1", "否": "0", "√": "1", "×": "0"}


def read_lists(path: Path, names: Sequence[str] = (), area: str = "") -> Counted:
    """The lists of a file: sizes of two lists, counts by history, or a row a person.

    Args:
        names: of the lists, where the file has none. area: only the rows of this area.

    Raises:
        Invalid: every row that cannot be right, with line and column. A column that is neither a list nor the area is
            refused: nobody's name is wanted here.
    """
    file = CsvFile(path, ())
    found = {name: next((one for one in others if one in file.columns), "") for name, others in ALIASES.items()}
    rows = _of_area(file, found["area"], area)
    if found["first"] and found["second"] and found["both"]:
        made = _pairs(file, rows, found, names)
    elif found["history"] and found["count"]:
        made = _histories(file, rows, found, names)
    else:
        made = _people(file, rows, found["area"])
    file.raise_if_any()
    return made


def _of_area(file: CsvFile, column: str, area: str) -> list[Row]:
    if not area:
        return file.rows
    rows = [row for row in file.rows if row.cells.get(column, "") == area]
    if not rows:
        file.fault("registration-area-missing", 1, column, found=area)
        file.raise_if_any()
    return rows


def _name(row: Row, column: str, file: CsvFile) -> str:
    return row.cells.get(column, "") if column else Path(file.name).stem


def _number(file: CsvFile, row: Row, column: str) -> float:
    """A count; NaN where the cell is empty."""
    return file.number(row, column, low=0.0) if row.cells.get(column, "") else float("nan")


def _pairs(file: CsvFile, rows: Sequence[Row], found: dict[str, str], names: Sequence[str]) -> Counted:
    areas, counts = [], []
    for row in rows:
        areas.append(_name(row, found["area"], file))
        counts.append([_number(file, row, found[one]) for one in ("first", "second", "both")])
        first, second, both = counts[-1]
        if both > min(first, second):
            shorter = min(first, second)
            file.fault("registration-more-matches", row.line, found["both"], item=found["both"], found=both,
                       expected=shorter, count=1)  # fmt: skip
    for area, often in Counter(areas).items():
        if often > 1:
            file.fault("registration-area-twice", 1, found["area"], found=area)
    file.raise_if_any()
    first_list, second_list, overlap = np.array(counts).T
    named = tuple(names) or (found["first"], found["second"])
    return Counted(tuple(areas), Histories.of_pair(first_list, second_list, overlap, named), file.name)


def _histories(file: CsvFile, rows: Sequence[Row], found: dict[str, str], names: Sequence[str]) -> Counted:
    lists = max(len(row.cells.get(found["history"], "")) for row in rows)
    places: dict[str, dict[str, float]] = {}
    for row in rows:
        history = row.cells.get(found["history"], "")
        if len(history) != lists or set(history) - {"0", "1"} or "1" not in history:
            file.fault("registration-history-unreadable", row.line, found["history"], found=history, expected=lists)
            continue
        place = places.setdefault(_name(row, found["area"], file), {})
        place[history] = place.get(history, 0.0) + _number(file, row, found["count"])
    file.raise_if_any()
    return _counted(file, places, names or default_names(lists))


def _people(file: CsvFile, rows: Sequence[Row], area: str) -> Counted:
    """A row a person and a column a list."""
    lists = [column for column in file.columns if column != area]
    odd = [one for one in lists if not any(row.cells.get(one, "").lower() in MARKS for row in rows)]
    for one in odd:
        file.fault("registration-column-odd", 1, one, found=one)
    file.raise_if_any()
    if len(lists) < 2:
        file.fault("registration-columns", 1, found=", ".join(file.columns))
        file.raise_if_any()
    places: dict[str, dict[str, float]] = {}
    for row in rows:
        marks = [MARKS.get(row.cells.get(one, "").lower(), "") for one in lists]
        for one, mark in zip(lists, marks, strict=True):
            if not mark:
                file.fault("registration-cell", row.line, one, found=row.cells.get(one, ""))
        history = "".join(marks)
        place = places.setdefault(_name(row, area, file), {})
        if "1" in history:
            place[history] = place.get(history, 0.0) + 1
    file.raise_if_any()
    return _counted(file, places, lists)


def _counted(file: CsvFile, places: dict[str, dict[str, float]], names: Sequence[str]) -> Counted:
    every = patterns(len(names)) if len(names) <= MOST_LISTS else ("1",)
    counts = np.array([[place.get(one, 0.0) for one in every] for place in places.values()])
    return Counted(tuple(places), Histories(tuple(names), counts), file.name)


def write_registration(found: Estimated, target: Path, lang: str) -> int:
    """Write the rows (csv) or everything (json); how many rows. The file is put in place whole.

    Raises:
        Invalid: ``format-unknown``.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        facts = {"found": ending or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])
    rows = list(registration_rows(found))
    record = registration_record(found, lang)
    _put(target, _table(rows) if ending == ".csv" else json.dumps(record, ensure_ascii=False, indent=2))
    return len(rows)


def write_factors(found: Estimated, element: str, period: Period, target: Path) -> int:
    """Write the factors that a person may adopt as csv, in the columns of ``adjustments/``; how many there are.

    The file is a proposal: it is read from ``adjustments/`` only where somebody has signed each row and put it there.
    """
    rows = list(corrected_factors(found, element, period))
    _put(target, _table(rows) if rows else ",".join(COLUMNS) + "\n")
    return len(rows)


def _put(target: Path, text: str) -> None:
    """Write a file that is there whole or not at all; csv with the mark by which spreadsheets know UTF-8."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as beside:
        beside.write_text(text, encoding="utf-8-sig" if target.suffix.lower() == ".csv" else "utf-8", newline="")


def _table(rows: Sequence[dict[str, Any]]) -> str:
    return csv_text(list(rows[0]), ([row[one] for one in rows[0]] for row in rows))
