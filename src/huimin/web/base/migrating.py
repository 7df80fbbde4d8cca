"""The tables of the site and of the figure store, made or brought up to date."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command

from huimin.adapters.store.address import Address


def bring_up_to_date() -> None:
    """Apply every migration that the database has not seen. Safe to call at every start."""
    Address.of(settings.HUIMIN_DATABASE).make_room()
    call_command("migrate", verbosity=0, interactive=False)
