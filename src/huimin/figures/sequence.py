"""Comparing a report with the one before: rows that were copied, rows that slipped sideways.

*Copied* (``copied-period``, a warning): every flow that is not zero in either period has the same value in
both, and at least five different values are among them. Honest counts of two periods do not agree so.

*Shifted* (``shifted-columns``, an error): from some column to the end, the row fits the previous period far
better when every figure is moved one column to the left or right. With x the row, p the previous one and
d(x, p) = |log(1 + |x|) - log(1 + |p|)| for one column, the distance as reported, D0, and moved, D1, are
summed over the columns from that point on, and the point is where D0 - D1 is largest. The row is told when
D0 - D1 >= 5 (figures off by a factor of 150 in all), D1 <= 0.3 D0, and at least five columns take part.
Logarithms let population and births weigh alike. Columns not known in one of the periods do not take part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from huimin.figures.batch import ReportBatch
from huimin.findings import Finding, Place, Severity

DISTINCT_NEEDED = 5
COLUMNS_NEEDED = 5
LEAST_GAIN = 5.0
MOST_LEFT = 0.3

Matrix = NDArray[np.float64]


def compare_with_previous(
    batch: ReportBatch, atoms: Sequence[str], previous: Matrix, flows: Collection[str]
) -> Iterator[Finding]:
    """Findings about rows that were copied or shifted.

    Args:
        batch: the report.
        atoms: the columns to compare, in the order of the sheet; all of the batch.
        previous: their figures in the period before, shape (areas, atoms), NaN not known.
        flows: the atoms that are flows.
    """
    position = {atom: index for index, atom in enumerate(batch.atoms)}
    columns = [position[atom] for atom in atoms]
    current = batch.values[:, columns]
    moving = np.array([atom in flows for atom in atoms], bool)
    for row in copied_rows(current[:, moving], previous[:, moving]):
        place = Place("", batch.sheet, batch.cell(row, 0), batch.areas[row], batch.period.code)
        yield Finding("copied-period", Severity.WARNING, place, {"previous": batch.period.shift(-1).code})
    for row, start, by in shifted_rows(current, previous):
        cell = batch.cell(row, columns[start])
        place = Place("", batch.sheet, cell, batch.areas[row], batch.period.code, atoms[start])
        yield Finding("shifted-columns", Severity.ERROR, place, {"by": f"{by:+d}"})


def copied_rows(current: Matrix, previous: Matrix) -> list[int]:
    """Rows whose figures equal those of the period before. Both of shape (areas, flows)."""
    if current.shape[1] < DISTINCT_NEEDED:
        return []
    telling = (np.nan_to_num(current) != 0) | (np.nan_to_num(previous) != 0)
    same = ((current == previous) | ~telling).all(axis=1)
    enough = telling.sum(axis=1) >= DISTINCT_NEEDED
    return [
        row
        for row in np.flatnonzero(same & enough).tolist()
        if len(np.unique(current[row, telling[row]])) >= DISTINCT_NEEDED
    ]


def shifted_rows(current: Matrix, previous: Matrix) -> list[tuple[int, int, int]]:
    """(row, first column of the slip, +1 to the right or -1 to the left). Both of shape (areas, columns)."""
    if current.shape[1] <= COLUMNS_NEEDED:
        return []
    x, p = np.log1p(np.abs(current)), np.log1p(np.abs(previous))
    straight = np.abs(x - p)
    # Most rows fit as they stand, and those that do not differ by enough need no second look.
    rows = np.flatnonzero(np.nansum(straight, axis=1) >= LEAST_GAIN)
    if not len(rows):
        return []
    x, p, straight = x[rows], p[rows], straight[rows]
    found: dict[int, tuple[float, int, int]] = {}
    for by, here, was in ((1, slice(1, None), slice(None, -1)), (-1, slice(None, -1), slice(1, None))):
        for row, gain, start in _gains(straight[:, here], np.abs(x[:, here] - p[:, was])):
            if gain > found.get(row, (0.0, 0, 0))[0]:
                found[row] = (gain, start + (by == 1), by)
    return [(int(rows[row]), start, by) for row, (_, start, by) in sorted(found.items())]


def _gains(straight: Matrix, moved: Matrix) -> list[tuple[int, float, int]]:
    """(row, gain, start) of rows that fit far better when moved, both distances column by column."""
    known = ~(np.isnan(straight) | np.isnan(moved))
    as_is = _from_here_on(np.where(known, straight, 0.0))
    if_moved = _from_here_on(np.where(known, moved, 0.0))
    gain = as_is - if_moved
    start = gain.argmax(axis=1)
    rows = np.arange(len(start))
    far_better = (
        (gain[rows, start] >= LEAST_GAIN)
        & (if_moved[rows, start] <= MOST_LEFT * as_is[rows, start])
        & (_from_here_on(known.astype(np.float64))[rows, start] >= COLUMNS_NEEDED)
    )
    return [(row, float(gain[row, start[row]]), int(start[row])) for row in np.flatnonzero(far_better).tolist()]


def _from_here_on(values: Matrix) -> Matrix:
    """Sums from each column to the last."""
    total: Matrix = values[:, ::-1].cumsum(axis=1)[:, ::-1]
    return total
