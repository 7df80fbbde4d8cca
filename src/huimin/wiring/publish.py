"""Publish: a workspace's documents, from its definitions, store and runs to the files an office sends."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from huimin.adapters.definitions.workspace import PACKS, read_settings
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.documents.finished import FinishedRun
from huimin.adapters.official.letterhead import LETTERHEAD, Letterhead, read_letterhead
from huimin.adapters.official.templates import Templates
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid
from huimin.findings.section import Section
from huimin.tasks.publish.choices import Choices, choices_over, known_choices
from huimin.tasks.publish.making import FactMaker, Head, Source, vocabulary_of
from huimin.tasks.publish.orders import Office, Order, RunCard, Wish, documents_due
from huimin.tasks.publish.register import COLUMNS, Entry, Register, read_register, rows_of
from huimin.wiring.common import Progress, csv_text, locked, quiet, whole
from huimin.wiring.document_files import (
    USUAL,
    Written,
    read_manifest,
    stem_of,
    write,
    write_manifest,
)
from huimin.wiring.publishing import Making, Published
from huimin.wiring.runs import run_manifest, software
from huimin.wiring.workspace import Workspace
from huimin.writing.blocks import Document
from huimin.writing.facts import Vocabulary
from huimin.writing.kinds import KINDS

FOLDER, CHOICES, NUMBERS = "documents", "choices.yaml", "numbers.csv"


@dataclass(frozen=True)
class Made:
    """One document as it was made: its order, the document, its number and day, and what was found on the way."""

    order: Order
    document: Document
    entry: Entry | None
    draft: bool
    findings: tuple[Finding, ...] = ()


class Publisher:
    """Makes the documents of an opened workspace.

    Args:
        today: the day new documents are dated; without it, the workspace's own day.
        draft: mark every document as a draft for comment.
    """

    def __init__(self, place: Workspace, today: date | None = None, draft: bool = False) -> None:
        self.place, self.draft = place, draft
        self.findings: list[Finding] = []
        settings = read_settings(place.folder)
        self.packs = [PACKS / pack / FOLDER for pack in settings.packs]
        self.own = place.folder / FOLDER
        self.today = today or settings.day()
        self._opened: dict[str, FinishedRun] = {}

    def close(self) -> None:
        """Let go of the runs that were opened."""
        for run in self._opened.values():
            run.close()
        self._opened.clear()

    # --- what documents are made from

    @cached_property
    def runs(self) -> tuple[RunCard, ...]:
        """The finished runs whose files are there, the oldest first."""
        from huimin.adapters.store.stages import published_runs

        published = published_runs(self.place.store.alias)  # type: ignore[attr-defined]
        made = []
        for record in self.place.store.runs():
            folder = self.place.folder / "runs" / record.folder
            if (folder / "manifest.json").is_file():
                held = run_manifest(folder)
                made.append(
                    RunCard(
                        record.run, held["scheme"], Period.of(held["period"]), held["level"], record.run in published
                    )
                )
        return tuple(made)

    def open_run(self, run: str) -> FinishedRun:
        """A finished run; it stays open until :meth:`close`."""
        if run not in self._opened:
            self._opened[run] = self.place.finished(run)
        return self._opened[run]

    @cached_property
    def office(self) -> Office:
        """What the list of due documents is made from."""
        given = self.place.definitions
        monthly = {form.code: form for form in given.forms if form.frequency == "month"}
        there = [(code, span) for code, span in self.place.store.forms_and_periods() if code in monthly]
        months = sorted({span for _, span in there})
        due = [
            span for span in months if all(monthly[code].due(span) < self.today for code, one in there if one == span)
        ]
        return Office(
            given,
            self.runs,
            months,
            due[-1] if due else (months[-1] if months else None),
            self.open_run,
            self.choices.schemes,
        )

    @cached_property
    def letterhead(self) -> Letterhead:
        """Who documents come from; ``{city}`` in its texts is the name of the highest area."""
        made, faults = read_letterhead([folder / LETTERHEAD for folder in (*self.packs, self.own)], load_yaml)
        self.findings += faults
        tree = self.place.definitions.areas.at(self.today)
        roots = tree.roots()
        names = {lang: tree.name(roots[0], lang) if roots else "" for lang in ("zh", "en")}
        texts = ("office", "red_head", "signature", "printed_by", "address", "contact")
        filled: dict[str, Any] = {
            name: {lang: text.replace("{city}", names[lang]) for lang, text in getattr(made, name).items()}
            for name in texts
        }
        return replace(made, **filled)

    @cached_property
    def choices(self) -> Choices:
        """What the office has chosen. A faulty file is told, and what is right in it counts."""
        made, given = Choices(), self.place.definitions
        for path in [folder / CHOICES for folder in (*self.packs, self.own)]:
            if path.is_file():
                try:
                    data = load_yaml(path, f"{FOLDER}/{CHOICES}")
                except Invalid as invalid:
                    self.findings += invalid.findings
                    continue
                made = choices_over(made, data, self.findings)
                made = known_choices(made, given.names.indicators, given.schemes, Section(data, self.findings))
        return made

    @cached_property
    def templates(self) -> Templates:
        """The templates: the office's own over the shipped ones."""
        return Templates(self.own if self.own.is_dir() else None, self.packs)

    @cached_property
    def facts(self) -> FactMaker:
        """Gathers the facts of documents."""
        head = Head(
            self.letterhead.office,
            {lang: self.letterhead.signer(lang) for lang in ("zh", "en")},
            self.letterhead.contact,
        )
        return FactMaker(
            Source(
                self.place.definitions,
                self.place.store,
                self.place.engine,
                self._snapshot[0],
                self.runs,
                self.open_run,
                self.choices,
                head,
            )
        )

    @cached_property
    def _snapshot(self) -> tuple[int, str]:
        found = self.place.store.snapshot()
        return found.marker, found.hash

    def vocabulary(self, kind: str) -> Vocabulary:
        """The names that templates of a kind may use."""
        return vocabulary_of(kind, self.choices)

    def check_templates(self) -> list[Finding]:
        """What is wrong with the office's own templates."""
        return self.templates.check({kind: self.vocabulary(kind) for kind in KINDS})

    # --- numbers

    @cached_property
    def register(self) -> Register:
        """All numbers handed out so far."""
        path = self.own / NUMBERS
        if not path.is_file():
            return Register()
        return read_register(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))

    def _save_register(self) -> None:
        if self.register.added:
            self.own.mkdir(parents=True, exist_ok=True)
            with whole(self.own / NUMBERS) as beside:
                beside.write_text(csv_text(COLUMNS, rows_of(self.register)), encoding="utf-8-sig")
            self.register.added.clear()

    def is_draft(self, order: Order) -> bool:
        """Whether a document is a draft for comment: asked for, or its run is not published."""
        published = {card.run for card in self.runs if card.published}
        return self.draft or (order.what.of_run and order.run not in published)

    def entry(self, order: Order) -> Entry | None:
        """The number and day of a document, handed out now if it has none yet; None for a draft."""
        return None if self.is_draft(order) else self.register.enter(order, self.today)

    def number(self, order: Order, day: date, edition: int = 1) -> Entry:
        """The number and day of one document, kept in the register before anybody sees it; asked again, the same."""
        with locked(self.own / ".lock"):
            self.__dict__.pop("register", None)  # another process may have handed out numbers since
            entry = self.register.enter(order, day, edition)
            self._save_register()
        return entry

    # --- making

    def due(self, wish: Wish) -> list[Order]:
        """The documents asked for."""
        return documents_due(self.office, wish)

    def make(self, order: Order, entry: Entry | None = None) -> Made:
        """One document, dated and numbered by ``entry`` (of the register); without one it has neither."""
        number = self.letterhead.number_of(order.lang, entry.year, entry.number) if entry and entry.number else ""
        told = self.facts.tell(order, number, entry.day if entry else None, self.is_draft(order))
        filled = self.templates.fill(order.kind, order.lang, told.facts, told.vocabulary)
        return Made(order, filled.document, entry, self.is_draft(order), (*told.findings, *filled.findings))

    def write(self, made: Made, formats: Sequence[str], folder: Path) -> Written:
        """Write one document below a folder."""
        return write(made.document, formats, folder / self.stem(made.order), self.letterhead)

    def stem(self, order: Order) -> Path:
        """Where a document goes below the folder of documents, without ending."""
        tree = self.place.definitions.areas.at(order.period.end)
        row = tree.index(order.area) if order.area else None
        return stem_of(order, tree.name(row, order.lang) if row is not None else "")

    def publish(
        self,
        wish: Wish,
        formats: Sequence[str] = USUAL,
        folder: Path | None = None,
        progress: Progress = quiet,
        workers: int = 2,
    ) -> Published:
        """Make all documents asked for, and write those that changed."""
        target = folder or self.own / "out"
        with locked(self.own / ".lock"):
            orders = self.due(wish)
            making = Making(self, read_manifest(target), target, tuple(formats), progress)
            try:
                making.run(orders, workers)
            finally:
                self._save_register()
                write_manifest(target, making.manifest)
            return making.published

    # --- what a document was made from

    def inputs(self, order: Order, formats: Sequence[str], entry: Entry | None) -> str:
        """A hash of everything that can change a document."""
        parts = [
            repr(order),
            repr(entry),
            str(self.is_draft(order)),
            repr(tuple(formats)),
            self._base,
            self._template_hash(order.kind, order.lang),
        ]
        parts.append(self._run_hashes if order.run else self._snapshot[1])
        return sha256("\0".join(parts).encode()).hexdigest()

    @cached_property
    def _base(self) -> str:
        given = self.place.definitions
        made = sha256(repr(sorted(software().items())).encode())
        for name, data in sorted(given.files.items()):
            made.update(name.encode() + b"\0" + sha256(data).digest())
        made.update(repr((self.letterhead, self.choices, _source_hash())).encode())
        return made.hexdigest()

    @cached_property
    def _run_hashes(self) -> str:
        """All runs, since a report compares with the one before."""
        return repr(
            [
                (card, run_manifest(self.place.folder / "runs" / card.run)["files"].get("run.json", ""))
                for card in self.runs
                if (self.place.folder / "runs" / card.run).is_dir()
            ]
        )

    def _template_hash(self, kind: str, lang: str) -> str:
        if (kind, lang) not in self._templates_seen:
            paths = [folder / kind / f"{lang}.txt" for folder in (self.own, *self.packs)]
            self._templates_seen[kind, lang] = repr([sha256(p.read_bytes()).hexdigest() for p in paths if p.is_file()])
        return self._templates_seen[kind, lang]

    @cached_property
    def _templates_seen(self) -> dict[tuple[str, str], str]:
        return {}


def _source_hash() -> str:
    """The rooms that write documents and that :func:`huimin.wiring.runs.software` does not count."""
    root, made = Path(__file__).parents[1], sha256()
    for path in sorted(path for room in ("writing", "charts") for path in (root / room).rglob("*.py")):
        made.update(path.name.encode() + sha256(path.read_bytes()).digest())
    made.update(sha256((root / "adapters" / "official" / "layout.typ").read_bytes()).digest())
    return made.hexdigest()


def fields_of(vocabulary: Vocabulary) -> list[tuple[str, Mapping[str, Any]]]:
    """The parts of a vocabulary in the order in which they are listed."""
    return [("fields", vocabulary.fields), ("tables", vocabulary.tables), ("pictures", vocabulary.pictures)]
