"""Scoring: the share of each item, the small-number guard, totals with and without what was not reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from huimin.assessment.adjustments import NONE, Adjusted, Adjustments, measure_adjusted
from huimin.assessment.binding import BoundItem, BoundScheme
from huimin.figures.forms import Form
from huimin.indicators.intervals import Array, interval
from huimin.indicators.values import Columns, Evaluator, Measured, by_columns, completeness, measure, timeliness
from huimin.language import Leaf, leaves


class Status(IntEnum):
    """What became of an item for one area."""

    SCORED = 0
    NOT_REPORTED = 1  # a figure it needs was not reported
    NOT_APPLICABLE = 2  # everything was reported, but there is nothing to measure (a denominator of zero)
    CANNOT_TELL = 3  # the numbers are too small to carry the verdict
    POOLED = 4  # scored, on several years together

    @property
    def counts(self) -> bool:
        """Whether the item's points are part of the total."""
        return self in (Status.SCORED, Status.POOLED)


@dataclass(frozen=True)
class ItemScore:
    """One item for many areas; arrays have one entry an area.

    ``share`` is NaN where the item does not count; ``points`` are the points earned (0 where it does not count);
    ``inputs`` the values the share formula was given; ``measured`` the indicator behind the verdict, if there is one;
    ``pooled`` the value over the guard's years together where that was used. Where the item asks for verified or
    corrected values, ``reported`` is the same item by the reported ones, and ``adjusted`` holds the factors.
    """

    bound: BoundItem
    share: Array
    points: Array
    status: NDArray[np.int8]
    inputs: Mapping[str, Array]
    measured: Measured | None
    pooled: Measured | None
    complete: Array
    timely: Array
    reported: ItemScore | None = None
    adjusted: Adjusted | None = None


@dataclass(frozen=True)
class Scores:
    """A whole scheme for many areas (one entry of each array an area).

    Attributes:
        earned: points earned, bonus and deductions included.
        available: points of the items that count for this area.
        missing: points of the items whose figures were not reported.
        score: ``earned`` put on the scheme's full total, without the items that do not count. NaN where nothing counts.
        with_missing: the same, but what was not reported stays in the total and earns nothing.
        complete: reports received as a share of reports expected, over the scheme's forms.
        crossed: for each red line, 1 crossed, 0 not, NaN not decided.
    """

    bound: BoundScheme
    rows: NDArray[np.int64]
    items: tuple[ItemScore, ...]
    earned: Array
    available: Array
    missing: Array
    score: Array
    with_missing: Array
    complete: Array
    crossed: tuple[Array, ...]

    def crossed_at(self, row: int) -> list[float]:
        """What was decided on each red line for one area."""
        return [float(line[row]) for line in self.crossed]


def _report_share(kind: str, codes: Sequence[str], bound: BoundScheme, columns: Columns) -> Array:
    """Reports received (or received on time) as a share of those expected, over several forms together."""
    expected, received = np.zeros(columns.length), np.zeros(columns.length)
    for code in codes:
        counts = columns.table.forms[code, bound.period.first, bound.period.last]
        expected += counts.expected[columns.rows]
        received += (counts.on_time if kind == "timeliness" else counts.received)[columns.rows]
    with np.errstate(all="ignore"):
        return np.where(expected > 0, received / expected, np.nan)


def _share(
    item: BoundItem,
    inputs: Mapping[str, Array],
    length: int,
    evaluator: Evaluator,
    measured: Array | None = None,
) -> Array:
    """The share formula, with another value in the place of the rule's measure where one is given."""

    def column_of(leaf: Leaf) -> Array:
        if measured is not None and leaf.atom == item.rule.measure:
            return measured
        return inputs[leaf.atom]

    made = evaluator(item.share, column_of, length)
    return made if item.rule.extra else np.clip(made, 0.0, 1.0)


def _verdicts(
    item: BoundItem, inputs: Mapping[str, Array], low: Array, high: Array, value: Array, evaluator: Evaluator
) -> tuple[Array, Array]:
    """The least and the greatest share that the interval allows.

    The share turns only at the ends of the interval and at the rule's own targets, so those are all that is tried.
    """
    tried = [low, value, high, *(np.clip(np.full(len(value), t), low, high) for t in item.rule.targets)]
    shares = [_share(item, inputs, len(value), evaluator, one) for one in tried]
    return np.min(shares, axis=0), np.max(shares, axis=0)


def _in_doubt(item: BoundItem, worst: Array, best: Array) -> NDArray[np.bool_]:
    """Where the interval allows full points as well as less, by more than the guard bears."""
    doubtful: NDArray[np.bool_] = (worst < 1) & (best >= 1) & (best - worst > item.item.guard.doubt)
    return doubtful


def _pooled(item: BoundItem, columns: Columns, confidence: float, evaluator: Evaluator) -> Measured:
    """The indicator over several years together: numerators and denominators added, then divided."""
    years = [measure(one, columns, confidence, evaluator) for one in item.pool]
    both = [np.isfinite(one.numerator) & np.isfinite(one.denominator) for one in years]
    top = np.sum([np.where(ok, one.numerator, 0.0) for ok, one in zip(both, years, strict=True)], axis=0)
    bottom = np.sum([np.where(ok, one.denominator, 0.0) for ok, one in zip(both, years, strict=True)], axis=0)
    indicator = item.pool[0].indicator
    with np.errstate(all="ignore"):
        value = np.where(bottom != 0, top / bottom, np.nan) * indicator.per
    low, high = interval(indicator.kind, top, bottom, indicator.per, confidence)
    return Measured(value, top, bottom, low, high, years[0].complete, years[0].timely)


