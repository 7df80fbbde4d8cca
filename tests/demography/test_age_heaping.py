"""Indices of digit preference: nothing where ages are even, published values where they are not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.demography import AgeGroups, bachi, myers, whipple
from huimin.findings import Invalid

AGES = AgeGroups.single(100)


def test_whipple_of_the_census_bureaus_example(reference_table):
    """SINGAGE of the Population Analysis Spreadsheets gives 2.34 for these males, ages 25 to 60."""
    rows = [row for row in reference_table("demotools_single_age_males.csv") if row["pop1m_pasex"]]
    ages = AgeGroups(tuple(int(row["age"]) for row in rows), end=100)
    people = [float(row["pop1m_pasex"]) for row in rows]

    assert whipple(people, ages, first=25, last=60, scale=1) == pytest.approx(2.34, abs=0.005)
    assert myers(people, ages).index > 20 and bachi(people, ages).index > 20
    assert myers(people, ages).shares.argmax() == bachi(people, ages).shares.argmax() == 0


@given(st.floats(0, 1e6), st.floats(1, 1e6), st.sampled_from([10, 17, 20, 23]))
def test_a_straight_line_has_no_heaping(slope, least, first):
    people = least + slope * (100 - np.arange(101))

    assert myers(people, AGES, first=first, last=first + 69).index == pytest.approx(0, abs=1e-9)
    assert bachi(people, AGES, first=first, last=first + 54).index == pytest.approx(0, abs=1e-9)


def test_even_ages_have_no_heaping_at_all():
    people = np.full((2, 101), 123.0)

    assert whipple(people, AGES).tolist() == [100, 100]
    assert whipple(people, AGES, digits=[3]) == pytest.approx([100, 100])
    assert myers(people, AGES).index == pytest.approx([0, 0], abs=1e-12)
    np.testing.assert_allclose(bachi(people, AGES).shares, 10, rtol=1e-12)


@pytest.mark.parametrize("digit", range(10))
def test_everybody_on_one_digit(digit):
    people = np.where(np.arange(101) % 10 == digit, 50.0, 0.0)

    for found in (myers(people, AGES), myers(people, AGES, first=23, last=82), bachi(people, AGES)):
        assert found.index == pytest.approx(90)
        assert found.shares.argmax() == digit
    assert whipple(people, AGES, digits=[digit]) == pytest.approx(1000)


def test_all_on_0_and_5_is_500():
    assert whipple(np.where(np.arange(101) % 5 == 0, 1.0, 0.0), AGES) == pytest.approx(500)


def test_nobody_gives_nothing():
    assert np.isnan(whipple(np.zeros(101), AGES)) and np.isnan(myers(np.zeros(101), AGES).index)
    assert np.isnan(bachi(np.full(101, np.nan), AGES).index)


@pytest.mark.parametrize(("call", "code"), [
    (lambda: whipple(np.ones(18), AgeGroups.five_year(85)), "demography-single-ages-needed"),
    (lambda: whipple(np.ones(61), AgeGroups.single(60)), "demography-single-ages-needed"),
    (lambda: whipple(np.ones(101), AGES, digits=(1, 2)), "demography-digits"),
    (lambda: myers(np.ones(101), AGES, first=10, last=85), "demography-decades-needed"),
    (lambda: bachi(np.ones(101), AGES, first=23, last=80), "demography-decades-needed"),
])  # fmt: skip
def test_ages_that_do_not_fit_are_told(call, code):
    with pytest.raises(Invalid) as error:
        call()

    assert [finding.code for finding in error.value.findings] == [code]
