"""Tables of texts (csv, sheets that were turned), which answer the same questions as a sheet of xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from huimin.adapters.workbooks.grid import Grid, TextGrid


class Table(Protocol):
    """A sheet that can be asked for its first rows as text, and for a grid of the rows below."""

    @property
    def name(self) -> str:
        """The sheet's name."""

    def texts(self, rows: int | None = None) -> list[list[str]]:
        """The first rows (all, where None) as text, from A1 on."""

    def grid(self, first_row: int) -> Grid:
        """The rows from ``first_row`` (1-based) on."""


@dataclass(frozen=True)
class TextTable:
    """A table of texts. ``transposed``: rows and columns were swapped before."""

    name: str
    rows: Sequence[Sequence[str]]
    transposed: bool = False

    def texts(self, rows: int | None = None) -> list[list[str]]:
        """The first rows (all, where None)."""
        return [list(row) for row in self.rows[:rows]]

    def grid(self, first_row: int) -> TextGrid:
        """The rows from ``first_row`` on."""
        return TextGrid(self.name, self.rows[first_row - 1 :], first_row, self.transposed)


def turned(table: Table) -> TextTable:
    """The table with rows and columns swapped."""
    rows = table.texts()
    width = max((len(row) for row in rows), default=0)
    return TextTable(table.name, [[row[i] if i < len(row) else "" for row in rows] for i in range(width)], True)
