"""What the quality review makes of a trial city: which planted faults it finds, and which signs point at nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from huimin.quality import signs
from huimin.quality.review import review_panel
from huimin.quality.signs import Sign
from huimin.quality.targets import targets
from huimin.tasks.quality.trial import (
    COPIED_MONTH,
    DAMPED,
    ROUNDED,
    SHAVED,
    SHIFTED,
    TENFOLD,
    Planted,
    TrialCity,
)


def hits(sign: Sign, fault: Planted, city: TrialCity) -> bool:
    """Whether a sign points at a fault: at one of its areas (or the county of a shaver) and one of its periods."""
    if not fault.periods.intersection(sign.periods):
        return False
    if sign.area.startswith("county-"):
        number = int(sign.area.split("-")[1])
        members = {city.panel.areas[i] for i in np.flatnonzero(city.county == number).tolist()}
        return fault.kind == SHAVED and members <= fault.areas
    return sign.area in fault.areas


TELLING: dict[str, frozenset[str]] = {
    COPIED_MONTH: frozenset({signs.COPIED_MONTH}), SHIFTED: frozenset({signs.SHIFTED}),
    SHAVED: frozenset({signs.ABOVE_TARGET}), ROUNDED: frozenset({signs.ROUNDED, signs.LAST_DIGIT}),
    DAMPED: frozenset({signs.STEADY}), TENFOLD: frozenset({signs.OUTLIER, signs.JUMP}),
}  # fmt: skip
"""The signs that tell each kind of fault."""


@dataclass(frozen=True)
class Score:
    """What the review made of one city.

    Attributes:
        found: each planted fault and whether a sign of its own kind points at it.
        right, wrong: by family, the signs that point at a planted fault, and those that point at nothing.
        places, innocent: townships that some sign points at, and those among them without any fault.
    """

    found: tuple[tuple[Planted, bool], ...]
    right: dict[str, int]
    wrong: dict[str, int]
    places: int = 0
    innocent: int = 0

    @property
    def false_share(self) -> float:
        """The share of the signs that point at nothing; 0 where there are no signs."""
        wrong = sum(self.wrong.values())
        return wrong / max(wrong + sum(self.right.values()), 1)


def score(city: TrialCity, rate: float = signs.RATE) -> Score:
    """Review a city and compare what was found with what was planted."""
    families = review_panel(city.panel)
    signs.merge(families, targets(city.targets))
    told = signs.discoveries(families, rate)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    found: set[int] = set()
    for sign in told:
        mine = [number for number, fault in enumerate(city.planted) if hits(sign, fault, city)]
        found |= {number for number in mine if sign.code in TELLING[city.planted[number].kind]}
        (right if mine else wrong)[sign.code] += 1
    seen = tuple((fault, number in found) for number, fault in enumerate(city.planted))
    places = {sign.area.split("-")[0] for sign in told if not sign.area.startswith("county-")}
    guilty = {key.split("-")[0] for fault in city.planted for key in fault.areas}
    return Score(seen, dict(right), dict(wrong), len(places), len(places - guilty))
