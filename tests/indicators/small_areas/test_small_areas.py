"""Shrinkage, funnels, pooled years and ranks: against known answers, against simulation, and at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import integrate, stats

from huimin.indicators.small_areas import chance_of_rise, funnel, pool_years, rank_areas, shrink


def simulated(kind, rng, areas=300, mean=0.1, spread=0.03, low=20, high=800):
    size = rng.integers(low, high, areas).astype(float)
    if kind == "rate":
        true = rng.gamma((mean / spread) ** 2, spread**2 / mean, areas) if spread else np.full(areas, mean)
        return true, rng.poisson(true * size).astype(float), size
    total = mean * (1 - mean) / spread**2 - 1 if spread else 0
    true = rng.beta(mean * total, (1 - mean) * total, areas) if spread else np.full(areas, mean)
    return true, rng.binomial(size.astype(int), true).astype(float), size


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_intervals_cover_and_values_are_nearer_the_truth(kind):
    rng, held, nearer = np.random.default_rng(12), [], []
    for _ in range(12):
        true, some_, of = simulated(kind, rng)
        found = shrink(kind, some_, of)
        held.append(((found.low <= true) & (true <= found.high)).mean())
        nearer.append(((found.value - true) ** 2).mean() / ((found.own - true) ** 2).mean())
    assert 0.94 <= np.mean(held) <= 0.96
    assert np.mean(nearer) < 0.8


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_with_few_areas_intervals_cover_nearly_what_they_say(kind):
    """Six areas: about 92 per cent, as the docstring admits."""
    rng, held = np.random.default_rng(3), []
    for _ in range(50):
        true, some_, of = simulated(kind, rng, areas=6, low=100)
        found = shrink(kind, some_, of)
        held.append(((found.low <= true) & (true <= found.high)).mean())
    assert 0.89 <= np.mean(held) <= 0.99


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_the_spread_is_found_and_so_is_none(kind):
    rng = np.random.default_rng(4)
    for spread in (0.05, 0.02):
        found = shrink(kind, *simulated(kind, rng, areas=500, spread=spread)[1:]).spread
        assert found.low < spread < found.high
        assert found.p_value < 0.01
    none = [shrink(kind, *simulated(kind, rng, areas=60, spread=0.0)[1:]).spread for _ in range(25)]
    assert np.mean([one.p_value < 0.05 for one in none]) < 0.15
    assert np.mean([one.none for one in none]) > 0.3


def test_areas_without_spread_all_get_the_common_value():
    found = shrink("proportion", [10, 20, 40], [100, 200, 400])
    assert found.spread.none
    assert found.spread.size == np.inf
    assert found.value == pytest.approx([0.1] * 3)
    assert (found.weight == 0).all()
    assert (found.low < 0.1).all() and (found.high > 0.1).all()


def test_the_likelihood_is_that_of_the_distributions():
    from huimin.indicators.small_areas import BetaBinomial, GammaPoisson

    y, n = np.array([3.0, 0.0, 9.0]), np.array([10.0, 7.0, 9.0])
    beta = BetaBinomial().log_likelihood(y, n, np.float64(0.4), np.float64(5.0))
    theirs = stats.betabinom.logpmf(y, n, 2.0, 3.0) - stats.binom.logpmf(y, n, 0.5) - n * np.log(2)
    assert beta == pytest.approx(theirs)
    gamma = GammaPoisson().log_likelihood(y, n, np.float64(0.4), np.float64(5.0))
    theirs = stats.nbinom.logpmf(y, 2.0, 5 / (5 + n)) - (
        y * np.log(n) - np.cumsum(np.log(np.r_[1, 1:10]))[y.astype(int)]
    )
    assert gamma == pytest.approx(theirs)


@pytest.mark.parametrize("kind", ["proportion", "rate", "ratio"])
@pytest.mark.parametrize(
    "counts",
    [
        ([0, 0, 0], [10, 20, 30]), ([5], [50]), ([5, 5, 5], [50, 50, 50]), ([0, 0], [0, 0]), ([3, np.nan, 4], [30, 30, 0]),
        ([], []), ([30, 1, 1, 1], [30, 40, 40, 40]), ([np.nan], [np.nan]), ([1e6, 1.1e6], [2e7, 2e7]),
    ],
    ids=["zeros", "one", "constant", "nothing", "missing", "none", "one extreme", "unknown", "huge"],
)  # fmt: skip
def test_every_area_has_an_answer_or_a_word(kind, counts):
    found = shrink(kind, *counts)
    nameless = np.isin(found.basis, ("unknown", "impossible"))
    assert np.isnan(found.value[nameless]).all()
    assert np.isfinite(found.value[~nameless]).all()
    assert (found.low[~nameless] <= found.value[~nameless]).all()
    assert (found.high[~nameless] >= found.value[~nameless]).all()


def test_the_word_says_what_a_value_rests_on():
    found = shrink("proportion", [30, 10, 0, np.nan, 9, -1], [100, 100, 0, 100, 5, 5])
    assert found.basis.tolist() == ["own", "own", "others", "unknown", "impossible", "impossible"]
    assert found.value[2] == pytest.approx(found.mean)
    assert shrink("proportion", [3], [10]).basis.tolist() == ["alone"]
    assert shrink("proportion", [0, 0], [10, 20]).basis.tolist() == ["alone", "alone"]


def test_nobody_anywhere_leaves_each_area_its_own_exact_limit():
    found = shrink("proportion", [0, 0], [10, 100])
    assert found.high == pytest.approx([1 - 0.025 ** (1 / 10), 1 - 0.025 ** (1 / 100)])
    assert (found.value == 0).all()


@settings(max_examples=20, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 50), some.integers(0, 400)), min_size=2, max_size=12))
def test_a_value_lies_between_the_area_s_own_and_the_mean(pairs):
    some_, rest = np.array(pairs, dtype=float).T
    found = shrink("proportion", some_, some_ + rest)
    own = found.basis == "own"
    low, high = np.minimum(found.own, found.mean), np.maximum(found.own, found.mean)
    assert (found.value[own] >= low[own] - 1e-9).all()
    assert (found.value[own] <= high[own] + 1e-9).all()


def test_chance_to_lie_above_a_bound():
    found = shrink("ratio", [108, 1120, 11000, 900], [100, 1000, 10000, 1000], per=100)
    above = found.chance_above(106)
    assert above[2] > 0.99
    assert above[3] < 0.1
    assert 0.3 < above[0] < 0.98


def test_exact_funnel_limits_hold_what_they_say():
    rng = np.random.default_rng(5)
    of = rng.integers(30, 3000, 6000)
    for kind, draw in (("proportion", rng.binomial(of, 0.2)), ("rate", rng.poisson(of * 0.2))):
        found = funnel(kind, draw, of, target=0.2)
        assert found.between < 1e-5
        assert np.mean(funnel(kind, draw, of, target=0.2, way="none").outside == 0) == pytest.approx(0.95, abs=0.015)


def test_overdispersion_widens_the_funnel():
    _, some_, of = simulated("proportion", np.random.default_rng(6), areas=1000, low=500, high=5000)
    additive, chance = funnel("proportion", some_, of), funnel("proportion", some_, of, way="none")
    assert funnel("proportion", some_, of, trim=0.0).between ** 0.5 == pytest.approx(0.03, rel=0.1)
    assert 0.018 < additive.between**0.5 < 0.03  # with the tails pulled in, as published
    assert (additive.high >= chance.high).mean() > 0.95
    assert np.mean(additive.outside == 0) > 0.85 > 0.6 > np.mean(chance.outside == 0)
    assert funnel("proportion", some_, of, way="multiplicative").dispersion > 3


def test_funnel_of_the_text():
    """Five areas by hand: the pooled share is 0.2, so 30 in 100 lie 2.5 standard errors off, and 12 in 100 two."""
    found = funnel("proportion", [30, 20, 20, 18, 12], [100] * 5, way="none")
    assert found.target == 0.2
    assert found.z == pytest.approx([2.5, 0, 0, -0.5, -2.0])
    assert found.outside.tolist() == [1, 0, 0, 0, 0]  # the exact lower limit is 11.9


def test_limits_can_be_drawn_at_any_size():
    found = funnel("rate", [5, 9, 12, 30], [100, 110, 120, 300], per=1000)
    low, high = found.limits_at([50, 100, 1000])
    assert low.shape == (2, 3)
    assert (np.diff(high - low, axis=1) < 0).all()


@pytest.mark.parametrize("way", ["additive", "multiplicative", "none"])
def test_a_funnel_of_little_is_still_one(way):
    for counts in (
        ([0, 0], [10, 20]),
        ([np.nan, 3], [10, 20]),
        ([5], [10]),
        ([4, 5], [0, 10]),
        ([20, 20, 20], [20, 20, 20]),
    ):
        found = funnel("proportion", *counts, way=way)
        told = np.isfinite(found.value)
        assert told.any()
        assert np.isfinite(found.low[:, told]).all() and np.isfinite(found.outside[told]).all()


def test_years_are_added_and_what_is_missing_is_no_zero():
    found = pool_years([[10, 1], [20, np.nan], [30, 3]], [[100, 10], [100, 10], [100, 10]])
    assert found.numerator.tolist() == [60, 4]
    assert found.denominator.tolist() == [300, 20]
    assert found.years.tolist() == [3, 2]
    fading = pool_years([[10], [20], [30]], [[100], [100], [100]], keep=0.5)
    assert (fading.numerator[0], fading.denominator[0]) == (42.5, 175)
    last = pool_years([[10], [30]], [[100], [100]], keep=0.0)
    assert last.numerator[0] == 30
    assert np.isnan(pool_years([[np.nan]], [[5]]).numerator[0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        pool_years([[1]], [[2]], keep=2)


def test_chance_that_a_value_rose():
    before = shrink("rate", [50, 500, 40], [1000, 10_000, 1000])
    after = shrink("rate", [50, 650, 44], [1000, 10_000, 1000])
    rose = chance_of_rise(before, after)
    assert rose[1] > 0.99
    assert 0.4 < rose[2] < 0.95
    shares = chance_of_rise(shrink("proportion", [5, 80], [10, 100]), shrink("proportion", [5, 60], [10, 100]))
    assert shares[1] < 0.05
    with pytest.raises(ValueError, match="cannot be compared"):
        chance_of_rise(before, shrink("proportion", [1, 2], [10, 10]))


def test_ranks_follow_the_values_as_far_as_they_can_be_told():
    found = rank_areas(shrink("proportion", [900, 500, 480, 100], [1000, 1000, 1000, 1000]))
    assert found.first[0] > 0.999
    assert (found.low[0], found.high[0]) == (1, 1)
    assert found.expected[3] == pytest.approx(4, abs=0.001)
    assert found.high[1] == found.high[2] == 3 and found.low[1] == found.low[2] == 2
    assert found.best_quarter.sum() == pytest.approx(1)
    worst = rank_areas(shrink("proportion", [900, 100], [1000, 1000]), highest=False)
    assert worst.first.tolist() == pytest.approx([0, 1])


def test_an_area_without_a_value_has_no_rank():
    found = rank_areas(shrink("proportion", [9, np.nan, 5], [10, 10, 10]))
    assert np.isnan(found.expected[1])
    assert found.first[[0, 2]].sum() == pytest.approx(1)


def test_beta_posteriors_are_right_for_a_known_prior():
    """One area's posterior by quadrature over the beta prior that was fitted."""
    _, some_, of = simulated("proportion", np.random.default_rng(9), areas=800)
    found = shrink("proportion", some_, of)
    mean, size = found.spread.mean, found.spread.size
    prior = stats.beta(mean * size, (1 - mean) * size)
    at = int(np.argmin(of))

    def weight(p, power):
        return p**power * stats.binom.pmf(some_[at], of[at], p) * prior.pdf(p)

    value = integrate.quad(weight, 0, 1, args=(1,))[0] / integrate.quad(weight, 0, 1, args=(0,))[0]
    assert found.value[at] == pytest.approx(value, rel=1e-6)
