"""A list as a table of texts: csv in any usual encoding, or a workbook; headings found, memory bounded by the size."""

from __future__ import annotations

import csv as plain_csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from huimin.adapters.linkage.encodings import text_of
from huimin.adapters.linkage.workbook_list import Book, is_workbook, read_book
from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.reconciliation.headings import find_headings
from huimin.reconciliation.mapping import is_heading

SIZE_LIMIT = 4 << 30
MOST_COLUMNS = 200
LONGEST_RECORD = 20
"""Lines of the file that one record may take; more are a quotation mark that was never closed."""
MOST_IN_TOTALS = 3
"""Cells that a line of totals or signatures fills at most, of those that a comparison wants."""
_NO_RECORD = r"^\s*(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|填表|制表|审核|负责人|备注[:：]|注[:：])"
_DELIMITERS = ",\t;|"
_BEGINNING, _SAMPLED = 1 << 16, 40
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$")


@dataclass(frozen=True, eq=False)
class Opened:
    """A list whose headings have been found.

    Attributes:
        file: what findings call it. header: the headings, one a column. first: some of the first records.
        line: the line of the file, or row of the sheet, where records begin. notes: what a reader should know.
        text, start, delimiter: of a csv: UTF-8, and where in it records begin. book: of a workbook.
    """

    file: str
    header: tuple[str, ...]
    first: tuple[tuple[str, ...], ...] = field(repr=False)
    line: int
    notes: tuple[Finding, ...]
    text: bytes = field(default=b"", repr=False)
    start: int = 0
    delimiter: str = ","
    book: Book | None = field(default=None, repr=False)


@dataclass(frozen=True, eq=False)
class Listed:
    """The wanted columns of a list as texts; the line of the file of each record; what a reader should know."""

    table: pa.Table = field(repr=False)
    lines: NDArray[np.int64]
    notes: tuple[Finding, ...]


def open_list(data: bytes, file: str, told: Iterable[str] = (), whole: bool = True) -> Opened:
    """Find out what a list is and where its headings stand.

    Args:
        told: headings that a mapping names. whole: false where ``data`` is the beginning of a csv.

    Raises:
        Invalid: ``reconcile-list-empty``, ``reconcile-list-large``, ``reconcile-list-other-format``,
            ``reconcile-encoding-unknown``, ``reconcile-encoding-mixed``, ``reconcile-no-headings``,
            ``reconcile-columns-many``, ``reconcile-one-column``, and those of workbooks.
    """
    if not data[:_BEGINNING].strip() and not data.strip():
        raise _refused("reconcile-list-empty", file)
    if len(data) > SIZE_LIMIT:
        raise _refused("reconcile-list-large", file, found=len(data) >> 20, limit=SIZE_LIMIT >> 20)
    named = set(told)

    def known(heading: str) -> bool:
        return heading in named or is_heading(heading)

    if not is_workbook(data):
        return _open_csv(data, file, known, whole)
    book = read_book(data, file, known)
    _bounded(book.header, file)
    return Opened(file, book.header, book.first(_SAMPLED), book.line, book.notes, book=book)


def read_list(opened: Opened, columns: Sequence[str]) -> Listed:
    """The wanted columns. Lines with too many or too few cells are left out, and those that hold no record: totals,
    signatures, headings printed again.

    Raises:
        Invalid: ``reconcile-list-empty``, ``reconcile-quote-open``, ``reconcile-list-unreadable``.
    """
    book, at = opened.book, Place(file=opened.file)
    notes = list(opened.notes)
    if book is not None:
        table = book.table.select([opened.header.index(one) for one in columns]).rename_columns(list(columns))
        lines = book.lines
    else:
        table, lines, bad = _read_csv(opened, columns)
        notes += [Finding("reconcile-lines-skipped", Severity.WARNING, at, {"count": bad})] if bad else []
    kept = _records(table)
    if lost := int(len(kept) - kept.sum()):
        table, lines = table.filter(pa.array(kept)), lines[kept]
        notes.append(Finding("reconcile-no-record", Severity.NOTE, at, {"count": lost}))
    if not table.num_rows:
        raise _refused("reconcile-list-empty", opened.file)
    return Listed(table, lines, tuple(notes))


def _records(table: pa.Table) -> NDArray[np.bool_]:
    """Which lines are records: something stands in two of the wanted columns, and none repeats its heading, begins a
    total or is a signature.
    """
    filled, other = np.zeros(table.num_rows, np.int64), np.zeros(table.num_rows, bool)
    for name, column in zip(table.column_names, table.columns, strict=True):
        filled += pc.not_equal(pc.utf8_trim_whitespace(column), "").to_numpy()
        other |= pc.equal(column, name).to_numpy()
    few = np.flatnonzero(filled <= MOST_IN_TOTALS)
    for column in table.take(pa.array(few)).columns:
        other[few] |= pc.match_substring_regex(column, _NO_RECORD).to_numpy()
    return np.asarray((filled >= min(2, table.num_columns)) & ~other)


# --- csv


