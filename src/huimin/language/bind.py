"""Binding: names give way to columns, windows to spans of months, indicators to their formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huimin.findings import Invalid
from huimin.findings.finding import Fact
from huimin.language.faults import fault
from huimin.language.functions import FUNCTIONS, count_of
from huimin.language.lookups import call_fault, name_fault
from huimin.language.names import Namespace, Symbol
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
    column_of,
)
from huimin.language.text import INLINED_DEPTH_MOST, INLINED_NODES_MOST


@dataclass(frozen=True, slots=True)
class Window:
    """Where the figures of a part come from: months ``first`` to ``last``, ``up`` levels above the area."""

    first: int
    last: int
    up: int = 0

    def shifted(self, months: int) -> Window:
        """The same length, so many months earlier."""
        return Window(self.first - months, self.last - months, self.up)

    def through(self, function: str, count: int) -> Window:
        """The window inside a window function that stands in this one."""
        january = self.last - self.last % 12
        match function:
            case "ytd":
                return Window(january, self.last, self.up)
            case "year":
                return Window(january, january + 11, self.up)
            case "rolling":
                return Window(self.last - count + 1, self.last, self.up)
            case "previous":
                return self.shifted(count * (self.last - self.first + 1))
            case "last_year":
                return self.shifted(12)
            case "years_ago":
                return self.shifted(12 * count)
            case _:
                return replace(self, up=self.up + 1)


def bind(node: Node, namespace: Namespace, first: int, last: int) -> Expression:
    """Resolve a formula for one evaluation period.

    Windows apply from the outside in: ``last_year(ytd(x))`` moves the period a year back and then opens it
    to January. ``previous`` moves by the length of the span that stands there. ``growth(x)`` becomes
    ``x / last_year(x) - 1``.

    Args:
        node: a formula that passed :func:`huimin.language.check`.
        namespace: what its names stand for.
        first: first month of the evaluation period (month number).
        last: its last month.

    Raises:
        Invalid: an unknown name or function, a cycle, or a formula that grows too large with its
            indicators in place.
    """
    return bind_within(node, namespace, Window(first, last))


def bind_within(node: Node, namespace: Namespace, window: Window) -> Expression:
    """The same inside a window."""
    return _Binder(namespace).bind(node, window, 1)


class _Binder:
    def __init__(self, namespace: Namespace) -> None:
        self.namespace = namespace
        self.nodes = 0
        self.path: list[str] = []

    def refuse(self, code: str, node: Node, **facts: Fact) -> Invalid:
        return Invalid([fault(code, 0 if self.path else column_of(node), **facts)])

    def bind(self, node: Node, window: Window, depth: int) -> Node:
        self.nodes += 1
        if depth > INLINED_DEPTH_MOST:
            raise self.refuse("formula-too-deep", node, most=INLINED_DEPTH_MOST)
        if self.nodes > INLINED_NODES_MOST:
            raise self.refuse("formula-too-large", node, most=INLINED_NODES_MOST)
        match node:
            case Name():
                return self.name(node, window, depth)
            case Negate(value, at):
                return Negate(self.bind(value, window, depth + 1), at)
            case Not(value, at):
                return Not(self.bind(value, window, depth + 1), at)
            case Chain(first, rest, at):
                start = self.bind(first, window, depth + 1)
                steps = []
                for op, step in rest:
                    steps.append((op, self.bind(step, window, depth + 1)))
                return Chain(start, tuple(steps), at)
            case Compare(op, left, right, at):
                return Compare(op, self.bind(left, window, depth + 1), self.bind(right, window, depth + 1), at)
            case Logic(op, items, at):
                return Logic(op, self.all(items, window, depth + 1), at)
            case If(condition, then, otherwise, at):
                parts = self.all((condition, then, otherwise), window, depth + 1)
                return If(parts[0], parts[1], parts[2], at)
            case Call():
                return self.call(node, window, depth)
            case _:
                return node

    def all(self, nodes: tuple[Node, ...], window: Window, depth: int) -> tuple[Node, ...]:
        bound = []
        for node in nodes:
            bound.append(self.bind(node, window, depth))
        return tuple(bound)

    def name(self, name: Name, window: Window, depth: int) -> Node:
        symbol = self.namespace.resolve(name.parts)
        if symbol is None or not (symbol.atoms or symbol.formula):
            raise Invalid([name_fault(name, self.namespace)])
        if symbol.formula is not None:
            return self.indicator(name, symbol, symbol.formula, window, depth)
        self.nodes += len(symbol.atoms)
        first, *others = (Leaf(atom, window.first, window.last, window.up) for atom in symbol.atoms)
        return Chain(first, tuple(("+", leaf) for leaf in others), name.at) if others else first

    def indicator(self, name: Name, symbol: Symbol, formula: Node, window: Window, depth: int) -> Node:
        if symbol.code in self.path:
            raise self.refuse("formula-cycle", name, path=" → ".join([*self.path, symbol.code]))
        self.path.append(symbol.code)
        bound = self.bind(formula, window, depth + 1)
        self.path.pop()
        return bound

    def call(self, call: Call, window: Window, depth: int) -> Node:
        wrong = call_fault(call)
        if wrong is not None:
            raise Invalid([wrong])
        function = FUNCTIONS[call.function]
        count = (count_of(call) if function.counts else None) or 0
        if function.window:
            return self.bind(call.arguments[0], window.through(call.function, count), depth + 1)
        if call.function == "growth":
            return self.growth(call, window, depth)
        return Call(call.function, self.all(call.arguments, window, depth + 1), call.at)

    def growth(self, call: Call, window: Window, depth: int) -> Node:
        now = self.bind(call.arguments[0], window, depth + 2)
        before = self.bind(call.arguments[0], window.shifted(12), depth + 2)
        return Chain(Chain(now, (("/", before),), call.at), (("-", Number(1.0)),), call.at)
