"""From degrees to a picture: the local projection, outlines in few bytes, where names fit, the scale bar.

The projection is the local equirectangular one: longitudes are shortened by the cosine of the middle latitude. Over a
province it is off by less than a hundredth, which nobody sees.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huimin.charts import look
from huimin.charts.drawing import Drawing, width_of
from huimin.charts.frame import Box

Shape = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
"""Polygons, each an outer ring and its holes, of (longitude, latitude)."""
KM = 111.195  # a degree of latitude on a sphere of 6371.0 km, in km
LINES = 9  # heights at which a place for a name is looked for
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Globe:
    """A piece of the globe on paper: degrees to px."""

    west: float
    north: float
    width: float
    height: float
    squeeze: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @classmethod
    def around(cls, shapes: Mapping[str, Shape]) -> Globe | None:
        """The piece that holds some shapes; None where there is none."""
        rings = [polygon[0] for shape in shapes.values() for polygon in shape]
        if not rings:
            return None
        points = np.concatenate([np.asarray(ring) for ring in rings])
        (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        squeeze = math.cos(math.radians((south + north) / 2))
        return cls(west, north, max((east - west) * squeeze, 1e-9), max(north - south, 1e-9), squeeze)

    @property
    def ratio(self) -> float:
        """Width to height."""
        return self.width / self.height

    def within(self, box: Box) -> Globe:
        """The same, as large as a box allows and in its middle, a little aside from its edges."""
        inner = box.inside(2, 2, 2, 18)  # below: room for the scale bar
        scale = min(inner.width / self.width, inner.height / self.height)
        x = inner.x + (inner.width - self.width * scale) / 2
        y = inner.y + (inner.height - self.height * scale) / 2
        return replace(self, scale=scale, x=x, y=y)

    def px(self, ring: tuple[tuple[float, float], ...]) -> Floats:
        """Points of degrees as points in px, (n, 2)."""
        points = np.asarray(ring, dtype=np.float64)
        across = (points[:, 0] - self.west) * self.squeeze * self.scale + self.x
        down = (self.north - points[:, 1]) * self.scale + self.y
        return np.column_stack([across, down])


def outline(shape: Shape, globe: Globe) -> str:
    """The path of a shape, in steps of a tenth of a px from point to point; rings too small to see are left out.

    An area all of whose rings are that small is a dot.
    """
    rings = [globe.px(ring) for polygon in shape for ring in polygon]
    made = [path for ring in rings if (path := _ring(ring))]
    if made:
        return "".join(made)
    x, y = rings[0].mean(axis=0)
    return f"M{x:.1f} {y:.1f}h.8v.8h-.8z"


def _ring(points: Floats) -> str:
    tenths = np.round(points * 10).astype(np.int64)
    steps = np.diff(tenths, axis=0)[:-1]
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    start = f"M{_tenth(int(tenths[0, 0]))} {_tenth(int(tenths[0, 1]))}l"
    return start + "".join(_pair(x, y, at == 0) for at, (x, y) in enumerate(steps.tolist())) + "z"


def _pair(x: int, y: int, first: bool) -> str:
    one, two = _tenth(x), _tenth(y)
    return f"{'' if first or one[0] == '-' else ' '}{one}{'' if two[0] == '-' else ' '}{two}"


def _tenth(number: int) -> str:
    whole, part = divmod(abs(number), 10)
    text = f"{whole or ''}.{part}" if part else f"{whole}"
    return f"-{text}" if number < 0 else text


# --- names


@dataclass(frozen=True)
class Label:
    """A line of words about the shape ``key`` with its middle at ``x`` and its baseline at ``y``.

    ``inside``: it lies within the shape; ``strong``: it is the name.
    """

    key: str
    x: float
    y: float
    text: str
    inside: bool = True
    strong: bool = False


def labels_of(
    wanted: Mapping[str, tuple[str, str]], shapes: Mapping[str, Shape], globe: Globe, crowded: bool
) -> list[Label]:
    """Names (and below them second lines) where they fit, the largest areas first.

    ``crowded``: a name stands only where it lies within its area; else it may reach over the border, unless it would
    meet another.
    """
    rings = {key: globe.px(shapes[key][0][0]) for key in wanted}
    if crowded:  # most of a thousand areas are narrower than their names: those are not looked at again
        rings = {key: ring for key, ring in rings.items() if np.ptp(ring[:, 0]) > _needed(wanted[key][0])}
    places = {key: _roomiest(ring) for key, ring in rings.items()}
    made: list[Label] = []
    taken: list[tuple[float, float, float, float]] = []
    for key in sorted(places, key=lambda key: (-places[key][2], key)):
        x, y, room = places[key]
        name, second = wanted[key]
        lines = [name, second] if second and not crowded else [name]
        for count in range(len(lines), 0, -1):
            wide, high = max(map(_needed, lines[:count])), count * look.SMALL * 1.25
            over = 1.0 if crowded or count > 1 else 2.6
            block = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if wide <= room * over and not any(_meet(block, other) for other in taken):
                taken.append(block)
                top = y - high / 2 + look.SMALL * 0.95
                made += [Label(key, x, top + at * look.SMALL * 1.25, one, wide <= room, at == 0)
                         for at, one in enumerate(lines[:count])]  # fmt: skip
                break
    return made


def _needed(text: str) -> float:
    return width_of(text, look.SMALL, bold=True)


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] + 3 and b[0] < a[2] + 3 and a[1] < b[3] + 1 and b[1] < a[3] + 1


def _roomiest(ring: Floats) -> tuple[float, float, float]:
    """The middle of the widest stretch that lies within a ring at some height, over a line of type, and its width."""
    top, bottom = ring[:, 1].min(), ring[:, 1].max()
    middle = (top + bottom) / 2
    best = (float(ring[:, 0].mean()), float(ring[:, 1].mean()), 0.0)
    for share in np.linspace(0.2, 0.8, LINES):
        y = float(top + share * (bottom - top))
        spans = [_widest(ring, y + aside) for aside in (-look.SMALL / 2, 0.0, look.SMALL / 2)]
        left, right = max(one[0] for one in spans), min(one[1] for one in spans)
        # A name looks best near the middle: a little width is given up for it.
        if right - left - abs(y - middle) * 0.3 > best[2] - abs(best[1] - middle) * 0.3:
            best = ((left + right) / 2, y, right - left)
    return best


def _widest(ring: Floats, y: float) -> tuple[float, float]:
    """The widest stretch within a ring at a height: its ends; (0, 0) where there is none."""
    one, two = ring[:-1], ring[1:]
    cut = (one[:, 1] > y) != (two[:, 1] > y)
    if not cut.any():
        return 0.0, 0.0
    one, two = one[cut], two[cut]
    ends = np.sort(one[:, 0] + (y - one[:, 1]) * (two[:, 0] - one[:, 0]) / (two[:, 1] - one[:, 1])).tolist()
    return max(pairwise(ends), key=lambda span: (span[1] - span[0]) * (ends.index(span[0]) % 2 == 0))


# --- scale


def scale_bar(drawing: Drawing, globe: Globe, box: Box, say: Callable[[str], str]) -> None:
    """A bar of a round number of kilometres, at the foot of the map on the left."""
    km = 1 / (KM * 1.0)
    most = min(box.width * 0.28, 120.0) / globe.scale / km
    power = 10.0 ** math.floor(math.log10(most))
    distance = next(step * power for step in (5, 2, 1) if step * power <= most)
    x, y, length = box.x + 2, box.bottom - 6, distance * km * globe.scale
    drawing.polyline([(x, y - 4), (x, y), (x + length, y), (x + length, y - 4)], look.SOFT, 1.2)
    drawing.text(x + length + 5, y, say(f"{distance:g}"), 10.0, fill=look.SOFT)
