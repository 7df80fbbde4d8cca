"""Whether a value moved, or two places differ, by more than chance explains. All take and give arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.indicators.intervals import Array
from huimin.indicators.small_areas.tested_changes import TESTED, measured_change

Counts = tuple[Array, Array]
"""Numerator and denominator of one estimate."""


@dataclass(frozen=True)
class Change:
    """Differences between two estimates, one an area: ``value`` is the first less the second.

    ``low`` and ``high`` bound the difference; ``sure`` is 1 where it is more than chance explains, 0 where it is not,
    and NaN where nothing can be said (no counts behind the value, or not reported).
    """

    value: Array
    low: Array
    high: Array
    sure: Array


def change(kind: str, now: Counts, then: Counts, per: float = 1.0, confidence: float = 0.95) -> Change:
    """How two independent estimates of an indicator of this kind differ, and whether by more than chance.

    Interval and test are those of :func:`huimin.indicators.small_areas.tested_changes.measured_change`; a plain
    ``value`` has no counts to be tested by.
    """
    if kind not in TESTED:
        with np.errstate(all="ignore"):
            value = (now[0] / now[1] - then[0] / then[1]) * per
        nothing = np.full(np.shape(value), np.nan)
        return Change(value, nothing, nothing, nothing)
    found = measured_change(kind, *then, *now, per, confidence)
    return Change(found.difference, found.low, found.high, np.abs(found.direction))


def against_rest(kind: str, part: Counts, whole: Counts, per: float = 1.0, confidence: float = 0.95) -> Change:
    """How a part (a county) differs from the rest of the whole (the other counties of the city).

    The whole holds the part, so the two are not independent; the rest is. NaN where the part is the whole.
    """
    rest = (whole[0] - part[0], whole[1] - part[1])
    alone = ~(rest[1] > 0)
    rest = (np.where(alone, np.nan, rest[0]), np.where(alone, np.nan, rest[1]))
    return change(kind, part, rest, per, confidence)


def out_of_line(values: Array, times: float = 1000.0) -> NDArray[np.bool_]:
    """Which values lie so far from all others that a slip is likelier than a fact: ``times`` their median or more.

    The median of the others, in absolute size; with fewer than three known values nothing is said. A value of any size
    beside medians of 0 is not called odd: a rare event may well happen once.
    """
    size = np.abs(values)
    known = np.flatnonzero(np.isfinite(size))
    odd = np.zeros(len(size), bool)
    if len(known) < 3:
        return odd
    for row in known:
        others = float(np.median(size[known[known != row]]))
        odd[row] = others > 0 and size[row] >= times * others
    return odd


__all__ = ["Change", "Counts", "against_rest", "change", "out_of_line"]
