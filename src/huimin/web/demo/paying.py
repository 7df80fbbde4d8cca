"""The payments of a demonstration: rolls of what its claims are owed, one approved, one that waits for approval."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.web.base import clock, place
from huimin.web.base.models import Grant, Person
from huimin.wiring.pay import Payments
from huimin.workflow import Kind

BENEFIT = "childcare-subsidy"
DAYS = 6


def play(people: Mapping[str, Person]) -> int:
    """Make the rolls, where there are none yet; how many there are then."""
    maker, checker = (people.get(name) for name in ("pay", "pay2"))
    if maker is None or checker is None:
        return 0
    area = Grant.objects.filter(person=maker, kind=Kind.PAYMASTER).values_list("area", flat=True).first() or ""
    if _desk(maker).heads():
        return len(_desk(maker).heads())
    now = clock.today()
    month = Period.at(now.year * 12 + now.month - 1, "month")
    try:
        first = _desk(maker, DAYS).roll(BENEFIT, month.shift(-1), area=area).head
        if first is not None:
            _desk(checker, DAYS - 1).approve(first.number)
        _desk(maker).roll(BENEFIT, month, area=area)
    except Invalid:
        return 0  # nobody claimed anything that could be paid
    return len(_desk(maker).heads())


def _desk(person: Person, before: int = 0) -> Payments:
    """The payments, for this person, so many days ago."""
    return Payments(place.workspace(), person.username, "default", clock.now() - timedelta(days=before))
