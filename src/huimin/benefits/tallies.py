"""Counts and sums over the members of families, for the families that are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.definition import Benefit
from huimin.benefits.rules import BoundTally, rules_of
from huimin.benefits.spans import Spans, narrowed, parts_of, still
from huimin.benefits.tables import Column, Columns, Days, Rows, Table, Whole, taken
from huimin.language import Compare, Expression, Leaf, Number, evaluate_columns


class Tallies:
    """The tallies of one benefit. ``days``: the tested days, where they are the same for all."""

    def __init__(self, benefit: Benefit, columns: Columns, days: Sequence[int]) -> None:
        self.table = Table(benefit, columns, members=True)
        self.family = np.zeros(0, dtype=np.int64) if columns.family is None else columns.family
        self.length = columns.length
        self.days = {day: place for place, day in enumerate(days)}
        self._tested = list(days)
        self._bound = {one.tally.code: one for one in rules_of(benefit).tallies}
        self._spans: dict[str, tuple[Spans, list[Expression]]] = {}
        self._kept: dict[str, tuple[Days, Column]] = {}
        self._people: Rows = None
        self._place: Whole | None = None
        self._size = columns.length

    def restrict(self, rows: NDArray[np.int64]) -> None:
        """Look at the members of these families only from now on."""
        wanted = np.zeros(self.length, dtype=bool)
        wanted[rows] = True
        self._people = np.flatnonzero(wanted[self.family])
        self._place = np.full(self.length, -1, dtype=np.int64)
        self._place[rows] = np.arange(len(rows))
        self._size = len(rows)
        self._spans.clear()
        self._kept.clear()

    def possible(self, tally: str) -> NDArray[np.int64]:
        """The families of which some member may count on some tested day."""
        spans, _ = self._narrowed(self._bound[tally])
        return np.unique(taken(self.family, spans.rows)).astype(np.int64)

    def sizes(self, rows: NDArray[np.int64]) -> Whole:
        """How many members each of the families has."""
        return self._at(rows, np.bincount(self._where(self._people), minlength=self._size))

    def wrong(self, rows: NDArray[np.int64], today: int) -> NDArray[np.bool_]:
        """Of which families some member's facts contradict each other."""
        bad = self.table.wrong(self._people, today)
        found: NDArray[np.bool_] = self._at(rows, np.bincount(self._where(self._people), bad, self._size) > 0)
        return found

    def column(self, tally: str, rows: Rows, days: Days) -> Column:
        """The number of a tally for some families, seen from ``days``; NaN not known."""
        bound = self._bound[tally]
        if tally not in self._kept or not (self.still(tally) or self._kept[tally][0] is days):
            self._kept[tally] = (days, self._summed(bound, days))
        wanted = np.arange(self.length) if rows is None else rows
        return self._at(wanted, self._kept[tally][1])

    def _at(self, rows: NDArray[np.int64], values: NDArray[Any]) -> NDArray[Any]:
        found: NDArray[Any] = values[rows if self._place is None else self._place[rows]]
        return found

    def _where(self, people: Rows) -> Whole:
        """The place of each member's family among those looked at."""
        families = taken(self.family, people)
        return families.astype(np.int64) if self._place is None else self._place[families]

    def still(self, tally: str) -> bool:
        """Whether a tally is the same on all tested days."""
        bound = self._bound[tally]
        return all(still(self.table, node, self._tested) for node in (bound.where, bound.value) if node is not None)

    def _narrowed(self, bound: BoundTally) -> tuple[Spans, list[Expression]]:
        code = bound.tally.code
        if code not in self._spans:
            statements = [] if bound.where is None else [bound.where]
            self._spans[code] = narrowed(self.table, statements, self._tested, self._people)
        return self._spans[code]

    def _summed(self, bound: BoundTally, days: Days) -> Column:
        if isinstance(days, (int, np.integer)) and int(days) in self.days:
            people, truth = self._counted(bound, int(days))
        else:
            people = np.arange(self.table.length) if self._people is None else self._people
            truth = np.ones(len(people)) if bound.where is None else self._value(bound.where, people, days)
        places = self._where(people)
        counts = truth != 0.0
        value = np.ones(len(people)) if bound.value is None else self._value(bound.value, people, days)
        known = counts & (truth == 1.0) & ~np.isnan(value)
        total: Column = np.bincount(places[known], value[known], self._size).astype(np.float64)
        total[np.bincount(places[counts & ~known], minlength=self._size) > 0] = np.nan
        return total

    def _counted(self, bound: BoundTally, day: int) -> tuple[Whole, Column]:
        """The members that may count on a tested day, and whether they do."""
        spans, left = self._narrowed(bound)
        place = self.days[day]
        people = np.arange(self.table.length) if spans.rows is None else spans.rows
        here = np.broadcast_to((spans.low <= place) & (place < spans.high), (len(people),))
        unknown = np.broadcast_to(spans.unknown, (len(people),))[here]
        people = people[here]
        truth = np.where(unknown, np.nan, 1.0)
        for one in left:
            held = self._value(one, people, day)
            truth = np.where((truth == 0.0) | (held == 0.0), 0.0, truth * held)
        return people, truth

    def _value(self, expression: Expression, people: Whole, days: Days) -> Column:
        seen = days if np.ndim(days) == 0 else np.asarray(days)[self._where(people)]
        return evaluate_columns(expression, lambda leaf: self.table.column(leaf.atom, people, seen), len(people))


def required(benefit: Benefit) -> list[str]:
    """The counts of which a family must have one at least: ``young >= 1`` among the conditions."""
    counts = {one.code for one in benefit.tallies if one.value is None}
    always = [one.expression for one in rules_of(benefit).conditions
              if one.condition.since is None and one.condition.until is None]  # fmt: skip
    found = []
    for one in parts_of(always):
        if isinstance(one, Compare) and isinstance(one.left, Leaf) and isinstance(one.right, Number):
            enough = (one.op == ">=" and one.right.value > 0) or (one.op == ">" and one.right.value >= 0)
            if enough and one.left.atom in counts:
                found.append(one.left.atom)
    return found
