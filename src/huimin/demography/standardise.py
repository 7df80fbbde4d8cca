"""Standardisation: what a rate would be with the age structure, or the age-specific rates, of a standard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, amounts, by_age, tables_of, together, within
from huimin.demography.intervals import divide, fay_feuer, garwood
from huimin.demography.measure import RESIDENT, Denominator, Measure

Array = NDArray[np.float64]


def direct(
    events: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Measure:
    """The rate of each area with the age structure of ``standard``, shape (…).

    Args:
        events, population: by age, shape (…, ages). standard: persons by age, shape (ages,) or (…, ages).

    Returns:
        NaN where an age that counts in the standard has no population. Gamma interval of Fay and Feuer (1997).

    Raises:
        Invalid: ``demography-shape``, ``demography-negative``, ``demography-shapes-differ``, and
            ``demography-standard-empty`` where the standard has nobody.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 2.
    """
    within("confidence", confidence, 0, 1)
    counts, exposure = by_age("events", events, ages), by_age("population", population, ages)
    structure = _structure(standard, ages)
    together(("events", counts), ("population", exposure), ("standard", structure))
    weights = np.where(structure > 0, divide(structure + 0 * exposure, exposure), 0.0 * structure)
    # Events at an age the standard has nobody of count for nothing, and neither does the lack of exposure there.
    value = (weights * counts).sum(axis=-1)
    low, high = fay_feuer(counts, weights + 0 * counts, confidence)
    total = np.broadcast_to(counts.sum(axis=-1), value.shape), np.broadcast_to(exposure.sum(axis=-1), value.shape)
    return Measure(value * per, low * per, high * per, *total, denominator, per, confidence)


def _structure(standard: ArrayLike, ages: AgeGroups) -> Array:
    people = by_age("standard", standard, ages)
    total = people.sum(axis=-1, keepdims=True)
    faults = Faults("standard")
    if (total == 0).any():
        faults.add("demography-standard-empty")
    faults.raise_if_any()
    return np.asarray(people / total)


@dataclass(frozen=True, eq=False)
class Indirect:
    """Indirect standardisation: ``ratio`` of the events to those ``expected``, and the rate it stands for.

    Attributes:
        ratio: events over expected events (the SMR for deaths) with Garwood's interval, the expected being known.
        rate: the crude rate of the standard times the ratio.
        expected: events at the standard's rates.
    """

    ratio: Measure
    rate: Array
    expected: Array


def indirect(
    events: ArrayLike,
    population: ArrayLike,
    standard_events: ArrayLike,
    standard_population: ArrayLike,
    ages: AgeGroups,
    *,
    denominator: Denominator = RESIDENT,
    per: float = 1000.0,
    confidence: float = 0.95,
) -> Indirect:
    """Events against those expected at the standard's rates, shape (…); needs no ages of the events.

    Args:
        events: all events, shape (…). population: by age, shape (…, ages).
        standard_events, standard_population: by age, shape (ages,) or (…, ages).

    Raises:
        Invalid: as :func:`direct`.

    Source: Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer Research II, IARC, chapter 2.
    """
    within("confidence", confidence, 0, 1)
    counts, exposure = amounts("events", events), by_age("population", population, ages)
    _, standard_counts, standard_exposure = tables_of(
        ages, population=exposure, standard_events=standard_events, standard_population=standard_population
    )
    rates = divide(*np.broadcast_arrays(standard_counts, standard_exposure))
    expected = np.where(exposure > 0, exposure * rates, 0.0 * exposure).sum(axis=-1)
    together(("events", counts), ("population", expected))
    counts, expected = np.broadcast_arrays(counts, expected)
    low, high = garwood(counts, expected, confidence)
    ratio = Measure(divide(counts, expected), low, high, counts, expected, denominator, 1.0, confidence)
    crude = divide(standard_counts.sum(axis=-1), standard_exposure.sum(axis=-1))
    return Indirect(ratio, ratio.value * crude * per, expected)
