"""The SQL written for formulas means the same to PostgreSQL, with the name of its type for doubles."""

from __future__ import annotations

import psycopg
import pytest

from huimin.language import bind, evaluate, parse, to_sql

FIGURES = [None, 0.0, 1.0, -1.0, 2.5, 100.0, 1.005, -7.25, 2.0**52 + 1]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "formula",
    [
        "a / b * 100",
        "a / (a + b) - 1",
        "1 / (a / b)",
        "min(a, b, 3) + max(a, b)",
        "coalesce(a / b, b, 7)",
        "reported(a / b) and not a > b or b = 0",
        "if a >= b then a else -b",
        "round(a * 1.5, 1)",
        "sqrt(a) + log(b)",
        "abs(a) <> 80% or reported(b)",
    ],
)
def test_postgres_agrees_with_the_reference(formula, postgres_url, letters):
    expression = bind(parse(formula), letters, 0, 0)
    sql = to_sql(expression, lambda leaf: f'"{leaf.atom}"', double="DOUBLE PRECISION")
    pairs = [(a, b) for a in FIGURES for b in FIGURES]
    expected = [evaluate(expression, lambda leaf, a=a, b=b: {"a": a, "b": b}[leaf.atom]) for a, b in pairs]
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TEMP TABLE t (row int, a double precision, b double precision)")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO t VALUES (%s, %s, %s)", [(n, a, b) for n, (a, b) in enumerate(pairs)])
        found = [value for (value,) in connection.execute(f"SELECT {sql} FROM t ORDER BY row").fetchall()]
    assert found == pytest.approx([None if value is None else float(value) for value in expected])
