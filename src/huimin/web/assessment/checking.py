"""Whether a run is still what was made: its files against the hashes of its manifest; and locking them."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from huimin.wiring.runs import file_hashes, run_manifest

_WRITERS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Checked:
    """What a check of a run's files found: names of files that differ, are missing, or should not be there."""

    files: int
    different: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every byte is as it was made."""
        return not (self.different or self.missing or self.extra)


def check(folder: Path) -> Checked:
    """Compare every file of a run's folder with the manifest."""
    told, found = dict(run_manifest(folder)["files"]), file_hashes(folder)
    found.pop(_MANIFEST, None)
    return Checked(
        len(told),
        tuple(sorted(name for name in told if name in found and found[name] != told[name])),
        tuple(sorted(set(told) - set(found))),
        tuple(sorted(set(found) - set(told))),
    )


def lock(folder: Path) -> None:
    """Make every file of a run read-only. It keeps from mistakes; the hashes tell what was done on purpose."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(path.stat().st_mode & ~_WRITERS)
