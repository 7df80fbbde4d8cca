"""What all parts of the wiring share: progress, and files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

FOREVER = date(9999, 12, 31)
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to write to; what was written takes the place of ``path`` when it is finished."""
    beside = path.with_name(f".making-{path.name}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
