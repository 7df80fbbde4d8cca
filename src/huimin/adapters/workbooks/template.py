"""Workbook templates: a sheet to fill in, instructions, and marks by which the filled one is known again.

The same arguments give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from huimin.adapters.workbooks.marks import (
    AREA_CODE_LABEL,
    AREA_NAME_LABEL,
    CODE_COLUMN,
    FIRST_FIGURE,
    HEAD_ROWS,
    MARKS_SHEET,
    NAME_COLUMN,
    NOTE_LABEL,
    TemplateArea,
    mark_text,
)
from huimin.adapters.workbooks.template_help import write_help
from huimin.adapters.workbooks.values import LARGEST
from huimin.adapters.workbooks.words import header_text, word
from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period

# Office files carry the moment of their making; a fixed one keeps the bytes the same.
CREATED = datetime(2012, 1, 1)
A4 = 9
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class _Sheet:
    """What all parts of a template need."""

    book: Any
    form: Form
    dictionary: Dictionary
    period: Period
    sender: str
    sender_name: str
    areas: tuple[TemplateArea, ...]
    lang: str

    @property
    def sheet_name(self) -> str:
        name = self.form.name(self.lang).translate(_NOT_IN_SHEET_NAMES).strip()[:31]
        return name or self.form.code[:31]

    @property
    def line(self) -> str:
        """The second line: for people, and at its end for the reader."""
        between = "：" if self.lang == "zh" else ": "
        parts = [
            word("period", self.lang) + between + self.period.name(self.lang),
            word("sender", self.lang) + between + (self.sender_name or self.sender),
            word("version", self.lang) + between + self.form.version,
            mark_text(self.form.code, self.form.version, self.period.code, self.sender),
        ]
        return "    ".join(parts)


def write_template(
    path_or_buffer: str | Path | BytesIO,
    form: Form,
    dictionary: Dictionary,
    period: Period,
    sender: str,
    areas: Sequence[tuple[str, str, str]],
    lang: str,
    filled: ReportBatch | None = None,
    sender_name: str = "",
    texts: Mapping[tuple[int, int], str] | None = None,
    created: datetime = CREATED,
    remark: str = "",
    guide: str = "",
) -> None:
    """Write the template of ``form`` and ``period`` for a sender.

    Args:
        sender: key of the area that sends the workbook; ``sender_name`` is what people read.
        areas: (key, code, name) of each row, in order.
        lang: ``zh`` or ``en``.
        filled: figures to put in (areas of other keys and atoms of other forms are left aside).
        texts: what stands in a cell as text instead of its figure, by index in ``areas`` and in the form's
            atoms.
        created: the moment (without a zone) that the workbook says it was made at.
        remark: what its properties say beside that, so that two which say the same are different files.
        guide: a line beside the name of whoever fills it in, for what must be at hand on the spot.
    """
    target = str(path_or_buffer) if isinstance(path_or_buffer, Path) else path_or_buffer
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": form.name(lang), "author": "huimin", "created": created, "comments": remark})
        rows = tuple(TemplateArea(*area) for area in areas)
        sheet = _Sheet(book, form, dictionary, period, sender, sender_name, rows, lang)
        page = _write_figures(sheet, filled, texts or {})
        if guide:
            page.write_string(2, FIRST_FIGURE - 1, guide, book.add_format({}))
        write_help(book, form, dictionary, period, lang)
        _write_marks(sheet)


def _write_figures(sheet: _Sheet, filled: ReportBatch | None, texts: Mapping[tuple[int, int], str]) -> Any:
    page = sheet.book.add_worksheet(sheet.sheet_name)
    elements = [sheet.dictionary.element_of(atom) for atom in sheet.form.atoms]
    _write_head(sheet, page)
    _set_page(sheet, page)
    formats = [_figure_format(sheet.book, element) for element in elements]
    locked = sheet.book.add_format({"border": 1, "bg_color": "#F2F2F2", "num_format": "@"})
    open_text = sheet.book.add_format({"border": 1, "locked": False, "text_wrap": True})
    values, notes = _filled_in(sheet, filled)
    note_column = len(elements) + FIRST_FIGURE - 1
    for row, area in enumerate(sheet.areas, start=HEAD_ROWS):
        page.write_string(row, CODE_COLUMN - 1, area.code, locked)
        page.write_string(row, NAME_COLUMN - 1, area.name, locked)
        line = values[row - HEAD_ROWS].tolist()
        for column, (value, element, cell) in enumerate(zip(line, elements, formats, strict=True), FIRST_FIGURE - 1):
            # NaN, the one value that differs from itself: nothing reported.
            if value != value:
                page.write_blank(row, column, None, cell)
            elif element.values in ("yes-no", "date"):
                _write_judged(page, row, column, value, element, cell, sheet.lang)
            else:
                page.write_number(row, column, value, cell)
        note = notes[row - HEAD_ROWS]
        page.write_string(row, note_column, note, open_text) if note else page.write_blank(
            row, note_column, None, open_text
        )
    for (row, column), text in texts.items():
        page.write_string(HEAD_ROWS + row, FIRST_FIGURE - 1 + column, text, formats[column])
    _validate(sheet, page, elements)
    if filled is not None and filled.judge:
        page.write_string("B3", filled.judge, open_text)
    return page


def _write_head(sheet: _Sheet, page: Any) -> None:
    book, lang = sheet.book, sheet.lang
    title = book.add_format({"bold": True, "font_size": 14})
    plain = book.add_format({})
    names = book.add_format(
        {
            "bold": True,
            "border": 1,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#DDEBF7",
        }
    )
    codes = book.add_format({"border": 1, "font_size": 7, "font_color": "#7F7F7F", "bg_color": "#DDEBF7"})
    page.write_string(0, 0, sheet.form.name(lang), title)
    page.write_string(1, 0, sheet.line, plain)
    page.write_string(2, 0, word("filled_by", lang), plain)
    page.write_blank(2, 1, None, book.add_format({"locked": False, "bottom": 1}))
    atoms = sheet.form.atoms
    texts = [word("area_code", lang), word("area_name", lang)]
    texts += [header_text(atom, sheet.dictionary, lang) for atom in atoms] + [word("note", lang)]
    for column, (text, code) in enumerate(
        zip(texts, [AREA_CODE_LABEL, AREA_NAME_LABEL, *atoms, NOTE_LABEL], strict=True)
    ):
        page.write_string(HEAD_ROWS - 2, column, text, names)
        page.write_string(HEAD_ROWS - 1, column, code, codes)
    page.set_row(HEAD_ROWS - 2, 60)


def _set_page(sheet: _Sheet, page: Any) -> None:
    width = max([len(area.name) for area in sheet.areas], default=8)
    page.set_column(0, 0, 15)
    page.set_column(1, 1, min(max(10, 2 * width), 30))
    page.set_column(2, len(sheet.form.atoms) + 1, 11)
    page.set_column(len(sheet.form.atoms) + 2, len(sheet.form.atoms) + 2, 24)
    page.freeze_panes(HEAD_ROWS, FIRST_FIGURE - 1)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    # As many pages wide as the columns need, with the names of areas on each.
    page.fit_to_pages(max(1, -(-len(sheet.form.atoms) // 14)), 0)
    page.repeat_rows(0, HEAD_ROWS - 1)
    page.repeat_columns(0, 1)
    page.set_footer("&L&F&R&P / &N")


def _figure_format(book: Any, element: Element) -> Any:
    numbers = {"share": "0.0%", "date": "yyyy-mm-dd", "yes-no": "General"}
    number = numbers.get(element.values) or "#,##0" + ("." + "0" * element.decimals if element.decimals else "")
    return book.add_format({"locked": False, "border": 1, "num_format": number})


def _filled_in(sheet: _Sheet, filled: ReportBatch | None) -> tuple[np.ndarray, list[str]]:
    """Values of shape (areas, atoms) in the order of the template, and the note of each row."""
    values = np.full((len(sheet.areas), len(sheet.form.atoms)), np.nan)
    notes = [""] * len(sheet.areas)
    if filled is None:
        return values, notes
    row_of = {key: row for row, key in enumerate(filled.areas)}
    here = [(row, row_of[area.key]) for row, area in enumerate(sheet.areas) if area.key in row_of]
    column_of = {atom: column for column, atom in enumerate(filled.atoms)}
    there = [(column, column_of[atom]) for column, atom in enumerate(sheet.form.atoms) if atom in column_of]
    if here and there:
        to_rows, from_rows = zip(*here, strict=True)
        to_columns, from_columns = zip(*there, strict=True)
        values[np.ix_(to_rows, to_columns)] = filled.values[np.ix_(from_rows, from_columns)]
    for row, source in here if filled.notes else ():
        notes[row] = filled.notes[source]
    return values, notes


def _write_judged(page: Any, row: int, column: int, value: float, element: Element, cell: Any, lang: str) -> None:
    if element.values == "yes-no":
        page.write_string(row, column, word("yes" if value else "no", lang), cell)
    else:
        page.write_datetime(row, column, date.fromordinal(int(value)), cell)


def _validate(sheet: _Sheet, page: Any, elements: Sequence[Element]) -> None:
    """One rule for each run of neighbouring columns that are filled in alike."""
    if not sheet.areas:
        return
    column, last = FIRST_FIGURE - 1, HEAD_ROWS + len(sheet.areas) - 1
    for _, group in groupby(elements, lambda e: (e.values, e.decimals, e.low, e.high)):
        run = list(group)
        page.data_validation(HEAD_ROWS, column, last, column + len(run) - 1, _validation(run[0], sheet.lang))
        column += len(run)


def _validation(element: Element, lang: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"ignore_blank": True, "error_message": word("bad_input", lang)}
    if element.values == "yes-no":
        return rule | {"validate": "list", "source": [word("yes", lang), word("no", lang)]}
    if element.values == "date":
        return rule | {"validate": "date", "criteria": ">=", "value": date(1950, 1, 1)}
    low = -LARGEST if element.low is None else element.low
    high = element.high if element.high is not None else 1.0 if element.values == "share" else LARGEST
    kind = "integer" if element.decimals == 0 and not element.values else "decimal"
    return rule | {"validate": kind, "criteria": "between", "minimum": _plain(low), "maximum": _plain(high)}


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _write_marks(sheet: _Sheet) -> None:
    page = sheet.book.add_worksheet(MARKS_SHEET)
    page.very_hidden()
    values = {
        "form": sheet.form.code,
        "version": sheet.form.version,
        "period": sheet.period.code,
        "sender": sheet.sender,
        "sheet": sheet.sheet_name,
        "line": sheet.line,
    }
    for row, (name, value) in enumerate(values.items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    for row, atom in enumerate(sheet.form.atoms):
        page.write_string(row, 2, atom)
    for row, area in enumerate(sheet.areas):
        for column, text in enumerate((area.key, area.code, area.name), start=3):
            page.write_string(row, column, text)
