"""Simplified maps kept in ``data/maps/``: one file for each state of boundaries, tree and tolerance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from huimin.findings import Finding, Place, Severity
from huimin.tasks.maps import Map, MapSettings, Shape

KEPT = 4
"""Files kept of a level: the latest states, so that going back to one is quick."""


def kept_map(folder: Path, level: str, state: str, settings: MapSettings) -> Map | None:
    """The map that was kept for a state; None where there is none, or where its file is damaged."""
    try:
        data = json.loads((folder / f"{level}-{state}.json").read_bytes())
        shapes = {key: _shape(parts) for key, parts in data["shapes"].items()}
        return Map(level, shapes, data["note"], tuple(_finding(one) for one in data["findings"]), settings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _shape(parts: Any) -> Shape:
    return tuple(tuple(tuple((x, y) for x, y in ring) for ring in polygon) for polygon in parts)


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(one["code"], Severity(one["severity"]), Place(**one["place"]), one["facts"])


def keep_map(folder: Path, state: str, drawn: Map) -> Path:
    """Keep a map, and let go of what is older than the last few of its level."""
    folder.mkdir(parents=True, exist_ok=True)
    findings = [{"code": one.code, "severity": int(one.severity), "place": one.place.as_dict(),
                 "facts": dict(one.facts)} for one in drawn.findings]  # fmt: skip
    text = json.dumps({"note": drawn.note, "findings": findings, "shapes": drawn.shapes}, ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    path = folder / f"{drawn.level}-{state}.json"
    beside = path.with_name(f".making-{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    mine = sorted(folder.glob(f"{drawn.level}-????????????????.json"), key=lambda one: one.stat().st_mtime_ns)
    for old in mine[:-KEPT]:
        old.unlink(missing_ok=True)
    return path
