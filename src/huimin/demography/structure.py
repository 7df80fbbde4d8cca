"""The make-up of a population by age: shares, dependency, ageing, median age, growth and doubling time."""

from __future__ import annotations

from dataclasses import replace
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, amounts_of, by_age, numbers, within
from huimin.demography.intervals import divide, quantile, ratio, wilson
from huimin.demography.measure import RESIDENT, Denominator, Measure

Array = NDArray[np.float64]


def people_between(population: ArrayLike, ages: AgeGroups, low: int, high: int | None = None) -> Array:
    """Persons from age ``low`` to below ``high`` (None: and over), shape (…), from a population (…, ages).

    Raises:
        Invalid: ``demography-age-not-a-bound`` where an age falls inside a group; ``demography-shape``,
            ``demography-negative``.
    """
    return np.asarray(by_age("population", population, ages)[..., ages.between(low, high)].sum(axis=-1))


def _of(first: Array, second: Array, denominator: Denominator, per: float, confidence: float) -> Measure:
    within("confidence", confidence, 0, 1)
    low, high = ratio(first, second, confidence)
    value = divide(first, second)
    return Measure(value * per, low * per, high * per, first, second, denominator, per, confidence)


def share(
    population: ArrayLike,
    ages: AgeGroups,
    low: int,
    high: int | None = None,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 100.0,
    confidence: float = 0.95,
) -> Measure:
    """The share of people from ``low`` to below ``high`` in per cent, shape (…): 60+, 65+, 80+, under 15.

    The interval is Wilson's score interval, taking the population as one draw of many that could have been.

    Raises:
        Invalid: as :func:`people_between`.

    Source: United Nations (2019), World Population Ageing; Wilson, E. B. (1927).
    """
    within("confidence", confidence, 0, 1)
    some = people_between(population, ages, low, high)
    # Added up in two parts, so that a share never passes 1 by the last bit of a sum.
    others = by_age("population", population, ages).copy()
    others[..., ages.between(low, high)] = 0.0 * others[..., ages.between(low, high)]
    everyone = some + others.sum(axis=-1)
    lower, upper = wilson(some, everyone, confidence)
    return Measure(divide(some, everyone) * per, lower * per, upper * per, some, everyone, denominator, per, confidence)


def dependency_ratios(
    population: ArrayLike,
    ages: AgeGroups,
    *,
    children_below: int = 15,
    old_from: int = 65,
    denominator: Denominator = RESIDENT,
    per: float = 100.0,
    confidence: float = 0.95,
) -> tuple[Measure, Measure, Measure]:
    """Child, old-age and total dependency: dependants per 100 of working age, each of shape (…).

    Working age is from ``children_below`` to below ``old_from``; Chinese yearbooks use 15 and 65 (some 60).

    Raises:
        Invalid: as :func:`people_between`.

    Source: United Nations, World Population Prospects; National Bureau of Statistics of China, yearbook notes.
    """
    young = people_between(population, ages, ages.starts[0], children_below)
    working = people_between(population, ages, children_below, old_from)
    old = people_between(population, ages, old_from)
    child, aged, total = (_of(who, working, denominator, per, confidence) for who in (young, old, young + old))
    return child, aged, total


def ageing_index(
    population: ArrayLike,
    ages: AgeGroups,
    *,
    children_below: int = 15,
    old_from: int = 65,
    denominator: Denominator = RESIDENT,
    per: float = 100.0,
    confidence: float = 0.95,
) -> Measure:
    """Old people per 100 children, shape (…). Arguments and errors as :func:`dependency_ratios`.

    Source: Shryock and Siegel (1973), The Methods and Materials of Demography, chapter 8.
    """
    young = people_between(population, ages, ages.starts[0], children_below)
    return _of(people_between(population, ages, old_from), young, denominator, per, confidence)


def sex_ratio(
    males: ArrayLike,
    females: ArrayLike,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 100.0,
    confidence: float = 0.95,
) -> Measure:
    """Males per 100 females, any shape; of births, of a population, or of each age. NaN without females.

    The interval is that of a ratio of two counts: Brownlee, K. A. (1967), Statistical Theory and Methodology.

    Raises:
        Invalid: ``demography-negative``, ``demography-not-finite``, ``demography-shapes-differ``.
    """
    men, women = np.broadcast_arrays(*amounts_of(males=males, females=females))
    return _of(men, women, denominator, per, confidence)


