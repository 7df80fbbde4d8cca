"""Intervals against published values and against what they promise."""

import numpy as np
import pytest
from scipy import stats

from huimin.indicators.heaping import chance_of_heaping
from huimin.indicators.intervals import interval, poisson, ratio, wilson
from huimin.indicators.rounding import plain, round_half_up, show


def bounds(method, *counts):
    low, high = method(*(np.array([float(c)]) for c in counts))
    return round(float(low[0]), 4), round(float(high[0]), 4)


def test_wilson_as_published():
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert bounds(wilson, 81, 263) == (0.2553, 0.3662)
    assert bounds(wilson, 15, 148) == (0.0624, 0.1605)
    assert bounds(wilson, 0, 20) == (0.0, 0.1611)
    assert bounds(wilson, 1, 29) == (0.0061, 0.1718)


def test_exact_poisson_as_tabulated():
    """Limits for counts 0, 1, 10 and 100: Pearson and Hartley, Biometrika Tables, table 40."""
    found = [tuple(round(b, 2) for b in bounds(poisson, count, 1)) for count in (0, 1, 10, 100)]
    assert found == [(0.0, 3.69), (0.03, 5.57), (4.8, 18.39), (81.36, 121.63)]


def test_the_sex_ratio_at_birth_of_few_births_says_little():
    """95 per cent around a true 107: about 81 to 142 for 200 births, 101 to 113 for 5,000."""
    for births, low, high in ((200, 81.0, 141.6), (5000, 101.2, 113.1)):
        boys = births * 107 / 207
        found = interval("ratio", np.array([boys]), np.array([births - boys]), 100)
        assert found[0][0] == pytest.approx(low, abs=0.6)
        assert found[1][0] == pytest.approx(high, abs=0.6)


def test_nothing_is_said_where_figures_cannot_be():
    for method, counts in (
        (wilson, (5, 3)),
        (wilson, (0, 0)),
        (wilson, (-1, 3)),
        (poisson, (3, 0)),
        (poisson, (-1, 9)),
    ):
        assert np.isnan(bounds(method, *counts)).all()
    low, high = ratio(np.array([5.0]), np.array([0.0]))
    assert low[0] > 0 and np.isnan(high[0])


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_wilson_covers_what_it_promises(share):
    """Exact coverage at n = 50, all outcomes weighted by their chance."""
    outcomes = np.arange(51.0)
    low, high = wilson(outcomes, np.full(51, 50.0))
    covered = stats.binom.pmf(outcomes, 50, share)[(low <= share) & (share <= high)].sum()
    assert 0.92 < covered < 0.99


@pytest.mark.parametrize("rate", [0.7, 3.0, 25.0])
def test_exact_poisson_never_covers_less_than_it_promises(rate):
    outcomes = np.arange(120.0)
    low, high = poisson(outcomes, np.ones(120))
    assert stats.poisson.pmf(outcomes, rate)[(low <= rate) & (rate <= high)].sum() >= 0.95


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [(12.345, 2, "12.35"), (-0.005, 2, "-0.01"), (2.5, 0, "3"), (1.005, 2, "1.01"), (0.125, 2, "0.13")],
)
def test_rounding_is_half_up_as_people_expect(value, places, printed):
    assert str(round_half_up(value, places)) == printed


def test_how_values_are_shown():
    assert show(0.85301, "percent") == "85.30 %" or show(0.85301, "percent") == "85.30%"
    assert show(None) == show(float("nan")) == "–"
    assert plain(1204.0) == "1,204"
    assert plain(3600.5) == "3,600.5"
    assert plain(0.0) == "0"


def test_honest_months_do_not_look_shaved_and_shaved_ones_do():
    rng = np.random.default_rng(7)
    trials = rng.integers(150, 300, (12, 4000)).astype(float)
    honest = rng.binomial(trials.astype(int), 0.81) * 1.0
    _, chance = chance_of_heaping(honest, trials, 0.80, 0.015)
    assert (chance < 1e-4).mean() < 1e-3
    shaved = np.ceil(trials * 0.80) + rng.integers(0, 2, trials.shape)
    hits, chance = chance_of_heaping(shaved, trials, 0.80, 0.015)
    assert (hits >= 11).all() and (chance < 1e-4).all()


def test_large_numbers_stay_near_a_target_by_nature():
    trials = np.full((12, 1), 1e6)
    _, chance = chance_of_heaping(trials * 0.807, trials, 0.80, 0.015)
    assert chance[0] == pytest.approx(1.0)
