"""Many futures around a scenario, and how far they spread.

Fertility moves as in the United Nations' models for low fertility, life expectancy and migration as in their simplest
published forms; see :mod:`huimin.demography.projection.trajectories`. Each area's paths are moved so that their mean is
the scenario: the fans tell how unsure it is, not another middle. Futures of different scenarios share their chance, so
that what differs between two fans is the scenarios.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.projection import (
    END,
    Assumptions,
    Family,
    Projection,
    Timing,
    Unit,
    project,
    readouts,
    with_share,
)
from huimin.demography.projection.trajectories import (
    Drift,
    Fan,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    Return,
    fertility_paths,
    life_expectancy_paths,
    migration_paths,
)
from huimin.tasks.project import schedules
from huimin.tasks.project.basis import Basis, Floats
from huimin.tasks.project.gathering import Gathering, spans_of
from huimin.tasks.project.outcome import FIVES, POPULATION
from huimin.tasks.project.paths import Frame

LEVEL_ERROR = 0.3
"""Children per woman by which the level that fertility returns to may be off (a standard error); ours."""
SHARED = 0.5
"""Share of the variance of fertility's and migration's noise that areas of one projection have in common; ours."""
TOGETHER = 250
"""Futures that are projected at once: what a projection holds in memory does not grow with how many there are."""
_LOWEST = 0.3
DRIFT, GAP = (0.106, 0.424, 14), (0.899, 0.198, 0.029, 14)
"""Error of the drift, noise and degrees of freedom; share kept, noise, error of the share and degrees of freedom: by
``fit_slowing`` and ``fit_gap`` from life expectancy of China and India 1980 to 2025 (World Population Prospects 2024),
in five years."""
MOVES = Return(0.511, 0.0, 1.0, keep_error=0.220, free=20)
"""By ``fit_return`` from net migration of China and India 1950 to 2010 (edition of 2012), in five years; its noise is a
level of the area, ``migration_noise``."""


@dataclass(frozen=True)
class Futures:
    """How many futures, where chance begins, when in a step people migrate, and whether ages have intervals too."""

    draws: int
    seed: int
    timing: Timing = END
    by_age: bool = False


def read_off(basis: Basis, done: Projection) -> dict[str, Floats]:
    """(..., years) people by code; what is per 1,000 comes later, as it does not add up."""
    made = readouts(done)
    return made | {one.code: with_share(done.population, one.share) for one in basis.given.shares}


def rounds(shared: Frame, futures: Futures, weights: Floats) -> list[slice]:
    """The stretches of years whose ages are held at once; a single one where ages have no intervals."""
    times = len(shared.years) + 1
    return spans_of(weights, futures.draws, times, shared.ages.count) if futures.by_age else [slice(0, times)]


def fans_of(
    shared: Frame, middle: Assumptions, futures: Futures, weights: Floats, step: Callable[[str], None]
) -> dict[str, Fan]:
    """Median and bounds (places, years) by readout, and of ``births`` (places, steps); by age (places, years, 2, ages).

    ``weights`` (places, areas) says which areas a place is the sum of: it is added up future by future, as the
    intervals of a sum are not the sums of intervals. One area is projected at a time, and as often as the years whose
    ages fit into memory go into all of them.
    """
    drawn, parts = _draw(shared, middle, futures), []
    for number, span in enumerate(rounds(shared, futures, weights)):
        gathering = Gathering(weights)
        for at in gathering.order:
            gathering.add(at, _futures_of(shared, drawn, futures, at, span if futures.by_age else None, number == 0))
            step(shared.basis.people.areas[at].key)
        parts.append(gathering.fans())
    return _joined(parts)


def _joined(parts: list[dict[str, Fan]]) -> dict[str, Fan]:
    """The stretches of years one after another."""
    made = dict(parts[0])
    for code in (POPULATION, FIVES):
        if len(parts) > 1 and code in made:
            made[code] = parts[0][code].joined([part[code] for part in parts[1:]], axis=1)
    return made


def _futures_of(
    shared: Frame, drawn: _Drawn, futures: Futures, at: int, span: slice | None, counts: bool
) -> dict[str, Floats]:
    """(draws, ...) of one area by code: ``counts`` by readout, and people by age in the years of ``span``."""
    people, made = shared.basis.people, []
    for start in range(0, futures.draws, TOGETHER):
        rates = drawn.of(at, slice(start, start + TOGETHER), shared.family).rates(shared.family)
        done = project(people.counts[at], rates, people.ages, people.year, futures.timing, flows=False, floor=0.0)
        found = {**read_off(shared.basis, done), "births": done.births.sum(axis=-1)} if counts else {}
        if span is not None:
            found[POPULATION] = done.population[:, span]
            if people.ages.width == 1:
                edges = np.arange(0, people.ages.count, 5)
                found[FIVES] = np.add.reduceat(found[POPULATION], edges, axis=-1)
        made.append(found)
    return {code: np.concatenate([one[code] for one in made]) for code in made[0]}


def _draw(shared: Frame, middle: Assumptions, futures: Futures) -> _Drawn:
    """The paths of all areas, (areas, draws, steps, ...)."""
    rng = np.random.default_rng(futures.seed)
    areas, steps, width = len(shared.basis.levels), len(shared.years), shared.ages.width
    tfr = np.broadcast_to(middle.tfr, (areas, steps))
    unsure = shared.basis.level("tfr_error")
    model = FertilityModel(level=tfr[:, -1], level_error=LEVEL_ERROR, shared=SHARED, start_error=unsure)
    paths = fertility_paths(model, tfr[:, 0], steps, futures.draws, width, rng)
    chosen = np.maximum(_around(paths, tfr), _LOWEST)
    e0 = np.broadcast_to(middle.e0, (areas, steps, 2))
    lives = np.broadcast_to(e0[:, None], (areas, futures.draws, steps, 2))
    if not shared.held:
        model_e0 = _longevity(e0, shared.basis.level("e0_error"))
        lives = _around(life_expectancy_paths(model_e0, e0[:, 0], steps, futures.draws, width, rng), e0)
    moves = (shared.basis.level("migration_noise") / 1000.0)[:, None, None] * migration_paths(
        MigrationModel(MOVES, shared=SHARED), np.zeros(areas), steps, futures.draws, width, rng
    )
    moved = None if middle.migration is None else _moved(shared, middle.migration, moves)
    return _Drawn(replace(middle, e0=e0), chosen, lives, moved)


def _longevity(e0: Floats, unsure: Floats) -> LongevityModel:
    """How life expectancy strays from the scenario's ``e0`` (areas, steps, 2), whose first is known to ``unsure``."""
    areas, behind = len(e0), float((e0[..., 0] - e0[..., 1]).mean())
    error, noise, free = DRIFT
    drift = Drift(np.zeros(areas), np.full(areas, error), noise, free)
    gap = Return(GAP[0], behind, *GAP[1:])
    return LongevityModel(drift, gap, shared=SHARED, start_error=unsure)


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

    def of(self, at: int, some: slice) -> Floats:
        extra = (self.rate[at, some] * self.size[at])[..., None, None] * self.pattern
        return np.asarray(self.middle[at] + extra)


