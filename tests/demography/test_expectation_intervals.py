"""Chiang's interval: how far expectation of life may be off because deaths are few."""

import numpy as np
import pytest

from austria_1992 import AUSTRIA_AX, AUSTRIA_DEATHS, AUSTRIA_PEOPLE
from huimin.demography import AgeGroups, expectation_interval, from_counts, from_mx

ABRIDGED = AgeGroups.abridged(85)


def by_definition(table, deaths):
    """The variance of e0 by numerical derivatives: how e0 moves when one chance to die moves."""
    n = table.ages.widths

    def e0(chances):
        alive = np.append(1.0, np.cumprod(1 - chances[:-1]))
        died = alive * chances
        years = np.append(n[:-1] * (alive[:-1] - died[:-1]), 0) + table.ax * died
        return years.sum()

    total = 0.0
    for age in range(len(n) - 1):
        up, down = table.qx.copy(), table.qx.copy()
        up[age], down[age] = up[age] + 1e-6, down[age] - 1e-6
        slope = (e0(up) - e0(down)) / 2e-6
        total += slope**2 * table.qx[age] ** 2 * (1 - table.qx[age]) / deaths[age]
    return total


def test_the_variance_is_that_of_the_definition():
    table = from_mx(AUSTRIA_DEATHS / AUSTRIA_PEOPLE, ABRIDGED, sex="male", ax=AUSTRIA_AX)
    found = expectation_interval(table, AUSTRIA_DEATHS)

    assert found.variance[0] == pytest.approx(by_definition(table, AUSTRIA_DEATHS), rel=1e-6)
    assert found.high[0] - found.low[0] == pytest.approx(2 * 1.959964 * np.sqrt(found.variance[0]), rel=1e-6)


def test_intervals_cover_the_planted_expectation():
    """3,000 simulated counties with about 1/20 of Austria's people: the truth lies inside 95 % of the time."""
    people = AUSTRIA_PEOPLE / 20
    rates = AUSTRIA_DEATHS / AUSTRIA_PEOPLE
    truth = from_mx(rates, ABRIDGED, sex="male").e0
    deaths = np.random.default_rng(5).poisson(rates * people, (3000, 19)).astype(float)

    found = expectation_interval(from_counts(deaths, people, ABRIDGED, sex="male"), deaths, open_group=True)

    assert 0.94 < ((found.low[:, 0] <= truth) & (truth <= found.high[:, 0])).mean() < 0.96
    simulated = found.value[:, 0].var()
    assert found.variance[:, 0].mean() == pytest.approx(simulated, rel=0.08)


def test_the_open_group_adds_its_own_chance():
    table = from_counts(AUSTRIA_DEATHS, AUSTRIA_PEOPLE, ABRIDGED, sex="male")
    without, with_open = (expectation_interval(table, AUSTRIA_DEATHS, open_group=flag) for flag in (False, True))

    assert without.variance[-1] == 0  # Chiang takes the last chance to die, 1, as certain
    assert with_open.variance[-1] == pytest.approx((1 / table.mx[-1]) ** 2 / AUSTRIA_DEATHS[-1])
    assert with_open.variance[0] > without.variance[0]


def test_unknown_areas_and_no_deaths_give_no_warning():
    ages = AgeGroups.abridged(85)
    deaths = np.array([AUSTRIA_DEATHS, AUSTRIA_DEATHS])
    people = np.array([AUSTRIA_PEOPLE, AUSTRIA_PEOPLE])
    people[1, 0], deaths[0, 3] = 0, 0

    found = expectation_interval(from_counts(deaths, people, ages, sex="male"), deaths)

    assert np.isnan(found.low[:, 0]).tolist() == [False, True]
