"""The sex ratio of the children of age 0 in 2,942 counties, 2020: how much of what differs is chance.

The table is not part of the project. It is looked for in the folder named by HUIMIN_REFERENCE, or else beside the
project in ``../shared/data/census``; without it these tests say so and are skipped.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from huimin.indicators.small_areas import funnel, rank_areas, shrink

BESIDE = Path(__file__).parents[4] / "shared" / "data" / "census"
FILE = Path(os.environ.get("HUIMIN_REFERENCE") or BESIDE) / "china_census2020_county_age_sex.csv"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason=f"{FILE} is not there; set HUIMIN_REFERENCE to its folder")


@pytest.fixture(scope="module")
def table():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def counts(table):
    """Boys and girls of the counties: rows with a code that is not a province's or prefecture's."""
    rows = [row for row in table if row["code"] and not row["code"].endswith("00")]
    made = np.array([[float(row[name] or "nan") for name in ("M_0", "F_0")] for row in rows]).T
    return made[:, np.isfinite(made).all(axis=0) & (made.sum(axis=0) > 0)]


@pytest.fixture(scope="module")
def shrunk(counts):
    return shrink("ratio", *counts, per=100)


def test_the_nation(table):
    assert round(100 * float(table[0]["M_0"]) / float(table[0]["F_0"]), 2) == 111.22


def test_counties_differ_by_three_times_what_chance_makes(counts):
    boys, girls = counts
    share, all_ = boys.sum() / counts.sum(), boys + girls
    chi2 = ((boys - share * all_) ** 2 / (share * (1 - share) * all_)).sum()
    assert counts.shape == (2, 2942)
    assert round(chi2 / 2941, 2) == 3.10


def test_mean_and_size_of_the_beta_binomial(shrunk):
    assert round(shrunk.mean, 2) == 110.45
    assert round(shrunk.spread.size, -1) == 1890
    assert shrunk.spread.low < shrunk.spread.deviation < shrunk.spread.high
    assert shrunk.spread.p_value < 1e-300


def test_most_of_the_extremes_are_chance(shrunk):
    assert [round(float(one), 1) for one in np.quantile(shrunk.value, (0.05, 0.95))] == [105.1, 118.0]
    assert [round(float(one), 1) for one in np.quantile(shrunk.own, (0.05, 0.95))] == [98.2, 122.9]


def test_counties_that_are_surely_off_the_natural_ratio(shrunk):
    """By the exact interval of each."""
    assert round(100 * (shrunk.own_low > 106).mean(), 1) == 27.6
    assert round(100 * (shrunk.own_high < 106).mean(), 1) == 1.7


def test_the_funnel_leaves_few_outside_once_ordinary_differences_count(counts):
    plain, wide = funnel("ratio", *counts, per=100, way="none"), funnel("ratio", *counts, per=100)
    assert np.mean(plain.outside != 0) > 0.2
    assert 0.03 < np.mean(wide.outside != 0) < 0.13
    assert wide.dispersion > 1.5


def test_nearly_no_county_can_be_told_to_be_the_first(shrunk):
    ranks = rank_areas(shrunk, draws=800)
    assert ranks.first.sum() == pytest.approx(1)
    assert ranks.first.max() < 0.5
    assert np.median(ranks.high - ranks.low) > 900
