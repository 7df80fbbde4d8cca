"""Heaping: do people round their age? Indices of preference for last digits, from counts by single ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age
from huimin.demography.intervals import divide

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class DigitPreference:
    """An index of preference for last digits.

    Attributes:
        index: half the sum of the absolute deviations from 10 %, shape (…): 0 no preference, 90 one digit only.
        shares: the per cent of each last digit 0 to 9, shape (…, 10); 10 is even.
    """

    index: Array
    shares: Array


def _single(population: ArrayLike, ages: AgeGroups, first: int, last: int) -> tuple[Array, Array]:
    """Counts and ages from ``first`` to ``last`` (inclusive); each must be a closed single year."""
    people, faults = by_age("population", population, ages), Faults("ages")
    one_year = ages.widths == 1
    place = {start: index for index, start in enumerate(ages.starts) if one_year[index]}
    missing = [age for age in range(first, last + 1) if age not in place]
    if missing or last < first:
        absent = missing[0] if missing else first
        faults.add("demography-single-ages-needed", first=first, last=last, age=absent)
    faults.raise_if_any()
    wanted = np.arange(first, last + 1)
    return people[..., [place[int(age)] for age in wanted]], wanted.astype(np.float64)


def whipple(
    population: ArrayLike,
    ages: AgeGroups,
    *,
    first: int = 25,
    last: int = 60,
    digits: Sequence[int] = (0, 5),
    scale: float = 100.0,
) -> Array:
    """Whipple's index of heaping on ages ending in 0 or 5 (or on one digit), shape (…).

    ``scale`` (100) is no heaping; five times it (ten times for one digit) is everybody on the digits. The United
    Nations call up to 105 highly accurate, to 110 fairly accurate, to 125 approximate, to 175 rough, above very rough.

    Args:
        population: by single ages, shape (…, ages), from ``first`` - 2 (- 7 for one digit) to ``last`` + 2 at least.
        first, last: the ages between which the digits are counted. digits: (0, 5) or one digit.

    Raises:
        Invalid: ``demography-single-ages-needed``, ``demography-digits``, ``demography-shape``,
            ``demography-negative``.

    Source: United Nations (1955), Manual II; for one digit Roger, Waltisperger and Corbille-Guitton (1981), Les
    structures par sexe et âge en Afrique, p. 148.
    """
    faults, wanted = Faults("digits"), sorted(set(digits))
    if wanted != [0, 5] and not (len(wanted) == 1 and 0 <= wanted[0] <= 9):
        faults.add("demography-digits", found=str(tuple(digits)))
    faults.raise_if_any()
    counted = [age for age in range(first, last + 1) if age % 10 in wanted]
    low, high = (counted[0], counted[-1]) if counted else (first, last)
    people, years = _single(population, ages, low - (2 if len(wanted) == 2 else 7), high + 2)
    heaped = people[..., np.isin(years, counted)].sum(axis=-1)
    return scale * (10 / len(wanted)) * divide(heaped, people.sum(axis=-1))


def _preference(amount: Array, whole: Array) -> DigitPreference:
    shares = 100 * divide(amount, whole + 0 * amount)
    return DigitPreference(np.abs(shares - 10).sum(axis=-1) / 2, shares)


def myers(population: ArrayLike, ages: AgeGroups, *, first: int = 10, last: int = 89) -> DigitPreference:
    """Myers' blended index of preference for each last digit. 0 for an even and for a linear population.

    Sums by digit over ``first`` to ``last`` - 10 and over ``first`` + 10 to ``last`` are blended with the weights 1 to
    10 and 9 to 0, so that each digit is counted from the same mean age.

    Args:
        population: by single ages, shape (…, ages). first, last: inclusive; last - first + 1 a multiple of 10.

    Raises:
        Invalid: ``demography-single-ages-needed``, ``demography-decades-needed``, and as :func:`whipple`.

    Source: Myers, R. J. (1940), Transactions of the Actuarial Society of America 41, 395-415; both sums of the same
    length as in Spoorenberg, T. (2007), Population 62(4), 847-859.
    """
    faults = Faults("ages")
    if (last - first + 1) % 10 or last - first < 19:
        faults.add("demography-decades-needed", first=first, last=last)
    faults.raise_if_any()
    people, _ = _single(population, ages, first, last)
    decades = people.reshape(*people.shape[:-1], -1, 10)
    weights = np.arange(1.0, 11.0)
    blended = weights * decades[..., :-1, :].sum(axis=-2) + (10 - weights) * decades[..., 1:, :].sum(axis=-2)
    by_digit = np.roll(blended, first % 10, axis=-1)
    return _preference(by_digit, by_digit.sum(axis=-1, keepdims=True))


def bachi(population: ArrayLike, ages: AgeGroups, *, first: int = 23, last: int = 77) -> DigitPreference:
    """Bachi's index of preference for each last digit: Whipple's idea for every digit, each in the middle of its span.

    A digit is counted over two spans of whole decades, one year apart, and set against all people of those spans.
    0 for an even and for a linear population.

    Args:
        population: by single ages, shape (…, ages). first, last: inclusive; last - first - 4 a multiple of 10.

    Raises:
        Invalid: ``demography-single-ages-needed``, ``demography-decades-needed``, and as :func:`whipple`.

    Source: Bachi, R. (1951), Bulletin of the International Statistical Institute 33(4), 195-221, pooled over the two
    spans as in the Population Analysis Spreadsheets (SINGAGE) of the United States Census Bureau.
    """
    faults = Faults("ages")
    if (last - first - 4) % 10 or last - first < 14:
        faults.add("demography-decades-needed", first=first, last=last)
    faults.raise_if_any()
    people, years = _single(population, ages, first, last)
    length, amount, whole = last - first - 4, [], []
    for digit in range(10):
        start = (digit - first) % 5  # the span starts so that the digit lies as near its middle as can be
        spans = [slice(start + step, start + step + length) for step in (0, 1)]
        amount.append(sum(people[..., span][..., years[span] % 10 == digit].sum(axis=-1) for span in spans))
        whole.append(sum(people[..., span].sum(axis=-1) for span in spans))
    return _preference(np.stack(amount, axis=-1), np.stack(whole, axis=-1))
