"""Intervals that say how sure a value can be: proportions, rates and ratios of counts. All take and give arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Interval = tuple[Array, Array]


def _nothing(shape: tuple[int, ...]) -> Interval:
    return np.full(shape, np.nan), np.full(shape, np.nan)


def normal_quantile(confidence: float) -> float:
    """The two-sided standard normal quantile: 1.96 for 0.95."""
    return float(special.ndtri(0.5 + confidence / 2))


def wilson(successes: Array, trials: Array, confidence: float = 0.95) -> Interval:
    """Score interval of a proportion, in 0 to 1.

    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212. NaN where there are no trials
    or where successes lie outside 0 to trials (then the figures are wrong and no interval can mend them).
    """
    z = normal_quantile(confidence)
    with np.errstate(all="ignore"):
        sound = (trials > 0) & (successes >= 0) & (successes <= trials)
        share = np.where(sound, successes / trials, np.nan)
        shrink = 1 + z**2 / trials
        centre = (share + z**2 / (2 * trials)) / shrink
        half = z / shrink * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
        low, high = np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
    # At the ends the formula gives exactly 0 or 1 but for the last bit.
    return np.where(successes == 0, 0.0 * low, low), np.where(successes == trials, 1.0 + 0.0 * high, high)


def poisson(events: Array, exposure: Array, confidence: float = 0.95) -> Interval:
    """Exact interval of a rate of events per unit of exposure.

    Garwood, F. (1936), Biometrika 28, 437-442, by quantiles of the gamma distribution. NaN where the exposure is not
    positive or the events are negative.
    """
    tail = (1 - confidence) / 2
    with np.errstate(all="ignore"):
        sound = (exposure > 0) & (events >= 0)
        count = np.where(sound, events, np.nan)
        low = np.where(count > 0, special.gammaincinv(np.where(count > 0, count, 1.0), tail), 0.0 * count)
        high = special.gammaincinv(count + 1, 1 - tail)
        return low / exposure, high / exposure


def ratio(first: Array, second: Array, confidence: float = 0.95) -> Interval:
    """Interval of ``first / second`` for two independent counts (boys per girl, say).

    Given their sum, the first count is binomial; the Wilson interval of its share p becomes p / (1 - p).
    Brownlee, K. A. (1967), Statistical Theory and Methodology in Science and Engineering, section 5.
    """
    low, high = wilson(first, first + second, confidence)
    with np.errstate(all="ignore"):
        bounds = low / (1 - low), high / (1 - high)
    return bounds[0], np.where(np.isfinite(bounds[1]), bounds[1], np.nan)


def interval(kind: str, numerator: Array, denominator: Array, per: float, confidence: float = 0.95) -> Interval:
    """The interval of ``numerator / denominator * per`` for an indicator of this kind (NaN for ``value``)."""
    method = {"proportion": wilson, "rate": poisson, "ratio": ratio}.get(kind)
    if method is None:
        return _nothing(numerator.shape)
    low, high = method(numerator, denominator, confidence)
    return low * per, high * per
