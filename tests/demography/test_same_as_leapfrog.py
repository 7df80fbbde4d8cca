"""Spectrum's engine, leapfrog, gives the same people: 60 years by single ages, births, deaths and migration.

Its "calendar" projection is ours with migration at the end of the year. It is compiled C++ that nobody here wrote, and
is installed for this comparison only.
"""

from __future__ import annotations

from typing import Any

import leapfrog_py
import numpy as np
import pytest

from huimin.demography.projection import Ages, Rates, project

STEPS = 61
FERTILE = slice(15, 50)


def given(seed: int) -> dict[str, np.ndarray]:
    """Rates of every year, women first."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.full(35, 4.0), STEPS)
    return {
        "people": rng.uniform(1e4, 2e5, (2, 81)),
        "survival": rng.uniform(0.9, 1.0, (STEPS, 2, 82)),
        "asfr": shares * rng.uniform(1.0, 3.0, STEPS)[:, None],
        "migration": rng.normal(0.0, 50.0, (STEPS, 2, 81)),
        "girls": rng.uniform(0.47, 0.49, STEPS),
    }


def last_in_front(array: np.ndarray) -> np.ndarray:
    """(steps, sexes, ages) with women first as (ages, sexes, steps) with men first."""
    return np.asfortranarray(np.moveaxis(array[:, ::-1], 0, -1).swapaxes(0, 1))


def theirs(rates: dict[str, np.ndarray]) -> np.ndarray:
    """(years, 2, 81), women first."""
    told: dict[str, Any] = {
        "projection_start_year": 1970, "projection_period": "calendar", "t_ART_start": 30, "hts_per_year": 10,
        "basepop": np.asfortranarray(np.repeat(rates["people"][::-1].T[..., None], STEPS, axis=-1)),
        "Sx": last_in_front(rates["survival"]), "netmigr_adj": last_in_front(rates["migration"]),
        "asfr": np.asfortranarray(rates["asfr"].T), "tfr": rates["asfr"].sum(axis=1),
        "births_sex_prop": np.asfortranarray(np.stack([1.0 - rates["girls"], rates["girls"]])),
    }  # fmt: skip
    found = leapfrog_py.run_model(told, "DemographicProjection", range(1970, 1970 + STEPS))
    return np.moveaxis(found["p_totpop"], -1, 0).swapaxes(1, 2)[:, ::-1]


def ours(rates: dict[str, np.ndarray]) -> np.ndarray:
    fertility = np.zeros((STEPS, 81))
    fertility[:, FERTILE] = rates["asfr"]
    made = Rates(rates["survival"][1:], fertility[1:], (1.0 / rates["girls"] - 1.0)[1:], rates["migration"][1:])
    return project(rates["people"], made, Ages.single(80), 1970, flows=False).population


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_people_every_year(seed: int) -> None:
    rates = given(seed)
    expected = theirs(rates)
    assert expected.shape == (STEPS, 2, 81)
    np.testing.assert_allclose(ours(rates), expected, rtol=1e-12, atol=0)
