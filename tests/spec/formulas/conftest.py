"""The small dictionary of this chapter, and formulas evaluated in all three places at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import duckdb
import numpy as np
import pytest

from huimin.findings import Finding, Invalid, Severity
from huimin.language import (
    Leaf,
    Symbol,
    bind,
    check,
    describe,
    evaluate,
    evaluate_columns,
    leaves,
    parse,
    to_sql,
)

MARCH_2012 = 2012 * 12 + 2


class Names:
    """Elements: births by sex, deaths, population, migrants, checked, funding (yuan). Indicators: the last three."""

    def __init__(self) -> None:
        self.symbols: dict[tuple[str, ...], Symbol] = {}
        for category, zh in (("male", "男"), ("female", "女")):
            atom = f"births.{category}"
            symbol = Symbol(atom, f"出生人数·{zh}", f"births · {category}", "person", (atom,))
            self.add(symbol, ("births", category), ("出生人数", zh), ("births", zh))
        whole = Symbol("births", "出生人数", "births", "person", ("births.male", "births.female"))
        self.add(whole, ("births",), ("出生人数",))
        for code, zh, unit in (
            ("deaths", "死亡人数", "person"),
            ("population", "人口", "person"),
            ("migrants", "非户籍人口", "person"),
            ("checked", "检查人数（孕前）", "person"),
            ("funding", "经费", "yuan"),
        ):
            self.add(Symbol(code, zh, code, unit, (code,)), (code,), (zh,))
        for code, zh, formula in (
            ("sex_ratio", "出生性别比", "births.male / births.female * 100"),
            ("birth_rate", "出生率", "births / population"),
            ("growth_of_births", "出生增长", "growth(births)"),
        ):
            self.add(Symbol(code, zh, code.replace("_", " "), "", formula=parse(formula)), (code,), (zh,))

    def add(self, symbol: Symbol, *names: tuple[str, ...]) -> None:
        self.symbols |= dict.fromkeys(names, symbol)

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        return self.symbols.get(parts)

    def names(self) -> Iterable[str]:
        return [".".join(parts) for parts in self.symbols]


@pytest.fixture
def names() -> Names:
    return Names()


def read_figures(text: str) -> tuple[list[str], list[str], list[list[float | None]]]:
    """The columns, the areas and the figures of an ASCII table; an empty cell was not reported."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = [[float(cell) if cell else None for cell in line[1:]] for line in lines[1:]]
    return lines[0][1:], [line[0] for line in lines[1:]], rows


def in_sql(sql: str, columns: list[str], rows: list[list[float | None]]) -> list[float | None]:
    cells = [", ".join("NULL" if v is None else f"CAST('{v!r}' AS DOUBLE)" for v in row) for row in rows]
    header = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f"({position}, {row})" for position, row in enumerate(cells))
    query = f"SELECT {sql} FROM (VALUES {values}) AS t(position, {header}) ORDER BY position"
    return [row[0] for row in duckdb.sql(query).fetchall()]


@pytest.fixture
def spec(names: Names) -> Callable[..., None]:
    """Check and evaluate a formula for every area of a table: reference, numpy and SQL must all give ``expect``."""

    def run(figures: str, formula: str, expect: dict[str, float | bool | None]) -> None:
        columns, areas, rows = read_figures(figures)
        node = parse(formula)
        checked = check(node, names)
        expression = bind(node, names, MARCH_2012, MARCH_2012)
        tables = [dict(zip(columns, row, strict=True)) for row in rows]
        reference = [evaluate(expression, lambda leaf, row=row: row.get(leaf.atom)) for row in tables]
        arrays = {
            column: np.array([math.nan if row[i] is None else row[i] for row in rows])
            for i, column in enumerate(columns)
        }
        missing = np.full(len(rows), math.nan)
        fast = evaluate_columns(expression, lambda leaf: arrays.get(leaf.atom, missing), len(rows))
        sql = to_sql(expression, lambda leaf: f'"{leaf.atom}"' if leaf.atom in columns else "CAST(NULL AS DOUBLE)")
        wanted = [expect[area] for area in areas]
        assert reference == pytest.approx(wanted)
        if checked.truth:
            assert all(value is None or isinstance(value, bool) for value in reference)
        as_numbers = [None if value is None else float(value) for value in wanted]
        assert [None if math.isnan(value) else value for value in fast] == pytest.approx(as_numbers)
        assert in_sql(sql, columns, rows) == pytest.approx(as_numbers)

    return run


@pytest.fixture
def faults(names: Names) -> Callable[[str], list[tuple[str, int]]]:
    """The codes and columns of everything that is wrong with a formula."""

    def found(formula: str) -> list[tuple[str, int]]:
        return [(finding.code, finding.place.column) for finding in all_faults(formula, names)]

    return found


def all_faults(formula: str, names: Names) -> tuple[Finding, ...]:
    try:
        check(parse(formula), names)
    except Invalid as invalid:
        return tuple(finding for finding in invalid.findings if finding.severity is Severity.ERROR)
    return ()


@pytest.fixture
def findings(names: Names) -> Callable[[str], tuple[Finding, ...]]:
    """The findings of severity error of a formula."""
    return lambda formula: all_faults(formula, names)


@pytest.fixture
def spans(names: Names) -> Callable[..., list[str]]:
    """The figures a formula needs when it is evaluated for months ``first`` to ``last`` (``2012-03``)."""

    def month(code: str) -> int:
        return int(code[:4]) * 12 + int(code[5:]) - 1

    def text(leaf: Leaf) -> str:
        first, last = (f"{number // 12}-{number % 12 + 1:02d}" for number in (leaf.first, leaf.last))
        return f"{leaf.atom} {first}..{last}" + " of the parent" * leaf.up

    def run(formula: str, first: str, last: str) -> list[str]:
        return [text(leaf) for leaf in leaves(bind(parse(formula), names, month(first), month(last)))]

    return run


@pytest.fixture
def words(names: Names) -> Callable[..., str]:
    """A formula in words, with figures where they are given."""

    def run(formula: str, lang: str, figures: dict[str, float | None] | None = None) -> str:
        value_of = None if figures is None else (lambda leaf: figures.get(leaf.atom))
        return describe(parse(formula), names, lang, value_of, MARCH_2012, MARCH_2012)

    return run
