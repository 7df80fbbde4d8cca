"""Many documents at once, in a process of their own, so that nobody waits for a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from huimin.findings import Finding, Invalid
from huimin.tasks.publish.orders import Order
from huimin.web.base import audit
from huimin.web.base.jobs import Jobs
from huimin.web.base.models import Person
from huimin.web.documents import actions, due, making
from huimin.web.documents.making import Built
from huimin.web.documents.models import Making, Paper
from huimin.wiring.document_files import Job, Written, write_all
from huimin.wiring.publish import Publisher

TOLD_EVERY = 0.5  # seconds between two notes of progress
PROCESSES = 2
JOBS = Jobs(
    Making, "documents", "documents-",
    {"busy": "documents-being-made", "died": "documents-died", "broken": "documents-broken"},
    ("done", "total", "made", "kept", "result"),
)  # fmt: skip


def start(person: Person, deed: str, args: Mapping[str, str], lang: str) -> Making:
    """Start making, or handing in, the documents of a group (see :func:`huimin.web.documents.due.group`).

    Raises:
        Invalid: others are being made.
    """

    def noted(job: Making) -> None:
        audit.record(person, f"documents-{deed}", subject=f"making {job.pk}", **args)

    job, _ = JOBS.start(lang, noted, deed=deed, args=dict(args), person=person)
    return job


# --- in the process of the job


def work(number: int) -> int:
    """Do a job; its row tells how it goes. 0, or 1 where it failed."""
    return JOBS.work(number, _work, _done)


def _done(job: Making) -> None:
    audit.record(job.person, f"documents-{job.deed}-done", subject=f"making {job.pk}", count=job.made)


def _work(job: Making) -> list[Finding]:
    if job.deed in (Making.LOOK, Making.PUBLIC):
        from huimin.web.documents import public

        return public.work(job, _teller(job))
    with making.publisher() as maker:
        run = _Run(job, maker)
        run.all(due.drafts(job.args) if job.deed == Making.HAND_IN else due.group(maker, job.args))
        return run.findings


def _teller(job: Making) -> Callable[[int, int, str], None]:
    def tell(done: int, total: int, doing: str = "") -> None:
        Making.objects.filter(pk=job.pk).update(done=done, total=total)

    return tell


class _Run:
    """The work of one job."""

    def __init__(self, job: Making, maker: Publisher) -> None:
        self.job, self.maker = job, maker
        self.findings: list[Finding] = []
        self.waiting: dict[Path, tuple[Paper, Built, dict[str, Any], str]] = {}
        self.half: set[tuple[int, str]] = set()
        self.told_at = 0.0

    def all(self, orders: list[Order]) -> None:
        """Every document of the group."""
        self.job.total = len(orders)
        formats = making.FORMATS if self.job.deed == Making.HAND_IN else making.DRAFT_FORMATS
        write_all(self.jobs(orders, formats), self.maker.letterhead, 2 * len(orders), PROCESSES, self.written)

    def jobs(self, orders: list[Order], formats: tuple[str, ...]) -> Iterator[Job]:
        for order in orders:
            paper = actions.begun(self.job.person, order)
            try:
                made = self.final(paper) if self.job.deed == Making.HAND_IN else self.draft(paper)
            except Invalid as invalid:  # one fault stops its document, not the others
                self.findings += invalid.findings
                made = None
            if made is None:
                self.one_done(kept=True)
                continue
            built, given = made
            self.findings += built.findings
            revision = making.another()
            for job in making.jobs_of(paper, built, formats, revision):
                self.waiting[job.stem] = (paper, built, given, revision)
                yield job

    def draft(self, paper: Paper) -> tuple[Built, dict[str, Any]] | None:
        """A draft to be written; None where it would be the same, or is no draft any more."""
        if paper.state != Paper.DRAFT:
            return None
        if paper.revision and paper.inputs == making.inputs_of(self.maker, paper):
            return None
        built = making.build(self.maker, paper, final=False)
        if paper.revision and paper.content == built.content:
            Paper.objects.filter(pk=paper.pk, revision=paper.revision).update(inputs=built.inputs)
            return None
        if paper.pk is None:
            actions.insert(paper)
        return built, {}

    def final(self, paper: Paper) -> tuple[Built, dict[str, Any]] | None:
        if paper.state != Paper.DRAFT or not paper.revision:
            return None
        if found := actions.obstacles(self.maker, paper):
            raise Invalid(found)
        given = actions.numbered(self.maker, paper)
        paper.number, paper.number_year, paper.day = given["number"], given["number_year"], given["day"]
        return making.build(self.maker, paper, final=True), given

    def written(self, one: Written) -> None:
        """One language of a document lies there; with the second its row follows."""
        paper, built, given, revision = self.waiting.pop(one.stem)
        if (paper.pk, revision) not in self.half:
            self.half.add((paper.pk, revision))
            return
        self.half.discard((paper.pk, revision))
        try:
            if self.job.deed == Making.HAND_IN:
                actions.laid_before(self.job.person, paper, revision, given, built)
            else:
                with transaction.atomic():
                    actions.put(paper, revision, **actions.drafted(self.job.person, built))
        except Invalid as invalid:
            self.findings += invalid.findings
        self.one_done()

    def one_done(self, kept: bool = False) -> None:
        job = self.job
        job.done += 1
        job.kept += kept
        job.made += not kept
        if time.monotonic() - self.told_at >= TOLD_EVERY:
            self.told_at = time.monotonic()
            Making.objects.filter(pk=job.pk).update(done=job.done, total=job.total)
