"""Mortality at any life expectancy: a family of life tables with one parameter, looked up instead of computed anew.

The family is log m(x) = a(x) + k b(x): Lee and Carter (1992), Journal of the American Statistical Association 87,
659-671. Its parameter is chosen so that life expectancy comes out as wanted: Lee and Miller (2001), Demography 38,
537-549. Both sexes have their own a and may share b, so that they do not drift apart: Li and Lee (2005), Demography 42,
575-594.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.demography.ages import SEXES, Ages
from huimin.demography.faults import fault
from huimin.demography.projection.rates import Floats
from huimin.demography.projection.survival import Survival, possible, survival_from_mx
from huimin.findings import Invalid


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Survival by life expectancy.

    Attributes:
        ages: the groups.
        levels: (n,) life expectancies, evenly spaced, in years.
        ratios: (n, 2, ages) survival ratios at each level.
        person_years: (n, 2, ages) L(x) / l(0) at each level.
    """

    ages: Ages
    levels: Floats
    ratios: Floats
    person_years: Floats

    def at(self, e0: Floats) -> Survival:
        """Survival at life expectancies ``e0`` (..., 2), women first, by straight lines between levels.

        Values beyond the family's ends are those of its ends. :class:`Invalid` where one is no number.
        """
        return Survival(self.ratios_at(e0), self._between(self.person_years, e0))

    def ratios_at(self, e0: Floats) -> Floats:
        """Survival ratios (..., 2, ages) alone: half the work of :meth:`at`."""
        return self._between(self.ratios, e0)

    def _between(self, table: Floats, e0: Floats) -> Floats:
        if np.isnan(e0).any():
            raise Invalid([fault("projection-e0-unknown", "e0")])
        step = self.levels[1] - self.levels[0]
        place = np.clip((e0 - self.levels[0]) / step, 0.0, len(self.levels) - 1.000001)
        below = place.astype(np.intp)
        share = (place - below)[..., None]
        made = np.empty((2, *e0.shape[:-1], self.ages.count))
        rise = np.empty(made.shape[1:])
        for sex in range(2):
            column, low = np.ascontiguousarray(table[:, sex]), below[..., sex]
            np.take(np.diff(column, axis=0), low, axis=0, out=rise, mode="clip")
            np.take(column, low, axis=0, out=made[sex], mode="clip")
            rise *= share[..., sex, :]
            made[sex] += rise
        return np.moveaxis(made, 0, -2)


def family(
    mx: Floats, change: Floats, ages: Ages, lowest: float = 30.0, highest: float = 105.0, step: float = 0.1
) -> Family:
    """The family of life tables through one set of rates, along one direction of change.

    Args:
        mx: (2, n) death rates of the two sexes, as :func:`survival_from_mx` takes them: a(x) is their logarithm.
        change: (2, n) or (n,) b(x): by how much the logarithm of each rate falls, relative to the others.
        ages: the groups of the projection.
        lowest, highest, step: the levels of life expectancy that are looked up, in years. Levels that the family cannot
            reach are left out.

    Raises:
        Invalid: impossible rates, or a direction of change in which life expectancy does not rise.
    """
    mx = np.asarray(mx, dtype=np.float64)
    fall = np.broadcast_to(np.asarray(change, dtype=np.float64), mx.shape)
    survival_from_mx(mx, ages)
    grid = np.linspace(-4.0, 12.0, 801) / max(float(np.abs(fall).mean()), 1e-12)
    grid = _around_zero(grid, possible(_held(mx, fall, grid), ages))
    e0 = survival_from_mx(_held(mx, fall, grid), ages).e0
    if not (np.diff(e0, axis=0) > 0.0).any(axis=0).all():
        raise Invalid([fault("projection-mortality-direction", "mx")])
    levels = np.arange(max(lowest, e0.min(axis=0).max()), min(highest, e0.max(axis=0).min()), step)
    if len(levels) < 2:
        raise Invalid([fault("projection-mortality-direction", "mx")])
    exact = [np.interp(levels, *_rising(e0[:, sex], grid)) for sex in range(len(SEXES))]
    rates = np.stack([_held(mx, fall, k)[:, sex] for sex, k in enumerate(exact)], axis=1)
    at = survival_from_mx(rates, ages)
    return Family(ages, levels, at.ratios, at.person_years)


def _around_zero(grid: Floats, can_be: NDArray[np.bool_]) -> Floats:
    """The stretch of the grid around 0, the rates given, in which life tables can be.

    Far away from them the falls of neighbouring ages have pulled rates so far apart that they fit no life table.
    """
    wrong = np.flatnonzero(~can_be)
    below, above = wrong[grid[wrong] < 0.0], wrong[grid[wrong] > 0.0]
    return grid[(below[-1] + 1 if len(below) else 0) : (above[0] if len(above) else len(grid))]


def _held(mx: Floats, fall: Floats, grid: Floats) -> Floats:
    """Rates along the direction, (len(grid), 2, n), kept within what a life table can hold."""
    with np.errstate(divide="ignore", over="ignore"):
        made = np.exp(np.log(mx) - grid[:, None, None] * fall)
    most = np.full(mx.shape[-1], 0.39 if mx.shape[-1] < 30 else 1.5)
    most[-1] = np.inf
    return np.asarray(np.clip(made, 1e-9, most))


def _rising(e0: Floats, grid: Floats) -> tuple[Floats, Floats]:
    """The stretch of the grid on which life expectancy rises without a break."""
    highest = np.maximum.accumulate(e0)
    rises = np.concatenate([[True], np.diff(highest) > 0.0])
    return e0[rises], grid[rises]


def average_change(mx: Floats) -> Floats:
    """b(x) from the past: the mean fall of the logarithm of each rate from the first to the last of some periods.

    ``mx`` (periods, 2, n); gives (n,) for both sexes together, scaled to a mean of 1, and never below 0, so that no
    age gets worse while life expectancy rises. Without error terms Lee and Carter's b is this, scaled.
    """
    fall = np.log(mx[0]) - np.log(mx[-1])
    both = np.clip(fall.mean(axis=0), 0.0, None)
    if not both.any():
        raise Invalid([fault("projection-mortality-direction", "mx")])
    return np.asarray(both / both.mean())
