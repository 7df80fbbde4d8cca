# mypy: disable-error-code="var-annotated"
"""What the screen keeps beside the ledger: what was left off when a roll was made, and who took a bank file away."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Making(models.Model):
    """Somebody asked for a roll. ``notes``: what was left off and why, as [severity, zh, en], without names."""

    benefit = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    area = models.TextField(blank=True, help_text="the office whose claims it pays; empty: every claim")
    roll = models.IntegerField(null=True, help_text="none: nothing was due")
    notes = models.JSONField(default=list)
    count = models.IntegerField(default=0, help_text="all that was noted; the list holds the first ones")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["roll"], name="payments_making_roll")]


class Download(models.Model):
    """Somebody took a bank file away. Whoever has one has whole account numbers."""

    roll = models.IntegerField()
    bank = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["roll"], name="payments_download_roll")]
