"""Protection of everything public of the sample city: time, memory, what it hides, and an exact audit of the whole.

    python benchmarks/bench_disclosure.py WORKSPACE

WORKSPACE is a loaded sample city of 25 months; it is read and not changed. The exact audit asks, for every count to be
protected, for the least and the most that fit everything published; it comes after the time is taken.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from huimin.adapters.engines.duckdb.engine import DuckDBEngine
from huimin.disclosure.audit import audit
from huimin.disclosure.policy import Policy
from huimin.disclosure.protecting import Protected
from huimin.disclosure.report import costs
from huimin.figures.periods import Period
from huimin.tasks.protect import protect_workspace
from huimin.wiring.workspace import open_workspace

SECONDS, MEGABYTES = 40.0, 1500.0
MOST_HIDDEN = {("county", 1): 0.20, ("county", 3): 0.20, ("county", 12): 0.15, ("township", 12): 0.20}
"""The share of the counts above zero that may be hidden, by level and months."""


def main(folder: Path) -> int:
    """Protect once and print the bars; 1 where one falls short."""
    workspace = open_workspace(folder)
    with tempfile.TemporaryDirectory() as wide:
        workspace.compile(workspace.definitions, workspace.store.snapshot(), Path(wide), lambda *_: None)
        start = time.process_time()
        made = protect_workspace(
            workspace.definitions, DuckDBEngine(Path(wide)), Period.of("2024-01"), Period.of("2026-01"), Policy()
        )
        seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    start = time.process_time()
    found = audit(made.table, made.suppressed.status, exact=True)
    print(f"exact audit: {found.programmes} programmes, {time.process_time() - start:.1f} s")
    bars = [("disclosure_seconds", seconds, SECONDS), ("disclosure_megabytes", peak, MEGABYTES),
            ("disclosure_lost_cells", float(made.suppressed.lost.sum()), 0.0),
            ("disclosure_revealed_by_exact_audit", float(found.revealed.sum()), 0.0)]  # fmt: skip
    bars += [(f"disclosure_hidden_{level}_{months}_months", share(made, level, months), most)
             for (level, months), most in MOST_HIDDEN.items()]  # fmt: skip
    for name, measured, limit in bars:
        print(f"BAR {name} {measured:.3g} {limit:g} {'ok' if measured <= limit else 'short'}")
    return int(any(measured > limit for _, measured, limit in bars))


def share(made: Protected, level: str, months: int) -> float:
    """Of the counts above zero of a level and a length of period, the share that is hidden."""
    lines = [one for one in costs(made) if (one.level, one.months) == (level, months)]
    cells = np.array([one.above_zero for one in lines], float)
    return float(np.average([one.hidden_share for one in lines], weights=cells))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
