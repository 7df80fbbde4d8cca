"""Load: read the workbooks of the inbox, check them, and keep each wholly in or wholly out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Fact, Finding, Place, Severity
from huimin.indicators.intervals import Array
from huimin.language import Leaf
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import FigureStore, IncomingFile, Reported, SaveResult


class ReadBook(Protocol):
    """What a reader gives back for one file."""

    @property
    def batches(self) -> list[ReportBatch]:
        """One a sheet that was understood."""

    @property
    def findings(self) -> list[Finding]:
        """Everything found about the file."""


class Reader(Protocol):
    """Reads workbooks, several at a time where it can, and gives them back in the order asked for."""

    def read(self, files: Iterable[IncomingFile]) -> Iterable[tuple[IncomingFile, ReadBook]]:
        """The batches and findings of each file."""


@dataclass
class LoadReport:
    """What one load did. ``refused`` holds each refused file with its findings."""

    accepted: int = 0
    unchanged: int = 0
    duplicates: int = 0
    known: int = 0
    reports: int = 0
    revised: int = 0
    figures: int = 0
    refused: dict[str, list[Finding]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, other: LoadReport) -> None:
        """Take in what another load did."""
        for name in ("accepted", "unchanged", "duplicates", "known", "reports", "revised", "figures"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refused |= other.refused
        self.findings += other.findings

    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        found = Counter(finding.severity.word for finding in self.findings)
        return {severity.word: found[severity.word] for severity in reversed(Severity)}


Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, name of the file)."""


class History:
    """The figures of earlier periods, from the store, as the checks across periods ask for them."""

    def __init__(self, store: FigureStore, definitions: Definitions, batch: ReportBatch) -> None:
        self.store, self.batch = store, batch
        self.form_of = {atom: form for form in definitions.forms for atom in form.atoms}
        self._kept: dict[tuple[str, Period], Array] = {}

    def __call__(self, leaf: Leaf) -> Array | None:
        """The value of ``leaf`` for the batch's areas; None where the span is not one period of the atom's form."""
        form = self.form_of.get(leaf.atom)
        period = Period(leaf.first, leaf.last)
        if form is None or leaf.up or Period.at(leaf.first, form.frequency) != period:
            return None
        key = (form.code, period)
        if key not in self._kept:
            self._kept[key] = self.store.history(form, self.batch.areas, period)
        column: Array = self._kept[key][:, form.atoms.index(leaf.atom)]
        return column


class Checker:
    """The validation rules of all forms, compiled once."""

    def __init__(self, definitions: Definitions, store: FigureStore) -> None:
        self.definitions, self.store = definitions, store
        self._compiled: dict[str, CompiledChecks] = {}

    def check(self, batch: ReportBatch, file: str) -> list[Finding]:
        """Every finding about one batch, within its period and across periods."""
        if batch.form not in self._compiled:
            form = self.definitions.form(batch.form)
            self._compiled[batch.form] = CompiledChecks(form, self.definitions.dictionary, self.definitions.names)
        history = History(self.store, self.definitions, batch)
        found = self._compiled[batch.form].check_batch(batch, history)
        return [with_file(finding, file) for finding in found]


def with_file(finding: Finding, file: str) -> Finding:
    """The finding with the name of the file it is about."""
    at = finding.place
    place = Place(file, at.sheet, at.cell, at.area, at.period, at.element, at.line, at.column)
    return Finding(finding.code, finding.severity, place, finding.facts)


def load(
    definitions: Definitions,
    store: FigureStore,
    reader: Reader,
    files: Sequence[IncomingFile],
    progress: Progress = lambda done, total, name: None,
) -> LoadReport:
    """Load every file that is not in the store yet, the earliest received first.

    A file with an error is refused whole, with all its findings; the others go on. A file that was let in before is
    passed over; one that was refused before is looked at again, since the definitions may have been mended.
    """
    report, checker = LoadReport(), Checker(definitions, store)
    ordered = sorted(files, key=lambda file: (file.received_at, file.name))
    fresh = [file for file in ordered if store.seen(file.sha256) not in ("accepted", "duplicate")]
    report.known = len(ordered) - len(fresh)
    for done, (file, book) in enumerate(reader.read(fresh), 1):
        _take(definitions, store, checker, file, book, report)
        progress(done, len(fresh), file.name)
    return report


@dataclass(frozen=True)
class Taken:
    """What became of one file: what the store did with it, and everything that was found about it."""

    result: SaveResult
    findings: list[Finding]

    @property
    def refused(self) -> bool:
        """Whether it was kept out, whole."""
        return self.result.outcome == "refused"

    @property
    def errors(self) -> list[Finding]:
        """What kept it out."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def findings_of(checker: Checker, file: IncomingFile, book: ReadBook) -> list[Finding]:
    """What the reader and the checks say about a file."""
    findings = list(book.findings)
    for batch in book.batches:
        findings += checker.check(batch, file.name)
    return findings


def take(
    definitions: Definitions,
    store: FigureStore,
    file: IncomingFile,
    batches: Sequence[ReportBatch],
    findings: Sequence[Finding],
    also: Callable[[SaveResult], None] | None = None,
) -> Taken:
    """Keep a file that was read and checked (:func:`findings_of`), wholly in or wholly out.

    Args:
        also: see :meth:`huimin.tasks.ports.FigureStore.save`.
    """
    accepted = bool(batches) and not any(finding.severity is Severity.ERROR for finding in findings)
    reported = [_reported(definitions.form(batch.form), batch, file) for batch in batches] if accepted else []
    told = [*findings, *(_late(one, file) for one in reported if not one.on_time)]
    result = store.save(file, reported, told, accepted, also=also)
    return Taken(result, [*told, *result.findings, *_told(result, file)])


def _take(
    definitions: Definitions,
    store: FigureStore,
    checker: Checker,
    file: IncomingFile,
    book: ReadBook,
    report: LoadReport,
) -> None:
    taken = take(definitions, store, file, book.batches, findings_of(checker, file, book))
    result = taken.result
    report.findings += taken.findings
    if taken.refused:
        report.refused[file.name] = taken.errors
    elif result.outcome == "duplicate":
        report.duplicates += 1
    else:
        report.accepted += 1
    report.reports += result.first
    report.revised += result.revised
    report.unchanged += result.unchanged
    report.figures += result.figures


def _told(result: SaveResult, file: IncomingFile) -> list[Finding]:
    """What the sender may want to know about a file that was let in."""
    place = Place(file=file.name)
    told = []
    if result.outcome == "duplicate":
        told.append(Finding("file-says-nothing-new", Severity.NOTE, place))
    if result.revised:
        told.append(Finding("reports-revised", Severity.NOTE, place, {"count": result.revised}))
    return told


def _reported(form: Form, batch: ReportBatch, file: IncomingFile) -> Reported:
    return Reported(batch, form, form.on_time(batch.period, file.received_at))


def _late(one: Reported, file: IncomingFile) -> Finding:
    due = one.form.due(one.batch.period)
    days = (file.received_at.date() - due).days
    facts: dict[str, Fact] = {"due": due.isoformat(), "received": f"{file.received_at:%Y-%m-%d %H:%M}", "days": days}
    place = Place(file=file.name, sheet=one.batch.sheet, period=one.batch.period.code)
    return Finding("report-late", Severity.WARNING, place, facts)
