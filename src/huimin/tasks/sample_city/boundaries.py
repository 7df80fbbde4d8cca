"""Invented boundaries for the sample city: nested areas whose common edges are the same, vertex for vertex.

Every village is one cell of a single Voronoi diagram; a township is the union of its villages' cells and a county that
of its townships'. Where the cells lie is found from the top down: the counties share the city out by a power diagram
whose weights give each the area it is due (urban ones small and in the middle), the townships share out their county in
the same way, and the villages spread evenly over their township (Lloyd's algorithm). Power diagrams: F. Aurenhammer,
"Power diagrams: properties, algorithms and applications", SIAM Journal on Computing 16 (1987).

The outline of the city is where its outermost cells meet those of points strewn outside, so that it is as irregular as
everything else. The coordinates lie in the open sea, where there is no city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Voronoi

from huimin.tasks.maps import Map, Point, Ring, Shape, ring_area
from huimin.tasks.sample_city.chance import stream
from huimin.tasks.sample_city.places import Places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MAPPED = ("village", "township", "county")
NOTE = "惠民示范市的边界是虚构的，不是任何真实地方。 Boundaries of an invented city; no real place."
SIZE = 0.8  # degrees from the middle to the outline, about
CENTRE = np.array([1.0, 1.0])
DECIMALS = 4
CLOUD = 40  # points for each village that stand for the land while it is shared out
URBAN = 0.3  # what land an urban village has, against a rural one
STEPS, TRIES = 60, 12


@dataclass(frozen=True)
class _Outline:
    """A city limit that wavers around a circle: a radius for every direction."""

    heights: Floats
    turns: Floats

    def radius(self, angle: Floats) -> Floats:
        """Distance from the middle to the limit, in parts of its mean."""
        waves = np.arange(1, len(self.heights) + 1)
        made: Floats = 1.0 + np.cos(np.multiply.outer(angle, waves) + self.turns) @ self.heights
        return made

    def inside(self, points: Floats, scale: float = 1.0) -> NDArray[np.bool_]:
        """Whether points around the origin lie within ``scale`` times the limit."""
        within: NDArray[np.bool_] = np.hypot(*points.T) < scale * self.radius(np.arctan2(points[:, 1], points[:, 0]))
        return within


@dataclass(frozen=True)
class _Bend:
    """Bends the plane in gentle waves, so that long borders are not straight. Nothing folds over: the slopes of the
    waves stay well below one."""

    turns: Floats

    def __call__(self, points: Floats) -> Floats:
        """The points in degrees."""
        east, north = points.T
        a, b, c, d = self.turns
        across = 0.055 * np.sin(5.0 * north + a) + 0.016 * np.sin(13.0 * north + 4.0 * east + b)
        along = 0.055 * np.sin(5.0 * east + c) + 0.016 * np.sin(13.0 * east - 4.0 * north + d)
        bent: Floats = CENTRE + SIZE * np.column_stack([east + across, 0.85 * (north + along)])
        return bent


def make_boundaries(seed: int, places: Places) -> dict[str, Map]:
    """The boundaries of counties, townships and villages as they stand at the end of the simulation.

    Args:
        seed: the same seed gives the same boundaries.
        places: the areas of the city.

    Returns:
        Level -> its map, with the key of every area of the level that is in being in the last month.
    """
    last = places.settings.months_span[-1]
    alive = {level: [unit for unit in places.units[level] if unit.first <= last <= unit.last] for level in MAPPED}
    index = {level: {unit.key: i for i, unit in enumerate(units)} for level, units in alive.items()}
    township_key = [unit.key for unit in places.units["township"]]
    county_key = [unit.key for unit in places.units["county"]]
    of_village = np.array([index["township"][township_key[unit.parent]] for unit in alive["village"]])
    of_township = np.array([index["county"][county_key[unit.parent]] for unit in alive["township"]])
    urban = np.array([unit.group == "urban" for unit in alive["county"]])
    cells = _cells(seed, of_village, of_township, urban)
    owners = {"village": np.arange(len(of_village)), "township": of_village, "county": of_township[of_village]}
    return {
        level: Map(level, {unit.key: cells.union(np.flatnonzero(owners[level] == i)) for i, unit in enumerate(units)},
                   NOTE)
        for level, units in alive.items()
    }  # fmt: skip


# --- sharing the land out ---------------------------------------------------------------------------------------------


def _cells(seed: int, of_village: Ints, of_township: Ints, urban: NDArray[np.bool_]) -> _Cells:
    """Places for the villages such that every township and every county is in one piece, and their cells."""
    for attempt in range(TRIES):
        rng = stream(seed, "boundaries", str(attempt))
        outline = _Outline(rng.uniform(0.4, 1.0, 6) * (0.17 / np.arange(1, 7)), rng.uniform(0, 2 * np.pi, 6))
        sites = _sites(rng, outline, of_village, of_township, urban)
        cells = _Cells(sites, _outside(rng, outline, len(sites)), _Bend(rng.uniform(0, 2 * np.pi, 4)))
        owners = (of_village, of_township[of_village])
        if all(cells.in_one_piece(np.flatnonzero(owner == i)) for owner in owners for i in range(owner.max() + 1)):
            break
    # A city that still has an area in two pieces is drawn with two: that is odd to look at, and no fault.
    return cells


def _sites(
    rng: np.random.Generator, outline: _Outline, of_village: Ints, of_township: Ints, urban: NDArray[np.bool_]
) -> Floats:
    """One place for each village, (villages, 2), around the origin; the outline lies at about 1."""
    need = CLOUD * len(of_village)
    strewn = rng.uniform(-1.4, 1.4, (4 * need, 2))
    cloud = strewn[outline.inside(strewn)][:need]
    land = np.where(urban, URBAN, 1.0)[of_township[of_village]]
    county_land = np.bincount(of_township[of_village], land)
    county = _share_out(cloud, _county_seeds(rng, urban), county_land / county_land.sum())
    sites = np.zeros((len(of_village), 2))
    for c in range(len(urban)):
        mine, townships = cloud[county == c], np.flatnonzero(of_township == c)
        sizes = np.array([(of_village == t).sum() for t in townships], float)
        seeds = mine[rng.choice(len(mine), len(townships), replace=False)]
        township = _share_out(mine, seeds, sizes / sizes.sum())
        for number, t in enumerate(townships):
            sites[of_village == t] = _spread(rng, mine[township == number], int(sizes[number]))
    return sites


def _county_seeds(rng: np.random.Generator, urban: NDArray[np.bool_]) -> Floats:
    """Where the counties start from: urban ones around the middle, the others around them."""
    seeds = np.zeros((len(urban), 2))
    for mask, radius, turn in ((urban, 0.18, 0.4), (~urban, 0.68, 0.9)):
        count = int(mask.sum())
        angle = turn + 2 * np.pi * np.arange(count) / max(count, 1)
        seeds[mask] = (
            radius * np.column_stack([np.cos(angle), np.sin(angle)]) * (1.0 if count > 1 or radius > 0.5 else 0.1)
        )
    return np.asarray(seeds + rng.normal(0, 0.05, seeds.shape))


def _share_out(cloud: Floats, seeds: Floats, shares: Floats) -> Ints:
    """To which seed each point of the cloud belongs, so that each gets about its share of them.

    A power diagram: the seed with the least squared distance less its weight. Weights rise where a share is too small;
    seeds move towards the middle of what is theirs, so that the parts become compact.
    """
    seeds, weights = seeds.copy(), np.zeros(len(seeds))
    area = float(np.prod(np.ptp(cloud, axis=0)))
    mine = np.zeros(len(cloud), np.int64)
    for step in range(STEPS):
        mine = _nearest(cloud, seeds, weights)
        got = np.bincount(mine, minlength=len(seeds)) / len(cloud)
        weights += 0.35 * area * (shares - got)
        # Moving stops before the end: then only the weights settle.
        if step < STEPS // 2:
            sums = np.column_stack([np.bincount(mine, part, len(seeds)) for part in cloud.T])
            held = got > 0
            seeds[held] += 0.5 * (sums[held] / (got[held, None] * len(cloud)) - seeds[held])
    return mine


def _nearest(cloud: Floats, seeds: Floats, weights: Floats | float = 0.0) -> Ints:
    """The seed with the least squared distance less its weight. No matrix product: its last digits are not the same on
    every machine, and the city should be."""
    power = (seeds**2).sum(axis=1) - weights
    made: Ints = (power - 2 * (cloud[:, :1] * seeds[:, 0] + cloud[:, 1:] * seeds[:, 1])).argmin(axis=1)
    return made


def _spread(rng: np.random.Generator, cloud: Floats, count: int) -> Floats:
    """``count`` places spread over a cloud, evenly but not regularly (a few steps of Lloyd's algorithm)."""
    if len(cloud) < count:  # a township squeezed out of its land: its villages huddle together
        middle = cloud.mean(axis=0) if len(cloud) else np.zeros(2)
        return np.asarray(middle + rng.normal(0, 0.01, (count, 2)))
    sites = cloud[rng.choice(len(cloud), count, replace=False)]
    for _ in range(6):
        mine = _nearest(cloud, sites)
        held = np.bincount(mine, minlength=count)
        sums = np.column_stack([np.bincount(mine, part, count) for part in cloud.T])
        sites = np.where(held[:, None] > 0, sums / np.maximum(held, 1)[:, None], sites)
    return np.asarray(sites)


def _outside(rng: np.random.Generator, outline: _Outline, villages: int) -> Floats:
    """Points outside the outline about as dense as the rural villages within, and a far ring that closes all cells."""
    strewn = rng.uniform(-2.2, 2.2, (max(7 * villages, 400), 2))
    near = strewn[~outline.inside(strewn, 1.04) & outline.inside(strewn, 1.5)]
    angle = 2 * np.pi * np.arange(24) / 24
    return np.concatenate([near, 4.0 * np.column_stack([np.cos(angle), np.sin(angle)])])


# --- cells and their unions -------------------------------------------------------------------------------------------


class _Cells:
    """The Voronoi cells of the villages, as edges between numbered corners."""

    def __init__(self, sites: Floats, outside: Floats, bend: _Bend) -> None:
        diagram = Voronoi(np.concatenate([sites, outside]))
        # Corners that rounding brings together are one.
        points, number = np.unique(np.round(bend(diagram.vertices), DECIMALS), axis=0, return_inverse=True)
        number = number.reshape(-1)
        self.points: list[Point] = [(x, y) for x, y in points.tolist()]
        self.neighbours: list[set[int]] = [set() for _ in sites]
        self.edges: list[list[tuple[int, int, int]]] = [[] for _ in sites]
        for (one, two), line in zip(diagram.ridge_points.tolist(), diagram.ridge_vertices, strict=True):
            if min(one, two) >= len(sites) or -1 in line or number[line[0]] == number[line[1]]:
                continue
            # Which side a cell lies on is asked before the plane is bent: there cells are convex.
            if not _on_left(diagram.points[one], *diagram.vertices[line]):
                line = line[::-1]
            start, end = (int(number[corner]) for corner in line)
            self._edge(one, two, start, end)
            self._edge(two, one, end, start)

    def _edge(self, cell: int, other: int, start: int, end: int) -> None:
        """Enter an edge into a cell, which lies to its left; cells outside the city have no edges."""
        if cell < len(self.edges):
            self.edges[cell].append((start, end, other))
            if other < len(self.edges):
                self.neighbours[cell].add(other)

    def in_one_piece(self, members: Sequence[int] | Ints) -> bool:
        """Whether some cells hang together by their edges."""
        left = {int(one) for one in members}
        waiting = [left.pop()] if left else []
        while waiting:
            near = self.neighbours[waiting.pop()] & left
            left -= near
            waiting += near
        return not left

    def union(self, members: Sequence[int] | Ints) -> Shape:
        """The shape that some cells make together: the edges that only one of them has, put end to end."""
        inside = {int(one) for one in members}
        onward: dict[int, list[int]] = {}
        for cell in sorted(inside):
            for start, end, other in self.edges[cell]:
                if other not in inside:
                    onward.setdefault(start, []).append(end)
        rings = []
        while onward:
            rings += self._rings(onward)
        outer = [ring for ring in rings if ring_area(ring) > 0]
        holes = [ring for ring in rings if ring_area(ring) < 0]
        return tuple((ring, *(hole for hole in holes if _holds(ring, hole))) for ring in outer)

    def _rings(self, onward: dict[int, list[int]]) -> list[Ring]:
        """Follow the edges from one corner; where the line comes back to a corner it has been at, a ring is done."""
        path, found = [min(onward)], []
        while path:
            ends = onward.get(path[-1])
            if not ends:
                break
            end = ends.pop()
            if not ends:
                del onward[path[-1]]
            if end in path:
                at = path.index(end)
                found.append(tuple(self.points[one] for one in [*path[at:], end]))
                del path[at + 1 :]
                if path[-1] not in onward:
                    break
            else:
                path.append(end)
        return found


def _on_left(place: Floats, start: Floats, end: Floats) -> bool:
    """Whether a place lies to the left of the way from ``start`` to ``end``."""
    return bool((end[0] - start[0]) * (place[1] - start[1]) > (end[1] - start[1]) * (place[0] - start[0]))


def _holds(ring: Ring, hole: Ring) -> bool:
    """Whether a hole lies within a ring: its middle does, by the rule of odd crossings."""
    x = sum(point[0] for point in hole[:-1]) / (len(hole) - 1)
    y = sum(point[1] for point in hole[:-1]) / (len(hole) - 1)
    crossed = [
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in pairwise(ring)
    ]
    return sum(crossed) % 2 == 1
