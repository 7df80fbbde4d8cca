"""The one place where tasks meet adapters. Both faces, the command line and the site, go through here."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from huimin import __version__
from huimin.adapters.definitions.workspace import (
    PACKS,
    find_workspace,
    read_settings,
    read_tree,
    read_workspace,
    start_workspace,
    write_definitions,
)
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.documents.finished import FinishedRun
from huimin.areas import Areas
from huimin.assessment.binding import BoundScheme, bind_scheme
from huimin.assessment.explanation import Line
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks import assess as assess_task
from huimin.tasks import diff as diff_task
from huimin.tasks import explain as explain_task
from huimin.tasks import indicators as indicator_task
from huimin.tasks import load as load_task
from huimin.tasks import reproduce as reproduce_task
from huimin.tasks import templates as template_task
from huimin.tasks.definitions import Definitions, Title, unknown
from huimin.tasks.ports import FigureStore, IncomingFile, RunRecord, Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from huimin.adapters.documents.run_folder import RunContent
    from huimin.adapters.engines.duckdb.engine import DuckDBEngine
    from huimin.adapters.workbooks.context import ReadContext
    from huimin.tasks.sample_city import Settings

# Engine, workbooks, documents and the sample city are brought in where they are used: each takes its time to start,
# and no command needs them all.

FOREVER = date(9999, 12, 31)
CHUNK = 400
MANY = 500  # workbooks from which on it pays to start processes that read beside the one that keeps the figures
NEVER_LOADED = frozenset({"receipts.csv"})
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


def software() -> dict[str, str]:
    """What makes a run: name, version, and a hash of every source file that can change a result."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix in (".py", ".lark", ".html", ".css") and not name.startswith(("cli/", "packs/")):
            digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return {"name": "huimin", "version": __version__, "source": digest.hexdigest()}


def read_context(definitions: Definitions, folder: Path) -> ReadContext:
    """What a reader of workbooks has to know of the workspace in ``folder``."""
    from huimin.adapters.workbooks.context import ReadContext
    from huimin.adapters.workbooks.mapping import read_mappings

    areas = definitions.areas

    def area_of(code: str, names: tuple[str, ...]) -> str | None:
        found = areas.find(code, FOREVER) if code else None
        if found is not None:
            return areas.keys[found]
        return areas.key_by_names(names) if names else None

    forms = {form.code: form for form in definitions.forms}

    @cache
    def areas_of_sender(form: str, period: Period, sender: str) -> frozenset[str] | None:
        found = template_task.areas_of_sender(definitions, forms[form], period, sender)
        return None if found is None else frozenset(found)

    def was_of_sender(form: str, sender: str, key: str) -> bool:
        return template_task.was_of_sender(definitions, forms[form], sender, key)

    return ReadContext(
        forms=forms,
        dictionary=definitions.dictionary,
        known_areas=frozenset(areas.keys),
        mappings=read_mappings(definitions.mappings, definitions.dictionary, definitions.forms),
        area_of=area_of,
        areas_of_sender=areas_of_sender,
        was_of_sender=was_of_sender,
    )


def context_of_folder(folder: Path) -> ReadContext:
    """The same, for a reading process that starts from nothing."""
    return read_context(read_workspace(folder), folder)


@dataclass(frozen=True)
class Made:
    """A run that was written (or was there already)."""

    run: str
    folder: Path
    assessed: assess_task.Assessed
    was_there: bool