def _moved(shared: Frame, middle: Floats, moves: Floats) -> _Moved:
    given = np.broadcast_to(middle, (len(shared.basis.levels), len(shared.years), 2, shared.ages.count))
    size = shared.basis.people.counts.sum(axis=(-1, -2)) * shared.ages.width
    return _Moved(given, moves - moves.mean(axis=1, keepdims=True), size, schedules.migration_pattern(shared.ages))


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The paths of all areas and futures around ``middle``; nobody moves in any where nobody does in the scenario."""

    middle: Assumptions
    tfr: Floats
    e0: Floats
    moved: _Moved | None

    def of(self, at: int, some: slice, tables: Family) -> Assumptions:
        """Some of the paths of one area, (draws, steps, ...)."""
        middle, e0 = self.middle, self.e0[at, some]
        pattern = middle.pattern if middle.pattern.ndim == 1 else middle.pattern[at]
        ratio = np.broadcast_to(middle.sex_ratio, (len(self.tfr), self.tfr.shape[-1]))[at]
        survival = None if middle.survival is None else _shifted(middle.survival[at], middle.e0[at], e0, tables)
        return replace(
            middle, tfr=self.tfr[at, some], e0=e0, sex_ratio=ratio, pattern=pattern, unit=Unit.COUNTS,
            migration=None if self.moved is None else self.moved.of(at, some), survival=survival,
        )  # fmt: skip


def _shifted(given: Floats, middle: Floats, drawn: Floats, tables: Family) -> Floats:
    """Survival that was given (steps, 2, ages) as it would be if lives were as long as drawn (draws, steps, 2).

    Hazards are multiplied by what the life tables' hazards at the life expectancy drawn are to those at the middle one:
    proportional hazards, Cox (1972), Journal of the Royal Statistical Society B 34, 187-220.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.log(tables.ratios_at(drawn)) / np.log(tables.ratios_at(middle))
    return np.asarray(given ** np.where(np.isfinite(factor), factor, 1.0))
