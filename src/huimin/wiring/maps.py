"""The boundaries of a workspace's areas: found by code in the dated tree, simplified once, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from huimin.adapters.definitions.maps import FILE, read_map_settings
from huimin.adapters.maps import ENDING, FOLDER, keep_map, kept_map, map_bytes, read_map, simplify
from huimin.adapters.maps.simplifying import fitting_tolerance
from huimin.areas import Areas
from huimin.findings import Finding, sort_findings
from huimin.tasks.definitions import unknown
from huimin.tasks.maps import AreaCodes, Map
from huimin.wiring.common import FOREVER

KEPT_IN = Path("data") / "maps"
FORM = "1"
"""Changes where reading or simplifying changes: what was kept before is then made anew."""


@dataclass(frozen=True)
class MapReport:
    """How the boundaries of one level are.

    Attributes:
        areas: how many areas the level has; ``drawn``: how many of them have a shape.
        points, size: of the file as it was brought (size in bytes).
        findings: everything wrong with the file, errors first.
    """

    level: str
    file: str
    areas: int
    drawn: int
    points: int
    size: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Simplified:
    """A map before and after it was simplified: points, and bytes as GeoJSON. ``kept``: it was there already."""

    drawn: Map
    tolerance: float
    points_before: int
    points: int
    size_before: int
    size: int
    kept: bool


def levels_with_maps(folder: Path, areas: Areas) -> list[str]:
    """The levels of which the workspace has boundaries, from the top down."""
    return [level for level in areas.levels.codes if (folder / FOLDER / f"{level}{ENDING}").is_file()]


def map_of(folder: Path, areas: Areas, level: str) -> Map | None:
    """The map of one level of the workspace in ``folder``, simplified; None where it has none.

    Raises:
        Invalid: there is no such level.
    """
    if level not in areas.levels.codes:
        raise unknown("no-such-level", level, areas.levels.codes)
    made = _simplified(folder, areas, level, None)
    return made[0] if made else None


def check_maps(folder: Path, areas: Areas) -> tuple[list[MapReport], tuple[Finding, ...]]:
    """Read every map as it was brought: a report for each, and what is wrong with ``maps.yaml`` or strange files."""
    settings, faults = read_map_settings(folder, areas.levels.codes)
    reports = []
    for level in levels_with_maps(folder, areas):
        codes = AreaCodes(areas, level, FOREVER)
        drawn = read_map(folder, codes, settings[level])
        if drawn is None:
            continue
        file = f"{FOLDER}/{level}{ENDING}"
        _, more = simplify(drawn.shapes, settings[level].tolerance, file)
        found = tuple(sort_findings((*drawn.findings, *more)))
        reports.append(MapReport(level, file, len(codes.keys), len(drawn.shapes), drawn.points,
                                 (folder / file).stat().st_size, found))  # fmt: skip
    return reports, (*faults, *_strangers(folder, areas))


def _strangers(folder: Path, areas: Areas) -> Iterator[Finding]:
    """Files that are of no level: their names are probably mistyped."""
    for path in sorted((folder / FOLDER).glob(f"*{ENDING}")):
        if path.stem not in areas.levels.codes:
            yield from unknown("no-such-level", path.stem, areas.levels.codes).findings


def simplify_maps(folder: Path, areas: Areas, tolerance: float | None = None) -> list[Simplified]:
    """Simplify every map that is not kept yet, and say what that saved.

    Args:
        tolerance: degrees; None: what ``maps.yaml`` says, else what fits each level: that is what pages draw.
    """
    made = []
    for level in levels_with_maps(folder, areas):
        drawn, kept = _simplified(folder, areas, level, tolerance) or (None, False)
        if drawn is None:
            continue
        codes = AreaCodes(areas, level, FOREVER)
        brought = read_map(folder, codes, drawn.settings) or drawn
        wanted = drawn.settings.tolerance if tolerance is None else tolerance
        used = fitting_tolerance(brought.shapes) if wanted is None else wanted
        made.append(Simplified(drawn, used, brought.points, drawn.points, len(map_bytes(brought)),
                               len(map_bytes(drawn)), kept))  # fmt: skip
    return made


def _simplified(folder: Path, areas: Areas, level: str, tolerance: float | None) -> tuple[Map, bool] | None:
    """The simplified map, and whether it was kept already; None where there is no such file."""
    path = folder / FOLDER / f"{level}{ENDING}"
    if not path.is_file():
        return None
    settings = read_map_settings(folder, areas.levels.codes)[0][level]
    tolerance = settings.tolerance if tolerance is None else tolerance
    state = _state(folder, path, tolerance)
    kept = kept_map(folder / KEPT_IN, level, state, settings)
    if kept is not None:
        return kept, True
    brought = read_map(folder, AreaCodes(areas, level, FOREVER), settings)
    if brought is None:
        return None
    shapes, faults = simplify(brought.shapes, tolerance, f"{FOLDER}/{path.name}")
    made = replace(brought, shapes=shapes, findings=(*brought.findings, *faults))
    keep_map(folder / KEPT_IN, state, made)
    return made, False


def _state(folder: Path, path: Path, tolerance: float | None) -> str:
    """What a simplified map depends on, as 16 hexadecimal digits: boundaries, tree, settings, tolerance."""
    digest = sha256(f"{FORM} {tolerance}".encode())
    areas = sorted((folder / "areas").glob("*")) if (folder / "areas").is_dir() else []
    for one in (path, folder / FILE, *areas):
        if one.is_file():
            digest.update(one.name.encode() + b"\0" + sha256(one.read_bytes()).digest())
    return digest.hexdigest()[:16]


def map_stamp(folder: Path, level: str) -> tuple[int, ...]:
    """When the boundaries of a level, and what is said of them, were changed last: other numbers, another map."""
    paths = (folder / FOLDER / f"{level}{ENDING}", folder / FILE)
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)
