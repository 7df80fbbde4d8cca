"""How far a simulated cost can be off by chance alone: the interval of a weighted sum of rare things.

Families are counted as if each came about by chance, and each brings its own sum of money. The limits are those of
Fay and Feuer (1997), Confidence intervals for directly standardized rates: a method based on the gamma distribution,
Statistics in Medicine 16, 791-801: exact where all sums are alike, and they do not end below zero where few families
are paid. They stand in for drawing the families again and again.
"""

from __future__ import annotations

from typing import NamedTuple

from scipy import stats


class Interval(NamedTuple):
    """Lower and upper limit, in the unit of the sum."""

    low: float
    high: float


def chance_interval(total: float, squares: float, most: float, level: float = 0.95) -> Interval:
    """Limits around ``total``.

    Args:
        total: the sum over families. squares: the sum of their squares. most: the largest sum of one family; where
            nobody is paid, what one family would be paid.
        level: of confidence.
    """
    tail = (1 - level) / 2
    low = 0.0
    if total > 0:
        scale = squares / total
        low = float(scale * stats.gamma.ppf(tail, total / scale))
    top, spread = total + most, squares + most**2
    if top <= 0:
        return Interval(low, 0.0)
    scale = spread / top
    return Interval(low, float(scale * stats.gamma.ppf(1 - tail, top / scale)))
