"""Boundaries of areas: what a map of one level holds, whoever drew it, and which area a code in it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from huimin.areas import Areas
from huimin.findings import Finding, nearest

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Point, ...]
"""A closed line: its last point is its first."""
Polygon = tuple[Ring, ...]
"""The outer ring, counter-clockwise, and the rings of its holes."""
Shape = tuple[Polygon, ...]
"""All parts of an area; most have one."""

LOOKED_AT = 5_000
"""Codes among which "did you mean" is looked for; above, only those that begin alike."""


@dataclass(frozen=True)
class MapSettings:
    """What ``maps/maps.yaml`` says of the boundaries of one level.

    Attributes:
        property: the property that holds the code; empty: found out.
        system: the coordinate system, as the office names it.
        source, licence, note: shown under every map.
        tolerance: how far boundaries are simplified, in degrees; None: what fits.
    """

    property: str = ""
    system: str = ""
    source: str = ""
    licence: str = ""
    note: str = ""
    tolerance: float | None = None

    def caption(self, lang: str) -> str:
        """What stands under a map: the note, the source, the coordinate system, the licence."""
        zh, en = ("；来源：", "；坐标系：", "；使用许可："), ("; source: ", "; coordinates: ", "; licence: ")
        words = zh if lang == "zh" else en
        said = (self.source, self.system, self.licence)
        told = "".join(word + one for word, one in zip(words, said, strict=True) if one).lstrip("；; ")
        stop = "。" if lang == "zh" else "."
        return " ".join(one for one in (self.note, told and told[0].upper() + told[1:] + stop) if one)


@dataclass(frozen=True)
class Map:
    """The boundaries of the areas of one level.

    Attributes:
        level: the level's code.
        shapes: area key -> its parts.
        note: what the file says of itself, such as that the boundaries are invented.
        findings: what was wrong with the file; what could not be mended is not among the shapes.
        settings: what ``maps.yaml`` says of it.
    """

    level: str
    shapes: Mapping[str, Shape]
    note: str = ""
    findings: tuple[Finding, ...] = ()
    settings: MapSettings = field(default_factory=MapSettings)

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of everything; None where there is no shape."""
        points = [point for shape in self.shapes.values() for polygon in shape for point in polygon[0]]
        if not points:
            return None
        east, north = zip(*points, strict=True)
        return min(east), min(north), max(east), max(north)

    @property
    def points(self) -> int:
        """How many points all rings have."""
        return sum(len(ring) for shape in self.shapes.values() for polygon in shape for ring in polygon)

    def caption(self, lang: str) -> str:
        """What stands under every picture of it."""
        return " ".join(one for one in (self.note, self.settings.caption(lang)) if one)

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


@dataclass(frozen=True, slots=True)
class Meant:
    """Which areas of the tree a code means.

    Attributes:
        keys: the areas; several where the area of that code was split.
        former: the code is of an area that has ended, and the keys of what became of it.
        level: of the area that the code names; empty where no area ever had it.
    """

    keys: tuple[str, ...] = ()
    former: bool = False
    level: str = ""


class AreaCodes:
    """Finds areas by the codes that boundary files use, on the tree of one day.

    Beside keys and official codes it knows the ways in which files of China write them: with the country's number in
    front (``156`` and six digits), and filled up with zeros to nine or twelve digits.
    """

    def __init__(self, areas: Areas, level: str, day: date) -> None:
        self._areas, self._day = areas, day
        self.level, self.tree = level, areas.at(day)
        self.keys = tuple(self.tree.keys[i] for i in self.tree.at_level(level))

    def find(self, code: str) -> Meant:
        """What a code means."""
        found = next((i for one in _ways(code) if (i := self._areas.find(one, self._day)) is not None), None)
        if found is None:
            return Meant()
        level = self._areas.level_of(found)
        if self.tree.index(self._areas.keys[found]) is not None:
            return Meant((self._areas.keys[found],), False, level)
        ends = dict.fromkeys(self._areas.keys[one] for one in self._became(found))
        return Meant(tuple(ends), True, level)

    def _became(self, i: int) -> Iterator[int]:
        """What an area that ended has become, by as many steps as it takes; nothing where that is not known."""
        waiting, seen = [i], {i}
        while waiting:
            one = waiting.pop(0)
            if self.tree.index(self._areas.keys[one]) is not None:
                yield one
                continue
            new = [after for after in self._areas.successors(one) if after not in seen]
            seen.update(new)
            waiting += new

    def name(self, key: str, lang: str) -> str:
        """The name of an area of the tree; its key where it has none."""
        i = self.tree.index(key)
        return key if i is None else self.tree.name(i, lang)

    def nearest(self, code: str) -> str:
        """The code of the level most like ``code``; empty where none is."""
        at_level = self.tree.at_level(self.level)
        known = [self.tree.codes[i] or self.tree.keys[i] for i in at_level]
        if len(known) > LOOKED_AT:
            known = [one for one in known if one.startswith(code[: max(2, len(code) - 3)])][:LOOKED_AT]
        return nearest(code, known)


def _ways(code: str) -> Iterator[str]:
    """A code as it stands, and as areas may be called by it."""
    yield code
    if len(code) == 9 and code.startswith("156") and code.isdigit():
        yield code[3:]
    if code.isdigit():
        for digits in (9, 6, 4, 2):
            if len(code) > digits and not code[digits:].strip("0"):
                yield code[:digits]


def homes_of(areas: Areas, keys: tuple[str, ...], level: str, day: date, until: date) -> dict[str, tuple[str, ...]]:
    """Where areas of a past ``day`` lie on the map of ``until``: key -> the keys of the level whose shapes show it.

    An area that has ended is shown by what became of it, one that was split by all its parts. Areas that nothing is
    known of are left out.
    """
    codes = AreaCodes(areas, level, until)
    there = frozenset(codes.keys)
    made = {key: tuple(one for one in codes.find(key).keys if one in there) for key in keys}
    return {key: found for key, found in made.items() if found}
