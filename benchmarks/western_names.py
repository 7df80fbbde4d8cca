"""Public sets of Western names as records of huimin: what stands for what, and the F1 of its own matching.

    name    given name and surname (RLdata: the surname)   mother   the street (RLdata: the given name)
    birth   the date, a hundred years later, since births before 1970 are not compared
    area    postcode; county: the state                    sex      one for all in the steps, unknown in the weighing

In place of the Chinese reading a name gets its sound after Soundex, word by word, and in place of the similar shape its
consonants. The number that would give everything away (``soc_sec_id``) is left out, as the toolkit's own examples do.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from huimin.adapters.linkage.readings import readings
from huimin.adapters.linkage.splink_links import splink_is_there, weigh
from huimin.reconciliation.cascade import cascade
from huimin.reconciliation.dates import UNKNOWN
from huimin.reconciliation.names import Names, read_names
from huimin.reconciliation.readings import word_key
from huimin.reconciliation.records import Records

Row = dict[str, str]
EPOCH = date(1970, 1, 1).toordinal()


def read_set(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def read_rldata(folder: Path, name: str) -> tuple[list[Row], list[Row]]:
    """RLdata500 or RLdata10000: the first record of everybody, and the second ones."""
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t"))
    who = (folder / f"identity.{name}.tsv").read_text("utf-8").split()[1:]
    seen: set[str] = set()
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row, identity in zip(found, who, strict=True):
        given = " ".join(row[key] for key in ("fname_c1", "fname_c2") if row[key] not in ("NA", ""))
        surname = " ".join(row[key] for key in ("lname_c1", "lname_c2") if row[key] not in ("NA", ""))
        born = f"{int(row['by']):04d}{int(row['bm']):02d}{int(row['bd']):02d}"
        sides[identity in seen].append(
            {"rec_id": f"rec-{identity}-x", "name": surname, "mother": given, "date_of_birth": born}
        )
        seen.add(identity)
    return sides


def records(rows: list[Row], sex: int) -> Records:
    size = len(rows)
    zero = np.zeros(size, np.int64)
    area = np.array([int(row["postcode"]) if row.get("postcode", "").isdecimal() else 0 for row in rows], np.int32)
    states = {"": 0, "nsw": 1, "vic": 2, "qld": 3, "wa": 4, "sa": 5, "tas": 6, "act": 7, "nt": 8}
    county = np.array([states.get(row.get("state", ""), 9) for row in rows], np.int32)
    born = np.array([_day(row.get("date_of_birth", "")) for row in rows], np.int32)
    return Records(
        _names([row.get("name") or f"{row['given_name']} {row['surname']}" for row in rows]),
        _names([row.get("mother") or row.get("address_1", "") for row in rows]),
        zero, zero, born, np.full(size, sex, np.int8), zero.astype(np.int32), zero.astype(np.int8), area, county,
    )  # fmt: skip


def _names(texts: list[str]) -> Names:
    each, codes = np.unique(np.array([one.strip() for one in texts] or [""]), return_inverse=True)
    made = read_names(each.tolist(), codes.astype(np.int32), readings())
    words = [one.lower().split() for one in each.tolist()]
    return replace(
        made, sound=_keys([" ".join(map(soundex, one)) for one in words]),
        shape=_keys([" ".join("".join(c for c in word if c not in "aeiouhwy") for word in one) for one in words]),
        turned=_keys([" ".join(sorted(one)) for one in words]),
        surname=_keys([soundex(one[-1]) if one else "" for one in words]),
    )  # fmt: skip


def _keys(texts: list[str]) -> np.ndarray:
    return np.array([word_key(one) if one else 0 for one in texts], np.uint64)


def soundex(word: str) -> str:
    """Russell's Soundex (1918), letters only."""
    code = {
        letter: digit
        for digit, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
        for letter in letters
    }
    out, last = word[:1], code.get(word[:1], 0)
    for letter in word[1:]:
        digit = code.get(letter, 0)
        if digit and digit != last:
            out += str(digit)
        last = last if letter in "hw" else digit
    return out[:4]


def _day(text: str) -> int:
    try:
        return date(int(text[:4]) + 100, int(text[4:6]), int(text[6:8])).toordinal() - EPOCH
    except ValueError:
        return UNKNOWN


def f1(one: list[Row], two: list[Row]) -> dict[str, float]:
    """Precision, recall and F1 of the steps and, where it is installed, the weighing."""
    links = cascade(records(one, 1), records(two, 1))
    pairs = [links.first, links.second]
    if splink_is_there() and (more := weigh(records(one, 0), records(two, 0), links.left)) is not None:
        pairs = [np.concatenate([links.first, more.first]), np.concatenate([links.second, more.second])]
    who = [np.array([row["rec_id"].split("-")[1] for row in rows]) for rows in (one, two)]
    right = int((who[0][pairs[0]] == who[1][pairs[1]]).sum())
    precision, recall = right / max(1, len(pairs[0])), right / len(np.intersect1d(*who))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
