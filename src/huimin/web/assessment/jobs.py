"""Runs are made in a process of their own, so that nobody waits for a page and a restart of the site stops nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.web.assessment.models import Job
from huimin.web.base import audit, clock, place, stages
from huimin.web.base.jobs import Jobs
from huimin.web.base.models import Person

ASSESS = "assess"
TOLD_EVERY = 0.5  # seconds between two notes of progress
JOBS = Jobs(Job, "job", "", {"busy": "job-running", "died": "job-died", "broken": "job-broken"},
            ("result", "was_there"))  # fmt: skip


def start(person: Person, scheme: str, period: Period, lang: str) -> Job:
    """Start making a run.

    Raises:
        Invalid: another is being made, or there is no such scheme.
    """
    place.definitions().scheme(scheme)

    def noted(job: Job) -> None:
        audit.record(person, "assessment-run-started", subject=f"{scheme} {period.code}", job=job.pk)

    job, pid = JOBS.start(lang, noted, kind=ASSESS, args={"scheme": scheme, "period": period.code}, person=person,
                          heartbeat=clock.now())  # fmt: skip
    Job.objects.filter(pk=job.pk, pid=0).update(pid=pid)
    return job


def work(number: int) -> int:
    """Do a job, in its process; its row tells how it goes. 0, or 1 where it failed."""
    return JOBS.work(number, _assess, _done)


def _assess(job: Job) -> list[Finding]:
    made = place.workspace().assess(job.args["scheme"], Period.of(job.args["period"]), _teller(job))
    job.result, job.was_there = made.run, made.was_there
    return []


def _done(job: Job) -> None:
    stages.note_run(job.result, job.person)
    audit.record(job.person, "assessment-run-made", subject=job.result, job=job.pk)


def _teller(job: Job) -> Callable[[int, int, str], None]:
    """Notes progress in the job's row, not more often than somebody could read it."""
    last = 0.0

    def tell(done: int, total: int, doing: str = "") -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_EVERY or done == total:
            last = time.monotonic()
            Job.objects.filter(pk=job.pk).update(done=done, total=total, doing=doing, heartbeat=clock.now())

    return tell
