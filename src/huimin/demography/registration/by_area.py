"""Completeness of registration area by area, small areas leaning on what is known of all.

In a small area a handful of matches says little, and each area by itself would give wild numbers. So the completeness
of the list under test is taken to vary between areas with a mean and a spread that the areas themselves show: large
areas keep their own value, small ones move to the mean, the less they know the more, and intervals say what is left.

The people of the second list show the completeness: ``both`` of ``second`` are in the first. Completeness varies as a
beta distribution (its log-odds have mean and spread); given it, those of neither list are negative binomial. Mean and
spread are integrated over, not put in as if they were known, so that few areas give wide intervals. Everything is
drawn from a fixed seed: the same counts give the same answer.

After Carlin, B. P. and Louis, T. A. (2009), Bayesian Methods for Data Analysis, chapter 5 (beta-binomial hierarchy);
prior of the spread half-Cauchy: Gelman, A. (2006), Bayesian Analysis 1, 515-534.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from huimin.demography.intervals import Array
from huimin.demography.registration.two_lists import Linkage, TwoLists, chapman_linked

DRAWS, SEED, AT_ONCE = 4000, 1949, 200
NODES, NEWTON, SPREADS = 24, 30, (0.005, 4.0)
SLIM = 1e-5
Estimate = tuple[Array, Array, Array]


@dataclass(frozen=True, eq=False)
class ByArea:
    """Registration of many areas and of all together. Each triple is the middle (median) and the interval's two ends.

    Attributes:
        own: each area by itself, without the others.
        total: how many there are, an entry an area. unreported: share of them missing from the first list, 0 to 1.
        nation_total, nation_unreported: the same for all areas together (arrays without axes).
        typical: completeness of the first list in the middle of the areas, 0 to 1.
        spread: standard deviation of the log-odds of completeness between areas.
        known: which areas had all three counts and anybody in a list; the others have NaN and are no part of the whole.
        confidence: of the intervals.
    """

    own: TwoLists
    total: Estimate
    unreported: Estimate
    nation_total: Estimate
    nation_unreported: Estimate
    typical: Estimate
    spread: Estimate
    known: np.ndarray
    confidence: float = 0.95


def by_area(
    first: ArrayLike, second: ArrayLike, both: ArrayLike, confidence: float = 0.95, odds_ratio: float = 1.0,
    linkage: Linkage | None = None,
) -> ByArea:  # fmt: skip
    """Estimate every area with partial pooling.

    Args:
        first, second, both: counts, shape (areas,). confidence: of the intervals.
        odds_ratio: of being in one list for those in the other, the same everywhere; 1 is none.
        linkage: how well people were found again; ``both`` is then put right for it, and intervals get wider.

    Raises:
        Invalid: as :func:`huimin.demography.registration.chapman`.
    """
    link = linkage or Linkage()
    register, other, pairs = (np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (first, second, both))
    own = chapman_linked(register, other, pairs, link, confidence, odds_ratio)
    known = own.first + own.second > 0
    known &= np.isfinite(own.both)
    one, two, match = own.first[known], own.second[known], own.both[known]
    tail = (1 - confidence) / 2
    ends = (0.5, tail, 1 - tail)
    if not known.any():
        return _unknown(own, known)
    rng = np.random.default_rng(SEED)
    mean, size = _levels(match, two, rng)
    chance = np.sqrt(np.maximum(link.matches(own.both[known] * link.found_per_true)[1] - link.rates_error**2, 0.0))
    shared = link.rates_error * rng.standard_normal((DRAWS, 1))
    totals, unreported = [], []
    whole, listed = np.zeros(DRAWS), float(one.sum())
    for start in range(0, len(one), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        pairs = match[part] * _wobble(shared, chance[part], rng)
        drawn, added = _draw(one[part], two[part], pairs, mean, size, odds_ratio, rng)
        whole += (drawn - added).sum(axis=1)
        totals.append(np.quantile(drawn, ends, axis=0))
        share = 1 - one[part] / np.maximum(drawn, 1.0)
        unreported.append(np.quantile(np.where(drawn > 0, share, 0.0), ends, axis=0))
    spread = np.sqrt(special.polygamma(1, mean * size) + special.polygamma(1, (1 - mean) * size))
    missing = np.where(whole > 0, 1 - listed / np.maximum(whole, 1.0), np.nan)
    return ByArea(
        own, _placed(np.concatenate(totals, axis=1), known), _placed(np.concatenate(unreported, axis=1), known),
        _three(whole, ends), _three(missing, ends), _three(mean, ends), _three(spread, ends), known, confidence,
    )  # fmt: skip


def _wobble(shared: Array, chance: Array, rng: np.random.Generator) -> Array:
    """How far the true pairs may be off, as factors: what all areas share, and each area's own chance; 1 without."""
    if not chance.any() and not shared.any():
        return np.ones((1, len(chance)))
    return np.asarray(np.exp(shared + chance * rng.standard_normal((DRAWS, len(chance)))))


