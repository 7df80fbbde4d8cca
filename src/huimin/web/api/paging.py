"""Lists in pages: every call that answers a list takes ``page`` and ``limit``."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

from ninja import Field, Schema

MOST, USUAL = 1000, 100


class Paged(Schema):
    """Which page of a list, and how long a page is."""

    page: int = Field(1, ge=1, le=1_000_000, description="from 1")
    limit: int = Field(USUAL, ge=1, le=MOST, description=f"entries a page, {MOST} at most")


def paged(rows: Any, wish: Paged, made: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """One page of a sequence or query; only its own rows are made."""
    count = rows.count() if hasattr(rows, "model") else len(rows)
    first = (wish.page - 1) * wish.limit
    return {
        "count": count, "page": wish.page, "pages": max(1, ceil(count / wish.limit)),
        "items": [made(row) for row in rows[first : first + wish.limit]],
    }  # fmt: skip
