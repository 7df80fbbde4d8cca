"""The figure store: the port :class:`huimin.tasks.ports.FigureStore` on Django's models and Arrow.

Import it after :func:`huimin.adapters.store.setup.configure` (``open_store`` does so): models need settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa
from django.db import connections, transaction
from django.db.models import Max
from numpy import float64
from numpy.typing import NDArray

from huimin.adapters.store import lookup
from huimin.adapters.store.address import Address
from huimin.adapters.store.arrow import ArrowReader
from huimin.adapters.store.atoms import AtomTable
from huimin.adapters.store.content import Sheet
from huimin.adapters.store.kept_findings import finding_of
from huimin.adapters.store.models import FoundProblem, Run, SourceBytes, SourceFile, Submission
from huimin.adapters.store.numbers import highest
from huimin.adapters.store.saving import Saving
from huimin.figures.dictionary import Dictionary
from huimin.figures.periods import Period
from huimin.findings import Finding, sort_findings
from huimin.tasks.ports import (
    Cell,
    FileRecord,
    IncomingFile,
    Outcome,
    Reported,
    RunRecord,
    SaveResult,
    Snapshot,
)

if TYPE_CHECKING:
    from huimin.figures.batch import ReportBatch
    from huimin.figures.forms import Form

_ALL_MONTHS = (0, 2**31 - 1)


class DjangoFigureStore:
    """See :class:`huimin.tasks.ports.FigureStore` for what each method does. Use one store in one thread."""

    def __init__(self, alias: str, address: Address, dictionary: Dictionary) -> None:
        self.alias = alias
        decimals = {atom: element.decimals for element in dictionary.elements for atom in element.atoms}
        self._atoms = AtomTable(alias, decimals)
        self._arrow = ArrowReader(address)
        self._history = lookup.History(alias)
        self._history_at = 0

    def __enter__(self) -> DjangoFigureStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. The store cannot be used afterwards."""
        self._arrow.close()
        connections[self.alias].close()

    def release(self) -> None:
        """Let go of what this store alone holds; a connection that it shares with a site stays open."""
        self._arrow.close()

    # --- files

    def seen(self, sha256: str) -> Outcome | None:
        """What became of the file with these bytes, or None where it was never saved."""
        rows = SourceFile.objects.using(self.alias).filter(sha256=sha256)
        outcome: Outcome | None = rows.values_list("outcome", flat=True).first()
        return outcome

    def files(self) -> list[FileRecord]:
        """Every file, refused ones too, by time of receipt and name."""
        names = ("sha256", "name", "size", "sender", "received_at", "loaded_at", "outcome")
        rows = SourceFile.objects.using(self.alias).values_list(*names)
        records = [FileRecord(*row) for row in rows]
        return sorted(records, key=lambda file: (file.received_at, file.name, file.sha256))

    def content(self, sha256: str) -> bytes:
        """The original bytes of a file. KeyError where it was never saved."""
        row = SourceBytes.objects.using(self.alias).filter(file__sha256=sha256).first()
        if row is None:
            raise KeyError(sha256)
        return bytes(row.data)

    def save(
        self,
        file: IncomingFile,
        reported: Iterable[Reported | tuple[ReportBatch, Form, bool]],
        findings: Iterable[Finding],
        accepted: bool,
        loaded_at: datetime | None = None,
        also: Callable[[SaveResult], None] | None = None,
    ) -> SaveResult:
        """Keep a file, its reports and its findings in one transaction: all of it or nothing."""
        parts = [(Sheet.of(batch, form, on_time, self._atoms.decimals), form) for batch, form, on_time in reported]
        sheets = [sheet for sheet, _ in parts]
        saving = Saving(self.alias, self._atoms, file, sheets, list(findings), accepted, loaded_at, also)
        result = saving.run()
        if result.submissions:
            self._history_follows(result.submissions[0] - 1)
            for sheet, form in parts:
                self._history.saved(sheet, form)
            self._history_at = result.submissions[-1]
        return result

    def _history_follows(self, marker: int) -> None:
        """Forget what is remembered of the past where somebody else has saved since."""
        if self._history_at != marker:
            self._history.clear()
            self._history_at = marker

    def findings(
        self, sha256: str | None = None, marker: int | None = None, first: int | None = None, last: int | None = None
    ) -> list[Finding]:
        """The findings kept with a file (or with all), sorted; with a marker: of files let in up to it.

        With months too: of files that report a period within them.
        """
        rows = FoundProblem.objects.using(self.alias)
        if sha256 is not None:
            rows = rows.filter(file__sha256=sha256)
        if marker is not None:
            let_in = Submission.objects.using(self.alias).filter(number__lte=marker)
            if first is not None and last is not None:
                let_in = let_in.filter(first__gte=first, last__lte=last)
            rows = rows.filter(file__in=let_in.values("file"))
        return sort_findings(finding_of(row) for row in rows.iterator())

    # --- figures

    def marker(self) -> int:
        """The number of the latest submission, 0 where there is none."""
        return highest(self.alias, "submission")

    def _at(self, marker: int | None) -> int:
        return self.marker() if marker is None else marker

    def snapshot(self, marker: int | None = None) -> Snapshot:
        """The marker (now, if none is given) and the hash of all reports in force at it."""
        at = self._at(marker)
        return Snapshot(at, self._arrow.content_hash(at))

    def reports(self, marker: int | None, form: str, first: int | None = None, last: int | None = None) -> pa.Table:
        """The reports of a form in force whose period lies within the months ``first`` to ``last``."""
        low, high = _ALL_MONTHS
        return self._arrow.reports(
            self._at(marker), form, low if first is None else first, high if last is None else last
        )

    def figure_stream(self, marker: int | None, form: str, first: int, last: int) -> pa.RecordBatchReader:
        """The figures of a form and one period in force, a batch at a time."""
        return self._arrow.figures(self._at(marker), form, first, last, self._atoms.entries())

    def figures(self, marker: int | None, form: str, first: int, last: int) -> pa.Table:
        """The figures of a form and one period in force: report_id, area, atom, value (scaled)."""
        return self.figure_stream(marker, form, first, last).read_all()

    def changed_since(self, old: int, new: int | None = None) -> set[tuple[str, Period]]:
        """The forms and periods whose reports in force may differ between two markers, in either order."""
        low, high = sorted((old, self._at(new)))
        return set(self._periods(low, high))

    def forms_and_periods(self, marker: int | None = None) -> list[tuple[str, Period]]:
        """The forms and periods that have a report, sorted."""
        return sorted(self._periods(0, self._at(marker)))

    def _periods(self, after: int, upto: int) -> list[tuple[str, Period]]:
        rows = Submission.objects.using(self.alias).filter(number__gt=after, number__lte=upto)
        found = rows.values_list("form", "first", "last").distinct()
        return [(form, Period(first, last)) for form, first, last in found]

    def latest(self, marker: int | None = None) -> dict[tuple[str, Period], int]:
        """For each form and period, the number of the last submission that touched it."""
        rows = Submission.objects.using(self.alias).filter(number__lte=self._at(marker))
        found = rows.values_list("form", "first", "last").annotate(most=Max("number"))
        return {(form, Period(first, last)): most for form, first, last, most in found}

    def cells(
        self, marker: int | None, atoms: Sequence[str], areas: Sequence[str], first: int, last: int
    ) -> list[Cell]:
        """The cells behind the figures of these atoms and areas in these months, sorted."""
        return lookup.cells(self.alias, self._at(marker), atoms, areas, first, last)

    def history(self, form: Form, areas: Sequence[str], period: Period) -> NDArray[float64]:
        """The figures of a period in force, not scaled: areas x atoms of the form, NaN where not reported."""
        at = self.marker()
        self._history_follows(at)
        return self._history.values(at, form, areas, period)

    # --- runs

    def keep_run(self, run: RunRecord) -> None:
        """Enter a run in the registry. ValueError where another run has this name."""
        with transaction.atomic(using=self.alias):
            row, made = Run.objects.using(self.alias).get_or_create(run=run.run, defaults=_run_columns(run))
        if not made and _run_record(row) != run:
            raise ValueError(f"another run is called {run.run}")

    def runs(self) -> list[RunRecord]:
        """All runs, the oldest first."""
        return [_run_record(row) for row in Run.objects.using(self.alias).order_by("created_at", "run")]

    def run(self, name: str) -> RunRecord | None:
        """The run of this name, or None."""
        row = Run.objects.using(self.alias).filter(run=name).first()
        return _run_record(row) if row else None


def _run_columns(run: RunRecord) -> dict[str, object]:
    return {
        "created_at": run.created_at,
        "folder": run.folder,
        "marker": run.marker,
        "snapshot_hash": run.snapshot_hash,
    }


def _run_record(row: Run) -> RunRecord:
    return RunRecord(row.run, row.created_at, row.folder, row.marker, row.snapshot_hash)
