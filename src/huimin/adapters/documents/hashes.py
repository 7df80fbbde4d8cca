"""What a run rests on, as short lines for the foot of a page: its name, hashes and the software."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from huimin.adapters.documents.words import word

SHOWN_DIGITS = 12
_ON_PAGES = {"snapshot": "snapshot", "scheme": "scheme", "software": "software", "version": "software"}


def flat(manifest: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every text and number of a manifest with its dotted name, in the manifest's order."""
    for name, value in manifest.items():
        where = f"{before}{name}"
        if isinstance(value, Mapping):
            yield from flat(value, f"{where}.")
        elif isinstance(value, (list, tuple)):
            yield from flat({str(number): one for number, one in enumerate(value, 1)}, f"{where}.")
        elif value is not None:
            yield where, str(value)


def shown_hashes(run: str, manifest: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """The run's name, and the first digits of the hashes of snapshot, scheme and software."""
    lines = [(word("run", lang), run)]
    for name, value in flat(manifest):
        part = next((known for known in name.split(".") if known in _ON_PAGES), None)
        if part is not None and name.split(".")[-1] in (part, "hash", "sha256", "version"):
            is_hash = len(value) >= 40
            lines.append((word(_ON_PAGES[part], lang), value[:SHOWN_DIGITS] if is_hash else value))
    return lines
