"""A reader's workbook: pairs side by side with what differs marked, an answer to be chosen for each; and read back.

Everything but the answers is locked against slips of the hand. The workbook holds no record number and nothing of what
the program or anybody else made of a pair.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import fastexcel
import xlsxwriter

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.reconciliation.review.agreement import DIFFERENT, SAME, UNSURE
from huimin.reconciliation.review.marking import Marked
from huimin.tasks.reconcile.review_words import VALUES, line_words, named
from huimin.tasks.reconcile.reviewing import SHOWN, Line
from huimin.tasks.reconcile.round_words import BOOK, READERS, TEAMS

logging.getLogger("fastexcel").setLevel(logging.ERROR)
ROWS = 3
"""Rows of a pair: one record, the other, how they compare."""
_WIDTHS = {"name": 15, "sex": 9, "birth": 13, "weight": 9, "order": 9, "mother": 15, "identity": 22,
           "mother_identity": 22, "area": 24}  # fmt: skip
_MARK = re.compile(r"([0-9a-f]{16}) / ([123]) / ([123])-([123])")
_TOP = 4
_ANSWERS = {"是": SAME, "yes": SAME, "1": SAME, "否": DIFFERENT, "no": DIFFERENT, "2": DIFFERENT, "3": UNSURE,
            **{word.casefold(): value for value, words in VALUES.items() for word in words}}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The pairs of two lists for one reader.

    Attributes:
        lists: numbers of the two lists, counted from 1. names: what they are called.
        pairs: number in this workbook and what is shown; nothing where a pair is known by its number alone.
    """

    lists: tuple[int, int]
    names: tuple[str, str]
    pairs: Sequence[tuple[int, tuple[Line, ...]]]


@dataclass(frozen=True)
class Returned:
    """A workbook that came back.

    Attributes:
        batch, reader: whose it is. answers: by the numbers of the two lists and the pair's number; pairs without an
            answer are left out. findings: cells that cannot be read.
    """

    batch: str
    reader: int
    answers: Mapping[tuple[int, int], Mapping[int, str]]
    findings: tuple[Finding, ...]


