"""Why a rate changed: how much by the age structure, how much by the rates of each age."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import tables_of, within
from huimin.demography.intervals import divide, quantile
from huimin.demography.measure import RESIDENT, Denominator

Array = NDArray[np.float64]
Interval = tuple[Array, Array]


@dataclass(frozen=True, eq=False)
class Decomposition:
    """A change in a crude rate, split. ``structure + rates == change`` to the last bits.

    Attributes:
        before, after, change: crude rates and their difference, shape (…).
        structure_by_age, rates_by_age: what each age adds, shape (…, ages).
        structure, rates: their sums, shape (…).
        structure_interval, rates_interval, change_interval: bounds of the sums and of the change, the events being
            independent Poisson counts.
        denominator: which populations the rates are divided by.
        per: the rates are events / population x per. confidence: of the intervals.
    """

    before: Array
    after: Array
    change: Array
    structure_by_age: Array
    rates_by_age: Array
    structure: Array
    rates: Array
    structure_interval: Interval
    rates_interval: Interval
    change_interval: Interval
    denominator: Denominator = RESIDENT
    per: float = 1000.0
    confidence: float = 0.95


def kitagawa(
    events_before: ArrayLike,
    population_before: ArrayLike,
    events_after: ArrayLike,
    population_after: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Decomposition:
    """Split the change of a crude rate between two populations (two years, or two areas) without a residual.

    Rates are weighed by the mean of both structures and structures by the mean of both rates. Ages with nobody in
    both add nothing; where only one of the two has nobody at an age the split cannot be told and is NaN.

    Args:
        events_before, …, population_after: by age, shape (…, ages).
        denominator: of both populations: registered and resident people must not be compared with each other.

    Raises:
        Invalid: ``demography-shape``, ``demography-negative``, ``demography-shapes-differ``.

    Source: Kitagawa, E. M. (1955), Components of a difference between two rates, Journal of the American Statistical
    Association 50, 1168-1194.
    """
    z = quantile(within("confidence", confidence, 0, 1))
    read = tables_of(
        ages,
        events_before=events_before,
        population_before=population_before,
        events_after=events_after,
        population_after=population_after,
    )
    d1, p1, d2, p2 = np.broadcast_arrays(*read)
    nobody = (p1 == 0) & (p2 == 0)
    m1, m2 = np.where(nobody, 0.0, divide(d1, p1)) * per, np.where(nobody, 0.0, divide(d2, p2)) * per
    c1, c2 = (divide(p, np.broadcast_to(p.sum(axis=-1, keepdims=True), p.shape)) for p in (p1, p2))
    by_structure, by_rates = (c2 - c1) * (m1 + m2) / 2, (m2 - m1) * (c1 + c2) / 2
    noise = np.where(nobody, 0.0, divide(d1, p1**2) + divide(d2, p2**2)) * per**2
    halves = [z * np.sqrt((w**2 * noise).sum(axis=-1)) for w in ((c2 - c1) / 2, (c1 + c2) / 2)]
    structure, rates = by_structure.sum(axis=-1), by_rates.sum(axis=-1)
    totals = [(d.sum(axis=-1), p.sum(axis=-1)) for d, p in ((d1, p1), (d2, p2))]
    before, after = (divide(d, p) * per for d, p in totals)
    change, noises = after - before, [divide(d, p**2) for d, p in totals]
    halves.append(z * per * np.sqrt(noises[0] + noises[1]))
    sure: list[Interval] = [(x - half, x + half) for x, half in zip((structure, rates, change), halves, strict=True)]
    return Decomposition(
        before, after, change, by_structure, by_rates, structure, rates, sure[0], sure[1], sure[2], denominator, per,
        confidence,
    )  # fmt: skip
