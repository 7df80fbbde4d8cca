"""Protection of everything a workspace publishes: one table, one audit, and a status for every number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Tree
from huimin.disclosure.bounds import is_hidden, round_to
from huimin.disclosure.building import Building, Cells, Figures
from huimin.disclosure.complement import Suppressed, hidden_share, suppress
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.linear import Linear, named, sums_in
from huimin.disclosure.policy import Policy, already_public, protected_elements, publicity
from huimin.disclosure.rules import NO_TIES, Ties
from huimin.disclosure.table import Floats, Ints, Status, Table
from huimin.disclosure.windows import Window
from huimin.figures.dictionary import Dictionary
from huimin.findings import Finding
from huimin.language import Expression, Leaf, leaves

Flags = NDArray[np.bool_]
NO_LEDGER = Ledger()


@dataclass(frozen=True)
class Protected:
    """What may be public, number by number.

    Areas are tree indexes of ``tree``. A *column* is an atom (``births.male``), a margin or an element's total
    (``births``); a *window* is (first month, last month).
    """

    tree: Tree
    dictionary: Dictionary
    policy: Policy
    public: Mapping[str, Sequence[Window]]
    cells: Cells
    table: Table
    suppressed: Suppressed
    findings: tuple[Finding, ...]
    _figures: Figures

    def status(self, column: str, window: Window) -> NDArray[np.int8]:
        """The :class:`Status` of a column and window at every area of the tree."""
        openness = publicity(self.dictionary[column.split(".")[0]])
        here = self._here(window)
        if openness == "no":
            return np.full(len(self.tree), Status.NOT_PUBLIC, np.int8)
        place = self.cells.index(column, window) if openness == "protected" else None
        if place is None:
            if openness == "protected":
                return np.full(len(self.tree), Status.NOT_PUBLIC, np.int8)
            known = np.isfinite(self._true(column, window))
            return np.where(here, np.where(known, Status.SHOWN, Status.NOT_REPORTED), Status.NOT_PUBLIC).astype(np.int8)
        cell = self.cells.at[place]
        made = np.where(self.cells.reported[place], Status.SHOWN, Status.NOT_REPORTED)
        made[cell >= 0] = self.suppressed.status[cell[cell >= 0]]
        return np.where(here, made, Status.NOT_PUBLIC).astype(np.int8)

    def numbers(self, column: str, window: Window) -> Floats:
        """What readers get at every area: the number, the rounded number, or NaN."""
        status, value = self.status(column, window), self._true(column, window)
        rounded = status == Status.ROUNDED
        made = np.where(status == Status.SHOWN, value, np.nan)
        made[rounded] = round_to(np.rint(value[rounded]).astype(np.int64), self.policy.base)
        return made

    def computable(self, expression: Expression) -> Flags:
        """Where a reader could work the expression out from what is shown exactly.

        Only there may its value be public: it then tells nothing that is not public already. Elsewhere it is withheld,
        for a rate beside its denominator gives the numerator back (value × denominator), to within the rounding.
        """
        made = np.ones(len(self.tree), bool)
        for part in sums_in(expression):
            made &= self._sum_shown(part)
        return made

    def _sum_shown(self, part: Linear) -> Flags:
        """Where every column of a sum is shown: by the largest totals, else atom by atom."""
        whole = self._all_shown([(c, (first, last), up) for c, first, last, up in named(part, self.cells.columns)])
        return whole | self._all_shown([(leaf.atom, (leaf.first, leaf.last), leaf.up) for leaf in part])

    def _all_shown(self, wanted: Iterable[tuple[str, Window, int]]) -> Flags:
        made = np.ones(len(self.tree), bool)
        for column, window, up in wanted:
            made &= self._up(self._can_be_used(column, window), up)
        return made

    def _can_be_used(self, column: str, window: Window) -> Flags:
        """Shown; or judged by people (which schemes publish as points, not as counts), or protected by nobody."""
        element = self.dictionary[column.split(".")[0]]
        if element.judged or publicity(element) == "yes":
            return np.ones(len(self.tree), bool)
        status = self.status(column, window)
        return np.isin(status, (Status.SHOWN, Status.NOT_REPORTED))

    def _up(self, values: Flags, steps: int) -> Flags:
        index = np.arange(len(self.tree))
        for _ in range(steps):
            index = np.where(index < 0, -1, self.tree.parent[index])
        return np.asarray(np.where(index < 0, True, values[index]), bool)

    def _here(self, window: Window) -> Flags:
        levels = [level for level, windows in self.public.items() if window in windows]
        return np.isin(np.array(self.tree.level), levels)

    def _true(self, column: str, window: Window) -> Floats:
        atoms = self.cells.columns.get(column) or tuple(
            atom for atom in self.dictionary[column.split(".")[0]].atoms if atom == column or "." not in column
        )
        stack = np.stack([self._figures[Leaf(atom, *window)] for atom in atoms])
        return np.where(np.isnan(stack).all(axis=0), np.nan, np.nansum(stack, axis=0))

    def shown(self) -> Iterator[tuple[str, Window, str, int]]:
        """Every count shown exactly: column, window, area, number."""
        return (one[:4] for one in self.told() if not one[4])

    def told(self) -> Iterator[tuple[str, Window, str, int, int]]:
        """Every count that readers get: column, window, area, the number, and what it is rounded to (0: exact).

        This is what a ledger keeps.
        """
        status, base = self.suppressed.status, self.policy.base
        rounded = status == Status.ROUNDED
        value = np.where(rounded, round_to(self.table.value, base), self.table.value)
        for k, column in enumerate(self.cells.columns):
            for w, window in enumerate(self.cells.windows):
                cell = self.cells.at[k, w]
                there = np.flatnonzero((cell >= 0) & self.cells.public[w])
                for i in there[(status[cell[there]] == Status.SHOWN) | rounded[cell[there]]].tolist():
                    yield column, window, self.tree.keys[i], int(value[cell[i]]), base * int(rounded[cell[i]])


def protect(
    figures: Figures,
    tree: Tree,
    dictionary: Dictionary,
    public: Mapping[str, Sequence[Window]],
    policy: Policy,
    ties: Ties = NO_TIES,
    ledger: Ledger = NO_LEDGER,
    atoms: Iterable[str] | None = None,
) -> Protected:
    """Decide for every count what readers get.

    Args:
        figures: the true figures; it must hold :func:`huimin.disclosure.building.needed_leaves`.
        public: the windows published at each level (:func:`huimin.disclosure.windows.public_windows`).
        ties: what forms and indicators say of figures of one area (:func:`huimin.disclosure.rules.ties_of`).
        ledger: what was published before.
        atoms: the atoms that are on a form (None: all of them).
    """
    there = None if atoms is None else set(atoms)
    elements = [one for one in protected_elements(dictionary) if there is None or there.issuperset(one.atoms)]
    building = Building(figures, tree, elements, public, policy, ledger)
    building.add_tree()
    building.add_categories()
    building.add_time()
    building.add_ties(ties)
    table = building.table()
    block = _blocks(building.cells, tree, len(table))
    suppressed = suppress(table, policy.base, policy.width)
    coarse = hidden_share(table, suppressed.status, block) > policy.round_above
    if coarse.any():
        rounded = (block >= 0) & coarse[block]
        suppressed = suppress(table, policy.base, policy.width, rounded, suppressed)
    else:
        rounded = None
    table, suppressed = _without_small_changes(building, table, suppressed, policy, ledger, rounded)
    public_small = int((table.sensitive & table.known).sum() + suppressed.lost.sum())
    findings = (already_public(public_small),) if public_small else ()
    return Protected(tree, dictionary, policy, public, building.cells, table, suppressed, findings, figures)


def _blocks(cells: Cells, tree: Tree, count: int) -> Ints:
    """The table each cell is printed in, by number: one for a column, a level and a length of window; -1 for aids."""
    levels = {level: n for n, level in enumerate(dict.fromkeys(tree.level))}
    level = np.array([levels[one] for one in tree.level])
    lengths = sorted({last - first for first, last in cells.windows})
    made = np.full(count, -1, np.int64)
    for k in range(len(cells.columns)):
        for w, (first, last) in enumerate(cells.windows):
            there = np.flatnonzero((cells.at[k, w] >= 0) & cells.public[w])
            number = (k * len(lengths) + lengths.index(last - first)) * len(levels)
            made[cells.at[k, w, there]] = number + level[there]
    return made


def _without_small_changes(
    building: Building, table: Table, suppressed: Suppressed, policy: Policy, ledger: Ledger, rounded: Flags | None
) -> tuple[Table, Suppressed]:
    """Hide changed numbers whose change, less the changes shown beside it, would give a small count away.

    A township's corrected figure may be hidden while its county and its neighbours are shown, before and now: the
    county's change less theirs is the township's. So each relation is looked at in the table of changes as well.
    """
    changes = ledger.changes(building.cells, building.tree, table.value)
    moved = {cell for cell, change in changes.items() if change}
    # Each round hides more and shows nothing again, so that it ends.
    while moved and (give := _telling_changes(table, suppressed, changes, moved, policy.threshold)):
        for cell in give:
            table.window_low[cell] = max(0, int(table.value[cell]) - policy.threshold + 1)
            table.window_high[cell] = int(table.value[cell]) + policy.threshold - 1
        suppressed = suppress(table, policy.base, policy.width, rounded, suppressed, sparing=False)
    return table, suppressed


def _telling_changes(
    table: Table, suppressed: Suppressed, changes: Mapping[int, int], moved: set[int], threshold: int
) -> set[int]:
    """The changed cells to hide: for each relation whose shown changes leave a small one over, the cheapest."""
    hidden = is_hidden(suppressed.status) | ~table.public
    rows = np.unique(table.row[np.isin(table.cell, list(moved))])
    order = np.argsort(table.row, kind="stable")
    starts = np.searchsorted(table.row[order], [rows, rows + 1])
    found = set()
    for start, end in starts.T.tolist():
        entries = order[start:end]
        open_ = [(int(table.cell[e]), float(table.factor[e])) for e in entries if not hidden[table.cell[e]]]
        closed = [int(table.cell[e]) for e in entries if hidden[table.cell[e]]]
        if not closed or any(cell not in changes for cell, _ in open_) or any(cell in changes for cell in closed):
            continue
        left = abs(sum(factor * changes[cell] for cell, factor in open_))
        mine = [cell for cell, _ in open_ if cell in moved and not table.known[cell]]
        if 0 < left < threshold and mine:
            found.add(min(mine, key=lambda cell: (table.weight[cell], cell)))
    return found


def hidden_leaves(protected: Protected, expression: Expression) -> list[Leaf]:
    """The leaves of an expression that are hidden somewhere: to say why a value is withheld."""
    return [
        leaf
        for leaf in sorted(leaves(expression))
        if is_hidden(protected.status(leaf.atom, (leaf.first, leaf.last)).astype(np.int64)).any()
    ]
