"""Comparing lists: precision and recall where the truth is known, time and memory at size (``make bench-reconcile``).

    python benchmarks/bench_reconcile.py [--quick]

Two invented lists of the same births (hospitals, immunisation) without any identity number: names by frequency, twins,
slips of sound, shape and typing, dates swapped and lunar, moved areas, 3 per cent missing in each. The seeds were not
used while the steps were made. Each size runs in a process of its own; the lists lie as csv in a folder that goes.
Time is that of the whole: taking in, encrypting, reading, matching, counting.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
from bars import bar, in_own_process, peak_mb, repeat, say

HERE = Path(__file__)
SEED = 77_001
SIZES = ((1_000_000, 45.0, 2048.0), (3_000_000, 150.0, 6144.0))
CASCADE = 5.0


def invented(folder: Path, size: int, seed: int) -> None:
    """Write two lists and the truth; areas and days grow with the size as in a province."""
    import pyarrow as pa
    from pyarrow import csv

    from huimin.adapters.linkage.readings import readings
    from huimin.tasks.reconcile.inventing import HOSPITAL, VACCINE, invent_births, invent_list

    births = invent_births(size, seed)
    for at, slips in enumerate((HOSPITAL, VACCINE)):
        made = invent_list(births, slips, seed + at + 1, readings(), "HV"[at])
        csv.write_csv(pa.table({name: pa.array(column) for name, column in made.columns.items()}),
                      folder / f"{'ab'[at]}.csv")  # fmt: skip
        np.save(folder / f"{'ab'[at]}.npy", made.child)
    np.save(folder / "twins.npy", np.flatnonzero(births.order))


def measure(folder: Path) -> None:
    """Compare the lists of a folder; the last line is JSON."""
    from huimin.adapters.linkage.splink_links import splink_is_there
    from huimin.reconciliation.cascade import cascade
    from huimin.reconciliation.coverage import quality_of
    from huimin.tasks.reconcile.comparing import Wanted
    from huimin.wiring.reconcile import Order, reconcile

    start, cpu = time.perf_counter(), time.process_time()
    order = Order((folder / "a.csv", folder / "b.csv"), folder / "out", date(2026, 12, 31), wanted=Wanted())
    done = reconcile(order)
    took, memory, cpu = time.perf_counter() - start, peak_mb(), time.process_time() - cpu
    links = done.compared.pairings[0].links
    truth = (np.load(folder / "a.npy"), np.load(folder / "b.npy"))
    quality = quality_of(links.first, links.second, truth)
    twins = quality_of(links.first, links.second, truth, np.load(folder / "twins.npy"))
    one, two = (sent.records for sent in done.compared.lists)
    cascade_took = repeat(lambda: cascade(one, two), 3)
    start_cpu = time.process_time()
    alone = cascade(one, two)
    cascade_cpu = time.process_time() - start_cpu
    steps = quality_of(alone.first, alone.second, truth)
    print(json.dumps({
        "took": took, "memory": memory, "cascade": cascade_took, "cpu": cpu, "cascade_cpu": cascade_cpu,
        "splink": splink_is_there(),
        "precision": 100 * quality.precision.value, "recall": 100 * quality.recall.value,
        "twins_precision": 100 * twins.precision.value, "twins_recall": 100 * twins.recall.value,
        "steps_precision": 100 * steps.precision.value, "steps_recall": 100 * steps.recall.value,
    }))  # fmt: skip


def measured(folder: Path) -> dict[str, float]:
    """The lists of a folder compared in a process of its own."""
    found = in_own_process(HERE, ["--measure", str(folder)])
    assert found is not None
    return found


def run(size: int, most_time: float, most_memory: float) -> bool:
    """One size, in processes of its own."""
    folder = Path(tempfile.mkdtemp(prefix="huimin-reconcile-"))
    try:
        in_own_process(HERE, ["--invent", str(folder), str(size)])
        found = measured(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    name = f"{size // 1_000_000}m" if size >= 1_000_000 else f"{size // 1000}k"
    say(f"{size:,} births, two lists, Splink {'on' if found['splink'] else 'not installed'}; steps alone: "
        f"precision {found['steps_precision']:.3f} %, recall {found['steps_recall']:.2f} %")  # fmt: skip
    say(f"processor time {found['cpu']:.1f} s, of the steps {found['cascade_cpu']:.1f} s")
    good = bar(f"reconcile-precision-{name}", found["precision"], 99.5, "%", most=False)
    good &= bar(f"reconcile-recall-{name}", found["recall"], 97, "%", most=False)
    say(f"recall among twins {found['twins_recall']:.2f} %: those that nothing tells apart are left to a person")
    good &= bar(f"reconcile-twins-precision-{name}", found["twins_precision"], 99, "%", most=False)
    good &= bar(f"reconcile-time-{name}", found["took"], most_time, "s")
    good &= bar(f"reconcile-memory-{name}", found["memory"], most_memory, "MB")
    if size == 1_000_000:
        good &= bar("reconcile-steps-1m", found["cascade"], CASCADE, "s")
    return good


def main(arguments: list[str]) -> int:
    """All sizes, or one part of one in its own process."""
    if arguments[:1] == ["--invent"]:
        invented(Path(arguments[1]), int(arguments[2]), SEED)
        print("{}")
        return 0
    if arguments[:1] == ["--measure"]:
        measure(Path(arguments[1]))
        return 0
    sizes = SIZES[:1] if "--quick" in arguments else SIZES
    return 0 if sum([not run(*one) for one in sizes]) == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
