"""A sheet as a grid: columns of numbers, and every cell that is something else told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huimin.figures.batch import cell_name

Kind = Literal["text", "boolean", "date", "error", "unsaved"]


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell of a number column that holds something else.

    Attributes:
        row: index into the column.
        text: what it shows.
        value: of a date its day number, of a boolean 1 or 0, else NaN.
    """

    row: int
    kind: Kind
    text: str
    value: float = float("nan")


class Grid(Protocol):
    """The rows of a sheet from ``first_row`` on. Columns and ``first_row`` are 1-based sheet places.

    ``transposed``: the sheet's rows and columns have been swapped. ``typed``: cells know whether they are
    text or number (csv cells do not).
    """

    sheet: str
    first_row: int
    height: int
    width: int
    transposed: bool
    typed: bool

    def texts(self, column: int) -> list[str]:
        """The column as text, without surrounding space; empty cells are ``""``."""

    def raw_texts(self, column: int) -> list[str]:
        """The column as text with its leading space."""

    def numbers(self, column: int) -> tuple[NDArray[np.float64], list[Odd]]:
        """The column as float64 (NaN: empty or odd) and its odd cells."""

    def block(self, columns: Sequence[int]) -> tuple[NDArray[np.float64], list[tuple[int, Odd]]]:
        """These columns side by side, and the odd cells, each with the index of its column."""


def by_column(grid: Grid, columns: Sequence[int]) -> tuple[NDArray[np.float64], list[tuple[int, Odd]]]:
    """``block`` for grids that are read column by column."""
    values, odds = np.empty((grid.height, len(columns))), list[tuple[int, Odd]]()
    for j, column in enumerate(columns):
        values[:, j], odd = grid.numbers(column)
        odds.extend((j, cell) for cell in odd)
    return values, odds


def cell_of(grid: Grid, row: int, column: int) -> str:
    """The sheet's cell (``D17``) at row index ``row`` and 1-based ``column`` of the grid."""
    line = grid.first_row + row
    return cell_name(column, line) if grid.transposed else cell_name(line, column)


_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?")

How = Literal["plain", "folded", "percent"]


def fold(text: str) -> str:
    """Full-width letters, digits and signs as their ordinary twins, without surrounding space."""
    return unicodedata.normalize("NFKC", text).strip()


def number_in(text: str) -> tuple[float, How] | None:
    """The number that a text cell writes, and how, or None.

    ``plain``: as a number would be written; ``folded``: with full-width digits, thousand separators or stray
    space;
    ``percent``: with a percent sign, divided by 100 here.
    """
    folded = fold(text)
    how: How = "plain" if folded == text else "folded"
    if folded.endswith("%"):
        folded, how = folded[:-1].rstrip(), "percent"
    if _GROUPED.fullmatch(folded):
        folded, how = folded.replace(",", "").replace(" ", ""), "percent" if how == "percent" else "folded"
    if not _PLAIN.fullmatch(folded):
        return None
    value = float(folded)
    # 85 / 100 is the float nearest to 0.85, 85 * 0.01 is not always.
    return (value / 100 if how == "percent" else value), how


class TextGrid:
    """A grid of texts: a csv table, or a sheet that was turned."""

    typed = False

    def __init__(self, sheet: str, rows: Sequence[Sequence[str]], first_row: int = 1, transposed: bool = False) -> None:
        self.sheet, self.first_row, self.transposed = sheet, first_row, transposed
        self._rows = rows
        self.height = len(rows)
        self.width = max((len(row) for row in rows), default=0)

    def raw_texts(self, column: int) -> list[str]:
        """The column as text with its leading space."""
        at = column - 1
        return [row[at] if at < len(row) else "" for row in self._rows]

    def texts(self, column: int) -> list[str]:
        """The column as text, without surrounding space."""
        return [text.strip() for text in self.raw_texts(column)]

    def numbers(self, column: int) -> tuple[NDArray[np.float64], list[Odd]]:
        """The column as float64 and its cells that are no plain number."""
        texts = self.texts(column)
        try:
            values = pa.array([text or None for text in texts], pa.string()).cast(pa.float64())
        except pa.ArrowInvalid:
            return _slowly(texts)
        numbers = values.to_numpy(zero_copy_only=False)
        if not np.isfinite(numbers[[bool(text) for text in texts]]).all():
            return _slowly(texts)
        return np.array(numbers, np.float64), []

    def block(self, columns: Sequence[int]) -> tuple[NDArray[np.float64], list[tuple[int, Odd]]]:
        """These columns side by side, and their cells that are no plain number."""
        return by_column(self, columns)


def _slowly(texts: list[str]) -> tuple[NDArray[np.float64], list[Odd]]:
    values = np.full(len(texts), np.nan)
    odd = []
    for row, text in enumerate(texts):
        if text and _PLAIN.fullmatch(text):
            values[row] = float(text)
        elif text:
            odd.append(Odd(row, "error" if text.startswith("#") else "text", text))
    return values, odd
