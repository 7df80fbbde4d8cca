"""The tables of a document as a workbook, a sheet each: for whoever wants to go on calculating."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from huimin.adapters.documents.file_names import sheet_names
from huimin.writing.blocks import Document, Table

_NUMBER = re.compile(r"[+−-]?[\d,]+(\.\d+)?(%|‰)?")
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDEST = 60
_HEAD = 31  # points: headings of two lines
_A4 = 9


def write_tables_book(document: Document) -> bytes:
    """The workbook of a document's tables; one sheet with its title where it has none.

    Numbers are numbers (85.30% is 0.853, shown so); what is a mark or a text stays a text. The same document gives the
    same bytes.
    """
    file = io.BytesIO()
    # Texts that begin with "=" stay texts, as do addresses: what offices write is never run.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": document.title, "subject": document.subject, "created": _CREATED})
    formats = _Formats(book)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    names = sheet_names([table.title for table in tables] or [document.title])
    for name, table in zip(names, tables, strict=False):
        _sheet(book.add_worksheet(name), table, document, formats)
    if not tables:
        book.add_worksheet(names[0]).write_string(0, 0, document.title, formats.title)
    book.close()
    return file.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 13})
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self.heads = {False: book.add_format(head), True: book.add_format({**head, "align": "right"})}
        self.note = book.add_format({"font_color": "#55616d"})
        self._numbers: dict[tuple[str, bool], Any] = {}

    def text(self, right: bool, strong: bool) -> Any:
        """A format for texts; ``right`` where they stand in for numbers, as an interval does."""
        if not right:
            return self.number("@", strong)
        if ("right", strong) not in self._numbers:
            plain = {"num_format": "@", "bold": strong, "align": "right"}
            self._numbers["right", strong] = self.book.add_format(plain)
        return self._numbers["right", strong]

    def number(self, code: str, strong: bool) -> Any:
        """A format for numbers shown by this code."""
        if (code, strong) not in self._numbers:
            self._numbers[code, strong] = self.book.add_format({"num_format": code, "bold": strong})
        return self._numbers[code, strong]


def _sheet(sheet: Any, table: Table, document: Document, formats: _Formats) -> None:
    mark = ("模拟数据" if document.lang == "zh" else "simulated data") if document.simulated else ""
    sheet.write_string(0, 0, " · ".join(filter(None, (table.title, document.title, mark))), formats.title)
    for column, head in enumerate(table.columns):
        sheet.write_string(2, column, head.name, formats.heads[head.numeric])
        longest = max((len(row[column]) for row in table.rows), default=4)
        wide = 1 if document.lang == "en" else 2
        sheet.set_column(column, column, min(_WIDEST, max(10, longest * wide + 2)))
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row):
            _cell(sheet, number + 3, column, text, table.columns[column].numeric, number in table.strong_rows, formats)
    sheet.set_row(2, _HEAD)
    sheet.freeze_panes(3, 1)
    _printed(sheet)
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note, formats.note)


def _printed(sheet: Any) -> None:
    """A4 landscape, one page wide, the headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C&P / &N")


def _cell(sheet: Any, row: int, column: int, text: str, numeric: bool, strong: bool, formats: _Formats) -> None:
    match = _NUMBER.fullmatch(text) if numeric else None
    if match is None:
        sheet.write_string(row, column, text, formats.text(numeric, strong))
        return
    places = len(match[1]) - 1 if match[1] else 0
    code = ("#,##0" if "," in text or not places else "0") + (f".{'0' * places}" if places else "")
    value = float(text.rstrip("%‰").replace(",", "").replace("−", "-"))
    if match[2] == "%":
        value, code = value / 100, f"{code}%"
    elif match[2] == "‰":
        code = f'{code}"‰"'
    sheet.write_number(row, column, value, formats.number(code, strong))
