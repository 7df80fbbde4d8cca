"""Sending a workbook, or a form that was filled in: figures, receipt and the line in the log in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from huimin.adapters.store.models import Report, SourceFile
from huimin.figures.batch import ReportBatch
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.load import take
from huimin.tasks.ports import IncomingFile, SaveResult
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.base.returns import keep_notes, settle
from huimin.web.base.turns import turn
from huimin.web.reporting import drafts, reading
from huimin.web.reporting import sheet as sheets
from huimin.web.reporting.models import Receipt
from huimin.web.reporting.sheet import Sheet
from huimin.workflow import Act, Rights


@dataclass
class Sent:
    """What became of one file: a receipt where it was let in; else the findings that kept it out."""

    name: str
    receipt: Receipt | None = None
    findings: list[Finding] = field(default_factory=list)


def send_workbook(person: Person, rights: Rights, name: str, data: bytes) -> Sent:
    """Take in a workbook that was uploaded. The same bytes again give the same receipt."""
    file = IncomingFile(PurePath(name).name[:200], data, "", clock.now())
    known = Receipt.objects.filter(sha256=file.sha256).first()
    if known is not None and rights.may(Act.READ, known.area):
        return Sent(file.name, known)
    batches, findings, mine = reading.read(file, rights)
    if not mine:
        return Sent(file.name, None, findings)
    return _keep(_Parcel(person, rights, file, batches, findings))


def send_typed(person: Person, rights: Rights, sheet: Sheet) -> Sent:
    """Send what stands in the form: the areas whose figures or notes are new, as a workbook of their own.

    Raises:
        Invalid: nothing is new.
    """
    notes = sheet.notes
    batch, findings = sheets.read_typed(sheet, sheet.cells, notes)
    if batch is None or sheets.errors(findings):
        return Sent("", None, findings or [Finding("report-is-empty", Severity.ERROR)])
    rows = sheets.changed(sheet, batch)
    if not rows:
        raise Invalid([Finding("report-nothing-new", Severity.ERROR)])
    name = f"{sheet.duty.form.code}-{sheet.duty.period.code}-{sheet.duty.area.replace('/', '_')}.xlsx"
    file = IncomingFile(name, sheets.as_workbook(sheet, batch, rows), "", clock.now())
    batches, found, mine = reading.read(file, rights)
    told = [finding for finding in found if finding.code != "area-row-missing"]
    if not mine:
        return Sent(name, None, told)
    return _keep(_Parcel(person, rights, file, batches, told, sheet, notes))


@dataclass(frozen=True)
class _Parcel:
    """A file that was read, on its way into the store, and the form it was made from (None: a workbook)."""

    person: Person
    rights: Rights
    file: IncomingFile
    batches: list[ReportBatch]
    findings: list[Finding]
    typed: Sheet | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


def _keep(parcel: _Parcel) -> Sent:
    areas = [area for batch in parcel.batches for area in batch.areas]
    sender = reading.sender_of(parcel.rights, areas)
    file = replace(parcel.file, sender=sender)
    batches = [replace(batch, sender=sender) for batch in parcel.batches]
    made: list[Receipt] = []

    def also(result: SaveResult) -> None:
        if result.outcome == "refused":
            audit.record(parcel.person, "workbook-refused", file.sha256, sender)
            return
        _settle(parcel, result)
        receipt, new = _receipt(parcel, file, batches, result)
        made.append(receipt)
        if new:
            audit.record(parcel.person, "report-sent", f"receipt {receipt.pk}", receipt.area, sha256=file.sha256,
                         parts=receipt.parts, first=result.first, revised=result.revised)  # fmt: skip

    with turn():
        taken = take(place.definitions(), place.store(), file, batches, parcel.findings, also)
    return Sent(file.name, made[0] if made else None, taken.findings)


def _settle(parcel: _Parcel, result: SaveResult) -> None:
    """What was said of the reports before is answered; the notes that were typed go with the new ones."""
    new = Report.objects.filter(submission_id__in=result.submissions).values_list("area", "form", "first")
    for batch in parcel.batches:
        areas = [area for area, form, first in new if form == batch.form and first == batch.period.first]
        settle(batch.form, batch.period, areas)
        mine = {tuple(cell.split("|", 1)): text for cell, text in parcel.notes.items()}
        keep_notes(parcel.person, batch.form, batch.period, areas, {at: t for at, t in mine.items() if at[0] in areas})
    if parcel.typed is not None:
        drafts.close(parcel.typed.duty)


def _receipt(
    parcel: _Parcel, file: IncomingFile, batches: list[ReportBatch], result: SaveResult
) -> tuple[Receipt, bool]:
    """The receipt of a file, and whether it was written now. One that a loader had taken in before gets one too."""
    definitions = place.definitions()
    before = None
    if result.outcome == "duplicate" and not result.unchanged:
        before = SourceFile.objects.filter(sha256=file.sha256).values_list("received_at", flat=True).first()
    at = before or file.received_at
    parts = [{"form": batch.form, "period": batch.period.code, "areas": len(batch.areas),
              "on_time": definitions.form(batch.form).on_time(batch.period, at.astimezone(clock.zone()))}
             for batch in batches]  # fmt: skip
    areas = [area for batch in batches for area in batch.areas]
    return Receipt.objects.get_or_create(
        sha256=file.sha256,
        defaults={
            "name": file.name, "size": len(file.data), "person": parcel.person, "at": at, "sender": file.sender,
            "area": reading.holding(areas, parcel.rights), "parts": parts,
            "outcome": "known" if before else result.outcome, "first": result.first, "revised": result.revised,
            "unchanged": result.unchanged, "figures": result.figures, "typed": parcel.typed is not None,
        },
    )  # fmt: skip
