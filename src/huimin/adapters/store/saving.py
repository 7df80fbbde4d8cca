"""Saving one file: its bytes, its reports and its findings, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.db import connections, transaction
from numpy import intp
from numpy.typing import NDArray

from huimin.adapters.store.atoms import AtomTable
from huimin.adapters.store.chunks import chunks
from huimin.adapters.store.content import Sheet, clean, faults_of
from huimin.adapters.store.figure_rows import FigureRows
from huimin.adapters.store.kept_findings import problem_of
from huimin.adapters.store.models import FoundProblem, Report, ReportReview, SourceBytes, SourceFile, Submission
from huimin.adapters.store.numbers import highest
from huimin.adapters.store.turns import wait_for_turn
from huimin.findings import Finding, Place, Severity
from huimin.tasks.ports import IncomingFile, Outcome, SaveResult

# Plain SQL, because a model object for each report would take as long as all of its figures.
_REPORT = """INSERT INTO store_report
    (id, submission_id, form, first, last, area, revision, on_time, digest, note)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""


@dataclass(frozen=True)
class Saving:
    """One file on its way into the database ``alias``."""

    alias: str
    atoms: AtomTable
    file: IncomingFile
    sheets: Sequence[Sheet]
    findings: Sequence[Finding]
    accepted: bool
    loaded_at: datetime | None = None
    also: Callable[[SaveResult], None] | None = None

    def run(self) -> SaveResult:
        """Save it. Bytes that were let in before change nothing; the outcome is ``duplicate`` then."""
        own = faults_of(self.sheets, self.file.name) if self.accepted else []
        accepted = self.accepted and not own
        try:
            with transaction.atomic(using=self.alias, durable=True):
                wait_for_turn(self.alias)  # numbers then rise in the order of commits
                known = SourceFile.objects.using(self.alias).filter(sha256=self.file.sha256).first()
                if known and known.outcome != SourceFile.REFUSED:
                    result = SaveResult("duplicate")
                else:
                    result = self._keep(known, accepted, own)
                if self.also:
                    self.also(result)
                return result
        except BaseException:
            self.atoms.forget()
            raise

    def _keep(self, known: SourceFile | None, accepted: bool, own: list[Finding]) -> SaveResult:
        news = [self._news(sheet) for sheet in self.sheets] if accepted else []
        if locked := [finding for part in news for finding in self._locked(part)]:
            own, news, accepted = own + locked, [], False
        file = self._keep_file(known, SourceFile.ACCEPTED if accepted else SourceFile.REFUSED)
        submissions = self._keep_reports(file, news)
        self._keep_findings(file, submissions, own)
        outcome: Outcome = "accepted"
        if not accepted:
            outcome = "refused"
        elif news and not submissions:
            outcome = file.outcome = "duplicate"
            file.save(using=self.alias, update_fields=["outcome"])
        return SaveResult(
            outcome=outcome,
            first=sum(int((part.revisions[part.fresh] == 1).sum()) for part in news),
            revised=sum(int((part.revisions[part.fresh] > 1).sum()) for part in news),
            unchanged=sum(len(part.revisions) - len(part.fresh) for part in news),
            figures=sum(int((~np.isnan(part.sheet.values[part.fresh])).sum()) for part in news),
            submissions=tuple(submission.number for submission in submissions),
            findings=tuple(own),
        )

    def _keep_file(self, known: SourceFile | None, outcome: str) -> SourceFile:
        """Enter the file; or, of one that was refused, the new receipt and outcome."""
        file = known or SourceFile(sha256=self.file.sha256, size=len(self.file.data))
        file.name, file.sender = clean(self.file.name), clean(self.file.sender)
        file.received_at = self.file.received_at
        file.loaded_at = self.loaded_at or datetime.now(UTC)
        file.outcome = outcome
        file.save(using=self.alias)
        if known:
            FoundProblem.objects.using(self.alias).filter(file=file).delete()
        else:
            SourceBytes.objects.using(self.alias).create(file=file, data=self.file.data)
        return file

    def _news(self, sheet: Sheet) -> News:
        """Which reports of a sheet are new or differ from the ones in force."""
        form, first, last = sheet.key
        inforce: dict[str, tuple[int, bytes, bool]] = {}
        for areas in chunks(sheet.areas):
            rows = Report.objects.using(self.alias).filter(form=form, first=first, last=last, area__in=areas)
            for area, *rest in rows.order_by("revision").values_list("area", "revision", "digest", "on_time"):
                inforce[area] = (rest[0], bytes(rest[1]), rest[2])
        digests = sheet.digests()
        old = [inforce.get(area, (0, b"", False)) for area in sheet.areas]
        return News(
            sheet=sheet,
            digests=digests,
            fresh=np.array([i for i, (_, digest, _) in enumerate(old) if digest != digests[i]], dtype=np.intp),
            revisions=np.array([revision + 1 for revision, _, _ in old], dtype=np.intp),
            on_time=[sheet.on_time or before for _, _, before in old],
        )

    def _locked(self, part: News) -> Iterator[Finding]:
        """The reports that would change although a level has accepted them."""
        sheet = part.sheet
        form, first, last = sheet.key
        changed = {sheet.areas[i]: i for i in part.fresh.tolist() if part.revisions[i] > 1}
        for areas in chunks(tuple(changed)):
            rows = ReportReview.objects.using(self.alias).filter(form=form, first=first, last=last, area__in=areas)
            for area, level in rows.exclude(accepted_by="").values_list("area", "accepted_by").order_by("area"):
                cell = sheet.batch.cell(changed[area], 0) if sheet.batch.atoms else ""
                place = Place(self.file.name, sheet.batch.sheet, cell, area, sheet.batch.period.code)
                yield Finding("report-locked", Severity.ERROR, place, {"level": level})

    def _keep_reports(self, file: SourceFile, news: Sequence[News]) -> list[Submission]:
        """Write a submission for every sheet that says something new, with its reports and figures."""
        number, report = highest(self.alias, "submission"), highest(self.alias, "report")
        submissions = []
        for part in news:
            if len(part.fresh):
                number += 1
                submissions.append(self._submit(file, part, number))
                ids = np.arange(report + 1, report + 1 + len(part.fresh), dtype=np.intp)
                report += len(part.fresh)
                with connections[self.alias].cursor() as cursor:
                    cursor.executemany(_REPORT, part.reports(number, ids))
                atoms = np.array(self.atoms.ids(part.sheet.batch.atoms), dtype=np.intp)
                part.figures(ids, atoms).write(self.alias)
                self._review_anew(part)
        return submissions

    def _review_anew(self, part: News) -> None:
        """A corrected report has not been looked at: what was said of the revision before is over."""
        form, first, last = part.sheet.key
        for areas in chunks(tuple(part.sheet.areas[i] for i in part.fresh.tolist() if part.revisions[i] > 1)):
            looked_at = ReportReview.objects.using(self.alias).filter(form=form, first=first, last=last)
            looked_at.filter(area__in=areas).delete()

    def _submit(self, file: SourceFile, part: News, number: int) -> Submission:
        batch = part.sheet.batch
        return Submission.objects.using(self.alias).create(
            number=number,
            file=file,
            form=batch.form,
            form_version=part.sheet.version,
            first=batch.period.first,
            last=batch.period.last,
            sheet=clean(batch.sheet),
            sender=clean(batch.sender),
            judge=part.sheet.judge,
        )

    def _keep_findings(self, file: SourceFile, submissions: list[Submission], own: list[Finding]) -> None:
        by_sheet = {submission.sheet: submission for submission in submissions}
        rows = [problem_of(f, file, by_sheet.get(clean(f.place.sheet))) for f in [*self.findings, *own]]
        if rows:
            # A broken file may have a finding in each of its cells.
            FoundProblem.objects.using(self.alias).bulk_create(rows, batch_size=1000)


@dataclass(frozen=True)
class News:
    """A sheet beside what the store holds: ``fresh`` are the indexes of the areas to be written."""

    sheet: Sheet
    digests: list[bytes]
    fresh: NDArray[intp]
    revisions: NDArray[intp]
    on_time: list[bool]

    def reports(self, number: int, ids: NDArray[intp]) -> list[tuple[Any, ...]]:
        """The rows of the fresh reports, in the order of ``_REPORT``."""
        notes = self.sheet.notes
        return [
            (
                id_,
                number,
                *self.sheet.key,
                self.sheet.areas[i],
                int(self.revisions[i]),
                self.on_time[i],
                self.digests[i],
                notes[i],
            )
            for id_, i in zip(ids.tolist(), self.fresh.tolist(), strict=True)
        ]

    def figures(self, ids: NDArray[intp], atoms: NDArray[intp]) -> FigureRows:
        """The rows of the figures of the fresh reports."""
        values = self.sheet.values[self.fresh]
        i, j = np.nonzero(~np.isnan(values))
        rows, columns = self.sheet.cells(self.fresh[i], j)
        return FigureRows(ids[i], atoms[j], values[i, j], rows, columns)
