"""How many there are, from two lists that were made apart: Lincoln-Petersen and Chapman, and what they promise.

The lists are of one closed group (the births of a year in one area, say). ``first`` people stand in the list under
test, ``second`` in the other, ``both`` in both. Everything takes arrays of any shapes that fit together; NaN is not
known and stays NaN.

What it rests on: a person's chance to be in one list does not depend on being in the other. Two lists cannot show
whether that is so. Where those in one list are more likely to be in the other as well (both depend on the same
hospital), the estimate is too low; where lists avoid each other, too high.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.faults import Faults, amounts, amounts_of
from huimin.demography.intervals import Array, Interval, divide, quantile

FEWEST_MATCHES = 7
FEWEST_MISSED = 3.0
PROMISED, EMPTY, APART, INSIDE, FEW_MATCHES, FEW_MISSED, UNKNOWN = (
    "promised", "empty", "apart", "inside", "few-matches", "few-missed", "unknown",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class TwoLists:
    """An estimate from two lists. Arrays of one shape; NaN where nothing can be said.

    Attributes:
        first, second, both: the counts it was made from; ``both`` after the allowance for errors of linkage.
        total, low, high: how many there are, with the interval. ``high`` is infinite without any match.
        variance: of the total.
        promise: a word for each, see :func:`promises`.
        confidence: of the interval.
        odds_ratio: the dependence that was assumed; 1 is none.
    """

    first: Array
    second: Array
    both: Array
    total: Array
    variance: Array
    low: Array
    high: Array
    promise: NDArray[np.str_]
    confidence: float = 0.95
    odds_ratio: float = 1.0

    @property
    def seen(self) -> Array:
        """How many stand in at least one list."""
        return self.first + self.second - self.both

    @property
    def standard_error(self) -> Array:
        """The root of the variance."""
        return np.sqrt(self.variance)

    @property
    def unreported(self) -> tuple[Array, Array, Array]:
        """The share of all who are missing from the first list: value, low and high, 0 to 1."""
        return tuple(  # type: ignore[return-value]
            np.clip(np.where(end == np.inf, 1.0, 1 - divide(self.first, end)), 0, 1)
            for end in (self.total, self.low, self.high)
        )

    @property
    def unseen(self) -> tuple[Array, Array, Array]:
        """How many are missing from both lists: value, low and high."""
        return self.total - self.seen, self.low - self.seen, self.high - self.seen

    def symmetric(self) -> Interval:
        """The total give or take its standard error, as textbooks print it. It covers too little where there are few
        matches; use ``low`` and ``high``.
        """
        half = quantile(self.confidence) * self.standard_error
        return self.total - half, self.total + half


def lincoln_petersen(first: ArrayLike, second: ArrayLike, both: ArrayLike) -> Array:
    """first x second / both. NaN without a match, and too high on average where matches are few.

    Petersen, C. G. J. (1896), Report of the Danish Biological Station 6, 5-84; Lincoln, F. C. (1930), United States
    Department of Agriculture Circular 118.

    Raises:
        Invalid: as :func:`chapman`.
    """
    one, two, match = _lists(first, second, both)
    return divide(one * two, match)


def chapman(
    first: ArrayLike, second: ArrayLike, both: ArrayLike, confidence: float = 0.95, odds_ratio: float = 1.0,
    extra: ArrayLike = 0.0,
) -> TwoLists:  # fmt: skip
    """Chapman's estimate with Sadinle's interval.

    Estimate: Chapman, D. G. (1951), University of California Publications in Statistics 1, 131-160; it has no bias
    where first + second is at least the total. Variance: Seber, G. A. F. (1970), Biometrics 26, 13-22. Interval:
    Sadinle, M. (2009), Communications in Statistics - Simulation and Computation 38, 1909-1924 (transformed logit),
    which of the three tried (with the symmetric and the log-normal one) covers best from 7 matches on.

    Args:
        first, second, both: counts. confidence: of the interval.
        odds_ratio: of being in one list for those in the other; above 1 where lists depend on each other the same way.
            It multiplies those seen by neither. Two lists cannot tell it: try some.
        extra: squared relative error of ``both`` from elsewhere, such as from linkage.

    Where a list is empty there is no total, and the interval reaches from those seen to infinity.

    Raises:
        Invalid: ``registration-more-matches``, ``registration-odds``, ``demography-count-negative``,
            ``demography-not-finite``, ``demography-shapes-differ``, ``demography-number-out-of-range``.
    """
    one, two, match = _lists(first, second, both)
    more = amounts("extra", extra)
    _check(confidence, odds_ratio)
    only_one, only_two, seen = one - match, two - match, one + two - match
    unseen = odds_ratio * only_one * only_two / (match + 1)
    variance = (one + 1) * (two + 1) * only_one * only_two / ((match + 1) ** 2 * (match + 2)) * odds_ratio**2
    total = seen + unseen
    low, high = _sadinle(only_one, only_two, match, quantile(confidence), odds_ratio)
    empty = (one == 0) | (two == 0)
    high = np.where((match == 0) & ((only_one * only_two > 0) | empty), np.inf, high)
    low, high = np.maximum(seen, np.fmin(low, total)), np.fmax(high, total)
    if more.any():  # the pairs are not sure, so neither is how many were seen: an error of 1 per cent moves all by 1
        blur = total * np.sqrt(more)
        variance, half = variance + blur**2, quantile(confidence) * blur
        low = np.maximum(np.maximum(one, two), total - np.hypot(total - low, half))
        high = total + np.hypot(high - total, half)
    total, variance = np.where(empty, np.nan, total), np.where(empty, np.nan, variance)
    promise = promises(one, two, match)
    return TwoLists(one, two, match, total, variance, low, high, promise, confidence, odds_ratio)


def _sadinle(one: Array, two: Array, match: Array, z: float, odds_ratio: float) -> Interval:
    """Limits of the total from those seen once (``one``, ``two``) and in both lists."""
    b, c, m = one + 0.5, two + 0.5, match + 0.5
    spread = np.sqrt(1 / m + 1 / b + 1 / c + m / (b * c))
    unseen, base = odds_ratio * b * c / m, one + two + match - 0.5 * odds_ratio
    return base + unseen * np.exp(-z * spread), base + unseen * np.exp(z * spread)


def promises(first: ArrayLike, second: ArrayLike, both: ArrayLike) -> NDArray[np.str_]:
    """Whether the interval of :func:`chapman` keeps its word there, and if not why, as a word each.

    ``promised``: it covers as often as it says, if the lists are independent. ``empty``: nobody in a list.
    ``apart``: nobody is in both: there is no upper end. ``few-matches``: fewer than 7 in both, where the estimate
    itself leans low. ``inside``: one list holds the whole other one, so the data show nobody missing.
    ``few-missed``: fewer than 3 expected in neither; the interval is rough then and covers 93 to 100 times in 100.
    ``unknown``: a count is not known.

    Raises:
        Invalid: as :func:`chapman`.
    """
    one, two, match = _lists(first, second, both)
    unseen = (one - match + 0.5) * (two - match + 0.5) / (match + 0.5)
    cases = (
        (~np.isfinite(one + two + match), UNKNOWN), ((one == 0) | (two == 0), EMPTY), (match == 0, APART),
        (match < FEWEST_MATCHES, FEW_MATCHES), ((match == one) | (match == two), INSIDE),
        (unseen < FEWEST_MISSED, FEW_MISSED),
    )  # fmt: skip
    return np.select([where for where, _ in cases], [word for _, word in cases], PROMISED)


def _lists(first: ArrayLike, second: ArrayLike, both: ArrayLike) -> tuple[Array, Array, Array]:
    one, two, match = np.broadcast_arrays(*amounts_of(first=first, second=second, both=both))
    faults = Faults("both")
    wrong = match > np.minimum(one, two)
    if wrong.any():
        at = tuple(np.argwhere(wrong)[0])
        faults.add("registration-more-matches", _item("both", at), found=float(match[at]),
                   expected=float(min(one[at], two[at])), count=int(wrong.sum()))  # fmt: skip
    faults.raise_if_any()
    return one, two, match


def _item(name: str, at: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(map(str, at))}]" if at else name


def _check(confidence: float, odds_ratio: float) -> None:
    faults = Faults("odds_ratio")
    if not 0 < confidence < 1:
        faults.add("demography-number-out-of-range", "confidence", found=float(confidence), low=0, high=1)
    if not 0 < odds_ratio < np.inf:
        faults.add("registration-odds", found=float(odds_ratio))
    faults.raise_if_any()


@dataclass(frozen=True)
class Linkage:
    """How well people were found again in the other list.

    Attributes:
        sensitivity: share of the true pairs that were found, 0 to 1. sensitivity_error: its standard error.
        false_share: share of the pairs found that are not the same person. false_share_error: its standard error.
    """

    sensitivity: float = 1.0
    false_share: float = 0.0
    sensitivity_error: float = 0.0
    false_share_error: float = 0.0

    def __post_init__(self) -> None:
        faults = Faults("linkage")
        for name, good in (("sensitivity", 0 < self.sensitivity <= 1), ("false_share", 0 <= self.false_share < 1),
                           ("sensitivity_error", 0 <= self.sensitivity_error < 1),
                           ("false_share_error", 0 <= self.false_share_error < 1)):  # fmt: skip
            if not good:
                faults.add("demography-number-out-of-range", name, found=float(getattr(self, name)), low=0, high=1)
        faults.raise_if_any()

    def matches(self, found: ArrayLike) -> tuple[Array, Array]:
        """The pairs there truly are, from those found, and the squared relative error that this adds.

        found x (1 - false share) / sensitivity, after Ding, Y. and Fienberg, S. E. (1994), Survey Methodology 20,
        149-158. The error is that of the two rates and of which pairs happened to be missed or made.
        """
        pairs = amounts("found", found)
        true = pairs * (1 - self.false_share) / self.sensitivity
        with np.errstate(all="ignore"):
            chance = (1 - self.sensitivity) / (self.sensitivity * true)
            chance += self.false_share * pairs / (self.sensitivity * true) ** 2
        return true, np.where(true > 0, chance, 0.0) + self.rates_error**2

    @property
    def found_per_true(self) -> float:
        """Pairs found for each true one, false ones counted too."""
        return self.sensitivity / (1 - self.false_share)

    @property
    def rates_error(self) -> float:
        """Relative standard error of the correction, from the errors of the two rates."""
        ends = self.sensitivity_error / self.sensitivity, self.false_share_error / (1 - self.false_share)
        return float(np.hypot(*ends))


def chapman_linked(
    first: ArrayLike, second: ArrayLike, found: ArrayLike, linkage: Linkage, confidence: float = 0.95,
    odds_ratio: float = 1.0,
) -> TwoLists:  # fmt: skip
    """:func:`chapman` with the pairs put right for errors of linkage, and a wider interval.

    Pairs missed make the total too high and false ones too low, so the answer leans on ``linkage`` heavily: take both
    rates from a clerical check of a sample. Where the correction gives more pairs than the shorter list has people,
    that number is taken.

    Raises:
        Invalid: as :func:`chapman`.
    """
    one, two, pairs = _lists(first, second, found)
    true, extra = linkage.matches(pairs)
    return chapman(one, two, np.minimum(true, np.minimum(one, two)), confidence, odds_ratio, extra)
