"""The whole history of a tree of areas: every area that ever was, and the tree on any day."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.areas.columns import ALWAYS, FOREVER, Columns, pick, read_columns
from huimin.areas.defects import find_defects
from huimin.areas.events import Events, read_events
from huimin.areas.homes import Homes
from huimin.areas.levels import Levels
from huimin.areas.lookup import Lookup
from huimin.areas.order import Ints, depth_first
from huimin.areas.report import Report
from huimin.areas.rows import AreaRow, ChangeRow
from huimin.areas.tree import Tree
from huimin.findings import Finding

_KEPT = 16  # trees kept in memory; most months have the tree of the month before


class Areas:
    """All areas with their lives and changes. Immutable; made by :meth:`read`.

    An area's *history id* is its position in ``keys``, which is in depth-first order of the parents it began
    with. It does not depend on a date and is stable for one set of files.
    """

    def __init__(self, columns: Columns, events: Events, levels: Levels, defects: tuple[Finding, ...]) -> None:
        self._columns, self._events = columns, events
        self.levels, self.defects = levels, defects
        self._trees: OrderedDict[int, Tree] = OrderedDict()

    @classmethod
    def read(cls, rows: Iterable[AreaRow], changes: Iterable[ChangeRow], levels: Levels) -> Areas:
        """Build the history. Never raises for defects of the tree: they are all in ``defects``."""
        report = Report()
        columns = read_columns(rows, levels.codes, report)
        index = dict(zip(columns.keys, range(len(columns)), strict=True))
        events = read_events(changes, columns, index, report)
        find_defects(columns, events, levels, report)
        areas = cls(columns, events, levels, report.findings())
        areas.__dict__["_index"] = index
        return areas

    def with_defects(self, faults: Iterable[Finding]) -> Areas:
        """The same tree with the findings of whoever read the files put before its own."""
        areas = Areas(self._columns, self._events, self.levels, (*faults, *self.defects))
        areas.__dict__.update({k: v for k, v in self.__dict__.items() if k in ("_index", "_trees")})
        return areas

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys; the position is the history id."""
        return self._columns.keys

    @property
    def codes(self) -> tuple[str, ...]:
        """The official codes by history id, ``""`` where there is none."""
        return self._columns.codes

    @cached_property
    def _index(self) -> dict[str, int]:
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    @cached_property
    def _by_code(self) -> Lookup:
        return Lookup(self.codes)

    @cached_property
    def _by_name(self) -> Lookup:
        """Every name an area ever had."""
        names = Lookup(self._columns.zh)
        names.add(self._columns.en, range(len(self)))
        for _, i, zh, en in self._events.renames:
            names.add((zh, en), (i, i))
        return names

    def id_of(self, key: str) -> int | None:
        """The history id of a key, or None."""
        return self._index.get(key)

    def find(self, text: str, day: date) -> int | None:
        """The area with this key or official code on ``day``: the one alive then, else the last one so called."""
        i = self._index.get(text)
        if i is not None and self._lives(i, day):
            return i
        candidates = self._by_code.ids(text)
        living = [c for c in candidates if self._lives(c, day)]
        if living or i is not None or not candidates:
            return living[0] if living else i
        return max(candidates, key=lambda c: int(self._columns.end[c]))

    def named(self, name: str, day: date, under: int | None = None) -> tuple[int, ...]:
        """The areas alive on ``day`` and called ``name`` then, those below the history id ``under`` only."""
        tree = self.at(day)
        found: list[int] = []
        for i in self._by_name.ids(name):
            at = int(tree.home[i]) if self._lives(i, day) else -1
            top = -1 if under is None else int(tree.home[under])
            inside = under is None or (top >= 0 and top < at < int(tree.end[top]))
            if at >= 0 and inside and name in (tree.names_zh[at], tree.names_en[at]) and i not in found:
                found.append(i)
        return tuple(found)

    def key_by_names(self, names: tuple[str, ...]) -> str | None:
        """The area that a path of names from the top down stands for, whenever they were so called.

        The last name is the area's, the others must be names of areas above it, in this order; steps may be
        left out. None where there is no such area or more than one.
        """
        if not names:
            return None
        found = [i for i in self._by_name.ids(names[-1]) if self._below(i, names[:-1], ())]
        if len(found) > 1 and len(names) > 1:
            direct = set(self._by_name.ids(names[-2]))
            found = [i for i in found if direct & self._parents_ever(i)]
        return self.keys[found[0]] if len(found) == 1 else None

    def _below(self, i: int, names: tuple[str, ...], seen: tuple[int, ...]) -> bool:
        """Whether areas so called stand above ``i`` in this order, at one time or another."""
        if not names:
            return True
        for above in self._parents_ever(i) - {*seen, i}:
            rest = names[:-1] if above in self._by_name.ids(names[-1]) else names
            if self._below(above, rest, (*seen, i)):
                return True
        return False

    def _parents_ever(self, i: int) -> set[int]:
        parent = int(self._columns.parent[i])
        return {p for p in (parent, *(p for _, area, p in self._events.moves if area == i)) if p >= 0}

    def _lives(self, i: int, day: date) -> bool:
        return bool(self._columns.start[i] <= day.toordinal() <= self._columns.end[i])

    def life(self, i: int) -> tuple[date | None, date | None]:
        """First and last day of an area (None: open)."""
        start, end = int(self._columns.start[i]), int(self._columns.end[i])
        return (
            None if start == ALWAYS else date.fromordinal(start),
            None if end == FOREVER else date.fromordinal(end),
        )

    def successors(self, i: int) -> tuple[int, ...]:
        """What an area turned into when it ended (history ids; empty where it has not, or nothing is
        known).
        """
        succession = self._events.after.get(i)
        return succession.new if succession else ()

    @cached_property
    def _before(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for old, succession in self._events.after.items():
            for new in succession.new:
                found.setdefault(new, []).append(old)
        return found

    def forerunners(self, i: int) -> tuple[int, ...]:
        """Every area that became (part of) this one, directly or by several steps, in the order of their ids."""
        found: set[int] = set()
        waiting = [i]
        while waiting:
            for old in self._before.get(waiting.pop(), ()):
                if old not in found and old != i:
                    found.add(old)
                    waiting.append(old)
        return tuple(sorted(found))

    def level_of(self, i: int) -> str:
        """The level of a history id."""
        return self._columns.level_codes[int(self._columns.level[i])]

    def levels_of(self, ids: NDArray[np.integer]) -> tuple[str, ...]:
        """The levels of many history ids."""
        return pick(self._columns.level_codes, self._columns.level[ids])

    def name(self, i: int, lang: str = "zh") -> str:
        """The latest name of an area."""
        zh, en = self._columns.zh[i], self._columns.en[i]
        for _, area, new_zh, new_en in self._events.renames:
            if area == i:
                zh, en = new_zh or zh, new_en or en
        return ((zh or en) if lang == "zh" else (en or zh)) or self.keys[i]

    def alive(self, day: date, ids: NDArray[np.integer] | None = None) -> NDArray[np.bool_]:
        """Which areas exist on ``day``: of all history ids, or of these."""
        start = self._columns.start if ids is None else self._columns.start[ids]
        end = self._columns.end if ids is None else self._columns.end[ids]
        return (start <= day.toordinal()) & (day.toordinal() <= end)

    def reporting(self, levels: Collection[str], day: date) -> Ints:
        """The history ids of the areas of these levels that exist on ``day``."""
        numbers = [n for n, code in enumerate(self._columns.level_codes) if code in levels]
        return np.flatnonzero(self.alive(day) & np.isin(self._columns.level, numbers)).astype(np.int32)

    @cached_property
    def _turns(self) -> list[int]:
        """Every day (ordinal) on which the tree differs from that of the day before."""
        starts = set(np.unique(self._columns.start).tolist())
        ends = {int(end) + 1 for end in np.unique(self._columns.end) if end < FOREVER}
        return sorted(starts | ends | self._events.days())

    def at(self, day: date) -> Tree:
        """The tree on ``day``. Trees are kept: days between which nothing changes share their arrays."""
        turn = bisect_right(self._turns, day.toordinal())
        tree = self._trees.pop(turn, None) or self._build(day)
        self._trees[turn] = tree
        if len(self._trees) > _KEPT:
            self._trees.popitem(last=False)
        return tree if tree.day == day else replace(tree, day=day)

    def _build(self, day: date) -> Tree:
        columns = self._columns
        homes = Homes(columns, self._events, day.toordinal())
        ids = np.flatnonzero(homes.alive).astype(np.int32)
        where = np.full(len(columns) + 1, -1, np.int32)
        where[ids] = np.arange(len(ids), dtype=np.int32)
        order, depth, size = depth_first(where[homes.up[ids]])
        ids = ids[order]
        where[ids] = np.arange(len(ids), dtype=np.int32)
        zh, en = self._names(day.toordinal())
        unmoved = len(ids) == len(columns) and bool((np.diff(ids) == 1).all())
        keys, codes, zh, en, group = (
            column if unmoved else pick(column, ids) for column in (columns.keys, columns.codes, zh, en, columns.group)
        )
        level = pick(columns.level_codes, columns.level[ids])
        end = np.arange(len(ids), dtype=np.int32) + size[order]
        return Tree(
            day=day,
            keys=keys,
            codes=codes,
            level=level,
            names_zh=zh,
            names_en=en,
            group=group,
            parent=where[homes.up[ids]],
            depth=depth[order],
            end=end,
            ids=ids,
            home=where[homes.home],
            covering=homes.covering,
            levels=self.levels,
        )

    def _names(self, day: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names by history id on a day."""
        current = [rename for rename in self._events.renames if rename[0] <= day]
        if not current:
            return self._columns.zh, self._columns.en
        zh, en = list(self._columns.zh), list(self._columns.en)
        for _, area, new_zh, new_en in current:
            zh[area], en[area] = new_zh or zh[area], new_en or en[area]
        return tuple(zh), tuple(en)
