"""What was published when, and what a later publication tells otherwise: a correction is said, never slipped in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from huimin.tasks.open_data.values import HIDDEN, SHOWN, Value

Key = tuple[str, str, str]
"""Indicator, period, area."""
HEADERS = ("indicator", "period", "area", "mark", "value")
CHANGE_HEADERS = ("publication", "day", "indicator", "period", "area", "before", "after", "mark")


@dataclass(frozen=True)
class Publication:
    """One publication: its number, the day of its data, the last month in it, the runs, and a hash of its content.

    ``changed`` counts its corrections; ``data`` is a hash of what its numbers were decided from.
    """

    number: int
    day: date
    last: str
    runs: tuple[str, ...]
    content: str
    changed: int = 0
    data: str = ""


class Change(NamedTuple):
    """A value that was told otherwise before. ``after`` is None where it is no longer told; ``mark`` says why."""

    publication: int
    day: date
    indicator: str
    period: str
    area: str
    before: float
    after: float | None
    mark: str


def told(values: Iterable[Value]) -> dict[Key, tuple[str, float | None]]:
    """What is told of each value: its mark and, where shown, the number."""
    return {(one.indicator, one.period, one.area): (one.mark, one.value) for one in values}


def changes_between(
    before: Mapping[Key, tuple[str, float | None]], now: Mapping[Key, tuple[str, float | None]], publication: int,
    day: date,
) -> list[Change]:  # fmt: skip
    """The values that readers have and that are different now, or hidden now; sorted."""
    made = []
    for key, (mark, value) in before.items():
        new_mark, new = now.get(key, (mark, value))
        if mark == SHOWN and value is not None and (new_mark, new) != (mark, value):
            made.append(Change(publication, day, *key, value, new if new_mark == SHOWN else None, new_mark))
    return sorted(made, key=lambda one: one[2:5])


def is_withheld(change: Change) -> bool:
    """Whether the value was taken back to protect a small count, not corrected."""
    return change.after is None and change.mark == HIDDEN


def content_hash(parts: Iterable[object]) -> str:
    """A hash of all that a publication tells: equal content is not a new publication."""
    digest = sha256()
    for part in parts:
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def next_publication(
    history: tuple[Publication, ...], day: date, last: str, runs: tuple[str, ...], content: str, changed: int,
    data: str = "",
) -> tuple[Publication, ...]:  # fmt: skip
    """The history with this publication; unchanged where the last one told the very same."""
    if history and history[-1].content == content:
        return history
    number = history[-1].number + 1 if history else 1
    latest = max([day, *(one.day for one in history)])
    return (*history, Publication(number, latest, last, runs, content, changed, data))
