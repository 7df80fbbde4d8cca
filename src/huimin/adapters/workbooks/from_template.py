"""Reading back a template of ours: marks, header, rows, figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

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


def check_header(sheet: str, head: Mapping[str, str], marks: Marks, notes: Collector) -> None:
    """Refuse a sheet whose row of codes or line of marks is not as it was printed."""
    changed = []
    for column, code in enumerate(marks.code_row(), start=1):
        cell = cell_name(HEAD_ROWS, column)
        if (found := head.get(cell, "").strip()) != code:
            changed.append(f"{cell}: “{found}” ≠ “{code}”")
    if changed:
        place = Place(sheet=sheet, cell=changed[0].partition(":")[0])
        raise notes.refuse("header-changed", place, count=len(changed), changes="; ".join(changed[:5]))
    if marks.line and (found := head.get("A2", "").strip()) != marks.line.strip():
        raise notes.refuse("marks-changed", Place(sheet=sheet, cell="A2"), found=found, expected=marks.line)


def head_of(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The first rows by cell."""
    return {cell_name(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}


def read_template(
    table: Table, head: Mapping[str, str], marks: Marks, context: ReadContext, notes: Collector
) -> list[ReportBatch]:
    """The batch of a sheet that is a template of ours (none where no area reported anything).

    Args:
        head: the texts of the first rows, by cell.

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
            judge=head.get("B3", "").strip(),
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
    check_sender(grid, keys, allowed, CODE_COLUMN, marks.sender, notes)
    return sorted(allowed)
