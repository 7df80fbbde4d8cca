"""A workspace's own days: ``calendar.csv`` with the columns ``day``, ``working`` and ``note``.

For local holidays (a day of an autonomous region), days of storm and snow, and a year that the State Council announced
after the library was made. What stands there counts before everything else.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from huimin.findings import Finding, Place, Severity
from huimin.workflow.days import WorkingDays

FILE = "calendar.csv"
COLUMNS = ("day", "working", "note")
SIZE_LIMIT = 1_000_000
YES = frozenset({"yes", "y", "true", "1", "是", "班", "上班"})
NO = frozenset({"no", "n", "false", "0", "否", "休", "放假"})


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day of the office's own: whether it is worked, and why."""

    day: date
    working: bool
    note: str = ""


@dataclass(frozen=True)
class WithOwnDays:
    """Another calendar with an office's own days laid over it.

    Attributes:
        below: the calendar for all other days.
        own: by day.
        findings: what was wrong with the file; faulty rows are not among ``own``.
    """

    below: WorkingDays
    own: Mapping[date, OwnDay] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day."""
        found = self.own.get(day)
        return self.below.is_working_day(day) if found is None else found.working

    def known(self, day: date) -> bool:
        """Whether that is known: from the own file, or the calendar below it."""
        return day in self.own or self.below.known(day)


def read_own_days(path: Path) -> tuple[dict[date, OwnDay], tuple[Finding, ...]]:
    """The days of a file and what is wrong with it: rows that cannot be read are told, the others count.

    UTF-8 (with or without a mark at its start) or GB18030. A file that is not there holds no days.
    """
    if not path.is_file():
        return {}, ()
    text = _text(path)
    if text is None:
        return {}, (_fault("calendar-unreadable", 0),)
    rows = csv.DictReader(StringIO(text), skipinitialspace=True)
    missing = [name for name in COLUMNS[:2] if name not in [(one or "").strip() for one in rows.fieldnames or ()]]
    if missing:
        return {}, (_fault("calendar-column-missing", 1, found=", ".join(missing), options=", ".join(COLUMNS)),)
    rows.fieldnames = [(one or "").strip() for one in rows.fieldnames or ()]
    return _read(rows)


def _text(path: Path) -> str | None:
    try:
        data = path.read_bytes() if path.stat().st_size <= SIZE_LIMIT else b"\xff"
    except OSError:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read(rows: csv.DictReader[str]) -> tuple[dict[date, OwnDay], tuple[Finding, ...]]:
    own: dict[date, OwnDay] = {}
    lines: dict[date, int] = {}
    faults: list[Finding] = []
    for row in rows:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        day, line = _day(cells["day"]), rows.line_num
        said = cells["working"].casefold()
        if day is None:
            faults.append(_fault("calendar-day-unreadable", line, found=cells["day"]))
        elif said not in YES | NO:
            faults.append(_fault("calendar-working-unreadable", line, found=cells["working"], day=day.isoformat()))
        elif day in own:
            faults.append(_fault("calendar-day-twice", line, day=day.isoformat(), first=lines[day]))
        else:
            own[day], lines[day] = OwnDay(day, said in YES, cells["note"]), line
    return own, tuple(faults)


def _day(text: str) -> date | None:
    """``2026-02-14``, as well as ``2026/2/14``, which spreadsheets make of it."""
    parts: Sequence[str] = text.replace("/", "-").split("-")
    try:
        return date(*(int(part) for part in parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def _fault(code: str, line: int, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, Place(file=FILE, line=line), facts)
