"""Small panels for the tests of the quality review."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huimin.figures.periods import Period
from huimin.quality.panel import Column, Panel


def panel_of(
    values: np.ndarray, kinds: Sequence[str], senders: Sequence[int] | None = None, first: str = "2024-01",
    reviewed: int = 0,
) -> Panel:  # fmt: skip
    """A panel of (columns, periods, areas); one peer group; ``reviewed``: the first period under review."""
    _, months, areas = values.shape
    periods = [Period.of(first).shift(step) for step in range(months)]
    sender = np.asarray(senders if senders is not None else range(areas), np.intp)
    return Panel(
        "form", tuple(one.code for one in periods), tuple(one.first for one in periods), np.arange(months) >= reviewed,
        tuple(f"v{i}" for i in range(areas)), tuple(f"s{i}" for i in range(int(sender.max()) + 1)), sender,
        np.zeros(areas, np.intp), tuple(Column(f"c{j}", f"c{j}", kind) for j, kind in enumerate(kinds)),
        values.astype(float),
    )  # fmt: skip


def honest(seed: int, columns: int = 10, months: int = 12, areas: int = 40, mean: float = 8.0) -> np.ndarray:
    """Poisson counts, each column with a mean of its own about ``mean``."""
    rng = np.random.default_rng(seed)
    level = mean * np.exp(rng.normal(0, 0.6, (columns, 1, 1))) * np.exp(rng.normal(0, 0.3, (1, 1, areas)))
    return rng.poisson(np.broadcast_to(level, (columns, months, areas))).astype(float)
