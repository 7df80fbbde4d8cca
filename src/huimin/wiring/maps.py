"""The boundaries of a workspace's areas, found by key or code."""

from __future__ import annotations

from pathlib import Path

from huimin.adapters.definitions.maps import read_map
from huimin.areas import Areas
from huimin.tasks.definitions import unknown
from huimin.tasks.maps import Map
from huimin.wiring.common import FOREVER


def map_of(folder: Path, areas: Areas, level: str) -> Map | None:
    """The map of one level of the workspace in ``folder``; None where it has none.

    Raises:
        Invalid: there is no such level.
    """
    if level not in areas.levels.codes:
        raise unknown("no-such-level", level, areas.levels.codes)

    def key_of(code: str) -> str | None:
        found = areas.find(code, FOREVER)
        return None if found is None else areas.keys[found]

    return read_map(folder, level, key_of)
