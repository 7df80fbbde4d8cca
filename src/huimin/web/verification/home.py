"""What verification has for the first page: my unannounced visits of this month."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.verification.visits import mine
from huimin.workflow import Act


def home_blocks(request: Any) -> list[Block]:
    """The visits that the person makes this month."""
    if request.person is None or not request.rights.can(Act.READ):
        return []
    visits = mine(request.person)
    if not visits:
        return []
    return [Block(12, "verification.home-visits", "verification/home_visits.html", {"visits": visits}, len(visits))]
