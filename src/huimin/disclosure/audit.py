"""The audit: what the cleverest reader can work out from everything published, by linear programming.

For a hidden cell, the least and the most that fit all published numbers are two linear programmes over the relations
(M. Fischetti and J. J. Salazar-González, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47, 2001; A. Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, ch. 4).
A sensitive cell is *given away* where that interval lies wholly in its window (for a small count: below the threshold),
or is narrower than the protection width.

To show that a cell is safe, one other table that fits is enough. So each programme asks for one table in which as many
cells as possible are large at once; only what no such table clears is asked about by itself. Tables that count are
whole-numbered; where the linear programme gives fractions, the cell is asked about in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, identity
from scipy.sparse.csgraph import connected_components

from huimin.disclosure.bounds import Entries, given_away, narrowed, reader_bounds
from huimin.disclosure.table import FAR, Flags, Floats, Ints, Table

BATCH = 4000
"""Cells in one programme: parts of the table that do not touch are put together up to this many."""
NEAR = 400
"""Cells around a sensitive one that are moved first: a small programme nearly always finds the other table."""
SECONDS = 1.0
"""How long one question in whole numbers may take; one that takes longer counts as given away."""


@dataclass(frozen=True)
class Audited:
    """What the audit found.

    Attributes:
        low, high: for every cell, bounds that hold (exact for cells given away, by simple steps for the others).
        revealed: the cells given away.
        programmes: how many programmes were solved.
    """

    low: Floats
    high: Floats
    revealed: Flags
    programmes: int


@dataclass
class _Part:
    """A part of the table that touches no other: its cells, and its relations over them."""

    cells: Ints
    relations: csr_array
    truth: Floats
    constant: Floats
    low: Floats
    high: Floats
    far: float
    solved: int = 0

    def most(self, objective: Floats, upper: bool = True) -> Floats | None:
        """A whole-numbered table that makes ``objective`` greatest (or least); None where none was found in time."""
        sign = -1.0 if upper else 1.0
        bounds = np.column_stack([self.low, self.high])
        self.solved += 1
        done = linprog(sign * objective, A_eq=self.relations, b_eq=self.constant, bounds=bounds, method="highs")
        if done.status != 0:
            return None
        point = self.whole(done.x)
        return point if point is not None else self._in_whole_numbers(sign * objective)

    def whole(self, point: Floats) -> Floats | None:
        """The point in whole numbers, if those fit the relations and the bounds."""
        near = np.rint(point)
        fits = np.array_equal(self.relations @ near, self.constant)
        return near if fits and np.all(near >= self.low) and np.all(near <= self.high) else None

    def _in_whole_numbers(self, costs: Floats) -> Floats | None:
        self.solved += 1
        done = milp(
            costs,
            constraints=LinearConstraint(self.relations, self.constant, self.constant),
            bounds=Bounds(self.low, self.high),
            integrality=np.ones(len(costs)),
            options={"time_limit": SECONDS},
        )
        return None if done.status != 0 else self.whole(done.x)

    def around(self, at: int) -> tuple[_Part, Ints]:
        """The part's neighbourhood of one cell, all others held at their true values; and where its cells stand."""
        down, up = self.relations, csr_array(self.relations.T)
        reached = np.zeros(len(self.cells), bool)
        reached[at] = True
        while True:
            rows = np.unique(up[reached].indices)
            wider = np.unique(down[rows].indices)
            if len(wider) == reached.sum() or (len(wider) > NEAR and reached.sum() > 1):
                break
            reached[wider] = True
        free = np.flatnonzero(reached)
        inside = csr_array(down[:, free])
        inside = inside[np.flatnonzero(np.diff(inside.indptr))]
        truth = self.truth[free]
        near = _Part(self.cells[free], inside, truth, inside @ truth, self.low[free], self.high[free], self.far)
        return near, free

    def many_large(self, cells: Ints, wanted: Floats) -> Floats | None:
        """One table in which as many of ``cells`` as possible come near ``wanted``."""
        self.solved += 1
        count, more = len(self.cells), len(cells)
        pick = csr_array((np.ones(more), (np.arange(more), cells)), shape=(more, count))
        done = linprog(
            np.concatenate([np.zeros(count), -np.ones(more)]),
            A_eq=hstack([self.relations, csr_array((self.relations.shape[0], more))]),
            b_eq=self.constant,
            A_ub=hstack([-pick, identity(more)]),
            b_ub=np.zeros(more),
            bounds=np.column_stack([np.append(self.low, np.full(more, -FAR)), np.append(self.high, wanted)]),
            method="highs",
        )
        return self.whole(done.x[:count]) if done.status == 0 else None


