"""What each field of a pair says for or against one child, in bits: learnt from the lists themselves, without labels.

An outcome counts for ``log2(m / u)``: how often it is met in pairs of one child (``m``) against pairs put together at
random (``u``); 7 bits make one child 128 times as likely (Fellegi and Sunter 1969, Journal of the American Statistical
Association 64, 1183-1210). ``m`` is learnt from the pairs that the matching made, ``u`` from random pairs; equal names
count the more the rarer they are (Newcombe 1959, Science 130, 954-959). The fields are taken as independent, which they
are not quite: the weights put pairs in an order, and what share of them is true is told by people who read a sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.compare import SAME, Sorts, compare_fields
from huimin.reconciliation.keys import NONE, Keys, Rows
from huimin.reconciliation.names import Names
from huimin.reconciliation.records import Records

FIELDS = ("identity", "name", "mother", "mother_identity", "birth", "sex", "weight", "order", "place")
PLACE_SAME, PLACE_COUNTY, PLACE_OTHER = 2, 1, 0
MOST_LEARNT, RANDOM_PAIRS, CHUNK = 50_000, 100_000, 100_000
CAP = 25.0
"""Bits: nothing speaks louder than this, for or against."""
DOUBT = 0.5
"""Added to every count, so that what was never seen is rare and not impossible."""
Bits = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Weights:
    """What every outcome says.

    Attributes:
        bits: by field and outcome (the sorts of ``compare``; places as above).
        shares: for ``name`` and ``mother``: the keys of the names of both lists, and the share of records with each.
        same: for these, how often a name is the same in pairs of one child.
    """

    bits: Mapping[str, Mapping[int, float]]
    shares: Mapping[str, tuple[Keys, NDArray[np.float64]]]
    same: Mapping[str, float]

    def of(self, first: Records, one: Rows, second: Records, two: Rows) -> tuple[Bits, dict[str, Sorts]]:
        """(pairs, fields) what each field of some pairs says, in the order of ``FIELDS``, and how they compare."""
        sorts = outcomes(first, one, second, two)
        out = np.zeros((len(one), len(FIELDS)), np.float32)
        for at, field in enumerate(FIELDS):
            for sort, bits in self.bits.get(field, {}).items():
                out[sorts[field] == sort, at] = bits
            if field in self.shares:
                rows = np.flatnonzero(sorts[field] == SAME)
                out[rows, at] = self._rare(field, getattr(first, field), one[rows])
        return out, sorts

    def _rare(self, field: str, names: Names, rows: Rows) -> NDArray[np.float64]:
        keys, shares = self.shares[field]
        found = shares[np.minimum(np.searchsorted(keys, names.key("whole", rows)), len(keys) - 1)]
        return np.clip(np.log2(self.same[field] / found), -CAP, CAP)

    def totals(self, first: Records, one: Rows, second: Records, two: Rows) -> Bits:
        """The sum for each of many pairs, some at a time."""
        parts = [
            self.of(first, one[at : at + CHUNK], second, two[at : at + CHUNK])[0].sum(axis=1)
            for at in range(0, len(one), CHUNK)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def outcomes(first: Records, one: Rows, second: Records, two: Rows) -> dict[str, Sorts]:
    """How each of ``FIELDS`` compares; area and county are one field, the narrower where both know it."""
    sorts = compare_fields(first, one, second, two)
    area, county = sorts.pop("area"), sorts.pop("county")
    place = np.where(area == 1, PLACE_SAME, np.where(county == 1, PLACE_COUNTY, PLACE_OTHER))
    sorts["place"] = np.where((area < 0) & (county < 0), -1, place).astype(np.int8)
    return sorts


def learn(first: Records, second: Records, made: tuple[Rows, Rows], seed: int = 1) -> Weights:
    """Weights of two lists.

    Args:
        made: the pairs that the matching made. seed: of the random pairs.
    """
    rng = np.random.default_rng(seed)
    some = rng.permutation(len(made[0]))[:MOST_LEARNT]
    true = outcomes(first, made[0][some], second, made[1][some])
    sides = [rng.choice(one.singles, RANDOM_PAIRS) for one in (first, second)]
    chance = outcomes(first, sides[0], second, sides[1])
    bits = {field: _bits(true[field], chance[field]) for field in FIELDS}
    named = {field: _shares(getattr(first, field), getattr(second, field)) for field in ("name", "mother")}
    shares = {field: told for field, told in named.items() if len(told[0])}
    same = {field: _share_of(true[field], SAME) for field in shares}
    return Weights({field: told for field, told in bits.items() if told}, shares, same)


def _bits(true: Sorts, chance: Sorts) -> dict[int, float]:
    """log2 of the shares of each outcome among pairs that know both sides."""
    sorts = np.unique(np.concatenate([true[true >= 0], chance[chance >= 0]]))
    if not len(sorts):
        return {}
    m, u = (
        (np.array([(one == sort).sum() for sort in sorts]) + DOUBT) / ((one >= 0).sum() + DOUBT * len(sorts))
        for one in (true, chance)
    )
    told = np.clip(np.log2(m / u), -CAP, CAP)
    return dict(zip(sorts.tolist(), told.tolist(), strict=True))


def _share_of(sorts: Sorts, sort: int) -> float:
    known = int((sorts >= 0).sum())
    return float(((sorts == sort).sum() + DOUBT) / (known + 2 * DOUBT))


def _shares(first: Names, second: Names) -> tuple[Keys, NDArray[np.float64]]:
    keys = np.concatenate([one.key("whole") for one in (first, second)])
    values, counts = np.unique(keys[keys != NONE], return_counts=True)
    return values, counts / max(1, counts.sum())
