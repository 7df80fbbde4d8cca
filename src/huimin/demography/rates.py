"""Rates: events divided by exposure, with exact intervals. Zero exposure gives NaN, never a warning."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import amounts_of, tables_of, within
from huimin.demography.intervals import divide, garwood, quantile
from huimin.demography.measure import RESIDENT, Denominator, Measure

Array = NDArray[np.float64]


def average_population(start: ArrayLike, end: ArrayLike) -> Array:
    """The average population of a year: the mean of its first and last day, any shape, persons.

    The usual stand-in for person-years. Preston, Heuveline and Guillot (2001), Demography, chapter 1.

    Raises:
        Invalid: ``demography-negative``, ``demography-not-finite``, ``demography-shapes-differ``.
    """
    first, last = amounts_of(start=start, end=end)
    return (first + last) / 2


def crude_rate(
    events: ArrayLike,
    population: ArrayLike,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Measure:
    """Events (births, deaths, marriages) per 1,000 of the population, any shape, with Garwood's exact interval.

    Args:
        events: counts. population: persons or person-years; where it is 0 the rate is NaN.

    Raises:
        Invalid: ``demography-negative``, ``demography-not-finite``, ``demography-shapes-differ``.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 1; interval: Garwood (1936).
    """
    within("confidence", confidence, 0, 1)
    counts, exposure = np.broadcast_arrays(*amounts_of(events=events, population=population))
    low, high = garwood(counts, exposure, confidence)
    value = divide(counts, exposure)
    return Measure(value * per, low * per, high * per, counts, exposure, denominator, per, confidence)


def age_specific_rates(
    events: ArrayLike,
    population: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Measure:
    """Rates of each age, shape (…, ages): events at each age per 1,000 persons of that age, with exact intervals.

    Raises:
        Invalid: ``demography-shape`` where the last axis is not ``ages``, and as :func:`crude_rate`.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 2.
    """
    counts, exposure = tables_of(ages, events=events, population=population)
    return crude_rate(counts, exposure, denominator=denominator, per=per, confidence=confidence)


def natural_increase(
    births: ArrayLike,
    deaths: ArrayLike,
    population: ArrayLike,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Measure:
    """The rate of natural increase, (births - deaths) per 1,000, any shape; ``events`` of the answer is the surplus.

    The interval takes both counts as independent Poisson and is normal: Brillinger, D. R. (1986), Biometrics 42,
    693-734. NaN without population.

    Raises:
        Invalid: as :func:`crude_rate`.
    """
    z = quantile(within("confidence", confidence, 0, 1))
    born, died, exposure = amounts_of(births=births, deaths=deaths, population=population)
    surplus, exposure = np.broadcast_arrays(born - died, exposure)
    value, half = divide(surplus, exposure), z * divide(np.sqrt(born + died), exposure)
    low, high = value - half, value + half
    return Measure(value * per, low * per, high * per, surplus, exposure, denominator, per, confidence)
