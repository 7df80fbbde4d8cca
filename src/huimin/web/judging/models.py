# mypy: disable-error-code="var-annotated"
"""Rounds of judging, the evidence that areas gave, and who judged what."""

from __future__ import annotations

from django.db import models

from huimin.figures.periods import Period
from huimin.web.base.models import Attachment, Person
from huimin.workflow.judging import Final, Stage, Terms


class Round(models.Model):
    """The judging of one scheme for one period: its terms, which do not change once it was opened."""

    scheme = models.TextField()
    version = models.TextField(help_text="version of the scheme")
    period = models.CharField(max_length=10)
    tolerance = models.FloatField(help_text="by how much two shares may differ and still agree")
    final = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Final])
    evidence_until = models.DateField()
    judge_until = models.DateField()
    red_lines = models.BooleanField(help_text="whether red lines are judged too")
    seed = models.BigIntegerField(help_text="of the lot by which judges were drawn")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "period"], name="round_once")]

    @property
    def terms(self) -> Terms:
        """The terms as the rules of judging take them."""
        return Terms(self.tolerance, Final(self.final))

    @property
    def span(self) -> Period:
        """The period."""
        return Period.of(self.period)


class Case(models.Model):
    """One item of one area. ``item`` is the item's id, or ``red:`` and the code of a red line."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="cases")
    area = models.TextField()
    item = models.TextField()
    order = models.IntegerField(help_text="place of the item on the sheet")
    sent_at = models.DateTimeField(null=True, help_text="when the area said that its evidence is complete")
    stage = models.CharField(max_length=7, default=Stage.WAITING, choices=[(s.value, s.value) for s in Stage])
    values = models.JSONField(default=dict, help_text="what counts, by atom, once it is settled")
    entered = models.BooleanField(default=False, help_text="whether the result stands among the figures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "area", "item"], name="case_once")]


class Seat(models.Model):
    """A judge of a case: number 1 and 2 from the beginning, 3 where they differ."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seats")
    number = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="seat_number"),
            models.UniqueConstraint(fields=["case", "person"], name="seat_person"),
        ]
        indexes = [models.Index(fields=["person", "given_at"], name="seat_to_do")]


class Evidence(models.Model):
    """A file that an area gave for one item. One that was taken back stays, and is no longer shown to judges."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class Entered(models.Model):
    """A judgement sheet that was made from a round and put among the figures."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    sha256 = models.CharField(max_length=64)
    file = models.TextField()
    areas = models.IntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
