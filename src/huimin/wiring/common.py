"""What all parts of the wiring share: progress, and files that appear whole or not at all."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

FOREVER = date(9999, 12, 31)
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV with line feeds, its head first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to write to; what was written takes the place of ``path`` when it is finished."""
    beside = path.with_name(f".making-{path.name}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, shared: bool = False) -> Iterator[None]:
    """Wait until no other process or thread is within this for the same ``path``; with ``shared`` several may be.

    Where the system has no such locks nobody waits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield  # closing the file lets go of the lock
