"""Factors between what was reported and what verification or registration estimates found.

An item may ask for ``verified`` or ``corrected`` values. What was reported stays as it is; beside it stands a factor
that a named person adopted from a round of verification on the spot (verified / reported) or from an estimate of how
complete registration is (all / registered), each with its interval and what it rests on. Where an area has no factor,
the reported value counts and the scorecard says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from huimin.areas import Tree
from huimin.indicators.intervals import Array
from huimin.indicators.values import BoundIndicator, Columns, Evaluator, Measured, down, measure
from huimin.language import Leaf

VALUES = ("reported", "verified", "corrected")
"""What an item may ask for."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One factor.

    Attributes:
        kind: ``verified`` or ``corrected``.
        area: the area's key. A factor holds for this area alone, never for those below it.
        element: the element's code; all its atoms are multiplied alike.
        first, last: the months (numbers) whose figures it speaks for.
        factor, low, high: the factor with its interval.
        basis_zh, basis_en: what it rests on, in a sentence.
        decided_by, decided_on: who adopted it, and when.
    """

    kind: str
    area: str
    element: str
    first: int
    last: int
    factor: float
    low: float
    high: float
    basis_zh: str = ""
    basis_en: str = ""
    decided_by: str = ""
    decided_on: date | None = None

    def covers(self, leaf: Leaf) -> bool:
        """Whether it speaks for all months of a leaf."""
        return self.first <= leaf.first and leaf.last <= self.last


@dataclass(frozen=True)
class Adjustments:
    """All factors that were adopted."""

    all: tuple[Adjustment, ...] = ()
    _by: Mapping[tuple[str, str], list[Adjustment]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by: dict[tuple[str, str], list[Adjustment]] = {}
        for one in self.all:
            by.setdefault((one.kind, one.element), []).append(one)
        object.__setattr__(self, "_by", by)

    def at(self, kind: str, area: str, leaf: Leaf) -> Adjustment | None:
        """The factor of one area for a leaf; None where none was adopted."""
        return next((one for one in self.of(kind, leaf) if one.area == area), None)

    def of(self, kind: str, leaf: Leaf) -> list[Adjustment]:
        """The factors of a kind that speak for a leaf's element and months, of all areas."""
        element = leaf.atom.split(".")[0]
        return [one for one in self._by.get((kind, element), ()) if one.covers(leaf)]


NONE = Adjustments()


@dataclass(frozen=True)
class Factors:
    """Three factors for every area of a tree, NaN where none was adopted."""

    factor: Array
    low: Array
    high: Array


def factors_of(adjustments: Adjustments, kind: str, leaf: Leaf, tree: Tree) -> Factors:
    """The factors for a leaf on a tree."""
    columns = np.full((3, len(tree.keys)), np.nan)
    for one in adjustments.of(kind, leaf):
        index = tree.index(one.area)
        if index is not None:
            columns[:, index] = one.factor, one.low, one.high
    return Factors(*columns)


class Adjusted(Columns):
    """Columns whose values are multiplied by factors; where an area has none they stay as they were reported.

    A year is never held against another year by different measures: where an item compares spans of an element (last
    year's, say), its values are adjusted only in areas that have a factor for every one of them.

    Args:
        wanted: the leaves of the item together.
        end: ``factor``, or ``low`` or ``high`` for the ends of its interval.
    """

    def __init__(
        self, columns: Columns, adjustments: Adjustments, kind: str, wanted: Iterable[Leaf], end: str = "factor"
    ) -> None:
        self.__dict__.update(columns.__dict__)
        self._reported, self._end, self._adjustments, self._kind = columns, end, adjustments, kind
        spans = {down(leaf) for leaf in wanted}
        self._factors = {leaf: factors_of(adjustments, kind, leaf, columns.table.tree) for leaf in spans}
        self._known = {leaf.atom: _known_everywhere(self._factors, leaf.atom) for leaf in spans}

    def __call__(self, leaf: Leaf) -> Array:
        """The value of ``leaf`` for each row, times the factor where there is one."""
        return self._reported(leaf) * self.factor(leaf, self._end)

    def factor(self, leaf: Leaf, end: str = "factor") -> Array:
        """The factor of ``leaf`` for each row; 1 where there is none."""
        one = self._factors.get(down(leaf))
        if one is None:
            return np.ones(self.length)
        picked = self._pick(np.where(self._known[leaf.atom], getattr(one, end), 1.0), leaf.up)
        return np.where(np.isnan(picked), 1.0, picked)

    def behind(self, row: int) -> list[Adjustment]:
        """The factors that were used for one row, in the order of their elements; of the area's own values only."""
        index = int(self.rows[row])
        area, made = self.table.tree.keys[index], {}
        for leaf in sorted(self._factors):
            one = self._adjustments.at(self._kind, area, leaf) if self._known[leaf.atom][index] else None
            if one is not None:
                made[one.element, one.first] = one
        return list(made.values())


def _known_everywhere(factors: Mapping[Leaf, Factors], atom: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    same = [np.isfinite(one.factor) for leaf, one in factors.items() if leaf.atom == atom]
    return np.asarray(np.logical_and.reduce(same), dtype=np.bool_)


def measure_adjusted(
    bound: BoundIndicator, adjusted: Adjusted, ends: Sequence[Adjusted], confidence: float, evaluator: Evaluator
) -> Measured:
    """An indicator by adjusted values; its interval holds the doubt of the factors too.

    Args:
        ends: the same columns at the low and at the high ends of the factors. The value is least where the numerator
            takes the low ends and the denominator the high ones; factors that stand in both only err on the wide side.
    """
    made = measure(bound, adjusted, confidence, evaluator)
    if bound.numerator is None or bound.denominator is None:
        return made
    parts = (bound.numerator, bound.denominator)
    tops, bottoms = ([evaluator(part, one, one.length) for one in ends] for part in parts)
    with np.errstate(all="ignore"):
        outer = [top / bottom * bound.indicator.per for top, bottom in zip(tops, reversed(bottoms), strict=True)]
    low, high = widened(made.value, (made.low, made.high), outer)
    if bound.indicator.kind == "proportion":
        high = np.fmin(high, np.fmax(1.0 * bound.indicator.per, made.high))
    return replace(made, low=low, high=high)


def widened(value: Array, ends: tuple[Array, Array], adjusted: Sequence[Array]) -> tuple[Array, Array]:
    """The interval of a value times a factor, from the interval of each.

    The method of variance estimates recovery on the scale of logarithms: the distances of both intervals' ends from
    their estimates are added as squares, as the two are independent (Zou and Donner 2008, Statistics in Medicine 27,
    1693-1702; Donner and Zou 2012, Statistical Methods in Medical Research 21, 347-359).

    Args:
        value: the value, adjusted. ends: the limits of the adjusted value as far as chance of its counts goes.
        adjusted: the values at the factors' two ends.
    """
    with np.errstate(all="ignore"):
        made = []
        for sign, end, other in ((-1.0, ends[0], np.fmin(*adjusted)), (1.0, ends[1], np.fmax(*adjusted))):
            steps = [np.log(np.where(value > 0, one / value, 1.0)) for one in (end, other)]
            far = np.sqrt(sum(np.where(np.isfinite(step), step, np.inf) ** 2 for step in steps))
            # A count of nothing has no logarithm; there its own limit stands.
            made.append(np.where(value > 0, value * np.exp(sign * far), end))
    return made[0], made[1]
