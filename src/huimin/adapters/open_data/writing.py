"""Files of the public site: written where they are new or have changed, left alone where they are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

MARK = "catalog.jsonld"
"""A folder with files in it is only written to where this shows that it is a public site."""


@dataclass
class Written:
    """What writing did: paths below the folder that were written, how many were the same, and those of earlier
    publications that no longer belong to the site (they stay, since addresses are permanent)."""

    files: list[str] = field(default_factory=list)
    kept: int = 0
    left: list[str] = field(default_factory=list)


class NoPublicSite(Exception):
    """The folder holds other files: a mistyped ``--to`` must not mix a site into them."""


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Write a site. Each file takes its place when it is whole.

    Raises:
        NoPublicSite: the folder has files and is not a public site.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "data" / MARK).is_file():
        raise NoPublicSite(str(folder))
    before = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    made, now = Written(), set()
    for name, data in files:
        path = folder / name
        now.add(name)
        if name in before and path.stat().st_size == len(data) and path.read_bytes() == data:
            made.kept += 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".making-{path.name}")
        beside.write_bytes(data)
        beside.replace(path)
        made.files.append(name)
    made.left = sorted(name for name in before - now if not name.rsplit("/", 1)[-1].startswith(".making-"))
    return made
