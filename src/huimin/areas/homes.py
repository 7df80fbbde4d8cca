"""Where an area's figures belong on a day on which the area itself does not stand in the tree."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from huimin.areas.columns import Columns
from huimin.areas.events import Events
from huimin.areas.order import Ints, cycles

NOWHERE = -1


class Homes:
    """Homes of all areas on one day, in history ids.

    An area that has ended is at home where what it became is at home: the one successor, or the lowest area
    that contains all of them. One that ended without a successor is at home where its parent is. The same
    holds the other way round for an area that has not begun yet: what it came from, or else its parent.

    Attributes:
        alive: by history id.
        up: the parent of each area alive; where the named parent does not stand in the tree, that parent's
            home.
        home: by history id; the area itself where it is alive.
        covering: by history id, whether the home merely contains the area.
    """

    def __init__(self, columns: Columns, events: Events, day: int) -> None:
        self._columns, self._events, self._day = columns, events, day
        self.alive: NDArray[np.bool_] = (columns.start <= day) & (day <= columns.end)
        self._parent = _parents_on(columns, events, day)
        self.up: Ints = self._parent.copy()
        self.home: Ints = np.where(self.alive, np.arange(len(columns), dtype=np.int32), np.int32(-2))
        self.covering = np.zeros(len(columns), bool)
        self._busy: set[int] = set()
        absent = np.flatnonzero(~self.alive)
        # Those that ended last (and, of these, the highest) first: what others lead to is then known already.
        for i in absent[np.argsort(-columns.end[absent], kind="stable")].tolist():
            self._place(i)
        lost_parent = self.alive & (self._parent >= 0) & ~self.alive[self._parent]
        for i in np.flatnonzero(lost_parent).tolist():
            self.up[i] = self._place(int(self._parent[i]))
        self._break_rings()

    def _break_rings(self) -> None:
        """Contradictory changes can lead a parent's home back below the area: then its named ancestors count.

        Named parents never form a ring, so at least one area of each ring is set right in each round.
        """
        while rings := cycles(np.where(self.alive, self.up, np.int32(-1))):
            for i in (i for ring in rings for i in ring):
                above = int(self._parent[i])
                while above >= 0 and not self.alive[above]:
                    above = int(self._parent[above])
                self.up[i] = above

    def _place(self, i: int) -> int:
        """The home of ``i``; NOWHERE while it is being looked for, so that contradictory changes end."""
        if self.home[i] != -2:
            return int(self.home[i])
        if i in self._busy:
            return NOWHERE
        self._busy.add(i)
        home, covering = self._by_succession(i)
        parent = int(self._parent[i])
        if home == NOWHERE and parent >= 0:
            home, covering = self._place(parent), True
        self._busy.discard(i)
        # While others are being looked for, NOWHERE may only mean that they lead back here: not kept then.
        if home != NOWHERE or not self._busy:
            self.home[i], self.covering[i] = home, covering and home != NOWHERE
        return home

    def _by_succession(self, i: int) -> tuple[int, bool]:
        if self._day > self._columns.end[i]:
            succession = self._events.after.get(i)
            others = succession.new if succession else ()
        else:
            succession = self._events.before.get(i)
            others = succession.old if succession else ()
        places = {other: self._place(other) for other in others}
        homes = sorted(set(places.values()))
        if not homes or NOWHERE in homes:
            return NOWHERE, False
        covering = len(homes) > 1 or any(self.covering[other] for other in others)
        return reduce(self._common, homes), covering

    def _above(self, i: int) -> int:
        parent = int(self._parent[i])
        return parent if parent < 0 or self.alive[parent] else self._place(parent)

    def _common(self, a: int, b: int) -> int:
        """The lowest area alive that contains both, NOWHERE if there is none."""
        above: set[int] = set()
        while a >= 0 and a not in above:
            above.add(a)
            a = self._above(a)
        seen: set[int] = set()
        while b >= 0 and b not in above and b not in seen:
            seen.add(b)
            b = self._above(b)
        return b if b in above else NOWHERE


def _parents_on(columns: Columns, events: Events, day: int) -> Ints:
    """Each area's parent on ``day`` (for an area that has ended, its last one)."""
    parent = columns.parent.copy()
    for when, area, above in events.moves:
        if when <= day:
            parent[area] = above
    return parent
