"""Monotone interpolation of cumulated counts: single ages that are never negative, from groups of any width."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import PchipInterpolator

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age
from huimin.demography.graduation.linear import Graduated, single_ages


def monotone(population: ArrayLike, ages: AgeGroups) -> Graduated:
    """Groups of any width to single ages by a monotone cubic through the cumulated counts.

    Every group's total is kept and no single age is negative.

    Args:
        population: shape (…, ages), at least two closed groups; an open group is passed on.

    Raises:
        Invalid: ``demography-groups-few``, ``demography-shape``, ``demography-negative``.

    Source: Fritsch, F. N. and Butland, J. (1984), A method for constructing local monotone piecewise cubic
    interpolants, SIAM Journal on Scientific and Statistical Computing 5(2), 300-304 (after Fritsch and Carlson, 1980).
    """
    people, faults, groups = by_age("population", population, ages), Faults("ages"), ages.closed
    if groups < 2:
        faults.add("demography-groups-few", least=2, found=groups)
    faults.raise_if_any()
    closed = people[..., :groups]
    known = np.isfinite(closed).all(axis=-1, keepdims=True)
    knots = np.cumsum(np.where(known, closed, 0.0), axis=-1)
    knots = np.concatenate([np.zeros((*knots.shape[:-1], 1)), knots], axis=-1)
    last = ages.starts[-1] if ages.end is None else ages.end
    bounds = np.array([*ages.starts[:groups], last], dtype=np.float64)
    grid = np.arange(ages.starts[0], last + 1, dtype=np.float64)
    cumulated = PchipInterpolator(bounds, knots, axis=-1)(grid)
    # The curve is monotone; what falls below 0 is the last bit of a subtraction.
    values = np.where(known, np.maximum(np.diff(cumulated, axis=-1), 0.0), np.nan)
    return Graduated(np.concatenate([values, people[..., groups:]], axis=-1), single_ages(ages))