def book_bytes(sheets: Sequence[Sheet], batch: str, reader: int, lang: str, simulated: bool = False) -> bytes:
    """The workbook of a reader, a sheet for every two lists.

    Args:
        batch: sixteen hex digits by which a workbook is known when it comes back. reader: 1, 2, or 3 who settles.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    for sheet in sheets:
        _Writing(book, sheet, lang).write(f"{batch} / {reader} / {sheet.lists[0]}-{sheet.lists[1]}", reader, simulated)
    book.close()
    return file.getvalue()


class _Writing:
    """One sheet on its way."""

    def __init__(self, book: Any, sheet: Sheet, lang: str) -> None:
        self.sheet, self.lang, self.words = sheet, lang, BOOK[lang]
        self.page = book.add_worksheet(f"{sheet.lists[0]}-{sheet.lists[1]}")
        told = {line.field for _, lines in sheet.pairs for line in lines}
        self.fields = [field for field in SHOWN if field in told]
        usual = {"num_format": "@", "valign": "vcenter", "text_wrap": True, "font_size": 11}
        self.plain = book.add_format(usual)
        self.soft = book.add_format({**usual, "font_color": "#595959", "font_size": 9, "bottom": 1})
        self.empty = book.add_format({**usual, "font_color": "#767676", "italic": True, "font_size": 9})
        self.small = book.add_format({"font_color": "#595959", "font_size": 9})
        self.marked = book.add_format({"font_color": "#B3261E", "underline": 1, "bold": True, "font_size": 11})
        self.heard = book.add_format({"font_color": "#B3261E", "underline": 1, "font_size": 9})
        self.normal = book.add_format({"font_size": 11})
        self.number = book.add_format({"align": "center", "valign": "vcenter", "bold": True, "bottom": 1})
        self.answer = book.add_format({"locked": False, "bg_color": "#FFF6D6", "border": 1, "align": "center",
                                       "valign": "vcenter", "num_format": "@"})  # fmt: skip
        self.head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True,
                                     "valign": "vcenter", "align": "center"})  # fmt: skip
        self.bold = book.add_format({"bold": True, "font_size": 13})
        self.lead = book.add_format({"text_wrap": True, "valign": "top"})

    @property
    def last(self) -> int:
        """The column of the answers."""
        return 2 + len(self.fields) if self.fields else 1

    def write(self, mark: str, reader: int, simulated: bool) -> None:
        """All of it."""
        words, page = self.words, self.page
        one, other = self.sheet.names
        title = words["title"].format(one=one, other=other)
        page.write_string(0, 0, f"{title} · {(READERS if self.fields else TEAMS)[self.lang][reader]}", self.bold)
        lead = words["private"] if self.fields else words["codes"]
        page.merge_range(1, 0, 1, max(self.last, 5), f"{words['simulated'] if simulated else ''}{lead}", self.lead)
        page.merge_range(2, 0, 2, max(self.last, 5), words["how" if self.fields else "choose"], self.lead)
        page.set_row(1, 32 if self.fields else 76)
        page.set_row(2, 32 if self.fields else 62)
        page.write_string(3, 0, mark, self.small)
        self._heads()
        for at, (number, lines) in enumerate(self.sheet.pairs):
            self._pair(at, number, lines)
        self._frame()

    def _heads(self) -> None:
        heads = [self.words["pair"]]
        if self.fields:
            heads += [self.words["list"], *(named(field, self.lang) for field in self.fields)]
        self.page.set_row(_TOP, 30)
        for column, text in enumerate([*heads, self.words["verdict"]]):
            self.page.write_string(_TOP, column, text, self.head)

    def _pair(self, at: int, number: int, lines: Sequence[Line]) -> None:
        page = self.page
        if not self.fields:
            row = _TOP + 1 + at
            page.write_number(row, 0, number, self.number)
            page.write_blank(row, self.last, None, self.answer)
            return
        row = _TOP + 1 + ROWS * at
        page.merge_range(row, 0, row + ROWS - 1, 0, number, self.number)
        page.merge_range(row, self.last, row + ROWS - 1, self.last, "", self.answer)
        for down, text in enumerate((*self.sheet.names, self.words["compared"])):
            page.write_string(row + down, 1, text, self.soft if down == ROWS - 1 else self.plain)
        page.set_row(row, 31)
        page.set_row(row + 1, 31)
        page.set_row(row + 2, 26)
        told = {line.field: line for line in lines}
        for column, field in enumerate(self.fields, 2):
            self._field(row, column, told.get(field))

    def _field(self, row: int, column: int, line: Line | None) -> None:
        if line is None:
            for down in range(ROWS):
                self.page.write_blank(row + down, column, None, self.soft if down == ROWS - 1 else self.plain)
            return
        for down, (text, read) in enumerate(((line.left, line.read_left), (line.right, line.read_right))):
            self._side(row + down, column, text, read)
        self.page.write_string(row + 2, column, line_words(line, self.lang), self.soft)

    def _side(self, row: int, column: int, text: Marked, read: Marked) -> None:
        """A cell: what was written, and below it how it is read, differing parts marked."""
        if not text:
            self.page.write_string(row, column, self.words["empty"], self.empty)
            return
        parts: list[Any] = []
        for part in text:
            parts += [self.marked if part.differs else self.normal, part.text]
        for at, part in enumerate(read):
            lead = "\n" if not at else " "
            parts += [self.heard if part.differs else self.small, f"{lead}{part.text}"]
        if len(parts) == 2:  # a rich text has two parts at least; a zero-width one is no text to a reader
            parts += [self.normal, "\u200b"]
        self.page.write_rich_string(row, column, *parts, self.plain)

    def _frame(self) -> None:
        """Widths, the list of answers, what stays in sight, the printed page, the lock."""
        page, bottom = self.page, _TOP + max(1, len(self.sheet.pairs) * (ROWS if self.fields else 1))
        page.set_column(0, 0, 8)
        if self.fields:
            page.set_column(1, 1, 16)
            for column, field in enumerate(self.fields, 2):
                page.set_column(column, column, _WIDTHS[field])
        page.set_column(self.last, self.last, 18)
        source = [VALUES[value][self.lang != "zh"] for value in (SAME, DIFFERENT, UNSURE)]
        page.data_validation(_TOP + 1, self.last, bottom, self.last, {"validate": "list", "source": source})
        page.freeze_panes(_TOP + 1, 2 if self.fields else 1)
        page.set_landscape() if self.fields else page.set_portrait()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(_TOP)
        page.set_footer("&C&P / &N")
        page.protect("", {"format_columns": True, "format_rows": True})


def read_book(data: bytes, file: str) -> Returned:
    """Read a workbook that came back.

    Raises:
        Invalid: ``pairs-book-unreadable``.
    """
    answers: dict[tuple[int, int], dict[int, str]] = {}
    whose: set[tuple[str, int]] = set()
    findings: list[Finding] = []
    try:
        reader = fastexcel.read_excel(data)
        pages = {name: _rows(reader, name) for name in reader.sheet_names}
    except (fastexcel.FastExcelError, ValueError):
        raise Invalid([Finding("pairs-book-unreadable", Severity.ERROR, Place(file=file))]) from None
    for name, rows in pages.items():
        found = next((made for row in rows[: _TOP + 1] for cell in row if (made := _MARK.fullmatch(cell))), None)
        if found is None:
            continue
        whose.add((found[1], int(found[2])))
        answers[int(found[3]), int(found[4])] = _answers(rows, Place(file=file, sheet=name), findings)
    if len(whose) != 1:
        raise Invalid([Finding("pairs-book-unreadable", Severity.ERROR, Place(file=file))])
    ((batch, seat),) = whose
    return Returned(batch, seat, answers, tuple(findings))


def _rows(reader: Any, name: str) -> list[list[str]]:
    table = reader.load_sheet(name, header_row=None, dtypes="string").to_arrow()
    columns = [column.to_pylist() for column in table.columns]
    return [[(cell or "").strip() for cell in row] for row in zip(*columns, strict=True)]


def _answers(rows: Sequence[Sequence[str]], place: Place, findings: list[Finding]) -> dict[int, str]:
    verdicts, out = {words["verdict"] for words in BOOK.values()}, dict[int, str]()
    head = next((at for at, row in enumerate(rows) if verdicts & set(row)), None)
    if head is None:
        return out
    column = next(at for at, cell in enumerate(rows[head]) if cell in verdicts)
    for down, row in enumerate(rows[head + 1 :], head + 2):
        number, said = row[0].removesuffix(".0"), row[column].strip().casefold().removesuffix(".0")
        if not number.isdecimal() or not said:
            continue
        if said in _ANSWERS:
            out[int(number)] = _ANSWERS[said]
        else:
            cell = f"{chr(ord('A') + column)}{down}"
            where = Place(file=place.file, sheet=place.sheet, cell=cell)
            findings.append(Finding("pairs-answer-unreadable", Severity.ERROR, where, {"found": row[column][:20]}))
    return out
