# mypy: disable-error-code="var-annotated"
"""The tables of sampled re-decisions. They are only added to; nothing personal stands in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Round(models.Model):
    """A round: the decisions of some months among which are drawn. Its frame is fixed before the seed is known."""

    area = models.CharField(max_length=100, blank=True, help_text="the office that checks; empty: the whole tree")
    first = models.IntegerField(help_text="first month of the decisions, year * 12 + month - 1")
    last = models.IntegerField()
    each = models.IntegerField(help_text="decisions drawn of every part of the office's area")
    frame = models.TextField(help_text="the frame as published")
    sha256 = models.CharField(max_length=64)
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first"), each__gte=1), name="round_sound")]


class Draw(models.Model):
    """The draw of a round: the seed, from a public source, and the list it gave. Once for a round."""

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="draw")
    seed = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="of the list")
    person = models.CharField(max_length=150)
    at = models.DateTimeField()


class Drawn(models.Model):
    """A decision that was drawn."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="drawn")
    claim = models.CharField(max_length=100)
    place = models.SmallIntegerField(help_text="place of the deciding event among the claim's moves")
    area = models.CharField(max_length=100, help_text="of the claim")
    stratum = models.CharField(max_length=100)
    benefit = models.CharField(max_length=100)
    month = models.IntegerField(help_text="of the decision")
    chance = models.CharField(max_length=60, help_text="of being drawn, an exact fraction")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "claim", "place"], name="drawn_once")]


class Again(models.Model):
    """The second decision, made without knowing the first. It stays as it was said."""

    drawn = models.OneToOneField(Drawn, models.PROTECT, primary_key=True, related_name="again")
    outcome = models.CharField(max_length=7, choices=[(o, o) for o in ("yes", "no", "unknown")])
    person = models.CharField(max_length=150)
    at = models.DateTimeField()
