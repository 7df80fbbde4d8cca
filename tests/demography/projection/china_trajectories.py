"""Trajectories for China from what was known in 2024, by the simple models of this room."""

from dataclasses import dataclass, replace

import numpy as np
from reference_runs import CHINA, INDIA, column, grid, prospects, rows
from scipy import stats

from huimin.demography.projection import Assumptions, Unit, average_change, family, project
from huimin.demography.projection.trajectories import (
    DoubleLogistic,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    fertility_paths,
    fit_gap,
    fit_return,
    fit_slowing,
    life_expectancy_paths,
    migration_paths,
)
from huimin.tasks.project import LEVELS

PAST = 14
"""Five-year periods from 1950 to 2020."""

DRAWS, STEPS = 4000, 16
BOUNDS = ("_95l", "_80l", "", "_80u", "_95u")
QUANTILES = np.array([0.025, 0.1, 0.5, 0.9, 0.975])
"""Where the published bounds and the middle lie."""


@dataclass(frozen=True)
class Chances:
    """How the paths are drawn.

    ``around``: every path is moved so that its mean is the United Nations' medium variant. ``tfr``, ``e0``: spread as
    ``ours``, as ``published`` by the United Nations (ranks stay), or ``none``. ``moves`` multiplies the noise of
    migration, ``people`` is the error of the people of 2020 in shares, ``together`` the correlation of births and lives.
    """

    fertility: FertilityModel = FertilityModel(level_error=0.3, start_error=LEVELS["tfr_error"])
    start_e0: float = LEVELS["e0_error"]
    around: bool = True
    estimates_known: bool = False
    tfr: str = "ours"
    e0: str = "ours"
    moves: float = 1.0
    people: float = 0.0
    together: float = 0.0


def past_longevity() -> tuple[np.ndarray, np.ndarray]:
    """Women's and men's life expectancy of China and India, (2, periods), 1980 to 2025."""
    tables = [rows("wpp2024_5x5_e0.csv", code)[6 : PAST + 1] for code in (CHINA, INDIA)]
    return np.array([column(t, "e0F") for t in tables]), np.array([column(t, "e0M") for t in tables])


def longevity_model(chances: Chances) -> LongevityModel:
    """Noise and error of the drift from the past, the slowing of gains as published; the gap stays about as it is: that
    of India and China together has no level that it returns to.
    """
    women, men = past_longevity()
    gap = replace(fit_gap(women, men), level=float(women[0, -1] - men[0, -1]))
    drift = fit_slowing(women, DoubleLogistic()).of(0)
    if chances.estimates_known:
        drift, gap = replace(drift, free=0), replace(gap, free=0)
    return LongevityModel(drift, gap, slowing=DoubleLogistic(), start_error=chances.start_e0)


def past_migration() -> tuple[np.ndarray, np.ndarray]:
    """Net migrants per person and year of China and India to 2010, and the last of them."""
    rates = []
    for code in (CHINA, INDIA):
        people = grid(rows("wpp2012_5x5_population.csv", code), "year", ("popF", "popM"))[:12].sum((1, 2))
        moved = grid(rows("wpp2012_5x5_migration_age.csv", code), "period", ("migF", "migM"))[:12].sum((1, 2))
        rates.append(moved / people / 5.0)
    return np.array(rates), np.array(rates)[:, -1]


def published(table: str, name: str) -> np.ndarray:
    """(15, 5) bounds and middle that the United Nations give for the periods from 2025 on."""
    found = rows(table, CHINA)[PAST + 1 :]
    return np.stack([column(found, name + bound) for bound in BOUNDS], axis=-1)


def spread_as(bounds: np.ndarray, paths: np.ndarray) -> np.ndarray:
    """Paths (draws, steps) of the same ranks whose quantiles are those published, straight lines of z in between."""
    places = stats.norm.ppf(QUANTILES)
    ranks = stats.norm.ppf((stats.rankdata(paths, axis=0) - 0.5) / len(paths))
    made = np.empty_like(paths)
    for step, known in enumerate(bounds):
        z, made[:, step] = ranks[:, step], np.interp(ranks[:, step], places, known)
        for inner, outer, beyond in ((1, 0, z < places[0]), (3, 4, z > places[4])):
            slope = (known[outer] - known[inner]) / (places[outer] - places[inner])
            made[beyond, step] = known[outer] + slope * (z[beyond] - places[outer])
    return made


