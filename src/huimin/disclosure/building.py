"""From figures to one table of cells and relations: columns × windows × areas, with all that ties them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Tree
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.policy import Policy, protected_elements
from huimin.disclosure.rules import Ties
from huimin.disclosure.table import Floats, Ints, Table, small_window
from huimin.disclosure.windows import Splits, Window, all_windows, shorter_stocks
from huimin.figures.dictionary import Dictionary, Element
from huimin.language import Leaf


class Figures(Protocol):
    """Where the true figures come from: an engine's table, or anything that gives a column for a leaf."""

    def __getitem__(self, leaf: Leaf) -> NDArray[np.float64]:
        """The value of ``leaf`` at every area of the tree (NaN: not reported)."""


def columns_of(element: Element) -> dict[str, tuple[str, ...]]:
    """The published columns of an element, each with the atoms it adds up: every part, every margin and the total."""
    choices = [(None, *[category.code for category in way.categories]) for way in element.by]
    made: dict[str, tuple[str, ...]] = {}
    for picked in product(*choices):
        fits = [a for a in element.atoms if all(p in (None, w) for p, w in zip(picked, a.split(".")[1:], strict=True))]
        made[".".join([element.code, *(p for p in picked if p)])] = tuple(fits)
    return made


@dataclass(frozen=True)
class Cells:
    """Where each cell of the table stands.

    Attributes:
        columns: the names of the columns, each with its atoms.
        windows: all windows, gaps included.
        at: cell numbers by column, window and area; -1 where there is none (nothing reported, or not published).
        reported: whether anything was reported, in the same shape.
        public: by window and area, whether it is published at all.
    """

    columns: Mapping[str, tuple[str, ...]]
    windows: tuple[Window, ...]
    at: Ints
    reported: NDArray[np.bool_]
    public: NDArray[np.bool_]

    def index(self, column: str, window: Window) -> tuple[int, int] | None:
        """The place of a column and window, or None where the table does not hold them."""
        if column not in self.columns or window not in self.windows:
            return None
        return list(self.columns).index(column), self.windows.index(window)


def needed_leaves(
    dictionary: Dictionary, public: Mapping[str, Sequence[Window]], atoms: Iterable[str]
) -> frozenset[Leaf]:
    """The leaves an engine must compute before :func:`build` can be called; ``atoms`` are those on some form."""
    there = set(atoms)
    gaps = {gap for one in all_windows(public).values() for gap in one.gaps}
    windows = {window for level in public.values() for window in level} | gaps
    wanted = [atom for one in protected_elements(dictionary) for atom in one.atoms if atom in there]
    return frozenset(Leaf(atom, *window) for atom in wanted for window in windows)


