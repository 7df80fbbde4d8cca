"""Depth-first order of a forest given by parent indexes, computed with whole arrays."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


class DepthFirst(NamedTuple):
    """A forest in depth-first order.

    Attributes:
        order: node at each position, shape (n,).
        depth: steps from the root, by node, shape (n,).
        size: nodes of its subtree with itself, by node, shape (n,).
    """

    order: Ints
    depth: Ints
    size: Ints


def depths(parent: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Steps of each node to its root, and which nodes never reach one (they are in or under a cycle).

    Pointer doubling: after ``k`` rounds every node knows its ancestor ``2 ** k`` steps up.
    """
    n = len(parent)
    above = np.append(np.where(parent < 0, n, parent), n).astype(np.int64)
    steps = (above != n).astype(np.int32)
    for _ in range(max(n, 1).bit_length() + 1):
        if bool((above == n).all()):
            break
        steps = steps + steps[above]
        above = above[above]
    return steps[:n], above[:n] != n


def cycles(parent: Ints) -> list[list[int]]:
    """The cycles of the parent relation, each from its first member (smallest node) towards the parents."""
    _, lost = depths(parent)
    state: dict[int, int] = {}
    found: list[list[int]] = []
    for start in np.flatnonzero(lost).tolist():
        node, walk = start, []
        while node not in state:
            state[node] = start
            walk.append(node)
            node = int(parent[node])
        if state[node] == start and node in walk:
            ring = walk[walk.index(node) :]
            first = ring.index(min(ring))
            found.append(ring[first:] + ring[:first])
    return found


def depth_first(parent: Ints) -> DepthFirst:
    """Depth-first order; siblings (and roots) keep the order of their node numbers.

    ``parent`` must be free of cycles. Works from depth to depth: subtree sizes from the bottom up, then
    positions from the top down, because a node stands right after its parent and its elder siblings'
    subtrees.
    """
    n = len(parent)
    depth, _ = depths(parent)
    by_depth = np.argsort(depth, kind="stable")
    bounds = np.searchsorted(depth[by_depth], np.arange(int(depth.max(initial=0)) + 2))
    rings = [by_depth[a:b] for a, b in pairwise(bounds)]
    size = np.ones(n, np.int32)
    for ring in reversed(rings[1:]):
        np.add.at(size, parent[ring], size[ring])
    position = np.full(n + 1, -1, np.int64)  # the last entry is the position of "no parent"
    for ring in rings:
        ring = ring[np.argsort(position[parent[ring]], kind="stable")]
        if not len(ring):
            continue
        above = position[parent[ring]]
        before = np.cumsum(size[ring]) - size[ring]
        eldest = np.flatnonzero(np.append(True, above[1:] != above[:-1]))
        family = np.searchsorted(eldest, np.arange(len(ring)), side="right") - 1
        position[ring] = above + 1 + before - before[eldest][family]
    order = np.empty(n, np.int32)
    order[position[:n]] = np.arange(n, dtype=np.int32)
    return DepthFirst(order, depth.astype(np.int32), size)
