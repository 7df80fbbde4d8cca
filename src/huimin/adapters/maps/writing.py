"""Writing a map as GeoJSON, a feature a line. The same map gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from huimin.adapters.maps.reading import ENDING, FOLDER
from huimin.tasks.maps import Map


def map_bytes(drawn: Map) -> bytes:
    """The map as a GeoJSON file."""
    whole = drawn.geojson()
    features = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in whole.pop("features")]
    head = json.dumps(whole, ensure_ascii=False)[:-1]
    return (f'{head}, "features": [\n' + ",\n".join(features) + "\n]}\n").encode()


def write_map(folder: Path, drawn: Map) -> Path:
    """Write a map to ``maps/`` of the workspace in ``folder``."""
    path = folder / FOLDER / f"{drawn.level}{ENDING}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(map_bytes(drawn))
    return path
