"""The formula tree: frozen nodes that compare by meaning, each knowing the stretch of text it came from.

A chain such as ``a - b + c`` is one node however long it is, so that depth is depth of nesting. The same
nodes serve before and after binding: a formula holds :class:`Name`, a bound expression holds :class:`Leaf`
in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class Span(NamedTuple):
    """A stretch of the original text: 0-based, ``end`` not included."""

    start: int = 0
    end: int = 0

    @property
    def column(self) -> int:
        """The 1-based place of its first character; 0 where the node was not read from text."""
        return self.start + 1 if self.end else 0


NOWHERE = Span()


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written. ``value`` counts the mark in: ``80%`` is ``Number(0.8, "%")``.

    A number with a mark (``%`` or ``‰``) is a pure number; one without fits any unit.
    """

    value: float
    mark: str = ""
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name, by its dotted parts: ``births.male`` is ``("births", "male")``."""

    parts: tuple[str, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """One column over a span of months (month numbers, both included), ``up`` levels above the area."""

    atom: str
    first: int
    last: int
    up: int = 0


@dataclass(frozen=True, slots=True)
class Negate:
    """Minus a number."""

    value: Node
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """``first`` and then, from left to right, steps of one rank: ``+`` and ``-``, or ``*`` and ``/``."""

    first: Node
    rest: tuple[tuple[str, Node], ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def additive(self) -> bool:
        """Whether the steps are ``+`` and ``-``."""
        return self.rest[0][0] in "+-"


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two numbers; ``op`` is one of :data:`COMPARISONS`."""

    op: str
    left: Node
    right: Node
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a statement."""

    value: Node
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """Statements joined by ``and`` or by ``or``."""

    op: str
    items: tuple[Node, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class If:
    """One of two values, by a statement."""

    condition: Node
    then: Node
    otherwise: Node
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function. ``function`` is the English name where the function is known, else the name as written."""

    function: str
    arguments: tuple[Node, ...]
    at: Span = field(default=NOWHERE, compare=False, repr=False)


Node: TypeAlias = Number | Name | Leaf | Negate | Chain | Compare | Not | Logic | If | Call
Expression: TypeAlias = Node
"""A node without names: what :func:`huimin.language.bind` returns."""


def column_of(node: Node) -> int:
    """The 1-based column where a node was read; 0 where it was not read from text."""
    return 0 if isinstance(node, Leaf) else node.at.column


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside ``node``, from left to right."""
    match node:
        case Negate(value) | Not(value):
            return (value,)
        case Chain(first, rest):
            return (first, *[step for _, step in rest])
        case Compare(_, left, right):
            return (left, right)
        case Logic(_, items):
            return items
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node of the tree with its depth (the root has 1), parents before children. Does not recurse."""
    stack = [(node, 1)]
    while stack:
        here, depth = stack.pop()
        yield here, depth
        stack.extend((child, depth + 1) for child in reversed(children(here)))


def is_truth(node: Node) -> bool:
    """Whether a bound expression is a statement (true, false or not known) and not a number."""
    while True:
        match node:
            case Compare() | Logic() | Not() | Call("reported"):
                return True
            case If(_, then, _):
                node = then
            case Call("coalesce", arguments) if arguments:
                node = arguments[0]
            case _:
                return False


def leaves(expression: Expression) -> tuple[Leaf, ...]:
    """The leaves of a bound expression, sorted, each once."""
    return tuple(sorted({node for node, _ in walk(expression) if isinstance(node, Leaf)}))


def names(node: Node) -> tuple[Name, ...]:
    """The names a formula uses, in the order of the text, each once."""
    return tuple(dict.fromkeys(here for here, _ in walk(node) if isinstance(here, Name)))


def ratio(numerator: Node, denominator: Node, per: float = 1.0) -> Node:
    """The formula ``numerator / denominator * per`` (without the last step where ``per`` is 1)."""
    steps: tuple[tuple[str, Node], ...] = (("/", denominator),)
    return Chain(numerator, steps if per == 1 else (*steps, ("*", Number(per))))
