"""How sure a change is: two proportions, rates or ratios of counts, with interval, p-value and probability.

Every function takes the counts before and after as arrays that fit together (areas, items) and gives a
:class:`MeasuredChange` of the same shape. What was not reported stays NaN in every part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike
from scipy import special, stats

from huimin.indicators.intervals import Array, Interval, poisson, ratio, wilson

FEWEST = 1.0
"""Below this expected count the chi-squared distribution is not trusted and the exact one is taken (Campbell)."""
NODES = 64


@dataclass(frozen=True, eq=False)
class MeasuredChange:
    """How a value moved. Arrays of one shape; NaN where it cannot be told.

    Attributes:
        before, after: the two values, times ``per``.
        difference, low, high: after less before, with its interval (percentage points where ``per`` is 100).
        ratio, ratio_low, ratio_high: after over before, with its interval; the upper end is infinite where the first
            count is 0 and the lower 0 where the second is.
        p_value: how often two honest samples of one unchanged value would differ at least so much, two-sided.
        rose: the probability that the true value rose, 0 to 1, by Bayes's theorem from Jeffreys's prior.
        confidence: of the intervals.
    """

    before: Array
    after: Array
    difference: Array
    low: Array
    high: Array
    ratio: Array
    ratio_low: Array
    ratio_high: Array
    p_value: Array
    rose: Array
    confidence: float = 0.95

    @property
    def direction(self) -> Array:
        """1 rose, -1 fell, 0 cannot be told from chance at this confidence, NaN not known."""
        clear = np.where(self.p_value < 1 - self.confidence, np.sign(self.difference), 0.0)
        return np.asarray(np.where(np.isfinite(self.p_value), clear, np.nan))


def measured_change(
    kind: str, n1: ArrayLike, d1: ArrayLike, n2: ArrayLike, d2: ArrayLike, per: float = 1.0, confidence: float = 0.95
) -> MeasuredChange:
    """The change of an indicator of this kind (``proportion``, ``rate`` or ``ratio``) from n1 / d1 to n2 / d2.

    Raises:
        KeyError: another kind. A ``value`` has no chance to be tested against.
    """
    return TESTED[kind](n1, d1, n2, d2, per, confidence)


def change_of_proportions(
    n1: ArrayLike, d1: ArrayLike, n2: ArrayLike, d2: ArrayLike, per: float = 1.0, confidence: float = 0.95
) -> MeasuredChange:
    """The change from the share n1 of d1 to the share n2 of d2, two independent groups.

    Difference: Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10 (from Wilson's limits). Ratio: the
    same limits by Donner, A. and Zou, G. Y. (2012), Statistical Methods in Medical Research 21, 347-359. p-value: see
    :func:`chance_of_one_share`.
    """
    (n1, d1, n2, d2), sound = _counts(n1, d1, n2, d2)
    sound &= (n1 <= d1) & (n2 <= d2)
    n1, d1, n2, d2 = (np.where(sound, one, np.nan) for one in (n1, d1, n2, d2))
    limits = wilson(n1, d1, confidence), wilson(n2, d2, confidence)
    p_value = chance_of_one_share(n1, d1, n2, d2)
    rose = second_is_higher(n1 + 0.5, d1 - n1 + 0.5, n2 + 0.5, d2 - n2 + 0.5)
    return _made(n1 / d1, n2 / d2, *limits, p_value, rose, per, confidence)


def change_of_rates(
    n1: ArrayLike, d1: ArrayLike, n2: ArrayLike, d2: ArrayLike, per: float = 1.0, confidence: float = 0.95
) -> MeasuredChange:
    """The change from n1 events in the exposure d1 to n2 events in d2, events being Poisson counts.

    Given their sum, the second count is binomial, which gives the p-value (mid-p) and the exact interval of the ratio:
    Przyborowski, J. and Wilenski, H. (1940), Biometrika 31, 313-323. Difference: from Garwood's limits by Zou, G. Y.
    and Donner, A. (2008), Statistics in Medicine 27, 1693-1702.
    """
    (n1, d1, n2, d2), sound = _counts(n1, d1, n2, d2)
    n1, d1, n2, d2 = (np.where(sound, one, np.nan) for one in (n1, d1, n2, d2))
    share = d1 / (d1 + d2)
    rose = special.betainc(n1 + 0.5, n2 + 0.5, share)  # a ratio of two gammas is a beta
    limits = poisson(n1, d1, confidence), poisson(n2, d2, confidence)
    made = _made(n1 / d1, n2 / d2, *limits, _mid_p(n2, n1 + n2, 1 - share), rose, per, confidence)
    low, high = clopper_pearson(n2, n1 + n2, confidence)
    with np.errstate(all="ignore"):
        ends = [np.where(end < 1, end / (1 - end), np.inf) * (d1 / d2) for end in (low, high)]
    ends = [np.where(np.isfinite(low), end, np.nan) for end in ends]
    return replace(made, ratio_low=ends[0], ratio_high=ends[1])


def change_of_ratios(
    n1: ArrayLike, d1: ArrayLike, n2: ArrayLike, d2: ArrayLike, per: float = 1.0, confidence: float = 0.95
) -> MeasuredChange:
    """The change of a ratio of two counts (boys to girls): given their sum the first is binomial.

    Test and probability are those of the two shares; the limits of each ratio are those of
    :func:`huimin.indicators.intervals.ratio`, put together as for proportions.
    """
    (n1, d1, n2, d2), sound = _counts(n1, d1, n2, d2)
    n1, d1, n2, d2 = (np.where(sound, one, np.nan) for one in (n1, d1, n2, d2))
    limits = ratio(n1, d1, confidence), ratio(n2, d2, confidence)
    p_value = chance_of_one_share(n1, n1 + d1, n2, n2 + d2)
    rose = second_is_higher(n1 + 0.5, d1 + 0.5, n2 + 0.5, d2 + 0.5)
    return _made(n1 / d1, n2 / d2, *limits, p_value, rose, per, confidence)


TESTED = {"proportion": change_of_proportions, "rate": change_of_rates, "ratio": change_of_ratios}
"""The kinds of indicators whose change can be tested, each with its method."""


def clopper_pearson(successes: Array, trials: Array, confidence: float = 0.95) -> Interval:
    """Exact interval of a proportion, in 0 to 1; it never covers less than it promises.

    Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26, 404-413. NaN where there are no trials or the successes lie
    outside 0 to trials.
    """
    tail = (1 - confidence) / 2
    sound = (trials > 0) & (successes >= 0) & (successes <= trials)
    some, rest = np.where(sound, successes, np.nan), np.where(sound, trials - successes, np.nan)
    low = special.betaincinv(np.where(some == 0, 1.0, some), rest + 1, tail)
    high = special.betaincinv(some + 1, np.where(rest == 0, 1.0, rest), 1 - tail)
    return np.where(some == 0, 0.0, low), np.where(rest == 0, 1.0, high)


def chance_of_one_share(n1: Array, d1: Array, n2: Array, d2: Array) -> Array:
    """The two-sided p-value that two shares are one.

    The chi-squared test with N - 1, and the exact one (twice the smaller tail) where an expected count is below 1:
    Campbell, I. (2007), Statistics in Medicine 26, 3661-3675. 1 where nobody or everybody has what is counted.
    """
    total, some = d1 + d2, n1 + n2
    with np.errstate(all="ignore"):
        gap = n1 * (d2 - n2) - n2 * (d1 - n1)
        chi2 = (total - 1) * gap**2 / (d1 * d2 * some * (total - some))
        p_value = special.chdtrc(1, chi2)
        least = np.minimum(d1, d2) * np.minimum(some, total - some) / total
    p_value = np.array(np.where((some == 0) | (some == total), 1.0, p_value))
    rare = (least < FEWEST) & (least > 0)
    p_value[rare] = _exact(n1[rare], d1[rare], some[rare], total[rare])
    return p_value


def second_is_higher(a1: Array, b1: Array, a2: Array, b2: Array) -> Array:
    """The chance that a draw of Beta(a2, b2) lies above one of Beta(a1, b1), right to 1e-6.

    It is the mean of one distribution's tail over the quantiles of the other, by Gauss's rule. The narrower one gives
    the quantiles: over those the tail of the wider one has no sharp step that the rule could miss.
    """
    shape = np.broadcast_shapes(*(np.shape(one) for one in (a1, b1, a2, b2)))
    a1, b1, a2, b2 = (np.broadcast_to(np.asarray(one, dtype=np.float64), shape)[..., None] for one in (a1, b1, a2, b2))
    first = _spread(a1, b1) <= _spread(a2, b2)
    nodes, weights = leggauss(NODES)
    at = special.betaincinv(np.where(first, a1, a2), np.where(first, b1, b2), (nodes + 1) / 2)
    below = special.betainc(np.where(first, a2, a1), np.where(first, b2, b1), at)
    return np.asarray((np.where(first, 1 - below, below) * weights / 2).sum(axis=-1))


def _spread(a: Array, b: Array) -> Array:
    """The variance of a beta distribution."""
    return np.asarray(a * b / ((a + b) ** 2 * (a + b + 1)))


def _counts(*given: ArrayLike) -> tuple[list[Array], np.ndarray]:
    """The four counts as arrays of one shape, and where they can be used: two exposures above 0, no count below."""
    n1, d1, n2, d2 = (np.array(one, dtype=np.float64) for one in np.broadcast_arrays(*given))
    finite = np.isfinite(n1) & np.isfinite(n2) & np.isfinite(d1) & np.isfinite(d2)
    return [n1, d1, n2, d2], finite & (d1 > 0) & (d2 > 0) & (n1 >= 0) & (n2 >= 0)


def _exact(count: Array, drawn: Array, some: Array, total: Array) -> Array:
    """Twice the smaller tail of the hypergeometric distribution, 1 at most."""
    least = stats.hypergeom.cdf(count, total, some, drawn)
    most = stats.hypergeom.sf(count - 1, total, some, drawn)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(least, most)))


def _mid_p(count: Array, trials: Array, share: Array) -> Array:
    """Two-sided mid-p of a binomial count; 1 without trials."""
    below = special.betaincc(np.where(count > 0, count, 1.0), trials - count + 1, share)
    upto = special.betaincc(count + 1, np.where(count < trials, trials - count, 1.0), share)
    below, upto = np.where(count > 0, below, 0.0), np.where(count < trials, upto, 1.0)
    middle = (below + upto) / 2
    p_value = np.where(trials > 0, np.minimum(1.0, 2 * np.minimum(middle, 1 - middle)), 1.0)
    return np.where(np.isfinite(trials), p_value, np.nan)


def _made(
    before: Array, after: Array, first: Interval, second: Interval, p_value: Array, rose: Array, per: float,
    confidence: float,
) -> MeasuredChange:  # fmt: skip
    """Difference and ratio of two values from the limits of each (the method of variance estimates recovered)."""
    gap = after - before
    low = gap - np.sqrt((after - second[0]) ** 2 + (first[1] - before) ** 2)
    high = gap + np.sqrt((second[1] - after) ** 2 + (before - first[0]) ** 2)
    ends = _ratio_limits(before, after, first, second)
    with np.errstate(all="ignore"):
        times = np.where(before > 0, after / before, np.where(after > 0, np.inf, np.nan))
    return MeasuredChange(before * per, after * per, gap * per, low * per, high * per, times, *ends,
                          np.asarray(p_value), np.asarray(rose), confidence)  # fmt: skip


def _ratio_limits(before: Array, after: Array, first: Interval, second: Interval) -> Interval:
    """Donner and Zou's limits of after / before."""
    both = after * before
    with np.errstate(all="ignore"):
        below, above = first[1] * (2 * before - first[1]), first[0] * (2 * before - first[0])
        low = both - np.sqrt(np.maximum(both**2 - second[0] * (2 * after - second[0]) * below, 0))
        high = both + np.sqrt(np.maximum(both**2 - second[1] * (2 * after - second[1]) * above, 0))
        low, high = low / below, np.where(above > 0, high / above, np.inf)
    return np.where(both > 0, low, 0.0 * both), np.where(np.isfinite(both), high, np.nan)
