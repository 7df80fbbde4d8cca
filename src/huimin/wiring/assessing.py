"""Making a run, and making it again to see that it comes out the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from huimin.adapters.definitions.workspace import read_workspace, write_definitions
from huimin.figures.periods import Period
from huimin.tasks import assess as assess_task
from huimin.tasks import reproduce as reproduce_task
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import RunRecord
from huimin.wiring.common import Progress, quiet
from huimin.wiring.runs import Made, content_of, file_hashes, run_manifest, software, write_run_with_manifest

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace


def assess(place: Workspace, scheme: str, period: Period, progress: Progress = quiet) -> Made:
    """Assess, and write the run into ``runs/`` of the workspace."""
    from huimin.tasks.check import about_reports

    snapshot = place.store.snapshot()
    definitions = place.definitions
    about = about_reports(definitions, place.store, snapshot.marker, period, period)
    with place.wide_files():  # until the figures are read: another process may compile what came after the snapshot
        engine = place.engine_within(snapshot, progress)
        assessed = assess_task.assess(definitions, scheme, period, engine, snapshot, software(), about)
    folder = place.folder / "runs" / assessed.run
    was_there = (folder / "manifest.json").exists()
    if not was_there:
        _write_beside(folder, definitions, assessed)
        record = RunRecord(assessed.run, datetime.now(UTC), folder.name, snapshot.marker, snapshot.hash)
        if place.store.run(assessed.run) is None:
            place.store.keep_run(record)
    return Made(assessed.run, folder, assessed, was_there)


def _write_beside(folder: Path, definitions: Definitions, assessed: assess_task.Assessed) -> None:
    """Write a run beside its place and move it there whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        run = Path(made) / "run"
        run.mkdir()
        _write(run, definitions, assessed)
        run.rename(folder)


def _write(folder: Path, definitions: Definitions, assessed: assess_task.Assessed) -> None:
    """Write a run: the definitions it was made with, then its results, at last the manifest."""
    write_definitions(folder / "definitions", definitions.files_for(assessed.manifest["scheme"]))
    write_run_with_manifest(folder, content_of(definitions, assessed))


def reproduce(place: Workspace, run: str, progress: Progress = quiet) -> reproduce_task.Reproduction:
    """Make a run again from the store and the run's own definitions, elsewhere, and compare."""
    from huimin.adapters.engines.duckdb.engine import DuckDBEngine
    from huimin.tasks.check import about_reports

    folder = place.folder / "runs" / run
    before = run_manifest(folder)
    definitions, period = read_workspace(folder / "definitions"), Period.of(before["period"])
    snapshot = place.store.snapshot(before["snapshot"]["marker"])
    with TemporaryDirectory(prefix="huimin-again-") as again:
        wide, made = Path(again) / "wide", Path(again) / "run"
        made.mkdir()
        place.compile(definitions, snapshot, wide, progress)
        about = about_reports(definitions, place.store, snapshot.marker, period, period)
        assessed = assess_task.assess(
            definitions, before["scheme"], period, DuckDBEngine(wide), snapshot, software(), about
        )
        _write(made, definitions, assessed)
        reasons = reproduce_task.manifest_reasons(before, assessed.manifest)
        return reproduce_task.compare(file_hashes(folder), file_hashes(made), reasons)
