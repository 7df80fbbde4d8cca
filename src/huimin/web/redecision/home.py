"""What re-decision has for the first page: decisions that wait to be made again by this person."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.redecision import actions
from huimin.web.redecision.views import Reached, shown
from huimin.workflow import Act

MOST = 8


def home_blocks(request: Any) -> list[Block]:
    """For case officers: what was drawn and waits for them."""
    if request.person is None or not request.rights.can(Act.DECIDE):
        return []
    desk = actions.desk(request)
    found = desk.waiting(Reached(request)) if desk.store.anything() else []
    if not found:
        return []
    return [Block(32, "redecision.home", "redecision/home_waiting.html", {"waiting": found[:MOST], **shown(request)},
                  len(found))]  # fmt: skip
