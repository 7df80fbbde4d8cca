"""Reported totals against those of an outside source: a census, the police, hospitals, schools.

Two counts of the same people differ by chance as two Poisson counts do: given their sum, one of them is binomial with
one half (an exact test). Definitions differ more than chance, so only what is also a tenth or more apart is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import special

from huimin.quality.signs import KEPT_BELOW, OUTSIDE, Family, Sign

APART = 0.10
ENOUGH = 0.95  # with more reports missing, the missing ones alone could make the difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of a source beside the reported one.

    Attributes:
        reported: NaN where nothing was reported.
        complete: share of the expected reports behind ``reported``.
        counted: whether both are counts (of people, events); amounts of money are only listed.
    """

    source: str
    area: str
    period: str
    element: str
    given: float
    reported: float
    complete: float
    counted: bool

    @property
    def comparable(self) -> bool:
        """Whether nearly everything was reported."""
        return bool(np.isfinite(self.reported)) and self.complete >= ENOUGH

    @property
    def close(self) -> bool:
        """Whether the two lie within a tenth of the source's figure."""
        return bool(abs(self.reported - self.given) <= APART * abs(self.given))


def outside(comparisons: Iterable[Comparison]) -> dict[str, Family]:
    """The comparisons that differ by a tenth or more, and by more than chance."""
    family = Family()
    for one in comparisons:
        if not one.comparable:
            family.silent("incomplete", 1)
        elif not one.counted:
            family.silent("no-amounts", 1)
        else:
            family.tests += 1
            p = equal_counts(one.reported, one.given)
            if p <= KEPT_BELOW and not one.close:
                family.found.append(_sign(one, p))
    return {OUTSIDE: family}


def equal_counts(one: float, other: float) -> float:
    """How likely two Poisson counts with the same mean are to lie so far apart, both tails."""
    low, total = min(one, other), one + other
    if total <= 0:
        return 1.0
    return float(min(2 * special.bdtr(low, round(total), 0.5), 1.0))


def _sign(one: Comparison, p: float) -> Sign:
    apart = (one.reported - one.given) / one.given if one.given else float("inf")
    shown = f"{apart * 100:+.1f}%" if one.given else "+"
    facts: dict[str, str | int | float] = {
        "period": one.period, "value": one.reported, "expected": one.given, "source": one.source, "difference": shown,
    }  # fmt: skip
    return Sign(OUTSIDE, one.area, "", (one.element,), (one.period,), apart, max(p, 1e-300), apart, facts)
