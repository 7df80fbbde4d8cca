"""What the accounts do for other screens: count how often an address knocks, at any door of the site."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from huimin.web.accounts import doors


def knocked_out(request: Any, door: str, most: int, within: timedelta) -> datetime | None:
    """Until when this address has knocked too often at a door; None where it may knock again."""
    return doors.closed_until(request, (door, most, within))


def knock(request: Any, door: str, most: int, within: timedelta) -> None:
    """Count one more try at a door."""
    doors.knock(request, (door, most, within))
