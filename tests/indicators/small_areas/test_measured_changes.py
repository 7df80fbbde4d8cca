"""Change between two values: published intervals, exact p-values, honest error rates."""

import numpy as np
import pytest
from scipy import stats

from huimin.indicators.small_areas import (
    change_of_proportions,
    change_of_rates,
    change_of_ratios,
    clopper_pearson,
    measured_change,
)
from huimin.indicators.small_areas.tested_changes import second_is_higher

NEWCOMBE = [  # n2, d2, n1, d1 and method 10 of table II: Newcombe (1998), Statistics in Medicine 17, 873-890
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("n2", "d2", "n1", "d1", "low", "high"), NEWCOMBE)
def test_difference_of_proportions_as_published(n2, d2, n1, d1, low, high):
    found = change_of_proportions(n1, d1, n2, d2)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (low, high)


def test_exact_limits_as_published():
    """81 of 263: Newcombe (1998), Statistics in Medicine 17, 857-872, table I, Clopper-Pearson."""
    low, high = clopper_pearson(np.array([81.0, 0, 20]), np.array([263.0, 20, 20]))
    assert [round(float(one), 4) for one in (low[0], high[0])] == [0.2527, 0.3676]
    assert (low[1], high[2]) == (0, 1)


def test_a_rate_s_ratio_has_the_exact_conditional_interval():
    found = change_of_rates(5, 100, 20, 100)
    exact = stats.binomtest(20, 25).proportion_ci(method="exact")
    assert found.ratio == 4
    assert (found.ratio_low, found.ratio_high) == (
        pytest.approx(exact.low / (1 - exact.low)), pytest.approx(exact.high / (1 - exact.high)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "draw"),
    [
        (change_of_proportions, lambda rng, of: rng.binomial(of.astype(int), 0.08)),
        (change_of_rates, lambda rng, of: rng.poisson(of * 0.08)),
    ],
    ids=["proportions", "rates"],
)  # fmt: skip
def test_an_unchanged_value_is_called_changed_about_once_in_twenty(method, draw):
    rng = np.random.default_rng(10)
    d1, d2 = rng.integers(20, 400, (2, 8_000)).astype(float)
    found = method(draw(rng, d1), d1, draw(rng, d2), d2)
    assert 0.03 < np.mean(found.direction != 0) < 0.06
    assert 0.94 < np.mean((found.low <= 0) & (found.high >= 0)) < 0.985


def test_directions():
    found = change_of_proportions([10, 50, 50, np.nan], [100] * 4, [40, 20, 52, 4], [100] * 4)
    assert found.direction[:3].tolist() == [1, -1, 0]
    assert np.isnan(found.direction[3])
    assert found.rose[:2] == pytest.approx([1, 0], abs=0.001)


def test_rare_events_get_the_exact_test():
    """Nothing in 500 against 3 in 40: twice the tail of Fisher's distribution."""
    found = change_of_proportions(0, 500, 3, 40)
    assert found.p_value == pytest.approx(2 * stats.hypergeom.sf(2, 540, 3, 40))


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
def test_counts_that_cannot_be_used_give_nothing(kind):
    found = measured_change(kind, [3, 3, -1, np.nan], [0, 10, 10, 10], [1, 1, 1, 1], [10, np.nan, 10, 10], per=100)
    for part in (found.difference, found.low, found.high, found.ratio_low, found.ratio_high, found.p_value, found.rose):
        assert np.isnan(part).all()


def test_no_event_in_either_year_is_no_change():
    for method in (change_of_proportions, change_of_rates):
        found = method(0, 50, 0, 70)
        assert (found.p_value, found.difference, found.direction) == (1, 0, 0)
        assert found.low < 0 < found.high


def test_sex_ratios_are_compared_by_their_shares():
    found = change_of_ratios(1180, 1000, 1080, 1000, per=100)
    assert found.difference == pytest.approx(-10)
    assert found.p_value == change_of_proportions(1180, 2180, 1080, 2080).p_value
    assert found.low < -10 < found.high


@pytest.mark.parametrize(
    "shapes", [(3, 8, 4, 6), (0.5, 10.5, 0.5, 20.5), (100, 90, 1e6, 1e6), (1e6, 1e6, 1.001e6, 1e6)]
)
def test_the_chance_that_one_share_is_above_another(shapes):
    rng = np.random.default_rng(1)
    drawn = rng.beta(*shapes[:2], 400_000) < rng.beta(*shapes[2:], 400_000)
    assert float(second_is_higher(*(np.float64(one) for one in shapes))) == pytest.approx(drawn.mean(), abs=0.004)
