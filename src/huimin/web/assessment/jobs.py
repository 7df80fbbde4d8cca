"""Runs are made in a process of their own, so that nobody waits for a page and a restart of the site stops nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.web.assessment.models import Job
from huimin.web.base import audit, clock, place, processes, stages
from huimin.web.base.models import Person

ASSESS = "assess"
TOLD_EVERY = 0.5  # seconds between two notes of progress


def start(person: Person, scheme: str, period: Period, lang: str) -> Job:
    """Start making a run.

    Raises:
        Invalid: another is being made, or there is no such scheme.
    """
    place.definitions().scheme(scheme)
    running()
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=ASSESS, args={"scheme": scheme, "period": period.code}, person=person,
                                     made_at=clock.now(), heartbeat=clock.now())  # fmt: skip
            audit.record(person, "assessment-run-started", subject=f"{scheme} {period.code}", job=job.pk)
            held = processes.hold(str(job.pk))
    except IntegrityError:
        raise Invalid([Finding("job-running", Severity.ERROR)]) from None
    with held:
        pid = processes.begin(held, "job", lang, str(job.pk))
    Job.objects.filter(pk=job.pk, pid=0).update(pid=pid)
    return job


def running() -> Job | None:
    """The job that is being worked on. One whose process died is marked so, and is no more."""
    job = Job.objects.filter(state=Job.RUNNING).first()
    return job if job is not None and looked_at(job).state == Job.RUNNING else None


def looked_at(job: Job) -> Job:
    """The job with its state as it is: a process may have died without a word."""
    if job.state == Job.RUNNING and not processes.held(str(job.pk)):
        job.refresh_from_db()  # it may have ended well while we looked
        if job.state == Job.RUNNING:
            _end(job, Job.DIED, [Finding("job-died", Severity.ERROR)])
    return job


# --- in the process of the job


def work(number: int) -> int:
    """Do a job; its row tells how it goes. 0, or 1 where it failed."""
    job = Job.objects.get(pk=number)
    try:
        run, was_there = _assess(job)
    except Invalid as invalid:
        _end(job, Job.FAILED, invalid.findings)
        return 1
    except Exception:
        _end(job, Job.FAILED, [Finding("job-broken", Severity.ERROR)])
        raise
    with transaction.atomic():
        job.result, job.was_there = run, was_there
        _end(job, Job.DONE)
        stages.note_run(run, job.person)
        audit.record(job.person, "assessment-run-made", subject=run, job=job.pk)
    processes.forget(str(number))
    return 0


def _assess(job: Job) -> tuple[str, bool]:
    made = place.workspace().assess(job.args["scheme"], Period.of(job.args["period"]), _teller(job))
    return made.run, made.was_there


def _teller(job: Job) -> Callable[[int, int, str], None]:
    """Notes progress in the job's row, not more often than somebody could read it."""
    last = 0.0

    def tell(done: int, total: int, doing: str = "") -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_EVERY or done == total:
            last = time.monotonic()
            Job.objects.filter(pk=job.pk).update(done=done, total=total, doing=doing, heartbeat=clock.now())

    return tell


def _end(job: Job, state: str, findings: Any = ()) -> None:
    job.state, job.ended_at = state, clock.now()
    job.findings = [_plain(one) for one in findings]
    job.save(update_fields=["state", "ended_at", "findings", "result", "was_there"])


def _plain(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": int(finding.severity), "place": finding.place.as_dict(),
            "facts": dict(finding.facts)}  # fmt: skip


def findings_of(job: Job) -> list[Finding]:
    """Why a job failed."""
    return [_finding(one) for one in job.findings]


def _finding(one: Mapping[str, Any]) -> Finding:
    return Finding(one["code"], Severity(one["severity"]), Place(**one["place"]), one["facts"])
