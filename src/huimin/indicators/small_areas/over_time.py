"""This year against the last, and several years together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from huimin.indicators.intervals import Array
from huimin.indicators.small_areas.shrinking import Shrunk
from huimin.indicators.small_areas.tested_changes import second_is_higher


def chance_of_rise(before: Shrunk, after: Shrunk) -> Array:
    """The probability that an area's true value rose, 0 to 1, from what each year says leaning on its own neighbours.

    Near 0.5 the figures cannot tell. NaN where a year has no value. The years are taken as independent given their
    means, so an area that is always unlike the others is pulled to the mean in both years alike.

    Raises:
        ValueError: years of different kinds.
    """
    if before.kind != after.kind:
        raise ValueError(f"{before.kind} and {after.kind} cannot be compared")
    if before.kind == "rate":
        return np.asarray(special.betainc(before.a, after.a, before.b / (before.b + after.b)))
    return second_is_higher(before.a, before.b, after.a, after.b)


@dataclass(frozen=True, eq=False)
class PooledYears:
    """Counts of several years together.

    Attributes:
        numerator, denominator: (areas,), weighted sums; NaN where no year was reported.
        years: how many years stand behind an area, each by its weight.
    """

    numerator: Array
    denominator: Array
    years: Array


def pool_years(numerator: ArrayLike, denominator: ArrayLike, keep: float = 1.0) -> PooledYears:
    """Several years added up, older ones counting less.

    Each year back counts ``keep`` times as much as the next one, counts and exposure alike: a power prior (Ibrahim,
    J. G. and Chen, M.-H. (2000), Statistical Science 15, 46-60). A year that was not reported is left out, never taken
    as 0.

    Args:
        numerator, denominator: (years, areas), the last year last; NaN is not reported.
        keep: 1 counts all years alike, 0 only the last one.

    Raises:
        ValueError: ``keep`` outside 0 to 1.
    """
    if not 0 <= keep <= 1:
        raise ValueError(f"keep is {keep}; it lies between 0 and 1")
    some, of = np.broadcast_arrays(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
    weights = np.power(keep, np.arange(len(some) - 1, -1, -1.0))[:, None]
    there = np.isfinite(some) & np.isfinite(of)
    years = (weights * there).sum(axis=0)
    sums = [(weights * np.where(there, one, 0.0)).sum(axis=0) for one in (some, of)]
    known = np.where(years > 0, 0.0, np.nan)
    return PooledYears(sums[0] + known, sums[1] + known, years)
