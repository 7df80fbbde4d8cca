"""A finished run, read from its ``results.sqlite`` without ever writing to it."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import numpy as np

from huimin.adapters.documents.content import Record
from huimin.adapters.documents.packed import unpack
from huimin.assessment.record import LeafColumns

RESULTS = "results.sqlite"
_AREAS_KEPT = 20_000
_RECORDS_KEPT = 64
_FOUND_AT_MOST = 50


class _Area(NamedTuple):
    number: int
    key: str
    parent: int | None
    level: str
    zh: str
    en: str


class FinishedRun:
    """A run in a folder: what explanations (``huimin.assessment.explanation.Finished``), pages and tables read.

    Rows that were read are kept, within bounds, so that one instance serves many scorecards. The file is opened
    read-only as immutable: any number of processes may read it at once. One instance belongs to one thread.

    Raises:
        FileNotFoundError: the folder holds no ``results.sqlite``.
    """

    def __init__(self, folder: Path) -> None:
        path = Path(folder) / RESULTS
        if not path.is_file():
            raise FileNotFoundError(path)
        self.folder = Path(folder)
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._base = sqlite3.connect(address, uri=True)
        self._areas: dict[str, _Area] = {}
        self._children: dict[str, tuple[str, ...]] = {}
        self._leaves: dict[str, np.ndarray] = {}
        self._records: dict[str, Record | None] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def __enter__(self) -> FinishedRun:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- what is the same for all areas ------------------------------------------------------------------------------

    def _fact(self, name: str) -> Any:
        row = self._base.execute("SELECT body FROM fact WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0])

    @cached_property
    def described(self) -> Record:
        """Items, rules, leaves, grades: what is the same for all areas."""
        return self._fact("described")

    @cached_property
    def manifest(self) -> Record:
        """The hashes the run rests on."""
        return self._fact("manifest")

    @cached_property
    def run(self) -> str:
        """The run's name."""
        return self._fact("run")

    @cached_property
    def simulated(self) -> bool:
        """Whether the figures are invented."""
        return self._fact("simulated")

    @cached_property
    def levels(self) -> dict[str, list[str]]:
        """Level code -> [zh, en]."""
        return self._fact("levels")

    @cached_property
    def assessed(self) -> list[str]:
        """The keys of the assessed areas, in the run's order."""
        return self._fact("assessed")

    def title(self, lang: str) -> str:
        """The workspace's title."""
        return self._titles[lang]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return self._fact("title")

    # --- areas ------------------------------------------------------------------------------------------------------

    def _area(self, key: str) -> _Area | None:
        if key not in self._areas:
            rows = self._base.execute("SELECT number, key, parent, level, zh, en FROM area WHERE key = ?", (key,))
            for row in rows:
                self._keep(_Area(*row))
        return self._areas.get(key)

    def _keep(self, area: _Area) -> None:
        if len(self._areas) >= _AREAS_KEPT:
            for kept in (self._areas, self._children, self._leaves):
                kept.clear()
        self._areas[area.key] = area

    def name(self, key: str, lang: str) -> str:
        """An area's name; its key where the name is empty or the area unknown."""
        area = self._area(key)
        return (area.zh if lang == "zh" else area.en) or key if area else key

    def level(self, key: str) -> str:
        """The code of an area's level; ``""`` where the area is unknown."""
        area = self._area(key)
        return area.level if area else ""

    def parent(self, key: str) -> str | None:
        """The key of the area directly above."""
        area = self._area(key)
        if area is None or area.parent is None:
            return None
        row = self._base.execute("SELECT key FROM area WHERE number = ?", (area.parent,)).fetchone()
        return row[0]

    def children(self, key: str) -> Sequence[str]:
        """The keys of the areas directly below, in the order of the tree. Their figures are read along with them."""
        area = self._area(key)
        if area is None:
            return ()
        if key not in self._children:
            rows = self._base.execute(
                "SELECT area.number, key, parent, level, zh, en, body FROM area JOIN leaf USING (number) "
                "WHERE parent = ? ORDER BY area.number",
                (area.number,),
            )
            found = []
            for *line, body in rows:
                child = _Area(*line)
                self._keep(child)
                self._leaves[child.key] = unpack(body, len(self.described["leaves"]))
                found.append(child.key)
            self._children[key] = tuple(found)
        return self._children[key]

    def find(self, text: str) -> list[str]:
        """The areas meant by ``text``, at most 50: the one with this key or code, else those of exactly this name,
        else those whose name or key holds it; in the order of the tree."""
        text = text.strip()
        if not text:
            return []
        part = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for condition, given in (
            ("key = ?", [text]),
            ("zh = ? OR en = ? COLLATE NOCASE", [text, text]),
            (r"zh LIKE ? ESCAPE '\' OR en LIKE ? ESCAPE '\' OR key LIKE ? ESCAPE '\'", [part] * 3),
        ):
            query = f"SELECT key FROM area WHERE {condition} ORDER BY number LIMIT {_FOUND_AT_MOST}"
            found = [row[0] for row in self._base.execute(query, given)]
            if found:
                return found
        return []

    # --- figures and records ----------------------------------------------------------------------------------------

    def leaf(self, key: str, number: int) -> tuple[float | None, float, float]:
        """Value of a leaf at an area, and reports received and expected. KeyError for an unknown area."""
        if key not in self._leaves:
            area = self._area(key)
            if area is None:
                raise KeyError(key)
            row = self._base.execute("SELECT body FROM leaf WHERE number = ?", (area.number,)).fetchone()
            self._leaves[key] = unpack(row[0], len(self.described["leaves"]))
        value, reported, expected = self._leaves[key][:, number].tolist()
        return None if math.isnan(value) else value, reported, expected

    def keys(self) -> list[str]:
        """The key of every area of the run's tree, depth first."""
        return [row[0] for row in self._base.execute("SELECT key FROM area ORDER BY number")]

    def leaf_columns(self) -> LeafColumns:
        """Every leaf at every area at once: a column a leaf, a number for each of :meth:`keys`. Nothing is kept."""
        leaves = len(self.described["leaves"])
        areas = self._base.execute("SELECT count(*) FROM leaf").fetchone()[0]
        value = np.full((leaves, areas), np.nan)
        counts = np.zeros((2, leaves, areas), np.int32)
        for place, (body,) in enumerate(self._base.execute("SELECT body FROM leaf ORDER BY number")):
            row = unpack(body, leaves)
            value[:, place], counts[:, :, place] = row[0], row[1:]
        return LeafColumns(list(value), list(counts[0]), list(counts[1]))

    def area(self, key: str) -> Record | None:
        """The record of an assessed area; None for any other."""
        if key not in self._records:
            if len(self._records) >= _RECORDS_KEPT:
                self._records.clear()
            row = self._base.execute(
                "SELECT body FROM record WHERE number = (SELECT number FROM area WHERE key = ?)", (key,)
            ).fetchone()
            self._records[key] = json.loads(row[0]) if row else None
        return self._records[key]

    def records(self) -> Iterator[Record]:
        """Every assessed area's record, in the run's order."""
        for key in self.assessed:
            record = self.area(key)
            if record is not None:
                yield record
