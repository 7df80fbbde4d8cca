"""Boundaries with fewer points, shared edges kept: neighbours still meet when both lines have lost their points.

Coverage simplification after Visvalingam and Whyatt, as GEOS does it ("Coverage simplification", JTS 1.20, 2023). It
needs a coverage: areas that neither overlap nor leave slivers between them, and whose neighbours have the same points.
Where a file is none, the areas are laid out anew from all borders together, and what was in doubt is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, log10
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from huimin.adapters.maps.faults import Faults
from huimin.adapters.maps.shapes import only_polygons, polygon_of, shape_of
from huimin.findings import Finding
from huimin.tasks.maps import Shape

TOLERANCE = 0.005
"""Degrees, about 500 m: what a map of a city on a page bears."""
SMALLEST_PART = 0.08
"""Where areas are small, the tolerance is at most this part of a middling area's width."""
GRID = 1e-5  # degrees, about a metre
Geometries = NDArray[Any]


def fitting_tolerance(shapes: Mapping[str, Shape]) -> float:
    """The tolerance for these areas: ``TOLERANCE``, or less where they are so small that they would lose their form."""
    if not shapes:
        return TOLERANCE
    widths = np.sqrt(shapely.area([polygon_of(shape) for shape in shapes.values()]))
    return float(min(TOLERANCE, SMALLEST_PART * np.median(widths)))


def simplify(
    shapes: Mapping[str, Shape], tolerance: float | None = None, file: str = ""
) -> tuple[dict[str, Shape], tuple[Finding, ...]]:
    """The shapes with fewer points, and what was found.

    Args:
        tolerance: degrees; the area that leaving a point out may change is about its square. None: what fits.
        file: how the file is called in findings.
    """
    tolerance = fitting_tolerance(shapes) if tolerance is None else tolerance
    faults, keys = Faults(file), list(shapes)
    if not keys or tolerance <= 0:
        return dict(shapes), ()
    whole = np.array([_sound(polygon_of(shapes[key])) for key in keys])
    whole = _as_coverage(whole, keys, tolerance, faults)
    thin = shapely.coverage_simplify(whole, tolerance)
    bad = ~shapely.is_valid(thin) | shapely.is_empty(thin)
    thin[bad] = [_mended(old, new) for old, new in zip(whole[bad], thin[bad], strict=True)]
    decimals = max(3, ceil(-log10(tolerance)) + 1)
    made = {key: _rounded(shape_of(one, decimals)) or shapes[key] for key, one in zip(keys, thin, strict=True)}
    return made, faults.findings()


def _as_coverage(whole: Geometries, keys: list[str], tolerance: float, faults: Faults) -> Geometries:
    """The shapes as a coverage: as they are, or laid out anew where they overlap, gape, or miss each other's points."""
    slivers = tolerance / 10
    if shapely.coverage_is_valid(whole, gap_width=slivers):
        return whole
    laid, doubtful = _laid_out(whole, slivers)
    # Gaps that are open at an end are no faces: they stay, and are told.
    edges = shapely.coverage_invalid_edges(laid, gap_width=slivers)
    doubtful |= {int(at) for at in np.flatnonzero(~shapely.is_empty(edges))}
    if doubtful:
        wrong = [keys[at] for at in sorted(doubtful)]
        shown = ", ".join(wrong[:12]) + ("…" if len(wrong) > 12 else "")
        faults.add("map-overlap", count=len(wrong), found=shown)
    return laid


def _laid_out(whole: Geometries, slivers: float) -> tuple[Geometries, set[int]]:
    """All borders together cut the land into faces, and each face goes to one area.

    A face within several goes to the first, a narrow one within none to the neighbour with the longest border; the
    second result names the areas of faces that are more than an offset of a metre.
    """
    borders = shapely.union_all(shapely.boundary(whole), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    tree = shapely.STRtree(whole)
    owners: list[list[int]] = [[] for _ in faces]
    for face, area in zip(*tree.query(shapely.point_on_surface(faces), "within").tolist(), strict=True):
        owners[face].append(area)
    widths = 2 * shapely.area(faces) / np.maximum(shapely.length(faces), GRID)
    doubtful: set[int] = set()
    parts: dict[int, list[shapely.Geometry]] = {}
    for face, mine, width in zip(faces, owners, widths, strict=True):
        near = [] if mine or width > slivers else _neighbours(face, whole, tree)
        if width > GRID and len(mine or near) > 1:
            doubtful |= {*mine, *near}
        if mine or near:
            parts.setdefault(min(mine) if mine else near[0], []).append(face)
    laid = [shapely.coverage_union_all(parts[at]) if at in parts else whole[at] for at in range(len(whole))]
    return np.array(laid), doubtful


def _neighbours(face: shapely.Geometry, whole: Geometries, tree: shapely.STRtree) -> list[int]:
    """The areas that a gap lies between, the one with the longest border first."""
    around = tree.query(shapely.buffer(face, 2 * GRID), "intersects")
    shared = shapely.length(shapely.intersection(shapely.boundary(whole[around]), shapely.buffer(face, 2 * GRID)))
    return [int(one) for one in around[np.argsort(-shared, kind="stable")]]


def _sound(geometry: shapely.Geometry) -> shapely.Geometry:
    return geometry if shapely.is_valid(geometry) else _mended(geometry, geometry)


def _mended(old: shapely.Geometry, new: shapely.Geometry) -> shapely.Geometry:
    """A shape that simplifying broke, made valid; the old one where nothing is left of it."""
    mended = only_polygons(shapely.make_valid(new, method="structure", keep_collapsed=False))
    return old if shapely.is_empty(mended) else mended


def _rounded(shape: Shape) -> Shape:
    """Without points that rounding brought together, and without rings that it closed up."""
    made = []
    for polygon in shape:
        rings = [(ring[0], *(b for a, b in pairwise(ring) if a != b)) for ring in polygon]
        if len(rings[0]) >= 4:
            made.append((rings[0], *(ring for ring in rings[1:] if len(ring) >= 4)))
    return tuple(made)
