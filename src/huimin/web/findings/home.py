"""What findings have for the first page: those that were given to me."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.findings.actions import may_see
from huimin.web.findings.models import Case
from huimin.workflow import Act

MOST = 5


def home_blocks(request: Any) -> list[Block]:
    """The open findings given to the person."""
    if request.person is None or not request.rights.can(Act.READ):
        return []
    mine = Case.objects.filter(assigned=request.person, state=Case.OPEN, gone_at=None).order_by("-severity", "found_at")
    shown = [case for case in mine[:100] if may_see(request.rights, case)]
    if not shown:
        return []
    return [Block(31, "findings.home-mine", "findings/home_mine.html", {"cases": shown[:MOST]}, count=len(shown))]
