"""What somebody who already has an exact copy of a list recognises in its encoding (``make bench-reconcile``).

    python benchmarks/bench_reconcile_graph.py [BIRTHS]

Graph matching in its simplest form (Culnane, Rubinstein and Teague 2017; Vidanage, Christen, Ranbaduge and Schnell
2020): which records resemble each other is the same in the list and in its encoding. Filters speak only between
children of one day, and hashes show which records are siblings. A record whose resemblances to others, by their
counties, are borne by no other one of its month and county is recognised. No key is needed; the copy must be whole and
without faults.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
from bars import bar, say
from numpy.typing import NDArray

from huimin.adapters.linkage.prepare import prepare
from huimin.adapters.linkage.readings import readings
from huimin.reconciliation import compare
from huimin.reconciliation.keys import mixed
from huimin.reconciliation.places import CodePlaces
from huimin.reconciliation.private.encoding import HASHED, SIBLINGS, Encoding, Manner, encode
from huimin.reconciliation.private.filters import distance
from huimin.reconciliation.private.matching import LIKE_CHARACTER, LIKE_SOUND
from huimin.reconciliation.private.secret import key_text, read_key
from huimin.reconciliation.records import Records
from huimin.tasks.reconcile.inventing import Slips, invent_births, invent_list

BIRTHS, SEED = 12_000, 123
FAULTLESS = Slips(**dict.fromkeys(("absent", "sound", "shape", "typed", "mother_sound", "no_mother", "swapped", "digit",
                                   "lunar", "wrong_sex", "no_sex", "moved", "twice"), 0.0))  # fmt: skip
Rows = NDArray[np.int64]
Edge = tuple[Rows, Rows, NDArray[np.int64]]


def copied(births: int) -> Records:
    """The list of which the attacker has a copy."""
    made = invent_list(invent_births(births, SEED), FAULTLESS, SEED, readings(), "A").columns
    table = pa.table({name: pa.array(column) for name, column in made.items()})
    return prepare(table, {name: name for name in made}, readings(), CodePlaces(), "a.csv").records


def groups(by: NDArray[np.integer]) -> Iterable[tuple[Rows, Rows]]:
    """Every two rows of one day or month."""
    order = np.argsort(by, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(by[order])) + 1):
        for at in range(len(rows) - 1):
            yield np.full(len(rows) - at - 1, rows[at]), rows[at + 1 :]


def in_list(records: Records) -> Iterable[Edge]:
    """Resemblances as the copy shows them."""
    siblings = [records.key(one) for one in SIBLINGS]
    for one, two in groups(records.birth):
        kinds = [compare.compare_names(names, one, names, two) for names in (records.name, records.mother)]
        grades = [np.select([kind >= compare.SOUND, kind == compare.ONE_CHARACTER], [2, 1], 0) for kind in kinds]
        yield one, two, _edge(grades, siblings, one, two)


def in_encoding(made: Encoding) -> Iterable[Edge]:
    """Resemblances as the encoding shows them: of a month, for the day is hidden."""
    siblings = [made.hashes[:, HASHED.index(one)] for one in SIBLINGS]
    for one, two in groups(made.month):
        apart = [distance(filters[one], filters[two]) for filters in (made.name, made.mother)]
        grades = [np.select([far <= LIKE_SOUND, far <= LIKE_CHARACTER], [2, 1], 0) for far in apart]
        yield one, two, _edge(grades, siblings, one, two)


def _edge(
    grades: list[NDArray[np.int64]], siblings: list[NDArray[np.uint64]], one: Rows, two: Rows
) -> NDArray[np.int64]:
    kin = np.any([(keys[one] == keys[two]) & (keys[one] != 0) for keys in siblings], axis=0)
    return np.asarray(grades[0] * 6 + grades[1] * 2 + kin)


def signatures(edges: Iterable[Edge], county: NDArray[np.int32]) -> Mapping[int, list[tuple[int, int]]]:
    """For each record the counties of those that resemble it, and how."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, two, kind in edges:
        at = np.flatnonzero(kind)
        for a, b, how in zip(one[at].tolist(), two[at].tolist(), kind[at].tolist(), strict=True):
            found[a].append((int(county[b]), how))
            found[b].append((int(county[a]), how))
    return found


def main(arguments: list[str]) -> int:
    """The attack, and what share of the records it tells right."""
    records = copied(int(arguments[0]) if arguments else BIRTHS)
    secret = read_key(key_text(bytes(range(32))), "graph")
    made = encode(records, mixed(np.arange(len(records)) + 1), readings(), secret, Manner())
    shown = list(zip(made.month.tolist(), records.county.tolist(), made.named.tolist(), strict=True))
    mine, its = (
        [(*plain, *sorted(edges.get(row, ()))) for row, plain in enumerate(shown)]
        for edges in (signatures(in_list(records), records.county), signatures(in_encoding(made), records.county))
    )
    alone, alike = Counter(mine), Counter(its)
    where = {signature: row for row, signature in enumerate(mine) if alone[signature] == 1}
    claimed = [(row, where[one]) for row, one in enumerate(its) if alike[one] == 1 and one in where]
    right = sum(row == told for row, told in claimed)
    say(f"{len(records):,} records in {len(set(shown)):,} months and counties")
    say(f"{len(claimed):,} recognised, {right:,} of them rightly")
    return 0 if bar("reconcile-attack-with-an-exact-copy", 100 * right / len(records), 10, "%") else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
