"""Showing again what need not be hidden: the pass after suppression that gives readers back as much as it can.

Suppression adds one cell at a time and cannot see which of them later ones made needless. Here every sensitive cell
gets a *proof*: moves of hidden cells, up and down, that break no relation and carry the cell far enough from what it
is, so that a reader who thinks of that table cannot know. A linear programme finds the proof that needs the cheapest
cells, those that other proofs need already for nothing. What no proof needs is shown again.

The cells a proof moves stay hidden, so that it holds whatever else is shown: the audit afterwards is a check on this
pass, and not a part of it. That moves of least cost choose good complements is the idea of J. P. Kelly, B. L. Golden
and A. A. Assad ("Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from huimin.disclosure.bounds import is_hidden, reader_bounds
from huimin.disclosure.proofs import Move, Reach, holding
from huimin.disclosure.table import Flags, Floats, Ints, Table

NEAR, WIDE = 400, 1500
"""Cells around a sensitive one in which a proof is looked for: first few, then, where there is none, many."""
NOTHING = 1e-4
"""The cost of moving a cell that stays hidden anyhow, a step: above 0, so that no proof moves cells idly."""
SECONDS = 0.5
"""How long a question in whole numbers may take; without an answer all that is near stays hidden."""


def spare(
    table: Table, status: Ints, start: Ints, base: int, width: int, lost: Flags, moves: Sequence[Move] = ()
) -> tuple[Ints, list[Move]]:
    """The status in which as many complements as possible are as they were at the start: shown, or rounded;
    and the moves that prove it.

    Args:
        table: cells and relations.
        status: a pattern that gives nothing sensitive away but what is ``lost``.
        start: the status of each cell before any complement was hidden.
        base: what rounded cells are rounded to.
        width: the least width of what a reader can tell about a sensitive cell.
        lost: cells that nothing can protect.
        moves: proofs found before; what still holds of them is kept and not looked for again.
    """
    search = _Proofs(table, status, start, base, width)
    search.keep(holding(table, status, base, moves))
    wanted = np.flatnonzero(table.sensitive & ~table.known & ~lost)
    # The dearest first: their proofs have to take dear cells, which then serve the others for nothing.
    for cell in wanted[np.lexsort((wanted, -table.weight[wanted]))].tolist():
        if not search.reach.is_safe(table, cell, width):
            search.prove(cell)
    return np.where(search.kept | ~is_hidden(status), status, start), search.moves


class _Proofs:
    """The proofs found so far, how far they carry each cell, and which cells they need."""

    def __init__(self, table: Table, status: Ints, start: Ints, base: int, width: int) -> None:
        self.table, self.width = table, width
        self.low, self.high = reader_bounds(table, status, base)
        self.kept = is_hidden(start) | ~is_hidden(status)
        self.moves: list[Move] = []
        self.reach = Reach.none(len(table))
        self.movable = self.low < self.high
        self.down = table.relations
        self.up = csr_array(self.down.T)

    def prove(self, cell: int) -> None:
        """Find the cheapest proof for a cell and keep what it moves; where none is found, keep all that is near."""
        for reach in (NEAR, WIDE):
            near, whole = self._around(cell, reach)
            found = self._moves(cell, near)
            if found or whole:
                break
        if not found:
            self.kept[near] = True
        self.keep(found)

    def keep(self, moves: Sequence[Move]) -> None:
        """Keep hidden what these moves need, and count how far they carry."""
        for move in moves:
            self.kept[move.cells] = True
            self.reach.add(move)
        self.moves += moves

    def _moves(self, cell: int, near: Ints) -> list[Move]:
        """One move far up; else one as far up as it goes, and one down that makes the range wide; else none."""
        out = int(self.table.window_high[cell] + 1 - self.table.value[cell])
        far = self._move(cell, near, max(out, self.width))
        if far is not None:
            return [far]
        for step in range(self.width - 1, max(out, 1) - 1, -1):
            first = self._move(cell, near, step)
            second = first and self._move(cell, near, step - self.width)
            if first and second:
                return [first, second]
        return []

    def _move(self, cell: int, near: Ints, step: int) -> Move | None:
        """The cheapest move that carries ``cell`` by ``step`` or further, of the cells ``near`` (``cell`` first)."""
        inside = csr_array(self.up[near].T)
        inside = inside[np.flatnonzero(np.diff(inside.indptr))]
        value = self.table.value[near]
        far = 4.0 * float(value.max()) + 1000.0
        room = np.minimum(np.concatenate([self.high[near] - value, value - self.low[near]]), far)
        least = np.zeros(len(room))
        ahead, back = (0, len(near)) if step > 0 else (len(near), 0)
        least[ahead], room[back] = abs(step), 0.0
        if least[ahead] > room[ahead]:
            return None
        cost = np.where(self.kept[near], NOTHING, self.table.weight[near])
        return _solved(near, inside, np.concatenate([cost, cost]), least, room)

    def _around(self, cell: int, most: int) -> tuple[Ints, bool]:
        """Up to ``most`` movable cells around one, itself first, and whether these are all it can be moved with.

        Where a ring is cut off, what stays hidden anyhow comes first, and then the cheapest.
        """
        reached, rows, ring = {cell: None}, set[int](), [cell]
        while ring:
            fresh = {int(row) for one in ring for row in _entries(self.up, one)} - rows
            rows |= fresh
            beyond = {int(one) for row in fresh for one in _entries(self.down, row)} - reached.keys()
            further = np.array(sorted(beyond), np.int64)
            further = further[self.movable[further]]
            ring = further[np.lexsort((self.table.weight[further], ~self.kept[further]))].tolist()
            left = most - len(reached)
            reached.update(dict.fromkeys(ring[:left]))
            if len(ring) > left:
                return np.fromiter(reached, np.int64), False
        return np.fromiter(reached, np.int64), True


def _entries(matrix: csr_array, row: int) -> Ints:
    return np.asarray(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]])


def _solved(near: Ints, inside: csr_array, cost: Floats, least: Floats, most: Floats) -> Move | None:
    """Solve for steps up and steps down; in whole numbers only where the plain programme gives fractions."""
    rule = LinearConstraint(hstack([inside, -inside]), 0.0, 0.0)
    for whole in (0, 1):
        done = milp(cost, constraints=rule, bounds=Bounds(least, most), integrality=np.full(len(cost), whole),
                    options={"time_limit": SECONDS} if whole else None)  # fmt: skip
        if done.x is None:
            return None
        steps = np.rint(done.x[: len(near)] - done.x[len(near) :])
        far = steps[0] >= least[0] if least[0] else -steps[0] >= least[len(near)]
        if far and not np.any(inside @ steps):
            moved = np.flatnonzero(steps)
            return Move(near[moved], steps[moved])
    return None
