"""Fertility by age from a level and a pattern.

A level of fertility is an assumption about what families will do. Nothing here is a goal for anybody.
"""

from __future__ import annotations

import numpy as np

from huimin.demography.ages import FEMALE, Ages
from huimin.demography.faults import fault, located
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid

TOLERANCE = 0.5
"""Per cent by which shares may miss 100: seven shares rounded to one decimal may be off by 0.35."""


def check_pattern(pattern: Floats, tolerance: float = TOLERANCE) -> Floats:
    """Shares of the total fertility rate by age, in per cent, as they are used: (..., ages), divided by 100.

    :class:`Invalid` where a share is negative or no number, or where the shares of a step do not add up to 100 within
    ``tolerance``. They are not stretched to 100: published shares are rounded, and so were the births made from them.
    """
    pattern = np.asarray(pattern, dtype=np.float64)
    total = pattern.sum(axis=-1)
    bad = ~(np.abs(total - 100.0) <= tolerance) | ~(pattern >= 0.0).all(axis=-1)
    if bad.any():
        places = np.argwhere(bad)[:20].tolist()
        raise Invalid(
            fault("projection-pasfr-sum", located("pasfr", at), found=float(total[tuple(at)]), expected=100)
            for at in places
        )
    return pattern / 100.0


def fertility_rates(
    tfr: Floats, pattern: Floats, ages: Ages, youngest: int = 15, tolerance: float = TOLERANCE
) -> Floats:
    """Births per woman and year by group (..., steps, ages).

    Args:
        tfr: (..., steps) children per woman, an assumption.
        pattern: (..., steps, n) per cent of it in ``n`` groups from the age ``youngest`` on; (n,) holds for all steps.
        ages: the groups of the projection.
        youngest: the first age of the pattern.
        tolerance: see :func:`check_pattern`.

    Raises:
        Invalid: shares that do not add up to 100 per cent, a negative level, or a pattern that does not fit the ages.
    """
    shares, tfr = check_pattern(pattern, tolerance), np.asarray(tfr, dtype=np.float64)
    first, count = youngest // ages.width, shares.shape[-1]
    if youngest % ages.width or first + count > ages.count - 1:
        raise Invalid([fault("projection-pasfr-ages", "pasfr", found=count, age=youngest, width=ages.width)])
    if not (tfr >= 0.0).all():
        raise Invalid([fault("projection-tfr-impossible", "tfr", found=float(np.nanmin(tfr)))])
    level = tfr[..., None] * shares / ages.width
    rates = np.zeros((*level.shape[:-1], ages.count))
    rates[..., first : first + count] = level
    return rates


def replacement_tfr(pattern: Floats, person_years: Floats, sex_ratio: Floats, ages: Ages, youngest: int = 15) -> Floats:
    """The total fertility rate at which each woman has one daughter who lives as she does: (..., steps).

    What "replacement" means under the mortality and the sex ratio at birth given: R0 = 1 (Preston and others 2001,
    section 5.3). A yardstick for comparison of scenarios, not a level that anybody should reach.

    Args:
        pattern: (..., steps, n) or (n,) per cent by age, as for :func:`fertility_rates`.
        person_years: (..., steps, 2, ages) L(x) / l(0) by group.
        sex_ratio: (..., steps) boys per girl at birth.
    """
    shares = check_pattern(pattern)
    first = youngest // ages.width
    lived = person_years[..., FEMALE, first : first + shares.shape[-1]]
    children = (shares * lived).sum(axis=-1) / ages.width
    return np.asarray((1.0 + np.asarray(sex_ratio)) / children)
