"""How many reports wait, by form, period and area below mine: added up by the database, so that a city counts fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.db import connection

from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.web.base import clock, place
from huimin.web.base.reach import below, within
from huimin.web.review.board import acting_level, chains, owing_rows, reported_forms
from huimin.workflow import Chain, Rights, State, fresh

MONTHS = 12  # so far back the first page looks; older periods are found by choosing them
SMALL = 600  # areas below which every report is looked at by itself; above, reports are taken by their sender

_ROWS = """
SELECT r.form, r.first, r.last, {unit} AS unit, f.sender, COALESCE(v.state, ''), COALESCE(v.awaits, ''),
       COALESCE(v.sent_at, ''), COUNT(*), SUM(CASE WHEN r.on_time THEN 1 ELSE 0 END), MIN(r.area), MIN(s.sender),
       MIN(f.received_at)
FROM store_report r
JOIN store_submission s ON s.number = r.submission_id
JOIN store_sourcefile f ON f.id = s.file_id
LEFT JOIN store_reportreview v ON v.form = r.form AND v.first = r.first AND v.last = r.last AND v.area = r.area
WHERE r.form = %s AND r.last >= %s {inside}
  AND NOT EXISTS (SELECT 1 FROM store_report n WHERE n.form = r.form AND n.first = r.first AND n.last = r.last
                  AND n.area = r.area AND n.revision = r.revision + 1)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""
_BY_SENDER = "CASE WHEN s.sender = '' THEN r.area ELSE s.sender END"


@dataclass
class Part:
    """The reports of one area right below mine (or of my own)."""

    area: str
    expected: int = 0
    received: int = 0
    on_time: int = 0
    mine: int = 0
    waiting: int = 0
    returned: int = 0


@dataclass
class Group:
    """The reports of one form and period below ``top``."""

    form: Form
    period: Period
    top: str
    parts: dict[str, Part] = field(default_factory=dict)
    oldest: datetime | None = None

    def total(self, name: str) -> int:
        """The sum of one count over all parts."""
        return sum(getattr(part, name) for part in self.parts.values())

    @property
    def missing(self) -> int:
        """How many have not come."""
        return max(0, self.total("expected") - self.total("received"))

    @property
    def late(self) -> int:
        """How many came after the deadline."""
        return self.total("received") - self.total("on_time")

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed."""
        return clock.today() > self.form.due(self.period)


def groups(rights: Rights, top: str, months: int = MONTHS) -> list[Group]:
    """Every form and period of the last months with reports below ``top``, the newest first."""
    tree = place.definitions().areas.at(clock.today())
    at = tree.index(top)
    if at is None:
        return []
    today = clock.today()
    since = today.year * 12 + today.month - 1 - months
    counting = _Counting(rights, tree, at)
    for form in reported_forms():
        counting.count(form, since)
    return sorted(counting.found.values(), key=lambda group: (-group.period.last, group.form.code))


class _Counting:
    """The groups of one area as they grow. ``starts`` are the rows of the areas right below it."""

    def __init__(self, rights: Rights, tree: Tree, top: int) -> None:
        self.rights, self.tree, self.top = rights, tree, top
        self.starts = np.array(tree.children(top), dtype=np.intp)
        self.found: dict[tuple[str, Period], Group] = {}

    def count(self, form: Form, since: int) -> None:
        """Take in one form."""
        level, chain = chains(form, last_closed(form))
        owed = Counter(self._part(row) for row in owing_rows(self.tree, form, self.top))
        for row in _rows(form, since, self.tree, self.top):
            self._add(self._group(form, Period(row[1], row[2]), owed), row, level, chain)
        if owed and form.in_force(last_closed(form)):
            self._group(form, last_closed(form), owed)

    def _group(self, form: Form, period: Period, owed: Mapping[int, int]) -> Group:
        if (form.code, period) not in self.found:
            keys = {self.tree.keys[row]: count for row, count in sorted(owed.items())}
            expected = keys if form.in_force(period) else {}
            parts = {key: Part(key, count) for key, count in expected.items()}
            self.found[form.code, period] = Group(form, period, self.tree.keys[self.top], parts)
        return self.found[form.code, period]

    def _add(
        self, group: Group, row: tuple[Any, ...], level: Callable[[str, str], str], chain: Callable[[str, str], Chain]
    ) -> None:
        unit, of_file, state, awaits, sent_at, many, on_time, area, sender, received_at = row[3:]
        where = self._row(unit)
        where = self._row(area) if where < 0 else where
        if where < 0:
            return
        key = self.tree.keys[self._part(where)]
        part = group.parts.setdefault(key, Part(key))
        steps = chain(area, sent_at or level(sender, of_file))
        if not state or (awaits and awaits not in steps.levels):
            begin = fresh(steps)
            state, awaits = begin.state.value, begin.awaits
        part.received += many
        part.on_time += on_time
        part.returned += many if state == State.RETURNED else 0
        if state == State.WAITING:
            part.waiting += many
            if acting_level(self.rights, steps, awaits) == awaits:
                part.mine += many
                group.oldest = _earlier(group.oldest, received_at)

    def _row(self, key: str) -> int:
        """Where an area belongs below the top; -1 outside."""
        found = place.definitions().areas.id_of(key)
        row = -1 if found is None or self.tree.covering[found] else int(self.tree.home[found])
        return row if self.top <= row < int(self.tree.end[self.top]) else -1

    def _part(self, row: int) -> int:
        """The area right below the top in which a row lies; the top itself for its own report."""
        return self.top if row == self.top else int(self.starts[np.searchsorted(self.starts, row, "right") - 1])


def last_closed(form: Form) -> Period:
    """The latest period of a form that is over: what is due next, or was last."""
    today = clock.today()
    return Period.at(today.year * 12 + today.month - 1, form.frequency).shift(-1)


def _rows(form: Form, since: int, tree: Tree, at: int) -> Iterator[tuple[Any, ...]]:
    size = int(tree.end[at]) - at
    small = size <= SMALL
    unit, inside, given = ("r.area" if small else _BY_SENDER), "", [form.code, since]
    if small:
        chosen = within(below(tree, tree.keys[at]))
        inside, given = f"AND r.area IN ({chosen.sql})", [*given, *chosen.params]
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(unit=unit, inside=inside), given)
        yield from cursor.fetchall()


def _earlier(one: datetime | None, other: Any) -> datetime:
    moment = datetime.fromisoformat(other).replace(tzinfo=UTC) if isinstance(other, str) else other
    return moment if one is None else min(one, moment)
