"""Ranks with their chance: which areas can be told apart, and how likely each is among the best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.indicators.intervals import Array
from huimin.indicators.small_areas.shrinking import Shrunk

DRAWS, SEED = 4000, 1953


@dataclass(frozen=True, eq=False)
class Ranks:
    """Ranks of areas, 1 being the best; NaN where an area has no value.

    Attributes:
        expected: the mean rank. low, high: the interval of the rank.
        first: the probability of being the best, 0 to 1. best_quarter: of being in the best quarter.
    """

    expected: Array
    low: Array
    high: Array
    first: Array
    best_quarter: Array


def rank_areas(values: Shrunk, highest: bool = True, draws: int = DRAWS) -> Ranks:
    """Ranks from draws of the true values, by a fixed seed: the same figures give the same ranks.

    Goldstein, H. and Spiegelhalter, D. J. (1996), Journal of the Royal Statistical Society A 159, 385-443.

    Args:
        values: of the areas to be ranked. highest: whether a high value is good. draws: how many.
    """
    known = np.isfinite(values.a) & np.isfinite(values.b)
    count = int(known.sum())
    made = np.full((5, len(known)), np.nan)
    if count:
        drawn = values.family.draw(values.a[known], values.b[known], draws, np.random.default_rng(SEED))
        order = np.argsort(-drawn if highest else drawn, axis=1)
        ranks = np.empty(order.shape, dtype=np.int32)
        np.put_along_axis(ranks, order, np.arange(1, count + 1, dtype=np.int32)[None, :], axis=1)
        tail = (1 - values.confidence) / 2
        low, high = np.quantile(ranks, (tail, 1 - tail), axis=0, method="inverted_cdf")
        quarter = max(1, round(count / 4))
        made[:, known] = ranks.mean(axis=0), low, high, (ranks == 1).mean(axis=0), (ranks <= quarter).mean(axis=0)
    return Ranks(*made)
