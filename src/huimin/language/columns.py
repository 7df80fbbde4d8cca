"""The columnar evaluator: the same meaning as :mod:`huimin.language.reference`, on numpy arrays of areas.

Not known is NaN; truth values are 1.0, 0.0 and NaN. Between steps an infinity may stand for "not known" as
well: it stays infinite or becomes NaN through arithmetic, and is made NaN (``_finite``) wherever it could
turn into a known value again: in divisors, comparisons, ``min``, ``max``, ``coalesce``, ``reported`` and
at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.language.functions import count_of
from huimin.language.nodes import (
    Call,
    Chain,
    Compare,
    Expression,
    If,
    Leaf,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Number,
)
from huimin.language.reference import NUDGE, NUDGE_MOST

Column = NDArray[np.float64]
ColumnOf = Callable[[Leaf], Column]
Step = Callable[[ColumnOf], Column]
Compiled = Callable[[ColumnOf, int], Column]

_ARITHMETIC: dict[str, Any] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
_COMPARE: dict[str, Any] = {
    "=": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def evaluate_columns(expression: Expression, column_of: ColumnOf, length: int) -> Column:
    """The values of a bound expression for many areas at once.

    Args:
        expression: from :func:`huimin.language.bind`.
        column_of: the figures of a leaf, float64 of shape (length,); NaN not known.
        length: how many areas.

    Returns:
        A new float64 array of shape (length,): finite or NaN; statements are 1.0, 0.0 or NaN.
    """
    return compile_columns(expression)(column_of, length)


@lru_cache(maxsize=4096)
def compile_columns(expression: Expression) -> Compiled:
    """A function ``(column_of, length) -> values`` for one expression. It raises no numpy warnings."""
    step = _finite(_compile(expression))

    def run(column_of: ColumnOf, length: int) -> Column:
        with np.errstate(all="ignore"):
            values = step(column_of)
        return values if values.shape == (length,) else np.full(length, values)

    return run


def _compile(node: Node) -> Step:
    match node:
        case Number(value):
            constant = np.array(value)
            return lambda column_of: constant
        case Leaf():
            return lambda column_of: column_of(node)
        case Negate(value):
            inner = _compile(value)
            return lambda column_of: -inner(column_of)
        case Chain():
            return _chain(node)
        case Compare(op, left, right):
            return _compare(_COMPARE[op], _compile(left), _compile(right))
        case Not(value):
            inner = _compile(value)
            return lambda column_of: 1.0 - inner(column_of)
        case Logic(op, items):
            return _logic(op, [_compile(item) for item in items])
        case If(condition, then, otherwise):
            return _choice(_compile(condition), _compile(then), _compile(otherwise))
        case Call(function, arguments):
            return _call(node, function, [_compile(argument) for argument in arguments])
        case Name():
            raise TypeError("bind the formula before evaluating it")


def _finite(inner: Step) -> Step:
    """Infinities become NaN: zero times infinity is NaN."""

    def run(column_of: ColumnOf) -> Column:
        values = inner(column_of)
        finite: Column = values + values * 0.0
        return finite

    return run


def _chain(chain: Chain) -> Step:
    first = _compile(chain.first)
    steps = []
    for op, step in chain.rest:
        inner = _compile(step)
        steps.append((_ARITHMETIC[op], _finite(inner) if op == "/" else inner))

    def run(column_of: ColumnOf) -> Column:
        total = first(column_of)
        for apply, step in steps:
            total = apply(total, step(column_of))
        return total

    return run


def _compare(apply: Any, left: Step, right: Step) -> Step:
    def run(column_of: ColumnOf) -> Column:
        a, b = left(column_of), right(column_of)
        truth: Column = apply(a, b) + (a * 0.0 + b * 0.0)
        return truth

    return run


def _logic(op: str, items: list[Step]) -> Step:
    decisive = 1.0 if op == "or" else 0.0
    combine: Any = np.add if op == "or" else np.multiply

    def run(column_of: ColumnOf) -> Column:
        total = items[0](column_of)
        for item in items[1:]:
            value = item(column_of)
            decided = (total == decisive) | (value == decisive)
            total = np.where(decided, decisive, combine(total, value))
        return total

    return run


def _choice(condition: Step, then: Step, otherwise: Step) -> Step:
    def run(column_of: ColumnOf) -> Column:
        truth = condition(column_of)
        chosen: Column = np.where(truth == 1.0, then(column_of), otherwise(column_of)) + truth * 0.0
        return chosen

    return run


def _call(call: Call, function: str, inner: list[Step]) -> Step:
    match function:
        case "min" | "max":
            return _fold(np.minimum if function == "min" else np.maximum, [_finite(step) for step in inner])
        case "coalesce":
            return _fold(lambda a, b: np.where(np.isnan(a), b, a), [_finite(step) for step in inner])
        case "reported":
            return lambda column_of: np.isfinite(inner[0](column_of)).astype(np.float64)
        case "round":
            return _round(inner[0], 10.0 ** (count_of(call) or 0))
        case _:
            apply: Any = {"abs": np.abs, "sqrt": np.sqrt, "log": np.log}[function]
            return lambda column_of: apply(inner[0](column_of))


def _fold(apply: Any, inner: list[Step]) -> Step:
    def run(column_of: ColumnOf) -> Column:
        total = inner[0](column_of)
        for step in inner[1:]:
            total = apply(total, step(column_of))
        return total

    return run


def _round(inner: Step, scale: float) -> Step:
    """See :func:`huimin.language.reference.half_up`."""

    def run(column_of: ColumnOf) -> Column:
        scaled = inner(column_of) * scale
        size = np.abs(scaled + np.clip(scaled * NUDGE, -NUDGE_MOST, NUDGE_MOST))
        whole = np.floor(size)
        rounded: Column = np.copysign(whole + (size - whole >= 0.5), scaled) / scale
        return rounded

    return run
