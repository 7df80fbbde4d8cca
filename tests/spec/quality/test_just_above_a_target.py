"""Months that lie too often just above a target are told by an exact test; where chance could have done it, nothing is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.quality import signs
from huimin.quality.chances import poisson_binomial_tail
from huimin.quality.targets import TargetSeries, tail, targets

MONTHS = tuple(f"2024-{m:02d}" for m in range(1, 13))


def series(text: str) -> TargetSeries:
    """A table of one area a row: name | numerators | denominators, a month each."""
    rows = [[cell.split() for cell in line.split("|")] for line in text.strip().splitlines()]
    n, d = (np.array([row[k] for row in rows], float).T for k in (1, 2))
    return TargetSeries("cover", 0.8, MONTHS, np.ones(12, bool), tuple(row[0][0] for row in rows), n, d)


def test_a_year_just_above_eighty_percent_is_told():
    given_series = series("""
        shaved | 81 97 88 73 84 81 91 89 77 84 81 95 | 101 121 110 91 105 101 113 111 96 105 101 118
        honest | 84 97 92 73 80 77 91 85 77 88 79 95 | 101 121 110 91 105 101 113 111 96 105 101 118
    """)
    family = targets([given_series])[signs.ABOVE_TARGET]
    (found,) = [one for one in family.found if one.p < 1e-4]
    assert found.area == "shaved"
    assert (found.facts["hits"], found.facts["months"], found.facts["below"]) == (12, 12, 0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(0, 7))
def test_the_tail_is_that_of_all_outcomes(chances, hits):
    total = sum(
        np.prod([c if happened else 1 - c for c, happened in zip(chances, outcome, strict=True)])
        for outcome in product((0, 1), repeat=len(chances)) if sum(outcome) >= hits
    )  # fmt: skip
    assert poisson_binomial_tail(np.array(chances), hits) == pytest.approx(min(total, 1), abs=1e-12)


@pytest.mark.parametrize("share", [0.78, 0.795, 0.80, 0.805, 0.81, 0.83])
def test_the_probability_is_an_upper_bound_whatever_the_true_share(share):
    """Simulated: honest areas with any true share fall below a probability at most as often as it says."""
    rng = np.random.default_rng(5)
    trials = rng.integers(20, 160, 12).astype(float)
    counts = rng.binomial(trials.astype(int), share, (4000, 12))
    low, high = np.ceil(trials * 0.8 - 1e-9), np.ceil(trials * 0.815 - 1e-9) - 1
    hits = ((counts >= low) & (counts <= high)).sum(axis=1)
    tails = np.array([tail(trials, h, 0.8) for h in range(13)])[hits]
    for level in (0.05, 0.01):
        assert (tails <= level).mean() <= level + 3 * np.sqrt(level / 4000)


def test_each_year_is_looked_at_by_itself():
    """Twelve honest months before do not hide twelve shaved ones."""
    d = np.full((24, 1), 105.0)
    n = np.concatenate([np.random.default_rng(2).binomial(105, 0.7, (12, 1)), np.full((12, 1), 84.0)]).astype(float)
    months = (*(f"2023-{m:02d}" for m in range(1, 13)), *MONTHS)
    family = targets([TargetSeries("cover", 0.8, months, np.ones(24, bool), ("a",), n, d)])[signs.ABOVE_TARGET]
    assert family.tests == 2
    assert [one.periods for one in family.found] == [MONTHS]
