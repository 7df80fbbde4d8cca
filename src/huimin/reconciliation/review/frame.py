"""Every pair worth an answer: those the matching made, and those it did not make though something agrees; in strata.

Pairs that were not made are sought among the records left over, by keys far looser than those of the steps; a pair that
shares none of them is not in the frame, and no review can speak of it. The strata are bands of the weight (``weights``)
within three kinds: made; not made but the best of both its records, so that it could be made; and the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.cascade import Links
from huimin.reconciliation.keys import Rows
from huimin.reconciliation.records import Records
from huimin.reconciliation.review.weights import Bits, Weights
from huimin.reconciliation.ties import KEYS, sharing_any

MADE, BEST, REST = 0, 1, 2
EDGES = (0.0, 8.0, 14.0, 20.0, 28.0, 36.0)
"""Bits at which bands of the weight end; each can be a threshold."""
BANDS = len(EDGES) + 1
LOOSE = (
    *KEYS, ("name.sound", "month"), ("mother.sound", "month"), ("mother.sound", "county"), ("mother.surname", "birth"),
    ("birth", "sex", "area"), ("mother.surname", "sex", "area"),
)  # fmt: skip
MOST_ALIKE, MOST_PAIRS = 12, 2_000_000
"""Records of a list that may bear one key, and pairs of the frame that were not made: beyond, keys are left out."""


@dataclass(frozen=True, eq=False)
class Frame:
    """All pairs that can be drawn.

    Attributes:
        first, second: their rows. weight: in bits. kind: ``MADE``, ``BEST`` or ``REST``. band: 0 to ``BANDS`` - 1.
        step: which step made the pair, -1 for those not made.
    """

    first: Rows
    second: Rows
    weight: Bits
    kind: NDArray[np.int8]
    band: NDArray[np.int8]
    step: NDArray[np.int16]

    @property
    def stratum(self) -> NDArray[np.int64]:
        """The number of each pair's stratum: kind times ``BANDS`` plus band."""
        return self.kind.astype(np.int64) * BANDS + self.band

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Pairs by stratum."""
        return np.bincount(self.stratum, minlength=3 * BANDS)


def frame(first: Records, second: Records, links: Links, weights: Weights) -> Frame:
    """The frame of two lists."""
    one, two = candidates(first, second, links.left)
    left = weights.totals(first, one, second, two)
    made = weights.totals(first, links.first, second, links.second)
    best = _best(one, left) & _best(two, left)
    weight = np.concatenate([made, left])
    return Frame(
        np.concatenate([links.first, one]), np.concatenate([links.second, two]), weight,
        np.concatenate([np.full(len(made), MADE, np.int8), np.where(best, BEST, REST).astype(np.int8)]),
        np.searchsorted(EDGES, weight, "right").astype(np.int8),
        np.concatenate([links.step, np.full(len(left), -1, np.int16)]),
    )  # fmt: skip


def candidates(first: Records, second: Records, left: tuple[Rows, Rows]) -> tuple[Rows, Rows]:
    """Pairs of left-over records that share a loose key, each once."""
    keys = ((first.key(key, left[0]), second.key(key, left[1])) for key in LOOSE)
    return sharing_any(keys, left, MOST_ALIKE, MOST_PAIRS)


def _best(rows: Rows, weight: Bits) -> NDArray[np.bool_]:
    """Pairs that weigh more than every other one of their row."""
    order = np.lexsort((-weight, rows))
    ordered, sorted_weight = rows[order], weight[order]
    head = np.ones(len(rows), bool)
    head[1:] = ordered[1:] != ordered[:-1]
    equal = np.zeros(len(rows), bool)
    equal[:-1] = ~head[1:] & (sorted_weight[1:] >= sorted_weight[:-1])
    out = np.zeros(len(rows), bool)
    out[order] = head & ~equal
    return out
