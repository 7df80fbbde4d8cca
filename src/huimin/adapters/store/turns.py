"""Taking turns: who saves figures, and who decides about reports, does so one after the other."""

from __future__ import annotations

from django.db import connections

# Any number will do, as long as all who wait for their turn use the same one ("huimin" in ASCII).
_LOCK = int.from_bytes(b"huimin", "big")


def wait_for_turn(alias: str) -> None:
    """Wait until nobody else saves or decides, and let nobody until the end of this transaction.

    SQLite has one writer anyway (transactions begin as ``IMMEDIATE``).
    """
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
