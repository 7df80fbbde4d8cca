"""Comparing lists: taken into a locked folder, read in memory, compared, told, and removed when their day comes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.definitions.workspace import read_tree
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.linkage.guard import WorkingFolder, clean, lock
from huimin.adapters.linkage.prepare import Ready, prepare, texts_at
from huimin.adapters.linkage.readings import readings
from huimin.adapters.linkage.review import write_review
from huimin.adapters.linkage.splink_links import splink_is_there, weigh
from huimin.adapters.linkage.tables import Opened, open_list, read_list
from huimin.adapters.private_files import private_file
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Section, raise_if_faulty
from huimin.reconciliation.mapping import ListMapping, Mappings, columns_of, read_mapping
from huimin.reconciliation.places import CodePlaces, Places, TreePlaces
from huimin.tasks.reconcile.comparing import MOST_LISTS, Compared, Wanted, compare
from huimin.tasks.reconcile.ports import Sent, Weigher
from huimin.tasks.reconcile.report import report
from huimin.tasks.reconcile.results import for_office, record
from huimin.tasks.reconcile.words import field_words
from huimin.writing.blocks import Block

FORMATS = ("docx", "html", "xlsx")
WORKING, TO_READ = ".working", "to-read"
KEYS = "HUIMIN_KEYS"
_UNFIT = re.compile(r"[^\w-]+")
Step = Callable[[int, int, str], Any]


@dataclass(frozen=True)
class Order:
    """What is asked of a comparison.

    Attributes:
        files: two or three lists. mapping: the mapping file. workspace: whose area tree is used; None: codes alone.
        out: the folder of the results. wanted: months, limit, error of matching.
        weighed: whether Splink weighs what the steps leave. review: where to write the pairs for a clerk.
        keep: days for which the encrypted lists are kept; 0: removed with the report. today: the day of the report.
        lang: of the report.
    """

    files: tuple[Path, ...]
    out: Path
    today: date
    mapping: Path | None = None
    workspace: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)
    weighed: bool = True
    review: Path | None = None
    keep: int = 0
    lang: str = "zh"


@dataclass(frozen=True, eq=False)
class Done:
    """What came of it: the comparison, its record, the files written, how many pairs a clerk may look at."""

    compared: Compared
    record: dict[str, Any]
    files: tuple[Path, ...]
    reviewed: int
    removed: tuple[str, ...]


def keys_folder() -> Path:
    """Where keys lie: ``HUIMIN_KEYS``, else below the user's own settings; never beside what they open."""
    if told := os.environ.get(KEYS):
        return Path(told)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "huimin" / "keys"


def remove_overdue(out: Path, today: date) -> tuple[str, ...]:
    """Remove lists and pairs below ``out`` whose day has come, those of a crashed run too."""
    return tuple(name for one in (WORKING, TO_READ) for name in clean(out / one, keys_folder(), today))


def _silent(done: int, total: int, name: str = "") -> None:
    """Nobody watches."""


def reconcile(order: Order, step: Step = _silent) -> Done:
    """Compare lists and write the report.

    Raises:
        Invalid: everything that keeps a list from being read, of all lists at once.
    """
    removed = remove_overdue(order.out, order.today)
    mappings = mappings_of(order)
    place = lock(order.out / WORKING, keys_folder(), order.today + timedelta(days=order.keep))
    try:
        places = places_of(order.workspace, order.today)
        sent, tables = read_lists(order, mappings, place, places, step, order.review is not None)
        step(len(order.files), len(order.files) + 2, "")
        made = compare(sent, order.wanted, weigher_of(order))
        step(len(order.files) + 1, len(order.files) + 2, "")
        files = write_results(order.out, made, places, order.lang, order.today, mappings.simulated)
        reviewed = _reviewed(order, made, tables) if order.review is not None else 0
        return Done(made, record(made, places, order.lang), files, reviewed, removed)
    finally:
        if order.keep <= 0:
            place.remove()


def weigher_of(order: Order) -> Weigher | None:
    """What weighs, if anything is to be weighed and Splink is there."""
    return weigh if order.weighed and splink_is_there() else None


def mappings_of(order: Order) -> Mappings:
    """The names and columns of the lists.

    Raises:
        Invalid: ``reconcile-lists-number``, or the mapping file has faults.
    """
    count = len(order.files)
    if not 2 <= count <= MOST_LISTS:
        facts = {"found": count, "most": MOST_LISTS}
        raise Invalid([Finding("reconcile-lists-number", Severity.ERROR, facts=facts)])
    if order.mapping is None:
        return Mappings((ListMapping(),) * count)
    faults: list[Finding] = []
    made = read_mapping(Section(load_yaml(order.mapping), faults), [one.name for one in order.files])
    raise_if_faulty(faults)
    return made


def places_of(workspace: Path | None, today: date) -> Places:
    """Areas by the tree of a workspace, or by their codes alone."""
    return CodePlaces() if workspace is None else TreePlaces(read_tree(workspace), today)


