"""Bound expressions as SQL scalar expressions: DuckDB's dialect, kept to what PostgreSQL and Spark know too.

Not known is NULL. Numbers are DOUBLE throughout, statements SQL booleans inside and 1.0, 0.0 or NULL at the edge.
As in :mod:`huimin.language.columns` an infinity or NaN may stand for "not known" between steps. It becomes NULL
wherever it could turn into a known value again, which takes writing the part twice; ``largest`` keeps count of how
large a part can be at all, so that sums and products of figures need none of that. NULLIF of nested parts and
``CASE x WHEN`` are avoided: DuckDB expands both into comparisons that repeat their argument.

PostgreSQL takes the same text with ``double="DOUBLE PRECISION"``, but stops where a number overflows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from huimin.findings import Invalid
from huimin.language.bounds import constant
from huimin.language.faults import fault
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
    is_truth,
)
from huimin.language.reference import NUDGE, NUDGE_MOST

DEPTH_MOST = 500
"""DuckDB refuses expressions nested deeper than 1,000, and takes seconds to plan those near it."""
LENGTH_MOST = 150_000
"""Characters of SQL for one expression; DuckDB plans about this much in a second."""
FIGURE_MOST = 1e90
"""No figure in a column is larger than this, above or below zero."""

ColumnName = Callable[[Leaf], str]


class _Sql(NamedTuple):
    """SQL text, how deep it is nested, and a bound of its size (infinite: it may be an infinity or NaN)."""

    text: str
    depth: int = 1
    largest: float = 1.0


def to_sql(expression: Expression, column_name: ColumnName, double: str = "DOUBLE") -> str:
    """One SQL expression with a DOUBLE value (statements: 1.0, 0.0).

    Args:
        expression: from :func:`huimin.language.bind`.
        column_name: the column of a leaf, quoted as SQL needs it. Its type is DOUBLE, its values are NULL or finite
            and not beyond :data:`FIGURE_MOST`.
        double: the name of the type (``DOUBLE PRECISION`` in PostgreSQL).

    Raises:
        Invalid: the expression is too deep or too long for an engine.
    """
    writer = _Writer(column_name, double)
    if is_truth(expression):
        return f"CAST(CAST({writer.write(expression).text} AS INTEGER) AS {double})"
    return writer.finite(writer.write(expression)).text


class _Writer:
    def __init__(self, column_name: ColumnName, double: str) -> None:
        self.column_name, self.double = column_name, double

    def constant(self, value: float | str) -> str:
        """A literal of type DOUBLE. A bare ``5.0`` would be DECIMAL."""
        return f"CAST('{value}' AS {self.double})"

    def made(self, text: str, parts: list[_Sql], deeper: int, largest: float = 1.0) -> _Sql:
        """A piece built from others; ``deeper`` is how many levels it adds to the deepest of them."""
        depth = max(part.depth for part in parts) + deeper
        if depth > DEPTH_MOST or len(text) > LENGTH_MOST:
            raise Invalid([fault("formula-too-large", 0, most=DEPTH_MOST)])
        return _Sql(text, depth, largest)

    def known(self, part: _Sql) -> str:
        """Whether a number is finite: true, false or NULL. NaN is greater than every number in these engines."""
        return f"ABS({part.text}) <= {self.constant(sys.float_info.max)}"

    def finite(self, part: _Sql) -> _Sql:
        """The same with infinities and NaN as NULL."""
        if part.largest < inf:
            return part
        text = f"CASE WHEN {self.known(part)} THEN {part.text} END"
        return self.made(text, [part], 3, sys.float_info.max)

    def write(self, node: Node) -> _Sql:
        match node:
            case Number(value):
                return _Sql(self.constant(repr(value)), 2, abs(value))
            case Leaf():
                return _Sql(self.column_name(node), 1, FIGURE_MOST)
            case Negate(value):
                part = self.write(value)
                return self.made(f"(-{part.text})", [part], 1, part.largest)
            case Not(value):
                part = self.write(value)
                return self.made(f"(NOT {part.text})", [part], 1)
            case Chain():
                return self.chain(node)
            case Compare(op, left, right):
                parts = [self.finite(self.write(left)), self.finite(self.write(right))]
                sign = "<>" if op == "!=" else op
                return self.made(f"({parts[0].text} {sign} {parts[1].text})", parts, 1)
            case Logic(op, items):
                parts = self.all(items)
                text = f" {op.upper()} ".join([part.text for part in parts])
                return self.made(f"({text})", parts, len(parts))
            case If(condition, then, otherwise):
                return self.choice(*self.all((condition, then, otherwise)))
            case Call(function, arguments):
                return self.call(node, function, self.all(arguments[:1] if function == "round" else arguments))
            case Name():
                raise TypeError("bind the formula before writing it as SQL")

    def all(self, nodes: tuple[Node, ...]) -> list[_Sql]:
        parts = []
        for node in nodes:
            parts.append(self.write(node))
        return parts

    def chain(self, chain: Chain) -> _Sql:
        """From left to right."""
        total = self.write(chain.first)
        words, depth, largest = [total.text], total.depth, total.largest
        for op, step in chain.rest:
            part = self.divisor(step) if op == "/" else self.write(step)
            words += [op, part.text]
            depth = max(depth, part.depth) + 1
            largest = _largest(op, largest, part.largest, constant(step))
        return self.made(f"({' '.join(words)})", [_Sql("", depth)], 0, largest)

    def divisor(self, node: Node) -> _Sql:
        """A divisor is NULL where it is zero (PostgreSQL stops there) or infinite (the result would be zero)."""
        part = self.write(node)
        if constant(node):
            return part
        if part.largest < inf:
            return self.made(f"NULLIF({part.text}, {self.constant(0.0)})", [part], 3, part.largest)
        text = f"CASE WHEN {part.text} <> {self.constant(0.0)} AND {self.known(part)} THEN {part.text} END"
        return self.made(text, [part], 4, sys.float_info.max)

    def choice(self, condition: _Sql, then: _Sql, otherwise: _Sql) -> _Sql:
        """NULL where the condition is neither true nor false."""
        case = f"CASE WHEN {condition.text} THEN {then.text} WHEN NOT {condition.text} THEN {otherwise.text} END"
        return self.made(case, [condition, then, otherwise], 3, max(then.largest, otherwise.largest))

    def call(self, call: Call, function: str, parts: list[_Sql]) -> _Sql:
        match function:
            case "min":
                return self.extreme("LEAST", "-Infinity", parts)
            case "max":
                return self.extreme("GREATEST", "Infinity", parts)
            case "coalesce":
                safe = list(map(self.finite, parts))
                text = ", ".join([part.text for part in safe])
                return self.made(f"COALESCE({text})", safe, 1, max(part.largest for part in safe))
            case "reported":
                known = f"({parts[0].text} IS NOT NULL)"
                if parts[0].largest == inf:
                    known = f"COALESCE({self.known(parts[0])}, FALSE)"
                return self.made(known, parts, 4)
            case "abs":
                return self.made(f"ABS({parts[0].text})", parts, 1, parts[0].largest)
            case "sqrt":
                return self.where(f"{parts[0].text} >= {self.constant(0.0)}", f"SQRT({parts[0].text})", parts[0])
            case "log":
                return self.where(f"{parts[0].text} > {self.constant(0.0)}", f"LN({parts[0].text})", parts[0])
            case _:
                return self.round(parts[0], count_of(call) or 0)

    def where(self, condition: str, text: str, part: _Sql) -> _Sql:
        """A function of a part where a condition holds, else NULL; DuckDB's SQRT and LN stop on other numbers."""
        return self.made(f"CASE WHEN {condition} THEN {text} END", [part], 3, max(1e3, part.largest))

    def extreme(self, function: str, unknown: str, parts: list[_Sql]) -> _Sql:
        """LEAST and GREATEST skip NULL: an infinity that always wins stands in for what is not known."""
        safe = list(map(self.finite, parts))
        known = [f"COALESCE({part.text}, {self.constant(unknown)})" for part in safe]
        return self.made(f"{function}({', '.join(known)})", safe, 3, inf)

    def round(self, part: _Sql, decimals: int) -> _Sql:
        """See :func:`huimin.language.reference.half_up`. DuckDB's ROUND takes halves away from zero."""
        scale = self.constant(10.0**decimals)
        scaled = f"{part.text} * {scale}" if decimals else part.text
        most, least = self.constant(NUDGE_MOST), self.constant(-NUDGE_MOST)
        nudge = f"GREATEST(LEAST({scaled} * {self.constant(NUDGE)}, {most}), {least})"
        whole = f"ROUND({scaled} + {nudge})"
        largest = 2 + 2 * part.largest * 10.0**decimals
        return self.made(f"({whole} / {scale})" if decimals else whole, [part], 8, largest)


def _largest(op: str, total: float, part: float, divisor: float | None) -> float:
    """How large a chain can be after one more step, with room for rounding errors."""
    if op == "/":
        return total / abs(divisor) * 2 if divisor and total < inf else inf
    bound = 2 * (total * part if op == "*" and total and part else total + part)
    return bound if bound < sys.float_info.max / 4 else inf
