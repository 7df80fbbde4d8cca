"""Panels: the figures of one form, area by area and period by period, read from the wide files piece by piece.

Where :mod:`huimin.adapters.engines.duckdb.columns` adds periods up, this keeps each of them: what the quality review
needs. Only one piece of the areas is in memory at a time; neighbouring pieces share the row groups that were read
last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb.plan import find_files
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.quality.panel import Column, Panel, part_of, pieces

VALUES_A_PIECE = 8_000_000
FEWEST_PEERS = 12

Ints = NDArray[np.int32]


def read_panels(
    folder: Path, form: Form, columns: tuple[Column, ...], decimals: tuple[int, ...], tree: Tree, span: tuple[int, int],
    first_reviewed: int, values_a_piece: int = VALUES_A_PIECE,
) -> Iterator[Panel]:  # fmt: skip
    """The panels of a form, each holding whole peer groups.

    Args:
        folder: of the wide files.
        columns: which atoms of the form, and of what kind; ``decimals`` by how many digits each is scaled.
        tree: whose areas the figures are told for; those of areas that became part of another count there.
        span: first and last month that are read.
        first_reviewed: the month from which on periods are under review.
    """
    found = sorted(find_files(folder, form).items())
    files = [_File(period, path, tree) for period, path in found if span[0] <= period.first and period.last <= span[1]]
    if not files or not columns:
        return
    rows = np.unique(np.concatenate([file.home[file.home >= 0] for file in files]))
    sender, peers = _groups(tree, rows, form)
    most = max(values_a_piece // (len(columns) * len(files)), 1)
    for part in pieces(peers.astype(np.intp), most):
        here = rows[part]
        values = np.full((len(columns), len(files), len(here)), np.nan)
        for number, file in enumerate(files):
            file.read(columns, decimals, here, values[:, number])
        yield _panel(form, columns, tree, files, first_reviewed, (here, sender[part], peers[part]), values)


def _panel(
    form: Form, columns: tuple[Column, ...], tree: Tree, files: list[_File], first_reviewed: int,
    groups: tuple[NDArray[np.int64], Ints, Ints], values: NDArray[np.float64],
) -> Panel:  # fmt: skip
    rows, sender, peers = groups
    senders, number = np.unique(sender, return_inverse=True)
    whole = Panel(
        form.code, tuple(file.period.code for file in files), tuple(file.period.first for file in files),
        np.array([file.period.first >= first_reviewed for file in files]), tuple(tree.keys[i] for i in rows.tolist()),
        tuple(tree.keys[i] for i in senders.tolist()), number, peers.astype(np.intp), columns, values,
    )  # fmt: skip
    return part_of(whole, slice(None))


def _groups(tree: Tree, rows: NDArray[np.int64], form: Form) -> tuple[Ints, Ints]:
    """Sender and peer group of each area, as tree indexes: the peers are the areas of the sender's parent.

    Where those are few (a city's counties have the city), the peers are one step further up.
    """
    above = np.arange(len(tree), dtype=np.int32)
    for i in tree.at_level(form.submitted_by).tolist():
        above[i : int(tree.end[i])] = i
    sender = above[rows]
    peers = _parent(tree, sender)
    for _ in range(3):
        _, group, size = np.unique(peers, return_inverse=True, return_counts=True)
        lonely = size[group] < FEWEST_PEERS
        if not lonely.any():
            break
        peers = _parent(tree, peers) if lonely.all() else peers
    return sender, peers


def _parent(tree: Tree, rows: Ints) -> Ints:
    made: Ints = np.where(tree.parent[rows] >= 0, tree.parent[rows], rows)
    return made


@dataclass
class _File:
    """One wide file with the tree index of each of its rows (-1: none), and the row groups read last."""

    period: Period
    path: Path
    tree: Tree
    home: NDArray[np.int64] = field(init=False)
    _held: tuple[tuple[int, ...], dict[str, NDArray[np.float64]]] = ((), {})

    def __post_init__(self) -> None:
        self._metadata = pq.read_metadata(self.path)
        ids = pq.read_table(self.path, columns=["area"])["area"].to_numpy()
        self.home = np.where(self.tree.covering[ids], -1, self.tree.home[ids]).astype(np.int64)
        sizes = [self._metadata.row_group(group).num_rows for group in range(self._metadata.num_row_groups)]
        self._ends = np.cumsum(sizes)
        self._names = set(pq.read_schema(self.path).names)

    def read(
        self, columns: tuple[Column, ...], decimals: tuple[int, ...], rows: NDArray[np.int64],
        into: NDArray[np.float64],
    ) -> None:  # fmt: skip
        """Enter the figures of these areas (ascending tree indexes) into ``into`` (columns, areas)."""
        mine = np.flatnonzero((self.home >= rows[0]) & (self.home <= rows[-1]))
        place = np.minimum(np.searchsorted(rows, self.home[mine]), len(rows) - 1)
        fits = rows[place] == self.home[mine]
        mine, place = mine[fits], place[fits]
        if not len(mine):
            return
        table, start = self._groups_of(mine, tuple(c.atom for c in columns if c.atom in self._names))
        once = len(np.unique(place)) == len(place)
        for j, column in enumerate(columns):
            if column.atom in table:
                figures = table[column.atom][mine - start] / 10 ** decimals[j]
                if once:
                    into[j, place] = figures
                else:  # areas that became one: their figures are one
                    known = np.isfinite(figures)
                    into[j, place[known]] = np.nan_to_num(into[j, place[known]])
                    np.add.at(into[j], place[known], figures[known])

    def _groups_of(self, rows: NDArray[np.int64], atoms: tuple[str, ...]) -> tuple[dict[str, NDArray[np.float64]], int]:
        """The columns of the row groups that hold these rows, and the number of their first row."""
        groups = tuple(range(int(np.searchsorted(self._ends, rows.min(), "right")),
                             int(np.searchsorted(self._ends, rows.max(), "right")) + 1))  # fmt: skip
        if self._held[0] != groups:
            self._held = ((), {})
            table = pq.ParquetFile(self.path, metadata=self._metadata).read_row_groups(list(groups), list(atoms))
            self._held = (groups, {atom: table[atom].to_numpy() for atom in atoms})
        return self._held[1], int(self._ends[groups[0]] - self._metadata.row_group(groups[0]).num_rows)
