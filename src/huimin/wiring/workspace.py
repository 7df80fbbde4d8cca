"""A workspace folder, opened: what the command line and the site can ask of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin.adapters.definitions.workspace import find_workspace, read_settings, read_tree, read_workspace
from huimin.adapters.documents.finished import FinishedRun
from huimin.areas import Areas
from huimin.assessment.binding import BoundScheme, bind_scheme
from huimin.assessment.lines import Line
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks import diff as diff_task
from huimin.tasks import explain as explain_task
from huimin.tasks import indicators as indicator_task
from huimin.tasks.definitions import Definitions, unknown
from huimin.tasks.load import LoadReport
from huimin.tasks.ports import FigureStore, Snapshot
from huimin.tasks.reproduce import Reproduction
from huimin.wiring import assessing, inbox
from huimin.wiring.common import Progress, locked, quiet, whole
from huimin.wiring.runs import Made, run_manifest

if TYPE_CHECKING:
    import pyarrow as pa

    from huimin.adapters.calendars import WithOwnDays
    from huimin.adapters.engines.duckdb.engine import DuckDBEngine
    from huimin.tasks.maps import Map
    from huimin.tasks.what_if import Basis, WhatIf

# Engine, workbooks, documents and the sample city are brought in where they are used: each takes its time to start,
# and no command needs them all.


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
        with self.wide_files():
            return self.engine_within(snapshot or self.store.snapshot(), progress)

    def engine_within(self, snapshot: Snapshot, progress: Progress) -> DuckDBEngine:
        """The same for who holds the wide files already, by :meth:`wide_files`."""
        from huimin.adapters.engines.duckdb.engine import DuckDBEngine

        folder = self.folder / "data" / "wide"
        self.compile(self.definitions, snapshot, folder, progress)
        return DuckDBEngine(folder)

    def wide_files(self, reading: bool = False) -> AbstractContextManager[None]:
        """Within this no other process writes the wide files; unless it is for ``reading``, none reads them either."""
        return locked(self.folder / "data" / "wide" / ".lock", shared=reading)

    # --- load

    def inbox(self) -> list[Path]:
        """The files of the inbox."""
        return inbox.files_of(self.folder / "inbox")

    def load(
        self,
        paths: Sequence[Path] | None = None,
        sender: str = "",
        progress: Progress = quiet,
        workers: int = 2,
    ) -> LoadReport:
        """Load the inbox, or the files named."""
        return inbox.load_files(self, self.inbox() if paths is None else paths, sender, progress, workers)

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
        return inbox.write_templates(self, form, period, target, sender, lang, progress)

    def areas(self) -> Areas:
        """The tree alone, whatever else may be wrong."""
        return read_tree(self.folder)

    def map(self, level: str) -> Map | None:
        """The boundaries of a level from ``maps/``; None where there are none.

        Raises:
            Invalid: there is no such level.
        """
        from huimin.wiring.maps import map_of

        return map_of(self.folder, self.definitions.areas, level)

    def calendar(self) -> WithOwnDays:
        """The working days of the workspace; what is wrong with its own file is in the calendar's findings."""
        from huimin.wiring.calendar import calendar_of

        return calendar_of(self.folder)

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
        return assessing.assess(self, scheme, period, progress)

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

    def reproduce(self, run: str, progress: Progress = quiet) -> Reproduction:
        """Make a run again from the store and the run's own definitions, elsewhere, and compare."""
        return assessing.reproduce(self, run, progress)

    def basis(self, run: str) -> Basis:
        """All that trying changes on a run needs, to be kept in memory; see :mod:`huimin.tasks.what_if`."""
        from huimin.wiring.what_if import read_basis

        return read_basis(self.folder / "runs" / run)

    def what_if(self, run: str, changes: Sequence[Mapping[str, Any]]) -> WhatIf:
        """What other points or targets would have done to a run; nothing is written."""
        from huimin.tasks.what_if import what_if

        return what_if(self.basis(run), changes)

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