def audit(
    table: Table, status: Ints, base: int = 5, width: int = 4, exact: bool = False,
    proved: Flags | None = None, quick: bool = False,
) -> Audited:  # fmt: skip
    """Try to work out every sensitive cell from what ``status`` publishes.

    Args:
        table: cells and relations.
        status: a :class:`Status` a cell.
        base: what rounded cells are rounded to.
        width: the least width of the interval of a sensitive cell.
        exact: also give the exact interval of every sensitive cell (slow; for reports on small tables and tests).
        proved: cells an earlier audit found safe, when less was hidden; hiding more keeps them so.
        quick: call a cell given away where no other table was found near it, without looking at the whole: never
            too kind, and what protection itself uses.
    """
    low, high = reader_bounds(table, status, base)
    entries = Entries.of(table, low < high)
    low, high = narrowed(entries, low, high)
    revealed = given_away(table, low, high, width) & ~table.known
    asked = table.sensitive & ~table.known & (low < high) & (~revealed | exact)
    if proved is not None:
        asked &= ~proved
    programmes = 0
    for part in _parts(table, entries, low, high, asked, 1 if exact else BATCH):
        there = np.flatnonzero(asked[part.cells])
        _settle(table, part, there, width, revealed, low, high, exact, quick)
        programmes += part.solved
    return Audited(low, high, revealed, programmes)


def _parts(table: Table, entries: Entries, low: Floats, high: Floats, asked: Flags, together: int) -> Iterator[_Part]:
    """The parts that do not touch and hold a cell to be asked about, small ones up to ``together`` cells in one."""
    unknown = (low < high)[entries.cell]
    if not unknown.any():
        return
    matrix = entries.matrix(len(low))
    cells = np.unique(entries.cell[unknown])
    links = csr_array(
        (np.ones(int(unknown.sum())), (entries.row[unknown], entries.cell[unknown])), shape=(entries.rows, len(low))
    )[:, cells]
    _, label = connected_components(links.T @ links, directed=False)
    wanted = np.unique(label[asked[cells]])
    size = np.bincount(label)
    batch, filled = [], 0
    for one in wanted:
        batch.append(one)
        filled += int(size[one])
        if filled >= together:
            yield _part(table, matrix, cells[np.isin(label, batch)], low, high)
            batch, filled = [], 0
    if batch:
        yield _part(table, matrix, cells[np.isin(label, batch)], low, high)


def _part(table: Table, matrix: csr_array, cells: Ints, low: Floats, high: Floats) -> _Part:
    inside = csr_array(matrix[:, cells])
    rows = np.flatnonzero(np.diff(inside.indptr))
    known = np.where(low == high, low, 0.0)
    # Where nothing holds a cell from above, "far" is near enough for the solver's arithmetic: it only makes the reader
    # seem to know more than he does.
    far = 4.0 * float(np.abs(table.value[cells]).max()) + 1000.0
    return _Part(
        cells,
        inside[rows],
        table.value[cells].astype(float),
        -(matrix[rows] @ known),
        np.maximum(low[cells], -far),
        np.minimum(high[cells], far),
        far,
    )


def _settle(
    table: Table, part: _Part, asked: Ints, width: int, revealed: Flags, low: Floats, high: Floats, exact: bool,
    quick: bool,
) -> None:  # fmt: skip
    """Clear the cells asked about by tables in which they are large, then one by one what is left."""
    index = part.cells[asked]
    target = np.zeros(len(part.cells))
    target[asked] = np.maximum(table.window_high[index] + 1, table.value[index] + width)
    left = np.zeros(len(part.cells), bool)
    left[asked] = True
    if not exact:
        _clear_together(part, left, target)
        _clear_near(table, part, left, target, width)
    for at in np.flatnonzero(left):
        cell = part.cells[at]
        if quick:
            revealed[cell] = True
            continue
        low[cell], high[cell] = _interval(part, int(at), low[cell], high[cell])
        revealed[cell] = bool(given_away_one(table, int(cell), low[cell], high[cell], width))


def _clear_together(part: _Part, left: Flags, target: Floats) -> None:
    """Take off ``left`` every cell that is large in some table of the whole part."""
    while left.any():
        point = part.many_large(np.flatnonzero(left), target[left])
        if point is None or not (left & (point >= target)).any():
            return
        left &= point < target


def _clear_near(table: Table, part: _Part, left: Flags, target: Floats, width: int) -> None:
    """The same by moving only what is near one cell at a time, and all that is near it with it."""
    for at in np.flatnonzero(left):
        if not left[at]:
            continue
        near, free = part.around(int(at))
        here = np.flatnonzero(left[free])
        point = near.many_large(here, target[free][here])
        if point is None or point[free == at][0] < target[at]:
            where = int(np.flatnonzero(free == at)[0])
            least, most = _interval(near, where, table.value[part.cells[at]], table.value[part.cells[at]])
            left[at] = given_away_one(table, int(part.cells[at]), least, most, width)
        part.solved += near.solved
        if point is not None:
            left[free] &= point < target[free]


def _interval(part: _Part, at: int, low: float, high: float) -> tuple[float, float]:
    """The exact least and most of one cell; a question that took too long gives no room at all."""
    objective = np.zeros(len(part.cells))
    objective[at] = 1.0
    most = _at(part.most(objective), at, low)
    least = _at(part.most(objective, upper=False), at, high)
    return least, FAR if most >= part.far else most


def _at(point: Floats | None, at: int, otherwise: float) -> float:
    return otherwise if point is None else float(point[at])


def given_away_one(table: Table, cell: int, low: float, high: float, width: int) -> bool:
    """As :func:`huimin.disclosure.bounds.given_away`, for one cell."""
    inside = low >= table.window_low[cell] and high <= table.window_high[cell]
    return bool(inside or high - low < width)
