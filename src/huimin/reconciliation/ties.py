"""Pairs that no rule decides: set aside for a person to look at, a bounded number of them."""

from __future__ import annotations

from collections.abc import Iterable

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


def sharing_any(
    keys: Iterable[tuple[Keys, Keys]], left: tuple[Rows, Rows], alike: int, most: int
) -> tuple[Rows, Rows]:  # fmt: skip
    """Pairs of the rows ``left`` that share one of several keys, each pair once.

    Args:
        keys: of each kind, those of the rows left of either list.
        alike: a key that more rows of a list share is too common to say anything.
        most: a kind of key that would bring the pairs above this number is left out.
    """
    width = int(left[1].max(initial=0)) + 1
    codes = np.zeros(0, np.int64)
    for first, second in keys:
        one, two = sharing(first, second, alike)
        more = np.unique(np.concatenate([codes, left[0][one] * width + left[1][two]]))
        if len(more) <= most:
            codes = more
    return codes // width, codes % width
