"""Values of small areas that lean on all areas together, as much as the areas are alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from huimin.indicators.intervals import Array
from huimin.indicators.small_areas.families import BetaBinomial, Family, GammaPoisson
from huimin.indicators.small_areas.spread import Levels, Spread, fit_spread

OWN, OTHERS, ALONE, UNKNOWN, IMPOSSIBLE = "own", "others", "alone", "unknown", "impossible"
FAMILIES: dict[str, Family] = {"proportion": BetaBinomial(), "ratio": BetaBinomial(), "rate": GammaPoisson()}


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Values of areas by themselves and leaning on each other. Arrays have one entry an area and hold value x per.

    Attributes:
        kind: ``proportion``, ``rate`` or ``ratio`` (first count over second).
        own, own_low, own_high: each by itself, with the exact interval.
        value, low, high: leaning on the others. NaN only where ``basis`` is ``unknown`` or ``impossible``.
        weight: how much of the value is the area's own, 0 to 1.
        basis: ``own`` (own figures and the others'), ``others`` (nothing to count in: what areas are like),
            ``alone`` (no others to lean on, or nobody anywhere had an event: the area by itself), ``unknown`` (not
            reported), ``impossible`` (more cases than people, or a negative count).
        spread: how much areas truly differ, as a share (also for a ratio) or a rate, not multiplied.
        a, b: the posterior distribution of the share (beta) or the rate (gamma: shape and rate).
        per, confidence: as given.
    """

    kind: str
    own: Array
    own_low: Array
    own_high: Array
    value: Array
    low: Array
    high: Array
    weight: Array
    basis: NDArray[np.str_]
    spread: Spread
    a: Array
    b: Array
    per: float = 1.0
    confidence: float = 0.95

    @property
    def family(self) -> Family:
        """The family of the posterior distribution."""
        return FAMILIES[self.kind]

    @property
    def mean(self) -> float:
        """The mean of the areas in the unit of ``value``."""
        return float(_shown(self.kind, np.asarray(self.spread.mean)) * self.per)

    def chance_above(self, bound: float) -> Array:
        """The probability that the true value lies above ``bound`` (in the unit of ``value``), an entry an area."""
        at = bound / self.per
        if self.kind == "rate":
            return np.asarray(special.gammaincc(self.a, at * self.b))
        return np.asarray(special.betaincc(self.a, self.b, at / (1 + at) if self.kind == "ratio" else min(at, 1.0)))


def shrink(
    kind: str, numerator: ArrayLike, denominator: ArrayLike, per: float = 1.0, confidence: float = 0.95
) -> Shrunk:
    """Values of areas that lean on all areas together.

    Mean and spread come from the areas by the highest marginal likelihood; the interval also counts how far those two
    are known (Kass, R. E. and Steffey, D. (1989), Journal of the American Statistical Association 84, 717-726). Where
    the areas show no spread, all get the common value. In simulation 95 per cent intervals cover 94 to 96 per cent from
    fifteen areas on, and about 92 with six.

    Args:
        kind: ``proportion``, ``rate`` or ``ratio``.
        numerator, denominator: (areas,) counts or, for a rate, exposure; NaN is not reported.
        per: 100 for per cent or boys per 100 girls. confidence: of the intervals.

    Raises:
        KeyError: another kind.
    """
    family = FAMILIES[kind]
    some, of = np.broadcast_arrays(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
    some, of = np.atleast_1d(some).copy(), np.atleast_1d(of).copy()
    if kind == "ratio":
        of = some + of
    unknown = ~(np.isfinite(some) & np.isfinite(of))
    wrong = ~unknown & ((some < 0) | (of < 0) | ((some > of) & (kind != "rate")) | ((of == 0) & (some > 0)))
    sound = ~unknown & ~wrong & (of > 0)
    spread, levels = fit_spread(family, some[sound], of[sound], confidence)
    blank = np.full(some.shape, np.nan)
    low, high = family.exact(np.where(sound, some, np.nan), np.where(sound, of, np.nan), confidence)
    own = np.divide(some, of, out=blank.copy(), where=sound)
    usable = ~unknown & ~wrong & (sound | (levels is not None))
    made = _lean(family, spread, levels, some[usable], of[usable], confidence)
    placed = [_put(blank, usable, one) for one in made]
    basis = np.select([unknown, wrong, ~sound], [UNKNOWN, IMPOSSIBLE, OTHERS], ALONE if levels is None else OWN)
    if levels is None:  # an area by itself has the exact interval
        placed[1], placed[2] = low, high
        basis = np.where(basis == OTHERS, UNKNOWN, basis)
    value, lower, upper, weight, a, b = placed
    own, low, high, value, lower, upper = (_shown(kind, one) * per for one in (own, low, high, value, lower, upper))
    return Shrunk(kind, own, low, high, value, lower, upper, weight, basis, spread, a, b, per, confidence)


def _lean(
    family: Family, spread: Spread, levels: Levels | None, some: Array, of: Array, confidence: float
) -> tuple[Array, ...]:
    """Value, limits, weight and the two parameters, of areas that can have a value."""
    if levels is None:
        value = some / of
        share = isinstance(family, BetaBinomial)
        a, b = some + 0.5, of - some + 0.5 if share else of  # Jeffreys's prior
        return value, value, value, np.ones(len(some)), a, b
    best = np.full(len(some), spread.mean)
    if not spread.none:
        best, _ = family.moments(some, of, np.asarray(spread.mean), np.asarray(spread.size))
    square = np.zeros(len(some))
    for mean, size, error, chance in zip(levels.mean, levels.size, levels.error, levels.weight, strict=True):
        middle, variance = family.moments(some, of, mean, size)
        square += chance * (variance + (size / (of + size) * error) ** 2 + (middle - best) ** 2)
    a, b = family.matched(best, np.maximum(square, 1e-300))
    tail = (1 - confidence) / 2
    low, high = family.quantile(a, b, tail), family.quantile(a, b, 1 - tail)
    return best, low, high, of / (of + spread.size), a, b


def _put(blank: Array, where: np.ndarray, values: Array) -> Array:
    made = blank.copy()
    made[where] = values
    return made


def _shown(kind: str, share: Array) -> Array:
    """A ratio from the share of the first count; infinite where the second is 0."""
    if kind != "ratio":
        return share
    with np.errstate(all="ignore"):
        return np.asarray(np.where(share < 1, share / (1 - share), np.where(np.isnan(share), np.nan, np.inf)))
