"""From rows of files to areas of a tree: where each row is at home, and rolling columns up.

Adding up a column of whole numbers over the tree needs no walk from level to level: in depth-first order the
areas below a node stand together, so its total is a difference of two running totals. That is exact as long
as the running totals are below 2 ** 53; where they are not, and for means, which are no whole numbers, the
tree's own level-by-level roll-up is taken.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Tree

Floats = NDArray[np.float64]
EXACT = 2.0**53


class RollUp:
    """Sums over one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.size = tree, len(tree.keys)
        self._inner = np.flatnonzero(tree.end > np.arange(self.size) + 1)
        self._end = tree.end[self._inner]
        self._room = threading.local()
        self.rings = tree.rings  # worked out here once, before threads ask for it

    def _running(self, kind: type[np.float64] | type[np.int64]) -> NDArray[Any]:
        """Room for running totals, the first of which is 0. Each thread has its own and uses it again."""
        name = kind.__name__
        if not hasattr(self._room, name):
            setattr(self._room, name, np.zeros(self.size + 1, kind))
        room: NDArray[Any] = getattr(self._room, name)
        return room

    def counts(self, own: NDArray[np.int64]) -> NDArray[np.int32]:
        """Whole numbers added up: own and everything below, by tree index."""
        running = self._running(np.int64)
        np.cumsum(own, out=running[1:])
        total = own.astype(np.int32)
        total[self._inner] = running[self._end] - running[self._inner]
        return total

    def sums(self, own: Floats) -> Floats:
        """Whole numbers held as floats added up; nothing is NaN. ``own`` may be overwritten."""
        running = self._running(np.float64)
        np.cumsum(own, out=running[1:])
        if max(running.max(), -running.min()) >= EXACT:
            return self.tree.sum_up(own)
        own[self._inner] = running[self._end] - running[self._inner]
        return own


class Homes:
    """Where the rows of a form's files are at home in a tree."""

    def __init__(self, rows: NDArray[np.int32], tree: Tree) -> None:
        self.rows, self.size = rows, len(tree.keys)
        self.tree = tree
        self.home = tree.home[rows].astype(np.int64)
        self._one_each = bool(np.all(self.home >= 0)) and bool(np.all(np.diff(self.home) > 0))

    @cached_property
    def _kept(self) -> NDArray[np.bool_]:
        return self.home >= 0

    def place(self, values: Floats) -> Floats:
        """Values by row (no NaN) added up at their homes, by tree index; 0 where there is none."""
        if self._one_each:
            placed = np.zeros(self.size)
            placed[self.home] = values
            return placed
        added = np.bincount(self.home[self._kept], values[self._kept], self.size)
        return added.astype(np.float64, copy=False)

    def place_counts(self, counts: NDArray[np.integer]) -> NDArray[np.int64]:
        """Counts by row added up at their homes, by tree index."""
        if self._one_each:
            placed = np.zeros(self.size, np.int64)
            placed[self.home] = counts
            return placed
        return np.bincount(self.home[self._kept], counts[self._kept], self.size).astype(np.int64)

    def by_history(self, values: Floats) -> Floats:
        """Values by history id instead of by row; NaN where there is no row."""
        spread = np.full(len(self.tree.home), np.nan)
        spread[self.rows] = values
        return spread

    def only_own(self, figures: Floats, own: Floats) -> Floats:
        """Figures by history id that are never added up, by tree index: the area's own, else the only one it
        took over.

        ``own`` are the same figures added up, those of areas that became part of the node included.
        """
        itself = figures[self.tree.ids]
        known = ~np.isnan(figures) & ~self.tree.covering & (self.tree.home >= 0)
        several = np.bincount(self.tree.home[known], minlength=self.size) > 1
        return np.where(np.isnan(itself) & ~several, own, itself)
