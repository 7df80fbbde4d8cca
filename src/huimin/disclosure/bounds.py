"""What a reader can tell about each cell by simple steps: least and most, passed on along the relations.

Each relation bounds each of its cells by the bounds of the others; repeated until nothing moves. What comes out always
holds the truth and everything a reader could believe, so that a cell this pins down is certainly given away. It may be
wider than what a cleverer reader finds: that is for :mod:`huimin.disclosure.audit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_array

from huimin.disclosure.table import FAR, HIDDEN, Flags, Floats, Ints, Status, Table

ROUNDS = 40
Number = TypeVar("Number", int, Ints)


@dataclass(frozen=True)
class Entries:
    """The relations that still hold something unknown, entry by entry, sorted by relation."""

    row: Ints
    cell: Ints
    factor: Floats
    by_cell: Ints
    starts: Ints
    cells: Ints

    @classmethod
    def of(cls, table: Table, unknown: Flags) -> Entries:
        """The entries of the relations of ``table`` that hold an ``unknown`` cell; rows are numbered anew."""
        touched = np.unique(table.row[unknown[table.cell]])
        keep = np.isin(table.row, touched)
        row, cell, factor = np.searchsorted(touched, table.row[keep]), table.cell[keep], table.factor[keep]
        order = np.lexsort((cell, row))
        row, cell, factor = row[order].astype(np.int64), cell[order], factor[order]
        by_cell = np.argsort(cell, kind="stable")
        cells, starts = np.unique(cell[by_cell], return_index=True)
        return cls(row, cell, factor, by_cell, starts, cells)

    @property
    def rows(self) -> int:
        """How many relations there are."""
        return int(self.row[-1]) + 1 if len(self.row) else 0

    def matrix(self, count: int) -> csr_array:
        """The same as a sparse matrix over ``count`` cells."""
        return csr_array((self.factor, (self.row, self.cell)), shape=(self.rows, count))

    def implied(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """For each entry, the least and most its relation allows its cell, given the bounds of the others."""
        positive = self.factor > 0
        least = self.factor * np.where(positive, low[self.cell], high[self.cell])
        most = self.factor * np.where(positive, high[self.cell], low[self.cell])
        least_sum = np.bincount(self.row, least, self.rows)[self.row] - least
        most_sum = np.bincount(self.row, most, self.rows)[self.row] - most
        below, above = -most_sum / self.factor, -least_sum / self.factor
        return np.where(positive, below, above), np.where(positive, above, below)


def reader_bounds(table: Table, status: Ints, base: int) -> tuple[Floats, Floats]:
    """What the publication itself says of each cell: the number, the range of a rounded one, or only the floor."""
    low = table.floor.copy()
    high = np.full(len(table), FAR) if table.ceiling is None else table.ceiling.copy()
    given = table.known | (table.public & (status == Status.SHOWN))
    low[given] = high[given] = table.value[given]
    rounded = table.public & (status == Status.ROUNDED) & ~table.known
    least, most = rounded_range(round_to(table.value[rounded], base), base)
    low[rounded], high[rounded] = np.maximum(low[rounded], least), np.minimum(high[rounded], most)
    return low, high


def rounded_range(middle: Number, base: int) -> tuple[Number, Number]:
    """The least and the most whole number that :func:`round_to` rounds to ``middle``."""
    return middle - base // 2, middle + (base - 1) // 2


def round_to(values: Ints, base: int) -> Ints:
    """To the nearest multiple of ``base``; a half goes up."""
    return np.asarray((values + base // 2) // base * base, np.int64)


def narrowed(entries: Entries, low: Floats, high: Floats, rounds: int = ROUNDS) -> tuple[Floats, Floats]:
    """The bounds after passing them on until nothing moves (or ``rounds`` times: they hold at any time)."""
    low, high = low.copy(), high.copy()
    for _ in range(rounds if len(entries.row) else 0):
        below, above = entries.implied(low, high)
        # Whole numbers: a bound of 2.5 from a factor of 2 is a bound of 2. The hair is for sums in doubles.
        most = np.minimum.reduceat(np.floor(above + 1e-6)[entries.by_cell], entries.starts)
        least = np.maximum.reduceat(np.ceil(below - 1e-6)[entries.by_cell], entries.starts)
        new_high = np.minimum(high[entries.cells], np.where(most > FAR / 2, FAR, most))
        new_low = np.maximum(low[entries.cells], np.where(least < -FAR / 2, -FAR, least))
        if np.array_equal(new_high, high[entries.cells]) and np.array_equal(new_low, low[entries.cells]):
            break
        high[entries.cells], low[entries.cells] = new_high, new_low
    return low, high


def given_away(table: Table, low: Floats, high: Floats, width: int) -> Flags:
    """Which sensitive cells a reader with these bounds can place in their window, or within less than ``width``."""
    inside = (low >= table.window_low) & (high <= table.window_high)
    return table.sensitive & (inside | (high - low < width))


def first_status(table: Table) -> Ints:
    """Every sensitive published cell hidden, every other one shown: where protection starts."""
    small = table.sensitive & table.public & ~table.known
    # A small count's window starts at 0 and holds the count; any other says how near an earlier number is.
    plain = table.sensitive & (table.window_low == 0) & (table.value <= table.window_high)
    over_time = small & ~plain
    return np.where(over_time, Status.REVISION, np.where(small, Status.SMALL, Status.SHOWN)).astype(np.int64)


def is_hidden(status: Ints) -> Flags:
    """Which cells are hidden, for whatever reason."""
    return np.isin(status, HIDDEN)
