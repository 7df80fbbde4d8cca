"""How much areas truly differ: mean and spread by the highest marginal likelihood, with the interval of the spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from huimin.indicators.intervals import Array
from huimin.indicators.small_areas.families import LARGEST, Family

NODES, FALL, NEWTON, NEAR = 21, 12.0, 40, 1e-4


@dataclass(frozen=True)
class Spread:
    """Mean and spread of the true values of areas, in the unit of the share or rate.

    Attributes:
        mean: of the true values; NaN where no area can be used.
        deviation, low, high: standard deviation of the true values and its interval (profile likelihood). 0 where the
            areas differ no more than chance makes them; NaN with fewer than two areas.
        size: what the mean counts for, in cases or exposure; infinite where the deviation is 0.
        p_value: how often areas without any spread would differ so much (likelihood ratio; Self and Liang 1987,
            Journal of the American Statistical Association 82, 605-610). 1 with fewer than two areas.
        areas: how many were used.
    """

    mean: float
    deviation: float
    low: float
    high: float
    size: float
    p_value: float
    areas: int

    @property
    def none(self) -> bool:
        """Whether the areas show no spread: then each is as good as all together."""
        return self.deviation == 0.0


@dataclass(frozen=True, eq=False)
class Levels:
    """Means and sizes that the data allow, with their weights: what an area's interval is integrated over.

    Arrays of shape (levels,): ``mean``, ``size``, ``error`` (standard error of the mean on the scale of the value) and
    ``weight``, which add up to 1.
    """

    mean: Array
    size: Array
    error: Array
    weight: Array


def fit_spread(family: Family, some: Array, of: Array, confidence: float = 0.95) -> tuple[Spread, Levels | None]:
    """Mean and spread of areas with sound counts (``of`` above 0). No levels where there is nothing to lean on.

    Args:
        some, of: (areas,) without NaN. confidence: of the interval of the spread.
    """
    total, whole = float(some.sum()), float(of.sum())
    mean = total / whole if whole > 0 else np.nan
    blank = total == 0 or (total >= whole and np.isposinf(family.link(1.0)))
    if len(some) < 2 or blank:
        known = 0.0 if blank and len(some) > 1 else np.nan
        return Spread(mean, known, known, np.nan, np.inf if known == 0 else np.nan, 1.0, len(some)), None
    profile = _Profile(family, some, of, mean)
    widest = family.widest(mean)
    found = optimize.minimize_scalar(lambda s: -profile.at(s)[0], bounds=(0.0, widest), method="bounded",
                                     options={"xatol": widest * 1e-5})  # fmt: skip
    flat, best = profile.at(0.0)[0], -float(found.fun)
    deviation = float(found.x) if best > flat + NEAR else 0.0
    best = max(best, flat)
    rise = 2 * (best - flat)
    drop = float(special.chdtri(1, 1 - confidence)) / 2
    low, high = profile.ends(deviation, best - drop, widest)
    at_best = float(profile.at(deviation)[1])
    size = float(family.size(np.asarray(at_best), np.asarray(deviation))) if deviation else np.inf
    p_value = 1.0 if deviation == 0 else float(special.chdtrc(1, rise)) / 2
    spread = Spread(at_best, deviation, low, high, size, p_value, len(some))
    return spread, profile.levels(*profile.ends(deviation, best - FALL / 2, widest))


class _Profile:
    """The likelihood of a spread, with the mean that fits it best. Equal pairs of counts are reckoned once."""

    def __init__(self, family: Family, some: Array, of: Array, start: float) -> None:
        pairs, often = np.unique(np.stack([some, of]), axis=1, return_counts=True)
        (self.some, self.of), self.often = pairs, often.astype(np.float64)
        self.family, self.start = family, family.link(start)
        self.known: dict[float, tuple[float, float, float]] = {}

    def at(self, deviation: float) -> tuple[float, float, float]:
        """Log-likelihood, mean and standard error of the mean."""
        if deviation not in self.known:
            self.known[deviation] = self._best(deviation)
        return self.known[deviation]

    def ends(self, deviation: float, least: float, widest: float) -> tuple[float, float]:
        """Where the likelihood falls below ``least`` on both sides."""

        def above(s: float) -> float:
            return self.at(s)[0] - least

        low = 0.0 if deviation == 0 or above(0.0) >= 0 else float(optimize.brentq(above, 0.0, deviation, rtol=1e-4))
        high = widest if above(widest) >= 0 else float(optimize.brentq(above, deviation, widest, rtol=1e-4))
        return low, high

    def levels(self, low: float, high: float) -> Levels:
        """Equal steps of the spread from ``low`` to ``high``, weighted by their likelihood."""
        steps = np.linspace(low, high, NODES)
        height, mean, error = np.array([self.at(float(one)) for one in steps]).T
        weight = np.exp(height - height.max())
        return Levels(mean, self.family.size(mean, steps), error, weight / weight.sum())

    def _height(self, at: Array, size: Array) -> Array:
        mean = self.family.unlink(at)
        made = self.family.log_likelihood(self.some, self.of, mean[:, None], size[:, None])
        return np.asarray(made @ self.often)

    def _best(self, deviation: float) -> tuple[float, float, float]:
        """Newton's method on the scale without ends, by differences."""
        at, step = self.start, 1e-3
        start = self.family.unlink(np.asarray(self.start))
        size = float(self.family.size(start, np.asarray(deviation))) if deviation else LARGEST
        sizes = np.full(3, size)
        for _ in range(NEWTON):
            left, middle, right = self._height(np.array([at - step, at, at + step]), sizes)
            bend = (left - 2 * middle + right) / step**2
            move = float(np.clip((right - left) / (2 * step) / max(-bend, 1e-9), -0.5, 0.5))
            at += move
            if abs(move) < 1e-9:
                break
        mean = float(self.family.unlink(np.asarray(at)))
        slope = float(self.family.unlink(np.asarray(at + step)) - self.family.unlink(np.asarray(at - step))) / 2 / step
        return float(self._height(np.array([at]), sizes[:1])[0]), mean, slope / float(np.sqrt(max(-bend, 1e-9)))
