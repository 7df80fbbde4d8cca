# mypy: disable-error-code="var-annotated"
"""Comparisons of lists, the lists as far as they may be told, and reviews of pairs. No citizen's name stands here."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from huimin.reconciliation.review.agreement import VALUES
from huimin.web.base.models import Person


class Comparison(models.Model):
    """One comparison. Its lists lie encrypted in the working folder ``folder`` until ``remove_on``.

    Attributes:
        area: key of the area whose officers see it. first, last: months counted from year 0; empty: all that the lists
            share. lists: how many. budget: pairs to be read of every two lists.
        state: *collecting* lists, *running*, *done*. A failed run falls back to where it came from.
        deed: what runs or ran last: the comparison, or the report anew with what readers found.
    """

    COLLECTING, RUNNING, DONE = "collecting", "running", "done"
    STATES = (COLLECTING, RUNNING, DONE)
    COMPARE, REPORT = "compare", "report"

    area = models.TextField()
    first = models.IntegerField(null=True)
    last = models.IntegerField(null=True)
    limit = models.FloatField(default=0.95)
    lists = models.SmallIntegerField()
    budget = models.IntegerField()
    seed = models.BigIntegerField()
    simulated = models.BooleanField(default=False)
    folder = models.CharField(max_length=40)
    remove_on = models.DateField()
    state = models.CharField(max_length=10, default=COLLECTING, choices=[(s, s) for s in STATES])
    deed = models.CharField(max_length=10, default=COMPARE, choices=[(s, s) for s in (COMPARE, REPORT)])
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    findings = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True, help_text="when the report was written with what readers found")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="comparison_one_runs"),
        ]
        indexes = [models.Index(fields=["area", "state"], name="comparison_area")]

    @property
    def lock(self) -> str:
        """The name of its process's lock."""
        return f"reconciliation-{self.pk}"

    @property
    def subject(self) -> str:
        """What the log calls it by."""
        return f"comparison {self.pk}"

    @property
    def results(self) -> Path:
        """The folder of its results below that of all comparisons."""
        return Path(str(self.pk))


class Listing(models.Model):
    """One list: what it is called, who brought it, its headings and which holds what. Its records are under lock.

    Attributes:
        number: 1 to 3. file: the name it came as. sealed: the name it lies under. count: records looked at.
        whole: whether these are all. findings: what was found in it.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="listings")
    number = models.SmallIntegerField()
    name = models.TextField()
    file = models.TextField(blank=True)
    sealed = models.CharField(max_length=40, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    count = models.IntegerField(default=0)
    whole = models.BooleanField(default=True)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=list, help_text="the shapes of the first rows")
    findings = models.JSONField(default=list)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comparison", "number"], name="listing_number")]


class Review(models.Model):
    """Pairs of two lists that are to be read.

    Attributes:
        left, right: numbers of the lists. sizes: pairs of the frame by stratum. strata: the stratum of each pair drawn,
            in the order in which they are read.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="reviews")
    left = models.SmallIntegerField()
    right = models.SmallIntegerField()
    sizes = models.JSONField(default=list)
    strata = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comparison", "left", "right"], name="review_lists")]


class Seat(models.Model):
    """A reader of a review: number 1 and 2 read everything, 3 settles where they differ."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="seats")
    number = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_seat_number"),
            models.UniqueConstraint(fields=["review", "person"], name="review_seat_person"),
        ]


class Answer(models.Model):
    """What a reader said of one pair."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers")
    pair = models.IntegerField()
    value = models.CharField(max_length=10, choices=[(one, one) for one in VALUES])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "pair"], name="review_answer_once")]
