"""Queries that every request makes, put into SQL once.

Django builds the text of a query anew each time, which costs several times as much as the database takes to answer a
look-up by key. Here a query set is compiled once a connection, with marks in the place of what varies; rows come back
through Django's own converters as the same objects.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
_KEPT = "huimin_prepared"


class Prepared(Generic[M]):
    """A query for whole rows of one table, filtered by values given at each call.

    ``make`` gives the query set with any value where one is to be given, one condition in each ``filter`` (several in
    one are put into an order of Django's own); ``columns`` names the column of each, in the same order.
    """

    def __init__(self, make: Callable[[], models.QuerySet[M]], columns: tuple[str, ...]) -> None:
        self._make, self._columns = make, columns

    def __call__(self, *values: Any) -> list[M]:
        """The rows."""
        kept = connection.__dict__.setdefault(_KEPT, {})
        found = kept.get(self)
        if found is None:
            found = kept[self] = self._compiled()
        compiler, sql, converters, names, model, fields = found
        given = [field.get_db_prep_value(value, connection) for field, value in zip(fields, values, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        if converters:
            rows = compiler.apply_converters(rows, converters)
        return [model.from_db(connection.alias, names, list(row)) for row in rows]

    def _compiled(self) -> tuple[Any, ...]:
        query = self._make()
        compiler = query.query.get_compiler(connection.alias)
        sql, marks = compiler.as_sql()
        assert len(marks) == len(self._columns), "a query with other values than those that are given"
        converters = compiler.get_converters([select for select, _, _ in compiler.select])
        names = [select.target.attname for select, _, _ in compiler.select]
        fields = [query.model._meta.get_field(name) for name in self._columns]
        return compiler, sql, converters, names, query.model, fields
