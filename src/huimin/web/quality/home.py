"""What the quality review has for the first page: questions about one's figures that wait for an answer."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.base.reach import reach, within
from huimin.web.quality.models import Question
from huimin.web.quality.reading import number_of
from huimin.workflow import Act

MOST = 8


def home_blocks(request: Any) -> list[Block]:
    """The open questions to areas that the person reports for."""
    if request.person is None or not request.rights.can(Act.REPORT):
        return []
    asked = Question.objects.filter(asked_at__isnull=False, answered_at=None)
    mine = reach(request.rights, Act.REPORT)
    found = (asked if mine is None else asked.filter(area__in=within(mine))).order_by("asked_at")[:MOST]
    shown = [(one, number) for one in found if (number := number_of(one.review, one.identity)) is not None]
    if not shown:
        return []
    return [Block(30, "quality.home-asked", "quality/home_asked.html", {"questions": shown}, len(shown))]
