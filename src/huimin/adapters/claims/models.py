# mypy: disable-error-code="var-annotated"
"""The tables of claims: a skeleton that only grows, contents that are sealed, and keys that can be thrown away.

The skeleton (:class:`Claim`, :class:`Event`, :class:`View`, :class:`Rule`) names no person but those of the office. All
that is personal stands in :class:`Sealed` and in files, sealed with a key of the claim's own (:class:`DataKey`); the
database lets a sealed row go only once that key is gone. :class:`State` is worked out from the events and can be made
again at any time.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

SIGNING = ("propose", "stop", "confirm")
"""The moves of which nobody may make two in the same turn."""


class Claim(models.Model):
    """A claim as it was taken. Nothing of this ever changes."""

    id = models.BigIntegerField(primary_key=True)
    benefit = models.CharField(max_length=100)
    area = models.CharField(max_length=100, help_text="key of the area whose office takes it")
    payee = models.CharField(max_length=40, unique=True, help_text="opaque token under which the account is kept")
    by_family = models.BooleanField()
    day = models.DateField(help_text="the day on which it was claimed")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["benefit", "area"], name="claim_benefit_area")]


class DataKey(models.Model):
    """The claim's own key, wrapped by the master key. Without this row nobody opens the claim again."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="data_key")
    wrapped = models.BinaryField()


class KeyPrint(models.Model):
    """By which the master key is known again: with another one nothing is found, and nothing must be taken."""

    print = models.CharField(max_length=64, primary_key=True, help_text="keyed hash of a fixed text")
    former = models.BinaryField(default=b"", help_text="keys of former hashes, the earliest first, sealed")


class NextKey(models.Model):
    """A claim's key and hashes, prepared for the master key that is to follow; thrown away once that is in use."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="next_key")
    events = models.SmallIntegerField(help_text="how many there were when this was prepared")
    wrapped = models.BinaryField()
    print = models.CharField(max_length=64, help_text="of the master key that it is for")
    receipt = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    claimant = models.CharField(max_length=64, blank=True)
    live = models.CharField(max_length=64, blank=True)


class Mark(models.Model):
    """A keyed hash by which a claim is found: of the receipt code, of the subject, of the claimant."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ("receipt", "subject", "claimant")])
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind"], name="mark_once"),
            models.UniqueConstraint(fields=["hash"], condition=Q(kind="receipt"), name="receipt_once"),
        ]
        indexes = [models.Index(fields=["hash", "kind"], name="mark_hash")]


class Rule(models.Model):
    """A benefit's file as it was when a decision was made by it."""

    version = models.CharField(max_length=100, primary_key=True, help_text="code and SHA-256 of the text")
    benefit = models.CharField(max_length=100)
    text = models.TextField()
    at = models.DateTimeField()


class Event(models.Model):
    """Something that was done with a claim. ``number`` counts from 1 without gaps, so that two cannot both be next.

    ``turn`` counts the proposals; ``signer`` is the person's name as it is compared. Within a turn nobody signs twice.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="events", db_index=False)
    number = models.SmallIntegerField()
    move = models.CharField(max_length=12)
    turn = models.SmallIntegerField(help_text="how many proposals there were, this one included")
    person = models.CharField(max_length=150, blank=True, help_text="of the office; empty: the family")
    signer = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=7, blank=True, choices=[("yes", "yes"), ("no", "no")])
    machine = models.CharField(max_length=7, blank=True, help_text="what the rule said: yes, no or unknown")
    rule = models.CharField(max_length=100, blank=True, help_text="version of the rule")
    since = models.DateField(null=True, help_text="the day from which a change or a stop counts")
    worded = models.BooleanField(help_text="whether a reason was given; the words are sealed")
    # NULL so that the column can be added without making the table anew, which would lose its triggers.
    area = models.CharField(max_length=100, null=True, help_text="of a handing over: key of the area it goes to")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="event_once"),
            models.UniqueConstraint(
                fields=["claim", "turn", "signer"], condition=Q(move__in=SIGNING), name="event_two_people"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, turn__gte=0) & (~Q(move__in=SIGNING) | ~Q(signer="")), name="event_sound"
            ),
        ]


class Sealed(models.Model):
    """What is personal of an event, sealed. Never changed; removed only with the claim's key."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="sealed", db_index=False)
    number = models.SmallIntegerField(help_text="of the event")
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="sealed_once")]


class Paper(models.Model):
    """A paper of a claim: its name is among the sealed contents of its event, its bytes are a sealed file."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="papers", db_index=False)
    number = models.SmallIntegerField(help_text="of the event that brought it")
    file = models.CharField(max_length=40, unique=True, help_text="name of the sealed file; says nothing")
    size = models.IntegerField(help_text="bytes before sealing")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="paper_once")]


class State(models.Model):
    """How a claim stands, worked out from its events so that lists need not open them."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="state")
    benefit = models.CharField(max_length=100)
    area = models.CharField(max_length=100, help_text="key of the area whose office has it now")
    stage = models.CharField(max_length=10)
    step = models.SmallIntegerField(help_text="whose turn it is, from 0; -1: nobody's")
    round = models.SmallIntegerField()
    events = models.SmallIntegerField()
    running = models.BooleanField(help_text="paid by the decision before while a new one is made")
    outcome = models.CharField(max_length=7, blank=True)
    machine = models.CharField(max_length=7, blank=True, help_text="what the rule said when it was last asked")
    officer = models.CharField(max_length=150, blank=True, help_text="who of the office last acted")
    due = models.DateField(null=True, help_text="last day for whose turn it is")
    renew_by = models.DateField(null=True)
    decided = models.DateField(null=True)
    held = models.BooleanField()
    appealed = models.BooleanField()
    appeal_due = models.DateField(null=True)
    erased = models.BooleanField(default=False)
    offered = models.CharField(max_length=100, null=True, help_text="key of the area that it is offered to")
    before = models.CharField(max_length=100, null=True, help_text="key of the area that handed it over last")

    class Meta:
        indexes = [
            models.Index(fields=["stage", "area", "due"], name="state_list"),
            models.Index(fields=["area", "due"], name="state_area"),
            models.Index(fields=["benefit", "stage"], name="state_benefit"),
            models.Index(fields=["offered"], name="state_offered", condition=Q(offered__isnull=False)),
            models.Index(fields=["before"], name="state_before", condition=Q(before__isnull=False)),
        ]


class Live(models.Model):
    """A claim that is granted. Of the same benefit, subject and event only one at a time can be."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="live")
    key = models.CharField(max_length=64, unique=True, help_text="keyed hash of benefit, subject and event")


class Erasure(models.Model):
    """A claim's contents were erased: when, by whom, and why. The skeleton stays."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="erasure")
    person = models.CharField(max_length=150, blank=True, help_text="of the office; empty: the family or the daily job")
    reason = models.CharField(max_length=10, choices=[(r, r) for r in ("family", "retention")])
    at = models.DateTimeField()


class View(models.Model):
    """Somebody looked into a claim, and why."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="views")
    person = models.CharField(max_length=150, blank=True, help_text="of the office; empty: the family")
    purpose = models.CharField(max_length=16)
    what = models.CharField(max_length=10, help_text="card, paper, export, list")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "at"], name="view_person"),
            models.Index(fields=["at"], name="view_at"),
        ]
