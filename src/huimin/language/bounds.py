"""A formula's lowest value, as far as it can be told before any figure is known."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, inf, prod

from huimin.language.nodes import Chain, Compare, Logic, Negate, Node, Not, Number

Low = float | None
"""The lowest possible value; None where there is no bound or none is known."""

_MIRROR = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def constant(node: Node) -> float | None:
    """The value of a literal, with or without a minus; None for anything else."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negate) and isinstance(node.value, Number):
        return -node.value.value
    return None


def low_of_chain(chain: Chain, lows: Sequence[Low]) -> Low:
    """The lowest value of a chain, from the lowest values of its parts."""
    if chain.additive:
        total = lows[0]
        for (op, step), low in zip(chain.rest, lows[1:], strict=True):
            high = constant(step)
            part = low if op == "+" else None if high is None else -high
            total = None if total is None or part is None else total + part
        return total
    known = [low for low in lows if low is not None and low >= 0]
    if len(known) < len(lows):
        return None
    return 0.0 if any(op == "/" for op, _ in chain.rest) else prod(known)


def low_of_call(function: str, lows: Sequence[Low]) -> Low:
    """The lowest value of a function that takes numbers, from the lowest values of its arguments."""
    known = [low for low in lows if low is not None]
    match function:
        case "max":
            return max(known, default=None)
        case "min" | "coalesce":
            return min(known) if len(known) == len(lows) else None
        case "abs" | "sqrt":
            return max(0.0, lows[0] or 0.0) if function == "abs" else 0.0
        case "round":
            return None if lows[0] is None or abs(lows[0]) == inf else float(floor(lows[0]))
        case "log" | "growth":
            return None
        case _:
            return lows[0]


def nonzero_when(condition: Node, holds: bool) -> frozenset[Node]:
    """The nodes that cannot be zero when ``condition`` is true (``holds`` False: when it is false)."""
    match condition:
        case Not(value):
            return nonzero_when(value, not holds)
        case Logic(op, items) if (op == "and") == holds:
            found: frozenset[Node] = frozenset()
            for item in items:
                found |= nonzero_when(item, holds)
            return found
        case Compare(op, left, right):
            op = op if holds else _OPPOSITE[op]
            sides = ((left, op, constant(right)), (right, _MIRROR[op], constant(left)))
            return frozenset(node for node, sign, limit in sides if limit is not None and _excludes_zero(sign, limit))
        case _:
            return frozenset()


def _excludes_zero(op: str, limit: float) -> bool:
    """Whether ``x <op> limit`` leaves no room for x = 0."""
    return {
        "=": limit != 0,
        "!=": limit == 0,
        "<": limit <= 0,
        "<=": limit < 0,
        ">": limit >= 0,
        ">=": limit > 0,
    }[op]


def cannot_be_zero(node: Node, low: Low, nonzero: frozenset[Node]) -> bool:
    """Whether a divisor is safe: a literal, above zero by its bound, guarded, or a product of such."""
    if isinstance(node, Chain) and not node.additive:
        parts = (node.first, *[step for _, step in node.rest])
        if all(cannot_be_zero(part, None, nonzero) for part in parts):
            return True
    return bool(constant(node)) or node in nonzero or (low is not None and low > 0)
