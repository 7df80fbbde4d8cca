"""What is written about re-decisions; each is one transaction and ends with a line in the log, without any outcome."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from huimin.figures.periods import Period
from huimin.web.base import audit, clock, place
from huimin.wiring.redecision import Redecisions


def desk(request: Any) -> Redecisions:
    """The re-decisions, for the person who asks."""
    return Redecisions(place.workspace(), request.person.username, request.rights, "default", clock.now())


def begin(request: Any, area: str, period: Period, each: int) -> int:
    """Fix the frame of a round; its number.

    Raises:
        Invalid: nothing was decided in the period, or none is to be drawn.
    """
    with transaction.atomic():
        head = desk(request).start(area, period, each)
        audit.record(request.person, "redecision-begun", subject=f"re-decision {head.number}", area=area,
                     period=period.code, sha256=head.sha256)  # fmt: skip
    return head.number


def draw(request: Any, number: int, seed: str) -> None:
    """Draw a round with a seed.

    Raises:
        Invalid: there is no seed, or it is drawn.
    """
    with transaction.atomic():
        head = desk(request).draw(number, seed)
        audit.record(request.person, "redecision-drawn", subject=f"re-decision {number}", area=head.area,
                     drawn=head.drawn, sha256=head.list_sha256)  # fmt: skip


def answer(request: Any, number: int, outcome: str) -> None:
    """Keep a second decision.

    Raises:
        Invalid: nothing was chosen, the person had a part in the first, or it is done.
    """
    with transaction.atomic():
        one = desk(request).answer(number, outcome)
        audit.record(request.person, "redecision-answered", subject=f"claim {one.claim}", area=one.area)
