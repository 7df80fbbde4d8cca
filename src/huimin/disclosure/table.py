"""Counts and what is known about how they add up: the one model behind every rule of protection.

A *cell* is one whole number: births of a township in a quarter, say. A *relation* says that cells, each with a sign or
factor, add up to nothing: ``city - county A - county B = 0``. The tree of areas, the categories of an element, the
months of a quarter and the rules of a form are all relations, so that one audit sees them together.

Some cells are *aids*: nobody publishes them, but a reader can work with them, because they are what is left over
(figures that an office reports beside its townships), or the other part of a whole (births registered late are the
births registered less those registered on time).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FAR = 1e12
"""Stands for "no bound": far above any count, and small enough that sums of many stay exact in doubles."""


class Status(IntEnum):
    """What a reader gets instead of, or along with, a number."""

    SHOWN = 0
    SMALL = 1
    """hidden because the count itself is small"""
    COMPLEMENT = 2
    """hidden because a small count could be worked out from it"""
    REVISION = 3
    """hidden because it differs a little from what was published before, and the difference is a small count"""
    ROUNDED = 4
    """shown rounded to the policy's base"""
    NOT_REPORTED = 5
    """nobody reported it"""
    NOT_PUBLIC = 6
    """never published: not at this level, not for this period, or never outside the office"""

    @property
    def hidden(self) -> bool:
        """Whether a number is there that the reader does not get."""
        return self in (Status.SMALL, Status.COMPLEMENT, Status.REVISION)

    @property
    def public(self) -> str:
        """The word that may stand in public: ``shown``, ``hidden``, ``rounded``, ``not-reported`` or ``not-public``.

        The three reasons for hiding are one word, because "hidden, for it is small" gives a range away that the audit
        relies on being unknown.
        """
        return "hidden" if self.hidden else self.name.lower().replace("_", "-")


HIDDEN = (Status.SMALL, Status.COMPLEMENT, Status.REVISION)


@dataclass(frozen=True)
class Table:
    """Cells and their relations. Arrays have one entry a cell; those of the relations one an entry of a relation.

    Attributes:
        value: the true counts, whole numbers.
        floor: the least a reader knows the cell can be (0 for counts, ``-FAR`` where it may be negative).
        window_low, window_high: a cell is *sensitive* where ``window_low <= window_high``: a reader must not be able
            to tell that it lies between the two (both included).
        public: whether the cell is published at all; the others are aids.
        known: whether readers have the value already, whatever happens now.
        weight: what hiding it costs; the cheapest are hidden first.
        row, cell, factor: the relations: for each row, the sum of factor times value over its cells is 0.
        ceiling: the most a reader knows the cell can be, one entry a cell (None: of no cell is any known).
    """

    value: Ints
    floor: Floats
    window_low: Ints
    window_high: Ints
    public: Flags
    known: Flags
    weight: Floats
    row: Ints
    cell: Ints
    factor: Floats
    ceiling: Floats | None = None

    def __post_init__(self) -> None:
        if len(self.row) and np.any(self.relations @ self.value.astype(float) != 0):
            raise ValueError("a relation of the table does not hold for its own values")

    def __len__(self) -> int:
        return len(self.value)

    @property
    def relations(self) -> csr_array:
        """The relations as a sparse matrix, a row a relation and a column a cell."""
        rows = int(self.row.max()) + 1 if len(self.row) else 0
        return csr_array((self.factor, (self.row, self.cell)), shape=(rows, len(self)))

    @property
    def sensitive(self) -> Flags:
        """Which cells a reader must not be able to narrow down."""
        return self.window_low <= self.window_high


def small_window(values: Ints, threshold: int, zero_hidden: bool = False) -> tuple[Ints, Ints]:
    """The windows of plain counts: 0 to ``threshold - 1`` for counts of 1 to ``threshold - 1`` (with ``zero_hidden``
    for 0 too), and none, written as 1 to 0, for the others.
    """
    small = (values < threshold) & (values >= (0 if zero_hidden else 1))
    return np.where(small, 0, 1).astype(np.int64), np.where(small, threshold - 1, 0).astype(np.int64)


def table_of(
    values: Sequence[int],
    relations: Sequence[Mapping[int, float]],
    threshold: int = 5,
    aids: Sequence[int] = (),
    known: Sequence[int] = (),
    weights: Sequence[float] | None = None,
) -> Table:
    """A table from plain values and relations (cell number -> factor), every cell a count: for hand-made tables.

    >>> table_of([10, 4, 6], [{0: 1, 1: -1, 2: -1}]).sensitive.tolist()
    [False, True, False]
    """
    counts = np.asarray(values, np.int64)
    low, high = small_window(counts, threshold)
    entries = [(row, cell, factor) for row, one in enumerate(relations) for cell, factor in one.items()]
    public, fixed = np.ones(len(counts), bool), np.zeros(len(counts), bool)
    public[list(aids)], fixed[list(known)] = False, True
    return Table(
        counts,
        np.zeros(len(counts)),
        low,
        high,
        public,
        fixed,
        np.log2(2.0 + counts) if weights is None else np.asarray(weights, float),
        np.array([row for row, _, _ in entries], np.int64),
        np.array([cell for _, cell, _ in entries], np.int64),
        np.array([factor for _, _, factor in entries], float),
    )
