"""Which runs are published. The site keeps that in its own table; a database that no site has used has none."""

from __future__ import annotations

from django.db import connections

_TABLE = "base_runstage"


def published_runs(alias: str) -> frozenset[str]:
    """The names of the runs that a second person has published on the site."""
    connection = connections[alias]
    if _TABLE not in connection.introspection.table_names():
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT run FROM {_TABLE} WHERE stage = %s", ["published"])
        return frozenset(row[0] for row in cursor.fetchall())


def has_stages(alias: str) -> bool:
    """Whether a site has used the database, so that runs are published there and not by naming them."""
    return _TABLE in connections[alias].introspection.table_names()
