# mypy: disable-error-code="var-annotated"
"""The tables of payments. All but :class:`SealedAccount` are only added to; the database itself refuses anything else.

What makes paying twice impossible stands here, not in a program: an obligation exists once for claim, benefit, month
and revision; an attempt once for obligation and number, and only after the attempt before it failed (a trigger); an
outcome once for line and slot; a movement once for obligation, kind, level and line.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class SealedAccount(models.Model):
    """An account number, sealed with a key that is not in the database. Rows can be erased when they must be."""

    payee = models.CharField(max_length=100, help_text="opaque token of who is paid")
    sealed = models.BinaryField(help_text="holder and number; empty once erased")
    last4 = models.CharField(max_length=4, help_text="all of the number that people get to see")
    print = models.CharField(max_length=64, help_text="keyed hash of holder and number, to know the same account again")
    bank = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["payee", "id"], name="ledger_payee")]


class Roll(models.Model):
    """A roll as somebody made it. What became of it is told by its steps."""

    id = models.IntegerField(primary_key=True)
    benefit = models.CharField(max_length=100)
    first = models.IntegerField(help_text="first month of the period, year * 12 + month - 1")
    last = models.IntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of all that it says")
    lines = models.IntegerField(help_text="payments")
    fen = models.BigIntegerField(help_text="all payments together")
    person = models.CharField(max_length=150, help_text="who made it")
    at = models.DateTimeField()
    # NULL so that the column can be added without making the table anew, which would lose its triggers.
    area = models.CharField(max_length=100, null=True, help_text="the office whose claims it pays; none: every claim")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first"), fen__gte=0), name="roll_sound")]


class RollStep(models.Model):
    """What was done with a roll. ``decision`` (approved or withdrawn) and ``answer`` of the bank come once each."""

    roll = models.ForeignKey(Roll, models.PROTECT, related_name="steps")
    slot = models.CharField(max_length=8, choices=[(s, s) for s in ("decision", "file", "answer")])
    step = models.CharField(max_length=9, choices=[(s, s) for s in ("approved", "withdrawn", "file", "answer")])
    person = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "slot"], name="step_once")]


class RollLine(models.Model):
    """One claim on a roll: one payment."""

    id = models.BigIntegerField(primary_key=True, help_text="roll * 1,000,000 + number")
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="all_lines")
    number = models.IntegerField(help_text="from 1")
    claim = models.CharField(max_length=100)
    version = models.CharField(max_length=100)
    payee = models.CharField(max_length=100)
    area = models.CharField(max_length=100)
    account = models.BigIntegerField(help_text="number of the sealed account; 0: nothing is paid")
    fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "claim"], name="line_claim_once"),
            models.CheckConstraint(condition=Q(fen__gte=0, number__gte=1, number__lt=1_000_000), name="line_sound"),
        ]


class RollPart(models.Model):
    """A month of a line."""

    line = models.ForeignKey(RollLine, models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=6)
    month = models.IntegerField()
    revision = models.SmallIntegerField()
    fen = models.BigIntegerField()
    shares = models.TextField(help_text="fen by level, JSON")
    obligation = models.BigIntegerField(help_text="the obligation that is tried again or cancelled; 0: a new one")
    area = models.CharField(max_length=100, null=True, help_text="in whose books it stands; none: the line's own")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fen__gt=0), name="part_sound")]


class Obligation(models.Model):
    """A month that is owed to a claim; a later correction of the month is another revision."""

    id = models.BigIntegerField(primary_key=True)
    claim = models.CharField(max_length=100)
    benefit = models.CharField(max_length=100)
    month = models.IntegerField()
    revision = models.SmallIntegerField()
    version = models.CharField(max_length=100)
    payee = models.CharField(max_length=100)
    area = models.CharField(max_length=100)
    fen = models.BigIntegerField(help_text="below 0: too much was paid and is to come back")
    shares = models.TextField(help_text="of the amount without its sign, by level, JSON")
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="obligations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["benefit", "claim", "month", "revision"], name="owed_once"),
            models.CheckConstraint(condition=Q(revision__gte=0) & ~Q(fen=0), name="obligation_sound"),
        ]


class Attempt(models.Model):
    """A line that tries to pay an obligation. The next is let in only when the bank failed with the one before."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="attempts", db_index=False)
    number = models.SmallIntegerField(help_text="1, 2, … without gaps")
    line = models.ForeignKey(RollLine, models.PROTECT, related_name="attempts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "number"], name="attempt_once")]


class BankAnswer(models.Model):
    """A file of the bank that was booked. The same bytes are booked once."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="answers")
    lines = models.IntegerField()
    person = models.CharField(max_length=150)
    at = models.DateTimeField()


class Outcome(models.Model):
    """What the bank said of a line: first paid or refused, later perhaps that it came back."""

    line = models.ForeignKey(RollLine, models.PROTECT, related_name="outcomes", db_index=False)
    slot = models.SmallIntegerField(help_text="1: the first answer, 2: it came back")
    result = models.CharField(max_length=7, choices=[(r, r) for r in ("paid", "refused", "bounced")])
    status = models.CharField(max_length=100, help_text="the bank's code")
    mend = models.BooleanField(help_text="another account number would mend it")
    answer = models.ForeignKey(BankAnswer, models.PROTECT, related_name="outcomes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "slot"], name="outcome_once"),
            models.CheckConstraint(
                condition=Q(slot=1, result__in=("paid", "refused")) | Q(slot=2, result="bounced"), name="outcome_sound"
            ),
        ]


class MovementRow(models.Model):
    """The ledger: fen of one level moved between two accounts; the kind says which."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="movements", db_index=False)
    entry = models.CharField(max_length=10)
    level = models.CharField(max_length=50)
    line = models.BigIntegerField(default=0, help_text="line that was paid or came back; 0: none")
    turn = models.IntegerField(default=0, help_text="of money that came back from a family in several turns")
    fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "entry", "level", "line", "turn"], name="moved_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="movement_sound"),
        ]


class Recovery(models.Model):
    """Money that came back from a family, under the reference of its receipt."""

    reference = models.CharField(max_length=100)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="recoveries")
    fen = models.BigIntegerField()
    person = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reference", "obligation"], name="recovered_once")]


class Arrival(models.Model):
    """A level's money for the payments of a benefit and period. A reference is received once from a level."""

    benefit = models.CharField(max_length=100)
    level = models.CharField(max_length=50)
    first = models.IntegerField()
    last = models.IntegerField()
    fen = models.BigIntegerField()
    day = models.DateField()
    reference = models.CharField(max_length=100)
    person = models.CharField(max_length=150)
    at = models.DateTimeField()
    area = models.CharField(max_length=100, null=True, help_text="the office it came for; none: for all")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "reference"], name="arrived_once"),
            models.CheckConstraint(condition=Q(fen__gt=0, last__gte=F("first")), name="arrival_sound"),
        ]
