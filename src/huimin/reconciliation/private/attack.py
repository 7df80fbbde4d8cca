"""What filters give away: an attack by frequency, to be run against one's own encoding.

The attacker has the filters, no key, and a table of how common surnames are. Bits that are set together far more
often than chance would have them belong to one surname; a pattern as frequent as a surname is taken for it. It is the
idea of Christen, Ranbaduge, Vatsalan and Schnell (2018, PAKDD, 628-640) in its simplest form: what it finds is found by
anybody, and that it finds nothing does not prove that nobody can.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.private.filters import Filters

MOST_TRIES, FEWEST_ROWS = 40, 5
FEWEST_BITS = 15
"""A surname sets 24 bits at the most (two tokens of characters, two of syllables), a given name's character 12."""
WHOLE = 0.9
"""The share of a pattern's bits that a filter must hold."""
CERTAIN = 0.95
"""A bit that so many of a pattern's rows hold belongs to it."""


def guess_surnames(filters: Filters, shares: Sequence[float]) -> NDArray[np.int64]:
    """For each filter which surname the attacker takes it for, as a place in ``shares``; the commonest where no pattern
    shows.

    Args:
        filters: (rows, words), none of them empty. shares: of the surnames in the population, 0 to 1, falling.
    """
    bits = np.unpackbits(filters.view(np.uint8), axis=1).astype(np.float32)
    guessed, rows = np.zeros(len(bits), np.int64), np.arange(len(bits))
    known, free = np.array(shares), list(range(len(shares)))
    while len(rows) >= FEWEST_ROWS and free:
        held = _most_alike(bits[rows])
        if held is None:
            break
        share = held.sum() / len(bits)
        which = min(free, key=lambda one: abs(known[one] - share))
        free.remove(which)
        guessed[rows[held]] = which
        rows = rows[~held]
    return guessed


def _most_alike(bits: NDArray[np.float32]) -> NDArray[np.bool_] | None:
    """The rows that share the pattern of bits that go together most; None where no pattern is large enough."""
    middle = bits - bits.mean(axis=0)
    tied = middle.T @ middle / len(bits)
    np.fill_diagonal(tied, 0)
    strong = np.sort(tied, axis=1)[:, -FEWEST_BITS + 1]
    for seed in np.argsort(-strong)[:MOST_TRIES].tolist():
        near = np.flatnonzero(tied[seed] >= 0.8 * strong[seed])
        for _ in range(2):  # around the seed, then what its rows share
            held = bits[:, near].mean(axis=1) >= WHOLE
            if not held.any():
                break
            near = np.flatnonzero(bits[held].mean(axis=0) >= CERTAIN)
        held = bits[:, near].mean(axis=1) >= WHOLE if len(near) >= FEWEST_BITS else np.zeros(len(bits), bool)
        if held.sum() >= FEWEST_ROWS:
            return np.asarray(held)
    return None
