"""From nodes back to text that reads to the same nodes: ``parse(to_text(node)) == node``."""

from __future__ import annotations

from decimal import Decimal

from huimin.language.nodes import Call, Chain, Compare, If, Leaf, Logic, Name, Negate, Node, Not, Number
from huimin.language.text import quote

_POINTS = {"": 0, "%": 2, "‰": 3}


def rank(node: Node) -> int:
    """How tightly a node holds together: an operand of lower or equal rank stands in brackets."""
    match node:
        case If():
            return 0
        case Logic(op):
            return 1 if op == "or" else 2
        case Not():
            return 3
        case Compare():
            return 4
        case Chain():
            return 5 if node.additive else 6
        case Negate():
            return 7
        case Number(value):
            return 7 if value < 0 else 8
        case _:
            return 8


def literal(number: Number) -> str:
    """A number as it is written, without an exponent: ``12``, ``0.5``, ``80%``."""
    digits = format(Decimal(repr(number.value)).scaleb(_POINTS[number.mark]), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits + number.mark


def to_text(node: Node) -> str:
    """The formula in the plain English notation of the language."""
    match node:
        case Number():
            return literal(node)
        case Name(parts):
            written = [quote(part, head=index == 0) for index, part in enumerate(parts)]
            return ".".join(written)
        case Leaf(atom):
            return quote(atom)
        case Negate(value):
            return "-" + _within(value, 6)
        case Not(value):
            return "not " + _within(value, 2)
        case Chain(first, rest):
            return _joined(node, first, rest)
        case Compare(op, left, right):
            return f"{_within(left, 4)} {op} {_within(right, 4)}"
        case Logic(op, items):
            return f" {op} ".join(map(_item, [rank(node)] * len(items), items))
        case If(condition, then, otherwise):
            return f"if {to_text(condition)} then {to_text(then)} else {to_text(otherwise)}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(to_text, arguments))})"


def _joined(chain: Chain, first: Node, rest: tuple[tuple[str, Node], ...]) -> str:
    words = [_within(first, rank(chain))]
    for op, step in rest:
        words += [op, _within(step, rank(chain))]
    return " ".join(words)


def _item(outer: int, node: Node) -> str:
    return _within(node, outer)


def _within(node: Node, outer: int) -> str:
    text = to_text(node)
    return f"({text})" if rank(node) <= outer else text