def _guarded(
    item: BoundItem, inputs: Mapping[str, Array], share: Array, status: NDArray[np.int8], measured: Measured,
    columns: Columns, confidence: float, evaluator: Evaluator,
) -> tuple[Array, NDArray[np.int8], Measured | None]:  # fmt: skip
    """Apply the item's small-number guard."""
    method = item.item.guard.method
    if method == "none":
        return share, status, None
    value = inputs[item.rule.measure]
    worst, best = _verdicts(item, inputs, measured.low, measured.high, value, evaluator)
    scored = status == Status.SCORED
    if method == "full":
        return np.where(scored & np.isfinite(best), best, share), status, None
    doubtful = scored & _in_doubt(item, worst, best)
    if method == "cannot_tell":
        return share, np.where(doubtful, Status.CANNOT_TELL, status).astype(np.int8), None
    pooled = _pooled(item, columns, confidence, evaluator)
    pooled_share = _share(item, inputs, columns.length, evaluator, pooled.value)
    worst, best = _verdicts(item, inputs, pooled.low, pooled.high, pooled.value, evaluator)
    clear = doubtful & np.isfinite(pooled_share) & ~_in_doubt(item, worst, best)
    status = np.where(clear, Status.POOLED, np.where(doubtful, Status.CANNOT_TELL, status)).astype(np.int8)
    return np.where(clear, pooled_share, share), status, pooled


def score_item(
    item: BoundItem, bound: BoundScheme, columns: Columns, codes: Sequence[str], evaluator: Evaluator = by_columns,
    adjustments: Adjustments = NONE,
) -> ItemScore:  # fmt: skip
    """Score one item for the rows of ``columns``, by the values it asks for. ``codes``: the scheme's report forms."""
    confidence = bound.scheme.confidence
    measured = measure(item.measure, columns, confidence, evaluator) if item.measure else None
    reported = _scored(item, bound, columns, codes, evaluator, measured)
    kind = item.item.values
    if kind == "reported":
        return reported
    adjusted = Adjusted(columns, adjustments, kind, item.leaves)
    if item.measure is not None:
        ends = [Adjusted(columns, adjustments, kind, item.leaves, end) for end in ("low", "high")]
        measured = measure_adjusted(item.measure, adjusted, ends, confidence, evaluator)
    made = _scored(item, bound, adjusted, codes, evaluator, measured)
    return replace(made, reported=reported, adjusted=adjusted)


def _scored(
    item: BoundItem, bound: BoundScheme, columns: Columns, codes: Sequence[str], evaluator: Evaluator,
    measured: Measured | None,
) -> ItemScore:  # fmt: skip
    length = columns.length
    inputs: dict[str, Array] = {name: evaluator(e, columns, length) for name, e in item.inputs.items()}
    inputs |= {name: np.full(length, value) for name, value in item.constants.items()}
    for one in item.rule.inputs:
        if one.kind in ("completeness", "timeliness"):
            inputs[one.name] = _report_share(one.kind, item.rule.forms or codes, bound, columns)
    share = _share(item, inputs, length, evaluator)
    all_leaves = {leaf for expression in item.inputs.values() for leaf in leaves(expression)}
    known = np.logical_and.reduce([np.ones(length, bool), *(np.isfinite(columns(leaf)) for leaf in all_leaves)])
    unknown = np.where(known, Status.NOT_APPLICABLE, Status.NOT_REPORTED)
    status = np.where(np.isfinite(share), Status.SCORED, unknown).astype(np.int8)
    pooled = None
    if measured is not None:
        confidence = bound.scheme.confidence
        share, status, pooled = _guarded(item, inputs, share, status, measured, columns, confidence, evaluator)
    counts = (status == Status.SCORED) | (status == Status.POOLED)
    share = np.where(counts, share, np.nan)
    points = np.where(counts, share * (1.0 if item.rule.extra else item.item.points), 0.0)
    complete, timely = completeness(all_leaves, columns), timeliness(all_leaves, columns)
    return ItemScore(item, share, points, status, inputs, measured, pooled, complete, timely)


def score_scheme(
    bound: BoundScheme, columns: Columns, forms: Sequence[Form], evaluator: Evaluator = by_columns,
    adjustments: Adjustments = NONE,
) -> Scores:  # fmt: skip
    """Score every item and add up. A total is held between 0 and the scheme's full total."""
    codes = bound.forms(forms)
    items = tuple(score_item(item, bound, columns, codes, evaluator, adjustments) for item in bound.items)
    return add_up(bound, columns, codes, items)


def add_up(bound: BoundScheme, columns: Columns, codes: Sequence[str], items: Sequence[ItemScore]) -> Scores:
    """Totals of the items: with and without what was not reported."""
    total, length = bound.scheme.total, columns.length
    earned, extra, available, missing = (np.zeros(length) for _ in range(4))
    for one in items:
        counts = np.isin(one.status, (Status.SCORED, Status.POOLED))
        if one.bound.rule.extra:
            extra += one.points
            continue
        earned += one.points
        available += np.where(counts, one.bound.item.points, 0.0)
        missing += np.where(one.status == Status.NOT_REPORTED, one.bound.item.points, 0.0)
    score = _out_of(total, earned, available, extra)
    with_missing = _out_of(total, earned, available + missing, extra)
    crossed = tuple(columns(leaf) for leaf in bound.red_lines)
    complete = _report_share("completeness", codes, bound, columns)
    return Scores(bound, columns.rows, tuple(items), earned + extra, available, missing, score, with_missing,
                  complete, crossed)  # fmt: skip


def _out_of(total: float, earned: Array, available: Array, extra: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.where(available > 0, np.clip(earned / available * total + extra, 0.0, total), np.nan)


ColumnOf = Callable[[Leaf], Array]
