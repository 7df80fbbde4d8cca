"""Chances that several of the tests need."""

from __future__ import annotations

import numpy as np

from huimin.quality.panel import Floats


def poisson_binomial_tail(chances: Floats, hits: int) -> float:
    """How likely ``hits`` or more of independent events with these chances are to happen; exact."""
    count = np.zeros(len(chances) + 1)
    count[0] = 1.0
    for chance in chances.tolist():
        count[1:] = count[1:] * (1 - chance) + count[:-1] * chance
        count[0] *= 1 - chance
    return float(min(count[hits:].sum(), 1.0))
