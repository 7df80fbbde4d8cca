"""From GeoJSON geometry to sound polygons: rings closed, crossings untangled, and what cannot be drawn refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from huimin.findings import Fact
from huimin.tasks.maps import Polygon, Ring, Shape

Floats = NDArray[np.float64]


class Broken(Exception):
    """A shape that cannot be drawn: the finding's code and facts."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class Mending:
    """What had to be mended in one feature: codes of findings, each once. ``turn``: latitude comes first."""

    def __init__(self, turn: bool = False) -> None:
        self.turn = turn
        self.done: list[str] = []

    def note(self, code: str) -> None:
        """Something was mended."""
        if code not in self.done:
            self.done.append(code)


def geometry_of(geometry: Any, mending: Mending) -> shapely.Geometry:
    """A valid Polygon or MultiPolygon.

    Raises:
        Broken: it is empty, is no polygon, or lies outside the globe.
    """
    kind, parts = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind is None or parts in (None, []):
        raise Broken("map-empty")
    if kind not in ("Polygon", "MultiPolygon"):
        raise Broken("map-not-polygon", found=str(kind)[:40])
    polygons = [parts] if kind == "Polygon" else parts
    if not isinstance(polygons, list):
        raise Broken("map-shape-broken")
    whole = shapely.multipolygons([_polygon(one, mending) for one in polygons])
    if not shapely.is_valid(whole):
        whole = only_polygons(shapely.make_valid(whole, method="structure", keep_collapsed=False))
        mending.note("map-self-crossing")
    if shapely.is_empty(whole) or shapely.area(whole) == 0:
        raise Broken("map-shape-broken")
    return whole


def _polygon(rings: Any, mending: Mending) -> shapely.Geometry:
    if not isinstance(rings, list) or not rings:
        raise Broken("map-shape-broken")
    outer, *holes = (_ring(ring, mending) for ring in rings)
    return shapely.polygons(shapely.linearrings(outer), [shapely.linearrings(hole) for hole in holes] or None)


def _ring(points: Any, mending: Mending) -> Floats:
    """The points of a closed ring, (n, 2), longitude first."""
    try:
        ring = np.array([point[:2] for point in points], dtype=np.float64)
    except (TypeError, ValueError, KeyError, OverflowError):
        raise Broken("map-shape-broken") from None
    if ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < 3:
        raise Broken("map-shape-broken")
    ring = ring[:, ::-1] if mending.turn else ring
    if not (np.abs(ring) <= (180, 90)).all():  # NaN is not within either
        raise Broken("map-outside")
    if (ring[0] != ring[-1]).any():
        ring = np.concatenate([ring, ring[:1]])
        mending.note("map-ring-open")
    if len(ring) < 4:
        raise Broken("map-shape-broken")
    return ring


def only_polygons(geometry: shapely.Geometry) -> shapely.Geometry:
    """What of a geometry is polygons: mending may leave lines behind."""
    parts = [part for one in shapely.get_parts(geometry) for part in shapely.get_parts(one)]
    kept = [part for part in parts if shapely.get_type_id(part) == shapely.GeometryType.POLYGON]
    return shapely.multipolygons(kept) if kept else shapely.MultiPolygon()


def shape_of(geometry: shapely.Geometry, decimals: int | None = None) -> Shape:
    """A geometry as plain points, outer rings counter-clockwise (RFC 7946), the largest part first."""
    parts = [one for one in shapely.get_parts(geometry) if shapely.area(one) > 0]
    parts.sort(key=lambda one: -shapely.area(one))
    return tuple(_plain(shapely.orient_polygons(one), decimals) for one in parts)


def _plain(polygon: Any, decimals: int | None) -> Polygon:
    return tuple(_line(ring, decimals) for ring in (polygon.exterior, *polygon.interiors))


def _line(ring: Any, decimals: int | None) -> Ring:
    points = shapely.get_coordinates(ring)
    if decimals is not None:
        points = np.round(points, decimals) + 0.0
    return tuple((x, y) for x, y in points.tolist())


def polygon_of(shape: Shape) -> shapely.Geometry:
    """The way back: plain points as a geometry."""
    polygons = [shapely.Polygon(outer, holes) for outer, *holes in shape]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