class Workspace:
    """A workspace folder, opened: its definitions, its store, its runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def area_name(self, key: str, lang: str) -> str:
        """The name in ``zh`` or ``en`` of an area that is or was, with its key; the key alone where it is unknown."""
        areas = self.definitions.areas
        found = areas.id_of(key)
        name = areas.name(found, lang) if found is not None else ""
        return f"{name} {key}" if name and name != key else key

    # --- parts

    @cached_property
    def definitions(self) -> Definitions:
        """All definitions, checked."""
        return read_workspace(self.folder)

    @cached_property
    def store(self) -> FigureStore:
        """The figure store of the workspace."""
        from huimin.adapters.store import open_store

        place = read_settings(self.folder).database or self.folder / "data" / "huimin.sqlite"
        return open_store(place, self.definitions.dictionary)

    def close(self) -> None:
        """Let go of the database."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]

    def compile(
        self, definitions: Definitions, snapshot: Snapshot, folder: Path, progress: Progress = quiet,
        wanted: Callable[[str, Period], bool] = lambda form, period: True,
    ) -> None:  # fmt: skip
        """Bring the wide files in ``folder`` up to a snapshot; only what changed is written."""
        from huimin.adapters.engines.duckdb.wide import compile_wide, is_current

        forms = {form.code: form for form in definitions.forms}
        latest = self.store.latest(snapshot.marker)
        todo = [(code, period, str(last)) for (code, period), last in sorted(latest.items())
                if code in forms and wanted(code, period)]  # fmt: skip
        for done, (code, period, marker) in enumerate(todo, 1):
            form = forms[code]
            if not is_current(folder, form, period, definitions.areas, definitions.dictionary, marker):
                reports = self.store.reports(snapshot.marker, code, period.first, period.last)
                figures = self.store.figure_stream(snapshot.marker, code, period.first, period.last)
                compile_wide(folder, form, period, reports, figures, definitions.areas, definitions.dictionary,
                             marker=marker)  # fmt: skip
            progress(done, len(todo), f"{code} {period.code}")

    def engine(self, snapshot: Snapshot | None = None, progress: Progress = quiet) -> DuckDBEngine:
        """An engine over the figures of a snapshot (default: now)."""
        from huimin.adapters.engines.duckdb.engine import DuckDBEngine

        snapshot = snapshot or self.store.snapshot()
        folder = self.folder / "data" / "wide"
        self.compile(self.definitions, snapshot, folder, progress)
        return DuckDBEngine(folder)

    # --- load

    def inbox(self) -> list[Path]:
        """The files of the inbox."""
        folder = self.folder / "inbox"
        paths = folder.rglob("*") if folder.is_dir() else []
        return sorted(p for p in paths if p.is_file() and p.name not in NEVER_LOADED and p.name[0] not in ".~")

    def incoming(self, paths: Sequence[Path], sender: str = "") -> Iterator[list[IncomingFile]]:
        """The files with sender and time of receipt, the earliest first, a few hundred at a time."""
        zone = read_settings(self.folder).zone
        receipts = read_receipts(self.folder / "inbox" / "receipts.csv", zone)
        now = datetime.now(zone)
        known = [(receipts.get(path.name, (now, sender or "")), path) for path in paths]
        known.sort(key=lambda one: (one[0][0], one[1].name))
        for start in range(0, len(known), CHUNK):
            yield [
                IncomingFile(path.name, path.read_bytes(), who, when)
                for (when, who), path in known[start : start + CHUNK]
            ]

    def load(
        self,
        paths: Sequence[Path] | None = None,
        sender: str = "",
        progress: Progress = quiet,
        workers: int = 2,
    ) -> load_task.LoadReport:
        """Load the inbox, or the files named."""
        from huimin.adapters.workbooks.pool import PooledReader

        named = list(paths) if paths is not None else self.inbox()
        whole, offset = load_task.LoadReport(), 0
        with PooledReader(read_context(self.definitions, self.folder), context_of_folder, self.folder,
                          workers if len(named) > MANY else 1) as reader:  # fmt: skip
            for files in self.incoming(named, sender):
                base = offset

                def step(done: int, total: int, name: str, base: int = base) -> None:
                    progress(base + done, len(named), name)

                whole.add(load_task.load(self.definitions, self.store, reader, files, step))
                offset += len(files)
        return whole

    def write_templates(
        self,
        form: str,
        period: Period,
        target: Path,
        sender: str | None,
        lang: str,
        progress: Progress = quiet,
    ) -> list[Path]:
        """Write the workbooks of a form and period that offices fill in."""
        from huimin.adapters.workbooks.template import write_template

        given = self.definitions
        chosen = given.form(form)
        key = given.area_key(sender, period.end) if sender else None
        sheets = template_task.sheets(given, chosen, period, lang, key)
        target.mkdir(parents=True, exist_ok=True)
        made = []
        for done, sheet in enumerate(sheets, 1):
            path = target / f"{form}-{period.code}-{sheet.sender.replace('/', '_')}.xlsx"
            with whole(path) as beside:
                write_template(beside, chosen, given.dictionary, period, sheet.sender, sheet.areas, lang,
                               sender_name=sheet.sender_name)  # fmt: skip
            made.append(path)
            progress(done, len(sheets), path.name)
        return made

    def areas(self) -> Areas:
        """The tree alone, whatever else may be wrong."""
        return read_tree(self.folder)

    # --- check, assess, explain

    def check(self, first: Period, last: Period, progress: Progress = quiet) -> list[Finding]:
        """Every finding about the figures loaded, with those kept when their files were let in."""
        from huimin.tasks import check as check_task

        return check_task.check(self.definitions, self.store, self.engine(progress=progress), first, last)

    def bound(self, scheme: str, period: Period) -> BoundScheme:
        """A scheme bound to a period."""
        return bind_scheme(self.definitions.scheme(scheme), self.definitions.names, period)

    def sql(self, scheme: str, period: Period) -> str:
        """The query that adds up everything a scheme needs."""
        bound = self.bound(scheme, period)
        given = self.definitions
        return self.engine().sql(bound.leaves(), given.areas, period.end, given.dictionary, given.forms,
                                 bound.spans(given.forms))  # fmt: skip

    def sql_of(self, run: str) -> str:
        """The query that adds up everything a finished run rests on."""
        manifest = run_manifest(self.folder / "runs" / run)
        return self.sql(manifest["scheme"], Period.of(manifest["period"]))

    def assess(self, scheme: str, period: Period, progress: Progress = quiet) -> Made:
        """Assess, and write the run into ``runs/``."""
        snapshot = self.store.snapshot()
        definitions = self.definitions
        engine = self.engine(snapshot, progress)
        from huimin.tasks.check import about_reports

        about = about_reports(definitions, self.store, snapshot.marker, period, period)
        assessed = assess_task.assess(definitions, scheme, period, engine, snapshot, software(), about)
        folder = self.folder / "runs" / assessed.run
        was_there = (folder / "manifest.json").exists()
        if not was_there:
            self._write(folder, definitions, assessed)
            record = RunRecord(assessed.run, datetime.now(UTC), folder.name, snapshot.marker, snapshot.hash)
            if self.store.run(assessed.run) is None:
                self.store.keep_run(record)
        return Made(assessed.run, folder, assessed, was_there)

    def _write(self, folder: Path, definitions: Definitions, assessed: assess_task.Assessed) -> None:
        """Write a run beside its place and move it there whole."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
            place = Path(made) / "run"
            place.mkdir()
            write_definitions(place / "definitions", definitions.files_for(assessed.manifest["scheme"]))
            write_run_with_manifest(place, content_of(definitions, assessed))
            place.rename(folder)

    def indicators(
        self, period: Period, codes: Sequence[str], level: str | None, progress: Progress = quiet
    ) -> pa.Table:
        """Values of indicators, a row an area and indicator (see :mod:`huimin.tasks.indicators`)."""
        import pyarrow as pa

        levels = self.definitions.areas.levels.codes
        if level and level not in levels:
            raise unknown("no-such-level", level, levels)
        engine = self.engine(progress=progress)
        return pa.table(indicator_task.indicator_rows(self.definitions, engine, period, codes, level))

    def write_table(self, rows: pa.Table, target: Path) -> None:
        """Write a table in the format that the file's ending names: csv (with a mark that spreadsheets need), json or
        Parquet.
        """
        import pyarrow.csv as pa_csv
        import pyarrow.parquet as pq

        target.parent.mkdir(parents=True, exist_ok=True)
        with whole(target) as beside:
            if target.suffix == ".parquet":
                pq.write_table(rows, beside)
            elif target.suffix == ".json":
                beside.write_text(json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1), encoding="utf-8")
            else:
                with beside.open("wb") as file:
                    file.write("\ufeff".encode())
                    pa_csv.write_csv(rows, file)

    # --- runs

    def run_name(self, named: str | None) -> str:
        """The run of this name, or the latest whose name begins so; the latest of all where none is named."""
        runs = [record.run for record in self.store.runs() if (self.folder / "runs" / record.folder).is_dir()]
        if not runs:
            raise Invalid([Finding("no-runs", Severity.ERROR)])
        if named is None:
            return runs[-1]
        found = [run for run in runs if run == named] or [run for run in runs if run.startswith(named)]
        if not found:
            raise unknown("run-unknown", named, runs)
        return found[-1]

    def finished(self, run: str) -> FinishedRun:
        """A finished run, to be read."""
        return FinishedRun(self.folder / "runs" / run)

    def explain(self, run: str, area: str, item: str, lang: str, everything: bool = False) -> Line:
        """The explanation of one item of one area."""
        record = self.store.run(run)
        marker = record.marker if record else 0
        with self.finished(run) as finished:
            day = Period.of(finished.described["period"]).end
            cells = explain_task.cells_of(self.store, marker, self.definitions, read_settings(self.folder).zone)
            return explain_task.explain(finished, self.definitions.area_key(area, day), item, lang, cells, everything)

    def reproduce(self, run: str, progress: Progress = quiet) -> reproduce_task.Reproduction:
        """Make a run again from the store and the run's own definitions, elsewhere, and compare."""
        from huimin.tasks.check import about_reports

        folder = self.folder / "runs" / run
        before = run_manifest(folder)
        definitions = read_workspace(folder / "definitions")
        marker = before["snapshot"]["marker"]
        snapshot = self.store.snapshot(marker)
        from huimin.adapters.engines.duckdb.engine import DuckDBEngine

        with TemporaryDirectory(prefix="huimin-again-") as again:
            wide, place = Path(again) / "wide", Path(again) / "run"
            place.mkdir()
            self.compile(definitions, snapshot, wide, progress)
            period = Period.of(before["period"])
            engine = DuckDBEngine(wide)
            about = about_reports(definitions, self.store, marker, period, period)
            assessed = assess_task.assess(definitions, before["scheme"], period, engine, snapshot, software(), about)
            write_definitions(place / "definitions", definitions.files_for(before["scheme"]))
            write_run_with_manifest(place, content_of(definitions, assessed))
            reasons = reproduce_task.manifest_reasons(before, assessed.manifest)
            return reproduce_task.compare(file_hashes(folder), file_hashes(place), reasons)

    def diff(self, first: str, second: str) -> diff_task.Difference:
        """What moved from the first run to the second."""
        folder = self.folder / "runs"
        manifests = [run_manifest(folder / name) for name in (first, second)]
        with self.finished(first) as one, self.finished(second) as two:
            return diff_task.diff(one, two, *manifests)


