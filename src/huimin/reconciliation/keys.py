"""64-bit keys: texts and numbers become one number, and rows that alone bear a key in both lists are a pair.

Two different contents share a key by chance once in about 10^19 pairs, far below any other error of matching.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]
NONE = np.uint64(0)
"""The key of what is missing; it never makes a pair."""
_GOLD, _ONE, _TWO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def mixed(values: NDArray[np.integer] | Keys) -> Keys:
    """Every number spread over 64 bits; 0 stays 0 (SplitMix64: Steele, Lea and Flood 2014, OOPSLA, 453-472)."""
    raw = values.astype(np.uint64)
    out = raw + _GOLD
    out ^= out >> np.uint64(30)
    out *= _ONE
    out ^= out >> np.uint64(27)
    out *= _TWO
    out ^= out >> np.uint64(31)
    return np.where(raw == NONE, NONE, out)


def combined(parts: Sequence[Keys]) -> Keys:
    """One key of several, in order; 0 where any of them is missing."""
    out = parts[0].copy()
    known = parts[0] != NONE
    for part in parts[1:]:
        out = mixed(out ^ (part * _ONE + _GOLD))
        known &= part != NONE
    out[~known] = NONE
    return out


def polynomial(letters: NDArray[np.uint32]) -> Keys:
    """The key of each row of character codes (n, width), 0 for an empty one."""
    out = np.zeros(len(letters), np.uint64)
    for column in letters.T:
        out = np.where(column == 0, out, out * _TWO + column.astype(np.uint64))
    return mixed(out)


def alone_in_both(first: Keys, second: Keys) -> tuple[Rows, Rows]:
    """The positions of keys that stand exactly once in each of two columns. Bounded: a key borne by many makes none."""
    keys = np.concatenate([first, second])
    order = np.argsort(keys)
    ordered = keys[order]
    begins = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(keys) else np.empty(0, np.intp)
    )
    sizes = np.diff(np.append(begins, len(keys)))
    at = begins[(sizes == 2) & (ordered[begins] != NONE)]
    one, two = np.minimum(order[at], order[at + 1]), np.maximum(order[at], order[at + 1])
    across = (one < len(first)) & (two >= len(first))
    return one[across].astype(np.int64), (two[across] - len(first)).astype(np.int64)


def others(rows: Rows, taken: Rows) -> Rows:
    """The rows that are not among those taken."""
    gone = np.zeros(int(max(rows.max(initial=-1), taken.max(initial=-1))) + 1, bool)
    gone[taken] = True
    return rows[~gone[rows]]


def group_sizes(keys: Keys) -> NDArray[np.int64]:
    """For each row, how many rows bear its key; 0 where the key is missing."""
    _, back, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.where(keys == NONE, 0, counts[back])


def first_of_each(keys: Keys) -> Rows:
    """For each row, the first row with its key; itself where the key is missing."""
    rows = np.arange(len(keys))
    _, first, back = np.unique(keys, return_index=True, return_inverse=True)
    return np.where(keys == NONE, rows, first[back])
