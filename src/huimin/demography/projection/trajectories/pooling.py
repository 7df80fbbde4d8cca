"""What the past of many areas says about one: drifts and returns estimated together, each area leaning on the others.

Small areas have short, noisy series. Their own drift is moved towards the mean of all by as much as its noise makes it
doubtful: empirical Bayes, Morris (1983), Journal of the American Statistical Association 78, 47-55, with the variance
between areas by DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.faults import fault
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid

MOST_KEPT = 0.99
"""A share that is kept lies below this, so that every series returns."""


@dataclass(frozen=True, slots=True, eq=False)
class Drift:
    """A random walk with drift for each area.

    Attributes:
        mean: (areas,) drift per period, pooled.
        error: (areas,) its standard error.
        noise: standard deviation of what a period adds to the drift, of all areas together.
        free: degrees of freedom that ``noise`` was estimated with; 0 where it is taken as known.
    """

    mean: Floats
    error: Floats
    noise: float
    free: int = 0

    def of(self, *areas: int) -> Drift:
        """That of some of the areas, by their position."""
        return replace(self, mean=self.mean[list(areas)], error=self.error[list(areas)])


@dataclass(frozen=True, slots=True)
class Return:
    """A first-order autoregression, x(t+1) = level + keep (x(t) - level) + noise, for all areas together.

    Attributes:
        keep: the share of a deviation that is left a period later, 0 to 1.
        level: what the series returns to.
        noise: standard deviation of a period's noise.
        keep_error: standard error of ``keep``.
        free: degrees of freedom that the other two were estimated with; 0 where they are taken as known.
    """

    keep: float
    level: float
    noise: float
    keep_error: float = 0.0
    free: int = 0

    def per_step(self, periods: float) -> tuple[float, float]:
        """Share kept and noise of a step of so many periods: the same process, looked at more or less often."""
        keep = self.keep**periods
        if self.keep >= 1.0:
            return keep, float(self.noise * np.sqrt(periods))
        return keep, float(self.noise * np.sqrt((1.0 - keep**2) / (1.0 - self.keep**2)))

    def drawn(self, periods: float, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """(draws,) each of :meth:`per_step`, one pair a trajectory: as unsure as their estimates are."""
        if not self.free:
            keep, noise = self.per_step(periods)
            return np.full(draws, keep), np.full(draws, noise)
        scale = drawn_scale(self.free, draws, rng)
        each = np.clip(self.keep + self.keep_error * scale * rng.standard_normal(draws), 0.0, MOST_KEPT)
        keeps = each**periods
        return keeps, self.noise * scale * np.sqrt((1.0 - keeps**2) / (1.0 - each**2))


def drawn_scale(free: int, draws: int, rng: np.random.Generator) -> Floats:
    """(draws,) factors by which a standard deviation may be off that ``free`` degrees of freedom tell; 1 for 0.

    The variance is a scaled inverse chi-square, so that figures drawn with it follow Student's t: Gelman and others
    (2013), Bayesian Data Analysis, section 14.2.
    """
    return np.sqrt(free / rng.chisquare(free, draws)) if free else np.ones(draws)


def pooled_drift(series: Floats) -> Drift:
    """Random walks with drift, fitted to the series of all areas together.

    ``series`` (areas, periods) levels, equally spaced in time; NaN where not known, at the start of a series only.
    :class:`Invalid` where fewer than three differences are known in all.
    """
    steps = np.diff(np.atleast_2d(np.asarray(series, dtype=np.float64)), axis=-1)
    known = np.isfinite(steps)
    count = known.sum(axis=-1)
    free = int(count.sum()) - int((count > 0).sum())
    if free < 2:
        raise Invalid([fault("projection-series-too-short", found=int(count.sum()))])
    own = np.where(count > 0, np.where(known, steps, 0.0).sum(axis=-1) / np.maximum(count, 1), 0.0)
    off = np.where(known, steps - own[:, None], 0.0)
    noise = float(np.sqrt((off**2).sum() / free))
    variance = noise**2 / np.maximum(count, 1e-9)
    mean, between = _random_effects(own, variance, count > 0)
    trust = between / (between + variance) if between > 0.0 else np.zeros_like(variance)
    pooled_error = 1.0 / (1.0 / (variance + between))[count > 0].sum()
    return Drift(
        mean=trust * own + (1.0 - trust) * mean,
        error=np.sqrt(trust * variance + (1.0 - trust) ** 2 * pooled_error),
        noise=noise,
        free=free,
    )


def _random_effects(
    own: Floats, variance: Floats, counts: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> tuple[float, float]:
    """Mean of all areas and the variance between them (DerSimonian and Laird 1986)."""
    value, weight = own[counts], 1.0 / variance[counts]
    mean = float((weight * value).sum() / weight.sum())
    excess = float((weight * (value - mean) ** 2).sum()) - (len(value) - 1)
    spread = float(weight.sum() - (weight**2).sum() / weight.sum())
    between = max(excess / spread, 0.0) if spread > 0.0 else 0.0
    weight = 1.0 / (variance[counts] + between)
    return float((weight * value).sum() / weight.sum()), between


def fit_return(series: Floats, level: float | None = None) -> Return:
    """A first-order autoregression by least squares over the series of all areas, conditional on their first values.

    ``series`` (areas, periods), NaN where not known; ``level``: what it returns to, where that is held fixed.
    :class:`Invalid` where fewer than four pairs of neighbours are known.
    """
    series = np.atleast_2d(np.asarray(series, dtype=np.float64))
    before, after = series[:, :-1].ravel(), series[:, 1:].ravel()
    known = np.isfinite(before) & np.isfinite(after)
    before, after = before[known], after[known]
    if len(before) < 4:
        raise Invalid([fault("projection-series-too-short", found=len(before))])
    centre = (before.mean(), after.mean()) if level is None else (level, level)
    square = float(((before - centre[0]) ** 2).sum())
    keep = float(((before - centre[0]) * (after - centre[1])).sum() / square) if square > 0.0 else 0.0
    keep = min(max(keep, 0.0), MOST_KEPT)
    settled = (centre[1] - keep * centre[0]) / (1.0 - keep) if level is None else level
    left = after - settled - keep * (before - settled)
    free = len(left) - 2
    noise = float(np.sqrt((left**2).sum() / free))
    return Return(keep, float(settled), noise, noise / np.sqrt(square) if square > 0.0 else 0.0, free)
