# mypy: disable-error-code="var-annotated"
"""Who did what with a round. What a round says stands in its files; here stand the names."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Step(models.Model):
    """One step of a round of verification, done by somebody on the site.

    ``sha256`` is that of ``results.json`` for an estimate and for the adoption of its factors, so that what was adopted
    is what was seen.
    """

    FROZEN, DRAWN, ESTIMATED, ADOPTED = "frozen", "drawn", "estimated", "adopted"

    round = models.CharField(max_length=200)
    kind = models.CharField(max_length=9, choices=[(one, one) for one in (FROZEN, DRAWN, ESTIMATED, ADOPTED)])
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["round", "at"], name="verification_step_round")]
