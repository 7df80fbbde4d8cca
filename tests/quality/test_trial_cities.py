"""On invented cities with known faults the review finds them, and makes little up. ``make bench-honesty`` does the same with
200 other cities and measures the rates."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from huimin.tasks.quality.scoring import score
from huimin.tasks.quality.trial import COPIED_MONTH, KINDS, SHAVED, SHIFTED, Size, trial_city

SMALL = Size(counties=4, townships=6, villages=14, months=24)


@pytest.fixture(scope="module")
def scores():
    return [score(trial_city(seed, SMALL)) for seed in range(6)]


def test_faults_of_every_kind_are_found(scores):
    found = defaultdict(list)
    for one in scores:
        for fault, seen in one.found:
            if fault.kind != SHAVED or fault.points >= 5:
                found[fault.kind].append(seen)
    assert set(found) == set(KINDS)
    assert min(np.mean(found[kind]) for kind in (COPIED_MONTH, SHIFTED)) >= 0.95
    assert min(np.mean(seen) for seen in found.values()) >= 0.8


def test_hardly_any_sign_points_at_nothing(scores):
    assert np.mean([one.false_share for one in scores]) <= 0.12


def test_cities_without_faults_give_hardly_any_sign():
    quiet = [score(trial_city(seed, SMALL, faults=False)) for seed in range(100, 103)]
    assert sum(sum(one.wrong.values()) for one in quiet) <= 3


def test_the_same_seed_makes_the_same_city():
    one, two = trial_city(3, SMALL), trial_city(3, SMALL)
    assert np.array_equal(one.panel.values, two.panel.values, equal_nan=True)
    assert one.planted == two.planted
