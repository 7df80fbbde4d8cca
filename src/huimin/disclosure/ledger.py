"""What was published before: readers keep it, whatever is hidden later.

A figure that stands in the ledger and has not changed is known for good. One that has changed by a small count gives
that count away (two births registered late, say) when the new figure stands beside the old: the change is then as
sensitive as a small count, and the new figure is hidden until it differs by more, or for good. A figure that was shown
rounded leaves readers with a range, which stays known too as long as the figure lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from huimin.areas import Tree
from huimin.disclosure.bounds import rounded_range
from huimin.disclosure.table import FAR, Flags, Floats, Ints
from huimin.disclosure.windows import Window

if TYPE_CHECKING:
    from huimin.disclosure.building import Cells

Line = tuple[str, int, int, str, int, str, int]
"""Column, first month, last month, key of the area, the number as published, name of the publication, and what the
number was rounded to (0: it is exact)."""
HEADERS = ("column", "first", "last", "area", "value", "publication", "rounded")
Where = tuple[str, Window]
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Ledger:
    """Every number published so far: ``shown[column, window][area]`` holds its exact values, the oldest first,
    and ``ranges`` in the same way least and most of the rounded ones."""

    shown: Mapping[Where, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    ranges: Mapping[Where, Mapping[str, tuple[tuple[int, int], ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Any]) -> Ledger:
        """From the lines of a ledger file, oldest first; lines without the last column are of exact numbers."""
        kept: list[Line] = []
        shown: dict[Where, dict[str, tuple[int, ...]]] = {}
        ranges: dict[Where, dict[str, tuple[tuple[int, int], ...]]] = {}
        for column, first, last, area, value, publication, *rounded in lines:
            base = int(rounded[0] or 0) if rounded else 0
            line: Line = (str(column), int(first), int(last), str(area), int(value), str(publication), base)
            kept.append(line)
            where = line[0], (line[1], line[2])
            if base:
                wide = ranges.setdefault(where, {})
                wide[line[3]] = (*wide.get(line[3], ()), rounded_range(line[4], base))
            else:
                exact = shown.setdefault(where, {})
                exact[line[3]] = (*exact.get(line[3], ()), line[4])
        return cls(shown, tuple(kept), ranges)

    def with_shown(self, entries: Iterable[Sequence[Any]], publication: str) -> Ledger:
        """The ledger after a publication: only what is new or has changed gets a line, sorted.

        Args:
            entries: column, window, key of the area, number and, where it is rounded, what to.
        """
        last = {(line[0], (line[1], line[2]), line[3], line[6]): line[4] for line in self.lines}
        fresh: list[Line] = []
        for column, window, area, value, *rounded in entries:
            base = rounded[0] if rounded else 0
            if last.get((column, window, area, base)) != value:
                fresh.append((column, *window, area, value, publication, base))
        return Ledger.of([*self.lines, *sorted(fresh)])

    def mark(self, cells: Cells, tree: Tree, value: Ints, low: Ints, high: Ints, known: Flags, threshold: int) -> None:
        """Note in place what readers know already, and which changes are small counts."""
        for cell, before in _found(self.shown, cells, tree):
            now = int(value[cell])
            if before[-1] == now:
                known[cell] = True
                continue
            close = [old for old in before if 0 < abs(now - old) < threshold]
            if close:
                least, most = min(close) - threshold + 1, max(close) + threshold - 1
                sensitive = low[cell] <= high[cell]
                low[cell] = min(low[cell], least) if sensitive else max(least, 0)
                high[cell] = max(high[cell], most) if sensitive else most

    def changes(self, cells: Cells, tree: Tree, value: Ints) -> dict[int, int]:
        """For each cell that was published before, how much it has changed since."""
        return {cell: int(value[cell]) - before[-1] for cell, before in _found(self.shown, cells, tree)}

    def limits(self, cells: Cells, tree: Tree, value: Ints) -> tuple[Floats, Floats]:
        """For each cell, the least and the most that rounded numbers of earlier publications leave it."""
        low, high = np.zeros(len(value)), np.full(len(value), FAR)
        for cell, before in _found(self.ranges, cells, tree):
            for least, most in before:
                if least <= value[cell] <= most:
                    low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
        return low, high


def _found(published: Mapping[Where, Mapping[str, Kept]], cells: Cells, tree: Tree) -> Iterator[tuple[int, Kept]]:
    """The cells of what was published before."""
    columns = {name: k for k, name in enumerate(cells.columns)}
    windows = {window: w for w, window in enumerate(cells.windows)}
    for (column, window), areas in published.items():
        k, w = columns.get(column), windows.get(window)
        if k is None or w is None:
            continue
        for key, before in areas.items():
            i = tree.index(key)
            if i is not None and cells.at[k, w, i] >= 0:
                yield int(cells.at[k, w, i]), before
