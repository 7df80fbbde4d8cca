"""The working days of a workspace: those of its country, with its own file laid over them."""

from __future__ import annotations

from pathlib import Path

from huimin.adapters.calendars import China, WithOwnDays, read_own_days
from huimin.adapters.calendars.own import FILE
from huimin.adapters.definitions.workspace import read_settings
from huimin.workflow.days import MondayToFriday


def calendar_of(folder: Path) -> WithOwnDays:
    """The calendar that ``huimin.yaml`` names (``calendar:``), and over it the days of ``calendar.csv``."""
    own, faults = read_own_days(folder / FILE)
    below = MondayToFriday() if read_settings(folder).calendar == "weekdays" else China()
    return WithOwnDays(below, own, faults)
