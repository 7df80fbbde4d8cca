"""The highest number in use: asked for several times a file, hence in plain SQL."""

from __future__ import annotations

from django.db import connections

_HIGHEST = {
    "submission": "SELECT max(number) FROM store_submission",
    "report": "SELECT max(id) FROM store_report",
}


def highest(alias: str, what: str) -> int:
    """The highest number of a ``submission`` or ``report``, 0 where there is none."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_HIGHEST[what])
        return int(cursor.fetchone()[0] or 0)
