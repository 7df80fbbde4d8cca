"""Workbooks on their way out and back: templates for offices, the inbox, and taking files in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.definitions.workspace import read_settings
from huimin.figures.periods import Period
from huimin.tasks import load as load_task
from huimin.tasks import templates as template_task
from huimin.tasks.ports import IncomingFile
from huimin.wiring.common import Progress, quiet, whole
from huimin.wiring.reading import context_of_folder, read_context, read_receipts

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace

CHUNK = 400
MANY = 500  # workbooks from which on it pays to start processes that read beside the one that keeps the figures
NEVER_LOADED = frozenset({"receipts.csv"})


def files_of(folder: Path) -> list[Path]:
    """The files of an inbox; none where there is no such folder."""
    paths = folder.rglob("*") if folder.is_dir() else []
    return sorted(p for p in paths if p.is_file() and p.name not in NEVER_LOADED and p.name[0] not in ".~")


def incoming(folder: Path, paths: Sequence[Path], sender: str = "") -> Iterator[list[IncomingFile]]:
    """Files for the workspace in ``folder`` with sender and time of receipt, the earliest first, a few hundred at a
    time.
    """
    zone = read_settings(folder).zone
    receipts = read_receipts(folder / "inbox" / "receipts.csv", zone)
    now = datetime.now(zone)
    known = [(receipts.get(path.name, (now, sender or "")), path) for path in paths]
    known.sort(key=lambda one: (one[0][0], one[1].name))
    for start in range(0, len(known), CHUNK):
        yield [
            IncomingFile(path.name, path.read_bytes(), who, when) for (when, who), path in known[start : start + CHUNK]
        ]


def load_files(
    place: Workspace, named: Sequence[Path], sender: str = "", progress: Progress = quiet, workers: int = 2
) -> load_task.LoadReport:
    """Load files into a workspace; many are read by ``workers`` processes."""
    from huimin.adapters.workbooks.pool import PooledReader

    report, offset = load_task.LoadReport(), 0
    with PooledReader(read_context(place.definitions, place.folder), context_of_folder, place.folder,
                      workers if len(named) > MANY else 1) as reader:  # fmt: skip
        for files in incoming(place.folder, named, sender):
            base = offset

            def step(done: int, total: int, name: str, base: int = base) -> None:
                progress(base + done, len(named), name)

            report.add(load_task.load(place.definitions, place.store, reader, files, step))
            offset += len(files)
    return report


def write_templates(
    place: Workspace, form: str, period: Period, target: Path, sender: str | None, lang: str, progress: Progress = quiet
) -> list[Path]:
    """Write the workbooks of a form and period that offices fill in."""
    from huimin.adapters.workbooks.template import write_template

    given = place.definitions
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
