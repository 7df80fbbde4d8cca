"""Long to wide: one month of the nation, 25 million figures as the store hands them over, to one wide file.

    python benchmarks/bench_compile.py

The figures come as a stream of Arrow batches, report by report in the order in which reports came in
(shuffled), with areas and atoms dictionary-encoded. Making them is not part of the time.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nation_data
import nation_tree
import numpy as np
import pyarrow as pa
from bars import bar, in_own_process, peak_mb, say

from huimin.adapters.engines.duckdb import compile_wide

REPORTS_A_BATCH = 20_000


def long_figures(keys: list[str], order: np.ndarray, matrix: np.ndarray) -> list[pa.RecordBatch]:
    """The known figures of a matrix (atoms, villages) as batches, reports in ``order``."""
    areas, atoms = pa.array(keys), pa.array(nation_data.ATOMS)

    def batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, len(order), REPORTS_A_BATCH):
            part = order[start : start + REPORTS_A_BATCH]
            block = matrix[:, part].T
            row, atom = np.nonzero(~np.isnan(block))
            yield pa.record_batch(
                {
                    "area": pa.DictionaryArray.from_arrays(part[row].astype(np.int32), areas),
                    "atom": pa.DictionaryArray.from_arrays(atom.astype(np.int16), atoms),
                    "value": block[row, atom],
                }
            )

    return list(batches())


def work(folder: Path) -> dict[str, Any]:
    """Make the input, compile it, and say what it took."""
    tree = nation_tree.areas(1)
    month = nation_data.MONTHS[0]
    ids = tree.reporting(("village",), month.end)
    keys = [tree.keys[i] for i in ids.tolist()]
    state, matrix = nation_data.figures(month.first, len(ids))
    sent = np.random.default_rng(3).permutation(np.flatnonzero(state >= 0))
    reports = pa.table({"area": pa.array(keys).take(pa.array(sent)), "on_time": state[sent] == 1})
    batches = long_figures(keys, sent, matrix)
    figures = pa.RecordBatchReader.from_batches(batches[0].schema, batches)
    count = sum(len(batch) for batch in batches)
    del matrix, keys
    before = peak_mb()
    start = time.perf_counter()
    made = compile_wide(folder, nation_data.FORM, month, reports, figures, tree, nation_data.DICTIONARY, marker="1")
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    again = compile_wide(folder, nation_data.FORM, month, reports, figures, tree, nation_data.DICTIONARY, marker="1")
    assert made.written and not again.written
    return {
        "seconds": seconds,
        "again": time.perf_counter() - start,
        "figures": count,
        "mb": made.path.stat().st_size / 1e6,
        "before": before,
        "peak": peak_mb(),
    }


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="huimin-compile-") as folder:
        found = in_own_process(Path(__file__), ["--work", folder])
    assert found is not None
    say(f"{found['figures'] / 1e6:.1f} million figures to {found['mb']:.0f} MB in {found['seconds']:.1f} s; "
        f"unchanged, it is seen to be current in {found['again'] * 1000:.0f} ms")  # fmt: skip
    say(f"peak of memory {found['peak']:.0f} MB, {found['before']:.0f} MB of it for tree and input")
    return 0 if bar("compile_month", found["seconds"], 30, "s") else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print(json.dumps(work(Path(sys.argv[2]))))
    else:
        sys.exit(main())
