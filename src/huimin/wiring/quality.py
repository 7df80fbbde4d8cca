"""The quality review of a workspace: panels from its wide files, outside sources from ``outside/``, results to
``data/``.

``outside/<source>.csv`` holds ``area,period,element,value``: figures of the census, the police, hospitals or schools,
one a line. The name of the file is the name of the source. ``data/quality/<period>.json`` and ``.csv`` are the same
bytes whenever figures, definitions and program are the same.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from huimin.adapters.engines.duckdb.panels import read_panels
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.quality.panel import Column, Panel
from huimin.tasks.definitions import Definitions
from huimin.tasks.quality import OutsideRow, QualityReview, Scope, review
from huimin.wiring.common import Progress, quiet, whole
from huimin.wiring.runs import software
from huimin.wiring.workspace import Workspace

HISTORY = 36
"""Months of history at most, those under review included."""
COLUMNS = ("area", "period", "element", "value")


def quality_review(
    place: Workspace, period: Period | None = None, area: str = "", progress: Progress = quiet
) -> QualityReview:
    """Review the figures of a period; without one, of all months that are loaded, up to three years.

    Raises:
        Invalid: nothing is loaded for these months, the area is not known, or a file of an outside source is faulty.
    """
    definitions, snapshot = place.definitions, place.store.snapshot()
    scope = _scope(place, period, area)
    tree = definitions.areas.at(Period.at(scope.last, "month").end)
    sources = [
        row for row in read_sources(place.folder / "outside", definitions)
        if scope.first <= row.period.first and row.period.last <= scope.last
    ]  # fmt: skip
    with place.wide_files():
        engine = place.engine_within(snapshot, progress)
        panels = _panels(engine.folder, tree, scope)
        return review(definitions, place.store, engine, panels, scope, snapshot, software(), sources)


def _scope(place: Workspace, period: Period | None, area: str) -> Scope:
    """The months under review, cut to those that are loaded."""
    loaded = [one for form, one in place.store.forms_and_periods() if not form.startswith("judge_")]
    wanted = [one for one in loaded if period is None or (period.first <= one.first and one.last <= period.last)]
    if not wanted:
        facts = {"period": period.code if period else "–"}
        raise Invalid([Finding("quality-nothing", Severity.ERROR, facts=facts)])
    last = max(one.last for one in wanted)
    earliest = max(min(one.first for one in loaded), last - HISTORY + 1)
    first = max(period.first if period else earliest, earliest)
    months = [Period.at(month, "month").code for month in (first, last)]
    name = period.code if period else f"{months[0]}_{months[1]}"
    key = place.definitions.area_key(area, Period.at(last, "month").end) if area else ""
    return Scope(name, first, last, earliest, key)


def _panels(
    folder: Path, tree: Tree, scope: Scope
) -> Callable[[Form, tuple[Column, ...], tuple[int, ...]], Iterator[Panel]]:
    """What reads the panels of a form from the wide files of a workspace."""

    def panels(form: Form, columns: tuple[Column, ...], decimals: tuple[int, ...]) -> Iterator[Panel]:
        return read_panels(folder, form, columns, decimals, tree, (scope.history, scope.last), scope.first)

    return panels


# --- outside sources


def read_sources(folder: Path, definitions: Definitions) -> list[OutsideRow]:
    """Every line of every file of the folder.

    Raises:
        Invalid: every fault of every file.
    """
    faults: list[Finding] = []
    rows: list[OutsideRow] = []
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else []:
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as problem:
            faults.append(Finding("file-unreadable", Severity.ERROR, Place(file=path.name), {"reason": str(problem)}))
            continue
        rows += _rows(path, text, definitions, faults)
    if faults:
        raise Invalid(faults)
    return rows


def _rows(path: Path, text: str, definitions: Definitions, faults: list[Finding]) -> list[OutsideRow]:
    table = csv.DictReader(StringIO(text))
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        facts = {"missing": ", ".join(missing)}
        faults.append(Finding("outside-columns", Severity.ERROR, Place(file=path.name), facts))
        return []
    made = []
    for line in table:
        place = Place(file=path.name, line=table.line_num)
        if any((line[name] or "").strip() for name in COLUMNS):
            row = _row(path.stem, {name: (line[name] or "").strip() for name in COLUMNS}, definitions, place, faults)
            made += [row] if row else []
    return made


def _row(
    source: str, line: dict[str, str], definitions: Definitions, place: Place, faults: list[Finding]
) -> OutsideRow | None:
    before = len(faults)
    element, value, period, key = line["element"], 0.0, None, ""
    if element in definitions.dictionary:
        element = definitions.dictionary[element].code
    else:
        facts = {"found": element, "nearest": nearest(element, definitions.dictionary.names())}
        faults.append(Finding("outside-element", Severity.ERROR, place, facts))
    try:
        value = float(line["value"])
        if not 0 <= value < float("inf"):
            raise ValueError
    except ValueError:
        faults.append(Finding("outside-value", Severity.ERROR, place, {"found": line["value"]}))
    try:
        period = Period.of(line["period"])
        key = definitions.area_key(line["area"], period.end)
    except Invalid as invalid:
        faults += [Finding(one.code, one.severity, place, one.facts) for one in invalid.findings]
    return OutsideRow(source, key, period, element, value) if period is not None and len(faults) == before else None


# --- results


def write_review(review: QualityReview, folder: Path) -> tuple[Path, Path]:
    """Write the review as ``<period>.json`` and its signs as ``<period>.csv`` into ``folder``; the two paths."""
    folder.mkdir(parents=True, exist_ok=True)
    name = review.period if not review.area else f"{review.period}-{review.area}"
    paths = folder / f"{name}.json", folder / f"{name}.csv"
    write_json(review, paths[0])
    write_csv(review, paths[1])
    return paths


def write_json(review: QualityReview, path: Path) -> None:
    """Write the whole review."""
    with whole(path) as beside:
        beside.write_text(json.dumps(review.as_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def write_csv(review: QualityReview, path: Path) -> None:
    """Write the signs as a table that spreadsheets read (with their mark)."""
    rows = list(review.rows())
    names = list(rows[0]) if rows else ["code", "area", "zh", "en", "p", "q"]
    with whole(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)


def quality_folder(place: Workspace) -> Path:
    """Where the reviews of a workspace are kept."""
    return place.folder / "data" / "quality"
