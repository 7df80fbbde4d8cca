"""Protection of everything public of the sample city: time and memory.

    python benchmarks/bench_disclosure.py WORKSPACE

WORKSPACE is a loaded sample city of 25 months; it is read and not changed.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from huimin.adapters.engines.duckdb.engine import DuckDBEngine
from huimin.disclosure.policy import Policy
from huimin.figures.periods import Period
from huimin.tasks.protect import protect_workspace
from huimin.wiring.workspace import open_workspace

SECONDS, MEGABYTES = 40.0, 1500.0


def main(folder: Path) -> int:
    """Protect once and print the two bars; 1 where one falls short."""
    workspace = open_workspace(folder)
    with tempfile.TemporaryDirectory() as wide:
        workspace.compile(workspace.definitions, workspace.store.snapshot(), Path(wide), lambda *_: None)
        start = time.process_time()
        made = protect_workspace(
            workspace.definitions, DuckDBEngine(Path(wide)), Period.of("2024-01"), Period.of("2026-01"), Policy()
        )
        seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    bars = (("disclosure_seconds", seconds, SECONDS), ("disclosure_megabytes", peak, MEGABYTES),
            ("disclosure_lost_cells", float(made.suppressed.lost.sum()), 0.0))  # fmt: skip
    for name, measured, limit in bars:
        print(f"BAR {name} {measured:.1f} {limit:.1f} {'ok' if measured <= limit else 'short'}")
    return int(any(measured > limit for _, measured, limit in bars))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
