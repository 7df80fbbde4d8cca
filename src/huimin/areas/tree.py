"""The tree of areas as it stands on one day, in arrays indexed by depth-first position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.areas import roll_up
from huimin.areas.levels import Levels

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tree:
    """The areas alive on ``day``. An area's *tree index* is its depth-first position, so that the areas below
    it are the positions from its own to ``end``.

    Attributes:
        keys, codes, level, names_zh, names_en, group: by tree index.
        parent: tree index of the parent, -1 for a root.
        depth: steps from the root.
        end: the position after the last area below.
        ids: history id by tree index.
        home: by history id, the tree index where figures reported under that area belong on this day; -1
            nowhere.
        covering: by history id, whether ``home`` is an area that merely contains what was reported on (the
            area was split, or ended without a successor), rather than the area itself or what became of it.
    """

    day: date
    keys: tuple[str, ...]
    codes: tuple[str, ...]
    level: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    group: tuple[str, ...]
    parent: Ints
    depth: Ints
    end: Ints
    ids: Ints
    home: Ints
    covering: NDArray[np.bool_]
    levels: Levels

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def _index(self) -> dict[str, int]:
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    @cached_property
    def rings(self) -> list[NDArray[np.intp]]:
        """The tree indexes at each depth, the roots first."""
        return roll_up.rings(self.depth)

    @cached_property
    def _by_level(self) -> dict[str, Ints]:
        codes = dict.fromkeys(self.level)
        number = {code: n for n, code in enumerate(codes)}
        column = np.fromiter((number[code] for code in self.level), np.int16, len(self.level))
        return {code: np.flatnonzero(column == n).astype(np.int32) for code, n in number.items()}

    def index(self, key: str) -> int | None:
        """The tree index of a key, or None where no such area is alive."""
        return self._index.get(key)

    def children(self, i: int) -> list[int]:
        """The areas right below ``i``, in order."""
        return list(self._children(i))

    def _children(self, i: int) -> Iterator[int]:
        child, end = i + 1, int(self.end[i])
        while child < end:
            yield child
            child = int(self.end[child])

    def roots(self) -> list[int]:
        """The areas without a parent."""
        return list(map(int, np.flatnonzero(self.parent < 0)))

    def path(self, i: int) -> list[int]:
        """From the root to ``i``, both included."""
        steps = [i]
        while (above := int(self.parent[steps[-1]])) >= 0:
            steps.append(above)
        return steps[::-1]

    def name(self, i: int, lang: str = "zh") -> str:
        """The area's name in ``zh`` or ``en`` on this day; the other language, or its key, where it has
        none.
        """
        zh, en = self.names_zh[i], self.names_en[i]
        return ((zh or en) if lang == "zh" else (en or zh)) or self.keys[i]

    def level_name(self, i: int, lang: str = "zh") -> str:
        """What areas of this kind are called there: county, banner, ..."""
        return self.levels.name(self.level[i], self.keys[i], lang)

    def at_level(self, level: str) -> Ints:
        """The tree indexes of all areas of a level, in order."""
        return self._by_level.get(level, np.empty(0, np.int32))

    def common(self, i: int, j: int) -> int:
        """The lowest area that contains both (an area contains itself), or -1."""
        while i >= 0 and not i <= j < int(self.end[i]):
            i = int(self.parent[i])
        return i

    def gather(self, values: Floats) -> Floats:
        """Figures by history id, (m,) or (m, k), added up where they belong: by tree index, (n,) or (n,
        k).
        """
        return roll_up.gather(values, self.home, len(self))

    def gather_own(self, values: Floats) -> tuple[Floats, Floats]:
        """The same in two parts: figures of the area itself, and figures it merely contains (see
        ``covering``).
        """
        own = np.where(self.covering, np.int32(-1), self.home)
        contained = np.where(self.covering, self.home, np.int32(-1))
        return roll_up.gather(values, own, len(self)), roll_up.gather(values, contained, len(self))

    def sum_up(self, values: Floats) -> Floats:
        """Own figure plus all below, by tree index (n,) or (n, k); NaN only where none is known."""
        return roll_up.sum_up(values, self.parent, self.rings)

    def own_first(self, values: Floats, below: Floats | None = None) -> Floats:
        """Own figure where known, else the sum of the children's results (and of ``below``); (n,) or (n,
        k).
        """
        return roll_up.own_first(values, self.parent, self.rings, below)

    def children_sum(self, values: Floats) -> Floats:
        """The sum of the children's own figures, NaN where no child has one; (n,) or (n, k)."""
        return roll_up.gather(values, self.parent, len(self))
