"""A change in a crude rate is its structure part and its rates part, with nothing left over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from huimin.demography import AgeGroups, kitagawa

AGES = AgeGroups.five_year(15)
PEOPLE = hnp.arrays(float, (3, 4), elements=st.floats(1, 1e7))
EVENTS = hnp.arrays(float, (3, 4), elements=st.one_of(st.just(0.0), st.floats(1e-3, 1e6)))


@given(EVENTS, PEOPLE, EVENTS, PEOPLE)
def test_the_parts_add_up(d1, p1, d2, p2):
    found = kitagawa(d1, p1, d2, p2, AGES)
    size = np.abs(found.structure_by_age).sum(axis=-1) + np.abs(found.rates_by_age).sum(axis=-1)

    assert (np.abs(found.structure + found.rates - found.change) <= 1e-12 * (size + found.before + found.after)).all()
    np.testing.assert_allclose(found.before, 1000 * d1.sum(axis=-1) / p1.sum(axis=-1), rtol=1e-12)


def test_two_ages_by_hand():
    """Shares .5/.5 to .25/.75, rates 10/40 to 10/20 per mille: crude 25 to 17.5."""
    ages = AgeGroups((0, 60))
    found = kitagawa([5, 20], [500, 500], [2.5, 15], [250, 750], ages)

    assert found.before == 25 and found.after == 17.5
    assert found.structure_by_age.tolist() == [-2.5, 7.5]
    assert found.rates_by_age.tolist() == [0, -12.5]
    assert found.structure + found.rates == found.change == -7.5
    assert found.denominator.words("en") == "resident population, average of the year" and found.per == 1000


def test_the_other_way_round_the_signs_turn():
    rng = np.random.default_rng(3)
    d1, d2, p1, p2 = (rng.uniform(1, 100, 4) for _ in range(4))
    there, back = kitagawa(d1, p1, d2, p2, AGES), kitagawa(d2, p2, d1, p1, AGES)

    assert there.rates == pytest.approx(-back.rates) and there.structure == pytest.approx(-back.structure)


def test_ages_with_nobody():
    zero_both = kitagawa([1, 0], [10, 0], [2, 0], [10, 0], AgeGroups((0, 60)))
    zero_once = kitagawa([1, 0], [10, 0], [2, 1], [10, 5], AgeGroups((0, 60)))

    assert zero_both.rates == pytest.approx(100) and zero_both.structure == 0
    assert np.isnan(zero_once.rates) and not np.isnan(zero_once.change)


def test_the_interval_covers_the_planted_change_of_rates():
    rng, people = np.random.default_rng(11), np.array([800.0, 1500, 1200, 500])
    after_people, rates, later = (
        people[::-1].copy(),
        np.array([0.02, 0.01, 0.03, 0.2]),
        np.array([0.02, 0.02, 0.03, 0.15]),
    )
    found = kitagawa(
        rng.poisson(rates * people, (4000, 4)).astype(float), people,
        rng.poisson(later * after_people, (4000, 4)).astype(float), after_people, AGES,
    )  # fmt: skip
    truth = kitagawa(rates * people, people, later * after_people, after_people, AGES)

    parts = ("rates", "structure", "change")
    for (low, high), true in ((getattr(found, f"{part}_interval"), getattr(truth, part)) for part in parts):
        assert 0.935 < ((low <= true) & (true <= high)).mean() < 0.965
