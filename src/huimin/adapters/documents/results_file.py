"""``results.sqlite``: one finished run in one immutable file, laid out for reading one area at a time.

Tables: ``fact`` (name, JSON text) holds what is the same for all areas; ``area`` the tree, numbered depth first;
``record`` one JSON text for each assessed area; ``leaf`` one BLOB for each area of the tree (see
:mod:`~huimin.adapters.documents.packed`). The same run gives the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from huimin.adapters.documents.content import RunContent
from huimin.adapters.documents.packed import pack_rows

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE area (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, parent INTEGER, level TEXT NOT NULL, zh TEXT NOT NULL,
    en TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE record (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE leaf (number INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
# Indexes are built once everything is in: faster, and the pages do not depend on the order of the keys.
_INDEXES = """
CREATE UNIQUE INDEX area_key ON area (key);
CREATE INDEX area_parent ON area (parent, number);
"""
_AREAS_AT_ONCE = 8192
_LIBRARY_VERSION = slice(96, 100)


def compact(data: Any) -> str:
    """JSON without spaces, Chinese as it is; keys keep their order. NaN and infinity are not legal."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def write_results(path: Path, content: RunContent) -> None:
    """Write the file anew; an older one at ``path`` is replaced."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # A file that is only read once finished needs no journal, and without one there is nothing to leave behind.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO fact VALUES (?, ?)", sorted(_facts(content).items()))
        numbers = {area[0]: number for number, area in enumerate(content.areas)}
        connection.executemany("INSERT INTO area VALUES (?, ?, ?, ?, ?, ?)", _area_rows(content, numbers))
        records = sorted((numbers[record["key"]], compact(record)) for record in content.records)
        connection.executemany("INSERT INTO record VALUES (?, ?)", records)
        connection.executemany("INSERT INTO leaf VALUES (?, ?)", _leaf_rows(content))
        connection.execute("COMMIT")
        connection.executescript(_INDEXES)
    finally:
        connection.close()
    _forget_library(path)


def _facts(content: RunContent) -> dict[str, str]:
    return {
        "run": compact(content.run),
        "manifest": compact(dict(content.manifest)),
        "described": compact(content.described),
        "title": compact({"zh": content.title_zh, "en": content.title_en}),
        "simulated": compact(content.simulated),
        "levels": compact({code: list(names) for code, names in content.level_names.items()}),
        # Assessed areas keep the order of the run, which need not be that of the tree.
        "assessed": compact([record["key"] for record in content.records]),
    }


def _area_rows(content: RunContent, numbers: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    for number, (key, parent, level, zh, en) in enumerate(content.areas):
        yield number, key, None if parent is None else numbers[parent], level, zh, en


def _leaf_rows(content: RunContent) -> Iterator[tuple[int, bytes]]:
    parts = (content.leaf_value, content.leaf_reported, content.leaf_expected)
    for start in range(0, len(content.areas), _AREAS_AT_ONCE):
        stretch = slice(start, min(start + _AREAS_AT_ONCE, len(content.areas)))
        if len(content.leaf_value):
            rows = pack_rows(*(np.stack([column[stretch] for column in part], axis=1) for part in parts))
            yield from enumerate(rows, start)
        else:
            yield from ((number, b"") for number in range(stretch.start, stretch.stop))


def _forget_library(path: Path) -> None:
    """Blank the version of the SQLite library in the header: a note that nothing reads, but it would tell two
    machines apart that wrote the same run."""
    with path.open("r+b") as file:
        file.seek(_LIBRARY_VERSION.start)
        file.write(bytes(_LIBRARY_VERSION.stop - _LIBRARY_VERSION.start))
