"""What the pages of follow-up show: tasks and notices one may see, with marks, and how an area stands in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from huimin.web.base import clock, place
from huimin.web.follow_up.models import KIND_OF_STEP, Notice, Task
from huimin.web.follow_up.people import reach
from huimin.workflow import Act, Rights
from huimin.workflow.tasks import Mark, Paper, Stage, mark

GOING = (Stage.OPEN, Stage.ANSWERED)


def _within(rights: Rights, act: Act = Act.READ) -> Q:
    keys = reach(rights, act)
    # The whole tree is a condition too: an empty one would vanish from "this or that".
    return Q(pk__isnull=False) if keys is None else Q(area__in=keys)


def tasks_seen(rights: Rights) -> QuerySet[Task]:
    """The tasks of all areas the person may read; those of a draft only for who may issue it."""
    found = Task.objects.filter(_within(rights)).select_related("owner", "notice", "answered_by")
    issued = Q(notice=None) | ~Q(notice__stage=Paper.DRAFT)
    return found.filter(issued | _within(rights, Act.FOLLOW_UP))


def notices_seen(rights: Rights) -> QuerySet[Notice]:
    """The notices of all areas the person may read; drafts only for who may issue them."""
    found = Notice.objects.filter(_within(rights)).select_related("made_by", "issued_by", "received_by")
    return found.filter(~Q(stage=Paper.DRAFT) | _within(rights, Act.FOLLOW_UP))


def tasks_going(rights: Rights) -> QuerySet[Task]:
    """The tasks under way: not closed, and not those of a notice that is not issued."""
    return tasks_seen(rights).filter(Q(notice=None) | ~Q(notice__stage=Paper.DRAFT), stage__in=GOING)


@dataclass(frozen=True)
class Shown:
    """A task with its mark and how many days are left (negative: over)."""

    task: Task
    mark: Mark
    days: int


def shown(tasks: Sequence[Task]) -> list[Shown]:
    """The tasks as lists show them."""
    today = clock.today()
    return [Shown(one, mark_of(one, today), (one.due - today).days) for one in tasks]


def mark_of(task: Task, today: date) -> Mark:
    """How a task stands against its deadline."""
    answered = task.answered_at.astimezone(clock.zone()).date() if task.answered_at else None
    return mark(Stage(task.stage), task.due, answered, today)


@dataclass(frozen=True)
class Offer:
    """A step of the ladder that an area has come to in a published run; ``drafted`` is the notice made of it."""

    key: str
    score: float | None
    step: dict[str, Any]
    kind: str
    drafted: Notice | None


def offers(run: str) -> list[Offer]:
    """Every step of every area of a run, in the order of the ladder, then of the run."""
    finished = place.finished(run)
    ladder = finished.described["ladder"]
    made = {(one.area, one.step): one for one in Notice.objects.filter(run=run).exclude(stage=Paper.WITHDRAWN)}
    found = []
    for step in ladder:
        for record in finished.records():
            if step["code"] in record["standing"]["steps"]:
                kind = KIND_OF_STEP.get(step["code"], "notice")
                found.append(Offer(record["key"], record["score"], step, kind, made.get((record["key"], step["code"]))))
    return found
