"""Rounds on paper: how often the intervals hold the truth, for a frame, a design and a kind of error.

What the manual promises of intervals is measured with this, and an office can try its own frame before it travels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.sampling.draw import chances
from huimin.sampling.estimate import Assumed, Visited, estimate
from huimin.sampling.frame import Frame

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Errors:
    """A kind of error: ``wrong`` of the sites differ, by ``low`` to ``high`` of their figure (below 0: over-reported).

    ``slips``: besides, every single event was overlooked, or counted twice, with this chance.
    """

    wrong: float
    low: float
    high: float
    slips: float = 0.0

    def verified(self, reported: Array, rng: np.random.Generator) -> Array:
        """What an inspector would count where this was reported; whole numbers, shape of ``reported``."""
        hit = rng.random(reported.shape) < self.wrong
        moved = np.round(reported * (1 + rng.uniform(self.low, self.high, reported.shape)))
        found = np.where(hit, moved, reported)
        whole = found.astype(np.int64)
        slips: Array = (rng.binomial(whole, self.slips) - rng.binomial(whole, self.slips)).astype(float)
        counted: Array = found + slips
        return counted


@dataclass(frozen=True)
class Coverage:
    """Of ``rounds`` simulated: the share whose interval held the truth, below and above which it lay.

    ``promised`` is the share of rounds in which the interval was promised; ``held_promised`` the share held of those.
    """

    rounds: int
    held: float
    below: float
    above: float
    promised: float
    held_promised: float
    half_width: float


def simulate(
    frame: Frame, reported: Array, verified: Array, allocation: Mapping[str, int], method: str, rounds: int, seed: int,
    silent: float = 0.0, assumed: Assumed = Assumed(),
) -> Coverage:  # fmt: skip
    """Draw ``rounds`` samples from one population and hold each interval against the truth.

    Args:
        reported, verified: of every site, in the frame's order. silent: chance that a site cannot be checked.
    """
    rng = np.random.default_rng(seed)
    truth = float(verified.sum() / reported.sum())
    p, stratum, counts = _design(frame, allocation, method)
    in_frame = [len(sites) for sites in frame.strata.values()]
    found = np.array([
        _one(rng, p, stratum, counts, reported, verified, in_frame, silent, assumed, truth) for _ in range(rounds)
    ])  # fmt: skip
    held, promised = found[:, 0] == 0, found[:, 1] == 1
    among = float(held[promised].mean()) if promised.any() else float("nan")
    return Coverage(
        rounds, float(held.mean()), float((found[:, 0] < 0).mean()), float((found[:, 0] > 0).mean()),
        float(promised.mean()), among, float(np.median(found[:, 2])),
    )  # fmt: skip


def _design(frame: Frame, allocation: Mapping[str, int], method: str) -> tuple[Array, NDArray[np.int64], list[int]]:
    p: list[float] = []
    stratum: list[int] = []
    for number, (name, sites) in enumerate(frame.strata.items()):
        p += [float(one) for one in chances([site.size for site in sites], allocation[name], method)]
        stratum += [number] * len(sites)
    return np.array(p), np.array(stratum), [allocation[name] for name in frame.strata]


def _one(
    rng: np.random.Generator, p: Array, stratum: NDArray[np.int64], counts: list[int], reported: Array,
    verified: Array, in_frame: list[int], silent: float, assumed: Assumed, truth: float,
) -> tuple[float, float, float]:  # fmt: skip
    """(-1, 0 or 1 for truth below, within or above the interval; whether it was promised; half its width)."""
    u = rng.random(len(p))
    with np.errstate(divide="ignore"):
        q = np.where(p >= 1, -1.0, u * (1 - p) / ((1 - u) * p))
    order = np.lexsort((q, stratum))
    starts = np.searchsorted(stratum, np.arange(len(counts)))
    take = np.concatenate([order[start : start + count] for start, count in zip(starts, counts, strict=True)])
    seen = verified[take].copy()
    seen[rng.random(len(take)) < silent] = np.nan
    one = estimate(Visited(stratum[take], p[take], reported[take], seen, in_frame), assumed=assumed)
    side = float(np.sign(truth - one.ratio)) if not one.low <= truth <= one.high else 0.0
    return side, float(one.promised), one.half_width
