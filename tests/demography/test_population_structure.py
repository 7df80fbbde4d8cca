"""The make-up of a population by age."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from huimin.demography import (
    AgeGroups,
    ageing_index,
    dependency_ratios,
    doubling_time,
    growth_rate,
    median_age,
    natural_increase,
    people_between,
    sex_ratio,
    share,
)
from huimin.findings import Invalid

AGES = AgeGroups.five_year(85)


def test_china_2020_as_published(reference_table):
    """The census of 2020: 13.5 % aged 65 and over, 18.7 % 60 and over, 17.95 % under 15, sex ratio 105.07."""
    rows = [
        row
        for row in reference_table("wpp2024_5x5_population.csv")
        if row["country_code"] == "156" and row["year"] == "2020"
    ]
    ages = AgeGroups.read(row["age"] for row in rows)
    men, women = (np.array([float(row[key]) for row in rows]) for key in ("popM", "popF"))

    # The United Nations' estimate stays near the census.
    assert share(men + women, ages, 65).value == pytest.approx(13.5, abs=1.2)
    assert share(men + women, ages, 60).value == pytest.approx(18.7, abs=1.2)
    assert sex_ratio(men.sum(), women.sum()).value == pytest.approx(105.07, abs=1.5)
    assert median_age(men + women, ages).value == pytest.approx(38, abs=1.0)


def test_shares_and_ratios_by_hand():
    people = np.array([10.0] * 3 + [20.0] * 10 + [5.0] * 5)  # 30 young, 200 of working age, 25 old

    child, old, total = dependency_ratios(people, AGES)

    assert [child.value, old.value, total.value] == pytest.approx([15, 12.5, 27.5])
    assert ageing_index(people, AGES).value == pytest.approx(100 * 25 / 30)
    assert share(people, AGES, 65).value == pytest.approx(100 * 25 / 255)
    assert people_between(people, AGES, 15, 65) == 200


def test_the_share_has_wilsons_interval():
    """Newcombe (1998), Statistics in Medicine 17, 857-872: 15 of 148 gives 0.0624 to 0.1605."""
    found = share([133, 15], AgeGroups((0, 65)), 65, per=1)

    assert (found.low, found.high) == (pytest.approx(0.0624, abs=5e-5), pytest.approx(0.1605, abs=5e-5))
    everyone = share([0, 20], AgeGroups((0, 65)), 65, per=1)
    assert everyone.high == 1 and everyone.low == pytest.approx(0.8389, abs=5e-5)  # the same table, 20 of 20


@given(hnp.arrays(float, (2, 18), elements=st.sampled_from([0.0, 1.0, 7.0, 1e6, np.nan])))
def test_empty_and_unknown_populations_give_nothing_and_no_warning(people):
    measures = [
        *dependency_ratios(people, AGES),
        ageing_index(people, AGES),
        share(people, AGES, 65),
        median_age(people, AGES),
    ]
    for found in measures:
        told = np.isfinite(found.value) & np.isfinite(found.low) & np.isfinite(found.high)
        assert (found.low[told] <= found.value[told] + 1e-12).all() and (
            found.value[told] <= found.high[told] + 1e-12
        ).all()
    assert np.isnan(measures[-2].value[~(people.sum(axis=-1) > 0)]).all()


def test_median_age():
    assert median_age([10, 10, 10, 10], AgeGroups((0, 10, 20, 30), end=40)).value == 20
    assert median_age([10, 30, 10], AgeGroups((0, 10, 20), end=30)).value == 15
    assert np.isnan(median_age([1, 1, 100], AgeGroups((0, 10, 20))).value)  # falls into the open group


def test_growth_and_doubling():
    found = growth_rate(100, 200, 10)
    assert found.value == pytest.approx(np.log(2) / 10)
    assert doubling_time(found).value == pytest.approx(10)
    assert doubling_time(0.0) == np.inf and doubling_time(-0.01) < 0
    assert np.isnan(growth_rate([0, 5], [5, 0]).value).all()


@pytest.mark.parametrize(("before", "after"), [(1000, 1300), (1300, 1000), (1000, 1000)])
def test_growth_is_people_gained_per_person_year(before, after):
    found = growth_rate(before, after, 5, per=1000)
    assert found.events == after - before
    assert found.value == pytest.approx(1000 * found.events / found.exposure)
    assert min(before, after) <= found.exposure / 5 <= max(before, after)
    assert found.low < found.value < found.high


def test_the_interval_of_growth_covers_what_was_planted():
    rng = np.random.default_rng(5)
    found = growth_rate(rng.poisson(2000, 4000), rng.poisson(2200, 4000), 5)
    assert 0.94 < ((found.low <= np.log(1.1) / 5) & (np.log(1.1) / 5 <= found.high)).mean() < 0.96


def test_a_measured_growth_gives_a_measured_doubling_time():
    for births, deaths in ((3000, 1000), (1000, 3000)):
        rate = natural_increase(births, deaths, 100_000)
        found = doubling_time(rate)
        assert found.value == pytest.approx(doubling_time(rate.value / 1000)) and found.exposure == rate.exposure
        assert sorted([found.low, found.high]) == [found.low, found.high]
        assert {round(float(found.low), 6), round(float(found.high), 6)} == {
            round(float(doubling_time(one / 1000)), 6) for one in (rate.low, rate.high)
        }


@pytest.mark.parametrize(("births", "deaths", "end"), [(1010, 1000, np.inf), (1000, 1010, -np.inf)])
def test_growth_that_may_be_none_has_no_longest_doubling_time(births, deaths, end):
    found = doubling_time(natural_increase(births, deaths, 100_000))
    assert end in (found.low, found.high) and found.low < found.value < found.high


def test_a_rate_in_per_cent_is_caught():
    with pytest.raises(Invalid, match="between -1 and 1"):
        doubling_time([0.01, 1.5])
