"""The two families that counts of areas come from: beta-binomial for shares, gamma-Poisson for rates.

In each family an area's true value is drawn around a ``mean``, and a ``size`` tells how closely: it counts as much as
that many cases (a share) or that much exposure (a rate) seen beforehand. An infinite size means no spread at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import special

from huimin.indicators.intervals import Array, Interval, poisson
from huimin.indicators.small_areas.tested_changes import clopper_pearson

LARGEST = 1e12
TOO_LARGE = 1e5
"""Sizes beyond this many times the largest denominator count as infinite: log-gammas would lose the difference."""


class Family(Protocol):
    """What the fit needs of a family. ``some`` are counts, ``of`` what they are divided by, of one shape."""

    def link(self, mean: float) -> float:
        """The mean on a scale without ends."""

    def unlink(self, at: Array) -> Array:
        """The mean back from that scale."""

    def log_likelihood(self, some: Array, of: Array, mean: Array, size: Array) -> Array:
        """Of each area, without what depends on neither mean nor size."""

    def size(self, mean: Array, spread: Array) -> Array:
        """The size at which true values have this standard deviation."""

    def spread(self, mean: float, size: float) -> float:
        """The standard deviation of the true values."""

    def widest(self, mean: float) -> float:
        """The largest standard deviation looked for."""

    def moments(self, some: Array, of: Array, mean: Array, size: Array) -> tuple[Array, Array]:
        """Mean and variance of an area's true value, given its counts."""

    def matched(self, mean: Array, variance: Array) -> tuple[Array, Array]:
        """The two parameters of the posterior distribution with this mean and variance."""

    def quantile(self, a: Array, b: Array, chance: float) -> Array:
        """A quantile of the posterior distribution."""

    def exact(self, some: Array, of: Array, confidence: float) -> Interval:
        """The exact interval of an area by itself."""

    def draw(self, a: Array, b: Array, draws: int, rng: np.random.Generator) -> Array:
        """(draws, areas) of the posterior distribution."""


@dataclass(frozen=True)
class BetaBinomial:
    """Shares: ``some`` of ``of`` people. Skellam, J. G. (1948), Journal of the Royal Statistical Society B 10, 257."""

    def link(self, mean: float) -> float:
        """Log-odds."""
        return float(special.logit(mean))

    def unlink(self, at: Array) -> Array:
        """A share."""
        return np.asarray(special.expit(at))

    def log_likelihood(self, some: Array, of: Array, mean: Array, size: Array) -> Array:
        """Of the beta-binomial distribution."""
        a, b = mean * size, (1 - mean) * size
        near = special.betaln(some + a, of - some + b) - special.betaln(a, b)
        flat = special.xlogy(some, mean) + special.xlog1py(of - some, -mean)
        return np.asarray(np.where(size > TOO_LARGE * of.max(), flat, near))

    def size(self, mean: Array, spread: Array) -> Array:
        """M with variance mean (1 - mean) / (M + 1)."""
        with np.errstate(all="ignore"):
            return np.clip(mean * (1 - mean) / spread**2 - 1, 1e-3, LARGEST)

    def spread(self, mean: float, size: float) -> float:
        """Of the beta distribution."""
        return float(np.sqrt(mean * (1 - mean) / (size + 1)))

    def widest(self, mean: float) -> float:
        """Nearly all areas at 0 or 1."""
        return float(0.95 * np.sqrt(mean * (1 - mean)))

    def moments(self, some: Array, of: Array, mean: Array, size: Array) -> tuple[Array, Array]:
        """Of the beta posterior."""
        value = (some + mean * size) / (of + size)
        return value, value * (1 - value) / (of + size + 1)

    def matched(self, mean: Array, variance: Array) -> tuple[Array, Array]:
        """A beta distribution."""
        total = np.maximum(mean * (1 - mean) / variance - 1, 1e-3)
        return mean * total, (1 - mean) * total

    def quantile(self, a: Array, b: Array, chance: float) -> Array:
        """Of the beta distribution."""
        return np.asarray(special.betaincinv(a, b, chance))

    def exact(self, some: Array, of: Array, confidence: float) -> Interval:
        """Clopper and Pearson."""
        return clopper_pearson(some, of, confidence)

    def draw(self, a: Array, b: Array, draws: int, rng: np.random.Generator) -> Array:
        """Of the beta distribution."""
        return np.asarray(rng.beta(a, b, (draws, len(a))))


@dataclass(frozen=True)
class GammaPoisson:
    """Rates: ``some`` events in the exposure ``of``. Clayton, D. and Kaldor, J. (1987), Biometrics 43, 671-681."""

    def link(self, mean: float) -> float:
        """Logarithm."""
        return float(np.log(mean))

    def unlink(self, at: Array) -> Array:
        """A rate."""
        return np.asarray(np.exp(at))

    def log_likelihood(self, some: Array, of: Array, mean: Array, size: Array) -> Array:
        """Of the negative binomial distribution."""
        a = mean * size
        rising = special.gammaln(some + a) - special.gammaln(a) - some * np.log(size + of)
        flat = special.xlogy(some, mean) - mean * of
        return np.asarray(np.where(size > TOO_LARGE * of.max(), flat, rising - a * np.log1p(of / size)))

    def size(self, mean: Array, spread: Array) -> Array:
        """The exposure with variance mean / exposure."""
        with np.errstate(all="ignore"):
            return np.clip(mean / spread**2, 1e-12, LARGEST)

    def spread(self, mean: float, size: float) -> float:
        """Of the gamma distribution."""
        return float(np.sqrt(mean / size))

    def widest(self, mean: float) -> float:
        """Five times the mean."""
        return 5 * mean

    def moments(self, some: Array, of: Array, mean: Array, size: Array) -> tuple[Array, Array]:
        """Of the gamma posterior."""
        value = (some + mean * size) / (of + size)
        return value, value / (of + size)

    def matched(self, mean: Array, variance: Array) -> tuple[Array, Array]:
        """A gamma distribution: shape and rate."""
        return mean**2 / variance, mean / variance

    def quantile(self, a: Array, b: Array, chance: float) -> Array:
        """Of the gamma distribution."""
        return np.asarray(special.gammaincinv(a, chance) / b)

    def exact(self, some: Array, of: Array, confidence: float) -> Interval:
        """Garwood."""
        return poisson(some, of, confidence)

    def draw(self, a: Array, b: Array, draws: int, rng: np.random.Generator) -> Array:
        """Of the gamma distribution."""
        return np.asarray(rng.gamma(a, 1 / b, (draws, len(a))))
