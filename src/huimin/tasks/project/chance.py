"""Many futures around the medium scenario, and how far they spread.

Fertility moves as in the United Nations' models for low fertility, life expectancy and migration as in their simplest
published forms; see :mod:`huimin.demography.projection.trajectories`. Each area's paths are moved so that their mean is
the medium scenario: the fans tell how unsure it is, not another middle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.projection import END, Assumptions, Projection, Timing, Unit, project, readouts, with_share
from huimin.demography.projection.trajectories import (
    Drift,
    Fan,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    Return,
    fan,
    fertility_paths,
    life_expectancy_paths,
    migration_paths,
)
from huimin.tasks.project import schedules
from huimin.tasks.project.basis import Basis, Floats
from huimin.tasks.project.paths import Frame

LEVEL_ERROR = 0.3
"""Children per woman by which the level that fertility returns to may be off (a standard error); ours."""
SHARED = 0.5
"""Share of the variance of fertility's and migration's noise that areas of one projection have in common; ours."""
_LOWEST = 0.3
# Estimated by pooled_drift, fit_gap and fit_return from World Population Prospects: life expectancy of China and India
# 1980 to 2020 (edition of 2024), net migration 1950 to 2010 (edition of 2012); all per five years.
_DRIFT_ERROR, _DRIFT_NOISE = 0.125, 0.339
_GAP_KEEP, _GAP_NOISE = 0.895, 0.199
_MOVE_KEEP, _MOVE_NOISE = 0.511, 0.000242


@dataclass(frozen=True)
class Futures:
    """How many futures, where chance begins, and when in a step people migrate."""

    draws: int
    seed: int
    timing: Timing = END


def read_off(basis: Basis, done: Projection) -> dict[str, Floats]:
    """(..., years) people by code; what is per 1,000 comes later, as it does not add up."""
    made = readouts(done)
    return made | {one.code: with_share(done.population, one.share) for one in basis.given.shares}


def fans_of(
    shared: Frame, middle: Assumptions, futures: Futures, weights: Floats, step: Callable[[int, str], None]
) -> dict[str, Fan]:
    """Median and bounds (places, years) by readout, and of ``births`` (places, steps).

    ``weights`` (places, areas) says which areas a place is the sum of: it is added up future by future, as the
    intervals of a sum are not the sums of intervals. One area is projected at a time.
    """
    basis = shared.basis
    sums: dict[str, Floats] = {}
    drawn = _draw(shared, middle, futures)
    for at, area in enumerate(basis.people.areas):
        people, rates = basis.people, drawn.of(at).rates(shared.family)
        done = project(people.counts[at], rates, people.ages, people.year, futures.timing, flows=False, floor=0.0)
        for code, values in {**read_off(basis, done), "births": done.births.sum(axis=-1)}.items():
            kept = sums.setdefault(code, np.zeros((len(weights), *values.shape)))
            for place in np.flatnonzero(weights[:, at]):
                kept[place] += values
        step(at + 1, area.key)
    return {code: fan(values, axis=1) for code, values in sums.items()}


def _draw(shared: Frame, middle: Assumptions, futures: Futures) -> _Drawn:
    """The paths of all areas, (areas, draws, steps, ...)."""
    rng = np.random.default_rng(futures.seed)
    areas, steps, width = len(shared.basis.levels), len(shared.years), shared.ages.width
    tfr = np.broadcast_to(middle.tfr, (areas, steps))
    model = FertilityModel(level=tfr[:, -1], level_error=LEVEL_ERROR, shared=SHARED)
    paths = fertility_paths(model, tfr[:, 0], steps, futures.draws, width, rng)
    chosen = np.maximum(_around(paths, tfr), _LOWEST)
    e0 = np.broadcast_to(middle.e0, (areas, steps, 2))
    lives = np.broadcast_to(e0[:, None], (areas, futures.draws, steps, 2))
    if not shared.held:
        gap = float((e0[..., 0] - e0[..., 1]).mean())
        drift = Drift(np.zeros(areas), np.full(areas, _DRIFT_ERROR), _DRIFT_NOISE)
        longevity = LongevityModel(drift, Return(_GAP_KEEP, gap, _GAP_NOISE))
        lives = _around(life_expectancy_paths(longevity, e0[:, 0], steps, futures.draws, width, rng), e0)
    moves = migration_paths(
        MigrationModel(Return(_MOVE_KEEP, 0.0, _MOVE_NOISE), shared=SHARED), np.zeros(areas), steps, futures.draws,
        width, rng,
    )  # fmt: skip
    return _Drawn(replace(middle, tfr=chosen, e0=lives, unit=Unit.COUNTS), _moved(shared, middle, moves))


def _around(paths: Floats, middle: Floats) -> Floats:
    """Paths (areas, draws, ...) whose mean is ``middle`` (areas, ...)."""
    return np.asarray(paths + (middle - paths.mean(axis=1))[:, None])


@dataclass(frozen=True, eq=False)
class _Moved:
    """Migration of every future, made for one area at a time, as all together would not fit in memory."""

    middle: Floats
    rate: Floats
    size: Floats
    pattern: Floats

    def of(self, at: int) -> Floats:
        extra = (self.rate[at] * self.size[at])[..., None, None] * self.pattern
        return np.asarray(self.middle[at] + extra)


def _moved(shared: Frame, middle: Assumptions, moves: Floats) -> _Moved:
    shape = (len(shared.basis.levels), len(shared.years), 2, shared.ages.count)
    given = np.zeros(shape) if middle.migration is None else np.broadcast_to(middle.migration, shape)
    size = shared.basis.people.counts.sum(axis=(-1, -2)) * shared.ages.width
    return _Moved(given, moves - moves.mean(axis=1, keepdims=True), size, schedules.migration_pattern(shared.ages))


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The paths of all areas and futures."""

    paths: Assumptions
    moved: _Moved

    def of(self, at: int) -> Assumptions:
        """The paths of one area, (draws, steps, ...)."""
        paths = self.paths
        pattern = paths.pattern if paths.pattern.ndim == 1 else paths.pattern[at]
        ratio = np.broadcast_to(paths.sex_ratio, (len(paths.tfr), paths.tfr.shape[-1]))[at]
        return replace(
            paths, tfr=paths.tfr[at], e0=paths.e0[at], sex_ratio=ratio, pattern=pattern, migration=self.moved.of(at)
        )