def _unknown(own: TwoLists, known: np.ndarray) -> ByArea:
    """The answer where no area has counts."""
    nothing, none = np.full(known.shape, np.nan), np.array(np.nan)
    areas, whole = (nothing, nothing, nothing), (none, none, none)
    return ByArea(own, areas, areas, whole, whole, whole, whole, known, own.confidence)


def _three(drawn: Array, ends: tuple[float, ...]) -> Estimate:
    return tuple(np.asarray(one) for one in np.quantile(drawn, ends))  # type: ignore[return-value]


def _placed(found: Array, known: np.ndarray) -> Estimate:
    """Three rows put where their areas stand, NaN elsewhere."""
    made = np.full((3, len(known)), np.nan)
    made[:, known] = found
    return made[0], made[1], made[2]


def _draw(
    one: Array, two: Array, match: Array, mean: Array, size: Array, odds_ratio: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Totals drawn, (draws, areas): completeness, then those of neither list. ``match`` has an axis of draws too.

    For an area by itself half a case is added to those only in the first list: between the two priors of a total in
    use, which lean high and low. Over many areas the halves would add up; what they bring is given as the second part,
    for the sum to leave out.
    """
    match = np.minimum(match, np.minimum(one, two))
    a, b = match + (mean * size)[:, None], two - match + ((1 - mean) * size)[:, None]
    complete = np.clip(rng.beta(a, b), 1e-9, 1 - 1e-12)
    seen_share = 1 / (1 + odds_ratio * (1 - complete) / complete)
    only = one - match
    unseen = np.where(only > 0, rng.negative_binomial(np.where(only > 0, only, 1.0), seen_share), 0)
    added = rng.negative_binomial(0.5, seen_share)
    return np.asarray(one + two - match + unseen + added), np.asarray(added)


def _levels(match: Array, two: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draws of the mean completeness and of the size of the beta distribution, (draws,) each, given all areas."""
    pairs, repeats = np.unique(np.stack([match, two]), axis=1, return_counts=True)
    (some, total), often = pairs, repeats.astype(np.float64)
    pooled = float(some @ often)
    share = (pooled + 0.5) / (float(total @ often) + 1)
    scale = 1 / np.sqrt(share * (1 - share))
    low, high = (np.log(scale**2 / one**2) for one in SPREADS[::-1])
    for _ in range(3):  # each round looks closer at where the spread can be
        sizes = np.exp(np.linspace(low, high, NODES))
        logits, errors, height = _best_means(some, total, often, sizes, special.logit(share))
        weight = height + np.log(errors) + _prior(sizes, scale)
        weight = np.exp(weight - weight.max())
        kept = np.nonzero(weight > SLIM)[0]
        step = (high - low) / (NODES - 1)
        low, high = np.log(sizes[kept[0]]) - step, np.log(sizes[kept[-1]]) + step
    chosen = rng.choice(NODES, DRAWS, p=weight / weight.sum())
    jitter = rng.uniform(-0.5, 0.5, DRAWS) * step
    mean = special.expit(logits[chosen] + errors[chosen] * rng.standard_normal(DRAWS))
    return np.clip(mean, 1e-9, 1 - 1e-9), sizes[chosen] * np.exp(jitter)


def _prior(sizes: Array, scale: float) -> Array:
    """Logarithm of the half-Cauchy density of the spread (scale 1), per step of the logarithm of the size."""
    spread = scale / np.sqrt(sizes)
    return np.log(spread / (1 + spread**2))


def _best_means(some: Array, total: Array, often: Array, sizes: Array, start: float) -> tuple[Array, Array, Array]:
    """For each size the log-odds of the mean with the highest likelihood, its standard error and that likelihood."""
    at = np.full(len(sizes), start)
    for _ in range(NEWTON):
        slope, bend = _slopes(some, total, often, sizes, at)
        step = np.clip(slope / np.maximum(bend, 1e-6), -0.7, 0.7)
        at = np.clip(at + step, -20, 20)
        if np.abs(step).max() < 1e-7:
            break
    _, bend = _slopes(some, total, often, sizes, at)
    mean = special.expit(at)
    a, b = (mean * sizes)[:, None], ((1 - mean) * sizes)[:, None]
    height = (special.betaln(some + a, total - some + b) - special.betaln(a, b)) @ often
    return at, 1 / np.sqrt(np.maximum(bend, 1e-6)), np.asarray(height)


def _slopes(some: Array, total: Array, often: Array, sizes: Array, at: Array) -> tuple[Array, Array]:
    """Slope and (minus) curvature of the log-likelihood in the log-odds of the mean, with half a case of each kind
    added so that nobody missing, or nobody found, still has a finite mean."""
    mean = special.expit(at)
    a, b, per = (mean * sizes)[:, None], ((1 - mean) * sizes)[:, None], (mean * (1 - mean) * sizes)
    found = special.digamma(some + a) - special.digamma(a)
    missed = special.digamma(total - some + b) - special.digamma(b)
    turn = special.polygamma(1, a) - special.polygamma(1, some + a)
    turn = turn + special.polygamma(1, b) - special.polygamma(1, total - some + b)
    slope = per * ((found - missed) @ often)
    bend = per**2 * (turn @ often) - (1 - 2 * mean) * slope
    return slope + 0.5 - mean, bend + mean * (1 - mean)
