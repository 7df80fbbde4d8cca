"""Graduation to single ages: totals stay, published vectors come out, polynomials come back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from huimin.demography import AgeGroups, beers, composite_link, monotone, sprague
from huimin.demography.graduation.beers import MODIFIED_END, MODIFIED_MIDDLE, ORDINARY_END, ORDINARY_MIDDLE
from huimin.demography.graduation.sprague import END, MIDDLE
from huimin.findings import Invalid

FIVE = AgeGroups.five_year(80)
COUNTS = hnp.arrays(float, (2, 17), elements=st.one_of(st.just(0.0), st.floats(1, 1e6)))


def groups(values):
    """Five-year sums of the closed single ages."""
    return values[..., :80].reshape(*values.shape[:-1], 16, 5).sum(axis=-1)


def test_spragues_vector_as_published():
    """DemoTools reference, ``graduate_sprague``: the estimate of 1950 in its example, first and last ages."""
    five = [
        54170,
        44775,
        42142,
        38464,
        34406,
        30386,
        26933,
        23481,
        20602,
        16489,
        14248,
        9928,
        8490,
        4801,
        3599,
        2048,
        941,
        326,
        80,
        17,
        0,
    ]

    found = sprague(five, AgeGroups.five_year(100)).values

    np.testing.assert_allclose(found[:6], [12172.491, 11380.448, 10717.448, 10171.000, 9728.613, 9377.795], atol=5e-4)
    np.testing.assert_allclose(found[-6:], [5.8576, 4.5040, 3.4240, 2.3200, 0.8944, 0], atol=5e-5)


def test_beers_vector_as_published():
    """BEERSP of the Census Bureau (Johnson, 2016). Its ages 0 and 2 to 8 are bent to a known age 0; the others are plain."""
    five = [
        752124,
        582662,
        463534,
        369976,
        286946,
        235867,
        199561,
        172133,
        151194,
        131502,
        113439,
        95614,
        78777,
        60157,
        40960,
        21318,
        25451,
    ]

    found = beers(five, FIVE).values

    assert found[1] == pytest.approx(158163, abs=0.6)
    # The multipliers have four decimals, so a single age may be off by one or two persons.
    np.testing.assert_allclose(found[9:13], [105733, 101088, 96719, 92551], atol=1)


def derived_sprague():
    """Sprague's multipliers from the definition, on cumulated counts: a quintic whose value, slope and curvature at both
    ends of a panel are those of the fourth-degree polynomials through the five points around each end."""
    points = np.arange(-2.0, 4.0)

    def powers(at, derivative, degree):
        factor = [np.prod([k - j for j in range(derivative)]) if k >= derivative else 0 for k in range(degree + 1)]
        return np.array([f * at ** max(k - derivative, 0) for k, f in enumerate(factor)], dtype=float)

    def quartic(at, derivative, chosen):
        weights = np.zeros(6)
        weights[chosen] = np.linalg.solve(np.vander(points[chosen], increasing=True).T, powers(at, derivative, 4))
        return weights

    conditions = [(0.0, slice(0, 5)), (1.0, slice(1, 6))]
    left = np.array([powers(at, d, 5) for at, _ in conditions for d in range(3)])
    right = np.array([quartic(at, d, chosen) for at, chosen in conditions for d in range(3)])
    quintic = np.linalg.solve(left, right)
    at = np.arange(6) / 5
    middle = np.diff(np.array([powers(x, 0, 5) for x in at]) @ quintic, axis=0)
    ends = [np.diff([quartic(x, 0, slice(0, 5)) for x in start + at], axis=0) for start in (-2, -1)]
    # From cumulated counts to groups: a group counts in every sum from its end on.
    return [panel[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:] for panel in (*ends, middle)]


def test_spragues_table_is_the_osculatory_polynomial():
    first, second, middle = derived_sprague()

    np.testing.assert_allclose(np.vstack([first, second]), END, atol=5e-13)
    np.testing.assert_allclose(middle, MIDDLE, atol=5e-13)


@given(COUNTS)
def test_totals_stay(counts):
    for method in (sprague, beers, monotone):
        found = method(counts, FIVE)
        assert len(found.ages) == found.values.shape[-1] == 81
        np.testing.assert_allclose(groups(found.values), counts[..., :-1], rtol=1e-9, atol=1e-6)
        np.testing.assert_array_equal(found.values[..., -1], counts[..., -1])
    assert (monotone(counts, FIVE).values >= 0).all()
    modified = beers(counts, FIVE, kind="modified").values
    np.testing.assert_allclose(modified.sum(axis=-1), counts.sum(axis=-1), rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize(("end", "middle"), [(ORDINARY_END, ORDINARY_MIDDLE), (MODIFIED_END, MODIFIED_MIDDLE)])
def test_the_tables_of_beers_hold_together(end, middle):
    np.testing.assert_allclose(middle, middle[::-1, ::-1])
    np.testing.assert_allclose(end.sum(axis=1), 0.2, atol=1.5e-4)
    np.testing.assert_allclose(middle.sum(axis=1), 0.2, atol=1e-12)


@pytest.mark.parametrize(("method", "degree"), [
    (sprague, 3), (beers, 3), (lambda p, a: beers(p, a, kind="modified"), 1),
])  # fmt: skip
def test_polynomials_come_back(method, degree):
    age = np.arange(80)
    for power in range(degree + 1):
        single = ((80 - age) / 10.0) ** power
        five = np.append(single.reshape(16, 5).sum(axis=1), 3.0)
        # Beers' multipliers are rounded to four decimals, Sprague's are exact.
        np.testing.assert_allclose(
            method(five, FIVE).values[:80], single, atol=1e-10 if method is sprague else 4e-4 * five.max()
        )


def test_modified_beers_smooths_across_groups():
    rough = np.array([100.0, 140, 90, 150, 80, 130, 85, 120, 70, 100, 60, 80, 40, 50, 20, 25, 30])
    plain, smooth = (
        np.abs(np.diff(beers(rough, FIVE, kind=kind).values[:80], n=2)).sum() for kind in ("ordinary", "modified")
    )

    assert smooth < plain


def test_bits_do_not_depend_on_the_batch():
    counts = np.random.default_rng(2).uniform(1, 1e6, (50, 17))

    for method in (sprague, beers, monotone):
        np.testing.assert_array_equal(method(counts, FIVE).values[7], method(counts[7], FIVE).values)


def test_monotone_takes_groups_of_any_width():
    ages = AgeGroups((0, 1, 5, 15, 30, 60))
    found = monotone([10, 30, 80, 90, 60, 5], ages)

    bounds = [0, 1, 5, 15, 30, 60]
    np.testing.assert_allclose(np.add.reduceat(found.values[:60], bounds[:-1]), [10, 30, 80, 90, 60])
    assert found.ages == AgeGroups.single(60)


def smooth_truth():
    """A pyramid without steps: 101 single ages, some 100,000 people."""
    age = np.arange(101)
    return 2400 * np.exp(-((age / 55.0) ** 3)) * (1 + 0.15 * np.sin(age / 12))


def test_the_composite_link_finds_the_single_ages():
    """Planted truth: single ages from five-year groups to within 2 % up to 80, the open group spread as it was."""
    truth = smooth_truth()
    five = np.append(truth[:85].reshape(17, 5).sum(axis=1), truth[85:].sum())

    found = composite_link(five, AgeGroups.five_year(85), last=100)

    assert found.ages == AgeGroups.single(100)
    np.testing.assert_allclose(found.values[1:80], truth[1:80], rtol=0.02)
    assert np.abs(found.values[85:] - truth[85:]).max() < 0.002 * truth.max()
    np.testing.assert_allclose(np.add.reduceat(found.values, range(0, 86, 5)), five, rtol=1e-12)


def test_the_fit_itself_keeps_the_whole_total():
    five = np.random.default_rng(4).poisson(smooth_truth()[:85].reshape(17, 5).sum(axis=1)).astype(float)
    ages = AgeGroups(tuple(range(0, 85, 5)), end=85)
    found = composite_link(np.append(five, 77.0), AgeGroups.five_year(85), keep_totals=False)

    assert found.values[:85].sum() == pytest.approx(five.sum(), rel=1e-8)
    assert found.values[85] == 77
    np.testing.assert_allclose(
        composite_link(five, ages, smoothness=10, keep_totals=False).values.sum(), five.sum(), rtol=1e-8
    )


def test_heavier_penalties_are_smoother():
    five = smooth_truth()[:85].reshape(17, 5).sum(axis=1) * np.where(np.arange(17) % 2, 1.2, 0.8)
    ages = AgeGroups(tuple(range(0, 85, 5)), end=85)
    bend = [
        np.abs(np.diff(np.log(composite_link(five, ages, smoothness=weight, keep_totals=False).values), n=2)).sum()
        for weight in (0.1, 10.0, 1e4)
    ]

    assert bend[0] > bend[1] > bend[2]


@settings(max_examples=25)
@given(COUNTS)
def test_the_composite_link_keeps_totals_and_signs(counts):
    found = composite_link(counts, FIVE, last=100, smoothness=1.0).values
    told = np.isfinite(found).all(axis=-1)

    assert told[(counts > 0).all(axis=-1)].all() and np.isnan(found[~told]).all()
    assert (found[told] >= 0).all()
    np.testing.assert_allclose(
        np.add.reduceat(found, range(0, 81, 5), axis=-1)[told], counts[told], rtol=1e-9, atol=1e-9
    )


def test_people_in_one_group_only_have_no_smooth_curve():
    """The likelihood rises for ever as the curve grows steeper, so there is nothing to tell."""
    counts = np.eye(17)[[0, 8]] * 1000

    assert np.isnan(composite_link(counts, FIVE, last=100, smoothness=1.0).values[0]).all()


def test_unknown_and_empty_areas():
    counts = np.array([np.zeros(17), np.full(17, 10.0), np.append(np.nan, np.full(16, 10.0))])

    for method in (monotone, composite_link):
        found = method(counts, FIVE).values
        assert (found[0] == 0).all() and np.isfinite(found[1]).all() and np.isnan(found[2, :80]).all()


@pytest.mark.parametrize(("call", "code"), [
    (lambda: sprague(np.ones(19), AgeGroups.abridged(85)), "demography-five-year-needed"),
    (lambda: sprague(np.ones(5), AgeGroups.five_year(20)), "demography-five-year-needed"),
    (lambda: sprague(-np.ones(17), FIVE), "demography-negative"),
    (lambda: beers(np.ones(17), FIVE, kind="modern"), "demography-not-an-option"),
    (lambda: monotone([1, 2], AgeGroups((0, 5))), "demography-groups-few"),
    (lambda: composite_link([1, 2, 3], AgeGroups((0, 5, 10))), "demography-groups-few"),
    (lambda: composite_link(np.ones(17), FIVE, last=70), "demography-last-age"),
    (lambda: composite_link(np.ones(17), FIVE, smoothness=-1), "demography-number-out-of-range"),
])  # fmt: skip
def test_what_cannot_be_graduated_is_refused(call, code):
    with pytest.raises(Invalid) as error:
        call()

    assert code in {finding.code for finding in error.value.findings}
