"""Accuracy of decisions by sampled re-decision: the frame, the draw, and what the second decisions say of all.

The frame lists the decisions of some months with no more than their numbers, benefits and areas, and is published by
its hash before the seed is known; so nobody can choose what is looked at, and anybody can draw again
(:mod:`huimin.sampling.draw`). Strata are the areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from huimin.benefits.payments import month_text
from huimin.sampling.draw import Sample, draw
from huimin.sampling.estimate import Estimate, Visited, estimate
from huimin.sampling.frame import Frame, Site


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the frame: the claim's number, the place of the deciding event, its area of the stratum, month."""

    claim: str
    place: int
    area: str
    benefit: str
    month: int

    @property
    def key(self) -> str:
        """What names it in the frame."""
        return f"{self.claim}/{self.place}"


def frame_of(decisions: Iterable[Decision]) -> Frame:
    """The frame as it is published (:meth:`Frame.text`): no outcome, no person."""
    return Frame(tuple(
        Site(one.key, one.area, 1, f"{one.benefit} {month_text(one.month)}") for one in decisions
    ))  # fmt: skip


def drawn(frame: Frame, each: int, seed: str, name: str) -> Sample:
    """``each`` decisions of every area (all, where there are no more), told by frame, seed and name alone."""
    return draw(frame, dict.fromkeys(frame.strata, each), "simple", seed, name)


@dataclass(frozen=True, slots=True)
class Redecided:
    """A decision that was drawn: its area, its chance of being drawn, and whether the second one was alike.

    ``alike``: None where nobody has decided it again, or the papers did not suffice.
    """

    area: str
    chance: Fraction
    alike: bool | None


def accuracy(found: Sequence[Redecided], in_frame: Mapping[str, int], area: str = "") -> Estimate:
    """The share of right decisions over the frame, or over one area of it, with the interval that the design gives."""
    areas = sorted(in_frame)
    place = {key: number for number, key in enumerate(areas)}
    known = [one.alike is not None for one in found]
    visited = Visited(
        np.array([place[one.area] for one in found], np.int64),
        np.array([float(one.chance) for one in found]),
        np.array([1.0 if there else np.nan for there in known]),
        np.array([np.nan if one.alike is None else float(one.alike) for one in found]),
        [in_frame[key] for key in areas],
    )
    domain = np.array([one.area == area for one in found], bool) if area else None
    return estimate(visited, domain)
