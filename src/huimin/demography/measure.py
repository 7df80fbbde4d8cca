"""A measured value with what it rests on: the counts, the denominator by name, the interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.demography.faults import one_of

Array = NDArray[np.float64]

POPULATIONS = {
    "resident": ("常住人口", "resident population"),
    "registered": ("户籍人口", "registered population"),
    "exposed": ("暴露人年", "person-years lived"),
}
TIMES = {
    "mid-year": ("年中", "at mid-year"),
    "average": ("年平均", "average of the year"),
    "census": ("普查时点", "at the census"),
    "year-end": ("年末", "at the end of the year"),
}


@dataclass(frozen=True)
class Denominator:
    """Which population a rate is divided by and when it was counted.

    Args:
        population: ``resident`` (常住), ``registered`` (户籍) or ``exposed`` (person-years).
        time: ``mid-year``, ``average``, ``census`` or ``year-end``.

    Raises:
        Invalid: ``demography-not-an-option``.
    """

    population: str = "resident"
    time: str = "average"

    def __post_init__(self) -> None:
        one_of("population", self.population, POPULATIONS)
        one_of("time", self.time, TIMES)

    def words(self, lang: str) -> str:
        """The denominator in words of ``zh`` or ``en``: 年平均常住人口."""
        which = 0 if lang == "zh" else 1
        population, time = POPULATIONS[self.population][which], TIMES[self.time][which]
        return time + population if lang == "zh" else f"{population}, {time}"


RESIDENT = Denominator()


@dataclass(frozen=True, eq=False)
class Measure:
    """A rate, ratio or other figure with its interval.

    Attributes:
        value, low, high: arrays of one shape; NaN where the figure cannot be told (no exposure, unknown counts).
        events, exposure: what was divided by what, in the same shape, unscaled.
        denominator: which population the exposure is.
        per: the value is events / exposure x per (1,000 for per mille).
        confidence: of the interval, 0.95 unless told.
    """

    value: Array
    low: Array
    high: Array
    events: Array
    exposure: Array
    denominator: Denominator = RESIDENT
    per: float = 1.0
    confidence: float = 0.95
