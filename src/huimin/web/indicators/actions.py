"""What is written on this screen: pins."""

from __future__ import annotations

from django.db import transaction

from huimin.web.base import audit, clock
from huimin.web.base.models import Person
from huimin.web.indicators.models import Pin


@transaction.atomic
def pin(person: Person, code: str) -> None:
    """Show an indicator first from now on. Pinning twice changes nothing."""
    _, new = Pin.objects.get_or_create(person=person, indicator=code, defaults={"at": clock.now()})
    if new:
        audit.record(person, "indicator-pinned", subject=code)


@transaction.atomic
def unpin(person: Person, code: str) -> None:
    """Show it at its place in the list again."""
    gone, _ = Pin.objects.filter(person=person, indicator=code).delete()
    if gone:
        audit.record(person, "indicator-unpinned", subject=code)
