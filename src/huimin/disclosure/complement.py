"""Hiding more, so that what is small stays hidden: complementary suppression, repaired until the audit is content.

It starts from the small counts hidden. Where simple steps (:mod:`huimin.disclosure.bounds`) show that a reader could
place one of them, every relation that holds it too tightly gets one more cell hidden: the cheapest that gives enough
room. When simple steps find nothing more, the audit looks with linear programming; what it still finds is loosened in
the same way, and so on until it finds nothing. Then :mod:`huimin.disclosure.sparing` shows again what proved needless,
and the audit looks once more. The choice is a heuristic (finding the cheapest pattern is NP-hard: J. P. Kelly,
B. L. Golden, A. A. Assad, Networks 22, 1992); that nothing is given away is not: the audit says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.disclosure.audit import Audited, audit
from huimin.disclosure.bounds import (
    Entries,
    first_status,
    given_away,
    is_hidden,
    narrowed,
    reader_bounds,
)
from huimin.disclosure.proofs import Move, proved
from huimin.disclosure.sparing import spare
from huimin.disclosure.table import FAR, Flags, Floats, Ints, Status, Table

PATIENCE = 3
"""After so many cells hidden in vain for one cell, all that is as near is hidden at once."""
LOOKS = 200
"""How often the audit may look again; far more than any table has needed."""


@dataclass(frozen=True)
class Suppressed:
    """The outcome for a table.

    Attributes:
        status: a :class:`Status` a cell.
        audited: the last audit; its ``revealed`` holds only what nothing here can protect (``lost``).
        lost: sensitive cells that readers can work out from what they know already, whatever is hidden now.
        moves: other tables that fit, as moves from the true one: they prove most of what is hidden safe.
    """

    status: Ints
    audited: Audited
    lost: Flags
    moves: tuple[Move, ...] = ()


def suppress(
    table: Table, base: int = 5, width: int = 4, rounded: Flags | None = None, before: Suppressed | None = None,
    sparing: bool = True,
) -> Suppressed:  # fmt: skip
    """Hide the small counts and as much more as it takes.

    Args:
        table: cells and relations.
        base: what rounded cells are rounded to.
        width: the least width of what a reader can tell about a sensitive cell.
        rounded: cells that are published rounded rather than exactly.
        before: the outcome with fewer sensitive or fewer rounded cells, to go on from.
        sparing: show again what proves needless; without it, all that ``before`` hides stays hidden.
    """
    start = first_status(table)
    if rounded is not None:
        start[rounded & table.public & ~table.known & (start == Status.SHOWN)] = Status.ROUNDED
    lost, moves = np.zeros(len(table), bool), before.moves if before else ()
    status = start.copy()
    if before is not None:
        status = np.where(is_hidden(before.status) & (start == Status.SHOWN), before.status, start)
    found = _repaired(table, status, base, width, lost, moves)
    if sparing:
        status, better = spare(table, status, start, base, width, lost, moves)
        moves = tuple(better)
        found = _repaired(table, status, base, width, lost, moves)
    return Suppressed(status, found, lost, moves)


def _repaired(table: Table, status: Ints, base: int, width: int, lost: Flags, moves: Sequence[Move]) -> Audited:
    """Hide more in place until the audit finds nothing but what is lost; what ``moves`` prove is not asked again."""
    tries = np.zeros(len(table), np.int64)
    found = _loosen(table, status, base, width, lost, tries)
    safe = proved(table, status, base, width, moves)
    for _ in range(LOOKS):
        found = audit(table, status, base, width, proved=safe, quick=True)
        safe = table.sensitive & ~found.revealed
        bad = found.revealed & ~lost
        if not bad.any():
            break
        _one_more_each(table, status, base, width, bad, lost, tries)
        _loosen(table, status, base, width, lost, tries)
    return found


def _loosen(table: Table, status: Ints, base: int, width: int, lost: Flags, tries: Ints) -> Audited:
    """Hide more until simple steps give nothing sensitive away."""
    while True:
        low, high = reader_bounds(table, status, base)
        low, high = narrowed(Entries.of(table, low < high), low, high)
        bad = given_away(table, low, high, width) & ~table.known & ~lost
        if not bad.any():
            return Audited(low, high, bad, 0)
        _one_more_each(table, status, base, width, bad, lost, tries)


def _one_more_each(table: Table, status: Ints, base: int, width: int, bad: Flags, lost: Flags, tries: Ints) -> None:
    """One more cell hidden in each relation that holds a ``bad`` cell too tightly;
    where there is none left to hide, the cells are lost."""
    start_low, start_high = reader_bounds(table, status, base)
    entries = Entries.of(table, (start_low < start_high) | bad)
    low, high = narrowed(entries, start_low, start_high)
    below, above = entries.implied(low, high)
    binding = (above <= high[entries.cell]) & (above < FAR / 2) | (below >= low[entries.cell]) & (below > 0)
    target = np.maximum(table.window_high + 1, table.value + width)
    need = np.where(bad[entries.cell], target[entries.cell] - above, -np.inf)
    search = _Search(table, status, entries, binding)
    touched: set[int] = set()
    for at in _tightest(entries, bad, need):
        row = int(entries.row[at])
        stubborn = bool(tries[entries.cell[at]] >= PATIENCE)
        if row not in touched and search.nearest(at, float(need[at]), stubborn):
            touched.add(row)
    tries[bad] += 1
    if not touched:
        lost |= bad


class _Search:
    """Looks for the cell to hide: in the relation that is too tight, else in those that its other cells stand in."""

    def __init__(self, table: Table, status: Ints, entries: Entries, binding: Flags) -> None:
        self.table, self.status, self.entries, self.binding = table, status, entries, binding
        rows = np.arange(entries.rows)
        self.first = np.searchsorted(entries.row, rows)
        self.last = np.searchsorted(entries.row, rows, "right")
        self.ends = np.append(entries.starts[1:], len(entries.by_cell))

    def nearest(self, at: int, need: float, all_round: bool = False) -> list[int]:
        """The cheapest cell in the nearest relation that has one to hide (``all_round``: in each that is as near)."""
        seen, reached = {int(self.entries.row[at])}, [at]
        while reached:
            further: list[int] = []
            picks: list[int] = []
            for entry in reached:
                row = self.entries.row[entry]
                mine = slice(self.first[row], self.last[row])
                pick = _cheapest(self.table, self.status, self.entries, mine, entry, need)
                if pick is not None:
                    picks.append(pick)
                    self.status[pick] = Status.COMPLEMENT
                    if not all_round:
                        return picks
                further += self._beyond(mine, seen)
            if picks:
                return picks
            reached = further
        return []

    def _beyond(self, mine: slice, seen: set[int]) -> list[int]:
        """The entries of the other cells of a relation, in relations not seen yet that hold those cells tight."""
        found = []
        for place in np.searchsorted(self.entries.cells, self.entries.cell[mine]).tolist():
            if self.table.known[self.entries.cells[place]]:
                continue
            for entry in self.entries.by_cell[self.entries.starts[place] : self.ends[place]].tolist():
                row = int(self.entries.row[entry])
                if row not in seen and self.binding[entry]:
                    seen.add(row)
                    found.append(entry)
        return found


def _tightest(entries: Entries, bad: Flags, need: Floats) -> Iterator[int]:
    """The entries of ``bad`` cells whose relation leaves too little room; of a cell with none such, its tightest."""
    mine = np.flatnonzero(bad[entries.cell])
    tight = mine[need[mine] > 0]
    yield from tight.tolist()
    without = mine[~np.isin(entries.cell[mine], entries.cell[tight])]
    # What linear programming found is held by several relations together: loosen the closest of them.
    order = without[np.lexsort((without, -need[without], entries.cell[without]))]
    yield from order[np.unique(entries.cell[order], return_index=True)[1]].tolist()


def _cheapest(table: Table, status: Ints, entries: Entries, row: slice, at: int, need: float) -> int | None:
    """The cheapest cell of a relation that can be hidden and gives at least ``need`` room; else the roomiest."""
    cells, factors = entries.cell[row], entries.factor[row]
    open_ = table.public[cells] & ~table.known[cells] & np.isin(status[cells], (Status.SHOWN, Status.ROUNDED))
    open_ &= cells != entries.cell[at]
    if not open_.any():
        return None
    cells, factors = cells[open_], factors[open_]
    # The cell goes up where one of its own sign goes down, as far as its value, or one of the other goes up.
    same = np.sign(factors) == np.sign(entries.factor[at])
    room = np.where(same, table.value[cells] - table.floor[cells], FAR)
    enough = room >= max(need, 1.0)
    if enough.any():
        cells = cells[enough]
        return int(cells[np.lexsort((cells, table.weight[cells]))[0]])
    return int(cells[np.lexsort((cells, table.weight[cells], -room))[0]])


def hidden_share(table: Table, status: Ints, block: Ints) -> Floats:
    """For each block of cells (numbered; -1: none), the share of its published cells above zero that is hidden."""
    counted = table.public & (block >= 0) & (table.value > 0)
    blocks = int(block.max(initial=-1)) + 1
    there = np.bincount(block[counted], minlength=blocks)
    gone = np.bincount(block[counted & is_hidden(status)], minlength=blocks)
    return np.asarray(gone / np.maximum(there, 1), float)
