"""Of all pairs that could be made, those that are each other's best by a clear margin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import Rows

MARGIN = 4.0
"""By how many bits a pair's weight must exceed the next best of either of its records."""


def best_by_far(rows: Rows, weight: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Pairs that are the best of their row, and better than its next best by ``MARGIN``."""
    order = np.lexsort((-weight, rows))
    ordered = rows[order]
    head = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(rows) else np.empty(0, bool)
    following = np.append(weight[order][1:], -np.inf)
    following[np.append(head[1:], True)] = -np.inf
    out = np.zeros(len(rows), bool)
    out[order] = head & (weight[order] - following >= MARGIN)
    return out
