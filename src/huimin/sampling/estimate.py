"""What the visited sites say of all: the ratio of verified to reported, with an interval that the design gives.

The ratio of two weighted sums (the verification factor of routine data quality assessments, WHO and MEASURE Evaluation
2017) is linearised: with ``e = verified - R * reported`` the variance of ``R`` is that of the estimated sum of ``e``
over the square of the estimated sum reported (Taylor; Särndal, Swensson and Wretman 1992, 5.6). The variance of a sum
is Hájek's (1964) and Rosén's (1997) for fixed numbers of sites drawn without replacement with chances ``p``:

    m/(m-1) * sum (1-p) (e/p - B)^2,    B = sum (1-p) e/p / sum (1-p)

which for equal chances is the textbook formula of the simple draw, finite population correction and all. Sites taken
for certain add nothing. Degrees of freedom are Satterthwaite's, fewer where the variance rests on few sites. The ends
are bent by the skewness of the estimate (:func:`_arms`).

Sites that could not be checked are not replaced and not dropped: within its stratum each checked site stands for them
(``p`` times the share that answered), and beside that stands what would follow if they were as bad as could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]
ENOUGH_SITES = 20
ENOUGH_ERRORS = 15.0  # that the variance rests on, counted as Kish does
ENOUGH_ANSWERS = 0.8


@dataclass(frozen=True)
class Visited:
    """The sites drawn, one an entry.

    Attributes:
        stratum: number of the stratum, 0 and up. chance: of having been drawn, above 0 to 1.
        reported, verified: NaN where not known. A site counts as checked where both are known.
        in_frame: sites in the frame by stratum.
    """

    stratum: NDArray[np.int64]
    chance: Array
    reported: Array
    verified: Array
    in_frame: Sequence[int]

    @property
    def checked(self) -> NDArray[np.bool_]:
        """Which sites count."""
        return ~(np.isnan(self.reported) | np.isnan(self.verified))


@dataclass(frozen=True)
class Estimate:
    """A ratio of verified to reported with everything that is to be known about it; NaN where it cannot be told.

    Attributes:
        drawn, checked, wrong: sites drawn, checked, and checked with another figure than the reported.
        ratio, low, high, error: the ratio, its interval and its standard error.
        free: degrees of freedom.
        worst_low, worst_high: the interval's ends if those who could not be checked were as bad as could be.
        wrong_share, wrong_high: share of sites with another figure, and the most it may be (one-sided, exact for a
            simple draw).
        effective: the number of sites that the variance rests on (Kish: square of the sum over the sum of squares);
            few where errors are rare or one large site outweighs all.
        by_rule: the interval stands on the bound of ``wrong_high`` since nothing, or hardly anything, was wrong.
        collapsed: strata that lent their neighbour a site, having one only.
        doubts: why the stated confidence is not promised: ``few-sites``, ``few-errors``, ``many-unanswered``,
            ``nothing-reported``, ``none-checked``, ``no-error-found``, ``no-spread`` (all differ alike); empty where it
            is promised.
    """

    drawn: int
    checked: int
    wrong: int
    ratio: float
    low: float
    high: float
    error: float
    free: float
    worst_low: float
    worst_high: float
    wrong_share: float
    wrong_high: float
    effective: float
    by_rule: bool
    collapsed: tuple[int, ...]
    doubts: tuple[str, ...]
    full_count: bool = False

    @property
    def promised(self) -> bool:
        """Whether the interval holds the truth as often as it says."""
        return not self.doubts

    @property
    def half_width(self) -> float:
        """The longer of the interval's two arms."""
        return max(self.high - self.ratio, self.ratio - self.low)


@dataclass(frozen=True)
class Assumed:
    """What is assumed where nothing can be seen.

    Attributes:
        confidence: of intervals. by: how wrong, at most, a site is that was not seen to be wrong.
        least, most: verified as a share of reported at sites that could not be checked, at worst.
    """

    confidence: float = 0.95
    by: float = 0.5
    least: float = 0.0
    most: float = 2.0


