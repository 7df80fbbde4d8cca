"""Random well-formed formulas: numbers and statements over four names, one of two columns and one an indicator."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import strategies as st

from huimin.language import Call, Chain, Compare, If, Logic, Name, Negate, Node, Not, Number, Symbol, parse

LITERALS = ["0", "1", "2", "3", "100", "0.5", "0.005", "12.345", "80%", "8‰", "66.6%", "4503599627370497"]
WINDOWS = ["ytd", "year", "last_year", "parent", "previous", "growth"]
SIGNS = ["=", "!=", "<", "<=", ">", ">="]
DEEPEST = 6


class Letters:
    """``a`` and ``b`` are columns, ``c`` is the sum of two, ``d`` an indicator."""

    def __init__(self) -> None:
        self.symbols = {
            "a": Symbol("a", "甲", "a", "1", ("a",)),
            "b": Symbol("b", "乙", "b", "1", ("b",)),
            "c": Symbol("c", "丙", "c", "1", ("c.x", "c.y")),
            "d": Symbol("d", "丁", "d", "1", formula=parse("a / b + last_year(c)")),
        }

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        return self.symbols.get(parts[0]) if len(parts) == 1 else None

    def names(self) -> Iterable[str]:
        return list(self.symbols)


class Tape:
    """Turns a string of bytes into a formula: each byte decides what comes next, an empty tape ends in names.

    Building from bytes is far quicker than from nested strategies, and shrinks as well.
    """

    def __init__(self, data: bytes) -> None:
        self.data = list(reversed(data))

    def below(self, limit: int) -> int:
        return self.data.pop() % limit if self.data else 0

    def one_of(self, options: list[str] | str) -> str:
        return options[self.below(len(options))]

    def numbers(self, depth: int) -> tuple[Node, ...]:
        return tuple(self.number(depth) for _ in range(2 + self.below(2)))

    def truths(self, depth: int) -> tuple[Node, ...]:
        return tuple(self.truth(depth) for _ in range(2 + self.below(2)))

    def chain(self, ops: str, depth: int) -> Node:
        steps = tuple((self.one_of(ops), self.number(depth)) for _ in range(1 + self.below(3)))
        return Chain(self.number(depth), steps)

    def number(self, depth: int = 1) -> Node:
        choice = self.below(16) if depth < DEEPEST and self.data else self.below(2)
        match choice:
            case 0 | 2 | 3:
                return Name((self.one_of("abcd"),))
            case 1:
                return parse(self.one_of(LITERALS))
            case 4 | 5:
                return self.chain("+-", depth + 1)
            case 6 | 7:
                return self.chain("*/", depth + 1)
            case 8:
                return Negate(self.number(depth + 1))
            case 9:
                return If(self.truth(depth + 1), self.number(depth + 1), self.number(depth + 1))
            case 10 | 11:
                return Call(self.one_of(["min", "max", "coalesce"]), self.numbers(depth + 1))
            case 12:
                return Call(self.one_of(["abs", "sqrt"]), (self.number(depth + 1),))
            case 13:
                return Call("round", (self.number(depth + 1), Number(float(self.below(7)))))
            case 14:
                return Call(self.one_of(WINDOWS), (self.number(depth + 1),))
            case _:
                count = Number(float(1 + self.below(13)))
                return Call(self.one_of(["rolling", "years_ago", "previous"]), (self.number(depth + 1), count))

    def truth(self, depth: int = 1) -> Node:
        choice = self.below(8) if depth < DEEPEST else 0
        match choice:
            case 0 | 1 | 2:
                return Compare(self.one_of(SIGNS), self.number(depth + 1), self.number(depth + 1))
            case 3:
                of = self.number if self.below(2) else self.truth
                return Call("reported", (of(depth + 1),))
            case 4:
                return Not(self.truth(depth + 1))
            case 5:
                return Logic(self.one_of(["and", "or"]), self.truths(depth + 1))
            case 6:
                return If(self.truth(depth + 1), self.truth(depth + 1), self.truth(depth + 1))
            case _:
                return Call("coalesce", self.truths(depth + 1))

    def formula(self) -> Node:
        return self.truth() if self.below(3) == 2 else self.number()


@pytest.fixture(scope="session")
def formula_strategy() -> st.SearchStrategy[Node]:
    """Any well-formed formula, number or statement."""
    return st.binary(min_size=8, max_size=80).map(lambda data: Tape(data).formula())


@pytest.fixture(scope="session")
def letters() -> Letters:
    return Letters()
