"""A run taken through its stages on the small city, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import override_settings

from site_fixtures import TODAY, Site


def published_run(site: Site, run: str) -> Any:
    """The stage of a run that one officer opened for replies until yesterday and another published today."""
    from huimin.web.assessment import actions

    yesterday = TODAY - timedelta(days=1)
    with override_settings(HUIMIN_TODAY=yesterday):
        actions.open_for_reply(site.people["city_officer"], run, yesterday)
    return actions.publish(site.people["second_officer"], run)
