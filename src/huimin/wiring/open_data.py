"""Publish open data: from a workspace's figures and published runs to the folder that a web server hands out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from huimin.adapters.definitions.workspace import read_settings, read_workspace
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.open_data import build, write_files
from huimin.adapters.open_data.writing import NoPublicSite
from huimin.disclosure.ledger import Ledger
from huimin.figures.periods import Period, month_number
from huimin.findings import Finding, Invalid, Severity, sort_findings
from huimin.tasks.open_data.comparing import strange
from huimin.tasks.open_data.gathering import Finished, Site, Source, gather, protect_source
from huimin.tasks.open_data.history import changes_between, content_hash, next_publication, told
from huimin.tasks.open_data.settings import FILE, OpenData, read_open_data
from huimin.wiring.common import Progress, locked, quiet, whole
from huimin.wiring.maps import map_of
from huimin.wiring.open_data_kept import Kept
from huimin.wiring.runs import run_manifest, software
from huimin.wiring.workspace import Workspace

FOLDER = "open-data"
SITE, PREVIEW, STATE = "site", "preview", "state.json"
STEPS = 4
DECIDING, SHOWING = ("disclosure", "tasks/open_data"), ("charts", "adapters/open_data")


@dataclass
class PublicSite:
    """What publishing did: where, how many files were written and kept, the number of the publication, findings."""

    folder: Path
    written: int = 0
    kept: int = 0
    number: int = 0
    corrections: int = 0
    runs: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


class PublicPublisher:
    """Makes the public site of an opened workspace.

    Args:
        period: the last month that is published is the last of this period; without it, the last month whose returns
            are all due.
        run: publish this run; only where no site publishes runs, or for a preview.
        draft: a preview in a folder of its own; nothing counts as published.
    """

    def __init__(self, place: Workspace, period: Period | None = None, run: str = "", draft: bool = False) -> None:
        self.place, self.period, self.named, self.draft = place, period, run, draft
        self.own = place.folder / FOLDER
        self.kept = Kept(self.own)
        self.findings: list[Finding] = []

    # --- what is published

    @cached_property
    def settings(self) -> OpenData:
        """What ``open_data.yaml`` says; a fault in it stops everything, since it decides who is protected."""
        path, faults = self.place.folder / FILE, list[Finding]()
        data = load_yaml(path, FILE) if path.is_file() else {}
        made = read_open_data(data, self.place.definitions.areas.levels.codes, faults)
        if any(one.severity is Severity.ERROR for one in faults):
            raise Invalid(faults)
        self.findings += faults
        return made

    @cached_property
    def last(self) -> Period:
        """The last month that is published.

        Raises:
            Invalid: there are no figures up to then.
        """
        given, today = self.place.definitions, read_settings(self.place.folder).day()
        forms = {form.code: form for form in given.forms}
        there = [(code, span) for code, span in self.place.store.forms_and_periods() if code in forms]
        due = [span.last for code, span in there if forms[code].due(span) < today]
        due += [period.last for _, period, _ in self._candidates]  # figures that were assessed in public are final
        if self.period is not None:
            due = [span.last for _, span in there if span.last <= self.period.last]
        if not due:
            raise Invalid([Finding("open-data-no-figures", Severity.ERROR)])
        month = self.period.last if self.period is not None else max(due)
        return Period(month, month)

    @cached_property
    def first(self) -> Period:
        """The first month that is published: a January."""
        there = min(span.first for _, span in self.place.store.forms_and_periods())
        year = max(there // 12, self.last.last // 12 - self.settings.years + 1)
        return Period(month_number(year, 1), month_number(year, 1))

    @cached_property
    def _candidates(self) -> list[tuple[str, Period, str]]:
        """Scheme, period and name of every run that may be published, the oldest first."""
        from huimin.adapters.store.stages import has_stages, published_runs

        alias = self.place.store.alias  # type: ignore[attr-defined]
        public = published_runs(alias)
        names = [one.run for one in self.place.store.runs() if one.run in public]
        if self.named and self.named not in public:
            if has_stages(alias) and not self.draft:
                raise Invalid([Finding("open-data-run-not-published", Severity.ERROR, facts={"run": self.named})])
            names.append(self.named)
        there = [name for name in names if (self.place.folder / "runs" / name / "manifest.json").is_file()]
        held = [run_manifest(self.place.folder / "runs" / name) for name in there]
        return [(one["scheme"], Period.of(one["period"]), name) for name, one in zip(there, held, strict=True)]

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The runs that are published, the oldest first: the latest of each scheme and period."""
        made: dict[tuple[str, Period], str] = {}
        for scheme, period, name in self._candidates:
            if period.last <= self.last.last:
                made.pop((scheme, period), None)
                made[scheme, period] = name
        if not made:
            self.findings.append(Finding("open-data-no-run", Severity.WARNING))
        return tuple(made.values())

    def source(self, runs: Sequence[Finished], progress: Progress = quiet) -> Source:
        """Everything the site is made from."""
        folder = self.place.folder
        own = [read_workspace(folder / "runs" / one.run / "definitions") for one in runs]
        given = self.place.definitions
        return Source(
            given, self.place.engine(progress=progress), self.settings, list(zip(runs, own, strict=True)), self.ledger,
            lambda level: map_of(folder, given.areas, level), self.first, self.last,
        )  # fmt: skip

    @cached_property
    def day(self) -> date:
        """The day of the data: when the last file that counts was received; a demonstration's day at the latest."""
        settings = read_settings(self.place.folder)
        days = [one.received_at.astimezone(settings.zone).date()
                for one in self.place.store.files() if one.outcome == "accepted"]  # fmt: skip
        latest = max(days, default=self.last.end)
        return min(latest, settings.today) if settings.today is not None else latest

    # --- what was published before

    @cached_property
    def ledger(self) -> Ledger:
        """Every count published so far.

        Where the last publication was decided from the very same, it is without that one: the same decisions come out
        again, instead of others that would be as good but show more numbers in all.
        """
        history = self.kept.history
        return self.kept.ledger(history[-1].number if history and history[-1].data == self._data else None)

    @cached_property
    def _data(self) -> str:
        """A hash of all that decides what is shown, but for what was published before."""
        made = sha256(repr((self.draft, self.first, self.last, self.runs, self.settings.policy,
                            self.place.store.snapshot().hash, software(), _sources(DECIDING))).encode())  # fmt: skip
        for name, data in sorted(self.place.definitions.files.items()):
            made.update(name.encode() + b"\0" + sha256(data).digest())
        return made.hexdigest()

    # --- publishing

    def publish(self, target: Path | None = None, progress: Progress = quiet) -> PublicSite:
        """Write the site; where nothing has changed since the last time, nothing is done.

        Raises:
            Invalid: ``open_data.yaml`` is faulty, the run is not published, or the folder holds something else.
        """
        folder = target or self.own / (PREVIEW if self.draft else SITE)
        with locked(self.own / ".lock"):
            made = PublicSite(folder, runs=self.runs)
            state = self._state(folder)
            kept = self._as_it_was(folder, state)
            if kept is not None:
                made.kept, made.number = len(kept), len(self.kept.history)
                made.findings = sort_findings(self.findings)
                return made
            site = self._gather(progress)
            if not self.draft:
                self.kept.keep(site, self.ledger)
            self._write(site, made, progress)
            made.number, made.corrections = (site.history[-1].number, len(site.changes) - len(self.kept.corrections))
            made.findings = sort_findings([*self.findings, *site.findings, *strange(site)])
            return made

    def _gather(self, progress: Progress) -> Site:
        finished = [self.place.finished(run) for run in self.runs]
        try:
            source = self.source(finished)
            progress(1, STEPS, "figures")
            protected = protect_source(source)
            progress(2, STEPS, "protection")
            site = gather(source, protected)
        finally:
            for run in finished:
                run.close()
        return self._dated(site)

    def _dated(self, site: Site) -> Site:
        """With the number of the publication, and what it corrects."""
        now, kept = told(site.values), self.kept
        number = kept.history[-1].number + 1 if kept.history else 1
        fresh = changes_between(kept.told, now, number, self.day)
        content = content_hash((site.values, site.counts, site.runs, site.last, site.tree.keys))
        history = next_publication(kept.history, self.day, self.last.code, self.runs, content, len(fresh),
                                   self._data)  # fmt: skip
        return replace(site, history=history, changes=(*kept.corrections, *fresh), draft=self.draft)

    def _write(self, site: Site, made: PublicSite, progress: Progress) -> None:
        progress(3, STEPS, "pages")
        sizes: dict[str, int] = {}

        def noted() -> Iterable[tuple[str, bytes]]:
            for name, data in build(site):
                sizes[name] = len(data)
                yield name, data

        try:
            done = write_files(made.folder, noted())
        except NoPublicSite:
            fault = Finding("open-data-other-folder", Severity.ERROR, facts={"folder": str(made.folder)})
            raise Invalid([fault]) from None
        made.written, made.kept = len(done.files), done.kept
        if done.left:
            self.findings.append(
                Finding("open-data-left-over", Severity.NOTE, facts={"count": len(done.left), "first": done.left[0]})
            )
        held = {"inputs": self._state(made.folder), "files": sizes}
        with whole(self.own / STATE) as beside:
            beside.write_text(json.dumps(held), encoding="utf-8")
        progress(STEPS, STEPS, "pages")

    # --- whether anything changed

    def _as_it_was(self, folder: Path, state: str) -> dict[str, int] | None:
        """The files of the last time, where everything they were made from is the same and all are there."""
        try:
            held = json.loads((self.own / STATE).read_text("utf-8"))
            same = held["inputs"] == state
            there = all((folder / name).stat().st_size == size for name, size in held["files"].items())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return held["files"] if same and there else None

    def _state(self, folder: Path) -> str:
        """A hash of all that the site depends on."""
        made = sha256(repr((str(folder.resolve()), self.settings, self._data, _sources(DECIDING + SHOWING))).encode())
        paths = self.kept.files
        paths += sorted((self.place.folder / "maps").glob("*"))
        paths += [self.place.folder / "runs" / run / "manifest.json" for run in self.runs]
        for path in paths:
            if path.is_file():
                made.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        return made.hexdigest()


def _sources(rooms: Sequence[str]) -> str:
    """A hash of rooms that :func:`huimin.wiring.runs.software` does not count."""
    root, made = Path(__file__).parents[1], sha256()
    for room in rooms:
        for path in sorted(path for path in (root / room).rglob("*") if path.suffix in (".py", ".html", ".css", ".js")):
            made.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return made.hexdigest()
