"""Futures of areas gathered into the places that they add up to, within bounded memory.

A place's intervals need all its futures at once. So areas come in an order in which those of one place follow each
other, a place is let go as soon as its last area has come, and where ages would still not fit, some years are taken at
a time.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from huimin.demography.projection.trajectories import Fan, fan
from huimin.tasks.project.basis import Floats

ROOM = 400_000_000
"""Bytes that people by age of all futures may take up at once."""


class Gathering:
    """Fans of places from the futures of areas.

    Args:
        weights: (places, areas) 1 where an area is part of a place.
    """

    def __init__(self, weights: Floats) -> None:
        self.order = order_of(weights)
        self._places = [np.flatnonzero(weights[:, at]).tolist() for at in range(weights.shape[1])]
        self._left = np.count_nonzero(weights, axis=1)
        self._sums: dict[tuple[int, str], Floats] = {}
        self._fans: dict[str, dict[int, Fan]] = {}

    def add(self, area: int, values: Mapping[str, Floats]) -> None:
        """The futures (draws, ...) of the next area, by code."""
        for place in self._places[area]:
            self._left[place] -= 1
            for code, mine in values.items():
                known = self._sums.get((place, code))
                total = mine if known is None else np.add(known, mine, out=known)
                if self._left[place]:
                    self._sums[place, code] = np.array(total) if known is None else total
                else:
                    self._sums.pop((place, code), None)
                    self._fans.setdefault(code, {})[place] = fan(total, axis=0)

    def fans(self) -> dict[str, Fan]:
        """By code, with the axis of places in front."""
        return {code: stacked([found[at] for at in sorted(found)]) for code, found in self._fans.items()}


def stacked(fans: list[Fan]) -> Fan:
    """Fans side by side along a new first axis."""
    bounds = {
        level: (np.stack([one.bounds[level][0] for one in fans]), np.stack([one.bounds[level][1] for one in fans]))
        for level in fans[0].bounds
    }
    return Fan(np.stack([one.median for one in fans]), bounds)


def order_of(weights: Floats) -> list[int]:
    """The areas in an order in which those of one place stand together, where places lie within each other."""
    return [int(at) for at in np.lexsort((np.arange(weights.shape[1]), *weights[::-1]))]


def held_at_once(weights: Floats) -> int:
    """How many places with more than one area are under way at most, gathered in that order."""
    order = order_of(weights)
    inside = weights[:, order] > 0
    several = inside[inside.sum(axis=1) > 1]
    first = several.argmax(axis=1)
    last = several.shape[1] - several[:, ::-1].argmax(axis=1) - 1
    return max((int(((first <= at) & (at <= last)).sum()) for at in range(len(order))), default=0)


def spans_of(weights: Floats, draws: int, times: int, ages: int) -> list[slice]:
    """Stretches of the ``times`` years, each as long as the room allows, one year at least."""
    a_year = draws * 2 * ages * 8 * (held_at_once(weights) + 3)
    length = max(1, min(times, ROOM // a_year))
    return [slice(start, min(start + length, times)) for start in range(0, times, length)]
