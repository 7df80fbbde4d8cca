"""Smoothing of five-year groups: the Census Bureau's own results, and totals that stay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from huimin.demography import AgeGroups, arriaga, carrier_farrag, karup_king_newton, strong, united_nations
from huimin.findings import Invalid

FIVE = AgeGroups.five_year(80)
COUNTS = hnp.arrays(float, (2, 17), elements=st.one_of(st.just(0.0), st.floats(1, 1e6)))

# AGESMTH of the Population Analysis Spreadsheets (United States Census Bureau), males 0-4 to 80+; 0: not given there.
PUBLISHED = {
    carrier_farrag: [
        0,
        0,
        346290,
        287083,
        285855,
        261082,
        237937,
        202809,
        162973,
        125720,
        88730,
        67352,
        55187,
        40657,
        0,
        0,
        0,
    ],
    karup_king_newton: [
        0,
        0,
        354871,
        278502,
        285508,
        261429,
        236513,
        204233,
        162138,
        126555,
        90094,
        65988,
        54803,
        41041,
        0,
        0,
        0,
    ],
    arriaga: [
        662761,
        495126,
        345744,
        287629,
        285919,
        261018,
        237469,
        203277,
        161733,
        126960,
        88586,
        67496,
        54587,
        41257,
        28790,
        17189,
        34729,
    ],
    strong: [
        646617,
        511270,
        386889,
        317345,
        273736,
        240058,
        218645,
        188297,
        153931,
        124347,
        93254,
        71858,
        53594,
        39721,
        27887,
        18092,
        34729,
    ],
}


@pytest.mark.parametrize("method", PUBLISHED, ids=lambda method: method.__name__)
def test_the_census_bureaus_results(reference_table, method):
    people = np.array([float(row["pop5m_pasex"]) for row in reference_table("demotools_pop5m_pasex.csv")])
    expected = np.array(PUBLISHED[method], dtype=float)
    given_there = expected > 0

    found = method(people, FIVE)

    # Strong's decades are scaled by a ratio that the spreadsheet rounds; the others are exact to the person.
    assert np.abs(found - expected)[given_there].max() < (0.6 if method is strong else 0.5)
    np.testing.assert_array_equal(found[~given_there], people[~given_there])


@given(COUNTS)
def test_totals_stay(counts):
    def decades(values):
        return values[..., :16].reshape(2, 8, 2).sum(axis=-1)

    for method in (carrier_farrag, karup_king_newton, arriaga):
        np.testing.assert_allclose(decades(method(counts, FIVE)), decades(counts), rtol=1e-12, atol=1e-6)
    found = strong(counts, FIVE)
    np.testing.assert_array_equal(found[..., -1], counts[..., -1])
    np.testing.assert_allclose(found.sum(axis=-1), counts.sum(axis=-1), rtol=1e-12, atol=1e-6)


def test_straight_lines_stay_straight():
    line = np.append(np.arange(160, 0, -10.0), 5.0)

    for method in (karup_king_newton, arriaga, strong):
        np.testing.assert_allclose(method(line, FIVE)[2:14], line[2:14], rtol=0.02)
    np.testing.assert_allclose(arriaga(line, FIVE), line, rtol=1e-12)
    np.testing.assert_allclose(united_nations(line, FIVE), line, rtol=1e-12)


def test_an_odd_last_group_and_the_open_group_stay():
    people = np.array([100.0, 90, 95, 70, 80, 60, 66, 40, 50, 20, 30])  # 0–4 to 45–49, 50+
    odd = np.append(people[:9], 33.0)  # 0–4 to 40–44, 45+

    assert arriaga(people, AgeGroups.five_year(50))[-1] == 30
    assert arriaga(odd, AgeGroups.five_year(45))[-2:].tolist() == [50, 33]


def test_the_united_nations_formula_by_hand():
    people = np.array([0.0, 0, 16, 0, 0, 0, 0])

    assert united_nations(people, AgeGroups.five_year(30)).tolist() == [0, 0, 10, 4, 0, 0, 0]


def test_unknown_counts_make_their_neighbourhood_unknown():
    people = np.append(np.full(16, 10.0), 5.0)
    people[7] = np.nan

    for method in (carrier_farrag, karup_king_newton, arriaga):
        assert np.flatnonzero(np.isnan(method(people, FIVE))).tolist() == [4, 5, 6, 7, 8, 9]
    assert np.isfinite(strong(people, FIVE)[[16]]).all() and np.isnan(strong(people, FIVE)[2:14]).all()


def test_empty_neighbours_leave_a_decade_as_reported():
    people = np.array([0.0, 0, 7, 3, 6, 5, 4, 3, 2])  # 0–4 to 35–39, 40+

    assert carrier_farrag(people, AgeGroups.five_year(40))[2:4].tolist() == [7, 3]


def test_groups_that_do_not_fit_are_refused():
    with pytest.raises(Invalid, match="6 closed five-year groups"):
        strong(np.ones(101), AgeGroups.single(100))
