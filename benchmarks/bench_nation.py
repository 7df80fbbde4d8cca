"""A year of the nation's figures to indicators and scores, against one bare scan of the same files.

    python benchmarks/bench_nation.py            # 3, 30 and 300 million values, and the rivals
    python benchmarks/bench_nation.py --size 30  # one size

Everything is made from a seed in a temporary folder and deleted. Each measurement runs in a process of its
own, so that its peak of memory is its own. The job's time starts with the tree read and the files on disk,
and ends with 80 sums, 40 indicators, 20 scores and a total for every area in memory.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nation_data
import nation_tree
import numpy as np
import rivals
from bars import bar, in_own_process, peak_mb, repeat, say

TIMES, ROUNDS = 2, 3
PATIENCE = 120.0
"""A rival that takes longer than this many seconds (loading aside) at a size has not finished."""


def make(size: int, folder: Path) -> dict[str, Any]:
    """Write the files."""
    start = time.perf_counter()
    nation_data.write(folder, nation_tree.areas(1, nation_data.SHAPES[size]))
    held = sum(path.stat().st_size for path in folder.rglob("*.parquet"))
    return {"seconds": time.perf_counter() - start, "mb": held / 1e6}


def scan(size: int, folder: Path) -> dict[str, Any]:
    """The sum of every column: what any engine must read at the least."""
    from huimin.adapters.engines.duckdb.run_sql import connect

    sums = ", ".join(f"sum({atom})" for atom in nation_data.ATOMS)
    with connect(2, "2GB") as connection:
        query = f"SELECT {sums} FROM '{folder}/village/*.parquet'"
        return {"seconds": repeat(lambda: connection.sql(query).fetchall(), TIMES), "peak_mb": peak_mb()}


def job(size: int, folder: Path) -> dict[str, Any]:
    """The whole job through the real engine and the formula language."""
    from huimin.adapters.engines.duckdb import DuckDBEngine

    start = time.perf_counter()
    areas = nation_tree.areas(1, nation_data.SHAPES[size])
    day = nation_data.MONTHS[-1].end
    areas.at(day)
    ready = time.perf_counter() - start
    engine = DuckDBEngine(folder)
    found: list[dict[str, Any]] = []

    def work() -> None:
        found.clear()
        begin = time.perf_counter()
        table = engine.table(nation_data.LEAVES, areas, day, nation_data.DICTIONARY, [nation_data.FORM])
        rolled = time.perf_counter() - begin
        assessed = assess(table.values.__getitem__, len(table.tree.keys))
        found.append({"roll_up": rolled, "check": check(assessed)})

    seconds = repeat(work, TIMES)
    return {"seconds": seconds, "peak_mb": peak_mb(), "tree": ready, **found[-1]}


def assess(column_of: Callable[..., Any], length: int) -> dict[str, Any]:
    """All indicators, scores and the total, kept in memory as a run would keep them."""
    from huimin.indicators.blocks import evaluate_blocks

    made = evaluate_blocks({**nation_data.INDICATORS, **nation_data.SCORES}, column_of, length)
    total = np.zeros(length)
    for name in nation_data.SCORES:
        total += np.nan_to_num(made[name]) * 5
    return {**made, "total": total}


def check(columns: dict[str, Any]) -> list[float]:
    """A few sums by which engines can be compared."""
    return [round(float(np.nansum(columns[name])), 3) for name in ("i00", "i33", "s07", "total")]


STEPS: dict[str, Callable[[int, Path], dict[str, Any]]] = {
    "make": make,
    "scan": scan,
    "job": job,
    "pandas": rivals.pandas_wide,
    "postgres_long": rivals.postgres_long,
    "postgres_wide": rivals.postgres_wide,
}


def step(name: str, size: int, folder: Path, timeout: float | None = None) -> dict[str, Any] | None:
    """One step in a process of its own."""
    return in_own_process(Path(__file__), ["--step", name, "--size", str(size), "--folder", str(folder)], timeout)


def needed(name: str, size: int, folder: Path) -> dict[str, Any]:
    """A step without which there is nothing to say."""
    found = step(name, size, folder)
    assert found is not None
    return found


def measure(sizes: tuple[int, ...], root: Path) -> dict[int, dict[str, Any]]:
    """Make the files of all sizes, then run scan and job of each in turn; of the rounds the shortest times count.

    In turn, because sizes are compared with each other, and a machine is not equally quiet all the time.
    """
    made = {size: needed("make", size, root / str(size)) for size in sizes}
    scans: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    jobs: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        for size in sizes:
            scans[size].append(needed("scan", size, root / str(size)))
            jobs[size].append(needed("job", size, root / str(size)))
    found = {}
    for size in sizes:
        scanned = min(one["seconds"] for one in scans[size])
        job = min(jobs[size], key=lambda one: float(one["seconds"]))
        peak = max(one["peak_mb"] for one in jobs[size])
        found[size] = {**job, "scan": scanned, "peak_mb": peak}
        tell(size, made[size], found[size])
    return found


def tell(size: int, made: dict[str, Any], found: dict[str, Any]) -> None:
    """What was measured at one size."""
    values, ratio = nation_data.SHAPES[size][-1] * 480 / 1e6, found["seconds"] / found["scan"]
    say(f"{values:.1f} million values in {made['mb']:.0f} MB, made in {made['seconds']:.0f} s")
    say(f"  scan {found['scan']:.2f} s; reading the tree {found['tree']:.1f} s")
    say(f"  job {found['seconds']:.2f} s, of it roll-up {found['roll_up']:.2f} s; {ratio:.2f} x the scan; "
        f"peak of memory {found['peak_mb']:.0f} MB")  # fmt: skip


def compare(name: str, sizes: tuple[int, ...], ours: dict[int, dict[str, Any]], root: Path) -> None:
    """The largest of ``sizes`` (the largest first) that a rival finishes, beside ours of the same size."""
    for size in sizes:
        if size not in ours:
            continue
        found = step(name, size, root / str(size), PATIENCE * 4)
        if found is None or found.get("seconds", 0.0) > PATIENCE:
            say(f"{name} at {size} million: not finished in {PATIENCE:.0f} s")
            continue
        if "skipped" in found:
            say(f"{name}: skipped, {found['skipped']}")
            return
        same = "same results" if found["check"] == ours[size]["check"] else f"OTHER RESULTS {found['check']}"
        say(f"{name} at {size} million: {found['seconds']:.1f} s, {found['peak_mb']:.0f} MB, "
            f"{found['seconds'] / ours[size]['seconds']:.1f} x ours ({ours[size]['seconds']:.2f} s); "
            f"{same}{found.get('note', '')}")  # fmt: skip
        return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, choices=sorted(nation_data.SHAPES), help="only this size")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        print(json.dumps(STEPS[chosen.step](chosen.size, chosen.folder)))
        return 0
    good = True
    with tempfile.TemporaryDirectory(prefix="huimin-nation-") as temporary:
        root = Path(temporary)
        root.chmod(0o755)
        sizes = (chosen.size,) if chosen.size else (3, 30, 300)
        ours = measure(sizes, root)
        if 300 in ours:
            good &= bar("nation_300_ratio", ours[300]["seconds"] / ours[300]["scan"], 5)
            good &= bar("nation_300_memory", ours[300]["peak_mb"] / 1024, 2, "GB")
        for small, large in ((3, 30), (30, 300)):
            if small in ours and large in ours:
                good &= bar(f"scaling_{small}_{large}", ours[large]["seconds"] / ours[small]["seconds"], 11)
        if not chosen.no_rivals:
            compare("pandas", (300, 30, 3), ours, root)
            # 300 million values would take PostgreSQL an estimated 3 GB of disk wide, 25 GB long.
            compare("postgres_long", (30, 3), ours, root)
            compare("postgres_wide", (30, 3), ours, root)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
