"""Reading ``maps/maps.yaml``: where the boundaries come from, in which coordinates, and what stands under them."""

from __future__ import annotations

from pathlib import Path

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding, Invalid, nearest
from huimin.findings.section import Section
from huimin.tasks.maps import MapSettings

FILE = "maps/maps.yaml"
KEYS = ("property", "system", "source", "licence", "note")


def read_map_settings(folder: Path, levels: tuple[str, ...]) -> tuple[dict[str, MapSettings], tuple[Finding, ...]]:
    """By level, what the file says, and what is wrong with it; what is said at the top counts for every level.

    A workspace without the file says nothing. Maps are for looking at: nothing here keeps one from being drawn.
    """
    path = folder / FILE
    plain = dict.fromkeys(levels, MapSettings())
    if not path.is_file():
        return plain, ()
    faults: list[Finding] = []
    try:
        section = Section(load_yaml(path, FILE), faults)
    except Invalid as invalid:
        return plain, invalid.findings
    shared, far = {key: section.text(key, "") for key in KEYS}, section.number("tolerance", None)
    made = dict(plain)
    parts = section.section("levels")
    for level in sorted({*parts.keys()} - {*levels}):
        parts.fault("level-unknown", level, found=level, nearest=nearest(level, levels), options=", ".join(levels))
    for level in levels:
        own = parts.section(level)
        words = {key: own.text(key, shared[key]) for key in KEYS}
        tolerance: float | None = own.number("tolerance", far)
        if tolerance is not None and not 0 <= tolerance <= 1:
            own.fault("definition-wrong-kind", "tolerance", expected="0 … 1", found=str(tolerance))
            tolerance = None
        made[level] = MapSettings(**words, tolerance=tolerance)
        own.done()
    section.done()
    return made, tuple(faults)
