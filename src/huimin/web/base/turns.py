"""Waiting one's turn to write. SQLite has one writer; whoever finds it busy sleeps and tries again, each time longer:
under a storm some wait many times as long as others. Here they queue, across threads and processes, and are woken.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from huimin.web.base import place


@contextmanager
def turn() -> Iterator[None]:
    """Begin a transaction that writes much within this. On PostgreSQL, which has many writers, nobody waits.

    The lock is the kernel's, on an open file: it goes with the process, however that ends.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = place.folder() / "data" / "writing.lock"
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
