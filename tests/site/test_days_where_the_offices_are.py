"""The day shown of a moment is the day where the offices are, also in the hours in which UTC still has yesterday."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from huimin.web.base import formats

AFTER_MIDNIGHT = datetime(2026, 1, 3, 16, 30, tzinfo=UTC)
"""Half past midnight of 4 January where the offices are."""


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (AFTER_MIDNIGHT, "en", "4 Jan 2026"),
        (AFTER_MIDNIGHT, "zh", "2026年1月4日"),
        (date(2026, 1, 3), "en", "3 Jan 2026"),
        (None, "en", "–"),
    ],
)
def test_a_day(value, lang, said):
    assert formats.day(value, lang) == said


def test_a_moment_lies_on_the_same_day():
    assert formats.moment(AFTER_MIDNIGHT, "en") == "4 Jan 2026 00:30"
