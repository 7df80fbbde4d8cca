"""Trajectories: their models keep their own laws, and China's are set beside what the United Nations published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_runs import CHINA, prospects, rows, survival_from_mx

from huimin.demography.projection import average_change, family
from huimin.demography.projection.trajectories import (
    DoubleLogistic,
    Drift,
    FertilityModel,
    LongevityModel,
    MigrationModel,
    Return,
    fertility_paths,
    fit_return,
    life_expectancy_paths,
    migration_paths,
    pooled_drift,
)
from huimin.findings import Invalid

MANY = 20_000


def generator(seed=1):
    return np.random.default_rng(seed)


def test_the_same_seed_gives_the_same_paths():
    one, two = (fertility_paths(FertilityModel(), np.array([1.1, 1.9]), 20, 50, 1, generator()) for _ in range(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, fertility_paths(FertilityModel(), np.array([1.1, 1.9]), 20, 50, 1, generator(2)))


def test_fertility_keeps_the_published_share_of_a_deviation():
    """Level 2.1, 0.8859 kept and noise 0.1016 in five years (bayesTFR's defaults)."""
    found = fertility_paths(FertilityModel(), np.array([1.6]), 10, MANY, 5, generator())[0]
    expected = 2.1 - 0.5 * 0.8859 ** np.arange(1, 11)
    assert np.abs(found.mean(axis=0) - expected).max() < 0.01
    assert abs(found[:, 0].std() - 0.1016) < 0.002


@pytest.mark.parametrize("keep", [0.8859, 1.0])
def test_single_years_are_the_same_process_as_five(keep):
    model = FertilityModel(keep=keep)
    five = fertility_paths(model, np.array([1.6]), 6, MANY, 5, generator())[0]
    one = fertility_paths(model, np.array([1.6]), 30, MANY, 1, generator(2))[0, :, 4::5]
    assert np.abs(five.mean(axis=0) - one.mean(axis=0)).max() < 0.01
    assert np.abs(five.std(axis=0) - one.std(axis=0)).max() < 0.01


def test_shared_noise_makes_areas_move_together():
    last = np.full(2, 1.6)
    for shared in (0.0, 0.5, 1.0):
        found = fertility_paths(FertilityModel(shared=shared), last, 1, MANY, 5, generator())[..., 0]
        assert abs(np.corrcoef(found)[0, 1] - shared) < 0.02


def test_life_expectancy_walks_with_its_drift_and_its_error():
    model = LongevityModel(Drift(np.array([1.0]), np.array([0.2]), 0.5), Return(0.9, 5.0, 0.1))
    found = life_expectancy_paths(model, np.array([[80.0, 75.0]]), 10, MANY, 5, generator())[0]
    steps = np.arange(1, 11)
    assert np.abs(found[..., 0].mean(axis=0) - (80 + steps)).max() < 0.05
    assert np.abs(found[..., 0].std(axis=0) - np.sqrt(steps * 0.25 + steps**2 * 0.04)).max() < 0.05
    assert np.abs((found[..., 0] - found[..., 1]).mean(axis=0) - 5.0).max() < 0.01


def test_gains_slow_down_as_published():
    """Raftery and others (2013): small at first, most in the middle, the same small gain for ever after."""
    gain = DoubleLogistic().gain(np.array([0.0, 55.0, 110.0]))
    assert gain[0] < 0.3
    assert gain[1] > 2.0
    assert abs(gain[2] - 0.627) < 0.01


def test_migration_returns_to_its_level():
    model = MigrationModel(Return(0.5, 0.0, 0.001), level=np.array([0.002]))
    found = migration_paths(model, np.array([0.01]), 12, MANY, 5, generator())[0]
    assert abs(found[:, -1].mean() - 0.002) < 1e-4
    assert abs(found[:, -1].std() - 0.001 / np.sqrt(1 - 0.25)) < 1e-4


def test_what_was_last_seen_may_itself_be_off():
    """Fertility forgets it by its share, life expectancy never does."""
    tfr = fertility_paths(FertilityModel(noise=0.0, start_error=0.2), np.array([1.6]), 2, MANY, 5, generator())[0]
    assert np.abs(tfr.std(axis=0) - 0.2 * 0.8859 ** np.array([1, 2])).max() < 0.003
    model = LongevityModel(Drift(np.zeros(1), np.zeros(1), 0.0), Return(0.9, 5.0, 0.0), start_error=1.2)
    found = life_expectancy_paths(model, np.array([[80.0, 75.0]]), 3, MANY, 5, generator())[0]
    assert np.abs(found.std(axis=0) - 1.2).max() < 0.02
    assert np.abs(found[..., 0] - found[..., 1] - 5.0).max() < 1e-9


def test_noise_that_few_figures_tell_has_the_tails_of_student():
    """With 5 degrees of freedom the variance is 5/3 of that of known noise."""
    known, told = (
        migration_paths(MigrationModel(Return(0.0, 0.0, 1.0, free=free)), np.zeros(1), 1, MANY, 5, generator())[0]
        for free in (0, 5)
    )
    assert abs(known.std() - 1.0) < 0.02
    assert abs(told.var() - 5 / 3) < 0.1
    drift = Drift(np.zeros(1), np.zeros(1), 1.0, free=5)
    model = LongevityModel(drift, Return(0.9, 5.0, 0.0))
    found = life_expectancy_paths(model, np.array([[80.0, 75.0]]), 1, MANY, 5, generator())[0]
    assert abs(found[..., 0].var() - 5 / 3) < 0.1


def test_areas_that_say_little_lean_on_the_others():
    rng = generator()
    long = 60 + np.cumsum(rng.normal(1.0, 0.3, (20, 30)), axis=1)
    short = np.full((1, 30), np.nan)
    short[0, -3:] = [60.0, 61.6, 63.2]
    found = pooled_drift(np.vstack([long, short]))
    assert abs(found.mean[:20].mean() - 1.0) < 0.05
    assert found.mean[20] < 1.3  # its own drift would be 1.6
    assert abs(found.noise - 0.3) < 0.05


def test_an_autoregression_is_found_again():
    rng, series = generator(), np.zeros((30, 60))
    for step in range(1, 60):
        series[:, step] = 0.4 + 0.8 * series[:, step - 1] + rng.normal(0, 0.1, 30)
    found = fit_return(series[:, 10:])
    assert abs(found.keep - 0.8) < 0.05
    assert abs(found.level - 2.0) < 0.1
    assert abs(found.noise - 0.1) < 0.01
    assert found.free == 30 * 49 - 2
    assert (
        abs(found.keep_error - np.sqrt((1 - 0.8**2) / found.free)) < 0.005
    )  # as least squares have it for long series


def test_too_short_a_past_is_refused():
    for fit in (pooled_drift, fit_return):
        with pytest.raises(Invalid, match="too few"):
            fit(np.array([[1.0, 2.0]]))


@given(st.floats(45, 95), st.floats(45, 95))
def test_life_tables_of_the_family_have_the_life_expectancy_asked_for(women, men):
    known = prospects(2024, CHINA, 2020)
    found = TABLES.setdefault("china", family(known.mx[13], average_change(known.mx[6:14]), known.ages))
    at = found.at(np.array([women, men]))
    assert np.abs(at.e0 - [women, men]).max() < 2e-3
    assert at.ratios.min() > 0.0
    assert at.ratios.max() <= 1.0


TABLES = {}


def test_life_expectancy_of_the_prospects_2024():
    known, miss = prospects(2024, CHINA, 2020), []
    for code in (CHINA, "356"):
        table = rows("wpp2024_5x5_e0.csv", code)
        found = survival_from_mx(prospects(2024, code, 2020).mx, known.ages).e0
        miss.append([np.abs(found[:, i] - [float(r[f"e0{s}"]) for r in table]).max() for i, s in enumerate("FM")])
    print(f"e0 of WPP 2024 within {np.max(miss):.3f} years in every period")
    assert np.max(miss) < 0.05
