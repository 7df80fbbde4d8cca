"""On generated formulas and figures the reference, numpy and SQL give the same, missing figures and extremes included."""

from __future__ import annotations

import math

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huimin.language import bind, compile_columns, describe, evaluate, leaves, parse, to_sql, to_text

FIRST, LAST = 2012 * 12 + 3, 2012 * 12 + 5
FIGURES = [
    None,
    0.0,
    1.0,
    -1.0,
    2.0,
    2.5,
    3.0,
    0.1,
    0.2,
    0.3,
    100.0,
    1.005,
    33.0,
    -7.25,
    1e90,
    -1e90,
    5e-324,
    2.0**52 + 1,
]
ROWS = 8


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.execute("SET threads = 1")
        yield opened


def agree(expected: float | bool | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is None and found is None
    return format(float(expected), ".12g").lstrip("-") == format(found, ".12g").lstrip("-") and (
        expected == 0 or math.copysign(1, expected) == math.copysign(1, found)
    )


def in_sql(connection, expression, needed, figures):
    columns = {leaf: f"v{position}" for position, leaf in enumerate(needed)}
    sql = to_sql(expression, columns.__getitem__)
    rows = []
    for row in range(ROWS):
        cells = ("NULL" if (v := figures[leaf][row]) is None else repr(v) for leaf in needed)
        rows.append("(" + ", ".join([str(row), *(f"CAST('{c}' AS DOUBLE)" if c != "NULL" else c for c in cells)]) + ")")
    header = ", ".join(["row", *columns.values()])
    query = f"SELECT {sql} FROM (VALUES {', '.join(rows)}) AS t({header}) ORDER BY row"
    return [value for (value,) in connection.execute(query).fetchall()]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reference_columns_and_sql(data, connection, formula_strategy, letters):
    node = data.draw(formula_strategy)
    expression = bind(node, letters, FIRST, LAST)
    needed = leaves(expression)
    drawn = data.draw(st.binary(min_size=ROWS, max_size=12 * ROWS))
    figures = {
        leaf: [FIGURES[drawn[(position * ROWS + row) % len(drawn)] % len(FIGURES)] for row in range(ROWS)]
        for position, leaf in enumerate(needed)
    }
    arrays = {leaf: np.array([math.nan if v is None else v for v in values]) for leaf, values in figures.items()}

    expected = [evaluate(expression, lambda leaf, row=row: figures[leaf][row]) for row in range(ROWS)]
    by_numpy = compile_columns(expression)(arrays.__getitem__, ROWS)
    by_sql = in_sql(connection, expression, needed, figures)

    assert by_numpy.shape == (ROWS,)
    assert by_numpy.dtype == np.float64
    for truth, fast, sql in zip(expected, by_numpy.tolist(), by_sql, strict=True):
        assert agree(truth, None if math.isnan(fast) else fast), (to_text(node), truth, fast)
        assert agree(truth, sql), (to_text(node), truth, sql)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_text_made_from_a_formula_reads_back_as_the_formula(data, formula_strategy):
    node = data.draw(formula_strategy)
    assert parse(to_text(node)) == node


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_formula_can_be_put_into_words(data, formula_strategy, letters):
    node = data.draw(formula_strategy)
    for lang in ("zh", "en"):
        assert describe(node, letters, lang)
        assert describe(node, letters, lang, lambda leaf: None, FIRST, LAST)


@pytest.mark.parametrize("text", ["log(a)", "round(log(a), 3)", "log(a) > 0", "sqrt(log(a))"])
def test_logarithms_agree_to_twelve_digits(text, connection, letters):
    expression = bind(parse(text), letters, FIRST, LAST)
    (leaf,) = leaves(expression)
    figures = {leaf: [None, 0.0, -1.0, 1.0, 2.5, 1e308, 5e-324, 0.9]}
    array = np.array([math.nan if v is None else v for v in figures[leaf]])
    expected = [evaluate(expression, lambda leaf, row=row: figures[leaf][row]) for row in range(ROWS)]
    by_numpy = compile_columns(expression)(lambda leaf: array, ROWS).tolist()
    by_sql = in_sql(connection, expression, (leaf,), figures)
    for truth, fast, sql in zip(expected, by_numpy, by_sql, strict=True):
        assert agree(truth, None if math.isnan(fast) else fast)
        assert agree(truth, sql)
