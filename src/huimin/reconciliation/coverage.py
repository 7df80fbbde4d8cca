"""How much of one list another holds, and how good a matching is where the truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole`` with the interval of Wilson (1927), JASA 22, 209-212; NaN where the whole is 0."""

    part: int
    whole: int
    confidence: float = 0.95

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.part / self.whole if self.whole else float("nan")

    @property
    def missing(self) -> int:
        """How many are not in the part."""
        return self.whole - self.part

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high end."""
        if not self.whole:
            return float("nan"), float("nan")
        z = float(norm.ppf(0.5 + self.confidence / 2))
        n, p = self.whole, self.value
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        low = 0.0 if self.part == 0 else (middle - half) / scale
        return max(0.0, low), 1.0 if self.part == n else min(1.0, (middle + half) / scale)

    def against(self, limit: float) -> str:
        """``kept`` where all of the interval reaches the limit, ``broken`` where none does, else ``untold``."""
        low, high = self.interval
        if not self.whole or low < limit <= high:
            return "untold"
        return "kept" if low >= limit else "broken"


@dataclass(frozen=True)
class Quality:
    """A matching held against the truth: of the pairs made the share that is true, and of the true ones those made."""

    precision: Share
    recall: Share


def quality_of(
    first: NDArray[np.integer], second: NDArray[np.integer], child_of: tuple[NDArray[np.integer], NDArray[np.integer]],
    among: NDArray[np.integer] | None = None,
) -> Quality:  # fmt: skip
    """Precision and recall of pairs of rows.

    Args:
        first, second: the rows of the pairs. child_of: for each list the true child behind every row.
        among: count only these children, twins say, and pairs that one of them stands in; None: all.
    """
    one, two = child_of[0][first], child_of[1][second]
    both = np.intersect1d(child_of[0], child_of[1])
    if among is not None:
        kept = np.isin(one, among) | np.isin(two, among)
        one, two, both = one[kept], two[kept], np.intersect1d(both, among)
    true = int((one == two).sum())
    return Quality(Share(true, len(one)), Share(true, len(both)))
