"""Indicator values over the tree, with numerator, denominator, interval, completeness and timeliness beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator, Names
from huimin.indicators.engine import LeafTable
from huimin.indicators.intervals import Array, interval
from huimin.language import Expression, Leaf, bind, evaluate, evaluate_columns, leaves, parse

Evaluator = Callable[[Expression, Callable[[Leaf], Array], int], Array]


def by_columns(expression: Expression, column_of: Callable[[Leaf], Array], length: int) -> Array:
    """The fast evaluator: whole columns at a time."""
    return evaluate_columns(expression, column_of, length)


def by_reference(expression: Expression, column_of: Callable[[Leaf], Array], length: int) -> Array:
    """The slow evaluator that defines the truth, one area at a time."""
    columns = {leaf: column_of(leaf) for leaf in leaves(expression)}
    made = np.full(length, np.nan)
    for row in range(length):
        known = {leaf: None if np.isnan(column[row]) else float(column[row]) for leaf, column in columns.items()}
        value = evaluate(expression, known.__getitem__)
        made[row] = np.nan if value is None else float(value)
    return made


class Columns:
    """The columns of a leaf table for chosen rows of the tree, with ``parent(x)`` resolved."""

    def __init__(self, table: LeafTable, forms: Iterable[Form], rows: NDArray[np.integer] | None = None) -> None:
        self.table = table
        count = len(table.tree.keys)
        self.rows = np.arange(count) if rows is None else np.asarray(rows, dtype=np.int64)
        self.length = len(self.rows)
        self._form_of = {atom: form.code for form in forms for atom in form.atoms}

    def __call__(self, leaf: Leaf) -> Array:
        """The value of ``leaf`` for each row; NaN above the root."""
        return self._pick(self.table.values[down(leaf)], leaf.up)

    def _pick(self, values: Array, up: int) -> Array:
        index = self.rows
        for _ in range(up):
            index = np.where(index < 0, -1, self.table.tree.parent[index])
        return np.where(index < 0, np.nan, values[index])

    def timely(self, leaf: Leaf) -> Array:
        """Share of the expected reports that came, and came on time (0 to 1; NaN where none were expected)."""
        counts = self.table.forms[self._form_of[leaf.atom], leaf.first, leaf.last]
        with np.errstate(all="ignore"):
            share = np.where(counts.expected > 0, counts.on_time / counts.expected, np.nan)
        return self._pick(share, leaf.up)

    def complete(self, leaf: Leaf) -> Array:
        """Share of the expected reports that this value rests on (0 to 1; NaN where none were expected)."""
        form = self._form_of[leaf.atom]
        expected = self.table.forms[form, leaf.first, leaf.last].expected
        with np.errstate(all="ignore"):
            share = np.where(expected > 0, self.table.reported[down(leaf)] / expected, np.nan)
        return self._pick(share, leaf.up)


def down(leaf: Leaf) -> Leaf:
    """The same leaf at the area itself: what an engine has to compute."""
    return Leaf(leaf.atom, leaf.first, leaf.last) if leaf.up else leaf


@dataclass(frozen=True)
class Measured:
    """One indicator for many areas; every array has one entry an area, NaN where not known.

    ``low`` and ``high`` bound the value; ``complete`` is the least share of expected reports among its leaves,
    ``timely`` the least share of reports that came on time.
    """

    value: Array
    numerator: Array
    denominator: Array
    low: Array
    high: Array
    complete: Array
    timely: Array


@dataclass(frozen=True)
class BoundIndicator:
    """An indicator bound to a period: three expressions over leaves."""

    indicator: Indicator
    whole: Expression
    numerator: Expression | None
    denominator: Expression | None

    @property
    def leaves(self) -> frozenset[Leaf]:
        """Every leaf it needs."""
        parts = [part for part in (self.whole, self.numerator, self.denominator) if part is not None]
        return frozenset(leaf for part in parts for leaf in leaves(part))


def bind_indicator(indicator: Indicator, names: Names, period: Period) -> BoundIndicator:
    """Bind an indicator to the period it is evaluated at."""

    def bound(text: str) -> Expression:
        return bind(parse(text), names, period.first, period.last)

    if indicator.kind == "value":
        return BoundIndicator(indicator, bound(indicator.formula), None, None)
    return BoundIndicator(indicator, bound(indicator.text), bound(indicator.numerator), bound(indicator.denominator))


def measure(
    bound: BoundIndicator, columns: Columns, confidence: float = 0.95, evaluator: Evaluator = by_columns
) -> Measured:
    """Evaluate one indicator for the rows of ``columns``."""
    value = evaluator(bound.whole, columns, columns.length)
    nothing = np.full(columns.length, np.nan)
    numerator = denominator = low = high = nothing
    if bound.numerator is not None and bound.denominator is not None:
        numerator = evaluator(bound.numerator, columns, columns.length)
        denominator = evaluator(bound.denominator, columns, columns.length)
        low, high = interval(bound.indicator.kind, numerator, denominator, bound.indicator.per, confidence)
    return Measured(
        value, numerator, denominator, low, high, completeness(bound.leaves, columns), timeliness(bound.leaves, columns)
    )


def completeness(needed: Iterable[Leaf], columns: Columns) -> Array:
    """The least completeness among leaves; 1 where there are none."""
    least = np.ones(columns.length)
    for leaf in needed:
        least = np.fmin(least, columns.complete(leaf))
    return least


def timeliness(needed: Iterable[Leaf], columns: Columns) -> Array:
    """The least timeliness among leaves; 1 where there are none."""
    least = np.ones(columns.length)
    for leaf in needed:
        least = np.fmin(least, columns.timely(leaf))
    return least


def needed_leaves(bound: Iterable[BoundIndicator]) -> set[Leaf]:
    """The smallest set of leaves an engine must compute for these indicators."""
    return {down(leaf) for one in bound for leaf in one.leaves}


def needed_spans(needed: Iterable[Leaf], form_of: Mapping[str, str]) -> set[tuple[str, int, int]]:
    """The (form, first, last) spans whose report counts those leaves need."""
    return {(form_of[leaf.atom], leaf.first, leaf.last) for leaf in needed}