def read_lists(
    order: Order, mappings: Mappings, place: WorkingFolder, places: Places, step: Step, keep: bool
) -> tuple[list[Sent], list[tuple[Any, dict[str, str]] | None]]:  # fmt: skip
    """Every list made ready, and with ``keep`` its texts too, as a table with the heading of each field."""
    faults: list[Finding] = []
    sent, tables = [], []
    seen: dict[bytes, str] = {}
    for at, (path, mapping) in enumerate(zip(order.files, mappings.lists, strict=True)):
        step(at, len(order.files) + 2, path.name)
        try:
            data = place.opened(place.take_in(path, f"list-{at + 1}"))
            digest = sha256(data).digest()
            if digest in seen:
                facts = {"found": path.name}
                raise Invalid([Finding("reconcile-same-file", Severity.ERROR, Place(file=path.name), facts)])
            seen[digest] = path.name
            ready, texts = _ready(data, path.name, mapping, places, keep)
            del data
        except Invalid as invalid:
            faults += invalid.findings
            continue
        notes = (*ready.notes, *_splink_note(order, at))
        sent.append(Sent(mapping.zh or mapping.en or path.stem, mapping.en or mapping.zh or path.stem, path.name,
                         ready.records, ready.numbers_at, ready.unnamed, notes))  # fmt: skip
        tables.append(texts)
    raise_if_faulty(faults)
    return sent, tables


def _splink_note(order: Order, at: int) -> Iterable[Finding]:
    if order.weighed and at == 0 and not splink_is_there():
        yield Finding("reconcile-splink-missing", Severity.NOTE)


def _ready(data: bytes, file: str, mapping: ListMapping, places: Places, keep: bool) -> tuple[Ready, Any]:
    faults: list[Finding] = []
    opened = open_list(data, file, mapping.columns.values())
    columns = columns_of(opened.header, mapping, file, faults)
    raise_if_faulty(faults)
    ready, table = read_records(opened, columns, places)
    return ready, ((table, columns) if keep else None)


def read_records(opened: Opened, columns: Mapping[str, str], places: Places) -> tuple[Ready, Any]:
    """A list made ready, and its texts as a table.

    Args:
        columns: heading by field.
    """
    listed = read_list(opened, sorted(set(columns.values())))
    ready = prepare(listed.table, dict(columns), readings(), places, opened.file, listed.lines)
    return replace(ready, notes=(*listed.notes, *ready.notes)), listed.table


def write_results(
    out: Path, made: Compared, places: Places, lang: str, today: date, simulated: bool, checked: Sequence[Block] = ()
) -> tuple[Path, ...]:  # fmt: skip
    """The report in three formats, the counts, and a file for each office.

    Args:
        checked: what a review by people says of the matching, for the report.
    """
    from huimin.adapters.official import Letterhead
    from huimin.wiring.document_files import write

    out.mkdir(parents=True, exist_ok=True)
    document = report(made, places, lang, today, simulated, checked)
    files = list(write(document, FORMATS, out / "report", Letterhead()).files)
    counts = json.dumps(record(made, places, lang), ensure_ascii=False, indent=2)
    files.append(put(out / "counts.json", counts.encode()))
    heads = ("记录编号", "需要核对的内容", "与哪份名单比对") if lang == "zh" else ("record", "look at", "compared with")
    for at, sent in enumerate(made.lists):
        paper = io.StringIO()
        writer = csv.writer(paper, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows([_plain(cell) for cell in row] for row in for_office(made, at, lang))
        name = file_stem_of(sent.name(lang), at)
        files.append(put(out / f"for-{at + 1}-{name}.csv", paper.getvalue().encode("utf-8-sig")))
    return tuple(files)


def file_stem_of(name: str, at: int) -> str:
    """The name of list ``at`` as part of a file's name."""
    return _UNFIT.sub("-", name).strip("-") or f"list-{at + 1}"


def _plain(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def put(target: Path, data: bytes) -> Path:
    """A file that its owner alone may read, put in place whole."""
    beside = target.with_name(f".making-{target.name}")
    beside.unlink(missing_ok=True)
    with private_file(beside) as file:
        file.write(data)
    beside.replace(target)
    return target


def texts_of(kept: tuple[Any, Mapping[str, str]], rows: NDArray[np.int64]) -> list[dict[str, str]]:
    """The texts of some rows of a list by field.

    Args:
        kept: its table, and the heading of each field.
    """
    table, columns = kept
    found = texts_at(table, list(columns.values()), rows)
    return [{key: row[heading] for key, heading in columns.items()} for row in found]


def _reviewed(order: Order, made: Compared, tables: Sequence[Any]) -> int:
    """The ties as pairs side by side."""
    assert order.review is not None
    pairs: list[tuple[str, Mapping[str, str], str, Mapping[str, str]]] = []
    for one in made.pairings:
        sides = [texts_of(tables[at], rows) for at, rows in ((one.left, one.ties[0]), (one.right, one.ties[1]))]
        names = [made.lists[at].name(order.lang) for at in (one.left, one.right)]
        pairs += [(names[0], left, names[1], right) for left, right in zip(*sides, strict=True)]
    fields = [("number", "记录编号" if order.lang == "zh" else "record number"),
              *((key, field_words(key, order.lang)) for key in ("name", "sex", "birth", "weight", "order", "mother",
                                                               "identity", "mother_identity", "area"))]  # fmt: skip
    return write_review(order.review, pairs, fields, order.lang)
