"""``/health``: 200 where everything the site needs is there, else 503. Tells no names and no paths."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from huimin import __version__
from huimin.web.base import place
from huimin.web.base.access import open_to_all

ROOM = 200 * 1024 * 1024
"""Bytes that must be free on the disk of the workspace: a day's uploads of a large city."""


@open_to_all
@require_safe
def health(request: Any) -> HttpResponse:
    """Ask each part whether it is well; a part that raises is not."""
    parts = {name: _well(ask) for name, ask in CHECKS.items()}
    well = all(parts.values())
    answer = JsonResponse({"well": well, "version": __version__, "parts": parts}, status=200 if well else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def _well(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except Exception:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _definitions() -> bool:
    return len(place.definitions().areas) > 0


def _disk() -> bool:
    return shutil.disk_usage(place.folder()).free > ROOM


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "tables": _migrations,
    "definitions": _definitions,
    "disk": _disk,
}
