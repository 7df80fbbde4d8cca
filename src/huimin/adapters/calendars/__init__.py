"""Calendars of working days, from libraries that are kept up to date."""
