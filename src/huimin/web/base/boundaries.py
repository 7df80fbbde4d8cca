"""Boundaries of areas for every page that draws a map: read and simplified once in each process."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date

from huimin.charts.geography import Shape
from huimin.tasks.maps import Map, homes_of
from huimin.web.base import place
from huimin.wiring.common import FOREVER
from huimin.wiring.maps import map_stamp

_kept: dict[tuple[str, str], tuple[object, Map | None]] = {}
_lock = threading.Lock()


def map_of(level: str) -> Map | None:
    """The boundaries of a level; None where the workspace has none. A file that changed is read anew.

    Raises:
        Invalid: there is no such level.
    """
    key, stamp = (str(place.folder()), level), (place.definitions(), map_stamp(place.folder(), level))
    known = _kept.get(key)
    if known is None or known[0] != stamp:
        with _lock:
            known = _kept[key] = (stamp, place.workspace().map(level))
    return known[1]


def homes(drawn: Map, keys: Iterable[str], day: date) -> dict[str, tuple[str, ...]]:
    """Which shapes show areas of a day: key -> keys of shapes; an area without one is left out.

    The boundaries are those of the last tree, so an area that has ended is shown by what became of it.
    """
    asked = tuple(keys)
    gone = tuple(key for key in asked if key not in drawn.shapes)
    later = homes_of(place.definitions().areas, gone, drawn.level, day, FOREVER) if gone else {}
    made = {key: (key,) if key in drawn.shapes else later.get(key, ()) for key in asked}
    return {key: there for key in asked if (there := tuple(one for one in made[key] if one in drawn.shapes))}


def shapes_of(drawn: Map, at: dict[str, tuple[str, ...]]) -> dict[str, Shape]:
    """The shapes that some areas need (see :func:`homes`)."""
    return {one: drawn.shapes[one] for there in at.values() for one in there}
