"""Reading a workbook: from the bytes of a file to batches of figures and findings, and nothing else."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from fnmatch import fnmatch

import fastexcel

from huimin.adapters.workbooks.archive import check_size, looks_like_ole, looks_like_zip, refuse_ole
from huimin.adapters.workbooks.collect import Collector, Refused
from huimin.adapters.workbooks.context import ReadContext, ReadResult
from huimin.adapters.workbooks.csv_table import csv_rows
from huimin.adapters.workbooks.from_table import Merges, TableReader
from huimin.adapters.workbooks.from_template import read_template
from huimin.adapters.workbooks.mapping import TableMapping
from huimin.adapters.workbooks.marks import HEAD_ROWS, MARKS_SHEET, Marks, marks_in_book, marks_in_lines
from huimin.adapters.workbooks.scan import reference
from huimin.adapters.workbooks.tables import Table, TextTable
from huimin.adapters.workbooks.xlsx import XlsxBook, XlsxSheet, merged_cells
from huimin.figures.batch import ReportBatch, column_letters
from huimin.findings import Finding, Invalid, Place, Severity

_FILE_ERRORS = (
    fastexcel.FastExcelError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    csv.Error,
    UnicodeError,
    EOFError,
    MemoryError,
)


def read_workbook(data: bytes, name: str, context: ReadContext) -> ReadResult:
    """Read one file. A pure function of its bytes, name and context, so that it can run in any process.

    Never raises for what is in the file: whatever is wrong is a finding. With an error among the findings
    the batches hold what could be read, for further checks; they are not to be kept.

    Args:
        data: the whole file.
        name: its name; tells csv from other text, chooses mappings, and is the place of the findings.
    """
    notes = Collector(name)
    batches: list[ReportBatch] = []
    try:
        batches = _read(data, notes, context)
    except Refused:
        pass
    except Invalid as invalid:
        notes.findings.extend(invalid.findings)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        code = "workbook-unreadable" if _is_the_files(error) else "reader-at-fault"
        notes.findings.append(
            Finding(code, Severity.ERROR, Place(file=name), {"why": f"{type(error).__name__}: {error}"[:200]})
        )
    return ReadResult(batches, notes.result())


def _is_the_files(error: BaseException) -> bool:
    """Whether a failure is the file's: the libraries that unpack and read it gave up, with an error of their own.

    Anything else is a fault of this program. It is told as one, and the other files go on. The reading library is
    compiled; when it panics, it does so outside ``Exception``.
    """
    return isinstance(error, _FILE_ERRORS) or not isinstance(error, Exception)


def _read(data: bytes, notes: Collector, context: ReadContext) -> list[ReportBatch]:
    check_size(data, notes)
    ending = notes.file.lower().rpartition(".")[2]
    if looks_like_ole(data):
        raise refuse_ole(data, notes)
    if looks_like_zip(data):
        book = XlsxBook(data, notes)
        if ending not in ("xlsx", "xlsm"):
            notes.warn("file-ending-misleads", ending=ending, expected="xlsx")
        return _read_xlsx(book, notes, context)
    if ending not in ("csv", "txt", "tsv"):
        raise notes.refuse("workbook-not-a-workbook")
    return _read_csv(data, notes, context)


def _read_csv(data: bytes, notes: Collector, context: ReadContext) -> list[ReportBatch]:
    mappings = [mapping for mapping in context.mappings if mapping.fits(notes.file)]
    encoding = next((mapping.encoding for mapping in mappings if mapping.encoding), "")
    table = TextTable("", csv_rows(data, encoding, notes))
    head = table.texts(HEAD_ROWS)
    if marks := marks_in_lines("", head):
        return read_template(table, head, marks, context, notes)
    _need_mapping(mappings, notes, context)
    return [batch for mapping in mappings for batch in TableReader(table, mapping, context, notes, {}).read()]


def _need_mapping(mappings: list[TableMapping], notes: Collector, context: ReadContext) -> None:
    if not mappings:
        patterns = ", ".join(sorted({mapping.file for mapping in context.mappings})) or "—"
        raise notes.refuse("workbook-not-recognised", patterns=patterns)


def _read_xlsx(book: XlsxBook, notes: Collector, context: ReadContext) -> list[ReportBatch]:
    visible = [sheet for sheet in book.sheets.values() if sheet.visible and sheet.name != MARKS_SHEET]
    if not visible:
        raise notes.refuse("workbook-not-a-workbook")
    if links := book.external_links:
        notes.warn("external-links", count=len(links))
    if marks := marks_in_book(book):
        sheet = book.sheets.get(marks.sheet)
        return _read_template_sheet(sheet if sheet in visible else visible[0], marks, notes, context)
    found = [(sheet, marks_in_lines(sheet.name, sheet.texts(HEAD_ROWS))) for sheet in visible]
    if any(marks for _, marks in found):
        return [b for sheet, marks in found if marks for b in _read_template_sheet(sheet, marks, notes, context)]
    mappings = [mapping for mapping in context.mappings if mapping.fits(notes.file)]
    _need_mapping(mappings, notes, context)
    return [b for mapping in mappings for b in _read_mapped(visible, mapping, notes, context)]


def _read_template_sheet(sheet: XlsxSheet, marks: Marks, notes: Collector, context: ReadContext) -> list[ReportBatch]:
    _look_over(sheet, notes)
    _refuse_merges(sheet, HEAD_ROWS - 1, notes)
    return read_template(sheet, sheet.texts(HEAD_ROWS), marks, context, notes)


def _read_mapped(
    visible: list[XlsxSheet], mapping: TableMapping, notes: Collector, context: ReadContext
) -> list[ReportBatch]:
    sheets = [s for s in visible if fnmatch(s.name, mapping.sheet)] if mapping.sheet else visible[:1]
    if not sheets:
        names = ", ".join(sheet.name for sheet in visible[:10])
        raise notes.refuse("sheet-missing", mapping=mapping.code, found=mapping.sheet, options=names)
    batches = []
    for sheet in sheets:
        _look_over(sheet, notes)
        table: Table = sheet
        batches.extend(TableReader(table, mapping, context, notes, _merges(sheet)).read())
    return batches


def _merges(sheet: XlsxSheet) -> Merges:
    return merged_cells(sheet.details.merges) if sheet.shape.merged else {}


def _look_over(sheet: XlsxSheet, notes: Collector) -> None:
    """Tell formulas, hidden rows and hidden columns, once a sheet."""
    place = Place(sheet=sheet.name)
    if sheet.shape.formulas:
        notes.note("formulas-taken-as-saved", place, count=sheet.details.formulas)
    if not sheet.shape.hidden:
        return
    shape = sheet.shape
    rows = [str(row) for row in sheet.details.hidden_rows if row <= shape.rows]
    columns = [column_letters(column) for column in sheet.details.hidden_columns if column <= shape.columns]
    if rows:
        notes.warn("hidden-rows", place, count=len(rows), names=", ".join(rows[:20]))
    if columns:
        notes.warn("hidden-columns", place, count=len(columns), names=", ".join(columns[:20]))


def _refuse_merges(sheet: XlsxSheet, from_row: int, notes: Collector) -> None:
    """A template has no merged cells: one that has lost the figures they covered."""
    if not sheet.shape.merged:
        return
    touching = [text for text in sheet.details.merges if _last_row(text) >= from_row]
    if touching:
        place = Place(sheet=sheet.name, cell=touching[0].partition(":")[0])
        raise notes.refuse("cells-merged", place, count=len(touching), names=", ".join(touching[:10]))


def _last_row(text: str) -> int:
    try:
        return reference(text.rpartition(":")[2])[0]
    except ValueError:
        return 0
