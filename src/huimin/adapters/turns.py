"""Taking turns in a database: those who wait for the same thing write one after the other."""

from __future__ import annotations

from django.db import connections


def wait_for_turn(alias: str, what: str) -> None:
    """Wait until nobody else has the turn for ``what``, and keep it until the end of the transaction that is open.

    SQLite has one writer anyway (transactions begin as ``IMMEDIATE``).

    Args:
        what: up to eight letters; all who wait for one another name the same.
    """
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(what.encode("ascii"), "big")])
