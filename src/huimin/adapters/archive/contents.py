"""Which files of a workspace go into a backup."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huimin.adapters.archive.pack import is_backup

# What can be made again from the database, the backups themselves, and lists of people that go on their day: in a
# backup they would outlive it.
DERIVED = frozenset({"data/wide", "data/budget", "backups", "reconciliation/.working", "reconciliation/to-read"})
# The keys that open what is sealed in the database and in data/claims: a backup must not open itself. Who restores one
# brings them back from where they are kept.
KEYS = frozenset({"data/claims.key", "data/payments.key"})
# Whole account numbers, to be handed over or taken in and then deleted.
ACCOUNTS = ("payments/roll-", "payments/accounts.csv")
# Being written just now by somebody: without a value until it has its name.
UNFINISHED = (".making-", ".restoring-")
# SQLite's own files beside a database: a copy of the database holds what is in them.
SIDECARS = ("-wal", "-shm", "-journal")


def keys_left_out(workspace: Path) -> tuple[str, ...]:
    """The keys that lie in a workspace and that its backups do not hold."""
    there = ((workspace / key).parent.glob(f"{Path(key).name}*") for key in KEYS)
    found = (path.relative_to(workspace).as_posix() for paths in there for path in paths)
    return tuple(sorted(name for name in found if is_key(name)))


def is_key(name: str) -> bool:
    """Whether a file of a workspace is a key: the one in use, one before it, or one that is to follow."""
    return any(name == key or name.startswith(f"{key}.") for key in KEYS)


@dataclass(frozen=True, slots=True)
class Contents:
    """``files``: (name within the workspace, path), sorted; ``folders``: the names of those with nothing in them.

    ``live``: the names of SQLite files that are open just now, and so need a copy rather than to be read.
    """

    files: tuple[tuple[str, Path], ...]
    folders: tuple[str, ...]
    live: frozenset[str]


def contents(workspace: Path, database: Path | None) -> Contents:
    """What a backup of ``workspace`` holds beside the database, whose file (where it is one) is ``database``.

    Links are followed, so that attachments may lie on another disk; a folder that is met twice is taken once.
    """
    files: list[tuple[str, Path]] = []
    folders: list[str] = []
    own = database.resolve() if database else None
    for folder, names in _walk(workspace):
        named = {path.relative_to(workspace).as_posix(): path for path in names if not _left_out(path, own)}
        files += [(name, path) for name, path in named.items() if not is_key(name) and not name.startswith(ACCOUNTS)]
        if not any(folder.iterdir()):
            folders.append(folder.relative_to(workspace).as_posix())
    live = frozenset(name for name, path in files if path.with_name(path.name + "-wal").exists() and _is_sqlite(path))
    return Contents(tuple(sorted(files)), tuple(sorted(folders)), live)


def _walk(workspace: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Every folder that is not left out, with the paths of its files."""
    met: set[Path] = set()
    for place, folders, names in os.walk(workspace, followlinks=True):
        folder = Path(place)
        if folder.resolve() in met:
            folders.clear()
            continue
        met.add(folder.resolve())
        below = folder.relative_to(workspace)
        folders[:] = sorted(
            one for one in folders if (below / one).as_posix() not in DERIVED and not one.startswith(UNFINISHED)
        )
        yield folder, [folder / name for name in sorted(names)]


def _left_out(path: Path, database: Path | None) -> bool:
    if path.name.startswith(UNFINISHED) or not path.is_file():
        return True
    for end in SIDECARS:
        if path.name.endswith(end) and _is_sqlite(path.with_name(path.name.removesuffix(end))):
            return True
    return (database is not None and path.resolve() == database) or (
        # A backup that somebody put among the files would be packed again and again.
        path.suffix == ".zip" and is_backup(path)
    )


def _is_sqlite(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
