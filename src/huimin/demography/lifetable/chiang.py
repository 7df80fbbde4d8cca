"""How sure is an expectation of life? Chiang's variance from the number of deaths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.faults import by_age, together, within
from huimin.demography.intervals import divide, quantile
from huimin.demography.lifetable.table import LifeTable

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Expectation:
    """Expectation of life at the start of each group with its interval, each of shape (…, ages); index 0 is birth."""

    value: Array
    variance: Array
    low: Array
    high: Array
    confidence: float


def expectation_interval(
    table: LifeTable, deaths: ArrayLike, *, confidence: float = 0.95, open_group: bool = False
) -> Expectation:
    """The interval of ex when the chances to die rest on ``deaths`` counted at each age.

    var(qx) = qx² (1 - qx) / deaths; it passes on to ex by the years that a life saved at that age gains. Ages without
    deaths add nothing, so with very few deaths the interval is too short.

    Args:
        table: the life table, shape (…, ages). deaths: observed deaths behind its rates, same shape.
        open_group: also count the chance in the open group's rate (Silcocks), which matters in small areas.

    Raises:
        Invalid: ``demography-shape``, ``demography-negative``, ``demography-shapes-differ``,
            ``demography-number-out-of-range``.

    Source: Chiang, C. L. (1984), The Life Table and its Applications, Krieger; the open group: Silcocks, P. B. S.,
    Jenner, D. A. and Reza, R. (2001), Journal of Epidemiology and Community Health 55, 38-43.
    """
    z = quantile(within("confidence", confidence, 0, 1))
    counts = by_age("deaths", deaths, table.ages)
    together(("table", table.lx), ("deaths", counts))
    width = table.ages.widths[:-1]
    chance = table.qx[..., :-1]
    dying = counts[..., :-1]
    spread = np.where(dying == 0, 0.0 * chance, divide(chance**2 * (1 - chance), dying + 0 * chance))
    # NaN of ex where nobody is left counts for nothing: lx is 0 there.
    after = np.where(table.lx[..., 1:] > 0, table.ex[..., 1:], 0.0)
    terms = table.lx[..., :-1] ** 2 * (width - table.ax[..., :-1] + after) ** 2 * spread
    last = np.zeros_like(terms[..., :1])
    if open_group:
        last = np.where(counts[..., -1:] > 0, divide(table.Lx[..., -1:] ** 2, counts[..., -1:]), 0.0)
    terms = np.concatenate([terms, last + 0 * terms[..., :1]], axis=-1)
    variance = divide(np.cumsum(terms[..., ::-1], axis=-1)[..., ::-1], table.lx**2)
    half = z * np.sqrt(variance)
    return Expectation(table.ex, variance, table.ex - half, table.ex + half, confidence)
