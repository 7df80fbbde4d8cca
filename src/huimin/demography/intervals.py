"""Intervals of rates, weighted sums of rates and ratios of counts. Kept here because this room stands alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Interval = tuple[Array, Array]


def quantile(confidence: float) -> float:
    """The two-sided standard normal quantile: 1.96 for 0.95."""
    return float(special.ndtri(0.5 + confidence / 2))


def divide(above: Array, below: Array) -> Array:
    """``above / below``, NaN where ``below`` is 0 or not known. Never a warning."""
    with np.errstate(all="ignore"):
        return np.asarray(np.where(below > 0, above / below, np.nan), dtype=np.float64)


def garwood(events: Array, exposure: Array, confidence: float) -> Interval:
    """Exact interval of a Poisson rate. Garwood, F. (1936), Biometrika 28, 437-442. NaN without exposure."""
    tail = (1 - confidence) / 2
    with np.errstate(all="ignore"):
        low = np.where(events > 0, special.gammaincinv(np.where(events > 0, events, 1.0), tail), 0.0 * events)
        high = special.gammaincinv(events + 1, 1 - tail)
    return divide(low, exposure), divide(high, exposure)


def fay_feuer(events: Array, weights: Array, confidence: float) -> Interval:
    """Gamma interval of ``sum(weights * events)`` over the last axis, the events being independent Poisson counts.

    Fay, M. P. and Feuer, E. J. (1997), Statistics in Medicine 16, 791-801. With one term it is Garwood's interval.
    Groups of weight NaN make it NaN.
    """
    tail = (1 - confidence) / 2
    value = (weights * events).sum(axis=-1)
    variance = (weights**2 * events).sum(axis=-1)
    most = weights.max(axis=-1)
    with np.errstate(all="ignore"):
        low = variance / value * special.gammaincinv(value**2 / variance, tail)
        wider, further = variance + most**2, value + most
        high = wider / further * special.gammaincinv(further**2 / wider, 1 - tail)
    return np.where(value > 0, low, 0.0 * value), high


def wilson(some: Array, total: Array, confidence: float) -> Interval:
    """Score interval of the share ``some / total``. Wilson, E. B. (1927), Journal of the American Statistical
    Association 22, 209-212. NaN where the total is 0 or less than ``some``.
    """
    z = quantile(confidence)
    share = np.where(some <= total, divide(some, total), np.nan)
    with np.errstate(all="ignore"):
        centre = (share + z**2 / (2 * total)) / (1 + z**2 / total)
        half = z / (1 + z**2 / total) * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    # At the ends the formula gives exactly 0 or 1 but for the last bit.
    low = np.where(some == 0, 0.0 * share, np.clip(centre - half, 0, 1))
    return low, np.where(some == total, 0.0 * share + 1.0, np.clip(centre + half, 0, 1))


def ratio(first: Array, second: Array, confidence: float) -> Interval:
    """Interval of ``first / second`` for two independent counts; NaN where ``second`` is 0.

    Given their sum the first count is binomial; the score interval of its share becomes share / (1 - share).
    Brownlee, K. A. (1967), Statistical Theory and Methodology in Science and Engineering, section 5.
    """
    low, high = wilson(first, first + second, confidence)
    known = np.where(second > 0, 0.0, np.nan)
    return divide(low, 1 - low) + known, divide(high, 1 - high) + known
