"""Errors of matching in three lists: the counts put right, and intervals that keep their word in simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.demography.registration import Histories, Linkage, corrected, redrawn_totals
from huimin.demography.registration.three_lists import ALONE, TOGETHER, _kept, _missed, _true
from huimin.findings import Invalid
from huimin.tasks.registration import Counted, Wish, estimate
from matched_lists import World, matched, told

NAMES = ("A", "B", "C")
PATTERNS = ("001", "010", "011", "100", "101", "110", "111")


counts = st.lists(st.floats(0, 1e5), min_size=7, max_size=7).map(np.array)
rates = st.builds(Linkage, st.floats(0.7, 1.0), st.floats(0.0, 0.1))


@given(counts, rates)
def test_every_list_keeps_its_size(found, linkage):
    before = Histories(NAMES, found)
    right = corrected(before, linkage)
    if (right.histories.counts > 0).all():
        for at in range(3):
            assert right.histories.size(at) == pytest.approx(before.size(at), abs=1e-6 * (1 + found.sum()))


@given(counts)
def test_without_errors_nothing_changes(found):
    found = np.where(found < 0.5, 0.0, found)
    assert corrected(Histories(NAMES, found), Linkage()).histories.counts == pytest.approx(found, abs=1e-6)


def test_with_nobody_in_the_third_list_it_is_the_correction_of_two():
    """Ding and Fienberg: pairs found x (1 - false share) / sensitivity."""
    linkage = Linkage(0.95, 0.02)
    found = Histories.of({"100": 300, "010": 200, "110": 700, "001": 0, "011": 0, "101": 0, "111": 0}, NAMES)
    right = dict(zip(PATTERNS, corrected(found, linkage).histories.counts, strict=True))
    pairs = 700 * 0.98 / 0.95
    assert right["110"] == pytest.approx(pairs) == pytest.approx(float(linkage.matches(700)[0]))
    assert right["100"] == pytest.approx(1000 - pairs) and right["010"] == pytest.approx(900 - pairs)


def test_a_person_in_three_lists_by_hand():
    """0.81, pairs missed for themselves: all three or two of them found 0.531 + 0.374, one alone 3 x 0.029, none 0.007.

    Because of records, of which 0.9 are good: all three good 0.729, one bad 3 x 0.081, two or three bad 0.028.
    """

    def found(together):
        return dict(zip(PATTERNS, _missed(0.81, together) @ np.eye(7)[PATTERNS.index("111")], strict=True))

    pair, record = found(0.0), found(1.0)
    assert pair["111"] == pytest.approx(0.81**3 + 3 * 0.81**2 * 0.19) and pair["110"] == pytest.approx(0.81 * 0.19**2)
    assert pair["001"] == pytest.approx(0.81 * 0.19**2 + 0.19**3)
    assert record["111"] == pytest.approx(0.729) and record["011"] == pytest.approx(0.081)
    assert record["001"] == pytest.approx(0.081 + 3 * 0.9 * 0.01 - 0.9 * 0.01 + 0.001 + 0.9 * 0.01)


@pytest.mark.parametrize("alone", [True, False])
def test_many_false_pairs_lead_back_best_where_it_is_known_whom_they_join(alone):
    """Lists that hold 97 in 100, 6 false pairs in 1,000: a fifth of all who lack a pair are joined to somebody."""
    linkage = Linkage(0.98, 0.006)
    found, true = matched(np.random.default_rng(5), 60_000, World((0.97, 0.97, 0.97), linkage, alone))
    right, middle, wrong = (
        np.abs(_kept(_true(found, linkage, TOGETHER, one)) - true).sum() for one in (float(alone), ALONE, 1.0 - alone)
    )
    assert right < wrong and middle < 0.35 * np.abs(found - true).sum()


@pytest.mark.parametrize("linkage", [Linkage(0.93), Linkage(1.0, 0.003), Linkage(0.95, 0.003)])
def test_counts_found_lead_back_to_the_true_ones(linkage):
    found, true = matched(np.random.default_rng(3), 100_000, World((0.9, 0.85, 0.7), linkage))
    right = corrected(Histories(NAMES, found), linkage).histories.counts
    assert np.abs(found - true).max() > 3 * np.abs(right - true).max()


def test_errors_that_explain_too_much_are_told():
    found = Histories.of({"100": 10, "010": 10, "001": 10, "110": 500, "101": 500, "011": 500, "111": 5000}, NAMES)
    linkage = Linkage(0.8)
    assert corrected(found, linkage).short > 0
    told = estimate(Counted(("x",), Histories(NAMES, found.counts[None, :])), Wish(linkage=linkage))
    assert "registration-linkage-beyond" in [one.code for one in told.notes]


def test_only_three_lists():
    for lists in (2, 4):
        histories = Histories(tuple("ABCD"[:lists]), np.ones(2**lists - 1))
        with pytest.raises(Invalid):
            corrected(histories, Linkage(0.9))
        with pytest.raises(Invalid):
            redrawn_totals(histories, Linkage(0.9), lambda counts: counts.sum())


def test_intervals_hold_the_truth_where_the_raw_ones_do_not():
    """2,000 people, five times: the rates come from a checked sample, so they are themselves off by their errors."""
    rng, size, held, raw_held, middles, raws = np.random.default_rng(11), 2000, 0, 0, [], []
    linkage = Linkage(0.96, 0.003, 0.006, 0.002)
    for _ in range(5):
        found = Counted(("x",), Histories(NAMES, matched(rng, size, World((0.93, 0.9, 0.8), linkage))[0][None, :]))
        total = estimate(found, Wish(linkage=told(rng, linkage))).whole.total
        raw = estimate(found, Wish()).whole.total
        held += total.low <= size <= total.high
        raw_held += raw.low <= size <= raw.high
        middles.append(total.value)
        raws.append(raw.value)
    assert held == 5 and raw_held <= 1
    assert abs(np.mean(middles) / size - 1) < 0.003 < 2 * abs(np.mean(raws) / size - 1)


def test_doubt_about_the_rates_widens_the_interval():
    found = Counted(("x",), Histories(NAMES, np.array([[360.0, 380, 700, 410, 900, 950, 9000]])))
    widths = [
        (lambda total: total.high - total.low)(estimate(found, Wish(linkage=one)).whole.total)
        for one in (Linkage(0.98), Linkage(0.98, 0, 0.005), Linkage(0.98, 0, 0.02))
    ]
    assert widths == sorted(widths) and widths[0] < widths[2]
