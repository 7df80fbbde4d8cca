"""Precision, recall and agreement from pairs that people read: against hand-worked values, other programs, and chance."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from huimin.reconciliation.coverage import Share
from huimin.reconciliation.review.agreement import VALUES, agreement, settled
from huimin.reconciliation.review.drawing import allocate
from huimin.reconciliation.review.estimating import Answers, goodness
from huimin.reconciliation.review.frame import BANDS


def answers(size, read, same, unsure=None):
    arrays = [np.asarray(one, float) for one in (size, read, same)]
    return Answers(*arrays, np.zeros_like(arrays[0]) if unsure is None else np.asarray(unsure, float))


def test_shares_are_weighted_by_the_size_of_their_stratum():
    """By hand: made 900 at 30/30 and 100 at 16/20 give 980 true of 1,000; not made 400 at 5/50 give 40 missed."""
    good = goodness(answers([900, 100, 400], [30, 20, 50], [30, 16, 5]), np.array([True, True, False]))
    assert float(good.precision.value) == pytest.approx(0.98)
    assert float(good.recall.value) == pytest.approx(980 / 1020)


def test_the_interval_of_one_stratum_is_wilsons_where_little_of_it_was_read():
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263."""
    good = goodness(answers([10**9, 1], [263, 1], [81, 0]), np.array([True, False]))
    assert (float(good.precision.low), float(good.precision.high)) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_two_strata_by_hand():
    """MOVER: each side's distances to Wilson's ends, weighted and put together like a hypotenuse (sizes without end)."""
    one, two = Share(45, 50), Share(12, 40)
    weights = (0.75, 0.25)
    value = weights[0] * one.value + weights[1] * two.value
    low = value - math.hypot(*(w * (s.value - s.interval[0]) for w, s in zip(weights, (one, two), strict=True)))
    high = value + math.hypot(*(w * (s.interval[1] - s.value) for w, s in zip(weights, (one, two), strict=True)))
    good = goodness(answers([3e9, 1e9, 1], [50, 40, 1], [45, 12, 0]), np.array([True, True, False]))
    assert [float(end) for end in good.precision] == pytest.approx([value, low, high], abs=1e-6)


def test_what_was_read_whole_leaves_no_doubt():
    good = goodness(answers([40, 10], [40, 10], [38, 2]), np.array([True, False]))
    assert [float(end) for end in good.precision] == pytest.approx([0.95] * 3)
    assert [float(end) for end in good.recall] == pytest.approx([0.95] * 3)


def test_a_large_stratum_of_which_few_were_read_makes_recall_doubtful_though_nothing_was_found_in_it():
    sure = goodness(answers([1000, 300], [100, 300], [100, 0]), np.array([True, False]))
    doubtful = goodness(answers([1000, 30_000], [100, 30], [100, 0]), np.array([True, False]))
    assert float(sure.recall.low) > 0.99
    assert float(doubtful.recall.value) == 1 and float(doubtful.recall.low) < 0.3


def test_pairs_that_cannot_be_told_widen_from_worst_to_best():
    good = goodness(answers([100, 100], [40, 45], [38, 5], [10, 5]), np.array([True, False]))
    assert float(good.worst[0]) == pytest.approx(38 / 50) and float(good.best[0]) == pytest.approx(48 / 50)
    assert float(good.worst[1]) < float(good.recall.value) < float(good.best[1])


DESIGNS = """
    made: size true read | not made: size true read
    20000 19990 60, 3000 2985 20, 400 370 20 | 50 30 20, 300 40 30, 5000 10 40
    950000 949900 58, 30000 29900 20, 4000 3800 20 | 500 300 30, 3000 300 30, 50000 100 40
    2000 1950 60, 300 270 30, 100 60 30 | 50 30 20, 300 40 30, 1000 30 40
    5000 4990 50, 800 760 50 | 100 60 50, 3000 150 50
    500 400 50, 80 50 50 | 60 30 50, 300 60 50
"""


