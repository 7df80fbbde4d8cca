"""Deadlines in working days: the workspace's calendar, kept until its files change, and what is left in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huimin.adapters.calendars.own import FILE, WithOwnDays
from huimin.web.base import clock, place
from huimin.web.base.words import say
from huimin.workflow.days import due, left

_kept: dict[str, tuple[tuple[int, ...], WithOwnDays]] = {}


def calendar() -> WithOwnDays:
    """The working days of the workspace."""
    folder = place.folder()
    stamp = tuple(_changed(folder / name) for name in (FILE, "huimin.yaml"))
    known = _kept.get(str(folder))
    if known is None or known[0] != stamp:
        known = _kept[str(folder)] = (stamp, place.workspace().calendar())
    return known[1]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def deadline(days: int) -> date:
    """The last day of a deadline of so many days that begins today: today does not count, the last is worked."""
    return due(clock.today(), days, calendar())


def working_days_left(last: date | None, lang: str) -> str:
    """How many working days are left until a day, in words; empty where it is over, today, or far away."""
    if last is None or not 1 <= (last - clock.today()).days <= 366:
        return ""
    found = left(clock.today(), last, calendar())
    return say(lang, "base.working-days-left" if found.sure else "base.working-days-guessed", count=found.working)
