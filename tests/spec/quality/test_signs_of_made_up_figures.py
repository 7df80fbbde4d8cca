"""The quality review looks for signs that figures are not what was counted. Each sign says how rare it is by chance;
nothing is said where chance could have done it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from huimin.quality import signs
from huimin.quality.panel import AMOUNT, COUNT, STOCK
from huimin.quality.review import review_panel
from huimin.quality.signs import discoveries
from quality_panels import honest, panel_of

COUNTS = [COUNT] * 10


def told(values, kinds=COUNTS, **more):
    """The signs at a rate of 1 %, so that chance adds next to none to those that were planted."""
    return discoveries(review_panel(panel_of(values, kinds, **more)), rate=0.01)


def codes(found):
    return {one.code for one in found}


@pytest.mark.parametrize("mean", [2.0, 8.0, 30.0])
def test_honest_figures_give_signs_as_rarely_as_the_rate_says(mean):
    """Where all is honest every sign is chance; at a rate of 10 % a family may speak in one city of ten."""
    spoke = Counter()
    for seed in range(20):
        values = honest(1000 + seed, mean=mean)
        panel = panel_of(values, COUNTS, senders=[i // 10 for i in range(40)])
        spoke.update(codes(discoveries(review_panel(panel))))
    assert max(spoke.values(), default=0) <= 5


def test_a_month_that_repeats_another_is_told_with_both_months():
    values = honest(2)
    values[:, 7, 3] = values[:, 6, 3]
    (found,) = told(values)
    assert (found.code, found.area, found.periods) == (signs.COPIED_MONTH, "v3", ("2024-07", "2024-08"))
    assert found.p < 1e-6


def test_a_workbook_of_small_villages_is_told_where_no_village_alone_would_be():
    values = honest(3, columns=6, areas=40, mean=1.2)
    senders = [i // 10 for i in range(40)]
    values[:, 5, :10] = values[:, 4, :10]
    found = [one for one in told(values, [COUNT] * 6, senders=senders) if one.code == signs.COPIED_MONTH]
    assert found[0].area == "s0"
    assert (found[0].facts["areas"], found[0].facts["of"]) == (10, 10)


def test_two_quiet_months_of_a_small_village_are_no_copy():
    values = honest(4, mean=0.2)
    assert signs.COPIED_MONTH not in codes(told(values))


def test_what_is_the_same_every_month_is_no_copy():
    values = np.broadcast_to(np.arange(3.0, 13.0)[:, None, None], (10, 12, 8)).copy()
    assert told(values) == []


def test_a_report_with_the_numbers_of_the_neighbour_is_told():
    values = honest(5)
    values[:, 3, 8] = values[:, 3, 9]
    found = [one for one in told(values, senders=[i // 10 for i in range(40)]) if one.code == signs.COPIED_AREA]
    assert [(one.area, one.facts["other"], one.periods) for one in found] == [("v9", "v8", ("2024-04",))]


@pytest.mark.parametrize("by", [1, -1])
def test_columns_that_slipped_are_told_once_and_give_no_other_sign(by):
    means = np.array([6, 80, 5, 200, 20, 300, 8, 90, 400, 30.0])[:, None, None]
    values = np.random.default_rng(6).poisson(np.broadcast_to(means, (10, 12, 40))).astype(float)
    values[:, 4, 6] = np.roll(values[:, 4, 6], by)
    values[0 if by == 1 else -1, 4, 6] = np.nan
    found = told(values)
    assert codes(found) == {signs.SHIFTED}
    assert found[0].facts["by"] == f"{by:+d}"


def test_counts_that_hardly_move_are_told():
    values = honest(7, mean=12.0)
    middle = values[:, :, 5].mean(axis=1, keepdims=True)
    values[:, :, 5] = np.round(middle + 0.2 * (values[:, :, 5] - middle))
    rarest = told(values)[0]
    assert (rarest.code, rarest.area) == (signs.STEADY, "v5")
    assert rarest.p < 1e-20


def test_a_column_that_never_moves_anywhere_is_steady_by_nature():
    values = honest(8, mean=12.0)
    values[4] = 20.0
    families = review_panel(panel_of(values, COUNTS))
    assert families[signs.STEADY].untold["steady-by-nature"] == 40
    assert not families[signs.STEADY].found or min(one.p for one in families[signs.STEADY].found) > 1e-4


def test_an_office_that_counts_in_fives_is_told():
    values = honest(9, mean=20.0)
    values[:, :, 2] = 5 * np.round(values[:, :, 2] / 5)
    found = told(values)
    assert (signs.ROUNDED, "v2") in {(one.code, one.area) for one in found}
    assert {one.area for one in found} == {"v2"}


def test_a_digit_too_many_is_told_with_what_was_expected():
    values = honest(10, mean=9.0)
    values[3, 5, 7] = 10 * max(values[3, 5, 7], 6)
    (found,) = [one for one in told(values) if one.code == signs.OUTLIER]
    assert (found.area, found.elements, found.periods) == ("v7", ("c3",), ("2024-06",))
    assert found.effect > 4


def test_a_season_that_all_share_is_no_outlier():
    values = honest(11)
    values[:, 6] = np.random.default_rng(1).poisson(values.mean(axis=1) * 6)
    assert signs.OUTLIER not in codes(told(values))


def test_stocks_and_amounts_are_held_against_their_neighbours_and_their_counts():
    counts = honest(12, columns=2, areas=60)
    rng = np.random.default_rng(3)
    stock = np.round(1000 * np.exp(np.cumsum(rng.normal(0, 0.004, (12, 60)), axis=0)))
    amount = counts[1] * 480.0
    stock[6, 4], amount[3, 9] = stock[6, 4] * 10, amount[3, 9] * 100
    found = told(np.stack([stock, *counts, amount]), [STOCK, COUNT, COUNT, AMOUNT])
    jumps = {(one.area, one.elements[0], one.periods[0]) for one in found if one.code == signs.JUMP}
    assert jumps == {("v4", "c0", "2024-07"), ("v9", "c3", "2024-04")}
