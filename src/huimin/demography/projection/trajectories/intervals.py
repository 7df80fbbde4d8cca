"""Intervals of trajectories: in how many of them a figure lies below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huimin.demography.projection.rates import Floats

LEVELS = (0.80, 0.95)
"""The intervals that the United Nations publishes, and that are given here."""


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """A figure with its intervals.

    Attributes:
        median: (...) the middle of the trajectories.
        bounds: by level (0.80, 0.95), the lower and the upper bound, each (...).
    """

    median: Floats
    bounds: dict[float, tuple[Floats, Floats]]

    def joined(self, others: Sequence[Fan], axis: int = 0) -> Fan:
        """This and others, one after another along ``axis``."""
        every = [self, *others]

        def side(level: float, at: int) -> Floats:
            return np.concatenate([one.bounds[level][at] for one in every], axis=axis)

        median = np.concatenate([one.median for one in every], axis=axis)
        return Fan(median, {level: (side(level, 0), side(level, 1)) for level in self.bounds})


def fan(values: Floats, axis: int = -2, levels: Sequence[float] = LEVELS) -> Fan:
    """Median and equal-tailed intervals over the axis of the trajectories.

    ``values`` (..., trajectories, steps) by default; ``axis`` says which axis the trajectories are on. Bounds are those
    of the figure at each time: no single trajectory need run along them.
    """
    tails = [share for level in levels for share in ((1.0 - level) / 2.0, (1.0 + level) / 2.0)]
    found = np.quantile(values, [0.5, *tails], axis=axis)
    pairs = {level: (found[1 + 2 * i], found[2 + 2 * i]) for i, level in enumerate(levels)}
    return Fan(found[0], pairs)
