"""Many rows at once: COPY where the database has it, else one statement that is run for each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connections


def insert(alias: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table, in the transaction that is open."""
    connection = connections[alias]
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(row) for row in rows])


def moment(alias: str, at: datetime) -> Any:
    """A moment as the database keeps it."""
    return connections[alias].ops.adapt_datetimefield_value(at)


def highest(alias: str, table: str) -> int:
    """The highest number in use, 0 where there is none."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        return int(cursor.fetchone()[0] or 0)


def query(alias: str, text: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connections[alias].cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())
