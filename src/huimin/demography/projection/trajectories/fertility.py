"""Paths of the total fertility rate: a return to a level that is itself not known for sure.

Alkema, Raftery, Gerland and others (2011), Demography 48, 815-839, for fertility after its fall ("phase III"), with the
values that their software bayesTFR states as defaults: level 2.1, 0.8859 of a deviation left after five years, noise
0.1016 in five years, never below 0.5. Raftery, Alkema and Gerland (2014), Statistical Science 29, 58-68, let countries
settle at levels of their own; ``level`` and ``level_error`` do that here. What was last seen is itself an estimate:
Liu and Raftery (2020), Annals of Applied Statistics 14, 685-705; ``start_error`` says how good it is. Paths are
assumptions, not goals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.demography.projection.rates import Floats
from huimin.demography.projection.trajectories.pooling import Return


@dataclass(frozen=True, slots=True, eq=False)
class FertilityModel:
    """How the total fertility rate moves.

    Attributes:
        level: children per woman that it returns to; one number or (areas,).
        level_error: standard error of that level, drawn once for each trajectory.
        start_error: standard error of what was last seen, drawn once for each trajectory; one number or (areas,).
        keep: share of a deviation that is left after five years.
        noise: standard deviation of what five years add.
        lowest: no path goes below.
        shared: share (0 to 1) of the variance of the noise and of the start's error that all areas have in common.
    """

    level: float | Floats = 2.1
    level_error: float | Floats = 0.0
    keep: float = 0.8859
    noise: float = 0.1016
    lowest: float = 0.5
    shared: float = 0.0
    start_error: float | Floats = 0.0

    def per_step(self, width: int) -> tuple[float, float]:
        """Share kept and noise of a step of ``width`` years: the same process, looked at more or less often."""
        return Return(self.keep, 0.0, self.noise).per_step(width / 5.0)


def fertility_paths(
    model: FertilityModel, last: Floats, steps: int, draws: int, width: int, rng: np.random.Generator
) -> Floats:
    """(areas, draws, steps) children per woman in each step.

    Args:
        model: how fertility moves.
        last: (areas,) what was last seen, in the step before the first.
        steps, width: steps of ``width`` years.
        draws: trajectories.
        rng: where chance comes from; the same generator state gives the same paths.
    """
    last = np.atleast_1d(np.asarray(last, dtype=np.float64))
    keep, noise = model.per_step(width)
    level = np.broadcast_to(model.level, last.shape)[:, None]
    level = level + np.broadcast_to(model.level_error, last.shape)[:, None] * rng.standard_normal((1, draws))
    paths = np.empty((len(last), draws, steps))
    now = np.broadcast_to(last[:, None], (len(last), draws))
    if np.any(model.start_error):
        off = np.broadcast_to(model.start_error, last.shape)[:, None]
        now = now + off * common_noise(rng, len(last), draws, model.shared)
    for step in range(steps):
        now = level + keep * (now - level) + noise * common_noise(rng, len(last), draws, model.shared)
        now = np.maximum(now, model.lowest)
        paths[..., step] = now
    return paths


def common_noise(rng: np.random.Generator, areas: int, draws: int, shared: float) -> Floats:
    """(areas, draws) standard normal noise of which the share ``shared`` of the variance is common to all areas."""
    own = rng.standard_normal((areas, draws))
    if shared <= 0.0:
        return own
    return np.asarray(np.sqrt(1.0 - shared) * own + np.sqrt(shared) * rng.standard_normal((1, draws)))
