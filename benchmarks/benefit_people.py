"""An invented population for the benchmark of benefits: people in families, with birthdays and incomes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DAY = np.datetime64("2025-01-01").astype(int)


def invent(people: int, seed: int = 7) -> dict[str, NDArray]:
    """Columns by name: ``birth`` (int32, days since 1970), ``income`` (yuan), ``rural``, ``family`` (int32, rising).

    Families have 1 to 5 members; ages run from 0 to 94: about 2 in 100 are under 3 and 4 in 100 over 80.
    """
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 6, people // 2)
    ends = np.cumsum(sizes)
    families = int(np.searchsorted(ends, people)) + 1
    family = np.repeat(np.arange(families, dtype=np.int32), sizes[:families])[:people]
    ages = (95 * 365.25 * rng.beta(1.4, 2.0, people)).astype(np.int32)
    return {
        "birth": (DAY + 365 - ages).astype(np.int32), "income": (rng.integers(0, 500, people) * 10).astype(np.float32),
        "rural": rng.random(people) < 0.4, "family": family, "families": np.array([int(family[-1]) + 1]),
    }  # fmt: skip


def kept(folder: Path, people: int) -> Path:
    """The population in a file, made where it is not there."""
    path = folder / f"people-{people}.npz"
    if not path.exists():
        np.savez(path, **invent(people))
    return path