def median_age(
    population: ArrayLike, ages: AgeGroups, *, denominator: Denominator = RESIDENT, confidence: float = 0.95
) -> Measure:
    """The age that half the people have not reached, in years, shape (…), even spread within a group taken.

    NaN where it falls into the open group or nobody is there. The interval takes the ages at ranks n/2 ± z sqrt(n)/2:
    Conover, W. J. (1999), Practical Nonparametric Statistics, section 3.2.

    Raises:
        Invalid: ``demography-shape``, ``demography-negative``.

    Source: Shryock and Siegel (1973), The Methods and Materials of Demography, chapter 8.
    """
    z = quantile(within("confidence", confidence, 0, 1))
    people = by_age("population", population, ages)
    total = people.sum(axis=-1)
    half_width = z * np.sqrt(total) / 2
    low, value, high = (
        _age_at_rank(people, ages, rank)
        for rank in (np.maximum(total / 2 - half_width, 0), total / 2, np.minimum(total / 2 + half_width, total))
    )
    return Measure(value, low, high, total / 2, total, denominator, 1.0, confidence)


def _age_at_rank(people: Array, ages: AgeGroups, rank: Array) -> Array:
    """The age below which ``rank`` people are; NaN in the open group."""
    reached = np.cumsum(people, axis=-1)
    group = np.argmax(reached >= rank[..., None], axis=-1)[..., None]
    inside = np.take_along_axis(people, group, axis=-1)[..., 0]
    before = np.take_along_axis(reached, group, axis=-1)[..., 0] - inside
    width = np.where(np.isinf(ages.widths), np.nan, ages.widths)[group[..., 0]]
    start = np.array(ages.starts, dtype=np.float64)[group[..., 0]]
    return np.asarray(start + divide(rank - before, inside) * width)


def growth_rate(
    before: ArrayLike,
    after: ArrayLike,
    years: float = 1.0,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1.0,
    confidence: float = 0.95,
) -> Measure:
    """The exponential growth rate a year, ln(after / before) / years, any shape; NaN where either is 0.

    ``events`` of the answer are the people gained, ``exposure`` the person-years lived if growth was even. The interval
    takes the two counts as independent draws (Brownlee, as :func:`sex_ratio`): of full counts of the same people it is
    the widest that can be.

    Raises:
        Invalid: ``demography-negative``, ``demography-shapes-differ``, ``demography-number-out-of-range`` for
            ``years`` not above 0.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 1.
    """
    within("years", years, 0, np.inf)
    within("confidence", confidence, 0, 1)
    first, last = np.broadcast_arrays(*amounts_of(before=before, after=after))
    value, low, high = (_log(change) / years for change in (divide(last, first), *ratio(last, first, confidence)))
    gained = last - first
    lived = np.where(gained == 0, first * years + 0 * value, divide(np.abs(gained), np.abs(value)))
    return Measure(value * per, low * per, high * per, gained, lived, denominator, per, confidence)


def _log(change: Array) -> Array:
    """The logarithm of a ratio; NaN where it is 0 or not known."""
    with np.errstate(all="ignore"):
        return np.asarray(np.where(change > 0, np.log(change), np.nan))


@overload
def doubling_time(rate: Measure) -> Measure: ...
@overload
def doubling_time(rate: ArrayLike) -> Array: ...
def doubling_time(rate: ArrayLike | Measure) -> Array | Measure:
    """Years in which a population doubles at exponential growth ``rate`` (0.01 for 1 %), any shape.

    Negative where it halves in that many years; infinite at 0. A measured rate, such as that of
    :func:`huimin.demography.natural_increase`, gives a measured time: its interval has no end where that of the rate
    reaches over 0.

    Raises:
        Invalid: ``demography-not-finite``, ``demography-number-out-of-range`` for rates of 1 a year or more, which
            are per cent or per mille by mistake.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 1: ln 2 / r.
    """
    if isinstance(rate, Measure):
        time, slow, fast = (doubling_time(one / rate.per) for one in (rate.value, rate.low, rate.high))
        over = np.sign(rate.low) * np.sign(rate.high) <= 0
        low = np.where(over & (rate.value < 0), -np.inf, fast)
        high = np.where(over & (rate.value >= 0), np.inf, slow)
        return replace(rate, value=time, low=low, high=high, per=1.0)
    growth, faults = numbers("rate", rate), Faults("rate")
    if (np.abs(growth) >= 1).any():
        faults.add("demography-number-out-of-range", found=float(np.nanmax(np.abs(growth))), low=-1.0, high=1.0)
    faults.raise_if_any()
    with np.errstate(all="ignore"):
        return np.asarray(np.where(growth == 0, np.inf, np.log(2) / growth))
