"""Fertility rates from births by the mother's age and women by age. Women are counted, never listed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, amounts, by_age, tables_of, within
from huimin.demography.intervals import divide, fay_feuer, quantile
from huimin.demography.measure import RESIDENT, Denominator, Measure
from huimin.demography.rates import crude_rate

Array = NDArray[np.float64]


def general_fertility_rate(
    births: ArrayLike,
    women: ArrayLike,
    ages: AgeGroups,
    *,
    low: int = 15,
    high: int = 50,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Measure:
    """Births per 1,000 women from age ``low`` to below ``high``, shape (…).

    Args:
        births: all births, shape (…). women: by age, shape (…, ages).

    Raises:
        Invalid: ``demography-age-not-a-bound``, ``demography-shape``, ``demography-negative``.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 5.
    """
    exposed = by_age("women", women, ages)[..., ages.between(low, high)].sum(axis=-1)
    return crude_rate(amounts("births", births), exposed, denominator=denominator, per=per, confidence=confidence)


def _rates(births: ArrayLike, women: ArrayLike, ages: AgeGroups) -> tuple[Array, Array, Array]:
    """(births, women, births per woman) by age; 0 where there are neither births nor women."""
    faults = Faults("ages")
    if ages.is_open:
        faults.add("demography-open-group-unwanted", age=ages.labels[-1])
    faults.raise_if_any()
    born, exposed = np.broadcast_arrays(*tables_of(ages, births=births, women=women))
    return born, exposed, divide(born, exposed)


def total_fertility_rate(
    births: ArrayLike,
    women: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    confidence: float = 0.95,
) -> Measure:
    """Children a woman would bear at the rates of the year: the sum of width x rate over ages, shape (…).

    Args:
        births: by the mother's age, shape (…, ages). women: by age, same shape.
        ages: the childbearing ages only, closed: ``AgeGroups((15, 20, …, 45), end=50)``.

    Returns:
        NaN where an age has no women. The interval is the gamma interval of Fay and Feuer (1997).

    Raises:
        Invalid: ``demography-open-group-unwanted``, ``demography-shape``, ``demography-negative``.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 5.
    """
    within("confidence", confidence, 0, 1)
    born, exposed, rates = _rates(births, women, ages)
    value = (ages.widths * rates).sum(axis=-1)
    low, high = fay_feuer(born, divide(ages.widths + 0 * exposed, exposed), confidence)
    return Measure(value, low, high, born.sum(axis=-1), exposed.sum(axis=-1), denominator, 1.0, confidence)


def mean_age_at_birth(
    births: ArrayLike,
    women: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    confidence: float = 0.95,
) -> Measure:
    """The mean age at childbearing in years: the mean of the rates, free of the age structure of women, shape (…).

    Arguments and errors as :func:`total_fertility_rate`. The interval follows from independent Poisson births by
    the delta method. NaN where an age has no women, or no births at all.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 5; Human Fertility Database, Methods Protocol.
    """
    z = quantile(within("confidence", confidence, 0, 1))
    born, exposed, rates = _rates(births, women, ages)
    total = (ages.widths * rates).sum(axis=-1)
    value = divide((ages.middles * ages.widths * rates).sum(axis=-1), total)
    spread = ages.widths * (ages.middles - value[..., None])
    variance = divide((spread**2 * divide(rates, exposed)).sum(axis=-1), total**2)
    half = z * np.sqrt(variance)
    counts = born.sum(axis=-1), exposed.sum(axis=-1)
    return Measure(value, value - half, value + half, *counts, denominator, 1.0, confidence)
