"""Indicators stacked on indicators stay within bounds of depth and size, whatever is written."""

from __future__ import annotations

import duckdb
import pytest

from huimin.findings import Invalid
from huimin.language import Leaf, Symbol, bind, check, evaluate, leaves, parse, ratio, to_sql, to_text


class Stack:
    """``i0`` is an element; ``i1`` is ``formula`` of ``i0``, ``i2`` of ``i1`` and so on."""

    def __init__(self, formula: str) -> None:
        self.formula = formula

    def resolve(self, parts):
        level = int(parts[0][1:])
        below = parse(self.formula.replace("x", f"i{level - 1}")) if level else None
        return Symbol(parts[0], parts[0], parts[0], "1", () if level else ("i0",), below)

    def names(self):
        return []


def test_a_tall_stack_is_refused_and_a_modest_one_is_not():
    assert evaluate(bind(parse("i20"), Stack("x + 1"), 0, 0), lambda leaf: 1.0) == 21
    for level in ("i200", "i2000"):
        with pytest.raises(Invalid, match="nested too deep"):
            check(parse(level), Stack("x + 1"))
        with pytest.raises(Invalid, match="nested too deep"):
            bind(parse(level), Stack("x + 1"), 0, 0)


@pytest.mark.parametrize("formula", ["x + x + x", "growth(x)", "if x > 0 then x else -x"])
def test_a_stack_that_doubles_at_every_level_is_refused_before_it_fills_the_memory(formula):
    assert check(parse("i30"), Stack(formula)).unit.pure
    with pytest.raises(Invalid, match="too large"):
        bind(parse("i30"), Stack(formula), 0, 0)


@pytest.mark.parametrize(
    "text",
    ["round(" * 40 + "i0 * 2" + ", 2)" * 40, "1/(" * 50 + "i0" + ")" * 50, "+".join(["i0"] * 600)],
    ids=lambda text: f"{text[:20]} {len(text)}",
)
def test_sql_that_would_grow_beyond_bounds_is_refused(text):
    nested = parse(text)
    with pytest.raises(Invalid, match="too large"):
        to_sql(bind(nested, Stack(""), 0, 0), lambda leaf: leaf.atom)


@pytest.mark.parametrize(
    "text",
    ["+".join(["i0"] * 250), "/".join(["i0"] * 400), "1/(" * 6 + "i0" + ")" * 6, "min(1,i0-" * 6 + "i0" + ")" * 6,
     " or ".join(["i0 > 1"] * 400), "if i0>1 then 1 else " * 55 + "2", "sqrt(abs(" * 9 + "i0" + "))" * 9],
    ids=lambda text: f"{text[:20]} {len(text)}",
)  # fmt: skip
def test_sql_within_the_bounds_is_accepted_by_the_engine(text):
    expression = bind(parse(text), Stack(""), 0, 0)
    sql = to_sql(expression, lambda leaf: leaf.atom)
    expected = evaluate(expression, lambda leaf: 3.0)
    ((found,),) = duckdb.sql(f"SELECT {sql} FROM (SELECT CAST('3' AS DOUBLE) AS i0)").fetchall()
    assert found == pytest.approx(float(expected))


def test_leaves_are_sorted_and_each_comes_once():
    node = parse("growth(i0) + i0 + parent(i0)")
    assert leaves(bind(node, Stack(""), 12, 14)) == (
        Leaf("i0", 0, 2),
        Leaf("i0", 12, 14),
        Leaf("i0", 12, 14, 1),
    )


def test_a_ratio_can_be_made_without_text():
    assert to_text(ratio(parse("a + b"), parse("c / d"), 1000)) == "(a + b) / (c / d) * 1000"
    assert ratio(parse("a"), parse("b")) == parse("a / b")
