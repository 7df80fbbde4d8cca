"""Birth dates: reading what offices write, and telling a slip (day and month swapped, a digit, a lunar date) from
another day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]
UNKNOWN = -1
"""The day of a date that is not known. Days count from 1970-01-01 and births before it are not compared."""
NEAREST_LUNAR, FURTHEST_LUNAR = 17, 52
"""How many days a lunar date, put down as a common one, lies before the true day."""
_EPOCH = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$")
_TIGHT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s.*|\d{4,6})?$")
_PLAIN = str.maketrans("０１２３４５６７８９－／．　", "0123456789-/. ")

SAME, SWAPPED, DIGIT, LUNAR, NEAR, OTHER, NONE = 6, 5, 4, 3, 2, 0, -1
"""How two dates compare: the same day; day and month changed places; one digit differs; one is the lunar date of the
other; up to three days apart; different; one is missing."""


def read_day(text: str) -> int | None:
    """The day of a text, ``UNKNOWN`` for an empty one, None for what is no date."""
    plain = text.translate(_PLAIN).strip()
    if not plain:
        return UNKNOWN
    found = _DATE.match(plain) or _TIGHT.match(plain)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH
    except ValueError:
        return None
    return day if day >= 0 else None


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
    number = np.floor((days - _FIRST_MOON) / _MONTH).astype(np.int64)
    begins = new_moon(number)
    after = new_moon(number + 1)
    before = new_moon(number - 1)
    start = np.where(days >= after, after, np.where(days >= begins, begins, before))
    return np.asarray(days - start + 1)


_MONTH = 29.530588861
_FIRST_MOON = 10962.76  # the new moon of 2000-01-06 18:14 UT, in days from 1970-01-01


def new_moon(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """The day in Beijing of the new moon with this number (0: January 2000), within minutes of the true time.

    Meeus, J. (1998), Astronomical Algorithms, chapter 49, the largest terms.
    """
    k = number.astype(np.float64)
    t = k / 1236.85
    rad = np.deg2rad
    sun = rad(2.5534 + 29.10535670 * k - 0.0000014 * t**2)
    moon = rad(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    lat = rad(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    node = rad(124.7746 - 1.56375588 * k + 0.0020672 * t**2)
    e = 1 - 0.002516 * t
    julian = 2451550.09766 + _MONTH * k + 0.00015437 * t**2
    julian += (-0.40720 * np.sin(moon) + 0.17241 * e * np.sin(sun) + 0.01608 * np.sin(2 * moon)
               + 0.01039 * np.sin(2 * lat) + 0.00739 * e * np.sin(moon - sun) - 0.00514 * e * np.sin(moon + sun)
               + 0.00208 * e**2 * np.sin(2 * sun) - 0.00111 * np.sin(moon - 2 * lat)
               - 0.00057 * np.sin(moon + 2 * lat) + 0.00056 * e * np.sin(2 * moon + sun)
               - 0.00042 * np.sin(3 * moon) + 0.00042 * e * np.sin(sun + 2 * lat)
               + 0.00038 * e * np.sin(sun - 2 * lat) - 0.00024 * e * np.sin(2 * moon - sun)
               - 0.00017 * np.sin(node))  # fmt: skip
    # About 70 seconds between dynamical and universal time in these years; Beijing is eight hours ahead.
    return np.floor(julian - 2440587.5 - 70 / 86400 + 8 / 24).astype(np.int64)
