"""Paths of net migration: a rate that returns to the area's mean.

Azose and Raftery (2015), Demography 52, 1627-1650: the net migration rate of each country is a first-order
autoregression, pooled over countries. Its pattern by age and sex is held: Rogers and Castro (1981), Model Migration
Schedules, IIASA RR-81-30, found that patterns change far less than levels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.demography.projection.rates import Floats
from huimin.demography.projection.trajectories.fertility import common_noise
from huimin.demography.projection.trajectories.pooling import Return


@dataclass(frozen=True, slots=True, eq=False)
class MigrationModel:
    """How the net migration rate moves.

    Attributes:
        back: the autoregression of the rate (net migrants per person and year), per period of ``period`` years.
        period: years in a period.
        level: (areas,) what each area returns to, where it is not the pooled level of ``back``.
        shared: share (0 to 1) of the variance of the noise that all areas have in common.
    """

    back: Return
    period: int = 5
    level: Floats | None = None
    shared: float = 0.0


def migration_paths(
    model: MigrationModel, last: Floats, steps: int, draws: int, width: int, rng: np.random.Generator
) -> Floats:
    """(areas, draws, steps) net migrants per person and year.

    ``last`` (areas,) is the rate last seen; the rest as in :func:`fertility_paths`. Multiply by the length of a step
    and a pattern (2, ages), which says by how much a group's rate lies above or below the total one, and give the
    product to :class:`huimin.demography.projection.Rates` as rates.
    """
    last = np.atleast_1d(np.asarray(last, dtype=np.float64))
    keep, noise = model.back.drawn(width / model.period, draws, rng)
    level = np.full(last.shape, model.back.level) if model.level is None else np.asarray(model.level)
    now = np.repeat(last[:, None], draws, axis=1)
    paths = np.empty((len(last), draws, steps))
    for step in range(steps):
        now = level[:, None] + keep * (now - level[:, None]) + noise * common_noise(rng, len(last), draws, model.shared)
        paths[..., step] = now
    return paths
