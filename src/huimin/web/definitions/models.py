# mypy: disable-error-code="var-annotated"
"""Proposals to change a definition file. Those that were signed are its history."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Proposal(models.Model):
    """A new text for one definition file. It comes into force when a second person has signed it.

    ``before`` is the text it was made from, and ``base`` its SHA-256 as it stood in the file (empty for a file that was
    not there). The author's signature is the proposal itself. Nothing here is ever deleted.
    """

    WAITING, SIGNED, DECLINED, WITHDRAWN = "waiting", "signed", "declined", "withdrawn"

    file = models.CharField(max_length=200, help_text="name within the workspace, such as schemes/china--x.yaml")
    base = models.CharField(max_length=64, blank=True)
    before = models.TextField(blank=True)
    text = models.TextField()
    why = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WAITING,
                             choices=[(one, one) for one in (WAITING, SIGNED, DECLINED, WITHDRAWN)])  # fmt: skip
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    kept_as = models.CharField(max_length=250, blank=True, help_text="where the text before lies in the workspace")

    class Meta:
        indexes = [
            models.Index(fields=["file", "-decided_at"], name="proposal_file"),
            models.Index(fields=["state", "-at"], name="proposal_state"),
        ]

    @property
    def open(self) -> bool:
        """Whether it still waits for a second signature."""
        return self.state == self.WAITING
