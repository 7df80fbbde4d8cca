"""Whole populations: the same results as the reference, from spans instead of one pass a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.ages import day_number, month_end, month_start
from huimin.benefits.definition import Benefit
from huimin.benefits.money import divided
from huimin.benefits.periods import Slot, slots
from huimin.benefits.rules import BoundCondition, rules_of
from huimin.benefits.spans import Spans, narrowed, still
from huimin.benefits.standings import UNKNOWN_FEN, Standings
from huimin.benefits.tables import Columns, Table, Whole, entry_at
from huimin.benefits.tallies import Tallies, required
from huimin.language import Expression, leaves


@dataclass(frozen=True)
class Amounts:
    """What one benefit pays to many subjects over some months; only subjects to whom it may pay have a row.

    Attributes:
        length: how many subjects were looked at.
        rows: their indexes, rising. fen: what is known to be paid to each.
        times: tested days on which it is granted; unknown: on which it is not known.
    """

    benefit: str
    length: int
    rows: Whole
    fen: Whole
    times: NDArray[np.int32]
    unknown: NDArray[np.int32]

    def dense(self) -> Whole:
        """The fen of every subject, shape (length,)."""
        made = np.zeros(self.length, dtype=np.int64)
        made[self.rows] = self.fen
        return made

    @property
    def total(self) -> int:
        """All fen together."""
        return int(self.fen.sum())


def population(
    benefit: Benefit,
    columns: Columns,
    first: int,
    last: int,
    today: date | None = None,
    before: Sequence[Benefit] = (),
) -> Amounts:
    """What a benefit pays to many subjects in the months ``first`` to ``last`` (month numbers, both included).

    Args:
        today: facts after it lie in the future; default: the end of the last month.
        before: benefits that this one may give way to, with facts from the same columns.
    """
    return _Population(benefit, columns, first, last, day_number(today or month_end(last)), before).amounts()


class _Population:
    def __init__(
        self, benefit: Benefit, columns: Columns, first: int, last: int, today: int, before: Sequence[Benefit]
    ) -> None:  # fmt: skip
        self.benefit, self.columns, self.first, self.last, self.today = benefit, columns, first, last, today
        self.slots = list(slots(benefit, first, last))
        self.days = [day for slot in self.slots for day in slot.days]
        self.tallies = Tallies(benefit, columns, self.days)
        given = {one.code: one for one in before}
        self.standings = self._standings(benefit, given)

    def _standings(self, benefit: Benefit, given: dict[str, Benefit]) -> Standings:
        """A benefit with those it gives way to, and those they give way to."""
        others = [self._standings(given[code], given) for code in benefit.gives_way if code in given]
        tallies = self.tallies if benefit is self.benefit else Tallies(benefit, self.columns, [])
        return Standings(benefit, self.columns, self.today, tallies, others)

    def amounts(self) -> Amounts:
        if self.benefit.period == "once":
            return self._once()
        spans, left = self._narrowed()
        rows = np.arange(self.columns.length) if spans.rows is None else spans.rows
        wrong = self.standings.wrong(rows)
        if not left and not self.standings.before and not self.benefit.tallies and self._plain():
            return self._by_span(rows, spans, wrong)
        return self._by_day(rows, spans, wrong, left)

    def _narrowed(self) -> tuple[Spans, list[BoundCondition]]:
        """The rows that are left, and the conditions that have to be looked at day by day."""
        always: list[BoundCondition] = []
        dated: list[BoundCondition] = []
        for one in rules_of(self.benefit).conditions:
            (dated if one.condition.since or one.condition.until else always).append(one)
        rows = None
        for tally in required(self.benefit):
            found = self.tallies.possible(tally)
            rows = found if rows is None else np.intersect1d(rows, found, assume_unique=True)
        spans, left = narrowed(Table(self.benefit, self.columns), [one.expression for one in always], self.days, rows)
        if self.benefit.tallies:
            left = self._by_tallies(spans, left)
        rest = [BoundCondition(always[0].condition, one, ()) for one in left]
        return spans, [*rest, *dated]

    def _plain(self) -> bool:
        """Whether everybody gets the same dated amount."""
        amount = rules_of(self.benefit).amounts[0]
        return amount.when is None and amount.node is None

    def _by_tallies(self, spans: Spans, left: list[Expression]) -> list[Expression]:
        """Keep the families for which statements about tallies that do not change can hold; what is left to look at."""
        rows = np.arange(self.columns.length) if spans.rows is None else spans.rows
        self.tallies.restrict(rows)
        spans.keep(self.tallies.sizes(rows) > 0)
        changing = []
        for one in left:
            codes = {leaf.atom for leaf in leaves(one)} & {tally.code for tally in self.benefit.tallies}
            if not all(self.tallies.still(code) for code in codes) or not self._still_beside(one, codes):
                changing.append(one)
                continue
            assert spans.rows is not None
            truth = self.standings.value(one, spans.rows, self.days[0])
            spans.unknown = spans.unknown | np.isnan(truth)
            spans.keep(truth != 0.0)
        assert spans.rows is not None
        self.tallies.restrict(spans.rows)
        return changing

    def _still_beside(self, expression: Expression, codes: set[str]) -> bool:
        """Whether all of an expression but the tallies is the same on all tested days."""
        rest = [leaf for leaf in leaves(expression) if leaf.atom not in codes]
        return all(still(self.standings.table, leaf, self.days) for leaf in rest) and bool(self.days)

    # --- spans

    def _by_span(self, rows: Whole, spans: Spans, wrong: NDArray[np.bool_]) -> Amounts:
        """Everybody gets the same: what a span of tested days is worth is the difference of two running sums."""
        low, high = (np.broadcast_to(one, (len(rows),)) for one in (spans.low, spans.high))
        unknown = np.broadcast_to(spans.unknown, (len(rows),)) | wrong
        fen, known, paid = self._worth()
        sums = [np.concatenate(([0], np.cumsum(one))) for one in (np.where(known, fen, 0), known, paid & ~known)]
        times = np.where(unknown, 0, sums[1][high] - sums[1][low])
        untold = sums[2][high] - sums[2][low] + np.where(unknown, sums[1][high] - sums[1][low], 0)
        total = np.zeros(len(rows), dtype=np.int64)
        used: dict[int, Whole] = {}
        at = 0
        for slot in self.slots:
            start, end = np.clip(low, at, at + len(slot.days)), np.clip(high, at, at + len(slot.days))
            worth = np.where(unknown | (start >= end), 0, sums[0][end] - sums[0][start])
            total += self._paid(slot, worth, used)
            at += len(slot.days)
        return self._made(rows, total, times, untold)

    def _worth(self) -> tuple[Whole, NDArray[np.bool_], NDArray[np.bool_]]:
        """For each tested day the fen, whether they are known, and whether anything is paid at all."""
        dated = rules_of(self.benefit).amounts[0].amount.dated
        days = np.array(self.days, dtype=np.int64)
        place = entry_at(dated, days)
        values = np.array([UNKNOWN_FEN if one.value is None else int(one.value) for one in dated], dtype=np.int64)
        fen = values[np.maximum(place, 0)]
        until = day_number(self.benefit.until or date.max)
        paid = (place >= 0) & (days >= day_number(self.benefit.since)) & (days <= until)
        return fen, paid & (fen != UNKNOWN_FEN), paid

    def _paid(self, slot: Slot, worth: Whole, used: dict[int, Whole]) -> Whole:
        """What is paid for a period: divided, rounded, and cut at the caps."""
        rounding, year = self.benefit.rounding, slot.first.year
        fen = divided(worth, slot.parts, rounding.way, rounding.unit)
        for cap in self.benefit.caps:
            if cap.per == "month" and self.benefit.period == "month":
                fen = np.minimum(fen, cap.fen)
            elif cap.per == "year":
                fen = np.minimum(fen, np.maximum(0, cap.fen - used.get(year, np.int64(0))))
        if self.benefit.caps:
            used[year] = used.get(year, np.zeros_like(fen)) + fen
        return fen

    # --- day by day, for the rows that are left

    def _by_day(
        self, rows: Whole, spans: Spans, wrong: NDArray[np.bool_], left: Sequence[BoundCondition]
    ) -> Amounts:  # fmt: skip
        low, high = (np.broadcast_to(one, (len(rows),)) for one in (spans.low, spans.high))
        unknown = np.broadcast_to(spans.unknown, (len(rows),))
        total, times, untold = (np.zeros(len(rows), dtype=np.int64) for _ in range(3))
        used: dict[int, Whole] = {}
        at = 0
        for slot in self.slots:
            worth = np.zeros(len(rows), dtype=np.int64)
            for day in slot.days:
                here = np.flatnonzero((low <= at) & (at < high))
                truth, fen = self.standings.on(rows[here], day, wrong[here], left)
                truth[unknown[here] & (truth == 1.0)] = np.nan
                told = (truth == 1.0) & (fen != UNKNOWN_FEN)
                worth[here] += np.where(told, fen, 0)
                times[here] += told
                untold[here] += (truth != 0.0) & ~told
                at += 1
            total += self._paid(slot, worth, used)
        return self._made(rows, total, times, untold)

    # --- paid once

    def _once(self) -> Amounts:
        """Each row on the day of its event."""
        table = self.standings.table
        given = table.days_of(self.benefit.event)
        if given is None:
            every = np.arange(self.columns.length)
            ones = np.ones(len(every), dtype=np.int64)
            return self._made(every, ones * 0, ones * 0, ones)
        start, end = day_number(month_start(self.first)), day_number(month_end(self.last))
        days = table.column(self.benefit.event, None, 0)
        missing = np.flatnonzero(np.isnan(days))
        rows = np.flatnonzero((days >= start) & (days <= end))
        if self.benefit.tallies:
            self.tallies.restrict(rows)
        when = days[rows].astype(np.int64)
        truth, fen = self.standings.on(rows, when, self.standings.wrong(rows))
        told = (truth == 1.0) & (fen != UNKNOWN_FEN)
        rounding = self.benefit.rounding
        worth = divided(np.where(told, fen, 0), 1, rounding.way, rounding.unit)
        for cap in self.benefit.caps:
            if cap.per == "year":
                worth = np.minimum(worth, cap.fen)
        untold = ((truth != 0.0) & ~told).astype(np.int64)
        none = np.zeros(len(missing), dtype=np.int64)
        order = np.argsort(np.concatenate((rows, missing)), kind="stable")
        joined = [np.concatenate(pair)[order] for pair in
                  ((rows, missing), (worth, none), (told.astype(np.int64), none), (untold, none + 1))]  # fmt: skip
        return self._made(*joined)

    def _made(self, rows: Whole, fen: Whole, times: Whole, unknown: Whole) -> Amounts:
        some = np.flatnonzero((times > 0) | (unknown > 0))
        return Amounts(self.benefit.code, self.columns.length, rows[some], fen[some], times[some].astype(np.int32),
                       unknown[some].astype(np.int32))  # fmt: skip