def estimate(sites: Visited, domain: NDArray[np.bool_] | None = None, assumed: Assumed = Assumed()) -> Estimate:
    """The ratio of verified to reported over the frame, or over the part of it that ``domain`` marks among sites."""
    inside = np.ones(len(sites.chance), bool) if domain is None else domain
    checked = sites.checked
    use = checked & inside
    if not use.any():
        return _nothing(int(inside.sum()), "none-checked")
    chance = _answered(sites)
    weight: Array = np.where(checked & inside, 1 / chance, 0.0)
    x, y = np.where(use, sites.reported, 0.0), np.where(use, sites.verified, 0.0)
    total = float(np.sum(weight * x))
    wrong: NDArray[np.bool_] = use & (x != y)
    share, high = _wrong(sites, use, wrong, weight, assumed.confidence)
    if total <= 0:
        return _nothing(int(inside.sum()), "nothing-reported", int(use.sum()), int(wrong.sum()), share, high)
    ratio = float(np.sum(weight * y)) / total
    spread = _variance(sites, chance, np.where(use, y - ratio * x, 0.0), checked, use)
    error = spread.variance**0.5 / total
    arms = _arms(error, spread, assumed.confidence)
    rule = 0.0 if spread.full or error > 0 else _unseen(int(use.sum()), assumed.confidence) * assumed.by * ratio
    low, upper = max(ratio - max(arms[0], rule), 0.0), ratio + max(arms[1], rule)
    worst = _worst(sites, inside, weight, x, y, (low - ratio, upper - ratio), assumed)
    return Estimate(
        int(inside.sum()), int(use.sum()), int(wrong.sum()), ratio, low, upper, error, spread.free, *worst,
        share, high, spread.effective, rule > 0, spread.collapsed,
        _doubts(sites, inside, use, spread, int(wrong.sum())), spread.full,
    )  # fmt: skip


def _answered(sites: Visited) -> Array:
    """Chances of having been drawn and checked: each stratum's chances times the share of it that was checked."""
    chance = sites.chance.copy()
    for stratum in np.unique(sites.stratum):
        here = sites.stratum == stratum
        share = float(np.sum(sites.checked[here] / sites.chance[here]) / np.sum(1 / sites.chance[here]))
        chance[here] *= share if share > 0 else 1.0
    return chance


@dataclass(frozen=True)
class _Spread:
    variance: float
    free: float
    effective: float
    skewness: float
    collapsed: tuple[int, ...]
    full: bool


def _variance(sites: Visited, chance: Array, e: Array, checked: NDArray[np.bool_], use: NDArray[np.bool_]) -> _Spread:
    """The variance of the estimated sum of ``e``, stratum by stratum."""
    open_ = checked & (chance < 1 - 1e-12)
    groups, collapsed = _groups(sites.stratum, open_, use)
    total, third, fourth, bound, parts = 0.0, 0.0, 0.0, 0.0, [np.zeros(0)]
    for group in groups:
        here = open_ & np.isin(sites.stratum, group)
        rest, z, m = 1 - chance[here], e[here] / chance[here], int(here.sum())
        if m < 2:
            continue
        away = z - np.sum(rest * z) / np.sum(rest)
        part = m / (m - 1) * rest * away**2
        third += float(m**2 / ((m - 1) * max(m - 2, 1)) * np.sum(rest * (2 * rest - 1) * away**3))
        own = max(int((here & use).sum()) - 1, 1)
        total, fourth, bound = total + part.sum(), fourth + part.sum() ** 2 / own, bound + own
        parts.append(part[use[here]])
    every = np.concatenate(parts)
    squares = float(np.sum(every**2))
    effective = float(np.sum(every)) ** 2 / squares if squares > 0 else 0.0
    free = min(bound, total**2 / fourth) if fourth > 0 else float(bound)
    if effective:  # a variance that rests on few sites is not known well: its kurtosis takes degrees of freedom away
        free = min(free, 2 / max(1 / effective - 1 / len(every), 1e-9))
    scale = float(np.sum(np.where(use, np.abs(e) / chance, 0.0)))
    if total <= 1e-18 * max(scale, 1.0) ** 2:  # rounding of e, not a spread
        total, effective = 0.0, 0.0
    skewness = third / total**1.5 if total > 0 else 0.0
    return _Spread(float(total), float(free), effective, float(skewness), collapsed, not (open_ & use).any())


def _groups(
    stratum: NDArray[np.int64], open_: NDArray[np.bool_], use: NDArray[np.bool_]
) -> tuple[list[list[int]], tuple[int, ...]]:
    """Strata with two open sites at least; one with a single site is put to its neighbour (collapsed strata)."""
    groups: list[list[int]] = []
    lonely: list[int] = []
    for one in sorted({int(s) for s in stratum[use]}):
        count = int((open_ & (stratum == one)).sum())
        if count == 1:
            lonely.append(one)
        elif count > 1:
            groups.append([one])
    for one in lonely:
        if groups:
            min(groups, key=lambda group: (min(abs(one - other) for other in group), group)).append(one)
        else:
            groups.append([one])
    return groups, tuple(lonely)