@pytest.mark.parametrize("line", DESIGNS.strip().splitlines()[1:])
def test_intervals_hold_the_truth_as_often_as_they_say(line):
    """Drawn 3,000 times from strata whose truth is known. Stated 95 per cent; kept 92 or more, with errors as rare as
    one in two thousand, which a sample of 200 sees seldom.
    """
    sides = [[tuple(int(n) for n in one.split()) for one in side.split(",")] for side in line.split("|")]
    strata = np.array([*sides[0], *sides[1]])
    accepted = np.arange(len(strata)) < len(sides[0])
    rng = np.random.default_rng(20260401)
    size, true, read = strata.T
    same = np.stack([rng.hypergeometric(t, s - t, n, 3000) for s, t, n in strata], axis=-1)
    full = np.broadcast_to(size, same.shape)
    good = goodness(answers(full, np.broadcast_to(read, same.shape), same), accepted)
    for ends, truth in ((good.precision, true[accepted].sum() / size[accepted].sum()),
                        (good.recall, true[accepted].sum() / true.sum())):  # fmt: skip
        held = ((ends.low <= truth + 1e-12) & (truth <= ends.high + 1e-12)).mean()
        assert held >= 0.915, (truth, held)
        assert (ends.low <= ends.value + 1e-12).all() and (ends.value <= ends.high + 1e-12).all()


COUNTS = st.lists(st.tuples(st.integers(1, 500), st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=6)


@given(COUNTS, st.data())
def test_ends_stay_between_nothing_and_all_with_the_value_between(strata, data):
    size = np.array([s for s, _, _ in strata])
    read = np.minimum([r for _, r, _ in strata], size)
    same = np.minimum([x for _, _, x in strata], read)
    accepted = np.array(data.draw(st.lists(st.booleans(), min_size=len(size), max_size=len(size))))
    good = goodness(answers(size, read, same), accepted)
    for ends in (good.precision, good.recall):
        value, low, high = (float(end) for end in ends)
        assert math.isnan(value) or -1e-9 <= low <= value + 1e-9 <= high + 2e-9 <= 1 + 3e-9


# --- agreement


def pairs(table):
    return [(VALUES[i], VALUES[j]) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # By hand: (20 + 15) / 50 agree, chance gives 25/50 x 30/50 + 25/50 x 20/50 = 0.5.
        ([[20, 5, 0], [10, 15, 0], [0, 0, 0]], 0.4),
        ([[10, 0, 0], [0, 10, 0], [0, 0, 0]], 1.0),
        # As often as chance: 0.
        ([[25, 25, 0], [25, 25, 0], [0, 0, 0]], 0.0),
    ],
)
def test_kappa_by_hand(table, kappa):
    assert agreement(pairs(table)).kappa == pytest.approx(kappa)


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_is_that_of_statsmodels(table):
    told = np.array(table)
    rows, columns = told.sum(axis=1), told.sum(axis=0)
    if told.sum() < 2 or rows @ columns == told.sum() ** 2:
        return
    mine, theirs = agreement(pairs(table)), cohens_kappa(told, weights=None)
    assert mine.kappa == pytest.approx(theirs.kappa, abs=1e-9)
    assert mine.low <= max(-1, theirs.kappa_low) + 1e-9 and mine.high >= min(1, theirs.kappa_upp) - 1e-9


def test_full_agreement_of_a_few_pairs_proves_little():
    few, many = (agreement(pairs([[n, 0, 0], [0, n, 0], [0, 0, 0]])) for n in (4, 200))
    assert few.kappa == many.kappa == 1
    assert few.low < 0.5 < 0.95 < many.low


def test_one_answer_throughout_has_no_kappa():
    assert math.isnan(agreement(pairs([[30, 0, 0], [0, 0, 0], [0, 0, 0]])).kappa)
    assert math.isnan(agreement([]).kappa)


@pytest.mark.parametrize(("given_answers", "told"), [
    (("same", "same"), "same"), (("unsure", "unsure"), "unsure"), (("same", "different"), ""), (("same",), ""),
    (("same", "different", "different"), "different"), (("same", "unsure", "unsure"), "unsure"), ((), ""),
])  # fmt: skip
def test_what_counts_of_the_answers(given_answers, told):
    assert settled(given_answers) == told


# --- the draw


@given(st.lists(st.integers(0, 3000), min_size=3 * BANDS, max_size=3 * BANDS), st.sampled_from([100, 200, 400]))
def test_as_many_are_drawn_as_were_asked_for_and_every_stratum_has_its_share(sizes, budget):
    sizes = np.array(sizes)
    taken = allocate(sizes, budget)
    assert (taken <= sizes).all() and ((taken > 0) == (sizes > 0)).all()
    assert taken.sum() <= max(budget + 3 * BANDS, (sizes > 0).sum())
    if sizes.sum() >= budget * 3:
        assert taken.sum() >= budget * 0.9
