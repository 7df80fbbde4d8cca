"""What reconciliation has for the first page: pairs that wait for this reader."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.reconciliation import removal
from huimin.web.reconciliation.models import Seat
from huimin.web.reconciliation.standing import standing
from huimin.wiring.reconcile_review import folder_of
from huimin.workflow import Act

SHOWN = 5


def home_blocks(request: Any) -> list[Block]:
    """Reviews in which the person has a seat and something left to read, while the lists are there."""
    if not request.rights.can(Act.ASSESS):
        return []
    seats = Seat.objects.filter(person=request.person, review__comparison__removed_at=None)
    rows = []
    for seat in seats.select_related("review__comparison").order_by("-pk")[:SHOWN]:
        one = seat.review.comparison
        if not request.rights.may(Act.ASSESS, one.area) or folder_of(removal.root(), one.folder) is None:
            continue
        mine = standing(seat.review, request.person)
        if mine.next_pair is not None:
            rows.append({"one": one, "review": seat.review, "left": mine.to_read - mine.read[seat.number]})
    if not rows:
        return []
    return [Block(24, "reconciliation.home-reading", "reconciliation/home_reading.html", {"rows": rows},
                  count=len(rows))]  # fmt: skip
