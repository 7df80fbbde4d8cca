"""Public sets of Western names through huimin's own reading and matching, and the F1 of it.

Births before 1970 are not compared, so every date is put a hundred years later. Which field a column holds is found by
its heading, as for any list. The number that would give everything away (``soc_sec_id``) is left out of the numbers
that count, as in the toolkit's own examples, and told beside them.

No truth goes into how lists are matched: thresholds are probabilities, shares are learnt from the lists. Records of
FEBRL 1 and RLdata500 were read while that was made, of the other sets only the results.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa

from huimin.adapters.linkage.prepare import prepare
from huimin.adapters.linkage.readings import readings
from huimin.reconciliation.cascade import cascade
from huimin.reconciliation.latin_links import join_latin
from huimin.reconciliation.mapping import ListMapping, columns_of
from huimin.reconciliation.places import CodePlaces
from huimin.reconciliation.records import Records

Row = dict[str, str]
NUMBER = "soc_sec_id"


def read_set(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
    return [row | {"date_of_birth": _later(row["date_of_birth"])} for row in rows]


def _later(figures: str) -> str:
    """A hundred years later; figures that are no date stay such."""
    return str(int(figures) + 100_0000) if len(figures) == 8 and figures.isdecimal() else figures


def read_rldata(folder: Path, name: str) -> tuple[list[Row], list[Row]]:
    """RLdata500 or RLdata10000: the first record of everybody, and the second ones."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t"))
    who = (folder / f"identity.{name}.tsv").read_text("utf-8").split()[1:]
    seen: set[str] = set()
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row, identity in zip(found, who, strict=True):
        names = {kind: " ".join(row[key] for key in (f"{kind}_c1", f"{kind}_c2") if row[key] not in ("NA", ""))
                 for kind in ("fname", "lname")}  # fmt: skip
        born = f"{int(row['by']) + 100:04d}{int(row['bm']):02d}{int(row['bd']):02d}"
        sides[identity in seen].append({"rec_id": f"rec-{identity}-x", "given name": names["fname"],
                                        "surname": names["lname"], "date of birth": born})  # fmt: skip
        seen.add(identity)
    return sides


def _records(rows: list[Row], numbered: bool) -> Records:
    headings = [one for one in rows[0] if one != "rec_id" and (numbered or one != NUMBER)]
    table = pa.table({one: pa.array([row[one] for row in rows]) for one in headings})
    return prepare(table, columns_of(headings, ListMapping(), "", []), readings(), CodePlaces(), "").records


def f1(one: list[Row], two: list[Row], numbered: bool = False) -> dict[str, float]:
    """Precision, recall and F1."""
    first, second = _records(one, numbered), _records(two, numbered)
    links = join_latin(first, second, cascade(first, second)).links
    who = [np.array([row["rec_id"].split("-")[1] for row in rows]) for rows in (one, two)]
    right = int((who[0][links.first] == who[1][links.second]).sum())
    precision, recall = right / max(1, len(links)), right / len(np.intersect1d(*who))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
