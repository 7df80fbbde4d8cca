"""The two tables an area tree is written in: the areas, and what changed when.

``areas.csv`` has one row an area: ``key,code,parent,level,zh,en,from,to,group``. ``changes.csv`` has one row
an event: ``date,kind,old,new,zh,en,parent,source``, where ``old`` and ``new`` are keys separated by spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from huimin.findings import Finding, Place, Severity, nearest

AREA_COLUMNS = ("key", "code", "parent", "level", "zh", "en", "from", "to", "group")
CHANGE_COLUMNS = ("date", "kind", "old", "new", "zh", "en", "parent", "source")
CHANGE_KINDS = ("merge", "split", "rename", "recode", "move")


class AreaRow(NamedTuple):
    """One area as written, with the name and parent of its first day.

    A tuple and not a dataclass, because a nation has 665,000 of them and each is read once.

    Attributes:
        key: what figures and other rows name it by; unique for ever.
        code: its official code, or ``""``. A code may be used again after its area has ended.
        parent: the parent's key, or ``""`` for the root.
        start, end: first and last day of its existence (None: open).
        line, file: where it was written (line 0: nowhere).
        group: the peers it is compared with, where the level alone does not say.
    """

    key: str
    code: str
    parent: str
    level: str
    zh: str
    en: str
    start: date | None
    end: date | None
    line: int = 0
    file: str = ""
    group: str = ""


class ChangeRow(NamedTuple):
    """One event. What is new holds from ``day`` on; what is old held to the day before.

    Attributes:
        kind: ``merge`` (many old, one new), ``split`` (one old, many new, itself perhaps among them),
            ``recode`` (one key gives way to another), ``rename`` and ``move`` (the key stays).
        name_zh, name_en: the new names, for ``rename``.
        parent: the new parent's key, for ``move``.
    """

    day: date
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...] = ()
    name_zh: str = ""
    name_en: str = ""
    parent: str = ""
    source: str = ""
    line: int = 0
    file: str = ""


def read_rows(
    header: Sequence[str], records: Iterable[tuple[int, Sequence[str]]], faults: list[Finding], file: str = ""
) -> Iterator[AreaRow]:
    """Turn the records of ``areas.csv`` (line number, fields) into rows; faults are added to ``faults``.

    The key defaults to the code, and without a code to ``<parent>/<name>``. A row with neither is left out.
    """
    if not _header_is_right(header, AREA_COLUMNS, ("level", "zh", "parent"), faults, file):
        return
    # A column that is not there is read from an empty field put at the end of each record.
    pick = itemgetter(*[header.index(name) if name in header else -1 for name in AREA_COLUMNS])
    days, width = _Days(faults, file), len(header)
    for line, fields in records:
        if not any(fields):
            continue
        padding = [""] * (1 + max(0, width - len(fields)))
        key, code, parent, level, zh, en, start, end, group = map(str.strip, pick([*fields, *padding]))
        key = key or code or (f"{parent}/{zh}" if zh else "")
        if not key:
            faults.append(Finding("area-without-key", Severity.ERROR, Place(file=file, line=line)))
            continue
        yield AreaRow(key, code, parent, level, zh, en, days.read(start, line), days.read(end, line), line, file, group)


def read_changes(
    header: Sequence[str], records: Iterable[tuple[int, Sequence[str]]], faults: list[Finding], file: str = ""
) -> Iterator[ChangeRow]:
    """Turn the records of ``changes.csv`` into events; an event without a day or a known kind is left out."""
    if not _header_is_right(header, CHANGE_COLUMNS, ("date", "kind", "old"), faults, file):
        return
    days = _Days(faults, file)
    for line, fields in records:
        if not any(fields):
            continue
        cell = dict.fromkeys(CHANGE_COLUMNS, "") | {k: v.strip() for k, v in zip(header, fields, strict=False)}
        day = days.read(cell["date"], line)
        if day is None and not cell["date"]:
            faults.append(Finding("change-without-date", Severity.ERROR, Place(file=file, line=line)))
        kind = cell["kind"].casefold()
        if kind not in CHANGE_KINDS:
            facts = {"found": cell["kind"], "options": ", ".join(CHANGE_KINDS)}
            facts["nearest"] = nearest(kind, CHANGE_KINDS) or CHANGE_KINDS[0]
            faults.append(Finding("change-kind-unknown", Severity.ERROR, Place(file=file, line=line), facts))
        elif day is not None:
            old, new = tuple(cell["old"].split()), tuple(cell["new"].split())
            names = cell["zh"], cell["en"], cell["parent"], cell["source"]
            yield ChangeRow(day, kind, old, new, *names, line, file)


def _header_is_right(
    header: Sequence[str], known: Sequence[str], needed: Sequence[str], faults: list[Finding], file: str
) -> bool:
    place = Place(file=file, line=1)
    for name in header:
        if name not in known:
            facts = {"found": name, "nearest": nearest(name, known), "options": ", ".join(known)}
            faults.append(Finding("area-column-unknown", Severity.WARNING, place, facts))
    missing = [name for name in needed if name not in header]
    for name in missing:
        facts = {"found": name, "options": ", ".join(known)}
        faults.append(Finding("area-column-missing", Severity.ERROR, place, facts))
    return not missing


class _Days:
    """Dates as text, each distinct text read once (a nation has many rows and few dates)."""

    def __init__(self, faults: list[Finding], file: str) -> None:
        self._known: dict[str, date | None] = {"": None}
        self._faults, self._file = faults, file

    def read(self, text: str, line: int) -> date | None:
        """The day, or None where the text is empty or is no day (then with a fault)."""
        if text not in self._known:
            try:
                return self._known.setdefault(text, date.fromisoformat(text.replace("/", "-")))
            except ValueError:
                place = Place(file=self._file, line=line)
                self._faults.append(Finding("area-date-unreadable", Severity.ERROR, place, {"found": text}))
                return None
        return self._known[text]
