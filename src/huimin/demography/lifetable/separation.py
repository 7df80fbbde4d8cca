"""The years lived in an age group by those who die in it (nax), for every group of a life table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.lifetable import infants

Array = NDArray[np.float64]
WITHIN = ("greville", "midpoint")
A0_FROM_M0: dict[str, Callable[[Array, str], Array]] = {
    "andreev-kingkade": infants.andreev_kingkade,
    "coale-demeny": infants.coale_demeny,
}
A0_FROM_Q0: dict[str, Callable[[Array, str], Array]] = {
    "andreev-kingkade": infants.andreev_kingkade_from_q0,
    "coale-demeny": infants.coale_demeny_from_q0,
}


def middles(ages: AgeGroups, shape: tuple[int, ...]) -> Array:
    """Half of each group, shape ``shape``; NaN for the open group."""
    widths = ages.widths
    return np.broadcast_to(np.where(np.isinf(widths), np.nan, widths / 2), shape).copy()


def greville(rates: Array, ages: AgeGroups) -> Array:
    """nax from age 15 on by Greville's formula, half the group below, shape (…, ages); NaN for the open group.

    a = n/2 - n²/12 (m - k), k being the slope of ln m between the neighbours' middles. Single years keep the half.
    Kept within 0.2 n and 0.8 n, and the half where a neighbour has no deaths.

    Source: Greville, T. N. E. (1943), Record of the American Institute of Actuaries 32, 29-42; from age 15 as in United
    Nations (1982), Model Life Tables for Developing Countries.
    """
    widths, result = ages.widths, middles(ages, rates.shape)
    for group in range(1, ages.closed):
        if ages.starts[group] < 15 or widths[group] == 1 or group + 1 >= len(ages):
            continue
        width, after = widths[group], widths[group + 1]
        apart = widths[group - 1] / 2 + width + (width if np.isinf(after) else after) / 2
        with np.errstate(all="ignore"):
            slope = np.log(rates[..., group + 1] / rates[..., group - 1]) / apart
            years = width / 2 - width**2 / 12 * (rates[..., group] - slope)
        years = np.where(np.isfinite(slope), np.clip(years, 0.2 * width, 0.8 * width), width / 2)
        result[..., group] = years
    return result


def infants_and_children(ax: Array, infant: Array, children: Array, ages: AgeGroups) -> Array:
    """``ax`` with the first year and, where it is a group of its own, the ages 1 to 4 put in."""
    result = ax.copy()
    result[..., 0] = infant
    if len(ages) > 1 and ages.starts[1] == 1 and ages.widths[1] == 4:
        result[..., 1] = children
    return result
