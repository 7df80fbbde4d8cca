"""Trajectories for China from what was known in 2024, by the simple models of this room."""

import numpy as np
from reference_runs import CHINA, INDIA, column, grid, prospects, rows

from huimin.demography.projection import Assumptions, Unit, average_change, family, project
from huimin.demography.projection.trajectories import (
    DoubleLogistic,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    fertility_paths,
    fit_gap,
    fit_return,
    life_expectancy_paths,
    migration_paths,
    pooled_drift,
)

PAST = 14
"""Five-year periods from 1950 to 2020."""

DRAWS, STEPS = 1000, 16


def past_longevity() -> tuple[np.ndarray, np.ndarray]:
    """Women's and men's life expectancy of China and India, (2, periods)."""
    tables = [rows("wpp2024_5x5_e0.csv", code)[:PAST] for code in (CHINA, INDIA)]
    return np.array([column(t, "e0F") for t in tables]), np.array([column(t, "e0M") for t in tables])


def longevity_model() -> LongevityModel:
    """Noise and drift error from the periods since 1980, the slowing of gains as published."""
    women, men = past_longevity()
    return LongevityModel(pooled_drift(women[:, 6:]).of(0), fit_gap(women[:, 6:], men[:, 6:]), slowing=DoubleLogistic())


def past_migration() -> tuple[np.ndarray, np.ndarray]:
    """Net migrants per person and year of China and India to 2010, and the last of them."""
    rates = []
    for code in (CHINA, INDIA):
        people = grid(rows("wpp2012_5x5_population.csv", code), "year", ("popF", "popM"))[:12].sum((1, 2))
        moved = grid(rows("wpp2012_5x5_migration_age.csv", code), "period", ("migF", "migM"))[:12].sum((1, 2))
        rates.append(moved / people / 5.0)
    return np.array(rates), np.array(rates)[:, -1]


def after_known(known: np.ndarray, paths: np.ndarray) -> np.ndarray:
    """Paths (draws, steps, ...) with the period 2020 to 2025 in front, which was mostly over in 2024."""
    return np.concatenate([np.broadcast_to(known, (len(paths), 1, *paths.shape[2:])), paths], axis=1)


def china(fertility: FertilityModel, seed: int = 2024, around: bool = False) -> np.ndarray:
    """(draws, 17) people in thousands from 2020 to 2100.

    ``around``: move the paths of fertility so that their mean is the United Nations' medium variant.
    """
    known, rng, later = prospects(2024, CHINA, 2020), np.random.default_rng(seed), STEPS - 1
    tfr = fertility_paths(fertility, known.tfr[PAST : PAST + 1], later, DRAWS, 5, rng)[0]
    if around:
        tfr = np.maximum(tfr + known.tfr[PAST + 1 :] - tfr.mean(axis=0), 0.3)
    table = rows("wpp2024_5x5_e0.csv", CHINA)[PAST]
    last = np.array([[float(table["e0F"]), float(table["e0M"])]])
    e0 = life_expectancy_paths(longevity_model(), last, later, DRAWS, 5, rng)[0]
    series, seen = past_migration()
    moved = migration_paths(MigrationModel(fit_return(series)), seen[:1], STEPS, DRAWS, 5, rng)[0]
    tables = family(known.mx[PAST - 1], average_change(known.mx[6:PAST]), known.ages)
    total_rate = known.rates.migration[0].sum() / known.people[0].sum()
    assumed = Assumptions(
        tuple(range(2020, 2100, 5)),
        after_known(known.tfr[PAST], tfr),
        after_known(last[0], e0),
        known.rates.sex_ratio,
        known.pattern[PAST:],
        moved[..., None, None] * 5.0 * (known.rates.migration[0] / known.people[0] / total_rate),
        Unit.RATES,
    )
    return project(known.people[0], assumed.rates(tables), known.ages, 2020, flows=False, floor=0.0).total
