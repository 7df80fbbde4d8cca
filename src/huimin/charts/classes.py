"""Classes for maps: how values are parted into a few, so that a colour means something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 5
"""More shades than five cannot be told apart."""
METHODS = ("quantiles", "equal", "around")


@dataclass(frozen=True)
class Class:
    """One class: its lowest and highest value, and its side of the middle (-1 wrong, 1 right, 0 where none)."""

    low: float
    high: float
    side: int = 0


@dataclass(frozen=True)
class Classing:
    """How values are parted into classes.

    Attributes:
        method: ``quantiles`` (each about as many areas), ``equal`` (each as wide) or ``around`` a middle.
        most: classes at most, five or fewer.
        middle: the value with a meaning, such as a target, on both sides of which classes lie.
        high_is_good: whether values at or above the middle are the right side.
    """

    method: str = "quantiles"
    most: int = MOST
    middle: float | None = None
    high_is_good: bool = True

    def __post_init__(self) -> None:
        if (
            self.method not in METHODS
            or not 1 <= self.most <= MOST
            or (self.method == "around") != (self.middle is not None)
        ):
            raise ValueError(self)

    def classes(self, values: Sequence[float]) -> tuple[Class, ...]:
        """The classes from low to high, each with the lowest and highest value in it; equal values are never parted.

        Classes that would be empty are left out, so there may be fewer than asked for.
        """
        known = sorted(values)
        if self.middle is None:
            return tuple(Class(part[0], part[-1]) for part in self._parted(known, self.most))
        edge = bisect_left(known, self.middle) if self.high_is_good else _after(known, self.middle)
        low = self._parted(known[:edge], max(1, self.most // 2))
        high = self._parted(known[edge:], max(1, self.most // 2))
        wrong = -1 if self.high_is_good else 1
        sides = [(part, wrong) for part in low] + [(part, -wrong) for part in high]
        return tuple(Class(part[0], part[-1], side) for part, side in sides)

    def _parted(self, known: list[float], count: int) -> list[list[float]]:
        if not known:
            return []
        if self.method == "equal":
            width = (known[-1] - known[0]) / count
            cuts = [known[0] + width * at for at in range(1, count)]
        else:
            # The last value of each class but the last: ceil(n * at / count) without leaving whole numbers.
            cuts = [known[-(-len(known) * at // count) - 1] for at in range(1, count)]
        places = [0, *(_after(known, cut) for cut in cuts), len(known)]
        return [known[first:last] for first, last in pairwise(places) if last > first]


def _after(known: list[float], value: float) -> int:
    return next((at for at in range(bisect_left(known, value), len(known)) if known[at] > value), len(known))


def class_of(value: float, classes: Sequence[Class]) -> int:
    """The class that holds a value, from 0; the nearest where it lies between two."""
    return next((at for at, one in enumerate(classes) if value <= one.high), len(classes) - 1)
