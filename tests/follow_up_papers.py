"""Notices, tasks and a published run on the small city, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from site_fixtures import TODAY, Site

STRICT = """
scheme: strict
version: "1"
zh: 从严考核
en: Strict
level: county
period: year
total: 10
grades: [{code: passed, zh: 合格, en: Passed, at_least: 0%}]
ladder: [{code: yellow_card, zh: 黄牌限期整改, en: Yellow card with a deadline, below: 100%, deadline_days: 60}]
items:
- {id: S1, zh: 目标人群覆盖率, en: Coverage, points: 10, rule: {kind: at_least, of: preconception_coverage, target: 200%}}
"""


def strict_run(site: Site) -> str:
    """A published run of a scheme that nobody meets, so that its ladder has something to offer."""
    from huimin.figures.periods import Period
    from huimin.web.base import place

    (site.folder / "schemes" / "strict.yaml").write_text(STRICT, "utf-8")
    place.definitions_changed()
    return publish_run(site, place.workspace().assess("strict", Period.of("2025")).run)


def publish_run(site: Site, run: str = "") -> str:
    """A run, the city's own if none is named, as if two officers had published it."""
    from huimin.adapters.store.models import Run
    from huimin.web.base import clock
    from huimin.web.base.stages import note_run

    run = run or Run.objects.get().run
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
