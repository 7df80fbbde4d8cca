# mypy: disable-error-code="var-annotated"
"""Official documents on their way from draft to issue, and the work that makes many at once."""

from __future__ import annotations

from django.db import models

from huimin.figures.periods import Period
from huimin.tasks.publish.orders import Order
from huimin.web.base.models import Person
from huimin.writing.kinds import KINDS

LANGS = ("zh", "en")


class Paper(models.Model):
    """One document in both languages. They share number, day and state.

    A *draft* can be made anew and its head edited; it has no number. A paper that is *handed in* has number, day and
    all its files, and waits for a second person; *issued* it never changes again. A *withdrawn* one keeps its number;
    what takes its place is the next ``edition``, with a number of its own.

    Attributes:
        area: key of the area it goes to; "" for a document about the whole city.
        words: what the office wrote over the template's head, by language: addressees, copies, signatory.
        heads: title, subject and head of each language as the document has them now.
        files: of each file (``zh.pdf``) its SHA-256 and size; ``content`` is a hash of what the drafts say.
        revision: the name of the folder with its files; every change makes another.
    """

    DRAFT, HANDED_IN, ISSUED, WITHDRAWN = "draft", "handed-in", "issued", "withdrawn"
    STATES = (DRAFT, HANDED_IN, ISSUED, WITHDRAWN)

    kind = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    area = models.TextField(blank=True)
    run = models.CharField(max_length=100, blank=True)
    scheme = models.CharField(max_length=100, blank=True)
    edition = models.IntegerField(default=1)
    state = models.CharField(max_length=10, default=DRAFT, choices=[(s, s) for s in STATES])
    number = models.IntegerField(default=0, help_text="of the register; 0: none, or none yet")
    number_year = models.IntegerField(default=0)
    day = models.DateField(null=True, help_text="the day it is dated; empty: not dated yet")
    words = models.JSONField(default=dict)
    heads = models.JSONField(default=dict)
    files = models.JSONField(default=dict)
    content = models.CharField(max_length=64, blank=True)
    inputs = models.CharField(max_length=64, blank=True, help_text="a hash of all that it was made from")
    revision = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was sent back or withdrawn")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period", "area", "run", "scheme", "edition"], name="paper_once_an_edition"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kind"], name="paper_state"),
            models.Index(fields=["area", "state"], name="paper_area"),
        ]

    def order(self, lang: str) -> Order:
        """The order that makes it in a language."""
        return Order(self.kind, Period.of(self.period), self.area, lang, self.run, self.scheme)

    @property
    def numbered(self) -> bool:
        """Whether documents of its kind carry a number."""
        return KINDS[self.kind].numbered

    @property
    def subject(self) -> str:
        """What the log calls it by."""
        return f"document {self.pk}"


class Making(models.Model):
    """Work in a process of its own: documents made or handed in, open data worked out or published. One at a time."""

    RUNNING, DONE, FAILED, DIED = "running", "done", "failed", "died"
    DRAFTS, HAND_IN, LOOK, PUBLIC = "drafts", "hand-in", "look", "public"
    DEEDS = (DRAFTS, HAND_IN, LOOK, PUBLIC)

    deed = models.CharField(max_length=10, choices=[(d, d) for d in DEEDS])
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=RUNNING, choices=[(s, s) for s in (RUNNING, DONE, FAILED, DIED)])
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    made = models.IntegerField(default=0)
    kept = models.IntegerField(default=0, help_text="how many were as they are already")
    findings = models.JSONField(default=list)
    result = models.JSONField(default=dict, help_text="of open data: what would be, or was, published")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="making_one_at_a_time"),
        ]
