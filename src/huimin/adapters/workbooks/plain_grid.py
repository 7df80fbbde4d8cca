"""A grid over the cells of a plain sheet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.workbooks.grid import Odd
from huimin.adapters.workbooks.plain import PlainCells


class PlainLayout:
    """The cells of a plain sheet laid out: ``values`` and ``index``, both of shape (rows, columns) from A1 on.

    ``values`` is NaN and ``index`` -1 where there is no number, or no text. The caller has made sure that the
    sheet is small enough for that.
    """

    def __init__(self, cells: PlainCells, strings: Sequence[str]) -> None:
        self.strings = strings
        rows, columns = int(cells.row.max(initial=0)), int(cells.column.max(initial=0))
        self.values = np.full((rows, columns), np.nan)
        self.index = np.full((rows, columns), -1, np.int32)
        places = (cells.row - 1) * columns + cells.column - 1
        numbers = ~cells.shared
        self.values.ravel()[places[numbers]] = cells.value[numbers]
        self.index.ravel()[places[cells.shared]] = cells.value[cells.shared]

    def lines(self, rows: int | None) -> list[list[str]]:
        """The first rows (all, where None) as text."""
        return [
            [self._text(*cell) for cell in zip(numbers, texts, strict=True)]
            for numbers, texts in zip(self.values[:rows].tolist(), self.index[:rows].tolist(), strict=True)
        ]

    def column(self, column: int, first_row: int) -> list[str]:
        """A column as text."""
        if column > self.index.shape[1]:
            return [""] * max(len(self.index) - first_row + 1, 0)
        index = self.index[first_row - 1 :, column - 1].tolist()
        if min(index, default=0) >= 0:
            return [self.strings[at] for at in index]
        numbers = self.values[first_row - 1 :, column - 1].tolist()
        return [self._text(*cell) for cell in zip(numbers, index, strict=True)]

    def _text(self, number: float, index: int) -> str:
        # NaN, the one value that differs from itself: no number.
        return self.strings[index] if index >= 0 else "" if number != number else format(number, ".15g")


class PlainGrid:
    """Rows of a plain sheet from ``first_row`` on."""

    transposed, typed = False, True

    def __init__(self, sheet: str, first_row: int, layout: PlainLayout) -> None:
        self.sheet, self.first_row, self._layout = sheet, first_row, layout
        self.height = max(len(layout.values) - first_row + 1, 0)
        self.width = layout.values.shape[1] if self.height else 0

    def raw_texts(self, column: int) -> list[str]:
        """The column as text with its leading space; whole numbers without a decimal point."""
        return self._layout.column(column, self.first_row)

    def texts(self, column: int) -> list[str]:
        """The column as text, without surrounding space."""
        return [text.strip() for text in self.raw_texts(column)]

    def numbers(self, column: int) -> tuple[NDArray[np.float64], list[Odd]]:
        """The column as float64 and its cells that are text."""
        values, odds = self.block([column])
        return values[:, 0], [cell for _, cell in odds]

    def block(self, columns: Sequence[int]) -> tuple[NDArray[np.float64], list[tuple[int, Odd]]]:
        """These columns side by side, and their cells that are text."""
        layout, top = self._layout, self.first_row - 1
        there = [j for j, column in enumerate(columns) if column <= self.width]
        places = [columns[j] - 1 for j in there]
        values = np.full((self.height, len(columns)), np.nan)
        if not there:
            return values, []
        values[:, there] = layout.values[top:, places]
        index = layout.index[top:, places]
        odds = []
        for at, row in np.argwhere(index.T >= 0).tolist() if (index >= 0).any() else ():
            text = layout.strings[index[row, at]]
            if text.strip():
                odds.append((there[at], Odd(row, "text", text)))
        return values, odds
