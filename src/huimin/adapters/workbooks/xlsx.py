"""Reading xlsx: fastexcel for the cells, the XML itself for what fastexcel does not tell."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from html import unescape
from typing import Any, Literal
from xml.etree import ElementTree
from xml.parsers import expat

import fastexcel
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huimin.adapters.workbooks.archive import open_archive
from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.grid import Grid, Odd, by_column
from huimin.adapters.workbooks.plain import PlainCells, date_styles, plain_cells
from huimin.adapters.workbooks.plain_grid import PlainGrid, PlainLayout
from huimin.adapters.workbooks.scan import BOOLEAN, ERROR, TEXT, Details, Shape, quick_shape, reference, scan
from huimin.findings import Place

MAX_ROWS, MAX_COLUMNS, MAX_AREA = 1_048_576, 2_000, 4_000_000
MAX_TEXT = 256 * 2**20

# fastexcel logs a line for every column it cannot type; we look at such columns ourselves.
logging.getLogger("fastexcel").setLevel(logging.ERROR)

_FLOAT = pa.float64()
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLAIN_STRING = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class XlsxGrid:
    """Rows of one sheet from ``first_row`` on."""

    transposed, typed = False, True

    def __init__(self, sheet: XlsxSheet, first_row: int) -> None:
        self.sheet, self.first_row, self._source = sheet.name, first_row, sheet
        self._columns, self.height = sheet.load(first_row)
        self.width = max(self._columns, default=0)

    def _column(self, column: int) -> pa.Array:
        return self._columns.get(column, None) if column in self._columns else pa.nulls(self.height)

    def raw_texts(self, column: int) -> list[str]:
        """The column as text with its leading space; whole numbers without a decimal point."""
        values = self._column(column)
        if pa.types.is_floating(values.type):
            return ["" if v is None else format(v, ".15g") for v in values.to_pylist()]
        return ["" if v is None else str(v) for v in values.to_pylist()]

    def texts(self, column: int) -> list[str]:
        """The column as text, without surrounding space."""
        return [text.strip() for text in self.raw_texts(column)]

    def numbers(self, column: int) -> tuple[NDArray[np.float64], list[Odd]]:
        """The column as float64 and its cells that are no number."""
        cells = self._column(column)
        if cells.type == _FLOAT and not self._source.shape.mixed:
            return cells.to_numpy(zero_copy_only=False), []
        clean = not self._source.shape.mixed
        if pa.types.is_floating(cells.type) or pa.types.is_integer(cells.type) or pa.types.is_null(cells.type):
            values = cells.cast(_FLOAT).to_numpy(zero_copy_only=False)
            if clean:
                return values, []
            return self._untangle(column, cells.to_pylist(), np.array(values))
        return self._untangle(column, cells.to_pylist(), np.full(self.height, np.nan))

    def _untangle(
        self, column: int, cells: list[Any], values: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], list[Odd]]:
        """Cell by cell, with the types the XML gives."""
        details, odd = self._source.details, []
        types = self._source.types_of(column, self.first_row, self.height)
        for row, (cell, kind) in enumerate(zip(cells, types, strict=True)):
            place = (self.first_row + row, column)
            if kind == ERROR:
                values[row] = np.nan
                odd.append(Odd(row, "error", details.errors.get(place, "#N/A")))
            elif place in self._source.unsaved:
                values[row] = np.nan
                odd.append(Odd(row, "unsaved", ""))
            elif kind == BOOLEAN:
                truth = cell in (True, 1.0, "true")
                values[row] = np.nan
                odd.append(Odd(row, "boolean", "TRUE" if truth else "FALSE", float(truth)))
            elif cell is None:
                continue
            elif kind == TEXT:
                if str(cell).strip():
                    odd.append(Odd(row, "text", str(cell)))
            else:
                _number_or_date(row, cell, values, odd)
        return values, odd

    def block(self, columns: Sequence[int]) -> tuple[NDArray[np.float64], list[tuple[int, Odd]]]:
        """These columns side by side, and their cells that are no number."""
        return by_column(self, columns)


def _number_or_date(row: int, cell: Any, values: NDArray[np.float64], odd: list[Odd]) -> None:
    if isinstance(cell, (datetime, date)):
        odd.append(Odd(row, "date", f"{cell:%Y-%m-%d}", float(cell.toordinal())))
        return
    try:
        values[row] = float(cell)
    except (TypeError, ValueError):
        day = _day(str(cell))
        odd.append(Odd(row, "date" if day is not None else "text", str(cell)[:10] if day else str(cell),
                       float(day.toordinal()) if day else float("nan")))  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


class XlsxSheet:
    """One sheet of a workbook, read when asked."""

    def __init__(self, book: XlsxBook, name: str, xml: bytes, visible: bool) -> None:
        self.book, self.name, self.xml, self.visible = book, name, xml, visible

    @cached_property
    def details(self) -> Details:
        """The full scan of the sheet's XML.

        Raises:
            Refused: it is no sheet.
        """
        try:
            return scan(self.xml)
        except (ValueError, KeyError, expat.ExpatError) as error:
            raise self.book.notes.refuse("workbook-truncated", Place(sheet=self.name)) from error

    @cached_property
    def plain(self) -> PlainCells | None:
        """The cells, where the XML is plain enough to be read without the library."""
        dates, strings = self.book.date_styles, self.book.plain_strings
        if dates is None or strings is None:
            return None
        cells = plain_cells(self.xml, dates)
        return None if cells is None or (cells.value[cells.shared] >= len(strings)).any() else cells

    @cached_property
    def _layout(self) -> PlainLayout | None:
        # The shape first: it refuses what is too large to be laid out.
        fits = not _too_large(self.shape)
        return PlainLayout(self.plain, self.book.plain_strings or ()) if fits and self.plain is not None else None

    @cached_property
    def shape(self) -> Shape:
        """Its size, proven small enough to be laid out in memory.

        Raises:
            Refused: too many rows or columns, or cells too far apart.
        """
        cells = self.plain
        if cells is not None:
            hidden, merged = b"hidden=" in self.xml, b"<mergeCell" in self.xml
            shape: Shape | None = Shape(
                cells.all_rows, cells.all_columns, cells.all_cells, hidden=hidden, merged=merged
            )
        else:
            shape = quick_shape(self.xml)
        if shape is None or _too_large(shape):
            found = self.details
            hidden = bool(found.hidden_rows or found.hidden_columns)
            shape = Shape(
                found.rows, found.columns, found.cells, found.formulas, hidden, bool(found.merges), mixed=True
            )
        if _too_large(shape):
            raise self.book.notes.refuse(
                "sheet-too-large",
                Place(sheet=self.name),
                rows=shape.rows,
                columns=shape.columns,
                most_rows=MAX_ROWS,
                most_columns=MAX_COLUMNS,
                most_cells=MAX_AREA,
            )
        self.book.check_texts(shape.cells)
        return shape

    @cached_property
    def unsaved(self) -> frozenset[tuple[int, int]]:
        """Cells (row, column) with a formula whose value was not saved."""
        return frozenset(self.details.unsaved) if self.shape.formulas else frozenset()

    @cached_property
    def _types(self) -> NDArray[np.uint8]:
        return self.details.types()

    def types_of(self, column: int, first_row: int, height: int) -> list[int]:
        """The XML's type of each cell of a column (see ``scan``)."""
        kinds = np.zeros(height, np.uint8)
        if column < self._types.shape[1]:
            part = self._types[first_row : first_row + height, column]
            kinds[: len(part)] = part
        return kinds.tolist()

    def load(
        self, first_row: int, dtypes: Literal["string"] | None = None, rows: int | None = None
    ) -> tuple[dict[int, Any], int]:
        """Arrow columns by 1-based sheet column, from ``first_row`` on, and their length."""
        if self.shape.rows < first_row:
            return {}, 0
        table = self.book.reader.load_sheet(
            self.name,
            header_row=None,
            skip_rows=first_row - 1,
            n_rows=rows,
            schema_sample_rows=None,
            dtypes=dtypes,
        )
        batch = table.to_arrow()
        places = [column.absolute_index + 1 for column in table.available_columns()]
        return dict(zip(places, batch.columns, strict=True)), batch.num_rows

    def grid(self, first_row: int) -> Grid:
        """The rows from ``first_row`` on."""
        if self._layout is not None:
            return PlainGrid(self.name, first_row, self._layout)
        return XlsxGrid(self, first_row)

    def texts(self, rows: int | None = None) -> list[list[str]]:
        """The first rows (all, where None) as text, from A1 on; errors as Excel shows them."""
        if self._layout is not None:
            return self._layout.lines(rows)
        columns, height = self.load(1, "string", rows)
        width = max(columns, default=0)
        block = [[""] * width for _ in range(height)]
        for column, values in columns.items():
            for row, text in enumerate(values.to_pylist()):
                block[row][column - 1] = text or ""
        if self.shape.mixed:
            for (row, column), text in self.details.errors.items():
                if row <= height and column <= width:
                    block[row - 1][column - 1] = text
        return block