class Building:
    """Collects cells and relations. One use: make it, call the ``add`` methods, take ``table``."""

    def __init__(
        self, figures: Figures, tree: Tree, elements: Sequence[Element], public: Mapping[str, Sequence[Window]],
        policy: Policy, ledger: Ledger,
    ) -> None:  # fmt: skip
        self.tree, self.elements, self.policy, self.ledger = tree, elements, policy, ledger
        self.levels = {level: windows for level, windows in public.items() if len(tree.at_level(level))}
        self.splits: dict[str, Splits] = all_windows(self.levels)
        gaps = {gap for one in self.splits.values() for gap in one.gaps}
        windows = sorted({w for level in self.levels.values() for w in level} | gaps)
        columns = {name: atoms for one in elements for name, atoms in columns_of(one).items()}
        self.element_of = {name: one for one in elements for name in columns_of(one)}
        self._values: list[Ints] = []
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in ("row", "cell", "factor")}
        self._count = self._rows = 0
        self.cells = self._place(figures, columns, tuple(windows))
        self._cell_values = np.concatenate([*self._values, np.empty(0, np.int64)])
        self._aids: list[Ints] = []

    def _place(self, figures: Figures, columns: Mapping[str, tuple[str, ...]], windows: tuple[Window, ...]) -> Cells:
        size = len(self.tree)
        at = np.full((len(columns), len(windows), size), -1, np.int64)
        reported = np.zeros(at.shape, bool)
        shown = np.zeros((len(windows), size), bool)
        here = np.zeros((len(windows), size), bool)
        for level, own in self.levels.items():
            areas = self.tree.at_level(level)
            for window in {*own, *self.splits[level].gaps}:
                here[windows.index(window), areas] = True
                shown[windows.index(window), areas] = window in own
        for k, atoms in enumerate(columns.values()):
            for w, window in enumerate(windows):
                value = _total(figures, atoms, window)
                known = np.asarray(~np.isnan(value), bool)
                reported[k, w] = known
                there = np.flatnonzero(here[w] & known & (value >= 0))
                at[k, w, there] = self._count + np.arange(len(there))
                self._values.append(np.rint(value[there]).astype(np.int64))
                self._count += len(there)
        return Cells(columns, windows, at, reported, shown)

    def add_tree(self) -> None:
        """An area is the sum of the areas published below it, and of what belongs to none of them."""
        above = [self._published_above(w) for w in range(len(self.cells.windows))]
        for k, name in enumerate(self.cells.columns):
            rule = self.element_of[name].over_areas
            if rule == "none":
                continue
            for w, parent in enumerate(above):
                cells = self.cells.at[k, w]
                child = np.flatnonzero((cells >= 0) & (parent >= 0) & (cells[parent] >= 0))
                if len(child):
                    wholes, group = np.unique(parent[child], return_inverse=True)
                    self._relate(cells[wholes], group.ravel(), cells[child], exact=rule == "own")

    def _published_above(self, w: int) -> Ints:
        """For each area with cells in window ``w``, the nearest area above that has them too; else -1."""
        nearest = np.full(len(self.tree), -1, np.int64)
        places: NDArray[np.bool_] = np.any(self.cells.at[:, w] >= 0, axis=0)
        for i in np.flatnonzero(places):
            above = int(self.tree.parent[i])
            while above >= 0 and not places[above]:
                above = int(self.tree.parent[above])
            nearest[i] = above
        return nearest

    def add_categories(self) -> None:
        """A total is the sum of its parts, along each way of breaking it down."""
        names = list(self.cells.columns)
        for one in self.elements:
            for whole, parts in _margins(one):
                for w in range(len(self.cells.windows)):
                    self._relate_columns(self.cells.at[names.index(whole), w],
                                         [self.cells.at[names.index(part), w] for part in parts])  # fmt: skip

    def add_time(self) -> None:
        """A quarter is the sum of its months; a stock at the end of a quarter is that of its last month."""
        number = {window: w for w, window in enumerate(self.cells.windows)}
        for level, own in self.levels.items():
            areas = self.tree.at_level(level)
            stocks = {long: (short,) for long, short in shorter_stocks(own).items()}
            by_rule = {"sum": self.splits[level].parts, "last": stocks}
            for k, name in enumerate(self.cells.columns):
                for whole, parts in by_rule.get(self.element_of[name].over_time, {}).items():
                    at = self.cells.at[k]
                    self._relate_columns(at[number[whole], areas], [at[number[part], areas] for part in parts])

    def add_ties(self, ties: Ties) -> None:
        """What the forms' rules and the indicators say of figures of one area: sums that are equal, parts of wholes."""
        for factors, part_of in ties.over(self.cells.columns, self.cells.windows):
            there = [self.cells.at[k, w] for k, w in factors]
            full = np.flatnonzero(np.all([cells >= 0 for cells in there], axis=0))
            if not len(full):
                continue
            stack = np.stack([cells[full] for cells in there])
            rest = np.asarray(list(factors.values())) @ self._cell_values[stack]
            good = rest >= 0 if part_of else rest == 0
            self._add_rows(stack[:, good], list(factors.values()), rest[good] if part_of else None)

    def _relate_columns(self, whole: Ints, parts: Sequence[Ints]) -> None:
        """Area by area, ``whole`` is the sum of ``parts`` (those that are there)."""
        stack = np.stack(parts)
        part, area = np.nonzero((stack >= 0) & (whole >= 0))
        if len(area):
            places, group = np.unique(area, return_inverse=True)
            self._relate(whole[places], group.ravel(), stack[part, area], exact=False)

    def _relate(self, wholes: Ints, group: Ints, parts: Ints, exact: bool) -> None:
        """Each whole is the sum of the parts of its group, and of a rest where that is above zero.

        Where the parts are more than the whole, or (``exact``) not the same, readers are told nothing by it.
        """
        value = self._cell_values
        rest = value[wholes] - np.bincount(group, value[parts], len(wholes)).astype(np.int64)
        good = rest == 0 if exact else rest >= 0
        rows = self._rows + np.cumsum(good) - 1
        kept = good[group]
        self._add(rows[good], wholes[good], 1.0)
        self._add(rows[group][kept], parts[kept], -1.0)
        left = good & (rest > 0)
        self._add(rows[left], self._new_aids(rest[left]), -1.0)
        self._rows += int(good.sum())

    def _add_rows(self, stack: Ints, factors: Sequence[float], rest: Floats | None) -> None:
        rows = self._rows + np.arange(stack.shape[1])
        for cells, factor in zip(stack, factors, strict=True):
            self._add(rows, cells, factor)
        if rest is not None:
            self._add(rows, self._new_aids(rest.astype(np.int64)), -1.0)
        self._rows += stack.shape[1]

    def _new_aids(self, values: Ints) -> Ints:
        self._aids.append(values)
        self._count += len(values)
        return np.arange(self._count - len(values), self._count)

    def _add(self, row: Ints, cell: Ints, factor: float) -> None:
        self._parts["row"].append(row)
        self._parts["cell"].append(cell)
        self._parts["factor"].append(np.full(len(row), factor))

    def table(self) -> Table:
        """The table of all that was added; readers' knowledge from earlier publications is counted in."""
        value = np.concatenate([self._cell_values, *self._aids])
        low, high = small_window(value, self.policy.threshold, self.policy.zero_hidden)
        public = np.zeros(len(value), bool)
        public[self.cells.at[:, self.cells.public][self.cells.at[:, self.cells.public] >= 0]] = True
        low[len(self._cell_values) :][value[len(self._cell_values) :] == 0] = 1  # an empty rest is nothing to hide
        high[len(self._cell_values) :][value[len(self._cell_values) :] == 0] = 0
        known = np.zeros(len(value), bool)
        self.ledger.mark(self.cells, self.tree, value, low, high, known, self.policy.threshold)
        row, cell, factor = (np.concatenate([*self._parts[name], np.empty(0)]) for name in ("row", "cell", "factor"))
        least, most = self.ledger.limits(self.cells, self.tree, value)
        return Table(value, least, low, high, public, known, self._weights(value),
                     row.astype(np.int64), cell.astype(np.int64), factor, most)  # fmt: skip

    def _weights(self, value: Ints) -> Floats:
        """Small areas and short windows are hidden before large and long ones, small counts before large."""
        weight: Floats = np.log2(2.0 + value)
        deepest = int(self.tree.depth.max(initial=0))
        scale = 3.0 ** (deepest - self.tree.depth)
        for w, (first, last) in enumerate(self.cells.windows):
            cells = self.cells.at[:, w]
            there = cells >= 0
            weight[cells[there]] *= np.broadcast_to(scale * (1.0 + np.log2(last - first + 1.0)), cells.shape)[there]
        return weight


def _total(figures: Figures, atoms: Sequence[str], window: Window) -> NDArray[np.float64]:
    """The sum of the atoms that were reported; NaN where none was."""
    columns = np.stack([figures[Leaf(atom, *window)] for atom in atoms])
    total: NDArray[np.float64] = np.where(np.isnan(columns).all(axis=0), np.nan, np.nansum(columns, axis=0))
    return total


def _margins(element: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Each column that one way breaks down, with the columns it is broken down into."""
    columns = columns_of(element)
    by_atoms = {atoms: name for name, atoms in columns.items()}
    made = []
    for name, atoms in columns.items():
        for place, way in enumerate(element.by, 1):
            groups = [tuple(a for a in atoms if a.split(".")[place] == category.code) for category in way.categories]
            if len([group for group in groups if group]) > 1:
                made.append((name, tuple(by_atoms[group] for group in groups if group)))
    return made
