"""Rates by age that change from year to year, as files give them: read off for the steps of a projection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ByYear:
    """Values of several years.

    A year means the step that begins with that year's count.

    Attributes:
        years: (k,) the year of each, or the first of the years that it holds for; ascending.
        values: (k, ...) one a year.
        line: straight lines lie between the years; else a value holds until the next begins.
        until: the last year that anything is said of; what is said of it holds from then on.
        file: where they were read from.
    """

    years: tuple[int, ...]
    values: Floats
    line: bool
    until: int
    file: str = ""

    def at(self, years: Sequence[int]) -> Floats:
        """(len(years), ...) the values of some years, none of which lies before the first."""
        known, wanted = np.asarray(self.years), np.asarray(years)
        below = np.clip(np.searchsorted(known, wanted, side="right") - 1, 0, len(known) - 1)
        if not self.line:
            return np.asarray(self.values[below])
        above = np.minimum(below + 1, len(known) - 1)
        gap = np.maximum(known[above] - known[below], 1)
        share = np.clip((wanted - known[below]) / gap, 0.0, 1.0).reshape(-1, *([1] * (self.values.ndim - 1)))
        return np.asarray(self.values[below] + share * (self.values[above] - self.values[below]))

    def over(self, starts: Sequence[int], width: int) -> Floats:
        """(len(starts), ...) means over the ``width`` years from each start on."""
        each = self.at([start + i for start in starts for i in range(width)])
        return np.asarray(each.reshape(len(starts), width, *each.shape[1:]).mean(axis=1))


@dataclass(frozen=True, eq=False)
class Yearly:
    """Rates by age and year, by the people's groups; None where no file has years.

    Attributes:
        fertility: (k, n) births per woman and year by group from 15.
        pattern: (k, n) per cent of fertility by group from 15.
        mx: (k, 2, n) death rates.
        survival: (k, 2, ages) survival ratios.
        migration: (k, 2, ages) net migrants a year.
    """

    fertility: ByYear | None = None
    pattern: ByYear | None = None
    mx: ByYear | None = None
    survival: ByYear | None = None
    migration: ByYear | None = None

    def __bool__(self) -> bool:
        return bool(self.all())

    def all(self) -> tuple[ByYear, ...]:
        """Those that there are."""
        return tuple(one for field in fields(self) if (one := getattr(self, field.name)) is not None)