def _too_large(shape: Shape) -> bool:
    return shape.rows > MAX_ROWS or shape.columns > MAX_COLUMNS or shape.rows * shape.columns > MAX_AREA


class XlsxBook:
    """An xlsx file that has been found safe to open.

    Raises:
        Refused: see :func:`open_archive`.
    """

    def __init__(self, data: bytes, notes: Collector) -> None:
        self.notes = notes
        self.parts = open_archive(data, notes)
        self.sheets = {sheet.name: sheet for sheet in self._sheets()}
        self._data = data

    @cached_property
    def reader(self) -> fastexcel.ExcelReader:
        """The reading library, for sheets that are not plain. All parts have been found safe before."""
        return fastexcel.read_excel(self._data)

    @cached_property
    def date_styles(self) -> frozenset[int] | None:
        """Styles that show a number as a date; None where they are not plain to see."""
        return date_styles(self.parts.get("xl/styles.xml", b""))

    def _sheets(self) -> list[XlsxSheet]:
        try:
            relations = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
            book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        except (KeyError, ElementTree.ParseError) as error:
            raise self.notes.refuse("workbook-truncated") from error
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        sheets = []
        for element in book.iter():
            target = targets.get(element.get(_RELATION, ""), "") if _local(element.tag) == "sheet" else ""
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if target and part in self.parts:
                visible = element.get("state", "visible") == "visible"
                sheets.append(XlsxSheet(self, element.get("name", ""), self.parts[part], visible))
        return sheets

    @property
    def external_links(self) -> list[str]:
        """Parts that refer to other workbooks."""
        return sorted(name for name in self.parts if re.fullmatch(r"xl/externalLinks/[^/]+\.xml", name))

    @cached_property
    def plain_strings(self) -> list[str] | None:
        """The shared texts, where all of them are plain; else None."""
        xml = self.parts.get("xl/sharedStrings.xml", b"")
        found = _PLAIN_STRING.findall(xml)
        unusual = (b"<si ", b"<si/", b"<!", b"\r", b"_x", b"\0")
        if len(found) != xml.count(b"<si>") or any(part in xml for part in unusual):
            return None
        if not found:
            return []
        texts = b"\0".join(found).decode("utf-8", "replace")
        return (unescape(texts) if "&" in texts else texts).split("\0")

    def check_texts(self, cells: int) -> None:
        """Refuse a book whose long shared texts stand in so many cells that they would fill the memory."""
        xml = self.parts.get("xl/sharedStrings.xml", b"")
        if cells * len(xml) > MAX_TEXT:
            longest = max(len(part) for part in xml.split(b"</si>"))
            if cells * longest > MAX_TEXT:
                size = cells * longest // 2**20
                raise self.notes.refuse("workbook-inflates-too-large", size=size, limit=MAX_TEXT // 2**20)


def merged_cells(ranges: list[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell covered by a merge, (row, column) -> the cell that holds its content.

    Large merges are cut.
    """
    covered = {}
    for text in ranges:
        first, _, last = text.partition(":")
        try:
            (top, left), (bottom, right) = reference(first), reference(last or first)
        except ValueError:
            continue
        for row in range(top, min(bottom, top + 100) + 1):
            for column in range(left, min(right, left + MAX_COLUMNS) + 1):
                covered[row, column] = (top, left)
    return covered
