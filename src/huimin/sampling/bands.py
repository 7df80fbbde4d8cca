"""Bands of the ratio verified to reported, and how often an area of each band is visited."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, isnan

from huimin.sampling.estimate import ENOUGH_ERRORS, ENOUGH_SITES, Estimate

WITHIN_5, WITHIN_10, BEYOND, UNTOLD = "within-5", "within-10", "beyond-10", "cannot-be-told"
NEAR, FAR = 0.05, 0.10
SAFE = frozenset({"no-error-found"})
MONTHS_BETWEEN = {WITHIN_5: 12, WITHIN_10: 6, BEYOND: 3}


@dataclass(frozen=True, slots=True)
class Band:
    """Where a ratio lies.

    Attributes:
        name: a band, or ``cannot-be-told``.
        months: between visits from now on; None where the band cannot be told (what held before goes on).
        more: how many more sites would be likely to decide; None where nothing has to, or where only counting all
            sites would (``only_all``).
    """

    name: str
    months: int | None
    more: int | None = None
    only_all: bool = False


def band_of(found: Estimate, in_frame: int) -> Band:
    """The band of an estimate over ``in_frame`` sites.

    It is decided only where the whole interval lies in it and the interval is promised; an interval that stands on no
    error having been found errs on the safe side and may decide too. An interval wholly within 10 % that reaches beyond
    5 % is ``within-10``: that much is sure.
    """
    if isnan(found.ratio):
        return Band(UNTOLD, None)
    name = _held_by(found)
    if name != UNTOLD and set(found.doubts) <= SAFE:
        return Band(name, MONTHS_BETWEEN[name])
    needed = max(_for_promise(found), 0 if name != UNTOLD else _for_interval(found, in_frame))
    if needed >= in_frame:
        return Band(UNTOLD, None, None, True)
    return Band(UNTOLD, None, needed - found.checked if needed > found.checked else None)


def _held_by(found: Estimate) -> str:
    """The band that holds the whole interval."""
    low, high = found.low - 1, found.high - 1
    far = max(-low, high)
    if far <= FAR:
        return WITHIN_5 if far <= NEAR else WITHIN_10
    return BEYOND if high < -FAR or low > FAR else UNTOLD


def _for_promise(found: Estimate) -> int:
    """How many sites checked would take the doubts away, were the others like these; 0 where more would not help."""
    needed = ENOUGH_SITES if "few-sites" in found.doubts else 0
    if "few-errors" in found.doubts and found.effective > 0:
        needed = max(needed, ceil(found.checked * ENOUGH_ERRORS / found.effective))
    return needed


def _for_interval(found: Estimate, in_frame: int) -> int:
    """How many sites would bring the nearer end of the band within reach, were the ratio to stay.

    The square of the interval's arm goes as 1/n - 1/N.
    """
    away, arm = abs(abs(found.ratio - 1) - FAR), found.half_width
    if away == 0 or arm == 0 or found.checked >= in_frame:
        return in_frame
    share = 1 / found.checked - 1 / in_frame
    return ceil(1 / (1 / in_frame + share * (away / arm) ** 2))