def _open_csv(data: bytes, file: str, known: Callable[[str], bool], whole: bool) -> Opened:
    text, start = text_of(data, file, whole)
    beginning = _LINE.findall(text[start : start + _BEGINNING].decode("utf-8", errors="ignore"))
    if start + _BEGINNING < len(text) and len(beginning) > 1:
        beginning.pop()  # it may be cut
    tried = {one: list(_rows(beginning, one))[:_SAMPLED] for one in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda one: _fitness([row for row, _ in tried[one]], known))
    rows = tried[delimiter]
    if max((len(row) for row, _ in rows), default=0) < 2:
        raise _refused("reconcile-one-column", file)
    found = find_headings([row for row, _ in rows], known)
    if found is None:
        raise _refused("reconcile-no-headings", file)
    records = tuple(tuple(row) for row, _ in rows[found.before :])
    header = _as_wide(found.names, records)
    _bounded(header, file)
    taken = rows[found.before - 1][1]
    above = (Finding("reconcile-lines-above", Severity.NOTE, Place(file=file), {"count": found.above}),)
    begins = start + len("".join(beginning[:taken]).encode())
    return Opened(file, header, records, taken + 1, above if found.above else (), text, begins, delimiter)


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """The rows that are not blank, each with the number of its last line, from 1."""
    reader = plain_csv.reader(lines, delimiter=delimiter)
    for row in reader:
        if row:
            yield row, reader.line_num


def _fitness(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> tuple[int, int]:
    """How well a delimiter fits: known headings, then the usual width."""
    found = find_headings(rows, known) if rows else None
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    return sum(known(one) for one in found.names) if found else 0, width


def _as_wide(names: tuple[str, ...], records: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The headings as wide as the records: spreadsheets write more commas below the headings, or fewer."""
    width = Counter(len(row) for row in records).most_common(1)[0][0] if records else len(names)
    bare = max((at + 1 for at, name in enumerate(names) if name), default=0)
    return (*names, *[""] * (width - len(names))) if width > bare else names[: max(width, bare)]


def _read_csv(opened: Opened, columns: Sequence[str]) -> tuple[pa.Table, NDArray[np.int64], int]:
    """The wanted columns, the line of each record, and how many lines were of another width."""
    wrong: list[int] = []

    def skip(row: csv.InvalidRow) -> str:
        wrong.append(row.text.count("\n") + 1)
        return "skip"

    names = [str(at) for at in range(len(opened.header))]
    places = [names[opened.header.index(one)] for one in columns]
    quoted = opened.text.find(b'"', opened.start) >= 0
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(opened.text).slice(opened.start)),
            read_options=csv.ReadOptions(column_names=names, block_size=16 << 20),
            parse_options=csv.ParseOptions(delimiter=opened.delimiter, invalid_row_handler=skip,
                                           newlines_in_values=quoted),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(places, pa.string()),
                                               strings_can_be_null=False, include_columns=places),
        )  # fmt: skip
    except pa.ArrowInvalid as problem:
        # What the library says of a line may quote it.
        code = "reconcile-list-empty" if "Empty CSV" in str(problem) else "reconcile-list-unreadable"
        raise _refused(code, opened.file) from None
    lines = _line_numbers(opened, table.num_rows, wrong)
    return table.rename_columns(list(columns)), lines, sum(wrong)


def _line_numbers(opened: Opened, records: int, wrong: Sequence[int]) -> NDArray[np.int64]:
    """The line of the file where each record begins.

    Raises:
        Invalid: ``reconcile-quote-open``: a record takes more lines than any can, or several and is of another width.
    """
    plain = opened.line + np.arange(records)
    if not wrong and _line_count(opened) == records:
        return plain
    found, line, last = [], 0, 0
    try:
        for row, line in _rows(_lines(opened), opened.delimiter):
            inside = sum(cell.count("\n") for cell in row)
            first, last = max(last + 1, line - inside), line
            good = len(row) == len(opened.header)
            if inside >= LONGEST_RECORD or (inside and not good):
                raise _open_quote(opened, first)
            if good:
                found.append(opened.line + first - 1)
    except plain_csv.Error:  # a cell longer than any can be
        raise _open_quote(opened, line + 1) from None
    return np.array(found) if len(found) == records else plain


def _open_quote(opened: Opened, line: int) -> Invalid:
    return _refused("reconcile-quote-open", opened.file, line=opened.line + line - 1)


def _end(opened: Opened) -> bytes:
    """What ends a line; old machines write a carriage return alone."""
    return b"\n" if opened.text.find(b"\n", opened.start) >= 0 else b"\r"


def _line_count(opened: Opened) -> int:
    end = _end(opened)
    return opened.text.count(end, opened.start) + (not opened.text.endswith(end))


def _lines(opened: Opened) -> Iterator[str]:
    """The lines of the records, one by one."""
    at, end = opened.start, _end(opened)
    while at < len(opened.text):
        till = opened.text.find(end, at) + 1 or len(opened.text)
        yield opened.text[at:till].decode("utf-8").replace("\r\n", "\n")
        at = till


def _bounded(header: Sequence[str], file: str) -> None:
    if len(header) > MOST_COLUMNS:
        raise _refused("reconcile-columns-many", file, found=len(header), most=MOST_COLUMNS)


def _refused(code: str, file: str, **facts: Fact) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, Place(file=file), facts)])
