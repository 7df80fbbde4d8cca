"""Notices, tasks and a published run on the small city, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from site_fixtures import TODAY, Site


def publish_run(site: Site) -> str:
    """The city's run, as if two officers had published it."""
    from huimin.adapters.store.models import Run
    from huimin.web.base import clock
    from huimin.web.base.stages import note_run

    run = Run.objects.get().run
    stage = note_run(run, site.people["city_officer"])
    stage.stage, stage.published_by, stage.published_at = "published", site.people["second_officer"], clock.now()
    stage.save()
    return run


def issue_notice(
    site: Site, area: str, owner: str = "county_reviewer", due: date = TODAY + timedelta(days=9), issue: bool = True
) -> Any:
    """An order to rectify with one task, written by the city's officer."""
    from huimin.web.follow_up import actions
    from huimin.workflow.tasks import Deed

    officer = site.people["city_officer"]
    said = actions.Said("rectification", area, "Late reports", "Please see to it.", due)
    notice = actions.draft(officer, said)
    asked = actions.Asked(area, "Send what is missing", "", str(site.people[owner].pk), due)
    task = actions.add_task(officer, asked, notice)
    if issue:
        actions.carry(officer, notice, Deed.ISSUE, "")
        notice.refresh_from_db()
    return notice, task
