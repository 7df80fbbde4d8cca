"""Narrowing: for each row the tested days from which to which it can be entitled, without looking at each day.

An age grows by one day a day. Whether it has reached a limit on the tested days of a year is therefore one whole number
for each row: the first tested day on which it has. Days of birth are compared with the latest one that has reached the
limit on each tested day, all of a column at once. What stays is a span of tested days; only statements that use time in
another way are left to be looked at day by day, for the rows that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.ages import EARLIEST, day_number, day_of, latest_with
from huimin.benefits.rules import timed
from huimin.benefits.stretch import age_and_limit
from huimin.benefits.tables import Rows, Table, taken
from huimin.language import Compare, Expression, Leaf, Logic, Node, Number, evaluate_columns, leaves

SAMPLE = 997


@dataclass
class Spans:
    """Rows that are left: each may be entitled on tested days ``low`` to ``high - 1``; ``unknown``: something that
    does not change within them is not known."""

    rows: Rows
    low: NDArray[np.int16] | int
    high: NDArray[np.int16] | int
    unknown: NDArray[np.bool_] | bool = False

    def keep(self, mask: NDArray[np.bool_]) -> None:
        """Only the rows of the mask."""
        places = np.flatnonzero(mask)
        self.rows = places if self.rows is None else self.rows[places]
        self.low = self.low[places] if isinstance(self.low, np.ndarray) else self.low
        self.high = self.high[places] if isinstance(self.high, np.ndarray) else self.high
        self.unknown = self.unknown[places] if isinstance(self.unknown, np.ndarray) else self.unknown


@dataclass(frozen=True)
class Step:
    """An age that has (``older``) or has not reached a limit: the latest day that has, for each tested day."""

    code: str
    older: bool
    latest: NDArray[np.int64]


def parts_of(expressions: Iterable[Expression]) -> list[Expression]:
    """Statements that must all hold, those joined by ``and`` taken apart."""
    found: list[Expression] = []
    for one in expressions:
        found += parts_of(one.items) if isinstance(one, Logic) and one.op == "and" else [one]
    return found


def narrowed(
    table: Table, expressions: Sequence[Expression], days: Sequence[int], rows: Rows = None
) -> tuple[Spans, list[Expression]]:  # fmt: skip
    """The rows for which all statements can hold on some tested day, and the statements that are left to look at."""
    spans, left = Spans(rows, 0, len(days)), []
    ready: list[tuple[float, int, Step | Expression]] = []
    for number, one in enumerate(parts_of(expressions)):
        step = step_of(table, one, days)
        if step is not None:
            ready.append((_share(table, step), number, step))
        elif still(table, one, days):
            ready.append((_share_of(table, one, days), number, one))
        else:
            left.append(one)
    for _, _, test in sorted(ready, key=lambda one: one[:2]):
        if isinstance(test, Step):
            _step(table, test, spans)
        else:
            _static(table, test, days, spans)
    return spans, left


# --- ages


def step_of(table: Table, expression: Node, days: Sequence[int]) -> Step | None:
    """The statement as a step, where it is one: an age of a date compared with a limit that never falls back."""
    found = age_and_limit(expression) if isinstance(expression, Compare) else None
    if found is None or found[2] in ("=", "!=") or not days:
        return None
    leaf, limit, op = found
    code, _, part = leaf.atom.partition(".")
    if code not in table.facts or table.days_of(code) is None:
        return None
    limits = [_limit(table, limit, day) for day in days]
    if any(one is None for one in limits):
        return None
    older = op in (">", ">=")
    least = [ceil(one) if op in (">=", "<") else floor(one) + 1 for one in limits if one is not None]
    latest = np.array([_latest(part, size, day) for size, day in zip(least, days, strict=True)], dtype=np.int64)
    return Step(code, older, latest) if bool(np.all(latest[1:] >= latest[:-1])) else None


@lru_cache(maxsize=65536)
def _latest(part: str, at_least: int, day: int) -> int:
    return latest_with(part, at_least, day_of(day))


def _limit(table: Table, limit: Node, day: int) -> float | None:
    if isinstance(limit, Number):
        return limit.value
    for one in table.benefit.values:
        if isinstance(limit, Leaf) and limit.atom == one.code:
            return one.at(day_of(day))
    return None


def _share(table: Table, step: Step) -> float:
    """About which share of the rows a step leaves: the most selective goes first."""
    column = table.days_of(step.code)
    assert column is not None
    sample = column[:: max(1, len(column) // SAMPLE)]
    return float(np.mean(_possible(step, sample))) if len(sample) else 1.0


def _possible(step: Step, days: NDArray[Any]) -> NDArray[np.bool_]:
    """Where the step can hold on some tested day; a date that is not known stays possible."""
    bound = np.clip(step.latest, EARLIEST - 1, np.iinfo(np.int32).max).astype(days.dtype)
    if step.older:
        possible: NDArray[np.bool_] = days <= bound[-1]  # what is not known is the lowest number
        return possible
    younger: NDArray[np.bool_] = (days > bound[0]) | (days < EARLIEST)
    return younger


def _step(table: Table, step: Step, spans: Spans) -> None:
    column = table.days_of(step.code)
    assert column is not None
    mask = _possible(step, taken(column, spans.rows))
    spans.keep(mask)
    days = taken(column, spans.rows)
    missing = days < EARLIEST
    first = np.searchsorted(step.latest, days.astype(np.int64), side="left").astype(np.int16)
    if step.older:
        spans.low = np.maximum(spans.low, np.where(missing, 0, first).astype(np.int16))
    else:
        spans.high = np.minimum(spans.high, np.where(missing, len(step.latest), first).astype(np.int16))
    spans.unknown = spans.unknown | missing
    spans.keep(np.asarray(spans.low < spans.high))


# --- statements that do not change


def still(table: Table, expression: Expression, days: Sequence[int]) -> bool:
    """Whether a formula has one value for all tested days: no age in it, and no value of the rule that changes."""
    if timed(expression) or not days:
        return False
    for leaf in leaves(expression):
        code = leaf.atom.partition(".")[0]
        if code in table.facts:
            continue
        value = next((one for one in table.benefit.values if one.code == code), None)
        if value is None or value.at(day_of(days[0])) is None:
            return False
        if any(day_number(day_of(days[0])) < day_number(one.since) <= days[-1] for one in value.dated):
            return False
    return True


def _share_of(table: Table, expression: Expression, days: Sequence[int]) -> float:
    rows = np.arange(0, table.length, max(1, table.length // SAMPLE))
    return float(np.mean(_values(table, expression, days, rows) != 0.0)) if len(rows) else 1.0


def _values(table: Table, expression: Expression, days: Sequence[int], rows: Rows) -> NDArray[np.float64]:
    size = table.length if rows is None else len(rows)
    return evaluate_columns(expression, lambda leaf: table.column(leaf.atom, rows, days[0]), size)


def _static(table: Table, expression: Expression, days: Sequence[int], spans: Spans) -> None:
    truth = _values(table, expression, days, spans.rows)
    possible = truth != 0.0
    spans.unknown = spans.unknown | np.isnan(truth)
    spans.keep(possible)
