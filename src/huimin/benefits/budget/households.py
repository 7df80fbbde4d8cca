"""Households: couples and mothers with their children, and the others joined to them until the number is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.budget.integers import Floats, Whole

ADULT = 18


def matched(wishes: Floats, offers: Floats) -> Whole:
    """For each wish (rising) the place of an offer (rising), near its value and each offer once.

    There must be at least as many offers as wishes.
    """
    count = len(wishes)
    steps = np.arange(count)
    wanted = np.searchsorted(offers, wishes) - steps
    places = np.maximum.accumulate(wanted) + steps if count else wanted
    made: Whole = np.minimum(places, len(offers) - count + steps).astype(np.int64)
    return made


def households_of(
    age: NDArray[np.int16], mother: NDArray[np.int32], partner: NDArray[np.int32], wanted: int,
    rng: np.random.Generator,
) -> NDArray[np.int32]:  # fmt: skip
    """The household of everybody, numbered from 0; as many households as wanted where people suffice."""
    leader = np.arange(len(age))
    linked = partner >= 0
    leader[linked] = np.minimum(leader[linked], partner[linked])
    own = linked.copy()  # who has a partner or children has a household apart from the own mother's
    own[mother[mother >= 0]] = True
    children = np.flatnonzero((mother >= 0) & ~own)
    leader[children] = leader[mother[children]]
    _, unit = np.unique(leader, return_inverse=True)
    count = int(unit.max(initial=-1)) + 1
    wanted = min(max(wanted, 1), len(age)) if len(age) else 0
    if count > wanted:
        unit = _joined(unit, age, count, wanted, rng)
    elif count < wanted:
        unit = _parted(unit, age, count, wanted, rng)
    return unit.astype(np.int32)


def _joined(unit: Whole, age: NDArray[np.int16], count: int, wanted: int, rng: np.random.Generator) -> Whole:
    """Singles, and where they do not suffice others, move in with households that stay, all drawn by lot."""
    sizes = np.bincount(unit, minlength=count)
    youngest = np.full(count, 999)
    np.minimum.at(youngest, unit, age)
    order = np.lexsort((rng.random(count), sizes > 1, youngest >= ADULT))  # children without anybody move first
    goes, stays = order[: count - wanted], order[count - wanted :]
    number = np.empty(count, dtype=np.int64)
    number[stays] = np.arange(wanted)
    number[goes] = rng.integers(0, wanted, len(goes))
    return number[unit]


def _parted(unit: Whole, age: NDArray[np.int16], count: int, wanted: int, rng: np.random.Generator) -> Whole:
    """People move out, adults first, one from each household that keeps somebody, until there are enough."""
    unit = unit.copy()
    while count < wanted:
        order = np.lexsort((rng.random(len(unit)), age, unit))
        first = np.flatnonzero(np.diff(unit[order], prepend=-1))
        last = np.append(first[1:], len(unit)) - 1
        oldest = order[last[last > first]]
        movers = oldest[np.lexsort((rng.random(len(oldest)), age[oldest] < ADULT))][: wanted - count]
        if not len(movers):
            break
        unit[movers] = count + np.arange(len(movers))
        count += len(movers)
    return unit
