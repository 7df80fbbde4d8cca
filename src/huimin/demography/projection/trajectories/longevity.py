"""Paths of life expectancy: a random walk with a drift, pooled over areas, that may depend on the level reached.

A constant drift is the linear rise of Lee (2006) and Oeppen and Vaupel (2002), Science 296, 1029-1031. A drift that
slows down is the double logistic of Raftery, Chunn, Gerland and Sevcikova (2013), Demography 50, 777-801. Men follow
women at a gap that returns to a level, after Raftery, Lalic and Gerland (2014), Demographic Research 30, 795-822.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.demography.faults import fault
from huimin.demography.projection.rates import Floats
from huimin.demography.projection.trajectories.fertility import common_noise
from huimin.demography.projection.trajectories.pooling import Drift, Return, drawn_scale, fit_return, pooled_drift
from huimin.findings import Invalid

# Raftery and others (2013): the constants of their formula.
_SPEED, _MIDDLE = 4.4, 0.5


@dataclass(frozen=True, slots=True)
class DoubleLogistic:
    """Expected gain of life expectancy in five years, by the level reached.

    Attributes:
        spans: four lengths in years of life expectancy: before gains speed up, of the speeding up, of the fast gains,
            of the slowing down.
        fast: the most that mortality's fall adds in five years, in years.
        slow: the gain that remains in the end.

    The defaults are the prior means of the world that bayesLife 5 takes where nothing is said (option B of its
    ``DLpriors``: the fall of mortality is over at 86). From 1980 to 2020 they miss the gains of Chinese women by 0.07
    years in five years on average; the means first published (slow 0.385) fall short of them by 0.41.
    """

    spans: tuple[float, float, float, float] = (13.2183, 40.9121, 9.462, 22.1044)
    fast: float = 2.7478
    slow: float = 0.627

    def gain(self, e0: Floats) -> Floats:
        """Years gained in five years from the level ``e0`` on, of the same shape."""
        one, two, three, four = self.spans
        rise = np.exp(-_SPEED / two * (e0 - one - _MIDDLE * two))
        fall = np.exp(-_SPEED / four * (e0 - one - two - three - _MIDDLE * four))
        return np.asarray(self.fast / (1.0 + rise) + (self.slow - self.fast) / (1.0 + fall))


@dataclass(frozen=True, slots=True, eq=False)
class LongevityModel:
    """How life expectancy moves.

    Attributes:
        drift: of women's life expectancy, by area and per period of ``period`` years, with its error.
        gap: of men behind women, in years, per period.
        period: years in a period of the two above.
        slowing: where given, its gain takes the place of the drift's mean; the drift's error and noise stay.
        shared: share (0 to 1) of the variance of the noise and of the start's error that all areas have in common.
        start_error: standard error of what was last seen, in years, of both sexes alike; it never fades. One number or
            (areas,).
    """

    drift: Drift
    gap: Return
    period: int = 5
    slowing: DoubleLogistic | None = None
    shared: float = 0.0
    start_error: float | Floats = 0.0


def fit_slowing(series: Floats, slowing: DoubleLogistic) -> Drift:
    """How gains stray from a slowing curve, pooled over areas: the mean, its error and the noise are those around it.

    ``series`` (areas, periods) women's life expectancy, every five years; NaN where not known, at the start of a series
    only. :class:`Invalid` where fewer than three gains are known.
    """
    series = np.atleast_2d(np.asarray(series, dtype=np.float64))
    off = np.diff(series, axis=-1) - slowing.gain(series[:, :-1])
    start = np.where(np.isfinite(series[:, :1]), 0.0, np.nan)
    return pooled_drift(np.concatenate([start, np.where(np.isnan(off), np.nan, np.nancumsum(off, axis=-1))], axis=-1))


def fit_gap(female: Floats, male: Floats) -> Return:
    """How the gap of men behind women moves, from series (areas, periods) of life expectancy of each."""
    return fit_return(np.atleast_2d(female) - np.atleast_2d(male))


def life_expectancy_paths(
    model: LongevityModel, last: Floats, steps: int, draws: int, width: int, rng: np.random.Generator
) -> Floats:
    """(areas, draws, steps, 2) life expectancy of women and men at birth in years.

    Args:
        model: how it moves.
        last: (areas, 2) what was last seen, in the step before the first.
        steps, width: steps of ``width`` years.
        draws: trajectories; each has its own drift, drawn once from what is known of the area's, and where they were
            estimated its own noise and return.
        rng: where chance comes from.

    Raises:
        Invalid: a drift for another number of areas (see :meth:`Drift.of`).
    """
    last = np.atleast_2d(np.asarray(last, dtype=np.float64))
    if last.shape != (len(model.drift.mean), 2):
        expected = f"({len(model.drift.mean)}, 2)"
        raise Invalid([fault("projection-shape", "e0", found=str(last.shape), expected=expected)])
    areas, share = len(last), width / model.period
    error = model.drift.error[:, None] * rng.standard_normal((areas, draws))
    noise = model.drift.noise * drawn_scale(model.drift.free, draws, rng)
    keep, wobble = model.gap.drawn(share, draws, rng)
    women, gap = np.repeat(last[:, :1], draws, axis=1), last[:, :1] - last[:, 1:]
    if np.any(model.start_error):
        off = np.broadcast_to(model.start_error, areas)[:, None]
        women = women + off * common_noise(rng, areas, draws, model.shared)
    paths = np.empty((areas, draws, steps, 2))
    for step in range(steps):
        gain = model.drift.mean[:, None] if model.slowing is None else model.slowing.gain(women) * model.period / 5.0
        chance = noise * np.sqrt(share) * common_noise(rng, areas, draws, model.shared)
        women = women + (gain + error) * share + chance
        gap = model.gap.level + keep * (gap - model.gap.level) + wobble * rng.standard_normal((areas, draws))
        paths[..., step, 0], paths[..., step, 1] = women, women - gap
    return paths
