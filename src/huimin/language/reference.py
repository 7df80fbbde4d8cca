"""The reference evaluator: slow and obvious. What it returns is what a formula means.

Not known is ``None``. Arithmetic, comparisons, ``min`` and ``max`` are not known when any part is;
``and``, ``or`` and ``not`` follow Kleene's three-valued logic; whatever has no finite value (division by
zero, the root of a negative number, the logarithm of zero, overflow) is not known either.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

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
    Not,
    Number,
)

Value = float | bool | None
ValueOf = Callable[[Leaf], float | None]

NUDGE = 2.0**-50
"""Relative: what :func:`half_up` forgives, a few times the error of one multiplication."""
NUDGE_MOST = 2.0**-10
"""Absolute, in units of the last decimal kept: so that large whole numbers stay themselves."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression, value_of: ValueOf) -> Value:
    """The value of a bound expression: a finite number, a truth value, or None for not known.

    Args:
        expression: from :func:`huimin.language.bind`.
        value_of: the figure of a leaf; None, NaN and infinities mean not known.
    """
    match expression:
        case Number(value):
            return value
        case Leaf():
            return _known(value_of(expression))
        case Negate(value):
            number = evaluate(value, value_of)
            return None if number is None else -number
        case Chain(first, rest):
            total = evaluate(first, value_of)
            for op, step in rest:
                total = _step(op, total, evaluate(step, value_of))
            return total
        case Compare(op, left, right):
            a, b = evaluate(left, value_of), evaluate(right, value_of)
            return None if a is None or b is None else _COMPARE[op](a, b)
        case Not(value):
            truth = evaluate(value, value_of)
            return None if truth is None else not truth
        case Logic(op, items):
            return _logic(op, [evaluate(item, value_of) for item in items])
        case If(condition, then, otherwise):
            truth = evaluate(condition, value_of)
            return None if truth is None else evaluate(then if truth else otherwise, value_of)
        case Call(function, arguments):
            values = [evaluate(argument, value_of) for argument in arguments]
            return _call(function, values, count_of(expression) if function == "round" else 0)
        case Name():
            raise TypeError("bind the formula before evaluating it")


def _known(value: float | None) -> float | None:
    """The number, or None where it is not a finite one."""
    return float(value) if value is not None and math.isfinite(value) else None


def _step(op: str, total: Value, value: Value) -> float | None:
    if total is None or value is None or (op == "/" and value == 0):
        return None
    match op:
        case "+":
            return _known(total + value)
        case "-":
            return _known(total - value)
        case "*":
            return _known(total * value)
        case _:
            return _known(total / value)


def _logic(op: str, values: list[Value]) -> bool | None:
    """``and`` is false as soon as one part is, ``or`` true as soon as one part is; else all must be known."""
    decisive = op == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _call(function: str, values: list[Value], decimals: int | None) -> Value:
    if function == "reported":
        return values[0] is not None
    if function == "coalesce":
        return next((value for value in values if value is not None), None)
    numbers = [value for value in values if value is not None]
    if len(numbers) < len(values):
        return None
    match function:
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "abs":
            return abs(numbers[0])
        case "sqrt":
            return math.sqrt(numbers[0]) if numbers[0] >= 0 else None
        case "log":
            return math.log(numbers[0]) if numbers[0] > 0 else None
        case _:
            return half_up(numbers[0], decimals or 0)


def half_up(value: float, decimals: int) -> float | None:
    """Round half away from zero as on paper: 1.005 is 1.01, although its nearest binary number is below.

    The value times ``10 ** decimals`` is moved away from zero by a few times its own rounding error (never
    by more than 2**-10) before the halves are decided, so that a decimal half written or computed is taken
    for one.
    """
    scaled = value * 10.0**decimals
    if not math.isfinite(scaled):
        return None
    nudged = scaled + max(-NUDGE_MOST, min(NUDGE_MOST, scaled * NUDGE))
    return float(Decimal(nudged).to_integral_value(ROUND_HALF_UP)) / 10.0**decimals
