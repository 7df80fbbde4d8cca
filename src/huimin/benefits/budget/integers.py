"""Whole people: shares become counts that keep every margin, and counts become people.

Raking fits shares by cell to a total that is known (Deming and Stephan 1940, On a least squares adjustment of a sampled
frequency table, Annals of Mathematical Statistics 11, 427-444; for two outcomes its fixed point is one multiplier of
the odds, which is looked for directly). The fitted table is made whole by running sums with one random start: each
cell gets the whole number below or above its value, on average the value itself, and all cells together exactly the
total (systematic sampling, Madow and Madow 1944; the same is asked of unbiased controlled rounding, Cox 1987, Journal
of the American Statistical Association 82, 520-524). How such tables are used to make people of nobody: Lovelace and
Ballas 2013, Truncate, replicate, sample, Computers, Environment and Urban Systems 41, 1-11.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_NEARLY = 1e-7
_STEPS = 200


def stream(seed: int, *purpose: str) -> np.random.Generator:
    """The random numbers for one purpose. Another purpose more or less does not move them."""
    words = [zlib.crc32(word.encode()) for word in purpose]
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=words))


def rounded(values: Floats, start: float = 0.5) -> Whole:
    """Whole numbers (n,) of ``values`` (n,), each the one below or above; together their sum where that is whole, else
    the whole number below or above it. ``start`` 0 to 1: where the running sum begins; drawn at random it makes the
    means right, 0.5 rounds the sum half up."""
    below = np.floor(np.cumsum(values) + start + _NEARLY)
    made: Whole = np.diff(below, prepend=np.floor(start + _NEARLY)).astype(np.int64)
    return made


def raked(counts: Whole, shares: Floats, total: float) -> Floats:
    """Shares (cells,) of ``counts`` (cells,) with the odds of ``shares`` to each other, that make ``total`` people.

    Raises:
        ValueError: no shares do; those of 0 and 1 stay as they are.
    """
    low, high = float(counts[shares >= 1].sum()), float(counts[shares > 0].sum())
    if not low - _NEARLY <= total <= high + _NEARLY:
        raise ValueError(f"{total} lies outside {low} to {high}")
    inner = (shares > 0) & (shares < 1) & (counts > 0)
    if not inner.any():
        return shares
    odds = np.log(shares[inner] / (1 - shares[inner]))
    weights, wanted = counts[inner], total - low
    if wanted <= _NEARLY or wanted >= weights.sum() - _NEARLY:
        made = shares.copy()
        made[inner] = float(wanted > _NEARLY)
        return made
    left, right = -60.0, 60.0
    for _ in range(_STEPS):
        middle = (left + right) / 2
        fitted = 1 / (1 + np.exp(-(odds + middle)))
        if (weights * fitted).sum() < wanted:
            left = middle
        else:
            right = middle
    made = shares.astype(np.float64)
    made[inner] = fitted
    return made


def quotas(counts: Whole, shares: Floats, totals: Whole | None, rng: np.random.Generator) -> Whole:
    """How many of each cell have each outcome, shape (cells, outcomes): rows add up to ``counts``, and columns to
    ``totals`` where they are given, else to the whole number next to what the shares say.

    Args:
        counts: (cells,) people. shares: (cells, outcomes), rows adding up to 1.
        totals: (outcomes,) adding up to all people; -1 in the place of an outcome whose total is not known.

    Raises:
        ValueError: the totals cannot be had with these shares.
    """
    left, rest = counts.astype(np.int64), shares.astype(np.float64)
    made = np.zeros(shares.shape, dtype=np.int64)
    order = np.argsort([0 if totals is not None and one >= 0 else 1 for one in
                        (totals if totals is not None else [-1] * shares.shape[1])], kind="stable")  # fmt: skip
    for place, outcome in enumerate(order[:-1]):
        remaining = rest[:, order[place:]].sum(axis=1)
        share = np.divide(rest[:, outcome], remaining, out=np.zeros(len(left)), where=remaining > 0)
        share = np.where(share > 1 - _NEARLY, 1.0, share)
        if totals is not None and totals[outcome] >= 0:
            share = raked(left, share, float(totals[outcome]))
        made[:, outcome] = np.minimum(rounded(left * share, rng.random()), left)
        left = left - made[:, outcome]
    made[:, order[-1]] = left
    last = order[-1]
    if totals is not None and totals[last] >= 0 and left.sum() != totals[last]:
        raise ValueError(f"{totals[last]} people cannot be had, {left.sum()} are left")
    return made


def numbered(key: Whole) -> tuple[Whole, Whole]:
    """The keys that occur, and for each person the place of the own one; without sorting everybody."""
    used = np.flatnonzero(np.bincount(key))
    place = np.zeros(int(used.max(initial=0)) + 1, dtype=np.int64)
    place[used] = np.arange(len(used))
    return used, place[key]


def by_lot(cells: Whole, rng: np.random.Generator) -> Whole:
    """Indexes (n,) in the order of their cell, those of one cell in an order drawn by lot."""
    turn = rng.permutation(len(cells))
    small = len(cells) == 0 or int(cells.max()) < np.iinfo(np.int16).max
    drawn = cells[turn].astype(np.int16) if small else cells[turn]  # 16 bits are sorted by counting
    order: Whole = turn[np.argsort(drawn, kind="stable")]
    return order


def dealt(cells: Whole, made: Whole, rng: np.random.Generator) -> Whole:
    """An outcome for each person (n,): of the people of a cell as many as ``made`` (cells, outcomes) says, by lot."""
    outcomes: Whole = made.argmax(axis=1)[cells] if len(cells) else np.zeros(0, dtype=np.int64)
    mixed = (made > 0).sum(axis=1) > 1
    people = np.flatnonzero(mixed[cells])
    if not len(people):
        return outcomes
    order = people[by_lot(cells[people], rng)]
    drawn = made[mixed]
    outcomes[order] = np.repeat(np.tile(np.arange(made.shape[1]), len(drawn)), drawn.ravel())
    return outcomes
