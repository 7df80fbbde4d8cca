"""Smoothing of five-year groups. All but the United Nations' formula keep every ten-year total or the whole total.

Ten-year groups are formed from the first group on (0–9, 10–19, …); an odd last closed group and the open group stay
as they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age
from huimin.demography.intervals import divide

Array = NDArray[np.float64]


def _read(population: ArrayLike, ages: AgeGroups, least: int) -> tuple[Array, int]:
    """The population and how many closed groups pair up into decades."""
    people, faults = by_age("population", population, ages), Faults("ages")
    if (ages.widths[: ages.closed] != 5).any() or ages.closed < least:
        faults.add("demography-five-year-needed", least=least, found=", ".join(ages.labels))
    faults.raise_if_any()
    return people, ages.closed // 2 * 2


def _halves(people: Array, paired: int) -> Array:
    """Five-year groups as (…, decades, younger and older half)."""
    return people[..., :paired].reshape(*people.shape[:-1], -1, 2)


def _with_halves(people: Array, tens: Array, first: Array) -> Array:
    """The population with each decade of ``tens`` split into ``first`` and the rest."""
    result, paired = people.copy(), 2 * tens.shape[-1]
    result[..., :paired] = np.stack([first, tens - first], axis=-1).reshape(*people.shape[:-1], paired)
    return result


def _inner(tens: Array, ends: Array, formula: Callable[[Array, Array, Array], Array]) -> Array:
    """``formula(before, decade, after)`` for the inner decades, ``ends`` for the first and the last."""
    result = ends.copy()
    result[..., 1:-1] = formula(tens[..., :-2], tens[..., 1:-1], tens[..., 2:])
    return result


def carrier_farrag(population: ArrayLike, ages: AgeGroups) -> Array:
    """Split each ten-year group by the fourth root of the ratio of its neighbours, shape (…, ages), same total.

    The first and the last decade keep their five-year groups; so does a decade with an empty neighbour. A count not
    known makes its own and the neighbouring decades NaN.

    Raises:
        Invalid: ``demography-five-year-needed`` (six closed groups), ``demography-shape``, ``demography-negative``.

    Source: Carrier, N. H. and Farrag, A. M. (1959), The reduction of errors in census populations for statistically
    underdeveloped countries, Population Studies 12(3), 240-285.
    """
    people, paired = _read(population, ages, 6)
    halves = _halves(people, paired)
    tens, reported = halves.sum(axis=-1), halves[..., 0]

    def first(before: Array, decade: Array, after: Array) -> Array:
        usable = (before > 0) & (after > 0)
        root = np.where(usable, divide(before, after), np.nan) ** 0.25
        as_reported = (before == 0) | (after == 0)
        return np.where(as_reported, reported[..., 1:-1] + 0 * (before + after), decade - decade / (1 + root))

    return _with_halves(people, tens, _inner(tens, reported, first))


def karup_king_newton(population: ArrayLike, ages: AgeGroups) -> Array:
    """Split each ten-year group by the Karup-King-Newton formula, shape (…, ages), same total.

    The first half is half the decade plus a sixteenth of the difference of its neighbours. The first and the last
    decade keep their five-year groups. Unknown counts and errors as :func:`carrier_farrag`.

    Source: Arriaga, E. E., Johnson, P. D. and Jamison, E. (1994), Population Analysis with Microcomputers I, chapter 2.
    """
    people, paired = _read(population, ages, 6)
    halves = _halves(people, paired)
    tens = halves.sum(axis=-1)
    return _with_halves(people, tens, _inner(tens, halves[..., 0], lambda a, b, c: b / 2 + (a - c) / 16))


def _arriaga_first(tens: Array) -> Array:
    """The younger half of each decade; the ends by their own formulas."""
    first = _inner(tens, tens, lambda a, b, c: b - (-a + 11 * b + 2 * c) / 24)
    first[..., 0] = tens[..., 0] - (8 * tens[..., 0] + 5 * tens[..., 1] - tens[..., 2]) / 24
    first[..., -1] = (8 * tens[..., -1] + 5 * tens[..., -2] - tens[..., -3]) / 24
    return first


def arriaga(population: ArrayLike, ages: AgeGroups) -> Array:
    """Split each ten-year group by a parabola through it and its neighbours, ends included, shape (…, ages).

    Keeps every ten-year total; may give a negative group where counts fall very steeply. Unknown counts and errors as
    :func:`carrier_farrag`.

    Source: Arriaga, E. E. (1968), New Life Tables for Latin American Populations, Berkeley; formulas in Arriaga,
    Johnson and Jamison (1994), Population Analysis with Microcomputers I, chapter 2.
    """
    people, paired = _read(population, ages, 6)
    tens = _halves(people, paired).sum(axis=-1)
    return _with_halves(people, tens, _arriaga_first(tens))


def strong(population: ArrayLike, ages: AgeGroups) -> Array:
    """Smooth the ten-year groups themselves (1, 2, 1), then split them as Arriaga does, shape (…, ages).

    The inner decades are scaled back to their common total, so the whole total stays; single decades change. Errors as
    :func:`carrier_farrag`; one count not known makes every decade but the ends NaN.

    Source: Arriaga, Johnson and Jamison (1994), Population Analysis with Microcomputers I, chapter 2.
    """
    people, paired = _read(population, ages, 6)
    tens = _halves(people, paired).sum(axis=-1)
    inner = (tens[..., :-2] + 2 * tens[..., 1:-1] + tens[..., 2:]) / 4
    total, smoothed = tens[..., 1:-1].sum(axis=-1, keepdims=True), inner.sum(axis=-1, keepdims=True)
    # Where the ends lend people to inner decades that are all empty, the scale is 0; where nothing is there, it is 1.
    scale = np.where(smoothed == 0, 1.0, divide(total, smoothed))
    decades = np.concatenate([tens[..., :1], inner * scale, tens[..., -1:]], axis=-1)
    return _with_halves(people, decades, _arriaga_first(decades))


def united_nations(population: ArrayLike, ages: AgeGroups) -> Array:
    """The five-term formula (-1, 4, 10, 4, -1)/16 over five-year groups, shape (…, ages).

    The two groups at either end of the closed ones stay as they are. The total is kept only nearly. Errors as
    :func:`carrier_farrag`, with five closed groups.

    Source: Carrier and Farrag (1959), as used by the United Nations; Arriaga, Johnson and Jamison (1994), chapter 2.
    """
    people, _ = _read(population, ages, 5)
    closed, result = people[..., : ages.closed], people.copy()
    result[..., 2 : ages.closed - 2] = (
        -closed[..., :-4] + 4 * closed[..., 1:-3] + 10 * closed[..., 2:-2] + 4 * closed[..., 3:-1] - closed[..., 4:]
    ) / 16
    return result
