"""Pairs that no rule decides: set aside for a person to look at, a bounded number of them."""

from __future__ import annotations

import numpy as np

from huimin.reconciliation.cascade import contradicted
from huimin.reconciliation.keys import NONE, Keys, Rows
from huimin.reconciliation.records import Records

KEYS = (
    ("mother.sound", "birth", "sex"), ("name.sound", "birth"), ("name.sound", "mother.sound"), ("mother_identity",),
    ("weight", "birth", "sex", "area"),
)  # fmt: skip
"""What two records must share to be worth a look."""
MOST_ALIKE = 4
"""A key that more records of a list bear says too little to be worth one."""


def ties(first: Records, second: Records, left: tuple[Rows, Rows], most: int = 2000) -> tuple[Rows, Rows]:
    """Pairs among the rows left that share a key and do not contradict each other, at most ``most`` of them."""
    found: list[np.ndarray] = []
    for key in KEYS:
        one, two = sharing(first.key(key, left[0]), second.key(key, left[1]))
        rows = np.stack([left[0][one], left[1][two]], axis=1)
        found.append(rows[~contradicted(first, rows[:, 0], second, rows[:, 1])])
    every = np.concatenate(found)
    _, at = np.unique(every, axis=0, return_index=True)
    kept = every[np.sort(at)][:most]
    return kept[:, 0], kept[:, 1]


def sharing(one: Keys, two: Keys, most: int = MOST_ALIKE) -> tuple[Rows, Rows]:
    """Places that bear the same key, of keys that at most so many of each list bear. Grows with the lists, never with
    their product.
    """
    values1, counts1 = np.unique(one[one != NONE], return_counts=True)
    values2, counts2 = np.unique(two[two != NONE], return_counts=True)
    few = np.intersect1d(values1[counts1 <= most], values2[counts2 <= most])
    at1, at2 = np.flatnonzero(np.isin(one, few)), np.flatnonzero(np.isin(two, few))
    at1, at2 = at1[np.argsort(one[at1], kind="stable")], at2[np.argsort(two[at2], kind="stable")]
    lows, highs = np.searchsorted(two[at2], one[at1], "left"), np.searchsorted(two[at2], one[at1], "right")
    sizes = highs - lows
    rows = np.repeat(at1, sizes)
    steps = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rows.astype(np.int64), at2[np.repeat(lows, sizes) + steps].astype(np.int64)
