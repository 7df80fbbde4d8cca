"""Which coordinate system a file is in: what it says of itself, and what its numbers look like.

Longitude and latitude are wanted: CRS84 or EPSG:4326, or EPSG:4490 (CGCS2000), which lies within centimetres of it.
The shifted systems of Chinese online maps (GCJ-02, BD-09) look like longitude and latitude and cannot be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from huimin.adapters.maps.faults import Faults
from huimin.findings import Severity

DEGREES = re.compile(r"CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4490)\b", re.IGNORECASE)
POLAR = 84  # nobody lives farther north: a latitude beyond it is a longitude
LOOKED_AT = 20_000  # points
HUGE = 1e300  # not a number, infinity, and whole numbers that no float holds, are none of it


def look_at_system(crs: Any, geometries: Iterable[Any], faults: Faults) -> bool | None:
    """Whether latitude comes first (False: longitude does); None where the coordinates are no degrees at all."""
    named = _named(crs)
    points = _some_points(geometries)
    largest = np.abs(points).max(axis=0) if len(points) else np.zeros(2)
    if largest.max() > 180:
        inside = (np.abs(points) <= (180, 90)).all(axis=1)
        if inside.mean() < 0.5:
            faults.add("map-projected", Severity.ERROR, found=_guess(np.median(points, axis=0)), named=named or "–")
            return None
    if named and not DEGREES.search(named):
        faults.add("map-crs", found=named)
    if largest[0] <= 90 and POLAR < points[:, 1].max(initial=0) <= 180:
        faults.add("map-swapped")
        return True
    return False


def _named(crs: Any) -> str:
    """The name in a ``crs`` member (of the GeoJSON of 2008; RFC 7946 has none), empty where there is none."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name", properties.get("href", "")) if isinstance(properties, dict) else ""
    return str(name)[:80]


def _some_points(geometries: Iterable[Any]) -> Any:
    """The first points of the geometries, (n, 2); whatever is none is passed over."""
    found: list[tuple[float, float]] = []
    for geometry in geometries:
        waiting = [geometry.get("coordinates")] if isinstance(geometry, dict) else []
        while waiting and len(found) < LOOKED_AT:
            one = waiting.pop()
            if not isinstance(one, list):
                continue
            if len(one) >= 2 and all(isinstance(part, (int, float)) and abs(part) < HUGE for part in one[:2]):
                found.append((float(one[0]), float(one[1])))
            else:
                waiting += one[::-1]
    points = np.array(found, dtype=np.float64).reshape(-1, 2)
    return points[np.isfinite(points).all(axis=1)]


def _guess(point: Any) -> str:
    """What the coordinates of one point look like. Zones: GB/T 22021-2008, six degrees 13 to 23, three 25 to 45."""
    x, y = abs(float(point[0])), abs(float(point[1]))
    # Surveyors' axes: x runs north, so files may hold either number first.
    east, north = (y, x) if 1.5e6 <= x <= 6.5e6 and not 1.5e6 <= y <= 6.5e6 else (x, y)
    zone = int(east // 1e6)
    if 100_000 <= east < 1_000_000 and 1.5e6 <= north <= 6.5e6:
        return "CGCS2000 / 3-degree Gauss-Kruger CM (EPSG:4534–4554)"
    if (16 <= zone <= 23 or 25 <= zone <= 45) and 1.5e6 <= north <= 6.5e6:
        return f"CGCS2000 / Gauss-Kruger zone {zone} (EPSG:{4491 + zone - 13 if zone <= 23 else 4513 + zone - 25})"
    if x <= 20_037_509 and y <= 20_048_967:
        return "EPSG:3857 (Web Mercator)"
    return "?"
