"""Reading ``maps/<level>.geojson``: features matched to areas by their codes, and shapes mended where they can be.

A map is something to look at: whatever is wrong with it is told with the feature's number and name, and what is sound
is drawn all the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from huimin.adapters.maps.faults import Faults
from huimin.adapters.maps.shapes import Broken, Mending, geometry_of, shape_of
from huimin.adapters.maps.systems import look_at_system
from huimin.findings import Severity
from huimin.tasks.maps import AreaCodes, Map, MapSettings, Meant

FOLDER, ENDING = "maps", ".geojson"
SIZE_LIMIT = 100_000_000
POINT_LIMIT = 2_000_000
PROPERTIES = (
    "code", "adcode", "id", "gb", "GB", "区划代码", "行政区划代码", "行政代码", "代码", "xzqdm", "XZQDM",
    "PAC", "pac", "ID", "ADCODE", "CODE",
)  # fmt: skip
"""Properties in which a code is looked for, where ``maps.yaml`` names none."""
NAMES = ("name", "NAME", "名称", "Name", "fullname", "xzqmc", "XZQMC", "NAME_CHN")


class _Unreadable(Exception):
    """A file that cannot be used at all: the code of the finding and its facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class _Feature:
    """A feature with its number (from 1), what it is called, and its geometry as it was read."""

    number: int
    properties: Mapping[str, Any]
    geometry: Any

    @property
    def name(self) -> str:
        """Its name for people: empty where it has none."""
        return next((str(self.properties[one]) for one in NAMES if self.properties.get(one)), "")

    def code(self, name: str) -> str:
        """The code in a property, as text; empty where there is none."""
        value = self.properties.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def read_map(folder: Path, codes: AreaCodes, settings: MapSettings | None = None) -> Map | None:
    """The map of the level of ``codes`` in the workspace in ``folder``; None where it has no such file.

    Never raises for what is wrong with the file: it is in the map's findings, and what is sound in its shapes.
    """
    file = f"{FOLDER}/{codes.level}{ENDING}"
    path, settings = folder / file, settings or MapSettings()
    if not path.is_file():
        return None
    faults = Faults(file)
    try:
        document = _document(path)
        note = document.get("note", "")
        features = [_feature(number, one) for number, one in enumerate(document["features"], 1)]
        turn = look_at_system(document.get("crs"), [one.geometry for one in features], faults)
        shapes = _Matching(codes, settings, faults).shapes(features, turn) if turn is not None else {}
    except _Unreadable as wrong:
        faults.add(wrong.code, Severity.ERROR, **wrong.facts)
        return Map(codes.level, {}, "", faults.findings(), settings)
    return Map(codes.level, shapes, note if isinstance(note, str) else "", faults.findings(), settings)


def _document(path: Path) -> dict[str, Any]:
    """The file as a FeatureCollection."""
    if path.stat().st_size > SIZE_LIMIT:
        raise _Unreadable("map-too-large", size=path.stat().st_size // 1_000_000, limit=SIZE_LIMIT // 1_000_000)
    try:
        data = path.read_bytes()
        # Every point begins with a bracket: what holds too many is refused before it fills the memory.
        if (points := data.count(b"[")) > POINT_LIMIT:
            raise _Unreadable("map-too-many-points", points=points, limit=POINT_LIMIT)
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _Unreadable("map-unreadable", reason="UTF-8 ?") from None
    except (OSError, ValueError, RecursionError) as problem:
        reason = str(problem) if isinstance(problem, ValueError) else type(problem).__name__
        raise _Unreadable("map-unreadable", reason=reason) from None
    kind = document.get("type") if isinstance(document, dict) else type(document).__name__
    if kind != "FeatureCollection" or not isinstance(document.get("features"), list):
        raise _Unreadable("map-not-collection", found=str(kind)[:40])
    return dict(document)


def _feature(number: int, data: Any) -> _Feature:
    data = data if isinstance(data, dict) else {}
    properties = data.get("properties")
    properties = dict(properties) if isinstance(properties, dict) else {}
    if "id" in data:
        properties.setdefault("id", data["id"])
    return _Feature(number, properties, data.get("geometry"))


class _Matching:
    """Finds the area of each feature, and puts together what has become one area."""

    def __init__(self, codes: AreaCodes, settings: MapSettings, faults: Faults) -> None:
        self.codes, self.settings, self.faults = codes, settings, faults
        self.level = frozenset(codes.keys)
        self.parts: dict[str, list[shapely.Geometry]] = {}
        self.seen: dict[str, int] = {}

    def shapes(self, features: list[_Feature], turn: bool) -> dict[str, Any]:
        """Key -> shape, in the order of the tree."""
        name = self.settings.property or self._property(features)
        if not name:
            self.faults.add("map-no-codes", Severity.ERROR, options=", ".join(PROPERTIES[:6]))
            return {}
        for one in features:
            self._take(one, one.code(name), turn)
        made = {key: shape_of(shapely.union_all(self.parts[key]) if len(self.parts[key]) > 1 else self.parts[key][0])
                for key in self.codes.keys if key in self.parts}  # fmt: skip
        missing = [key for key in self.codes.keys if key not in made]
        if made and missing:
            shown = "、".join(self.codes.name(key, "zh") for key in missing[:12])
            also = ", ".join(self.codes.name(key, "en") for key in missing[:12])
            more = "…" if len(missing) > 12 else ""
            self.faults.add("map-areas-missing", count=len(missing), areas_zh=shown + more, areas_en=also + more)
        return made

    def _property(self, features: list[_Feature]) -> str:
        """The property whose values are codes of areas, for most features; the first known one where none is."""
        there = [name for name in PROPERTIES if any(name in one.properties for one in features)]
        known = {name: sum(bool(self.codes.find(one.code(name)).level) for one in features[:200] if one.code(name))
                 for name in there}  # fmt: skip
        return max(there, key=lambda name: known[name], default="")

    def _take(self, one: _Feature, code: str, turn: bool) -> None:
        """One feature: its area, then its shape."""
        about: dict[str, Any] = {"number": one.number, "name": one.name or code or "–"}
        if not code:
            self.faults.add("map-code-missing", **about)
            return
        meant = self.codes.find(code)
        key = self._home(meant, code, about)
        if key is None:
            return
        if code in self.seen:
            self.faults.add("map-code-twice", code=code, first=self.seen[code], **about)
            return
        self.seen[code] = one.number
        try:
            mending = Mending(turn)
            shape = geometry_of(one.geometry, mending)
        except Broken as broken:
            self.faults.add(broken.code, **about, **broken.facts)
            return
        for mended in mending.done:
            self.faults.add(mended, **about)
        self.parts.setdefault(key, []).append(shape)

    def _home(self, meant: Meant, code: str, about: dict[str, Any]) -> str | None:
        """The area whose shape a feature is (part of), None where it is of none."""
        if not meant.level:
            self.faults.add("map-code-unknown", code=code, nearest=self.codes.nearest(code), **about)
        elif not meant.keys:
            self.faults.add("map-area-ended", code=code, **about)
        elif len(meant.keys) > 1:
            self.faults.add("map-area-split", code=code, found=", ".join(meant.keys), **about)
        elif meant.keys[0] not in self.level:
            self.faults.add("map-other-level", code=code, found=meant.level, expected=self.codes.level, **about)
        else:
            if meant.former:
                successor = meant.keys[0]
                self.faults.add("map-area-merged", Severity.NOTE, code=code, successor=successor,
                                successor_name=self.codes.name(successor, "zh"), **about)  # fmt: skip
            return meant.keys[0]
        return None
