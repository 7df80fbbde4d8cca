"""Which columns hang together: parts of wholes and amounts for counts, found in the figures themselves.

Nearly every honest row has births = boys + girls, and few babies are not screened. Columns that hang together are not
separate witnesses: where the whole is repeated, so are its parts. So the chance that a part is what it is, is that
of a part of the whole (binomial), not that of a number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.quality.panel import AMOUNT, COUNT, Floats, Panel

LOOKED_AT = 20_000
ALWAYS = 0.998
FEWEST = 50
LEAST_SHARE = 0.02
ALIKE = 0.97  # a whole that is this alike (share of equal figures) says everything about its part


@dataclass(frozen=True)
class Relations:
    """For each column of a panel the column it is a part of (-1: of none), and its share of it.

    Attributes:
        whole: (J,) column numbers; an amount's whole is the count that it is paid for.
        share: (J,) the usual share (for an amount: the usual price).
        told: (J,) whether the whole (or two others together) tells the figure exactly, so that it witnesses nothing.
    """

    whole: np.ndarray
    share: Floats
    told: np.ndarray

    def roots(self, panel: Panel) -> np.ndarray:
        """The counts that are no part of another."""
        made: np.ndarray = np.flatnonzero((self.whole < 0) & (panel.kinds == COUNT) & ~self.told)
        return made


def relate(panel: Panel) -> Relations:
    """Find the parts among the counts and amounts of a panel, from up to 20,000 of its rows."""
    size = len(panel.columns)
    whole, share, told = np.full(size, -1), np.ones(size), np.zeros(size, bool)
    rows = _rows(panel)
    counts = panel.of_kind(COUNT).tolist()
    with np.errstate(invalid="ignore"):
        totals = np.nansum(rows, axis=1)
    order = sorted(counts, key=lambda j: (-totals[j], j))
    for place, j in enumerate(order):
        larger = order[:place]
        told[j] = _adds_up(rows, totals, j, counts)
        found = [k for k in larger if _within(rows[j], rows[k]) and totals[j] >= LEAST_SHARE * totals[k]]
        if found:
            best = max(found, key=lambda k: (_equal(rows[j], rows[k]), -totals[k], -k))
            nearest = min(found, key=lambda k: (totals[k], k))
            whole[j] = best if _equal(rows[j], rows[best]) > 0.5 else nearest
            share[j] = min(totals[j] / max(totals[whole[j]], 1.0), 1.0)
            told[j] |= _equal(rows[j], rows[whole[j]]) >= ALIKE
    for j in panel.of_kind(AMOUNT).tolist():
        whole[j], share[j] = _priced(rows, j, counts)
    return Relations(whole, share, told)


def _rows(panel: Panel) -> Floats:
    """The figures as rows (J, some of the areas and periods), the same ones every time."""
    flat = panel.values.reshape(len(panel.columns), -1)
    step = max(flat.shape[1] // LOOKED_AT, 1)
    return np.asarray(flat[:, ::step])


def _both(a: Floats, b: Floats) -> np.ndarray:
    made: np.ndarray = np.isfinite(a) & np.isfinite(b) & ((a != 0) | (b != 0))
    return made


def _within(part: Floats, whole: Floats) -> bool:
    both = _both(part, whole)
    number = int(both.sum())
    return number >= FEWEST and bool((part[both] <= whole[both]).mean() >= ALWAYS)


def _equal(a: Floats, b: Floats) -> float:
    both = _both(a, b)
    return float((a[both] == b[both]).mean()) if both.any() else 0.0


def _adds_up(rows: Floats, sums: Floats, total: int, counts: list[int]) -> bool:
    """Whether a column is the sum of two others."""
    for number, one in enumerate(counts):
        for other in counts[number + 1 :]:
            if total in (one, other) or abs(sums[one] + sums[other] - sums[total]) > 0.01 * sums[total]:
                continue
            both = np.isfinite(rows[total]) & np.isfinite(rows[one]) & np.isfinite(rows[other])
            some = both & (rows[one] > 0) & (rows[other] > 0)
            if some.sum() >= FEWEST and (rows[total] == rows[one] + rows[other])[both].mean() >= ALWAYS:
                return True
    return False


def _priced(rows: Floats, amount: int, counts: list[int]) -> tuple[int, float]:
    """The count that an amount is paid for: both are 0 together, and the price varies least."""
    best, price, least = -1, 1.0, 0.6
    for count in counts:
        both = _both(rows[amount], rows[count])
        if both.sum() < FEWEST or ((rows[amount] > 0) == (rows[count] > 0))[both].mean() < 0.99:
            continue
        some = both & (rows[amount] > 0) & (rows[count] > 0)
        if some.sum() >= FEWEST:
            ratio = np.log(rows[amount][some] / rows[count][some])
            spread = float(np.median(np.abs(ratio - np.median(ratio))))
            if spread < least:
                best, price, least = count, float(np.exp(np.median(ratio))), spread
    return best, price
