"""Comparisons are made in a process of their own: those of a million records take a minute."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import IO

from django.db import IntegrityError, transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.reconcile.answers import Found
from huimin.tasks.reconcile.comparing import Wanted
from huimin.tasks.reconcile.link_errors import ASSUMED, mean_of
from huimin.tasks.reconcile.reviewing import Drawn
from huimin.web.base import audit, clock, place, processes
from huimin.web.base.models import Person
from huimin.web.reconciliation import kept, removal
from huimin.web.reconciliation.actions import refused
from huimin.web.reconciliation.models import Comparison, Listing, Review
from huimin.web.reconciliation.standing import found_of
from huimin.wiring.reconcile_review import (
    Locked,
    Outcome,
    SealedOrder,
    UnreadableLists,
    compare_locked,
    folder_of,
)

COMMAND = "reconciliation"
TOLD_EVERY = 0.5  # seconds


def start(person: Person, one: Comparison, deed: str, lang: str) -> None:
    """Start comparing, or writing the report anew, in a process of its own.

    Raises:
        Invalid: lists are missing, gone or faulty, or another comparison runs.
    """
    with _taken_up(person, one, deed) as lock:
        processes.begin(lock, COMMAND, lang, str(one.pk))


def do(person: Person, one: Comparison, deed: str) -> None:
    """The same at once in this process, for a program that waits for it.

    Raises:
        Invalid: as :func:`start`.
    """
    with _taken_up(person, one, deed):
        work(one.pk)
    one.refresh_from_db()


def _taken_up(person: Person, one: Comparison, deed: str) -> IO[str]:
    """Mark a comparison as running, and hold its lock."""
    running()
    if folder_of(removal.root(), one.folder) is None:
        raise refused("reconcile-lists-gone")
    if any(not ready(listing) for listing in one.listings.all()):
        raise refused("reconcile-lists-missing")
    try:
        with transaction.atomic():
            before = Comparison.COLLECTING if deed == Comparison.COMPARE else Comparison.DONE
            mine = Comparison.objects.filter(pk=one.pk, state=before)
            if not mine.update(state=Comparison.RUNNING, deed=deed, findings=[], done=0, total=0):
                raise refused("reconcile-busy")
            lock = processes.hold(one.lock)
            audit.record(person, f"reconciliation-{deed}", subject=one.subject, area=one.area)
    except IntegrityError:
        raise refused("reconcile-busy") from None
    return lock


def ready(listing: Listing) -> bool:
    """Whether a list is there and nothing keeps it from being compared."""
    errors = any(one["severity"] == int(Severity.ERROR) for one in listing.findings)
    return bool(listing.sealed) and bool(listing.columns) and not errors


def running() -> Comparison | None:
    """The comparison that runs now. One whose process died is marked so, and runs no more."""
    one = Comparison.objects.filter(state=Comparison.RUNNING).first()
    return one if one is not None and looked_at(one).state == Comparison.RUNNING else None


def looked_at(one: Comparison) -> Comparison:
    """The comparison with its state as it is: a process may have died without a word."""
    if one.state == Comparison.RUNNING and not processes.held(one.lock):
        one.refresh_from_db()  # it may have ended well while we looked
        if one.state == Comparison.RUNNING:
            _end(one, False, [Finding("reconcile-job-died", Severity.ERROR)])
    return one


def _end(one: Comparison, good: bool, findings: Iterable[Finding]) -> None:
    fell_back = Comparison.DONE if one.deed == Comparison.REPORT else Comparison.COLLECTING
    one.state = Comparison.DONE if good else fell_back
    one.findings = [kept.plain(finding) for finding in findings][: kept.MOST]
    one.ended_at = clock.now()
    if good and one.deed == Comparison.REPORT:
        one.reported_at = one.ended_at
    one.save(update_fields=["state", "findings", "ended_at", "reported_at"])


# --- in the process of the job


def work(number: int) -> int:
    """Do a comparison; its row tells how it goes. 0, or 1 where it failed."""
    one = Comparison.objects.get(pk=number)
    try:
        outcome = _work(one)
    except UnreadableLists as unreadable:
        for at, findings in unreadable.by_list.items():
            Listing.objects.filter(comparison=one, number=at + 1).update(findings=[kept.plain(f) for f in findings])
        _end(one, False, [Finding("reconcile-lists-missing", Severity.ERROR)])
        return 1
    except Invalid as invalid:
        _end(one, False, invalid.findings)
        return 1
    except Exception:
        _end(one, False, [Finding("reconcile-job-died", Severity.ERROR)])
        raise
    with transaction.atomic():
        if one.deed == Comparison.COMPARE:
            _keep_reviews(one, outcome.drawn)
        _end(one, True, outcome.compared.notes)
        audit.record(one.made_by, f"reconciliation-{one.deed}-done", subject=one.subject, area=one.area)
    processes.forget(one.lock)
    return 0


def _work(one: Comparison) -> Outcome:
    removal.overdue()
    folder = folder_of(removal.root(), one.folder)
    if folder is None:
        raise refused("reconcile-lists-gone")
    lists = tuple(Locked(listing.name, listing.file, listing.sealed, listing.columns)
                  for listing in one.listings.order_by("number"))  # fmt: skip
    again = one.deed == Comparison.REPORT
    found = {(review.left, review.right): found_of(review) for review in one.reviews.all()} if again else {}
    # Before both have read everything nobody sees how they judge.
    reviews = {lists: each for lists, each in found.items() if each.both == each.pairs}
    order = SealedOrder(
        folder, lists, removal.root() / one.results, clock.today(), place.definitions().areas, _wanted(one, reviews),
        one.simulated, 0 if again else one.budget, one.seed, reviews,
    )  # fmt: skip
    return compare_locked(order, _Telling(one))


def _wanted(one: Comparison, reviews: dict[tuple[int, int], Found]) -> Wanted:
    """What is asked; the error of matching as readers found it where every two lists were read to the end."""
    told = [found.linkage() for found in reviews.values()]
    measured = [each for each in told if each is not None]
    every = one.lists * (one.lists - 1) // 2
    return Wanted(one.first, one.last, one.limit, mean_of(measured) if len(measured) == every else ASSUMED)


def _keep_reviews(one: Comparison, drawn: Iterable[Drawn]) -> None:
    Review.objects.filter(comparison=one).delete()
    Review.objects.bulk_create(
        Review(comparison=one, left=each.left, right=each.right, sizes=list(each.sizes),
               strata=[pair.stratum for pair in each.pairs])
        for each in drawn if each.pairs
    )  # fmt: skip


class _Telling:
    """Notes how far the work is, now and then."""

    def __init__(self, one: Comparison) -> None:
        self.one, self.told_at = one, 0.0

    def __call__(self, done: int, total: int, name: str = "") -> None:
        if time.monotonic() - self.told_at >= TOLD_EVERY:
            self.told_at = time.monotonic()
            Comparison.objects.filter(pk=self.one.pk).update(done=done, total=total)
