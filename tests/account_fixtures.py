"""Fixtures for tests of accounts: other settings of the site, and a clock of sessions that can be turned on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from site_fixtures import PASSWORD


@pytest.fixture
def settings_with():
    """``with settings_with(second_factor="required"):`` changes what ``site:`` of huimin.yaml says."""

    def changed(**values: Any) -> AbstractContextManager:
        return override_settings(HUIMIN_SITE=replace(settings.HUIMIN_SITE, **values))

    return changed


@pytest.fixture
def wait(monkeypatch):
    """``wait(minutes=61)`` lets time pass for sessions."""
    from huimin.web.base import sessions

    passed, real = [0.0], sessions.seconds

    def turn(minutes: float = 0, hours: float = 0) -> None:
        passed[0] += minutes * 60 + hours * 3600

    monkeypatch.setattr(sessions, "seconds", lambda: real() + passed[0])
    return turn


@pytest.fixture
def quick_site(own_site):
    """A site of a test's own where wrong and right passwords are told apart at once."""
    for name in ("auditor", "neighbour", "city_officer", "village_reporter"):
        person = own_site.people[name]
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    return own_site
