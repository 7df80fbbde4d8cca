# mypy: disable-error-code="var-annotated"
"""Tokens of the API. Of a token's secret only the hash is kept."""

from __future__ import annotations

from datetime import date

from django.db import models

from huimin.web.base.models import Person


class Token(models.Model):
    """A key for a program that acts for a person.

    It never does more than the person may do on the day, within ``area`` and its scope. The secret has 256 random bits,
    so that its plain SHA-256 is safe to keep. ``prefix`` is its beginning, by which a person tells tokens apart.
    """

    name = models.CharField(max_length=100, help_text="what it is for, in its owner's words")
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    area = models.TextField(blank=True, help_text="key of the area it is for; empty: wherever the person may")
    reads = models.BooleanField(default=True)
    submits = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    until = models.DateField(help_text="last day on which it opens anything")
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="api_token_person")]

    def alive(self, day: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked_at is None and day <= self.until
