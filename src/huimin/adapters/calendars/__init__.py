"""Calendars of working days, from libraries that are kept up to date and from a workspace's own file."""

from huimin.adapters.calendars.china import China
from huimin.adapters.calendars.own import OwnDay, WithOwnDays, read_own_days

__all__ = ["China", "OwnDay", "WithOwnDays", "read_own_days"]
