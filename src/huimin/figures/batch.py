"""A report batch: the figures of one form and one period for many areas, as one sheet told them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.figures.periods import Period


def column_letters(column: int) -> str:
    """``A`` for 1, ``AA`` for 27: a 1-based column as workbooks write it."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """``D17`` for row 17 and column 4, both 1-based."""
    return f"{column_letters(column)}{row}"


@dataclass(slots=True)
class ReportBatch:
    """Figures as they were written, with the cell each one came from.

    Attributes:
        form: code of the form.
        period: the period reported.
        sheet: name of the sheet.
        areas: keys of the reporting areas, one a row of ``values``.
        atoms: the columns of ``values``.
        values: shape (areas, atoms), unscaled; NaN = not reported. Yes and no are 1.0 and 0.0, a share is 0
            to 1, and a date is its day number ``date.toordinal()``.
        rows: 1-based sheet row of each area (its column, when ``transposed``).
        columns: 1-based sheet column of each atom (its row, when ``transposed``).
        sender: key of the area that sent the sheet, where the sheet says so.
        judge: who filled it in or judged, as written on the sheet.
        notes: the free note of each area's row; empty where there is no such column.
    """

    form: str
    period: Period
    sheet: str
    areas: tuple[str, ...]
    atoms: tuple[str, ...]
    values: NDArray[np.float64]
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    transposed: bool = False
    sender: str = ""
    judge: str = ""
    notes: tuple[str, ...] = ()

    def cell(self, area: int, atom: int) -> str:
        """The cell (``D17``) of the figure at ``values[area, atom]``."""
        row, column = int(self.rows[area]), int(self.columns[atom])
        return cell_name(column, row) if self.transposed else cell_name(row, column)
