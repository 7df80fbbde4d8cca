"""Where there is too little to tell, the review says so and why; it never guesses and never breaks off."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from huimin.quality import signs
from huimin.quality.panel import COUNT, STOCK
from huimin.quality.review import review_panel
from huimin.quality.signs import discoveries
from huimin.quality.targets import TargetSeries, targets
from huimin.quality.words import INNOCENT, NAMES, OF, UNTOLD, rarity
from quality_panels import honest, panel_of


def test_three_months_are_too_few():
    assert review_panel(panel_of(honest(1, months=3), [COUNT] * 10)) == {}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(np.zeros((5, 12, 6)), id="all zeros"),
        pytest.param(np.full((5, 12, 6), np.nan), id="nothing reported"),
        pytest.param(np.full((5, 12, 6), 7.0), id="the same number everywhere"),
        pytest.param(honest(2, columns=5, areas=1), id="one village"),
        pytest.param(honest(2, columns=1, areas=1), id="one column of one village"),
        pytest.param(
            np.where(np.arange(12)[None, :, None] < 2, honest(3, columns=5, areas=6), np.nan), id="two of twelve months"
        ),
        pytest.param(honest(4, columns=5, months=4, areas=6), id="four months"),
    ],
)
def test_poor_figures_give_no_sign_and_no_warning(values):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for kinds in ([COUNT] * len(values), [STOCK] * len(values)):
            families = review_panel(panel_of(values, kinds))
            assert discoveries(families, rate=0.01) == []
            assert all(np.isfinite(one.p) for family in families.values() for one in family.found)


def test_what_was_not_told_is_counted_with_its_reason():
    families = review_panel(panel_of(honest(5, mean=0.5), [COUNT] * 10))
    assert families[signs.STEADY].untold["small-counts"] == 400
    assert families[signs.ROUNDED].untold["small-counts"] == 40


def test_denominators_that_cannot_tell_are_no_tests():
    """Of 5,000 nearly every honest month lies within the window; of 3 no whole number does."""
    months = tuple(f"2024-{m:02d}" for m in range(1, 13))
    d = np.stack([np.full(12, 50_000.0), np.full(12, 3.0)], axis=1)
    n = np.ceil(d * 0.805)
    series = TargetSeries("x", 0.8, months, np.ones(12, bool), ("large", "small"), n, d)
    family = targets([series])[signs.ABOVE_TARGET]
    assert family.tests == 0
    assert family.untold == {"cannot-tell": 2}


def test_every_kind_of_sign_and_every_reason_has_words_in_both_languages():
    for table in (NAMES, INNOCENT, OF):
        assert set(table) == set(signs.CODES)
        assert all(zh and en for zh, en in table.values())
    assert all(zh and en for zh, en in UNTOLD.values())


@pytest.mark.parametrize(
    ("p", "zh", "en"),
    [
        (1 / 4000, "偶然出现这样的情况，约每 4,000 份报告才有一次", "by chance about once in 4,000 such reports"),
        (
            1 / 3_456_789,
            "偶然出现这样的情况，约每 350 万份报告才有一次",
            "by chance about once in 3.5 million such reports",
        ),
        (2.1e-9, "偶然出现这样的情况，约每 4.8 亿份报告才有一次", "by chance about once in 480 million such reports"),
        (0.0, "偶然出现的可能不到十亿份报告之一", "by chance less than once in a thousand million such reports"),
    ],
)
def test_rarity_is_said_in_numbers_people_know(p, zh, en):
    assert rarity(signs.SHIFTED, p, "zh") == zh
    assert rarity(signs.SHIFTED, p, "en") == en
