"""The probabilities are what they say: held against exact results, scipy and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from huimin.quality.copies import at_most_one_apart
from huimin.quality.digits import uneven
from huimin.quality.expected import expect
from huimin.quality.outliers import two_tails
from huimin.quality.outside import Comparison, equal_counts, outside
from huimin.quality.panel import COUNT, part_of, pieces
from huimin.quality.relations import relate
from huimin.quality.review import review_panel, review_panels
from huimin.quality.signs import OUTSIDE, Family, Sign, adjusted, discoveries
from huimin.quality.variation import dispersion, lower_tail
from quality_panels import honest, panel_of


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=40))
def test_adjusted_probabilities_are_those_of_scipy(p):
    assert adjusted(p, len(p)) == pytest.approx(stats.false_discovery_control(p))


def test_tests_that_were_only_counted_stand_behind_those_kept():
    every = np.concatenate([[1e-6, 0.001, 0.002], np.linspace(0.2, 1, 97)])
    assert adjusted(every[:3], 100) == pytest.approx(stats.false_discovery_control(every)[:3])


def test_signs_come_rarest_first_and_only_within_the_rate():
    family = Family(100, [Sign("x", f"a{i}", "", (), (), 0, p, 0) for i, p in enumerate((0.05, 1e-5, 1e-4))])
    assert [one.area for one in discoveries({"x": family})] == ["a1", "a2"]


@pytest.mark.parametrize("mean", [3.0, 6.0, 20.0])
def test_too_little_variation_is_told_as_seldom_as_it_says(mean):
    """Also where months are few, seasons strong and probabilities small."""
    rng = np.random.default_rng(3)
    season = np.array([0.7, 0.8, 1.0, 1.3, 1.2, 1.0, 0.9, 1.1, 1.4, 0.6, 1.0, 1.0])
    y = rng.poisson(mean * season[:, None], (1, 12, 60_000)).astype(float)
    scatter, middle, spread, _ = dispersion(y, np.broadcast_to(season[:, None], y.shape[1:])[None])
    p = lower_tail(scatter, middle, spread)
    p = p[np.isfinite(p)]
    assert len(p) > 20_000
    for level in (0.1, 0.01, 0.001):
        assert (p <= level).mean() <= level * 1.15 + 3 * np.sqrt(level / len(p))


@given(st.floats(1, 60), st.sampled_from([2, 5, 10]))
def test_last_digits_of_poisson_counts_are_as_even_as_the_bound_says(mean, base):
    chances = stats.poisson.pmf(np.arange(400), mean)
    rests = np.bincount(np.arange(400) % base, chances)
    assert np.abs(rests - 1 / base).max() <= uneven(mean, base) + 1e-12


@given(st.lists(st.floats(0.01, 0.9), min_size=2, max_size=7))
def test_the_chance_of_all_but_one_agreeing_is_exact(chances):
    p = np.array(chances)
    one_off = sum((1 - p[i]) * np.prod(np.delete(p, i)) for i in range(len(p)))
    assert at_most_one_apart(p, 1) == pytest.approx(min(np.prod(p) + one_off, 1))
    assert at_most_one_apart(p, 0) == pytest.approx(np.prod(p))


def test_predictions_of_counts_are_those_of_the_negative_binomial():
    y, mean, size = np.array([0.0, 3.0, 40.0]), np.array([2.0, 3.0, 10.0]), np.array([4.0, 5.0, 6.0])
    model = stats.nbinom(size, size / (size + mean))
    wanted = np.minimum(2 * np.minimum(model.sf(y - 1), model.cdf(y)), 1)
    assert two_tails(y, mean, size) == pytest.approx(wanted)


def test_honest_counts_are_as_rarely_far_from_expectation_as_predicted():
    panel = panel_of(honest(21, areas=200, months=18), [COUNT] * 10)
    made = expect(panel)
    p = two_tails(panel.values, made.mean, made.size)
    for level in (0.05, 0.01, 0.001):
        assert (p <= level).mean() <= 1.3 * level


def test_a_figure_is_no_part_of_its_own_expectation():
    values = honest(22)
    before = expect(panel_of(values, [COUNT] * 10)).mean[2, 5, 3]
    values[2, 5, 3] *= 40
    assert expect(panel_of(values, [COUNT] * 10)).mean[2, 5, 3] == pytest.approx(before, rel=0.25)


def test_parts_and_sums_are_found_in_the_figures():
    rng = np.random.default_rng(4)
    boys, girls, other = rng.poisson(6, (3, 12, 50))
    total = boys + girls
    screened = rng.binomial(total, 0.9)
    made = relate(panel_of(np.stack([boys, girls, total, screened, other]), [COUNT] * 5))
    assert made.told.tolist() == [False, False, True, False, False]
    assert made.whole[3] == 2
    assert made.share[3] == pytest.approx(0.9, abs=0.02)
    assert made.whole[4] == -1


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, 30))
def test_pieces_hold_whole_groups_and_everything(sizes, most):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    cut = list(pieces(groups, most))
    assert np.concatenate([np.arange(len(groups))[one] for one in cut]).tolist() == list(range(len(groups)))
    ends = {int(np.cumsum(sizes)[i]) for i in range(len(sizes))}
    assert all(one.stop in ends for one in cut)
    assert all(one.stop - one.start <= max(most, *sizes) for one in cut)


def test_a_place_reviewed_in_pieces_gives_as_many_tests_as_in_one_go():
    values = honest(23, areas=60)
    senders = [i // 10 for i in range(60)]
    whole = panel_of(values, [COUNT] * 10, senders=senders)
    halves = [part_of(whole, slice(0, 30)), part_of(whole, slice(30, 60))]
    one, two = review_panel(whole), review_panels(halves)
    assert {code: family.tests for code, family in one.items()} == {code: f.tests for code, f in two.items()}


@pytest.mark.parametrize(
    ("reported", "given_", "sign"),
    [(900, 1000, False), (800, 1000, True), (8, 10, False), (1300, 1000, True), (0, 40, True), (0, 0, False)],
)
def test_outside_sources_are_told_where_they_differ_by_more_than_chance_and_a_tenth(reported, given_, sign):
    one = Comparison("census", "a", "2024", "births", given_, reported, 1.0, True)
    assert bool(outside([one])[OUTSIDE].found) is sign


def test_reports_that_are_missing_and_money_are_not_compared():
    rows = [
        Comparison("bank", "a", "2024", "x", 100, 5, 0.9, True), Comparison("bank", "a", "2024", "x", 100, 5, 1.0, False),
        Comparison("bank", "a", "2024", "x", 100, float("nan"), 0.0, True),
    ]  # fmt: skip
    family = outside(rows)[OUTSIDE]
    assert (family.tests, family.untold) == (0, {"incomplete": 2, "no-amounts": 1})


@given(st.integers(0, 200), st.integers(0, 200))
def test_two_equal_counts_are_never_rare(one, other):
    p = equal_counts(one, other)
    assert 0 <= p <= 1
    assert equal_counts(one, one) == 1.0
    assert p == pytest.approx(equal_counts(other, one))
