"""A rate is events over exposure with an interval; without exposure it is not known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from huimin.demography import (
    AgeGroups,
    Denominator,
    age_specific_rates,
    average_population,
    crude_rate,
    general_fertility_rate,
    mean_age_at_birth,
    natural_increase,
    total_fertility_rate,
)
from huimin.findings import Invalid

COUNTS = st.sampled_from([0.0, 1.0, 3.0, 250.0, 1e6, np.nan])
CHILDBEARING = AgeGroups(tuple(range(15, 50, 5)), end=50)


@given(hnp.arrays(float, (3, 4), elements=COUNTS), hnp.arrays(float, (3, 4), elements=COUNTS))
def test_no_exposure_gives_no_rate_and_no_warning(events, exposure):
    found = crude_rate(events, exposure)
    known = np.isfinite(events) & (exposure > 0)

    assert (np.isnan(found.value) == ~known).all()
    assert (np.isnan(found.low) == ~known).all() and (np.isnan(found.high) == ~known).all()
    assert (found.low[known] <= found.value[known]).all() and (found.value[known] <= found.high[known]).all()


def test_a_crude_rate_is_per_mille_of_a_named_population():
    found = crude_rate(
        9_560_000, average_population(1.4126e9, 1.41175e9), denominator=Denominator("resident", "average")
    )

    assert found.value == pytest.approx(6.77, abs=0.005)  # the crude birth rate of China in 2022, as published
    assert found.denominator.words("zh") == "年平均常住人口"
    assert found.denominator.words("en") == "resident population, average of the year"


def test_the_interval_of_a_rate_is_exact():
    """Garwood's bounds are those at which the count seen would be just on the edge of each tail."""
    found = crude_rate(7, 1000, per=1)

    assert stats.poisson.sf(6, found.low * 1000) == pytest.approx(0.025)
    assert stats.poisson.cdf(7, found.high * 1000) == pytest.approx(0.025)


def test_ages_are_the_last_axis():
    ages = AgeGroups.five_year(10)
    found = age_specific_rates([[1, 2, 3], [4, 5, 6]], [[100, 100, 100], [100, 0, 200]], ages)

    np.testing.assert_allclose(found.value, [[10, 20, 30], [40, np.nan, 30]])


def test_natural_increase_may_be_negative():
    found = natural_increase([100, 50], [80, 90], [10_000, 10_000])

    np.testing.assert_allclose(found.value, [2, -4])
    assert found.low[0] < 2 < found.high[0]


def test_total_fertility_adds_up_the_years_of_each_age():
    """Preston, Heuveline and Guillot (2001), Box 6.2: births over five years from rates of Sweden 1993."""
    rates = np.array([0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003])
    women = np.full(7, 1_000_000.0)

    found = total_fertility_rate(rates * women, women, CHILDBEARING)

    assert found.value == pytest.approx(5 * rates.sum())
    assert found.low < found.value < found.high
    middles = np.arange(17.5, 50, 5)
    mean = mean_age_at_birth(rates * women, women, CHILDBEARING)
    assert mean.value == pytest.approx((rates * middles).sum() / rates.sum())


def test_general_fertility_counts_women_of_15_to_49():
    women = np.ones(18) * 100

    found = general_fertility_rate(35, women, AgeGroups.five_year(85))

    assert found.exposure == 700 and found.value == pytest.approx(50)


def test_intervals_of_fertility_hold_what_they_promise():
    """Planted truth: in 4,000 simulated towns the 95 % intervals cover it about 95 % of the time."""
    rates, women = np.array([0.01, 0.08, 0.10, 0.06, 0.03, 0.01, 0.001]), np.full((4000, 7), 200.0)
    births = np.random.default_rng(7).poisson(rates * women).astype(float)

    total, mean = total_fertility_rate(births, women, CHILDBEARING), mean_age_at_birth(births, women, CHILDBEARING)

    truth, age = 5 * rates.sum(), (rates * CHILDBEARING.middles).sum() / rates.sum()
    assert 0.945 < ((total.low <= truth) & (truth <= total.high)).mean() < 0.985
    assert 0.935 < ((mean.low <= age) & (age <= mean.high)).mean() < 0.965


def test_an_age_without_women_leaves_fertility_unknown():
    women = np.array([[100.0] * 7, [100.0] * 6 + [0.0]])

    assert np.isnan(total_fertility_rate(np.ones((2, 7)), women, CHILDBEARING).value).tolist() == [False, True]


def test_childbearing_ages_are_closed():
    with pytest.raises(Invalid, match="open group 45"):
        total_fertility_rate(np.ones(7), np.ones(7), AgeGroups(CHILDBEARING.starts))
