"""The rows of an area tree as columns, checked for keys and parents and put in depth-first order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from huimin.areas.order import Ints, cycles, depth_first
from huimin.areas.report import Report
from huimin.areas.rows import AreaRow
from huimin.findings import Place, Severity

ALWAYS, FOREVER = 0, np.iinfo(np.int32).max  # days as ordinals; open starts and ends
_CHUNK = 50_000


@dataclass(frozen=True)
class Columns:
    """All areas that ever were, one column an attribute; the position is the *history id*.

    Attributes:
        level: index into ``level_codes``, the levels of the tree from the top down and then the unknown ones.
        parent: history id of the parent on the first day, -1 for a root.
        start, end: first and last day as ordinals, ``ALWAYS`` and ``FOREVER`` where open.
        file: index into ``files``.
        cut: the keys of areas whose parent was wrong and which therefore stand at the top.
    """

    keys: tuple[str, ...]
    codes: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]
    group: tuple[str, ...]
    level: Ints
    parent: Ints
    start: Ints
    end: Ints
    line: Ints
    file: Ints
    level_codes: tuple[str, ...]
    files: tuple[str, ...]
    cut: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.keys)

    def place(self, i: int) -> Place:
        """Where the area was written."""
        return Place(file=self.files[self.file[i]], line=int(self.line[i]), area=self.keys[i])

    def take(self, order: Ints) -> Columns:
        """The areas in another order (or some of them); ``parent`` is carried along and must stay within."""
        if len(order) == len(self) and bool((order == np.arange(len(self))).all()):
            return self
        where = np.full(len(self) + 1, -1, np.int32)
        where[order] = np.arange(len(order), dtype=np.int32)
        return replace(
            self,
            keys=pick(self.keys, order),
            codes=pick(self.codes, order),
            zh=pick(self.zh, order),
            en=pick(self.en, order),
            group=pick(self.group, order),
            level=self.level[order],
            parent=where[self.parent[order]],
            start=self.start[order],
            end=self.end[order],
            line=self.line[order],
            file=self.file[order],
        )


def pick(texts: Sequence[str], order: NDArray[np.integer]) -> tuple[str, ...]:
    """The texts at these positions."""
    return tuple(map(texts.__getitem__, order.tolist()))


def ordinal(day: date | None, otherwise: int) -> int:
    """A day as a number, or ``otherwise`` where it is open."""
    return otherwise if day is None else day.toordinal()


class _Numbers(dict[str, int]):
    """Distinct texts, numbered as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def read_columns(rows: Iterable[AreaRow], level_codes: Sequence[str], report: Report) -> Columns:
    """Columns in depth-first order, with every row whose key is its own and every parent that can be
    found.
    """
    columns, parents = _unique(*_table(rows, level_codes), report)
    parent, cut = _find_parents(columns, parents, report)
    for ring in cycles(parent):
        path = " → ".join(f"{columns.zh[i]} ({columns.keys[i]})" for i in [*ring[:12], ring[0]])
        report.add("area-cycle", Severity.ERROR, columns.place(ring[0]), path=path, name=columns.zh[ring[0]])
        parent[ring[0]] = -1
        cut.append(ring[0])
    columns = replace(columns, parent=parent, cut=frozenset(columns.keys[i] for i in cut))
    return columns.take(depth_first(parent).order)


def _find_parents(columns: Columns, parents: list[str], report: Report) -> tuple[Ints, list[int]]:
    """The position of each area's parent, -1 without one, and the areas whose parent is not there."""
    index = dict(zip(columns.keys, range(len(columns)), strict=True))
    parent = np.array([-1 if key == "" else index.get(key, -2) for key in parents], np.int32)
    lost: list[int] = np.flatnonzero(parent == -2).tolist()
    above: dict[int, list[str]] = {}
    for i in lost:
        level = int(columns.level[i])
        if level not in above:  # a parent is likely meant to be one of a higher level
            above[level] = [key for key, other in zip(columns.keys, columns.level, strict=True) if other < level]
        facts = {
            "name": columns.zh[i],
            "found": parents[i],
            "nearest": report.nearest(parents[i], above[level]),
        }
        report.add("area-parent-unknown", Severity.ERROR, columns.place(i), **facts)
    parent[lost] = -1
    return parent, lost


def _table(rows: Iterable[AreaRow], level_codes: Sequence[str]) -> tuple[Columns, list[str]]:
    """The rows turned into columns in their order, and the parents' keys."""
    levels, files, groups = (
        _Numbers(zip(level_codes, range(len(level_codes)), strict=True)),
        _Numbers(),
        _Numbers(),
    )
    keys: list[str] = []
    codes: list[str] = []
    parents: list[str] = []
    zh: list[str] = []
    en: list[str] = []
    group: list[str] = []
    numbers: list[NDArray[np.int32]] = []
    for chunk in _chunks(rows):
        key, code, parent, level, name, english, start, end, line, file, peers = zip(*chunk, strict=True)
        keys += key
        codes += code
        parents += parent
        zh += name
        en += english
        group += map(groups.setdefault, peers, peers)  # type: ignore[arg-type]
        days = [ordinal(day, ALWAYS) for day in start], [ordinal(day, FOREVER) for day in end]
        columns = [levels[x] for x in level], *days, line, [files[x] for x in file]
        numbers.append(np.array(columns, np.int32))
    levels_, start_, end_, line_, file_ = np.concatenate(numbers, axis=1) if numbers else np.empty((5, 0), np.int32)
    texts = tuple(keys), tuple(codes), tuple(zh), tuple(en), tuple(group)
    none = np.full(len(keys), -1, np.int32)
    return Columns(*texts, levels_, none, start_, end_, line_, file_, tuple(levels), tuple(files)), parents


def _chunks(rows: Iterable[AreaRow]) -> Iterator[list[AreaRow]]:
    source = iter(rows)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _unique(columns: Columns, parents: list[str], report: Report) -> tuple[Columns, list[str]]:
    """Leave out the later ones of rows with the same key."""
    if len(set(columns.keys)) == len(columns):
        return columns, parents
    first: dict[str, int] = {}
    kept: list[int] = []
    for i, key in enumerate(columns.keys):
        if first.setdefault(key, i) == i:
            kept.append(i)
        else:
            other = first[key]
            report.add(
                "area-key-twice",
                Severity.ERROR,
                columns.place(i),
                name=columns.zh[i],
                other=columns.zh[other],
                other_line=int(columns.line[other]),
            )
    return columns.take(np.array(kept, np.int32)), [parents[i] for i in kept]
