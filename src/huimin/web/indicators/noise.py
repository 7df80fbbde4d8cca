"""Whether two values differ by more than chance explains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """Differences by area: ``value`` now minus then, ``low`` and ``high`` its interval (NaN where not known)."""

    value: Array
    low: Array
    high: Array

    def at(self, row: int) -> tuple[float | None, bool | None]:
        """The difference of one area, and whether it is more than noise; None where that is not known."""
        value, low, high = (float(part[row]) for part in (self.value, self.low, self.high))
        if not np.isfinite(value):
            return None, None
        return value, (low > 0 or high < 0) if np.isfinite(low) and np.isfinite(high) else None


def change(now: tuple[Array, Array, Array], then: tuple[Array, Array, Array]) -> Change:
    """The differences of two independent estimates, each given as value, low and high.

    The interval joins the two intervals by the method of variance estimates recovery: Newcombe, R. G. (1998),
    Statistics in Medicine 17, 873-890, method 10, for proportions; Zou, G. Y. and Donner, A. (2008), Statistics in
    Medicine 27, 1693-1702, for any two estimates.
    """
    a, a_low, a_high = now
    b, b_low, b_high = then
    with np.errstate(all="ignore"):
        value = a - b
        low = value - np.sqrt((a - a_low) ** 2 + (b_high - b) ** 2)
        high = value + np.sqrt((a_high - a) ** 2 + (b - b_low) ** 2)
    return Change(value, low, high)
