"""Birth dates: reading what offices write, and telling a slip (day and month swapped, a digit, a lunar date) from
another day.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.date_texts import UNKNOWN as UNKNOWN
from huimin.reconciliation.date_texts import read_date
from huimin.reconciliation.lunar import FIRST_MOON, MONTH, new_moon

Days = NDArray[np.int32]
NEAREST_LUNAR, FURTHEST_LUNAR = 17, 52
"""How many days a lunar date, put down as a common one, lies before the true day."""

SAME, SWAPPED, DIGIT, LUNAR, NEAR, OTHER, NONE = 6, 5, 4, 3, 2, 0, -1
"""How two dates compare: the same day; day and month changed places; one digit differs; one is the lunar date of the
other; up to three days apart; different; one is missing."""


def read_day(text: str) -> int | None:
    """The day of a text, ``UNKNOWN`` for an empty one, None for what is no date."""
    return read_date(text)[0]


def parts(days: Days) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Year, month and day of the month; meaningless where a day is unknown."""
    stamps = np.maximum(days, 0).astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    in_months = months.astype(np.int64)
    return in_months // 12 + 1970, in_months % 12 + 1, (stamps - months).astype(np.int64) + 1


def compare_days(first: Days, second: Days) -> NDArray[np.int8]:
    """How each date compares with its partner, as one of ``SAME`` to ``NONE``."""
    known = (first >= 0) & (second >= 0)
    out = np.where(known, SAME, NONE).astype(np.int8)
    unequal = np.flatnonzero(known & (first != second))
    out[unequal] = _unequal(first[unequal], second[unequal])
    return out


def _unequal(first: Days, second: Days) -> NDArray[np.int8]:
    (y1, m1, d1), (y2, m2, d2) = parts(first), parts(second)
    swapped = (y1 == y2) & (m1 == d2) & (d1 == m2)
    apart = np.abs(first.astype(np.int64) - second)
    digit = _digits_apart((y1, m1, d1), (y2, m2, d2)) == 1
    lunar = written_lunar(first, second) | written_lunar(second, first)
    return np.select([swapped, digit, lunar, apart <= 3], [SWAPPED, DIGIT, LUNAR, NEAR], OTHER).astype(np.int8)


def _digits_apart(one: Sequence[NDArray[np.int64]], two: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """In how many of the eight digits of a date two dates differ."""
    count = np.zeros(len(one[0]), np.int64)
    for first, second, places in zip(one, two, (4, 2, 2), strict=True):
        for place in range(places):
            count += first // 10**place % 10 != second // 10**place % 10
    return count


def written_lunar(written: Days, true: Days) -> NDArray[np.bool_]:
    """Whether ``written`` may be the lunar date of the day ``true``, put down as if it were of the common calendar.

    The lunar day of the month is counted from the day of the new moon, Beijing time; the month must fit too: a lunar
    date bears a number that lies 17 to 52 days earlier in the year.
    """
    _, _, day = parts(written)
    ahead = true.astype(np.int64) - written
    return np.asarray((lunar_day(true) == day) & (ahead >= NEAREST_LUNAR) & (ahead <= FURTHEST_LUNAR))


def lunar_day(days: Days) -> NDArray[np.int64]:
    """The day of the lunar month, 1 to 30, of each day."""
    number = np.floor((days - FIRST_MOON) / MONTH).astype(np.int64)
    begins = new_moon(number)
    after = new_moon(number + 1)
    before = new_moon(number - 1)
    start = np.where(days >= after, after, np.where(days >= begins, begins, before))
    return np.asarray(days - start + 1)
