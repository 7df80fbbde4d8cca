"""The sample city as a workspace on disk: definitions, workbooks in the inbox, and when each of them came.

The same city gives the same bytes, however many processes write them.
"""

from __future__ import annotations

import csv
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from importlib import resources
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.workbooks.marks import FIRST_FIGURE, HEAD_ROWS
from huimin.adapters.workbooks.template import write_template
from huimin.adapters.workbooks.workers import begin, undisturbed
from huimin.areas.rows import AREA_COLUMNS, CHANGE_COLUMNS
from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import first_day
from huimin.tasks.sample_city import City, PlannedFile, Settings, make_places

SIMULATED = {"zh": "模拟数据", "en": "simulated data"}
EVIDENCE = {
    "zh": "模拟：核查发现报送数与原始台账不符，证据见核查报告",
    "en": "simulated: verification found figures that the source papers do not bear out; see its report",
}
KEPT_OF_CUT = 0.6  # how much of a workbook arrives that broke off on its way
_INTO_THE_MONTH = timedelta(days=3)  # the day before the monthly deadline: the one with most to see
CHUNK = 40  # workbooks a process writes at a time
RECEIPT_COLUMNS = ("file", "received_at", "sender")

Progress = Callable[[int, int], None]


def write_workspace(settings: Settings, folder: Path, lang: str = "zh", packs: Sequence[str] = ("china",)) -> None:
    """Write what is agreed in the city: ``huimin.yaml`` and the areas, which need neither forms nor a seed.

    Args:
        folder: is made where it is not there; files of the same names are overwritten.
        packs: the packs that the workspace names.
    """
    (folder / "areas").mkdir(parents=True, exist_ok=True)
    lines = [
        "# 虚构的城市，全部数字为模拟。 An invented city; every figure is simulated.",
        f"title_zh: {settings.title.zh}",
        f"title_en: {settings.title.en}",
        "simulated: true",
        f"packs: [{', '.join(packs)}]",
        f"language: {lang}",
        "# 网站把这一天当作今天：最后一个月正在报送。 The day that the site takes for today.",
        f"today: {first_day(settings.months_span[-1] + 1) + _INTO_THE_MONTH}",
    ]
    (folder / "huimin.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    levels = resources.files("huimin.packs").joinpath("sample_city/levels.yaml").read_bytes()
    (folder / "areas" / "levels.yaml").write_bytes(levels)
    places = make_places(settings)
    areas = [(r.key, r.code, r.parent, r.level, r.zh, r.en, r.start or "", r.end or "", r.group) for r in places.rows]
    _write_csv(folder / "areas" / "areas.csv", AREA_COLUMNS, areas)
    changes = [
        (c.day, c.kind, " ".join(c.old), " ".join(c.new), c.name_zh, c.name_en, c.parent, c.source)
        for c in places.changes
    ]
    _write_csv(folder / "areas" / "changes.csv", CHANGE_COLUMNS, changes)


def write_inbox(
    city: City,
    folder: Path,
    dictionary: Dictionary,
    forms: Sequence[Form],
    lang: str = "zh",
    workers: int = 2,
    progress: Progress = lambda done, total: None,
) -> None:
    """Write the workbooks of a city and ``receipts.csv`` into ``folder/inbox``.

    Args:
        dictionary, forms: those the city was made with.
        lang: language of the workbooks, ``zh`` or ``en``.
        workers: processes that write workbooks; 1 writes them in this one.
        progress: called with (workbooks written, workbooks in all).
    """
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    _write_receipts(city, inbox / "receipts.csv", lang)
    whole = [file for file in city.files if not file.repeats]
    total, done = len(city.files), 0
    for written in _write_all(whole, inbox, dictionary, forms, lang, workers):
        done += written
        progress(done, total)
    for file in city.files:
        if file.repeats:
            (inbox / file.name).write_bytes((inbox / file.repeats).read_bytes())
    progress(total, total)


def write_city(
    city: City,
    folder: Path,
    dictionary: Dictionary,
    forms: Sequence[Form],
    lang: str = "zh",
    workers: int = 2,
) -> None:
    """Write the whole workspace of a city; see :func:`write_workspace` and :func:`write_inbox`."""
    write_workspace(city.settings, folder, lang)
    write_inbox(city, folder, dictionary, forms, lang, workers)


def _crossed(values: NDArray[np.float64], form: Form, dictionary: Dictionary) -> list[bool]:
    """For each row whether a red line is crossed, which nobody may enter without naming the evidence."""
    decided = [number for number, atom in enumerate(form.atoms) if dictionary.element_of(atom).reasoned]
    return [bool(one) for one in (values[:, decided] == 1).any(axis=1)]


def workbook(file: PlannedFile, dictionary: Dictionary, forms: Sequence[Form], lang: str) -> bytes:
    """The bytes of one workbook (of one that repeats another: what it would be without that)."""
    form = next(form for form in forms if form.code == file.form)
    names = [name.zh if lang == "zh" else name.en for name in file.names]
    # A row that was typed in is none of the template's: it has no key.
    printed = len(file.areas) - file.typed
    keys = (*file.areas[:printed], *("" for _ in range(file.typed)))
    rows = np.arange(len(file.areas)) + HEAD_ROWS + 1
    columns = np.arange(len(form.atoms)) + FIRST_FIGURE
    filled = ReportBatch(
        form=form.code,
        period=file.period,
        sheet="",
        areas=keys,
        atoms=form.atoms,
        values=file.values,
        rows=rows.astype(np.int32),
        columns=columns.astype(np.int32),
        sender=file.sender,
        judge=SIMULATED[lang],
        notes=tuple(EVIDENCE[lang] if crossed else "" for crossed in _crossed(file.values, form, dictionary)),
    )
    buffer = BytesIO()
    areas = list(zip(keys, file.areas, names, strict=True))
    office = file.office.zh if lang == "zh" else file.office.en
    write_template(
        buffer,
        form,
        dictionary,
        file.period,
        file.sender,
        areas,
        lang,
        filled,
        sender_name=office,
        texts=file.texts,
    )
    data = buffer.getvalue()
    return data[: int(len(data) * KEPT_OF_CUT)] if file.cut else data


def _write_all(
    files: Sequence[PlannedFile],
    inbox: Path,
    dictionary: Dictionary,
    forms: Sequence[Form],
    lang: str,
    workers: int,
) -> Iterator[int]:
    """Write workbooks, yielding how many have been written since the last time."""
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    if workers <= 1:
        yield from (_write_chunk(chunk, inbox, dictionary, forms, lang) for chunk in chunks)
        return
    # Started afresh rather than forked: forking a process that has threads (Arrow, DuckDB) may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _remember, (inbox, dictionary, forms, lang)) as pool:
        with undisturbed():
            written = pool.map(_write_remembered, chunks)
        yield from written


_remembered: list[tuple[Path, Dictionary, Sequence[Form], str]] = []


def _remember(*shared: Path | Dictionary | Sequence[Form] | str) -> None:
    """In a writing process: keep what all workbooks share, so that it travels once."""
    begin()
    _remembered[:] = [shared]  # type: ignore[list-item]


def _write_remembered(chunk: Sequence[PlannedFile]) -> int:
    return _write_chunk(chunk, *_remembered[0])


def _write_chunk(
    chunk: Sequence[PlannedFile], inbox: Path, dictionary: Dictionary, forms: Sequence[Form], lang: str
) -> int:
    for file in chunk:
        (inbox / file.name).write_bytes(workbook(file, dictionary, forms, lang))
    return len(chunk)


def _write_receipts(city: City, path: Path, lang: str) -> None:
    rows = [
        (file.name, file.received.isoformat(), file.office.zh if lang == "zh" else file.office.en)
        for file in city.files
    ]
    _write_csv(path, RECEIPT_COLUMNS, rows)


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
