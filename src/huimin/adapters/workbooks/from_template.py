"""Reading back a template of ours: marks, header, rows, figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.context import ReadContext
from huimin.adapters.workbooks.grid import Grid, cell_of
from huimin.adapters.workbooks.marks import CODE_COLUMN, FIRST_FIGURE, HEAD_ROWS, Marks
from huimin.adapters.workbooks.rows import (
    check_missing,
    check_sender,
    drop_repeated,
    nearest_area,
    template_rows,
)
from huimin.adapters.workbooks.tables import Table
from huimin.adapters.workbooks.values import FigureReader, tell_unfilled
from huimin.figures.batch import ReportBatch, cell_name
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Invalid, Place, nearest


def form_of(marks: Marks, context: ReadContext, notes: Collector) -> tuple[Form, Period]:
    """The form and period that a template was made for.

    Raises:
        Refused: unknown form, other columns than the form has today, or no period of the form.
    """
    form = context.forms.get(marks.form)
    if form is None:
        raise notes.refuse(
            "form-unknown",
            found=marks.form,
            nearest=nearest(marks.form, context.forms) or "—",
            options=", ".join(context.forms),
        )
    gone, new = set(marks.atoms) - set(form.atoms), set(form.atoms) - set(marks.atoms)
    if gone or new or len(set(marks.atoms)) != len(marks.atoms):
        raise notes.refuse(
            "form-version-changed",
            Place(sheet=marks.sheet),
            form=form.code,
            found=marks.version,
            current=form.version,
            removed=", ".join(sorted(gone)) or "—",
            added=", ".join(sorted(new)) or "—",
        )
    try:
        period = Period.of(marks.period)
    except Invalid as invalid:
        raise notes.refuse("not-a-period", Place(sheet=marks.sheet), text=marks.period) from invalid
    if period.length != Period.at(period.first, form.frequency).length:
        place = Place(sheet=marks.sheet, period=marks.period)
        raise notes.refuse("period-of-another-kind", place, form=form.code, found=marks.period, expected=form.frequency)
    if not form.in_force(period):
        raise notes.refuse("form-not-in-force", Place(sheet=marks.sheet, period=marks.period), form=form.code)
    return form, period


def check_header(sheet: str, head: Sequence[Sequence[str]], marks: Marks, notes: Collector) -> None:
    """Refuse a sheet whose row of codes or line of marks is not as it was printed."""
    expected = marks.code_row()
    found = [_text_at(head, HEAD_ROWS, column) for column in range(1, len(expected) + 1)]
    if found != expected:
        pairs = enumerate(zip(found, expected, strict=True), start=1)
        changed = [(cell_name(HEAD_ROWS, column), text, code) for column, (text, code) in pairs if text != code]
        words = "; ".join(f"{cell}: “{text}” ≠ “{code}”" for cell, text, code in changed[:5])
        place = Place(sheet=sheet, cell=changed[0][0])
        raise notes.refuse("header-changed", place, count=len(changed), changes=words)
    if marks.line and (line := _text_at(head, 2, 1)) != marks.line.strip():
        raise notes.refuse("marks-changed", Place(sheet=sheet, cell="A2"), found=line, expected=marks.line)


def _text_at(head: Sequence[Sequence[str]], row: int, column: int) -> str:
    """The text of a 1-based cell of the first rows, without surrounding space."""
    return head[row - 1][column - 1].strip() if row <= len(head) and column <= len(head[row - 1]) else ""


def read_template(
    table: Table, head: Sequence[Sequence[str]], marks: Marks, context: ReadContext, notes: Collector
) -> list[ReportBatch]:
    """The batch of a sheet that is a template of ours (none where no area reported anything).

    Args:
        head: the texts of the first rows, from A1 on.

    Raises:
        Refused: see :func:`form_of` and :func:`check_header`.
    """
    form, period = form_of(marks, context, notes)
    check_header(table.name, head, marks, notes)
    grid = table.grid(HEAD_ROWS + 1)
    columns = context.template_columns(marks.atoms)
    figures = FigureReader(grid, columns, context.dictionary, notes)
    keys = template_rows(grid, marks.areas, figures.filled.tolist(), context, notes)
    keys = drop_repeated(grid, keys, CODE_COLUMN, notes)
    expected = _check_areas(grid, keys, marks, form, period, context, notes)
    matrix = figures.read(keys)
    kept = np.flatnonzero(figures.filled & np.array([key is not None for key in keys], bool))
    check_missing(grid.sheet, {keys[row] for row in kept}, expected, notes)
    tell_unfilled(figures, form.required, matrix, kept)
    if not len(kept):
        notes.warn("sheet-without-figures", Place(sheet=grid.sheet))
        return []
    remarks = grid.texts(FIRST_FIGURE + len(marks.atoms))
    return [
        ReportBatch(
            form=form.code,
            period=period,
            sheet=grid.sheet,
            areas=tuple(keys[row] or "" for row in kept),
            atoms=marks.atoms,
            values=matrix[kept],
            rows=(kept + grid.first_row).astype(np.int32),
            columns=np.arange(FIRST_FIGURE, FIRST_FIGURE + len(marks.atoms), dtype=np.int32),
            sender=marks.sender,
            judge=_text_at(head, 3, 2),
            notes=tuple(remarks[row] for row in kept) if any(remarks) else (),
        )
    ]


def _check_areas(
    grid: Grid,
    keys: list[str | None],
    marks: Marks,
    form: Form,
    period: Period,
    context: ReadContext,
    notes: Collector,
) -> Collection[str]:
    """Tell areas that are unknown or another's; return those that ought to be there."""
    for row, key in enumerate(keys):
        if key is not None and key not in context.known_areas:
            place = Place(sheet=grid.sheet, cell=cell_of(grid, row, CODE_COLUMN))
            notes.error("area-unknown", place, found=key, nearest=nearest_area(key, [], context))
            keys[row] = None
    allowed = context.areas_of_sender(form.code, period, marks.sender) if context.areas_of_sender else None
    if allowed is None:
        return [area.key for area in marks.areas]
    check_sender(grid, keys, allowed, CODE_COLUMN, form.code, marks.sender, context, notes)
    return sorted(allowed)
