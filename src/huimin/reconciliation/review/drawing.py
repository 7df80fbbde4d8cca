"""Drawing pairs to be read: how many of each stratum, and which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.review.frame import BANDS, Frame

SHARES = (0.5, 0.25, 0.25)
"""Of all pairs to be read, the share for each kind of the frame: made, best of those not made, rest."""
EVEN = 0.5
"""Of a kind's pairs, the share spread evenly over its bands; the others go by size. Even spreading finds the faults,
which lie in the doubtful bands; going by size keeps the large bands, which decide the total, from having few."""
Counts = NDArray[np.int64]


def allocate(sizes: Counts, budget: int) -> Counts:
    """How many pairs of each stratum are read: at least one where there is any, never more than there are.

    Args:
        sizes: (3 * ``BANDS``,) pairs by stratum.
    """
    kinds = sizes.reshape(-1, BANDS)
    given = _filled(kinds.sum(axis=1), np.array(SHARES) * budget)
    return np.concatenate([_within(row, int(count)) for row, count in zip(kinds, given, strict=True)])


def _within(sizes: Counts, budget: int) -> Counts:
    some = sizes > 0
    if not some.any():
        return np.zeros_like(sizes)
    even = np.where(some, EVEN * budget / some.sum(), 0.0)
    return _filled(sizes, even + (1 - EVEN) * budget * sizes / sizes.sum())


def _filled(sizes: Counts, wanted: NDArray[np.float64]) -> Counts:
    """Whole numbers near those wanted, within the sizes; what one cannot take goes to the others."""
    given = np.minimum(sizes, np.maximum(np.rint(wanted), sizes > 0).astype(np.int64))
    spare = round(float(wanted.sum())) - int(given.sum())
    while spare > 0 and (room := sizes > given).any():
        at = np.flatnonzero(room)
        more = np.minimum(sizes[at] - given[at], max(1, spare // len(at)))
        more = np.where(np.cumsum(more) <= spare, more, 0)
        if not more.any():
            more[0] = spare
        given[at] += more
        spare -= int(more.sum())
    return given


def draw(whole: Frame, budget: int, seed: int) -> tuple[Counts, Counts]:
    """Pairs drawn at random within each stratum, without putting back, in an order that tells nothing.

    Returns:
        numbers of pairs of the frame, and how many were drawn by stratum.
    """
    rng = np.random.default_rng(seed)
    given = allocate(whole.sizes, budget)
    stratum = whole.stratum
    order = np.argsort(stratum, kind="stable")
    begins = np.concatenate([[0], np.cumsum(whole.sizes)])
    chosen = [
        order[begins[at] + rng.choice(int(size), int(count), replace=False)]
        for at, (size, count) in enumerate(zip(whole.sizes, given, strict=True)) if count
    ]  # fmt: skip
    every = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
    return rng.permutation(every), given
