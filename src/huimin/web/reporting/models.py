# mypy: disable-error-code="var-annotated"
"""Drafts of forms that are being filled in, and the receipts of what was sent."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Draft(models.Model):
    """A form that is being filled in: what was typed, as it was typed, whoever typed it.

    ``version`` rises with every change and never starts again, so that two people at the same draft notice each other.
    A draft that was sent is kept closed, for its version.
    """

    form = models.CharField(max_length=200)
    first = models.IntegerField()
    last = models.IntegerField()
    area = models.TextField(help_text="key of the area that sends")
    version = models.IntegerField(default=0)
    cells = models.JSONField(default=dict, help_text="area|atom -> text; a cell left empty has none")
    notes = models.JSONField(default=dict, help_text="area|atom, or area| for the whole row -> note")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "first", "last", "area"], name="draft_once")]
        indexes = [models.Index(fields=["area"], condition=models.Q(open=True), name="draft_open")]


class Receipt(models.Model):
    """What was acknowledged: a file with its hash, who sent it and when, and what became of it.

    Written in the transaction that keeps the figures, so there is none without the other. The same bytes have one.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    size = models.BigIntegerField(help_text="bytes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="moment of arrival; the deadline is held against this")
    sender = models.TextField(help_text="key of the area that the person reports for")
    area = models.TextField(help_text="lowest area that holds all reported ones: who may read it may see this")
    parts = models.JSONField(default=list, help_text="form, period, number of areas and whether in time, of each sheet")
    outcome = models.CharField(max_length=10)
    first = models.IntegerField(default=0, help_text="reports that are the first of their area and period")
    revised = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    figures = models.IntegerField(default=0)
    typed = models.BooleanField(default=False, help_text="whether it was filled in in the page")

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="receipt_person")]
