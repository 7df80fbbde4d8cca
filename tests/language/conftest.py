"""Random well-formed formulas: numbers and statements over four names, one of two columns and one an indicator."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import strategies as st

from huimin.language import (
    Call,
    Chain,
    Compare,
    If,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Number,
    Symbol,
    parse,
)


class Letters:
    """``a`` and ``b`` are columns, ``c`` is the sum of two, ``d`` an indicator."""

    symbols = {
        "a": Symbol("a", "甲", "a", "1", ("a",)),
        "b": Symbol("b", "乙", "b", "1", ("b",)),
        "c": Symbol("c", "丙", "c", "1", ("c.x", "c.y")),
        "d": Symbol("d", "丁", "d", "1", formula=parse("a / b + last_year(c)")),
    }

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        return self.symbols.get(parts[0]) if len(parts) == 1 else None

    def names(self) -> Iterable[str]:
        return list(self.symbols)


LITERALS = [
    "0",
    "1",
    "2",
    "3",
    "100",
    "0.5",
    "0.005",
    "12.345",
    "80%",
    "8‰",
    "66.6%",
    "1000000",
    "4503599627370497",
]
WINDOWS = ["ytd", "year", "last_year", "parent", "previous", "growth"]


def formulas() -> st.SearchStrategy[Node]:
    """Any well-formed formula, number or statement."""
    names = st.sampled_from("abcd").map(lambda letter: Name((letter,)))
    literals = st.sampled_from(LITERALS).map(parse)
    numbers: st.SearchStrategy[Node] = st.deferred(
        lambda: st.one_of(names, literals, _numbers(numbers, truths))
    )
    truths: st.SearchStrategy[Node] = st.deferred(lambda: _truths(numbers, truths))
    return st.one_of(numbers, truths)


def _numbers(numbers: st.SearchStrategy[Node], truths: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def chain(ops: str) -> st.SearchStrategy[Node]:
        steps = st.lists(st.tuples(st.sampled_from(ops), numbers), min_size=1, max_size=3).map(tuple)
        return st.builds(Chain, numbers, steps)

    several = st.lists(numbers, min_size=2, max_size=3).map(tuple)
    count = st.integers(1, 13).map(lambda n: Number(float(n)))
    return st.one_of(
        chain("+-"),
        chain("*/"),
        st.builds(Negate, numbers),
        st.builds(If, truths, numbers, numbers),
        st.builds(Call, st.sampled_from(["min", "max", "coalesce"]), several),
        st.builds(Call, st.sampled_from(["abs", "sqrt", *WINDOWS]), st.tuples(numbers)),
        st.builds(
            Call, st.just("round"), st.tuples(numbers, st.integers(0, 6).map(lambda n: Number(float(n))))
        ),
        st.builds(Call, st.sampled_from(["rolling", "years_ago", "previous"]), st.tuples(numbers, count)),
    )


def _truths(numbers: st.SearchStrategy[Node], truths: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    several = st.lists(truths, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Compare, signs, numbers, numbers),
        st.builds(Call, st.just("reported"), st.tuples(numbers | truths)),
        st.builds(Not, truths),
        st.builds(Logic, st.sampled_from(["and", "or"]), several),
        st.builds(If, truths, truths, truths),
        st.builds(Call, st.just("coalesce"), several),
    )


@pytest.fixture(scope="session")
def formula_strategy() -> st.SearchStrategy[Node]:
    return formulas()


@pytest.fixture(scope="session")
def letters() -> Letters:
    return Letters()
