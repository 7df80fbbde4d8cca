"""The benefits of the workspace, read once and kept until a file of theirs changes."""

from __future__ import annotations

from huimin.adapters.definitions.benefit_files import FOLDER
from huimin.tasks.benefits import Catalogue
from huimin.web.base import place
from huimin.wiring.benefits import benefits_of

_kept: dict[str, tuple[tuple[tuple[str, int], ...], Catalogue]] = {}


def catalogue() -> Catalogue:
    """The benefits of the workspace, those of its packs included; files with errors are left out."""
    folder = place.folder()
    files = [folder / "huimin.yaml", *sorted((folder / FOLDER).glob("*.yaml"))]
    stamp = tuple((path.name, path.stat().st_mtime_ns) for path in files)
    known = _kept.get(str(folder))
    if known is None or known[0] != stamp:
        known = _kept[str(folder)] = (stamp, benefits_of(folder))
    return known[1]
