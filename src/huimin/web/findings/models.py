# mypy: disable-error-code="var-annotated"
"""Cases: findings with a history. The same finding, found again, is the same case."""

from __future__ import annotations

from django.db import models

from huimin.findings import Finding, Place, Severity
from huimin.web.base.models import Person


class Case(models.Model):
    """One finding about an area's reports. ``identity`` is a hash of what makes it the same finding."""

    OPEN, ANSWERED, CLOSED = "open", "answered", "closed"
    FILE, CHECK = "file", "check"

    identity = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=5, choices=[(one, one) for one in (FILE, CHECK)])
    code = models.CharField(max_length=100)
    severity = models.SmallIntegerField(help_text="2 warning, 3 error")
    form = models.TextField(blank=True)
    area = models.TextField(blank=True, help_text="key of the area it is about; empty: nobody could tell")
    period = models.TextField(blank=True)
    first = models.IntegerField(null=True, help_text="first month of the period")
    last = models.IntegerField(null=True)
    element = models.TextField(blank=True)
    file_name = models.TextField(blank=True)
    sheet = models.TextField(blank=True)
    cell = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    submission = models.IntegerField(null=True, help_text="number of the submission it was last found in")
    received_at = models.DateTimeField(null=True, help_text="when the file it was last found in came")
    problem = models.BigIntegerField(default=0, help_text="the kept finding it was last made from")
    found_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, help_text="since when it is no longer found")
    state = models.CharField(max_length=8, default=OPEN, choices=[(one, one) for one in (OPEN, ANSWERED, CLOSED)])
    assigned = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["state", "area"], name="case_inbox"),
            models.Index(fields=["assigned", "state"], name="case_assigned"),
            models.Index(fields=["problem"], name="case_problem"),
        ]

    @property
    def finding(self) -> Finding:
        """The finding, for its words."""
        place = Place(self.file_name, self.sheet, self.cell, self.area, self.period, self.element)
        return Finding(self.code, Severity(self.severity), place, dict(sorted(self.facts.items())))


class CaseEvent(models.Model):
    """Something that somebody did with a case."""

    ASSIGN, ANSWER, CLOSE, REOPEN = "assign", "answer", "close", "reopen"

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    act = models.CharField(max_length=8, choices=[(one, one) for one in (ASSIGN, ANSWER, CLOSE, REOPEN)])
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
