"""What time it is: now, or the same time of the day that a demonstration takes for today."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def zone() -> ZoneInfo:
    """The offices' time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def now() -> datetime:
    """The moment, in the offices' time zone. On a demonstration's day the clock goes on, the day stays."""
    moment = datetime.now(zone())
    day: date | None = settings.HUIMIN_TODAY
    return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)


def today() -> date:
    """The day, where the offices are."""
    return now().date()
