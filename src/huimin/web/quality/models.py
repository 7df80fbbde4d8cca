# mypy: disable-error-code="var-annotated"
"""Reviews that are being made, and questions about their signs."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Work(models.Model):
    """A review in a process of its own. While one is ``running``, no second starts."""

    RUNNING, DONE, FAILED, DIED = "running", "done", "failed", "died"

    period = models.CharField(max_length=10, blank=True, help_text="empty: all months that are loaded")
    state = models.CharField(max_length=10, default=RUNNING, choices=[(s, s) for s in (RUNNING, DONE, FAILED, DIED)])
    result = models.CharField(max_length=100, blank=True, help_text="name of the review that it made")
    findings = models.JSONField(default=list, help_text="why it failed")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="quality_one_at_a_time"
            ),
        ]


class Question(models.Model):
    """A question about a sign to the area that it is about, and what the area answers. Asking judges nothing.

    ``identity`` is what makes it the same sign in another review: kind, area, form, elements and periods. ``cause`` of
    an answer is ``innocent`` (what the page offers), ``mistake`` (a correction follows) or ``other``.
    """

    CAUSES = ("innocent", "mistake", "other")

    identity = models.CharField(max_length=64)
    review = models.CharField(max_length=100, help_text="the review it was asked from")
    number = models.IntegerField(help_text="place of the sign in that review")
    code = models.CharField(max_length=40)
    area = models.TextField()
    text = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in CAUSES])
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity"], name="quality_question_once")]
        indexes = [models.Index(fields=["area", "answered_at"], name="quality_question_area")]
