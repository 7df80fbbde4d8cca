"""Intervals drawn with what was known in 2012, against what was known of 2015 and 2020 twelve years later.

The medium variant of World Population Prospects 2012 from 2010 on, China and India; what came is taken from the edition of
2024, as growth since 2010, because it counts the people of 2010 anew as well.
"""

from dataclasses import replace

import numpy as np
import pytest
from china_trajectories import past_migration
from reference_runs import CHINA, INDIA, prospects, survival_from_mx

from huimin.demography.projection import Assumptions, Mothers, average_change, family, project
from huimin.demography.projection.trajectories import (
    Drift,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    Return,
    fertility_paths,
    fit_return,
    life_expectancy_paths,
    migration_paths,
)
from huimin.tasks.project import LEVELS
from huimin.tasks.project.chance import DRIFT, GAP

FIRST, DRAWS, STEPS = 12, 2000, 2
"""The step of 2010, and two of five years from there on."""
PARTS = {
    "all": slice(0, 21), "under 5": slice(0, 1), "under 15": slice(0, 3), "women 15 to 49": slice(3, 10),
    "65 and over": slice(13, 21), "80 and over": slice(16, 21),
}  # fmt: skip


def futures(code: str, sure: bool) -> np.ndarray:
    """(draws, 3, 2, ages) people of 2010, 2015 and 2020; ``sure``: as if the levels of 2010 were known for sure."""
    known, rng, span = prospects(2012, code, 2010), np.random.default_rng(2010), slice(FIRST, FIRST + STEPS)
    e0, people = survival_from_mx(known.mx, known.ages).e0, known.people[0]
    births = FertilityModel(float(known.tfr[span][-1]), 0.3, start_error=0.0 if sure else LEVELS["tfr_error"])
    gap = Return(GAP[0], float(e0[FIRST - 1, 0] - e0[FIRST - 1, 1]), *GAP[1:])
    drift = Drift(np.zeros(1), np.full(1, DRIFT[0]), *DRIFT[1:])
    lives = LongevityModel(drift, gap, start_error=0.0 if sure else LEVELS["e0_error"])
    moves = MigrationModel(replace(fit_return(past_migration()[0]), level=0.0))
    tfr = fertility_paths(births, known.tfr[FIRST - 1 : FIRST], STEPS, DRAWS, 5, rng)[0]
    drawn = life_expectancy_paths(lives, e0[FIRST - 1 : FIRST], STEPS, DRAWS, 5, rng)[0]
    strayed = migration_paths(moves, np.zeros(1), STEPS, DRAWS, 5, rng)[0]
    assumed = Assumptions(
        (2010, 2015),
        tfr + known.tfr[span] - tfr.mean(axis=0),
        drawn + e0[span] - drawn.mean(axis=0),
        known.rates.sex_ratio[:STEPS],
        known.pattern[span],
        known.rates.migration[:STEPS] + strayed[..., None, None] * 5.0 * people,
    )
    tables = family(known.mx[FIRST - 1], average_change(known.mx[6:FIRST]), known.ages)
    rates = assumed.rates(tables)
    return project(people, rates, known.ages, 2010, mothers=Mothers.ALL_MIGRANTS, flows=False, floor=0.0).population


def covered(sure: bool) -> dict[float, list[str]]:
    """By level of the interval, the figures that what came lies in."""
    held: dict[float, list[str]] = {0.80: [], 0.95: []}
    for code in (CHINA, INDIA):
        made, came = futures(code, sure), prospects(2024, code, 1950).people
        for name, part in PARTS.items():
            sexes = slice(0, 1) if name.startswith("women") else slice(0, 2)
            for step, year in ((1, 2015), (2, 2020)):
                grown = made[:, step, sexes, part].sum(axis=(1, 2)) / made[:, 0, sexes, part].sum(axis=(1, 2))
                truth = came[FIRST + step, sexes, part].sum() / came[FIRST, sexes, part].sum()
                for level, names in held.items():
                    low, high = np.quantile(grown, [(1 - level) / 2, (1 + level) / 2])
                    names += [f"{code} {name} {year}"] if low <= truth <= high else []
    return held


@pytest.fixture(scope="module")
def both() -> dict[bool, dict[float, list[str]]]:
    """What is covered as it is, and as if the levels of 2010 had been known for sure."""
    return {sure: covered(sure) for sure in (False, True)}


def test_the_intervals_hold_most_of_what_came(both):
    for level, names in both[False].items():
        print(
            f"of 24 figures {len(names)} lie in the {level:.0%} interval, {len(both[True][level])} if today were known"
        )
    assert len(both[False][0.95]) >= 20
    assert len(both[False][0.80]) >= 17


def test_they_would_hold_fewer_if_the_levels_of_the_day_were_taken_for_sure(both):
    assert len(both[True][0.95]) < len(both[False][0.95])
    assert len(both[True][0.80]) < len(both[False][0.80])
