"""Tables of what sites reported and what inspectors counted, and the estimate from them."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import numpy as np
import pytest

from huimin.sampling.estimate import Assumed, Estimate, Visited, estimate


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of an ASCII table by its column names."""
    lines = [[cell.strip() for cell in line.split("|")] for line in dedent(table).strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def estimated() -> Callable[..., Estimate]:
    """Estimate from a table ``site | stratum | reported | verified`` of a simple draw from ``frame`` sites by stratum."""

    def run(table: str, frame: dict[str, int], **assumed: float) -> Estimate:
        rows = rows_of(table)
        names = list(frame)
        strata = [row["stratum"] for row in rows]
        chance = [strata.count(one) / frame[one] for one in strata]
        reported, verified = (
            np.array([float(row[name]) if row[name] else np.nan for row in rows]) for name in ("reported", "verified")
        )
        stratum = np.array([names.index(one) for one in strata], np.int64)
        return estimate(
            Visited(stratum, np.array(chance), reported, verified, list(frame.values())), assumed=Assumed(**assumed)
        )

    return run