def chosen(how: str, paths: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Paths spread as ``how`` says."""
    if how == "published":
        return spread_as(bounds, paths)
    return np.broadcast_to(bounds[:, 2], paths.shape) if how == "none" else paths


def about(middle: np.ndarray, paths: np.ndarray, chances: Chances) -> np.ndarray:
    """Paths whose mean is ``middle``, where the chances want that."""
    return paths + middle - paths.mean(axis=0) if chances.around else paths


def births(chances: Chances, rng: np.random.Generator) -> np.ndarray:
    """(draws, 15) children per woman from 2025 on."""
    bounds = published("wpp2024_5x5_tfr.csv", "tfr")
    seen = prospects(2024, CHINA, 2020).tfr[PAST : PAST + 1]
    paths = about(bounds[:, 2], fertility_paths(chances.fertility, seen, STEPS - 1, DRAWS, 5, rng)[0], chances)
    return chosen(chances.tfr, np.maximum(paths, 0.3), bounds)


def lives(chances: Chances, last: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(draws, 15, 2) life expectancy of women and men from 2025 on."""
    bounds = [published("wpp2024_5x5_e0.csv", name) for name in ("e0F", "e0M")]
    paths = life_expectancy_paths(longevity_model(chances), last[None], STEPS - 1, DRAWS, 5, rng)[0]
    paths = about(np.stack([one[:, 2] for one in bounds], axis=-1), paths, chances)
    return np.stack([chosen(chances.e0, paths[..., sex], bounds[sex]) for sex in range(2)], axis=-1)


def paired(tfr: np.ndarray, e0: np.ndarray, correlation: float, rng: np.random.Generator) -> np.ndarray:
    """The paths of ``e0`` in an order that goes with those of ``tfr`` as closely as the correlation says."""
    size = stats.zscore(tfr.mean(axis=1)) * correlation
    wanted = size + np.sqrt(1.0 - correlation**2) * rng.standard_normal(len(tfr))
    made = np.empty_like(e0)
    made[np.argsort(wanted)] = e0[np.argsort(e0.mean(axis=(1, 2)))]
    return made


def after_known(known: np.ndarray, paths: np.ndarray) -> np.ndarray:
    """Paths (draws, steps, ...) with the period 2020 to 2025 in front, which was mostly over in 2024."""
    return np.concatenate([np.broadcast_to(known, (len(paths), 1, *paths.shape[2:])), paths], axis=1)


def china(chances: Chances, seed: int = 2024) -> np.ndarray:
    """(draws, 17) people in thousands from 2020 to 2100, on the first of January."""
    known, rng = prospects(2024, CHINA, 2020), np.random.default_rng(seed)
    table = rows("wpp2024_5x5_e0.csv", CHINA)[PAST]
    last = np.array([float(table["e0F"]), float(table["e0M"])])
    tfr = births(chances, rng)
    e0 = lives(chances, last, rng)
    if chances.together:
        e0 = paired(tfr, e0, chances.together, rng)
    series, seen = past_migration()
    back = fit_return(series)
    back = replace(back, noise=back.noise * chances.moves, free=0 if chances.estimates_known else back.free)
    moved = migration_paths(MigrationModel(back), seen[:1], STEPS, DRAWS, 5, rng)[0]
    size = known.people.sum(axis=(1, 2))[:-1]
    moved = about(known.rates.migration.sum(axis=(1, 2)) / size / 5.0, moved, chances)
    assumed = Assumptions(
        tuple(range(2020, 2100, 5)), after_known(known.tfr[PAST], tfr), after_known(last, e0), known.rates.sex_ratio,
        known.pattern[PAST:],
        moved[..., None, None] * 5.0 * (known.rates.migration[0] / known.people[0] / migrants_each(known)),
        Unit.RATES,
    )  # fmt: skip
    people = known.people[0] * (1.0 + chances.people * rng.standard_normal(DRAWS))[:, None, None]
    tables = family(known.mx[PAST - 1], average_change(known.mx[6:PAST]), known.ages)
    return project(people, assumed.rates(tables), known.ages, 2020, flows=False, floor=0.0).total


def migrants_each(known) -> float:
    """Net migrants per person in the first step."""
    return known.rates.migration[0].sum() / known.people[0].sum()
