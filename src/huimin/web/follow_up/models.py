# mypy: disable-error-code="var-annotated"
"""Notices, tasks with their history, meetings, and who is responsible for what. All of it is about offices."""

from __future__ import annotations

from datetime import date

from django.db import models

from huimin.web.base import clock
from huimin.web.base.models import Attachment, Person
from huimin.workflow.tasks import Paper, Stage

KINDS = ("notice", "rectification", "interview", "yellow_card", "support")
"""通报, 整改通知书, 约谈, 黄牌警告, 帮扶: what an office may be sent."""
KIND_OF_STEP = {"notice": "notice", "interview": "interview", "yellow_card": "yellow_card",
                "priority_support": "support"}  # fmt: skip
"""Steps of a ladder by their code; any other becomes a notice."""


class Meeting(models.Model):
    """A monthly meeting (例会) of an area: what was open is told by its sheet, what was decided became tasks."""

    area = models.TextField()
    day = models.DateField()
    notes = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "day"], name="meeting_once")]


class Notice(models.Model):
    """What an office is told: a notice, an order to mend something, an interview, a yellow card, a support plan."""

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    area = models.TextField(help_text="key of the area whose office it is for")
    title = models.CharField(max_length=200)
    text = models.TextField()
    due = models.DateField(null=True, help_text="by when the office answers for it, or the day of an interview")
    run = models.CharField(max_length=100, blank=True, help_text="the published run it rests on")
    step = models.CharField(max_length=100, blank=True, help_text="the step of the scheme's ladder")
    stage = models.CharField(max_length=10, default=Paper.DRAFT, choices=[(p.value, p.value) for p in Paper])
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "step", "area"], name="notice_once_a_step",
                                    condition=~models.Q(run="") & ~models.Q(stage="withdrawn")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["stage", "area"], name="notice_area")]

    @property
    def number(self) -> str:
        """What the paper is called by: 2026-007."""
        return f"{self.made_at.astimezone(clock.zone()).year}-{self.pk:03d}"

    @property
    def issued_on(self) -> date | None:
        """The day it was issued, where the offices are."""
        return self.issued_at.astimezone(clock.zone()).date() if self.issued_at else None


class Task(models.Model):
    """Something that somebody of an office has to do by a day."""

    area = models.TextField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="tasks")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="tasks")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    stage = models.CharField(max_length=10, default=Stage.OPEN, choices=[(s.value, s.value) for s in Stage])
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "stage"], name="task_owner"),
            models.Index(fields=["area", "stage"], name="task_area"),
        ]


class Event(models.Model):
    """One line of the history of a notice or a task. Only ever added to."""

    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="events")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="events")
    what = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    day = models.DateField(null=True, help_text="a new deadline")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    files = models.ManyToManyField(Attachment, related_name="+")


class Assignment(models.Model):
    """Who answers for an item of a scheme at an area, for one period: the responsibility letter broken down."""

    scheme = models.TextField()
    period = models.CharField(max_length=10)
    area = models.TextField()
    item = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "period", "area", "item"], name="assignment_once")]
