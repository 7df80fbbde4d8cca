"""The lunar calendar: the common day of a lunar date, leap months too.

The rules of GB/T 33661-2017: a month begins on the day of the new moon in Beijing; the month with the winter solstice
is the eleventh; where thirteen months lie between two of those, the first one in which the sun enters no twelfth of its
path is the leap month. Moon and sun after Meeus, J. (1998), Astronomical Algorithms, chapters 49 and 25: to some
minutes, and to a hundredth of a degree, for which the sun takes a quarter of an hour.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

EARLIEST, LATEST = 1970, 2099
_EPOCH = date(1970, 1, 1).toordinal()
MONTH = 29.530588861
FIRST_MOON = 10962.76
"""The new moon of 2000-01-06 18:14 UT, in days from 1970-01-01."""


def common_day(year: int, month: int, day: int, leap: bool = False) -> int | None:
    """The day of a lunar date, in days from 1970-01-01; None where there is no such day."""
    if not EARLIEST <= year <= LATEST or not 1 <= month <= 12:
        return None
    number = _months(year if month < 11 else year + 1).get((month, leap))
    if number is None or not 1 <= day <= _begins(number + 1) - _begins(number):
        return None
    return _begins(number) + day - 1


def leap_month(year: int) -> int | None:
    """Which month the leap month of a lunar year follows; None in a year without one."""
    own = [month for month, leap in _months(year) if leap and month < 11]
    late = [month for month, leap in _months(year + 1) if leap and month >= 11]
    return next(iter(own + late), None)


@cache
def _months(year: int) -> dict[tuple[int, bool], int]:
    """The months from the eleventh of the year before to the tenth of this one: (month, leap) and its new moon."""
    first, last = _solstice_moon(year - 1), _solstice_moon(year)
    leap = next(one for one in range(first + 1, last + 1) if _enters_nothing(one)) if last - first == 13 else None
    found, month = {}, 11
    for number in range(first, last):
        if number == leap:
            found[(month - 2) % 12 + 1, True] = number
            continue
        found[month, False] = number
        month = month % 12 + 1
    return found


def _solstice_moon(year: int) -> int:
    """The last new moon up to the day of the winter solstice."""
    day = date(year, 12, 19).toordinal() - _EPOCH
    while _longitude(day + 1) < 270:
        day += 1
    number = int((day - FIRST_MOON) / MONTH) + 2
    while _begins(number) > day:
        number -= 1
    return number


def _enters_nothing(number: int) -> bool:
    """Whether the sun is in the same twelfth of its path when the month begins and when the next one does."""
    return int(_longitude(_begins(number)) // 30) == int(_longitude(_begins(number + 1)) // 30)


def _begins(number: int) -> int:
    return int(new_moon(np.array([number]))[0])


def _longitude(day: int) -> float:
    """The sun's apparent longitude, 0 to 360 degrees, at the beginning of a day in Beijing."""
    t = (day + 2440587.5 - 8 / 24 + 70 / 86400 - 2451545.0) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    m = np.deg2rad(357.52911 + 35999.05029 * t - 0.0001537 * t**2)
    centre = ((1.914602 - 0.004817 * t) * np.sin(m) + (0.019993 - 0.000101 * t) * np.sin(2 * m)
              + 0.000289 * np.sin(3 * m))  # fmt: skip
    return float((mean + centre - 0.00569 - 0.00478 * np.sin(np.deg2rad(125.04 - 1934.136 * t))) % 360)


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
    julian = 2451550.09766 + MONTH * k + 0.00015437 * t**2
    julian += (-0.40720 * np.sin(moon) + 0.17241 * e * np.sin(sun) + 0.01608 * np.sin(2 * moon)
               + 0.01039 * np.sin(2 * lat) + 0.00739 * e * np.sin(moon - sun) - 0.00514 * e * np.sin(moon + sun)
               + 0.00208 * e**2 * np.sin(2 * sun) - 0.00111 * np.sin(moon - 2 * lat)
               - 0.00057 * np.sin(moon + 2 * lat) + 0.00056 * e * np.sin(2 * moon + sun)
               - 0.00042 * np.sin(3 * moon) + 0.00042 * e * np.sin(sun + 2 * lat)
               + 0.00038 * e * np.sin(sun - 2 * lat) - 0.00024 * e * np.sin(2 * moon - sun)
               - 0.00017 * np.sin(node))  # fmt: skip
    # About 70 seconds between dynamical and universal time in these years; Beijing is eight hours ahead.
    return np.floor(julian - 2440587.5 - 70 / 86400 + 8 / 24).astype(np.int64)
