"""Months that lie too often just above a target: a sign that figures were shaved to it."""

from __future__ import annotations

import numpy as np
from scipy import special

from huimin.indicators.intervals import Array


def chance_of_heaping(numerator: Array, denominator: Array, target: float, width: float) -> tuple[Array, Array]:
    """How likely so many months just above ``target`` would be for an honest series.

    The most charitable honest series is one whose true share lies in the middle of the window from ``target`` to
    ``target + width``. For it the chance that a month falls into the window is a binomial probability of that month's
    denominator; so many months or more in the window then has (at most) the binomial tail at the largest of those
    chances. Large denominators make it easy to stay in the window, and then nothing is said.

    Args:
        numerator, denominator: (months, areas) counts of a proportion; NaN where not reported.

    Returns:
        The number of months in the window and the chance, one entry an area. The chance is 1 where no month counts.
    """
    known = np.isfinite(numerator) & np.isfinite(denominator) & (denominator > 0)
    trials = np.where(known, denominator, 1.0)
    share = np.where(known, numerator / trials, np.nan)
    inside = known & (share >= target) & (share < target + width)
    middle = min(target + width / 2, 1.0)
    least = np.ceil(trials * target - 1e-9)
    most = np.ceil(trials * (target + width) - 1e-9) - 1
    chance = _at_most(most, trials, middle) - _at_most(least - 1, trials, middle)
    worst = np.max(np.where(known, chance, 0.0), axis=0)
    months, hits = known.sum(axis=0), inside.sum(axis=0)
    tail = _at_least(hits, months, worst)
    return hits.astype(float), np.where(months > 0, tail, 1.0)


def _at_most(count: Array, trials: Array, share: Array | float) -> Array:
    """The binomial chance of at most ``count`` among ``trials``."""
    inner = special.betainc(np.maximum(trials - count, 1e-300), np.maximum(count, 0) + 1.0, 1 - np.asarray(share))
    made: Array = np.where(count < 0, 0.0, np.where(count >= trials, 1.0, inner))
    return made


def _at_least(count: Array, trials: Array, share: Array) -> Array:
    """The binomial chance of ``count`` or more among ``trials`` (1 less the other tail would lose small chances)."""
    inner = special.betainc(np.maximum(count, 1e-300), np.maximum(trials - count, 0) + 1.0, share)
    made: Array = np.where(count <= 0, 1.0, np.where(count > trials, 0.0, inner))
    return made