def _wrong(
    sites: Visited, use: NDArray[np.bool_], wrong: NDArray[np.bool_], weight: Array, confidence: float
) -> tuple[float, float]:
    """Share of sites with another figure, and its one-sided upper bound.

    The bound is Clopper and Pearson's, with the number of checked sites for the number of trials: for a simple draw
    from many sites it is exact, with few sites left unseen it is on the safe side, and for nothing wrong it is the rule
    of three.
    """
    m, k = int(use.sum()), int(wrong.sum())
    share = float(np.sum(weight[wrong]) / np.sum(weight[use]))
    if not (sites.chance[use] < 1 - 1e-12).any():
        return share, share
    return share, 1.0 if k == m else float(stats.beta.ppf(confidence, k + 1, m - k))


def _unseen(checked: int, confidence: float) -> float:
    """The most that the share of sites unlike all that were checked may be (the rule of three, exact)."""
    return float(1 - (1 - confidence) ** (1 / checked))


def _arms(error: float, spread: _Spread, confidence: float) -> tuple[float, float]:
    """How far the interval reaches down and up: the t interval, bent by the skewness of the estimate (Hall 1992).

    Errors of sites are mostly nought and sometimes large, all to one side. The plain interval misses the truth on that
    side too often; Hall's monotone transformation of the t statistic, inverted, makes the arm there longer.
    """
    if not error:
        return 0.0, 0.0
    t = float(stats.t.ppf(0.5 + confidence / 2, max(spread.free, 1.0)))
    down, up = _bent(t, spread.skewness), -_bent(-t, spread.skewness)
    if spread.effective < ENOUGH_ERRORS:  # the skewness is not known well either: no arm is let be shorter for it
        down, up = max(down, t), max(up, t)
    return error * down, error * up


def _bent(t: float, skewness: float) -> float:
    """Hall's transformation, inverted; ``skewness`` is that of the estimated sum."""
    if abs(skewness) < 1e-6:
        return t
    return float(3 / skewness * (np.cbrt(1 + skewness * (t - skewness / 6)) - 1))


def _worst(
    sites: Visited, inside: NDArray[np.bool_], weight: Array, x: Array, y: Array, arms: tuple[float, float],
    assumed: Assumed,
) -> tuple[float, float]:  # fmt: skip
    """The ends of the interval, were the sites that could not be checked as bad as could be.

    They stand in with their own chance and with what they reported; where nobody knows what they reported, with what
    the checked ones report on average.
    """
    left_out = inside & ~sites.checked
    if not left_out.any():
        return float(np.sum(weight * y) / np.sum(weight * x) + arms[0]), float(
            np.sum(weight * y) / np.sum(weight * x) + arms[1]
        )
    own = 1 / sites.chance
    seen = inside & sites.checked
    mean = float(np.sum(own[seen] * x[seen]) / np.sum(own[seen]))
    silent = np.where(np.isnan(sites.reported), mean, sites.reported)
    total = float(np.sum(own[seen] * x[seen]) + np.sum(own[left_out] * silent[left_out]))
    found = float(np.sum(own[seen] * y[seen]))
    missing = float(np.sum(own[left_out] * silent[left_out]))
    low, high = ((found + share * missing) / total for share in (assumed.least, assumed.most))
    return max(low + arms[0], 0.0), high + arms[1]


def _doubts(
    sites: Visited, inside: NDArray[np.bool_], use: NDArray[np.bool_], spread: _Spread, wrong: int
) -> tuple[str, ...]:
    found = []
    if not spread.full:
        if wrong == 0 or spread.variance == 0:
            found.append("no-spread" if wrong else "no-error-found")
        elif spread.effective < ENOUGH_ERRORS:
            found.append("few-errors")
        if int(use.sum()) < ENOUGH_SITES:
            found.append("few-sites")
    if use.sum() < ENOUGH_ANSWERS * inside.sum():
        found.append("many-unanswered")
    return tuple(found)


def _nothing(
    drawn: int, why: str, checked: int = 0, wrong: int = 0, share: float = float("nan"), high: float = float("nan")
) -> Estimate:
    nan = float("nan")
    return Estimate(
        drawn, checked, wrong, nan, nan, nan, nan, 0.0, nan, nan, share, high, 0.0, False, (), (why,)
    )  # fmt: skip
