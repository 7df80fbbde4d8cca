"""Boundaries of areas: what a map of one level holds, whoever drew it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from huimin.findings import Finding

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Point, ...]
"""A closed line: its last point is its first."""
Polygon = tuple[Ring, ...]
"""The outer ring, counter-clockwise, and the rings of its holes."""
Shape = tuple[Polygon, ...]
"""All parts of an area; most have one."""


@dataclass(frozen=True)
class Map:
    """The boundaries of the areas of one level.

    Attributes:
        level: the level's code.
        shapes: area key -> its parts.
        note: what the file says of itself, such as that the boundaries are invented.
        findings: what was wrong with the file; what is listed is not among the shapes.
    """

    level: str
    shapes: Mapping[str, Shape]
    note: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of everything; None where there is no shape."""
        points = [point for shape in self.shapes.values() for polygon in shape for point in polygon[0]]
        if not points:
            return None
        east, north = zip(*points, strict=True)
        return min(east), min(north), max(east), max(north)

    def geojson(self) -> dict[str, Any]:
        """The map as a GeoJSON FeatureCollection with the property ``code``, as it is written to ``maps/``."""
        features = [
            {"type": "Feature", "properties": {"code": key}, "geometry": _geometry(shape)}
            for key, shape in self.shapes.items()
        ]
        head = {"type": "FeatureCollection", **({"note": self.note} if self.note else {})}
        return {**head, "features": features}


def _geometry(shape: Shape) -> dict[str, Any]:
    if len(shape) == 1:
        return {"type": "Polygon", "coordinates": shape[0]}
    return {"type": "MultiPolygon", "coordinates": shape}


def ring_area(ring: Ring) -> float:
    """The area within a ring in square degrees; positive where it runs counter-clockwise."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) / 2
