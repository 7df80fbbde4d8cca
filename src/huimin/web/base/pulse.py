"""Whether a kept connection to a database server still lives: asked now and then, not at every request.

Django asks before the first query of each request, which costs a round trip of the four or five that a page takes. A
connection that answered within the last seconds is trusted; one that broke meanwhile costs one failed request, after
which Django opens a new one.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.signals import request_started
from django.db import connections

TRUSTED = 5.0  # seconds
_ASKED = "huimin_asked_at"


def trust_recent(**_: Any) -> None:
    """Leave out the check where the last one is recent. Runs when a request starts, after Django's own receiver."""
    now = time.monotonic()
    for connection in connections.all(initialized_only=True):
        if not connection.health_check_enabled:
            continue
        if now - getattr(connection, _ASKED, -TRUSTED) < TRUSTED:
            connection.health_check_done = True
        else:
            setattr(connection, _ASKED, now)


def listen() -> None:
    """Begin to look at every request."""
    request_started.connect(trust_recent, dispatch_uid="huimin-pulse")
