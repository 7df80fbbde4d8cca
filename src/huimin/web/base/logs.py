"""The log of requests: one JSON line each, without anything that tells who asked or about whom.

It holds method, the name of the address (never its parts, which may be areas), status, milliseconds and bytes, and a
number that the answer carries as ``X-Request-Id`` too, so that a report of a fault finds its line.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from django.http import HttpResponse

logger = logging.getLogger("huimin.requests")
_KEPT = ("request", "method", "view", "status", "ms", "bytes")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON. Of an exception the place is told, not the message: it may quote a figure."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        # Django's own lines about requests carry the request itself under one of these names.
        kept = {name: getattr(record, name, None) for name in _KEPT}
        line |= {name: value for name, value in kept.items() if isinstance(value, (str, int, float))}
        if record.name != logger.name:
            line["message"] = _said(record)
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["where"] = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """The message; of Django's only what happened, since it goes on with the path, which may hold an area; of the
    lock-out's (axes) only its form, since what fills it in tells who tried to sign in, and from where."""
    if record.name.startswith("axes"):
        return str(record.msg)
    if record.name.startswith("django") and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])
    return record.getMessage()


def _short(path: str) -> str:
    """A file's path below the package or library it belongs to."""
    return path.rsplit("site-packages/", 1)[-1].rsplit("src/huimin/", 1)[-1]


def start() -> None:
    """Send log lines to standard error, where a service manager or container picks them up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security").setLevel(logging.ERROR)


def middleware(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Logs every request when it is answered."""

    def handle(request: Any) -> HttpResponse:
        began = time.perf_counter()
        name = token_hex(6)
        response = get_response(request)
        response["X-Request-Id"] = name
        if logger.isEnabledFor(logging.INFO):
            match = getattr(request, "resolver_match", None)
            size = 0 if response.streaming else len(response.content)
            logger.info(
                "", extra={"request": name, "method": request.method, "view": match.view_name if match else "",
                           "status": response.status_code, "ms": round(1000 * (time.perf_counter() - began), 1),
                           "bytes": size},
            )  # fmt: skip
        return response

    return handle
