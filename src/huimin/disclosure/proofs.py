"""Proofs that a hidden count is safe: other tables that fit everything published, written as moves from the true one.

A *move* says by how much some hidden cells go up or down together so that every relation still holds. A reader cannot
rule out the table it leads to. So a sensitive cell is safe once moves lead out of its window and far enough apart; and
whether a move is one can be checked by adding up, without believing whoever found it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from huimin.disclosure.bounds import reader_bounds
from huimin.disclosure.table import Flags, Floats, Ints, Table


@dataclass(frozen=True)
class Move:
    """Cells that change together, and by how much each."""

    cells: Ints
    steps: Floats


@dataclass
class Reach:
    """How far moves carry each cell: ``rise`` (0 or more) and ``fall`` (0 or less)."""

    rise: Floats
    fall: Floats

    @classmethod
    def none(cls, count: int) -> Reach:
        """No move yet."""
        return cls(np.zeros(count), np.zeros(count))

    def add(self, move: Move) -> None:
        """Count a move in."""
        self.rise[move.cells] = np.maximum(self.rise[move.cells], move.steps)
        self.fall[move.cells] = np.minimum(self.fall[move.cells], move.steps)

    def safe(self, table: Table, width: int) -> Flags:
        """The cells that these moves carry out of their window, and over a range at least ``width`` wide."""
        out = (table.value + self.rise > table.window_high) | (table.value + self.fall < table.window_low)
        return np.asarray(out & (self.rise - self.fall >= width), bool)

    def is_safe(self, table: Table, cell: int, width: int) -> bool:
        """The same of one cell."""
        value, rise, fall = table.value[cell], self.rise[cell], self.fall[cell]
        out = value + rise > table.window_high[cell] or value + fall < table.window_low[cell]
        return bool(out and rise - fall >= width)


def holding(table: Table, status: Ints, base: int, moves: Sequence[Move]) -> list[Move]:
    """Those of the ``moves`` that lead to a table which ``status`` does not rule out: each is added up again here."""
    if not moves:
        return []
    low, high = reader_bounds(table, status, base)
    number = np.repeat(np.arange(len(moves)), [len(move.cells) for move in moves])
    cells, steps = np.concatenate([move.cells for move in moves]), np.concatenate([move.steps for move in moves])
    off = (table.relations @ csr_array((steps, (cells, number)), shape=(len(table), len(moves)))).tocoo()
    broken = np.zeros(len(moves), bool)
    broken[off.col[off.data != 0]] = True
    there = table.value[cells] + steps
    broken[number[(there < low[cells]) | (there > high[cells])]] = True
    return [move for move, wrong in zip(moves, broken.tolist(), strict=True) if not wrong]


def proved(table: Table, status: Ints, base: int, width: int, moves: Sequence[Move]) -> Flags:
    """The cells that those of the ``moves`` which hold under ``status`` prove safe."""
    reach = Reach.none(len(table))
    for move in holding(table, status, base, moves):
        reach.add(move)
    return reach.safe(table, width)
