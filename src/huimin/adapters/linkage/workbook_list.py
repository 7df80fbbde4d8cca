"""A list in a workbook (xlsx, xlsm, xlsb, xls): its sheets, its headings, its cells as texts.

Before a library sees a zip archive it is unpacked here piece by piece to see how large it truly is.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.reconciliation.headings import SEARCHED, Headings, find_headings

MOST_UNPACKED = 1 << 30
"""Bytes of a workbook unpacked: a million records of a dozen columns."""
FULL = (65_536, 1_048_576)
"""Rows that a sheet can have, before 2007 and since."""
_PIECE = 1 << 20
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_ERRORS = (fastexcel.FastExcelError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError)

# fastexcel logs a line for every column whose cells are of several sorts, and would name what is in it.
logging.getLogger("fastexcel").setLevel(logging.CRITICAL)


@dataclass(frozen=True, eq=False)
class Book:
    """A list read from a workbook.

    Attributes:
        header: its headings. table: texts, a row a record, columns by number. lines: the row of the sheet of each.
        line: the row where records begin. notes: what a reader should know.
    """

    header: tuple[str, ...]
    table: pa.Table = field(repr=False)
    lines: NDArray[np.int64]
    line: int
    notes: tuple[Finding, ...]

    def first(self, count: int) -> tuple[tuple[str, ...], ...]:
        """The first records."""
        return tuple(zip(*(column.to_pylist() for column in self.table.slice(0, count).columns), strict=True))


@dataclass(frozen=True, eq=False)
class _Sheet:
    """One sheet: its headings (None: none were found), how many of them are known, all its lines."""

    name: str
    headings: Headings | None
    known: int
    table: pa.Table = field(repr=False)

    @property
    def records(self) -> int:
        return self.table.num_rows - (self.headings.before if self.headings else 0)


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as a workbook may: as a zip archive, or as an Office file of before 2007."""
    return data.startswith((_ZIP, _OLE))


def read_book(data: bytes, file: str, known: Callable[[str], bool]) -> Book:
    """Read the list of a workbook: the sheet with the most known headings, and others with the same headings.

    Raises:
        Invalid: ``reconcile-workbook-locked``, ``reconcile-workbook-large``, ``reconcile-workbook-unreadable``,
            ``reconcile-list-other-format``, ``reconcile-list-empty``, ``reconcile-no-headings``.
    """
    merged = _checked(data, file)
    try:
        book = fastexcel.read_excel(data)
        sheets = [_sheet(book, name, known) for name in book.sheet_names]
    except _ERRORS:
        raise _refused("reconcile-workbook-unreadable", file) from None
    filled = [one for one in sheets if one.records > 0]
    if not filled:
        raise _refused("reconcile-list-empty", file)
    main = max(filled, key=lambda one: (one.known, one.records))
    if main.headings is None:
        raise _refused("reconcile-no-headings", file)
    same = [one for one in filled if one.headings is not None and one.headings.names == main.headings.names]
    notes = list(_remarks(filled, same, file))
    below = sum(last > first >= main.headings.before + 1 for first, last in merged)
    if below:
        notes.append(Finding("reconcile-merged-cells", Severity.WARNING, Place(file=file), {"count": below}))
    starts = [one.headings.before for one in same if one.headings]
    table = pa.concat_tables([one.table.slice(start) for one, start in zip(same, starts, strict=True)])
    lines = np.concatenate([np.arange(start, one.table.num_rows) + 1
                            for one, start in zip(same, starts, strict=True)])  # fmt: skip
    return Book(main.headings.names, table, lines, main.headings.before + 1, tuple(notes))


def _sheet(book: fastexcel.ExcelReader, name: str, known: Callable[[str], bool]) -> _Sheet:
    found = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", skip_whitespace_tail_rows=True)
    texts = pa.Table.from_batches([found.to_arrow()])
    columns = [pc.fill_null(column, "") for column in texts.columns]
    table = pa.table(columns, [str(at) for at in range(len(columns))])
    first = [list(row.values()) for row in table.slice(0, 3 * SEARCHED).to_pylist()]
    headings = find_headings(first, known) if first else None
    return _Sheet(name, headings, sum(known(one) for one in headings.names) if headings else 0, table)


def _remarks(filled: Sequence[_Sheet], same: Sequence[_Sheet], file: str) -> list[Finding]:
    """What a reader should know of the sheets."""
    at, notes = Place(file=file), []
    left = [one for one in filled if one not in same]
    if above := same[0].headings.above if same[0].headings else 0:
        notes.append(Finding("reconcile-lines-above", Severity.NOTE, at, {"count": above}))
    if len(same) > 1:
        facts: dict[str, Fact] = {"found": _names(same), "count": len(same)}
        notes.append(Finding("reconcile-sheets-joined", Severity.NOTE, at, facts))
    if left:
        facts = {"found": _names(left), "used": _names(same)}
        notes.append(Finding("reconcile-sheets-left-out", Severity.WARNING, at, facts))
    if any(one.table.num_rows in FULL for one in same):
        notes.append(Finding("reconcile-sheet-full", Severity.WARNING, at, {"count": max(FULL)}))
    return notes


def _names(sheets: Sequence[_Sheet]) -> str:
    return "、".join(one.name for one in sheets)


def _checked(data: bytes, file: str) -> list[tuple[int, int]]:
    """First and last rows of merged cells of a new workbook, unpacked within bounds; an old one is looked at only for
    a password.
    """
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise _refused("reconcile-workbook-locked", file)
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(one.filename.lower().startswith("xl/workbook") for one in parts):
                raise _refused("reconcile-list-other-format", file, found="zip")
            if any(one.flag_bits & 1 for one in parts):
                raise _refused("reconcile-workbook-locked", file)
            return _unpacked(archive, parts, file)
    except _ERRORS:
        raise _refused("reconcile-workbook-unreadable", file) from None


def _unpacked(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo], file: str) -> list[tuple[int, int]]:
    size, merged = 0, list[tuple[int, int]]()
    for part in parts:
        with archive.open(part) as stream:
            tail = b""
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > MOST_UNPACKED:
                    raise _refused("reconcile-workbook-large", file, limit=MOST_UNPACKED >> 20)
                if part.filename.startswith("xl/worksheets/"):
                    near = tail + piece
                    merged += [(int(first), int(last)) for first, last in _MERGED.findall(near)]
                    tail = near[near.rfind(b"<") :]
    return merged


def _refused(code: str, file: str, **facts: Fact) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, Place(file=file), facts)])
