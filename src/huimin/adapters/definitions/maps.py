"""Boundaries in a workspace's ``maps/`` folder: one GeoJSON file a level, ``maps/county.geojson``.

A file is a FeatureCollection (RFC 7946) of polygons whose property ``code`` names the area. A map is something to look
at: whatever is wrong with it is told, and what is sound is shown all the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huimin.findings import Fact, Finding, Place, Severity
from huimin.tasks.maps import Map, Point, Polygon, Ring, Shape, ring_area

FOLDER, ENDING = "maps", ".geojson"
SIZE_LIMIT = 60_000_000
NAMED = 8
KeyOf = Callable[[str], str | None]


class _Broken(Exception):
    """A shape that cannot be drawn; its text is the finding's code."""


class _Reader:
    """Reads one file and gathers what is wrong with it, one finding for each kind of fault."""

    def __init__(self, file: str, key_of: KeyOf) -> None:
        self.file, self.key_of = file, key_of
        self.shapes: dict[str, Shape] = {}
        self.wrong: dict[str, list[str]] = defaultdict(list)

    def features(self, features: list[Any]) -> None:
        for number, feature in enumerate(features, 1):
            properties = feature.get("properties") if isinstance(feature, dict) else None
            code = properties.get("code") if isinstance(properties, dict) else None
            if not isinstance(code, (str, int)) or isinstance(code, bool) or code == "":
                self.wrong["map-code-missing"].append(str(number))
                continue
            try:
                self._feature(str(code), feature.get("geometry"))
            except _Broken as broken:
                self.wrong[str(broken)].append(str(code))

    def _feature(self, code: str, geometry: Any) -> None:
        key = self.key_of(code)
        if key is None:
            raise _Broken("map-code-unknown")
        if key in self.shapes:
            raise _Broken("map-code-twice")
        kind, parts = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", None)
        if kind == "Polygon":
            parts = [parts]
        elif kind != "MultiPolygon":
            raise _Broken("map-shape-broken")
        if not isinstance(parts, list) or not parts:
            raise _Broken("map-shape-broken")
        self.shapes[key] = tuple(_polygon(part) for part in parts)

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each kind of fault, naming the first few."""
        made = []
        for code, found in sorted(self.wrong.items()):
            more = "…" if len(found) > NAMED else ""
            facts: dict[str, Fact] = {"count": len(found), "found": ", ".join(found[:NAMED]) + more}
            made.append(Finding(code, Severity.WARNING, Place(file=self.file), facts))
        return tuple(made)


def _polygon(rings: Any) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise _Broken("map-shape-broken")
    outer, *holes = (_ring(ring) for ring in rings)
    return (_turned(outer, 1), *(_turned(hole, -1) for hole in holes))


def _ring(points: Any) -> Ring:
    if not isinstance(points, list):
        raise _Broken("map-shape-broken")
    ring = tuple(_point(point) for point in points)
    if ring and ring[0] != ring[-1]:
        ring = (*ring, ring[0])
    if len(ring) < 4 or ring_area(ring) == 0:
        raise _Broken("map-shape-broken")
    return ring


def _point(point: Any) -> Point:
    if not isinstance(point, list) or len(point) < 2 or not all(type(part) in (int, float) for part in point[:2]):
        raise _Broken("map-shape-broken")
    east, north = point[:2]
    if not (-180 <= east <= 180 and -90 <= north <= 90):  # NaN is not within either
        raise _Broken("map-outside")
    return float(east), float(north)


def _turned(ring: Ring, sign: int) -> Ring:
    """The ring in the direction that RFC 7946 asks for: outer ones counter-clockwise, holes clockwise."""
    return ring if ring_area(ring) * sign > 0 else ring[::-1]


def read_map(folder: Path, level: str, key_of: KeyOf = lambda code: code) -> Map | None:
    """The map of a level of the workspace in ``folder``; None where it has no such file.

    Args:
        key_of: the key of the area that a ``code`` names, None where there is none.

    Never raises for what is wrong with the file: it is in the map's findings, and what is sound in its shapes.
    """
    file = f"{FOLDER}/{level}{ENDING}"
    path = folder / file
    if not path.is_file():
        return None
    try:
        document = _parsed(path)
    except (OSError, ValueError, RecursionError) as problem:
        facts = {"reason": str(problem) if isinstance(problem, ValueError) else type(problem).__name__}
        return Map(level, {}, "", (Finding("map-unreadable", Severity.ERROR, Place(file=file), facts),))
    reader = _Reader(file, key_of)
    reader.features(document["features"])
    note = document.get("note", "")
    return Map(level, reader.shapes, note if isinstance(note, str) else "", reader.findings())


def _parsed(path: Path) -> dict[str, Any]:
    """The file as a FeatureCollection; ValueError where it is none."""
    if path.stat().st_size > SIZE_LIMIT:
        raise ValueError(f"> {SIZE_LIMIT // 1_000_000} MB")
    document = json.loads(path.read_bytes().decode("utf-8-sig"))
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise ValueError("FeatureCollection ?")
    if not isinstance(document.get("features"), list):
        raise ValueError("features ?")
    return document


def write_map(folder: Path, drawn: Map) -> Path:
    """Write a map to ``maps/`` of the workspace in ``folder``, a feature a line. The same map gives the same bytes."""
    path = folder / FOLDER / f"{drawn.level}{ENDING}"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = drawn.geojson()
    features = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in whole.pop("features")]
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    path.write_text(f'{head}, "features": [\n' + ",\n".join(features) + "\n]}\n", encoding="utf-8", newline="\n")
    return path
