"""Three lists of invented people, matched with known errors: counts by history as matching finds them, and the true ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from huimin.demography.registration import Linkage
from huimin.demography.registration.three_lists import TOGETHER
from huimin.reconciliation.joining import join_pairs


@dataclass(frozen=True)
class World:
    """How people come into the lists and how these are matched.

    Attributes:
        chances: of standing in each list. odds: of standing in the second for those in the first, against the others.
        linkage: how matching errs: pairs missed because of a bad record or each for itself, some false ones.
        alone: false pairs join only people who truly have no pair; else any records left over.
    """

    chances: tuple[float, float, float]
    linkage: Linkage
    alone: bool = True
    odds: float = 1.0


def matched(rng, size, world):
    """(found, true): (7,) counts of one round, joined as a comparison of registers joins them."""
    linkage, held = world.linkage, _held(rng, size, world)
    by_record = rng.random(size) < TOGETHER
    good = (rng.random((size, 3)) < linkage.sensitivity**0.5) | ~by_record[:, None]
    pairs = {}
    for one, two in combinations(range(3), 2):
        there = np.flatnonzero(held[:, one] & held[:, two])
        missed = ~by_record[there] & (rng.random(len(there)) >= linkage.sensitivity)
        there = there[good[there, one] & good[there, two] & ~missed]
        wrong = rng.binomial(round(len(there) / (1 - linkage.false_share)), linkage.false_share)
        taken = np.isin(np.arange(size), there)
        free = [held[:, mine] & ~(held[:, other] if world.alone else taken) for mine, other in ((one, two), (two, one))]
        left = [rng.permutation(np.flatnonzero(some)) for some in free]
        wrong = min(wrong, *map(len, left))
        pairs[one, two] = tuple(np.concatenate([there, some[:wrong]]) for some in left)
    rows = join_pairs(tuple(np.flatnonzero(held[:, at]) for at in range(3)), pairs).rows >= 0
    return tuple(np.bincount(one @ [4, 2, 1], minlength=8)[1:].astype(float) for one in (rows, held))


def told(rng, linkage):
    """The rates as a checked sample tells them: off by their own errors."""
    return Linkage(min(1.0, rng.normal(linkage.sensitivity, linkage.sensitivity_error)),
                   max(0.0, rng.normal(linkage.false_share, linkage.false_share_error)),
                   linkage.sensitivity_error, linkage.false_share_error)  # fmt: skip


def _held(rng, size, world):
    first, second, third = world.chances
    held = rng.random((size, 3)) < (first, 0.0, third)
    # The chance of the second list for those not in the first, such that all together have ``second``.
    low, high = 0.0, 1.0
    for _ in range(60):
        other = (low + high) / 2
        mine = world.odds * other / (1 - other + world.odds * other)
        low, high = (other, high) if first * mine + (1 - first) * other < second else (low, other)
    held[:, 1] = rng.random(size) < np.where(held[:, 0], mine, other)
    return held
