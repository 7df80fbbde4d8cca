"""Which spans of months are published at each level, and how the longer ones are made of the shorter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from huimin.disclosure.policy import Policy
from huimin.figures.periods import Period

Window = tuple[int, int]
"""First and last month, both included (month numbers)."""


def public_windows(
    policy: Policy, first: int, last: int, more: Mapping[str, Iterable[Window]] | None = None
) -> dict[str, tuple[Window, ...]]:
    """For each level, the windows published of the months ``first`` to ``last``, the shortest first.

    ``more`` adds windows that indicators use beside the calendar's (pooled years, the year to date).
    """
    made: dict[str, tuple[Window, ...]] = {}
    for level, frequencies in policy.levels.items():
        found = {(p.first, p.last) for frequency in frequencies for p in Period(first, last).parts(frequency)}
        made[level] = tuple(sorted(found | set((more or {}).get(level, ())), key=_length))
    return made


def _length(window: Window) -> tuple[int, Window]:
    return window[1] - window[0], window


@dataclass(frozen=True)
class Splits:
    """How windows are made of others.

    Attributes:
        parts: for each window that others lie in, the windows that make it up.
        gaps: windows that nobody publishes and that are needed in between.
    """

    parts: Mapping[Window, tuple[Window, ...]]
    gaps: tuple[Window, ...]


def splits(windows: Sequence[Window]) -> Splits:
    """Write every window as the longest shorter ones, and what is left between as pieces no window cuts."""
    cuts = sorted({first for first, _ in windows} | {last + 1 for _, last in windows})
    parts: dict[Window, tuple[Window, ...]] = {}
    gaps: set[Window] = set()
    for window in windows:
        inside = [one for one in windows if one != window and window[0] <= one[0] and one[1] <= window[1]]
        pieces = _cover(window, inside, cuts)
        if len(pieces) > 1:
            parts[window] = pieces
            gaps |= set(pieces) - set(windows)
    return Splits(parts, tuple(sorted(gaps)))


def _cover(window: Window, inside: Sequence[Window], cuts: Sequence[int]) -> tuple[Window, ...]:
    pieces: list[Window] = []
    at = window[0]
    while at <= window[1]:
        here = [one for one in inside if one[0] == at]
        end = max((one[1] for one in here), default=0) or next(cut for cut in cuts if cut > at) - 1
        pieces.append((at, end))
        at = end + 1
    return tuple(pieces)


def all_windows(public: Mapping[str, Sequence[Window]]) -> dict[str, Splits]:
    """The splits of each level's windows."""
    return {level: splits(windows) for level, windows in public.items()}


def shorter_stocks(windows: Sequence[Window]) -> dict[Window, Window]:
    """For each window, the next shorter one that ends in the same month: both show the stock of that month."""
    by_end: dict[int, list[Window]] = {}
    for window in sorted(windows, key=_length):
        by_end.setdefault(window[1], []).append(window)
    return {long: short for ends in by_end.values() for short, long in pairwise(ends)}
