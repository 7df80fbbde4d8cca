"""Counts that keep every margin, and people dealt out by them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.benefits.budget import dealt, quotas, raked, rounded

SIZES = st.lists(st.integers(0, 60), min_size=1, max_size=30)
SEEDS = st.integers(0, 2**32 - 1)


@given(st.lists(st.floats(0, 50), min_size=1, max_size=40), st.floats(0, 0.999))
def test_each_number_goes_to_the_one_below_or_above(values, start):
    made = rounded(np.array(values), start)
    assert (np.abs(made - values) < 1 + 1e-6).all()
    assert abs(made.sum() - sum(values)) < 1 + 1e-6


@given(SIZES, SEEDS)
def test_what_is_whole_together_stays_so(sizes, seed):
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(len(sizes)))
    assert rounded(sum(sizes) * shares, rng.random()).sum() == sum(sizes)


def test_rounding_is_right_on_average():
    values = np.array([0.2, 0.5, 1.7, 0.1, 2.5])
    starts = (np.arange(2000) + 0.5) / 2000
    mean = np.mean([rounded(values, start) for start in starts], axis=0)
    assert np.abs(mean - values).max() < 0.002


@given(SIZES, SEEDS, st.integers(2, 4), st.data())
def test_rows_and_columns_add_up(sizes, seed, options, data):
    """Every cell keeps its people, every outcome its total, for any shares above zero."""
    counts, rng = np.array(sizes), np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(options), len(counts)) * 0.9 + 0.1 / options
    left, totals = int(counts.sum()), []
    for _ in range(options - 1):
        totals.append(data.draw(st.integers(0, left)))
        left -= totals[-1]
    made = quotas(counts, shares, np.array([*totals, left]), rng)
    assert (made >= 0).all()
    assert made.sum(axis=1).tolist() == counts.tolist()
    assert made.sum(axis=0).tolist() == [*totals, left]


@given(SIZES, SEEDS)
def test_without_totals_the_shares_are_kept_to_one_person(sizes, seed):
    counts, rng = np.array(sizes), np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(2), len(counts))
    made = quotas(counts, shares, None, rng)
    assert made.sum(axis=1).tolist() == counts.tolist()
    assert abs(made[:, 0].sum() - (counts * shares[:, 0]).sum()) <= 1 + 1e-6


@given(SIZES, SEEDS)
def test_an_outcome_is_dealt_as_often_as_was_said(sizes, seed):
    counts, rng = np.array(sizes), np.random.default_rng(seed)
    made = quotas(counts, rng.dirichlet(np.ones(3), len(counts)), None, rng)
    cells = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    outcomes = dealt(cells, made, rng)
    for cell in range(len(counts)):
        assert np.bincount(outcomes[cells == cell], minlength=3).tolist() == made[cell].tolist()


def test_raking_keeps_the_odds_between_groups():
    """Iterative proportional fitting of the same table, step by step, comes to the same shares."""
    counts, shares = np.array([100, 300, 50]), np.array([0.1, 0.4, 0.8])
    table = counts[:, None] * np.stack([shares, 1 - shares], axis=1)
    for _ in range(500):
        table *= (np.array([200, 250]) / table.sum(axis=0))[None]
        table *= (counts / table.sum(axis=1))[:, None]
    assert raked(counts, shares, 200.0) == pytest.approx(table[:, 0] / counts, abs=1e-9)


def test_totals_that_cannot_be_had_are_refused():
    with pytest.raises(ValueError, match="lies outside"):
        raked(np.array([10, 20]), np.array([0.0, 0.5]), 25.0)
