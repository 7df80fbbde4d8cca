"""Lists go on their day: looked after by every request now and then, before every job, and by hand."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import transaction

from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.reconciliation.models import Comparison, Listing
from huimin.wiring.reconcile import WORKING
from huimin.wiring.reconcile_review import drop_folder, sweep

EVERY = 15 * 60.0  # seconds
_looked: dict[str, float] = {}


def root() -> Path:
    """The folder of all comparisons of the workspace."""
    return place.folder() / "reconciliation"


def now_and_then(**_: Any) -> None:
    """When a request starts: remove what is overdue, unless it was looked at a short while ago."""
    here, now = str(root()), time.monotonic()
    if now - _looked.get(here, -EVERY) < EVERY:
        return
    _looked[here] = now
    with suppress(OSError):  # a disk that is full or away must not close the site; the next look comes soon
        if root().is_dir():
            overdue()


def overdue() -> int:
    """Remove the lists whose day has come, and take notice of those that went by other hands; how many."""
    sweep(root(), clock.today())
    gone = [one for one in Comparison.objects.filter(removed_at=None) if not folder_lies(one)]
    for one in gone:
        notice(one)
    return len(gone)


def notice(one: Comparison) -> None:
    """Take notice where the lists of a comparison went by other hands."""
    if one.removed_at is None and not folder_lies(one):
        _noted(one, None)


def folder_lies(one: Comparison) -> bool:
    """Whether the working folder of a comparison is there, with its key or without."""
    return (root() / WORKING / one.folder).is_dir()


def remove(person: Person, one: Comparison) -> None:
    """Remove lists and pairs of a comparison now."""
    drop_folder(root(), one.folder)
    _noted(one, person)


def _noted(one: Comparison, person: Person | None) -> None:
    """The lists are gone: nothing stays of them but their names, sizes and who brought them."""
    with transaction.atomic():
        changed = Comparison.objects.filter(pk=one.pk, removed_at=None)
        if changed.update(removed_at=clock.now(), removed_by=person):
            Listing.objects.filter(comparison=one).update(rows=[], sha256="")
            audit.record(person, "reconciliation-removed", subject=one.subject, area=one.area)
    one.refresh_from_db()
