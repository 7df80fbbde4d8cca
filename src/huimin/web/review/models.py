# mypy: disable-error-code="var-annotated"
"""What reviewers did with reports, and whom they reminded."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person
from huimin.workflow import Move


class ReviewEvent(models.Model):
    """One decision about one report. It is only ever added to: the database refuses to change or delete a line."""

    form = models.TextField()
    first = models.IntegerField()
    last = models.IntegerField()
    area = models.TextField(help_text="key of the area as reported")
    revision = models.SmallIntegerField(help_text="the revision that was decided about")
    move = models.CharField(max_length=8, choices=[(move.value, move.value) for move in Move])
    level = models.TextField(help_text="the level that decided")
    awaited = models.TextField(blank=True, help_text="the level that should have; another one stepped in for it")
    state = models.CharField(max_length=8, help_text="where the report stood afterwards")
    reason = models.TextField(blank=True)
    together = models.BooleanField(default=False, help_text="one of many accepted at once")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["form", "first", "last", "area"], name="review_event_report")]


class Reminder(models.Model):
    """A reminder that a report is missing, seen by those who report for the area until the report is there."""

    form = models.TextField()
    first = models.IntegerField()
    last = models.IntegerField()
    area = models.TextField(help_text="key of the area whose report is missing")
    day = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", help_text="who reminded")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Not twice within a day, whoever presses the button.
            models.UniqueConstraint(fields=["form", "first", "last", "area", "day"], name="reminder_once_a_day")
        ]
        indexes = [models.Index(fields=["area", "day"], name="reminder_area")]
