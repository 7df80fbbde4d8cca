"""Reviews are made in a process of their own: those of a nation take minutes."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.web.base import audit, clock, place, processes
from huimin.web.base.models import Person
from huimin.web.quality.models import Work
from huimin.wiring.quality import quality_folder, quality_review, write_review

COMMAND = "quality"


def _lock(work: Work) -> str:
    return f"quality-{work.pk}"


def start(person: Person, period: Period | None, lang: str) -> Work:
    """Start making a review.

    Raises:
        Invalid: another is being made.
    """
    running()
    try:
        with transaction.atomic():
            work = Work.objects.create(period=period.code if period else "", person=person, made_at=clock.now())
            audit.record(person, "quality-review-started", subject=f"quality {work.pk}", period=work.period)
            held = processes.hold(_lock(work))
    except IntegrityError:
        raise Invalid([Finding("quality-running", Severity.ERROR)]) from None
    with held:
        processes.begin(held, COMMAND, lang, str(work.pk))
    return work


def running() -> Work | None:
    """The review that is being made. One whose process died is marked so, and is no more."""
    work = Work.objects.filter(state=Work.RUNNING).first()
    return work if work is not None and looked_at(work).state == Work.RUNNING else None


def looked_at(work: Work) -> Work:
    """The work with its state as it is: a process may have died without a word."""
    if work.state == Work.RUNNING and not processes.held(_lock(work)):
        work.refresh_from_db()  # it may have ended well while we looked
        if work.state == Work.RUNNING:
            _end(work, Work.DIED, [Finding("job-died", Severity.ERROR)])
    return work


def work(number: int) -> int:
    """Make a review, in the process of the job; 0, or 1 where it failed."""
    mine = Work.objects.get(pk=number)
    try:
        made = quality_review(place.workspace(), Period.of(mine.period) if mine.period else None)
        write_review(made, quality_folder(place.workspace()))
    except Invalid as invalid:
        _end(mine, Work.FAILED, list(invalid.findings))
        return 1
    except Exception:
        _end(mine, Work.FAILED, [Finding("job-broken", Severity.ERROR)])
        raise
    with transaction.atomic():
        mine.result = made.period
        _end(mine, Work.DONE, [])
        audit.record(mine.person, "quality-review-made", subject=f"quality {mine.pk}", signs=len(made.signs))
    processes.forget(_lock(mine))
    return 0


def _end(mine: Work, state: str, findings: list[Finding]) -> None:
    mine.state, mine.ended_at = state, clock.now()
    mine.findings = [[explain(one, "zh"), explain(one, "en")] for one in findings]
    mine.save(update_fields=["state", "ended_at", "findings", "result"])
