"""From grid columns to figures: what each odd cell means, and whether each figure can be one at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.grid import Grid, Odd, cell_of, fold, number_in
from huimin.figures.dictionary import Dictionary, Element
from huimin.findings import Place, Severity

# Figures are held as whole multiples of 10 ** -decimals in a double, which is exact up to here.
LARGEST = 2.0**53

_YES = frozenset({"是", "有", "已", "√", "✓", "v", "y", "yes", "true", "1", "对"})
_NO = frozenset({"否", "无", "未", "×", "x", "n", "no", "false", "0", "错"})
_PERCENT_UNITS = frozenset({"%", "percent", "百分比", "百分之"})


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures: 1-based column of the grid, atom, its element, and the factor to its unit."""

    column: int
    atom: str
    element: Element
    factor: float = 1.0


@dataclass(frozen=True)
class Bounds:
    """Limits of all columns at once, each of shape (columns,)."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    scale: NDArray[np.float64]

    @classmethod
    def of(cls, columns: Sequence[FigureColumn]) -> Bounds:
        """The limits that the dictionary sets; a share is 0 to 1 unless it says otherwise."""
        low = [-np.inf if c.element.low is None else c.element.low for c in columns]
        high = [_highest(c.element) for c in columns]
        scale = [10.0**c.element.decimals if c.element.values != "date" else 1.0 for c in columns]
        return cls(np.array(low), np.array(high), np.array(scale))


def _highest(element: Element) -> float:
    if element.high is not None:
        return element.high
    return 1.0 if element.values in ("share", "yes-no") else np.inf


@dataclass(frozen=True)
class FigureColumns:
    """The figure columns of a sheet with their limits."""

    columns: tuple[FigureColumn, ...]
    bounds: Bounds
    places: tuple[int, ...]

    @classmethod
    def of(cls, columns: Sequence[FigureColumn]) -> FigureColumns:
        """These columns with the limits that the dictionary sets."""
        return cls(tuple(columns), Bounds.of(columns), tuple(column.column for column in columns))


def figure_columns(atoms: Sequence[str], first: int, dictionary: Dictionary) -> FigureColumns:
    """Neighbouring columns from ``first`` on, one an atom."""
    return FigureColumns.of(
        [FigureColumn(first + i, atom, dictionary.element_of(atom)) for i, atom in enumerate(atoms)]
    )


class FigureReader:
    """Reads the figure columns of one grid, telling what is odd to ``notes``.

    Attributes:
        filled: shape (rows,): whether anything at all stands in the row's figure columns.
        bad: shape (rows, columns): cells about which an error has been told (after :meth:`read`).
    """

    def __init__(self, grid: Grid, columns: FigureColumns, dictionary: Dictionary, notes: Collector) -> None:
        self.grid, self.columns, self.bounds = grid, columns.columns, columns.bounds
        self.dictionary, self.notes = dictionary, notes
        self.keys: Sequence[str | None] = ()
        self._raw, self._odds = grid.block(columns.places)
        self.filled: NDArray[np.bool_] = np.asarray((~np.isnan(self._raw)).any(axis=1), bool)
        self.filled[[cell.row for _, cell in self._odds]] = True
        self.bad = np.zeros(self._raw.shape, bool)
        self._taken: dict[tuple[str, int], list[str]] = {}

    def read(self, keys: Sequence[str | None]) -> NDArray[np.float64]:
        """Figures of shape (rows, columns): NaN where nothing (or nothing usable) is written.

        ``keys`` name the area of each row. Rows without one (notes below the table, rows left out) hold no
        figures.
        """
        self.keys = keys
        matrix = self._raw.copy()
        for j, column in enumerate(self.columns):
            if column.factor != 1.0:
                matrix[:, j] = [_times(value, column.factor) for value in matrix[:, j]]
        for j, cell in self._odds:
            if keys[cell.row] is not None:
                matrix[cell.row, j] = self._odd(cell, j)
                self.bad[cell.row, j] = np.isnan(matrix[cell.row, j])
        matrix[[key is None for key in keys]] = np.nan
        self._tell_taken()
        return self._within_bounds(matrix)

    def _place(self, row: int, j: int) -> Place:
        column = self.columns[j]
        cell = cell_of(self.grid, row, column.column)
        return Place(sheet=self.grid.sheet, cell=cell, area=self.keys[row] or "", element=column.atom)

    def _names(self, j: int) -> dict[str, str]:
        """The column's name in both languages, for the words of a finding."""
        atom = self.columns[j].atom
        return {f"name_{lang}": self.dictionary.atom_name(atom, lang) for lang in ("zh", "en")}

    def _odd(self, cell: Odd, j: int) -> float:
        element, place = self.columns[j].element, self._place(cell.row, j)
        value = _judged(cell, element)
        if value is not None:
            return value
        match cell.kind:
            case "text":
                return self._text(cell, j, place)
            case "date":
                self.notes.error("cell-is-a-date", place, found=cell.text)
            case "boolean":
                self.notes.error("cell-is-true-or-false", place, found=cell.text)
            case "error":
                self.notes.error("cell-is-an-error", place, found=cell.text)
            case "unsaved":
                self.notes.error("formula-without-value", place)
        return np.nan

    def _text(self, cell: Odd, j: int, place: Place) -> float:
        column = self.columns[j]
        found = number_in(cell.text)
        if found is None or (found[1] == "percent" and not _may_be_percent(column.element)):
            code = "cell-is-text" if found is None else "percent-in-a-count"
            self.notes.error(code, place, found=cell.text.strip()[:60], **self._names(j))
            return np.nan
        value, how = found
        if how == "percent" and column.element.unit in _PERCENT_UNITS:
            value = _times(value, 100)
        if how != "plain" or self.grid.typed:
            self._taken.setdefault((how, j), []).append(place.cell)
        return _times(value, column.factor)

    def _tell_taken(self) -> None:
        codes = {
            "plain": "number-kept-as-text",
            "folded": "number-written-oddly",
            "percent": "percent-kept-as-text",
        }
        for (how, j), cells in self._taken.items():
            place = Place(sheet=self.grid.sheet, cell=cells[0], element=self.columns[j].atom)
            self.notes.note(codes[how], place, count=len(cells), last=cells[-1], **self._names(j))

    def _within_bounds(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        bounds = self.bounds
        with np.errstate(over="ignore", invalid="ignore"):
            scaled = matrix * bounds.scale
            huge = np.abs(scaled) >= LARGEST
            low, high = matrix < bounds.low, matrix > bounds.high
            # A sum of money in the millions is stored a few last bits beside its cents.
            uneven = np.abs(scaled - np.rint(scaled)) > 1e-6 + np.abs(scaled) * 1e-13
        if not (huge | low | high | uneven).any():
            return matrix
        for row, j in np.argwhere(huge | low | high | uneven):
            matrix[row, j] = self._unbounded(matrix[row, j], row, j, huge[row, j], low[row, j], high[row, j])
            self.bad[row, j] = np.isnan(matrix[row, j])
        return matrix

    def _unbounded(self, value: float, row: int, j: int, huge: bool, low: bool, high: bool) -> float:
        element, place = self.columns[j].element, self._place(row, j)
        found, names = float(value), self._names(j)
        if huge:
            self.notes.error("figure-impossibly-large", place, found=found)
        elif low:
            code = "figure-negative" if element.low == 0 else "figure-too-low"
            self.notes.error(code, place, found=found, low=element.low, **names)
        elif high:
            self.notes.error("figure-too-high", place, found=found, high=_highest(element), **names)
        else:
            severity = Severity.WARNING if element.decimals else Severity.ERROR
            self.notes.add("figure-too-many-decimals", severity, place, found=found, decimals=element.decimals, **names)
            return _rounded(found, element.decimals) if element.decimals else np.nan
        return np.nan


def _times(value: float, factor: float) -> float:
    """The product as the decimal figures give it: 0.57 x 10000 is 5700, not 5699.999999999999."""
    return value if factor == 1.0 else float(format(value * factor, ".15g"))


def _rounded(value: float, decimals: int) -> float:
    return float(Decimal(format(value, ".12g")).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _may_be_percent(element: Element) -> bool:
    return element.values == "share" or element.unit == "1" or element.unit in _PERCENT_UNITS


def _judged(cell: Odd, element: Element) -> float | None:
    """The value of a cell of an element that people fill in as yes or no, or as a date."""
    if element.values == "yes-no":
        if cell.kind == "boolean":
            return cell.value
        word = fold(cell.text).casefold()
        return 1.0 if word in _YES else 0.0 if word in _NO else None
    if element.values == "date":
        if cell.kind == "date":
            return cell.value
        return _date_in(cell.text)
    return None


def _date_in(text: str) -> float | None:
    parts = fold(text).replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    pieces = parts.split("-")
    try:
        year, month, day = (int(piece) for piece in pieces)
        return float(date(year, month, day).toordinal())
    except ValueError:
        return None


def tell_unfilled(
    figures: FigureReader, required: Collection[str], matrix: NDArray[np.float64], rows: NDArray[np.intp]
) -> None:
    """Tell, once a row, which ``required`` atoms were left empty; ``rows``: those of areas that reported."""
    columns = figures.columns
    needed = np.array([column.atom in required for column in columns], bool)
    empty = np.isnan(matrix) & ~figures.bad & needed
    for row in rows[empty[rows].any(axis=1)].tolist():
        missing = np.flatnonzero(empty[row]).tolist()
        first = columns[missing[0]]
        cell = cell_of(figures.grid, row, first.column)
        place = Place("", figures.grid.sheet, cell, figures.keys[row] or "", "", first.atom)
        names = {}
        for lang in ("zh", "en"):
            words = [figures.dictionary.atom_name(columns[j].atom, lang) for j in missing[:5]]
            names[f"names_{lang}"] = ", ".join(words)
        figures.notes.error("figure-missing", place, count=len(missing), **names)
