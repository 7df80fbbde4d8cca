"""What follow-up has for the first page: tasks I own, notices to receive, answers that wait for my decision."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.base.stages import speaks_for
from huimin.web.follow_up.models import Notice
from huimin.web.follow_up.reading import shown, tasks_seen
from huimin.workflow import Act
from huimin.workflow.tasks import Mark, Paper, Stage

SHOWN = 5


def home_blocks(request: Any) -> list[Block]:
    """My tasks (first where one is late or due within days), notices of my office, answers to decide on."""
    if not request.rights.can(Act.READ):
        return []
    made = []
    mine = shown(list(tasks_seen(request.rights).filter(owner=request.person, stage=Stage.OPEN).order_by("due")[:50]))
    if mine:
        pressing = mine[0].mark in (Mark.LATE, Mark.SOON)
        order, context = 4 if pressing else 42, {"rows": mine[:SHOWN], "more": len(mine) > SHOWN}
        made.append(Block(order, "follow_up.my-tasks", "follow_up/home_tasks.html", context, len(mine), pressing))
    if arrived := to_receive(request):
        made.append(Block(12, "follow_up.to-receive", "follow_up/home_notices.html", {"notices": arrived[:SHOWN]},
                          count=len(arrived), urgent=True))  # fmt: skip
    if request.rights.can(Act.FOLLOW_UP):
        waiting = tasks_seen(request.rights).filter(stage=Stage.ANSWERED).exclude(owner=request.person)
        rows = shown(list(waiting.order_by("due")[:50]))
        if rows:
            made.append(Block(22, "follow_up.to-decide", "follow_up/home_tasks.html",
                              {"rows": rows[:SHOWN], "more": len(rows) > SHOWN}, count=len(rows)))  # fmt: skip
    return made


def to_receive(request: Any) -> list[Notice]:
    """Issued notices that the person's own office has not received yet."""
    own = {role.area for role in request.rights.roles if role.area and speaks_for(request.rights, role.area)}
    found = Notice.objects.filter(stage=Paper.ISSUED, received_at=None, area__in=own)
    return list(found.order_by("issued_at")[:50])
