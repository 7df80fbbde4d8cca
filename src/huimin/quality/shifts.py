"""Shifted columns: from some column on, the figures fit the area's own usual figures better one column to the side.

The likelihood ratio of "moved" against "as it stands" is built column by column from the area's usual numbers (Poisson,
tempered by the column's variation beyond chance; stocks and amounts by the ratio to their usual figure), and no column
counts for more than 8. By Markov's inequality a likelihood ratio of L against a fixed alternative comes by chance with
a probability of at most 1 / L, whatever the distribution; with C columns to start from and two directions the bound is
2 C / L. The rows of one workbook slip together, so that their logarithms add up.
"""

from __future__ import annotations

import numpy as np

from huimin.quality.expected import Expected
from huimin.quality.panel import Floats, Panel, grouped_sums, median
from huimin.quality.signs import KEPT_BELOW, SHIFTED, Family, Sign

MOST = 8.0
FEWEST_COLUMNS = 3
SPEAKS = 1.0
FLOOR = 0.05


def shifts(panel: Panel, expected: Expected) -> dict[str, Family]:
    """Rows, and whole workbooks, that slipped by one column."""
    family = Family()
    size = len(panel.columns)
    if size <= FEWEST_COLUMNS + 1:
        family.silent("few-columns", panel.shape[1])
        return {SHIFTED: family}
    usual, looseness = _usual(panel, expected)
    known = int(np.isfinite(usual).sum(axis=0).max(initial=0))
    if known <= FEWEST_COLUMNS:
        family.silent("few-periods", panel.shape[1])
        return {SHIFTED: family}
    several = np.bincount(panel.sender, minlength=len(panel.senders)) > 1
    for now in np.flatnonzero(panel.reviewed).tolist():
        x = panel.values[:, now]
        gains = [_gain(x, usual, looseness, by) for by in (1, -1)]
        there = np.asarray(np.isfinite(x).any(axis=0), bool)
        family.tests += int(there.sum())
        _tell(panel, family, now, gains, panel.areas, there)
        together = [grouped_sums(gain, panel.sender, len(panel.senders)) for gain in gains]
        senders = several & (np.bincount(panel.sender[there], minlength=len(panel.senders)) > 0)
        family.tests += int(senders.sum())
        _tell(panel, family, now, together, panel.senders, senders)
    return {SHIFTED: family}


def _usual(panel: Panel, expected: Expected) -> tuple[Floats, Floats]:
    """The usual figure of each column and area (J, n), and by how much the column varies more than Poisson (J, 1)."""
    usual = median(panel.values, axis=1)
    usual[expected.columns] = np.where(expected.known >= 4, expected.usual, np.nan)
    enough = np.isfinite(panel.values).sum(axis=1) >= 4
    usual = np.where(enough, np.maximum(usual, FLOOR), np.nan)
    looseness = np.ones((len(panel.columns), 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = (panel.values - usual[:, None]) ** 2 / usual[:, None]
    for j in range(len(panel.columns)):
        known = apart[j][np.isfinite(apart[j])]
        if len(known):
            # The 90th percentile of a chi-square with one degree of freedom is 2.71.
            looseness[j] = max(float(np.quantile(known, 0.9)) / 2.71, 1.0)
    return usual, looseness


def _gain(x: Floats, usual: Floats, looseness: Floats, by: int) -> Floats:
    """The logarithm of the likelihood ratio, column by column (J, n); 0 where it cannot be told."""
    gain = np.zeros_like(x)
    here, was = (slice(1, None), slice(None, -1)) if by == 1 else (slice(None, -1), slice(1, None))
    with np.errstate(invalid="ignore"):
        ratio = np.log(usual[was] / usual[here])
        moved = (x[here] * ratio - (usual[was] - usual[here])) / np.maximum(looseness[was], looseness[here])
    gain[here] = np.clip(np.nan_to_num(moved), -MOST, MOST)
    return gain


def _tell(
    panel: Panel, family: Family, now: int, gains: list[Floats], keys: tuple[str, ...], there: np.ndarray
) -> None:
    starts = 2 * len(panel.columns)
    best: dict[int, tuple[float, int, int, int]] = {}
    for by, gain in zip((1, -1), gains, strict=True):
        total = gain[::-1].cumsum(axis=0)[::-1]
        speaking = (gain >= SPEAKS)[::-1].cumsum(axis=0)[::-1]
        start = total.argmax(axis=0)
        at = (start, np.arange(len(start)))
        told = there & (total[at] >= np.log(starts / KEPT_BELOW)) & (speaking[at] >= FEWEST_COLUMNS)
        for i in np.flatnonzero(told).tolist():
            one = (float(total[start[i], i]), by, int(start[i]), int(speaking[start[i], i]))
            best[i] = max(best.get(i, one), one)
    for i, (gained, by, first, columns) in sorted(best.items()):
        p = min(starts * float(np.exp(-gained)), 1.0)
        facts: dict[str, str | int | float] = {"period": panel.periods[now], "by": f"{by:+d}", "columns": columns}
        atom = panel.columns[first].atom
        family.found.append(
            Sign(SHIFTED, keys[i], panel.form, (atom,), (panel.periods[now],), gained, p, float(by), facts)
        )
