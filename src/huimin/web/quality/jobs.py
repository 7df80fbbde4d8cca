"""Reviews are made in a process of their own: those of a nation take minutes."""

from __future__ import annotations

from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.web.base import audit, place
from huimin.web.base.jobs import Jobs
from huimin.web.base.models import Person
from huimin.web.quality.models import Work
from huimin.wiring.quality import quality_folder, quality_review, write_review

JOBS = Jobs(Work, "quality", "quality-", {"busy": "quality-running", "died": "job-died", "broken": "job-broken"},
            ("result",))  # fmt: skip


def start(person: Person, period: Period | None, lang: str) -> Work:
    """Start making a review.

    Raises:
        Invalid: another is being made.
    """

    def noted(work: Work) -> None:
        audit.record(person, "quality-review-started", subject=f"quality {work.pk}", period=work.period)

    work, _ = JOBS.start(lang, noted, period=period.code if period else "", person=person)
    return work


def work(number: int) -> int:
    """Make a review, in the process of the job; 0, or 1 where it failed."""
    signs = 0

    def do(mine: Work) -> list[Finding]:
        nonlocal signs
        made = quality_review(place.workspace(), Period.of(mine.period) if mine.period else None)
        write_review(made, quality_folder(place.workspace()))
        mine.result, signs = made.period, len(made.signs)
        return []

    def done(mine: Work) -> None:
        audit.record(mine.person, "quality-review-made", subject=f"quality {mine.pk}", signs=signs)

    return JOBS.work(number, do, done)
