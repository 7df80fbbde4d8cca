"""What changed when, with keys turned into history ids: renames, moves and successions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from huimin.areas.columns import ALWAYS, FOREVER, Columns
from huimin.areas.report import Report
from huimin.areas.rows import ChangeRow
from huimin.findings import Place, Severity


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of an area: from ``day`` on, ``new`` stand where ``old`` stood (history ids)."""

    day: int
    kind: str
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass
class Events:
    """The changes of a tree, each list in order of the day (ordinals).

    Attributes:
        moves: (day, area, new parent).
        renames: (day, area, Chinese name, English name).
        after: by area that ended in it, what it turned into.
        before: by area that began in it, what it came from.
    """

    moves: list[tuple[int, int, int]] = field(default_factory=list)
    renames: list[tuple[int, int, str, str]] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    after: dict[int, Succession] = field(default_factory=dict)
    before: dict[int, Succession] = field(default_factory=dict)

    def days(self) -> set[int]:
        """Every day on which a name or a parent changes."""
        return {move[0] for move in self.moves} | {rename[0] for rename in self.renames}


def read_events(changes: Iterable[ChangeRow], columns: Columns, index: dict[str, int], report: Report) -> Events:
    """Resolve the changes, and set in ``columns`` the last day of areas that a change ended.

    An area that a ``merge``, ``split`` or ``recode`` ends and whose row leaves ``to`` empty ended the day
    before; an area that a ``recode`` brings and whose row leaves ``from`` empty began on the day. Changes
    that make no sense are reported and left out.
    """
    events = Events()
    for row in sorted(changes, key=lambda change: (change.day, change.file, change.line)):
        reader = _Change(row, columns, index, report)
        if not reader.shape_is_right() or not reader.names_are_known():
            continue
        day = row.day.toordinal()
        if row.kind == "rename" and reader.old_are_alive(day):
            events.renames.append((day, reader.old[0], row.name_zh, row.name_en))
        elif row.kind == "move" and reader.old_are_alive(day) and reader.fits_above(day, events.moves):
            events.moves.append((day, reader.old[0], reader.parent))
        elif row.kind in ("merge", "split", "recode"):
            reader.succeed(day, events)
    return events


class _Change:
    """One change being read."""

    def __init__(self, row: ChangeRow, columns: Columns, index: dict[str, int], report: Report) -> None:
        self.row, self._columns, self._report = row, columns, report
        self._index = index
        self.old = tuple(index[key] for key in row.old if key in index)
        self.new = tuple(index[key] for key in row.new if key in index)
        self.parent = index.get(row.parent, -1)
        self.place = Place(file=row.file, line=row.line, area=" ".join(row.old))

    def _fault(self, code: str, area: int = -1, severity: Severity = Severity.ERROR, **facts: str) -> None:
        if area >= 0:
            facts |= {"key": self._columns.keys[area], "name": self._columns.zh[area]}
        self._report.add(code, severity, self.place, kind=self.row.kind, day=self.row.day.isoformat(), **facts)

    def shape_is_right(self) -> bool:
        """Whether as many areas are named as the kind of change needs."""
        row, old, new = self.row, len(self.row.old), len(self.row.new)
        right = {
            "merge": old >= 1 and new == 1 and row.old != row.new,
            "split": old == 1 and new >= 1 and row.old != row.new,
            "recode": old == new == 1 and row.old != row.new,
            "rename": old == 1 and row.new in ((), row.old) and bool(row.name_zh or row.name_en),
            "move": old == 1 and row.new in ((), row.old) and bool(row.parent),
        }[row.kind]
        if not right:
            self._fault("change-shape", old=" ".join(row.old), new=" ".join(row.new))
        return right

    def names_are_known(self) -> bool:
        """Whether all areas it names exist."""
        named = [*self.row.old, *self.row.new, *([self.row.parent] if self.row.kind == "move" else [])]
        unknown = [key for key in dict.fromkeys(named) if key not in self._index]
        for key in unknown:
            self._fault("change-area-unknown", found=key, nearest=self._report.nearest(key, self._columns.keys))
        return not unknown

    def old_are_alive(self, day: int) -> bool:
        """Whether every old area was alive the day before ``day`` (and still is, where it stays)."""
        alive = True
        for area in self.old:
            if int(self._columns.start[area]) >= day:
                self._fault("change-area-not-yet", area, other=_text(int(self._columns.start[area])))
                alive = False
            elif int(self._columns.end[area]) < day - 1:
                self._fault("change-area-already-ended", area, other=_text(int(self._columns.end[area])))
                alive = False
        return alive

    def fits_above(self, day: int, moves: list[tuple[int, int, int]]) -> bool:
        """Whether the new parent is not below the area itself on that day."""
        if self._lies_below(self.parent, self.old[0], moves):
            self._fault("change-into-itself", self.old[0], other=self.row.parent)
            return False
        if not int(self._columns.start[self.parent]) <= day <= int(self._columns.end[self.parent]):
            self._fault("change-parent-not-alive", self.old[0], other=self.row.parent)
        return True

    def _lies_below(self, area: int, above: int, moves: list[tuple[int, int, int]]) -> bool:
        moved = {child: parent for _, child, parent in moves}
        seen: set[int] = set()
        while area >= 0 and area not in seen:
            if area == above:
                return True
            seen.add(area)
            area = moved.get(area, int(self._columns.parent[area]))
        return False

    def succeed(self, day: int, events: Events) -> None:
        """Note a merger, split or recode, and close and open the areas it closes and opens."""
        ended, begun = [a for a in self.old if a not in self.new], [a for a in self.new if a not in self.old]
        sound = self.old_are_alive(day)
        for area in begun:
            if any(self._lies_below(area, old, events.moves) for old in ended):
                self._fault("change-into-itself", area, other=" ".join(self.row.old))
                sound = False
        if sound:
            for area in ended:
                self._close(area, day)
            for area in begun:
                self._open(area, day)
            self._note(Succession(day, self.row.kind, self.old, self.new), ended, events)

    def _close(self, area: int, day: int) -> None:
        end = int(self._columns.end[area])
        if end == FOREVER:
            self._columns.end[area] = day - 1
        elif end >= day:
            self._fault("change-area-lives-on", area, Severity.WARNING, other=_text(end))

    def _open(self, area: int, day: int) -> None:
        start = int(self._columns.start[area])
        if start == ALWAYS and self.row.kind == "recode":
            self._columns.start[area] = day
        elif start == ALWAYS and self.row.kind == "split":
            self._fault("change-area-always-there", area, Severity.NOTE)
        elif start > day:
            self._fault("change-area-not-yet", area, other=_text(start))
        elif int(self._columns.end[area]) < day:
            self._fault("change-area-already-ended", area, other=_text(int(self._columns.end[area])))

    def _note(self, succession: Succession, ended: list[int], events: Events) -> None:
        events.successions.append(succession)
        for area in ended:
            if area in events.after:
                self._fault("change-ends-twice", area, other=_text(events.after[area].day))
            events.after.setdefault(area, succession)
        for area in succession.new:
            if int(self._columns.start[area]) == succession.day:
                events.before.setdefault(area, succession)


def _text(day: int) -> str:
    return date.fromordinal(day).isoformat() if ALWAYS < day < FOREVER else "—"
