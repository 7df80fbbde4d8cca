"""Take-up: who receives against who is estimated to be entitled, with an interval that holds both uncertainties.

The number who receive is known, yet it is one outcome of chance (births, moves, deaths): its relative variance is taken
as that of a Poisson count, ``1/n``. The number entitled is an estimate with a variance of its own. For independent
parts the relative variances add (the delta method): ``r (1 -+ 1.96 sqrt(1/n + v/e^2))`` with ``r = n/e``. Where nobody
receives, the upper end is the exact one of a Poisson count of 0, ``3.689/e`` (Garwood 1936).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot, sqrt

Z = 1.96
NONE_UP = 3.689
"""The upper end, with 97.5% confidence, of a count of which none was seen."""


@dataclass(frozen=True, slots=True)
class Entitled:
    """How many are estimated to be entitled to a benefit in an area from a month on, with a 95% interval."""

    benefit: str
    area: str
    since: int
    number: float
    low: float
    high: float
    source: str = ""

    @property
    def variance(self) -> float:
        """Of the estimate, from the length of its interval."""
        return ((self.high - self.low) / (2 * Z)) ** 2


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A share and the ends of its 95% interval."""

    share: float
    low: float
    high: float


def ends_of(number: int, below: float = 0.0, above: float = 0.0) -> tuple[float, float]:
    """The ends of the interval of a number on simulated people: chance (a Poisson count), and on top of it, as an error
    of its own, by which share of itself it may be lower or higher for what is assumed."""
    chance = Z * sqrt(max(number, 1))
    return max(0.0, number - hypot(chance, number * below)), number + hypot(chance, number * above)


def take_up(receiving: int, entitled: float, variance: float) -> TakeUp | None:
    """The take-up; None where nobody is estimated to be entitled."""
    if entitled <= 0:
        return None
    share = receiving / entitled
    if not receiving:
        return TakeUp(0.0, 0.0, NONE_UP / entitled)
    error = Z * sqrt(1 / receiving + variance / entitled**2)
    return TakeUp(share, max(0.0, share * (1 - error)), share * (1 + error))


def in_force(estimates: Iterable[Entitled], month: int) -> Mapping[tuple[str, str], Entitled]:
    """(benefit, area) -> the latest estimate that counts in a month."""
    found: dict[tuple[str, str], Entitled] = {}
    for one in sorted(estimates, key=lambda each: each.since):
        if one.since <= month:
            found[one.benefit, one.area] = one
    return found
