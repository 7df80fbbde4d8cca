"""Private matching: what keyed encodings lose and cost, and what an attack by frequency gets out of them.

    python benchmarks/bench_reconcile_private.py [--quick]

The invented lists are those of ``bench_reconcile``; both are encoded and matched as two offices would. Each size runs
in a process of its own. The attack knows how common surnames are and, in the last line, which children were born on one
day.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
from bars import bar, in_own_process, peak_mb, say
from bench_reconcile import SEED, invented

HERE = Path(__file__)
SIZES = (100_000, 1_000_000)
PEOPLE = 20_000


def measure(folder: Path) -> None:
    """Encode and compare the lists of a folder; the last line is JSON."""
    from huimin.reconciliation.coverage import quality_of
    from huimin.wiring.reconcile import Order
    from huimin.wiring.reconcile_private import Encoding, encode_list, make_key, reconcile_encoded

    key = make_key(folder / "shared.key")
    start, files, rows = time.perf_counter(), [], []
    for name in "ab":
        made = encode_list(Encoding(folder / f"{name}.csv", key, "bench", folder / f"{name}.enc", date(2026, 12, 31)))
        files.append(made.file)
        rows.append(_rows(folder / f"{name}.csv", made.codes))
    encoding = time.perf_counter() - start
    size = files[0].stat().st_size / 2**20
    start = time.perf_counter()
    done = reconcile_encoded(Order(tuple(files), folder / "out", date(2026, 12, 31)), lambda *_: None)
    took = time.perf_counter() - start
    links = done.compared.pairings[0].links
    truth = [np.load(folder / f"{name}.npy")[order] for name, order in zip("ab", rows, strict=True)]
    quality = quality_of(links.first, links.second, (truth[0], truth[1]))
    print(json.dumps({"encoding": encoding / 2, "took": took, "memory": peak_mb(), "megabytes": size,
                      "precision": 100 * quality.precision.value, "recall": 100 * quality.recall.value}))  # fmt: skip


def _rows(csv: Path, codes: Path) -> np.ndarray:
    """Which row of the list stands in each row of its encoding."""
    numbers = [line.split(",", 1)[0].strip('"') for line in csv.read_text("utf-8").splitlines()[1:]]
    at: dict[str, int] = {}
    twice: dict[str, list[int]] = {}
    for row, number in enumerate(numbers):
        if number in at:
            twice.setdefault(number, [at[number]]).append(row)
        at[number] = row
    assert not twice
    return np.array([at[line.split(",")[1].strip('"')] for line in codes.read_text("utf-8-sig").splitlines()[1:]])


def run(size: int) -> bool:
    """One size."""
    folder = Path(tempfile.mkdtemp(prefix="huimin-private-"))
    try:
        invented(folder, size, SEED)
        found = in_own_process(HERE, ["--measure", str(folder)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert found is not None
    name = f"{size // 1_000_000}m" if size >= 1_000_000 else f"{size // 1000}k"
    say(f"{size:,} births, two lists: encoding {found['encoding']:.1f} s a list ({found['megabytes']:.0f} MB), "
        f"matching and report {found['took']:.1f} s")  # fmt: skip
    good = bar(f"reconcile-private-recall-{name}", found["recall"], 93, "%", most=False)
    good &= bar(f"reconcile-private-precision-{name}", found["precision"], 99.5, "%", most=False)
    good &= bar(f"reconcile-private-time-{name}", found["took"], 45 if size >= 1_000_000 else 15, "s")
    return bar(f"reconcile-private-memory-{name}", found["memory"], 3000 if size >= 1_000_000 else 1000, "MB") and good


def attacked() -> bool:
    """The share of surnames that the attack tells right, with each hardening and with all."""
    from huimin.adapters.linkage.readings import readings
    from huimin.reconciliation.keys import mixed
    from huimin.reconciliation.names import read_names
    from huimin.reconciliation.private.attack import guess_surnames
    from huimin.reconciliation.private.filters import HARDENED, PLAIN, filters_of
    from huimin.reconciliation.private.secret import key_text, read_key
    from huimin.tasks.reconcile.inventing import invent_births

    births = invent_births(PEOPLE, SEED)
    texts, codes = np.unique(births.name, return_inverse=True)
    names = read_names(texts.tolist(), codes.astype(np.int32), readings())
    table = Counter(invent_births(200_000, SEED + 1).surname.tolist()).most_common(100)
    secret, marks = read_key(key_text(bytes(range(32))), "bench"), mixed(np.arange(PEOPLE) + 1)
    salts = {"none": np.zeros(PEOPLE, np.uint64), "day": mixed(births.birth.astype(np.int64) + 1)}
    commonest = float((births.surname == table[0][0]).mean())
    found = {}
    for title, hardening, salt in (
        ("plain filters of 2009", PLAIN, "none"), ("plain, but salted by birth date", PLAIN, "day"),
        ("hardened and salted by birth date (as encoded)", HARDENED, "day"),
        ("hardened, an attacker with everybody of one birth date", HARDENED, "none"),
    ):  # fmt: skip
        filters = filters_of(names, salts[salt], marks, readings(), secret, "name", hardening)
        guessed = guess_surnames(filters, [count / 200_000 for _, count in table])
        found[title] = float((np.array([table[at][0] for at in guessed]) == births.surname).mean())
        say(f"surnames told right, {title}: {100 * found[title]:.1f} % (always the commonest: {100 * commonest:.1f} %)")
    values = list(found.values())
    good = bar("reconcile-attack-on-plain-filters", 100 * values[0], 100 * 1.5 * commonest, "%", most=False)
    good &= bar("reconcile-attack-as-encoded", 100 * values[2], 100 * 1.05 * commonest, "%")
    return bar("reconcile-attack-within-one-day", 100 * values[3], 100 * 1.5 * commonest, "%") and good


def main(arguments: list[str]) -> int:
    """Both sizes and the attack, or one part of a size in its own process."""
    if arguments[:1] == ["--measure"]:
        measure(Path(arguments[1]))
        return 0
    good = attacked()
    for size in SIZES[:1] if "--quick" in arguments else SIZES:
        good &= run(size)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
