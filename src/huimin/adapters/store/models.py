# mypy: disable-error-code="var-annotated"
"""The tables of the figure store. The web site may read them directly; only :class:`FigureStore` writes them.

Figures are long, one row each, so that every revision and its cell can be looked up. Nothing that was let in
is ever changed: a correction is a new report with the next revision. The report in force for a form, area and
period, at a marker, is the one with the highest revision among the submissions numbered up to the marker.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q


class SourceFile(models.Model):
    """A file that somebody sent, let in or refused. The same bytes are the same file."""

    ACCEPTED, REFUSED, DUPLICATE = "accepted", "refused", "duplicate"

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    size = models.BigIntegerField(help_text="bytes")
    sender = models.TextField(blank=True)
    received_at = models.DateTimeField()
    loaded_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=[(o, o) for o in (ACCEPTED, REFUSED, DUPLICATE)])

    def __str__(self) -> str:
        return self.name


class SourceBytes(models.Model):
    """The original bytes of a file: a table of their own, so that lists of files never drag them along."""

    file = models.OneToOneField(SourceFile, models.CASCADE, primary_key=True, related_name="content")
    data = models.BinaryField()


class Submission(models.Model):
    """One sheet of a file that was let in: the figures of one form and period, for many areas.

    Numbers rise strictly in the order in which submissions became visible: a number is a snapshot of the
    store.
    """

    number = models.IntegerField(primary_key=True)
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="submissions")
    form = models.TextField()
    form_version = models.TextField(blank=True)
    first = models.IntegerField(help_text="first month of the period, year * 12 + month - 1")
    last = models.IntegerField(help_text="last month of the period")
    sheet = models.TextField(blank=True)
    sender = models.TextField(blank=True, help_text="key of the area that sent it, where the sheet says so")
    judge = models.TextField(blank=True, help_text="who filled it in or judged, as written on the sheet")


class Report(models.Model):
    """What one area reported on one form for one period, in one revision (1, 2, ... without gaps)."""

    id = models.IntegerField(primary_key=True)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reports")
    form = models.TextField()
    area = models.TextField(help_text="key of the area as reported")
    first = models.IntegerField()
    last = models.IntegerField()
    revision = models.SmallIntegerField()
    on_time = models.BooleanField(help_text="whether this report, or one that it corrects, came in time")
    digest = models.BinaryField(help_text="SHA-256 of form, area, period, figures, judge and note")
    note = models.TextField(blank=True, help_text="the free note in the area's row of the sheet")

    class Meta:
        constraints = [
            # Also the index by which current reports and their next revisions are found.
            models.UniqueConstraint(fields=["form", "first", "last", "area", "revision"], name="report_revision"),
            models.CheckConstraint(condition=Q(revision__gte=1, last__gte=F("first")), name="report_sound"),
        ]
        indexes = [models.Index(fields=["area", "first"], name="report_area")]

    @property
    def received_at(self) -> datetime:
        """When the file with this report came in."""
        return self.submission.file.received_at


def reports_in_force(alias: str, marker: int) -> models.QuerySet[Report]:
    """The reports in force after submission ``marker``: those whose next revision had not come by then."""
    same = {name: OuterRef(name) for name in ("form", "first", "last", "area")}
    later = Report.objects.using(alias).filter(**same, revision=OuterRef("revision") + 1, submission_id__lte=marker)
    return Report.objects.using(alias).filter(~Exists(later), submission_id__lte=marker)


class ReportReview(models.Model):
    """How far the review of one area's report has come (see :mod:`huimin.workflow.review`).

    Beside the reports, because a report that is locked here is not changed by any loader. A report without a row has
    come in and nobody has looked at it yet.
    """

    form = models.TextField()
    first = models.IntegerField()
    last = models.IntegerField()
    area = models.TextField(help_text="key of the area as reported")
    state = models.CharField(max_length=8, choices=[(s, s) for s in ("waiting", "returned", "done")])
    awaits = models.TextField(blank=True, help_text="level whose reviewer is to look")
    accepted_by = models.TextField(blank=True, help_text="highest level that accepted; not empty: locked")
    sent_at = models.TextField(blank=True, help_text="level of the area that sent the report")
    revision = models.SmallIntegerField(default=1, help_text="revision that was last sent or looked at")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "first", "last", "area"], name="review_report")]
        indexes = [models.Index(fields=["state", "awaits"], name="review_waiting")]


class AtomName(models.Model):
    """A column name with a small number, and the decimals its figures are scaled by.

    If a dictionary changes an element's decimals, its atoms get new numbers, so no stored figure changes its
    meaning.
    """

    id = models.SmallAutoField(primary_key=True)
    name = models.TextField()
    decimals = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "decimals"], name="atom_scale")]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """One reported value, as a whole multiple of ``10 ** -decimals``, and its cell.

    What was not reported has no row. The links carry no database constraint: figures are only written
    together with their report, in one transaction, and checking each of a million links would take longer
    than writing them.
    """

    pk = models.CompositePrimaryKey("report_id", "atom_id")
    value = models.FloatField(help_text="scaled: reported value * 10 ** decimals")
    report = models.ForeignKey(Report, models.PROTECT, related_name="figures", db_constraint=False, db_index=False)
    row = models.IntegerField(help_text="row of the cell, from 1")
    atom = models.ForeignKey(AtomName, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    column = models.IntegerField(help_text="column of the cell, from 1")


class FoundProblem(models.Model):
    """A finding that was kept: code, severity, place and facts of :class:`huimin.findings.Finding`."""

    file = models.ForeignKey(SourceFile, models.CASCADE, null=True, related_name="problems")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="problems")
    code = models.CharField(max_length=100)
    severity = models.SmallIntegerField(help_text="1 note, 2 warning, 3 error")
    file_name = models.TextField(blank=True)
    sheet = models.TextField(blank=True)
    cell = models.TextField(blank=True)
    area = models.TextField(blank=True)
    period = models.TextField(blank=True)
    element = models.TextField(blank=True)
    line = models.IntegerField(default=0)
    column = models.IntegerField(default=0)
    facts = models.JSONField(default=dict)


class Run(models.Model):
    """The registry of runs: where the results of a run are, and the snapshot they rest on."""

    run = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField()
    folder = models.TextField()
    marker = models.IntegerField(help_text="number of the last submission in the snapshot")
    snapshot_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.run
