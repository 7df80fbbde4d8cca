"""Long lists in pieces that a database takes as parameters of one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

SIZE = 500


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in order, at most :data:`SIZE` at a time."""
    for start in range(0, len(items), SIZE):
        yield items[start : start + SIZE]
