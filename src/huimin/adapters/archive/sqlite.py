"""A copy of a SQLite database while others write to it, and whether a copy is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from huimin.adapters.archive.manifest import refusal

WAIT = 60.0  # seconds for somebody who holds the whole database


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=WAIT)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        yield connection


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as of one moment through SQLite's online backup.

    All pages go in one step: a step is one reading transaction, which sees what was committed when it began, and in WAL
    mode nobody has to wait for it. In several steps the copy would begin again after every file that somebody loads.
    """
    with _opened(source, "rw") as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        # One file without sidecars.
        new.execute("PRAGMA journal_mode=DELETE")


def rows_of(path: Path) -> dict[str, int]:
    """The number of rows of each table."""
    with _opened(path, "ro") as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        names = sorted(name for (name,) in connection.execute(named))
        return {name: connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0] for name in names}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def check_copy(path: Path, tables: Mapping[str, int]) -> None:
    """Hold a copy against the rows that it should have.

    Raises:
        Invalid: a page is damaged, or rows are missing.
    """
    try:
        with _opened(path, "ro") as connection:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        whole = sound and rows_of(path) == dict(tables)
    except sqlite3.DatabaseError:
        whole = False
    if not whole:
        raise refusal("backup-damaged", name=path.name)
