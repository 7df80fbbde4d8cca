"""Chance that can be repeated: a stream of its own for every purpose, and the draws the model needs."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def stream(seed: int, *purpose: str) -> np.random.Generator:
    """The random numbers for one purpose. Another purpose more or less does not move them."""
    words = [zlib.crc32(word.encode()) for word in purpose]
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=words))


def odds(share: float) -> float:
    """Log odds of a share, kept finite at 0 and 1."""
    kept = min(max(share, 1e-9), 1 - 1e-9)
    return float(np.log(kept / (1 - kept)))


def share(log_odds: Floats) -> Floats:
    """The share with these log odds."""
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def split(rng: np.random.Generator, totals: Floats, weights: Floats) -> Floats:
    """Whole ``totals`` (any shape) split at random by the last axis of ``weights`` (a multinomial draw).

    ``weights`` adds up to 1 over its last axis, and its other axes have the shape of ``totals``.
    """
    parts = np.zeros(np.broadcast_shapes((*totals.shape, 1), weights.shape))
    left, weight_left = totals.astype(np.int64), np.ones(weights.shape[:-1])
    for i in range(weights.shape[-1] - 1):
        chance = np.clip(weights[..., i] / np.maximum(weight_left, 1e-12), 0, 1)
        drawn = rng.binomial(left, np.broadcast_to(chance, left.shape))
        parts[..., i] = drawn
        left, weight_left = left - drawn, weight_left - weights[..., i]
    parts[..., -1] = left
    return parts
