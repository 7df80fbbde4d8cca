# mypy: disable-error-code="var-annotated"
"""Work that goes on beside the pages, and what the assessed areas say to a run."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Attachment, Person


class Job(models.Model):
    """Work in a process of its own, with its progress. While one is ``running``, no second of its kind starts."""

    RUNNING, DONE, FAILED, DIED = "running", "done", "failed", "died"

    kind = models.CharField(max_length=20)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=RUNNING, choices=[(s, s) for s in (RUNNING, DONE, FAILED, DIED)])
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    doing = models.TextField(blank=True, help_text="what is being worked on, as the work itself names it")
    pid = models.IntegerField(default=0)
    heartbeat = models.DateTimeField(null=True, help_text="when the work last told its progress")
    findings = models.JSONField(default=list, help_text="why it failed")
    result = models.CharField(max_length=100, blank=True)
    was_there = models.BooleanField(default=False, help_text="the same figures and definitions gave this run before")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(state="running"), name="job_one_at_a_time"),
        ]


class Reply(models.Model):
    """What an assessed area says to its scorecard, and what the office that assesses answered.

    ``verdict`` is empty until it is answered: ``upheld`` asks the area for corrected figures and so for a new run,
    ``declined`` leaves the run as it is. A reply is never changed; somebody who has more to say writes another.
    """

    UPHELD, DECLINED = "upheld", "declined"

    run = models.CharField(max_length=100)
    area = models.TextField()
    item = models.CharField(max_length=200, blank=True, help_text="empty: about the whole scorecard")
    text = models.TextField()
    attachments = models.ManyToManyField(Attachment, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True, choices=[(s, s) for s in (UPHELD, DECLINED)])
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["run", "area"], name="reply_run_area")]
        ordering = ("at", "pk")


class Consent(models.Model):
    """An assessed area has read its scorecard and has nothing, or nothing more, to say to it."""

    run = models.CharField(max_length=100)
    area = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "area"], name="consent_once")]
