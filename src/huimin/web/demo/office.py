"""The office of a demonstration: a published assessment, one open for reply, a notice, a round of judging."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from huimin.figures.periods import Period
from huimin.web.assessment import actions as assessment
from huimin.web.base import clock, place
from huimin.web.base.models import Person
from huimin.web.base.stages import Stage, all_stages
from huimin.web.demo.words import speak
from huimin.web.follow_up import actions as follow_up
from huimin.web.judging import actions as judging
from huimin.workflow.judging import Final, Terms
from huimin.workflow.tasks import Deed

COUNTIES, TOWNSHIPS = "family-services-2025", "family-services-2025-township"


def play(people: Mapping[str, Person], offices: Mapping[str, Person], lang: str) -> None:
    """Publish the annual run that was made, open the quarterly one for reply, send a notice, open the judging."""
    stages = {stage.scheme: stage for stage in reversed(all_stages())}
    if COUNTIES in stages and stages[COUNTIES].stage == Stage.DRAFT:
        run = stages[COUNTIES].run
        publish(run, people, offices)
        follow(run, people, offices, lang)
    if TOWNSHIPS in stages and stages[TOWNSHIPS].stage == Stage.DRAFT:
        until = clock.today() + timedelta(days=9)
        assessment.open_for_reply(people["city"], stages[TOWNSHIPS].run, until)
        judge(people)


def publish(run: str, people: Mapping[str, Person], offices: Mapping[str, Person]) -> None:
    """Open it, let every county say that it has nothing to say, and let the second officer publish it."""
    assessment.open_for_reply(people["city"], run, clock.today())
    for area in place.finished(run).assessed:
        assessment.consent(offices[area], run, area)
    assessment.publish(people["city2"], run)


def follow(run: str, people: Mapping[str, Person], offices: Mapping[str, Person], lang: str) -> None:
    """A notice with a task to the county whose scorecard says so: the first that the ladder names."""
    finished = place.finished(run)
    named = [record for record in finished.records() if record["standing"]["steps"]]
    if not named:
        return
    area, due = named[0]["key"], clock.today() + timedelta(days=30)
    said = follow_up.Said("rectification", area, speak("notice-title", lang), speak("notice-text", lang), due, run)
    notice = follow_up.draft(people["city"], said)
    follow_up.carry(people["city"], notice, Deed.ISSUE, "")
    owner = str(offices[area].pk)
    asked = follow_up.Asked(area, speak("task-title", lang), speak("task-text", lang), owner, due)
    follow_up.add_task(people["city"], asked, notice)


def judge(people: Mapping[str, Person]) -> None:
    """Open the judging of this year's scheme."""
    scheme = place.definitions().scheme(COUNTIES)
    year = Period.of(str(clock.today().year))
    terms = Terms(0.1, Final.MEDIAN)
    until = (clock.today() + timedelta(days=14), clock.today() + timedelta(days=28))
    judging.open_round(people["city"], scheme, year, terms, until, False)
