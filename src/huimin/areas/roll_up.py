"""Figures added up over a tree in depth-first arrays. A figure that is missing is NaN, never 0.

These are the reference for the engines. They go from the deepest areas up, one depth at a time, so that the
figures of an area's children are complete when the area is reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


def rings(depth: Ints) -> list[NDArray[np.intp]]:
    """The positions at each depth, the roots first."""
    by_depth = np.argsort(depth, kind="stable")
    bounds = np.searchsorted(depth[by_depth], np.arange(int(depth.max(initial=-1)) + 2))
    return [by_depth[a:b] for a, b in pairwise(bounds)]


def plus(left: Floats, right: Floats) -> Floats:
    """Sum in which a missing figure does not count; missing where both are."""
    both = np.where(np.isnan(left), 0.0, left) + np.where(np.isnan(right), 0.0, right)
    return np.where(np.isnan(left) & np.isnan(right), np.nan, both)


def gather(values: Floats, home: Ints, length: int) -> Floats:
    """Add up ``values`` (m,) or (m, k) into ``length`` places: entry ``i`` goes to ``home[i]``, -1 goes
    nowhere.
    """
    kept = home >= 0
    return _add_to(values[kept], home[kept], length)


def _add_to(values: Floats, place: NDArray[np.integer], length: int) -> Floats:
    """Sums by place; NaN where no value of the place is known."""
    shape = (length, *values.shape[1:])
    total, known = np.zeros(shape), np.zeros(shape, bool)
    seen = ~np.isnan(values)
    np.add.at(total, place, np.where(seen, values, 0.0))
    np.logical_or.at(known, place, seen)
    total[~known] = np.nan
    return total


def sum_up(values: Floats, parent: Ints, by_depth: Sequence[NDArray[np.intp]]) -> Floats:
    """Own figure plus those of all areas below; NaN only where none of them is known. (n,) or (n, k)."""
    total = np.array(values, dtype=np.float64)
    for ring in reversed(by_depth[1:]):
        above, place = np.unique(parent[ring], return_inverse=True)
        total[above] = plus(total[above], _add_to(total[ring], place, len(above)))
    return total


def own_first(
    values: Floats, parent: Ints, by_depth: Sequence[NDArray[np.intp]], below: Floats | None = None
) -> Floats:
    """Own figure where the area has one, else the sum of its children's results. (n,) or (n, k).

    ``below`` holds figures of areas that no longer stand in the tree and belong somewhere under the area:
    they count with the children, because the area's own figure contains them already.
    """
    total = np.array(values, dtype=np.float64)
    rest = np.full(total.shape, np.nan) if below is None else np.array(below, dtype=np.float64)
    for depth in range(len(by_depth) - 1, -1, -1):
        ring = by_depth[depth]
        total[ring] = np.where(np.isnan(values[ring]), rest[ring], values[ring])
        if depth:
            above, place = np.unique(parent[ring], return_inverse=True)
            rest[above] = plus(rest[above], _add_to(total[ring], place, len(above)))
    return total
