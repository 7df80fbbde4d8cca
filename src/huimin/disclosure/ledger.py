"""What was published before: readers keep it, whatever is hidden later.

A figure that stands in the ledger and has not changed is known for good. One that has changed by a small count gives
that count away (two births registered late, say) when the new figure stands beside the old: the change is then as
sensitive as a small count, and the new figure is hidden until it differs by more, or for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from huimin.areas import Tree
from huimin.disclosure.table import Flags, Ints
from huimin.disclosure.windows import Window

if TYPE_CHECKING:
    from huimin.disclosure.building import Cells

Line = tuple[str, int, int, str, int, str]
"""Column, first month, last month, key of the area, the number as published, name of the publication."""
HEADERS = ("column", "first", "last", "area", "value", "publication")


@dataclass(frozen=True)
class Ledger:
    """Every number published exactly so far; ``shown[column, window][area]`` holds its values, the oldest first."""

    shown: Mapping[tuple[str, Window], Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[Any]) -> Ledger:
        """From the lines of a ledger file, oldest first."""
        kept: list[Line] = []
        shown: dict[tuple[str, Window], dict[str, tuple[int, ...]]] = {}
        for column, first, last, area, value, publication in lines:
            line: Line = (str(column), int(first), int(last), str(area), int(value), str(publication))
            kept.append(line)
            areas = shown.setdefault((line[0], (line[1], line[2])), {})
            areas[line[3]] = (*areas.get(line[3], ()), line[4])
        return cls(shown, tuple(kept))

    def with_shown(self, entries: Iterable[tuple[str, Window, str, int]], publication: str) -> Ledger:
        """The ledger after a publication: only what is new or has changed gets a line, sorted."""
        fresh: list[Line] = []
        for column, window, area, value in entries:
            before = self.shown.get((column, window), {}).get(area, ())
            if not before or before[-1] != value:
                fresh.append((column, *window, area, value, publication))
        return Ledger.of([*self.lines, *sorted(fresh)])

    def mark(self, cells: Cells, tree: Tree, value: Ints, low: Ints, high: Ints, known: Flags, threshold: int) -> None:
        """Note in place what readers know already, and which changes are small counts."""
        for _, _, cell, _, before in self._found(cells, tree):
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
        return {cell: int(value[cell]) - before[-1] for _, _, cell, _, before in self._found(cells, tree)}

    def _found(self, cells: Cells, tree: Tree) -> Iterator[tuple[int, int, int, int, tuple[int, ...]]]:
        columns = {name: k for k, name in enumerate(cells.columns)}
        windows = {window: w for w, window in enumerate(cells.windows)}
        for (column, window), areas in self.shown.items():
            k, w = columns.get(column), windows.get(window)
            if k is None or w is None:
                continue
            for key, before in areas.items():
                i = tree.index(key)
                if i is not None and cells.at[k, w, i] >= 0:
                    yield k, w, int(cells.at[k, w, i]), i, before