def open_workspace(start: Path) -> Workspace:
    """The workspace that ``start`` lies in: the nearest folder upwards with a ``huimin.yaml``.

    Raises:
        Invalid: there is none.
    """
    return Workspace(find_workspace(start))


def new_workspace(
    folder: Path, packs: Sequence[str], lang: str, sample_seed: int | None = None, progress: Progress = quiet,
    settings: Settings | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Make a workspace: an empty one, or (with a seed) the simulated city with its workbooks in the inbox.

    It is made beside its place and moved there whole. ``settings`` may make the city smaller.

    Raises:
        Invalid: the folder is not empty, or a pack is not known.
    """
    if (folder.is_dir() and any(folder.iterdir())) or folder.is_file():
        raise Invalid([Finding("folder-not-empty", Severity.ERROR, facts={"found": str(folder)})])
    folder.resolve().parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.resolve().parent, prefix=".making-") as made:
        place = Path(made) / "workspace"
        place.mkdir()
        name = folder.resolve().name
        start_workspace(place, Title(name, name, lang=lang), packs)
        counts = {} if sample_seed is None else _fill_sample(place, packs, lang, sample_seed, progress, settings)
        if folder.is_dir():
            folder.rmdir()
        place.rename(folder)
    return counts


def _fill_sample(
    folder: Path, packs: Sequence[str], lang: str, seed: int, progress: Progress, settings: Settings | None
) -> dict[str, Any]:
    """Put the simulated city into a workspace and say how large it is."""
    from huimin.adapters.workbooks.sample_files import write_inbox, write_workspace
    from huimin.tasks.sample_city import make_city

    settings = settings or city_settings()
    write_workspace(settings, folder, lang, packs)
    given = read_workspace(folder)
    city = make_city(seed, settings, given.dictionary, given.forms)
    write_inbox(city, folder, given.dictionary, given.forms, lang,
                progress=lambda done, total: progress(done, total, ""))  # fmt: skip
    counts = Counter(row.level for row in city.areas if row.end is None)
    return {
        "city": settings.title.zh if lang == "zh" else settings.title.en, "counties": counts["county"],
        "townships": counts["township"], "villages": counts["village"], "files": len(city.files),
        "faults": len(city.faults),
    }  # fmt: skip


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside ``path`` to write to; what was written takes the place of ``path`` when it is finished."""
    beside = path.with_name(f".making-{path.name}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def city_settings() -> Settings:
    """What the simulated city is made from."""
    from huimin.tasks.sample_city.settings import read_settings as read_city_settings

    folder = PACKS / "sample_city"
    return read_city_settings(load_yaml(folder / f"{part}.yaml") for part in ("city", "names", "figures", "faults"))


def content_of(definitions: Definitions, assessed: assess_task.Assessed) -> RunContent:
    """A finished assessment as the writers of documents take it."""
    from huimin.adapters.documents.run_folder import RunContent

    levels = definitions.areas.levels
    return RunContent(
        run=assessed.run, manifest=assessed.manifest, described=assessed.described, records=assessed.records,
        areas=assessed.tree, leaf_value=assessed.leaves.value, leaf_reported=assessed.leaves.reported,
        leaf_expected=assessed.leaves.expected, findings=assessed.findings, title_zh=definitions.title.zh,
        title_en=definitions.title.en, simulated=definitions.title.simulated,
        level_names={code: (levels.name(code, "", "zh"), levels.name(code, "", "en")) for code in levels.codes},
    )  # fmt: skip


def write_run_with_manifest(folder: Path, content: RunContent) -> None:
    """Write the outputs of a run, and last the manifest: what it was made from, and the hash of every file."""
    from huimin.adapters.documents.run_folder import write_run

    write_run(folder, content)
    manifest = {**content.manifest, "files": file_hashes(folder)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def run_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run.

    Raises:
        Invalid: it is not what was written.
    """
    path = folder / "manifest.json"
    try:
        made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as problem:
        place = Place(file=f"{folder.name}/{path.name}")
        raise Invalid([Finding("file-unreadable", Severity.ERROR, place, {"reason": str(problem)})]) from None
    return made


def file_hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def read_receipts(path: Path, zone: ZoneInfo) -> Mapping[str, tuple[datetime, str]]:
    """``receipts.csv``: when each file was received, and from whom (file,received_at,sender).

    Times are given in ``zone``; one without a zone of its own is taken to be in it.
    """
    if not path.exists():
        return {}
    found: dict[str, tuple[datetime, str]] = {}
    faults: list[Finding] = []
    for line, row in enumerate(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))), 2):
        try:
            when = datetime.fromisoformat(row["received_at"])
            when = when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)
            found[row["file"]] = (when, row.get("sender") or "")
        except (KeyError, TypeError, ValueError):
            faults.append(Finding("receipts-row-unreadable", Severity.ERROR, Place(file=path.name, line=line)))
    if faults:
        raise Invalid(faults)
    return found
