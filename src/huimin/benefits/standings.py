"""How many subjects stand on a day: the reference's ``standing``, on columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.ages import day_number
from huimin.benefits.definition import Benefit, Dated
from huimin.benefits.rules import BoundAmount, BoundCondition, rules_of
from huimin.benefits.tables import Column, Columns, Days, Rows, Table, Whole, entry_at, number_at
from huimin.benefits.tallies import Tallies
from huimin.language import Expression, Leaf, evaluate_columns

UNKNOWN_FEN = -1
"""Stands for an amount that is not known; amounts are 0 or more."""


class Standings:
    """One benefit for many subjects, with those it gives way to.

    Args:
        tallies: the counts and sums over the members of families.
        before: the benefits it gives way to, for the same subjects.
    """

    def __init__(
        self, benefit: Benefit, columns: Columns, today: int, tallies: Tallies, before: Sequence[Standings] = ()
    ) -> None:  # fmt: skip
        self.benefit, self.columns, self.today, self.before = benefit, columns, today, before
        self.table = Table(benefit, columns)
        self.tallies = tallies
        self._counted = frozenset(one.code for one in benefit.tallies)

    def column(self, atom: str, rows: Rows, days: Days) -> Column:
        """The numbers of a name."""
        of = self.tallies if atom in self._counted else self.table
        return of.column(atom, rows, days)

    def wrong(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Rows whose facts, or those of a member, contradict each other."""
        found = self.table.wrong(rows, self.today)
        return found | self.tallies.wrong(rows, self.today) if self._counted else found

    def value(self, expression: Expression, rows: Rows, days: Days, rate: Column | None = None) -> Column:
        """The value of a formula; statements are 1, 0 or NaN."""

        def column_of(leaf: Leaf) -> Column:
            return rate if leaf.atom == "rate" and rate is not None else self.column(leaf.atom, rows, days)

        return evaluate_columns(expression, column_of, self.table.length if rows is None else len(rows))

    def on(
        self, rows: NDArray[np.int64], days: Days, wrong: NDArray[np.bool_],
        conditions: Sequence[BoundCondition] | None = None,
    ) -> tuple[Column, Whole]:  # fmt: skip
        """Truth (1, 0 or NaN) and fen (:data:`UNKNOWN_FEN` not known) of some rows.

        Args:
            wrong: rows whose facts contradict each other.
            conditions: those that are left to be looked at; None: all.
        """
        truth = self._force(len(rows), days)
        if self._counted:
            truth[self.tallies.sizes(rows) == 0] = 0.0
        for one in rules_of(self.benefit).conditions if conditions is None else conditions:
            applies = _applies(one, days)
            if np.any(applies):
                held = self.value(one.expression, rows, days)
                truth = both(truth, np.where(applies, held, 1.0))
        paid, fen = self._paid(rows, days)
        truth = both(truth, paid)
        truth[wrong & (truth == 1.0)] = np.nan
        return self._other(truth, rows, days), fen

    def _force(self, size: int, days: Days) -> Column:
        since, until = self.benefit.since, self.benefit.until
        day = np.asarray(days)
        held = (day >= day_number(since)) & (day <= (day_number(until) if until else day_number(date.max)))
        return np.broadcast_to(held.astype(np.float64), (size,)).copy()

    def _paid(self, rows: NDArray[np.int64], days: Days) -> tuple[Column, Whole]:
        truth = np.zeros(len(rows))
        fen = np.full(len(rows), UNKNOWN_FEN, dtype=np.int64)
        open_ = np.ones(len(rows), dtype=bool)
        for one in rules_of(self.benefit).amounts:
            when = np.ones(len(rows)) if one.when is None else self.value(one.when, rows, days)
            truth[open_ & np.isnan(when)] = np.nan
            here = np.flatnonzero(open_ & (when == 1.0))
            open_ &= when == 0.0
            if len(here):
                truth[here], fen[here] = self._amount(one, rows[here], of_rows(days, here))
        return truth, fen

    def _amount(self, one: BoundAmount, rows: NDArray[np.int64], days: Days) -> tuple[Column, Whole]:
        place = np.broadcast_to(entry_at(one.amount.dated, days), (len(rows),))
        rates = fen_rates(one.amount.dated)
        plain = rates[place]
        truth = (place >= 0).astype(np.float64)
        if one.node is None:
            return truth, plain
        rate = np.broadcast_to(number_at(one.amount.dated, days) / 100, (len(rows),))
        yuan = self.value(one.node, rows, days, rate)
        unset = (plain == UNKNOWN_FEN) & one.amount.needs_rate
        with np.errstate(invalid="ignore"):
            fen = np.where(np.isnan(yuan), UNKNOWN_FEN, np.maximum(np.rint(yuan * 100), 0)).astype(np.int64)
        fen[unset] = UNKNOWN_FEN
        truth[(truth == 1.0) & np.isnan(yuan) & ~unset] = np.nan
        return truth, fen

    def _other(self, truth: Column, rows: NDArray[np.int64], days: Days) -> Column:
        """No where a benefit it gives way to is granted; not known where that is not."""
        for one in self.before:
            left = np.flatnonzero(truth != 0.0)
            if not len(left):
                break
            some = rows[left]
            when = of_rows(days, left)
            granted = one.on(some, when, one.wrong(some))[0]
            if one.benefit.period == "once":
                event = one.table.column(one.benefit.event, some, when)
                granted = np.where(np.isnan(event) | (event == when), granted, 0.0)
            truth[left[granted == 1.0]] = 0.0
            truth[left[np.isnan(granted)]] = np.nan
        return truth


def of_rows(days: Days, rows: NDArray[np.int64]) -> Days:
    """The days of some rows."""
    return days if isinstance(days, (int, np.integer)) else days[rows]


def both(one: Column, other: Column) -> Column:
    """Kleene's and of 1, 0 and NaN."""
    return np.where((one == 0.0) | (other == 0.0), 0.0, one * other)


def fen_rates(dated: Sequence[Dated]) -> Whole:
    """The fen of each entry; the last one stands for the place -1: before the first."""
    return np.array(
        [*(UNKNOWN_FEN if one.value is None else int(one.value) for one in dated), UNKNOWN_FEN], dtype=np.int64
    )


def _applies(one: BoundCondition, days: Days) -> NDArray[np.bool_]:
    since, until = one.condition.since or date.min, one.condition.until or date.max
    day = np.asarray(days)
    applies: NDArray[np.bool_] = (day >= day_number(since)) & (day <= day_number(until))
    return applies
