"""Standardised rates compare areas as if they had one age structure, or one set of rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from huimin.demography import AgeGroups, crude_rate, direct, indirect
from huimin.demography.intervals import fay_feuer
from huimin.findings import Invalid

AGES = AgeGroups.five_year(15)
EVENTS, PEOPLE = np.array([5.0, 2.0, 8.0, 60.0]), np.array([1000.0, 1200.0, 1500.0, 600.0])
STANDARD = np.array([2000.0, 2000.0, 5000.0, 1000.0])


def test_the_direct_rate_weighs_rates_by_the_standard():
    expected = 1000 * (EVENTS / PEOPLE * STANDARD).sum() / STANDARD.sum()

    assert direct(EVENTS, PEOPLE, STANDARD, AGES).value == pytest.approx(expected)


def test_standardising_on_itself_changes_nothing():
    assert direct(EVENTS, PEOPLE, PEOPLE, AGES).value == pytest.approx(crude_rate(EVENTS.sum(), PEOPLE.sum()).value)
    itself = indirect(EVENTS.sum(), PEOPLE, EVENTS, PEOPLE, AGES)
    assert itself.ratio.value == pytest.approx(1)
    assert itself.rate == pytest.approx(crude_rate(EVENTS.sum(), PEOPLE.sum()).value)


def test_the_indirect_ratio_is_observed_over_expected():
    rates, standard_people = np.array([0.004, 0.001, 0.005, 0.08]), np.array([1e5, 1e5, 2e5, 5e4])

    found = indirect(90, PEOPLE, rates * standard_people, standard_people, AGES)

    assert found.expected == pytest.approx((rates * PEOPLE).sum())
    assert found.ratio.value == pytest.approx(90 / found.expected)
    assert found.rate == pytest.approx(
        found.ratio.value * 1000 * (rates * standard_people).sum() / standard_people.sum()
    )


def test_with_one_age_the_interval_is_the_exact_one():
    low, high = fay_feuer(np.array([7.0]), np.array([0.001]), 0.95)
    exact = crude_rate(7, 1000, per=1)

    assert (low, high) == (pytest.approx(exact.low), pytest.approx(exact.high))


def test_an_age_without_people_cannot_be_standardised():
    events, people = np.array([[1.0, 1, 1, 0], [1, 1, 1, 0]]), np.array([[10.0, 10, 10, 0], [10, 10, 10, 10]])

    assert np.isnan(direct(events, people, STANDARD, AGES).value).tolist() == [True, False]
    nobody_old = np.array([1.0, 1, 1, 0])
    assert not np.isnan(direct(events, people, nobody_old, AGES).value).any()
    assert not np.isnan(direct(events, people, nobody_old, AGES).high).any()


@given(hnp.arrays(float, (2, 4), elements=st.sampled_from([0.0, 1.0, 40.0, np.nan])),
       hnp.arrays(float, (2, 4), elements=st.sampled_from([0.0, 50.0, 1e5, np.nan])))  # fmt: skip
def test_nothing_is_warned_of_and_intervals_hold_the_value(events, people):
    for found in (
        direct(events, people, STANDARD, AGES),
        indirect(events.sum(axis=-1), people, EVENTS, PEOPLE, AGES).ratio,
    ):
        known = np.isfinite(found.value)
        assert (found.low[known] <= found.value[known]).all() and (found.value[known] <= found.high[known]).all()


def test_a_standard_without_people_is_refused():
    with pytest.raises(Invalid, match="standard population has nobody"):
        direct(EVENTS, PEOPLE, np.zeros(4), AGES)
