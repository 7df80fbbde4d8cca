"""A form to be filled in as a table of texts: what stands in it, what stood there before, and what it says.

What is typed is read by the same reader as workbooks: the table is handed to it as rows of text, so that full-width
digits, thousands separators, percent signs and dates mean the same in the page and in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from huimin.adapters.store.models import Report
from huimin.adapters.workbooks import write_template
from huimin.adapters.workbooks.collect import Collector, Refused
from huimin.adapters.workbooks.from_template import read_template
from huimin.adapters.workbooks.marks import HEAD_ROWS, Marks, TemplateArea
from huimin.adapters.workbooks.tables import TextTable
from huimin.adapters.workbooks.words import word
from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Element
from huimin.figures.periods import MONTHS_OF, Period
from huimin.findings import Finding, Severity
from huimin.web.base import clock, place
from huimin.web.base.models import CellRemark
from huimin.web.base.returns import remarks
from huimin.web.reporting import reading
from huimin.web.reporting.duties import Duty
from huimin.web.reporting.models import Draft

Texts = dict[str, str]
"""``area|atom`` -> what is written there; nothing where the cell is empty."""

_NOT_HERE = ("area-row-missing", "sheet-without-figures", "number-written-oddly", "number-kept-as-text",
             "percent-kept-as-text")  # fmt: skip


def name(area: str, atom: str = "") -> str:
    """The name of a cell, or of a whole row."""
    return f"{area}|{atom}"


@dataclass
class Sheet:
    """A form of one sender and period, ready to be shown. ``values`` of periods: areas x atoms, NaN not reported."""

    duty: Duty
    lang: str
    draft: Draft | None
    reasons: dict[str, list[CellRemark]] = field(default_factory=dict)

    @cached_property
    def areas(self) -> list[tuple[str, str, str]]:
        """(key, code, name) of each row."""
        tree = place.definitions().areas.at(self.duty.period.end)
        rows = [tree.index(key) for key in self.duty.keys]
        return [(tree.keys[row], tree.codes[row], tree.name(row, self.lang)) for row in rows if row is not None]

    @property
    def atoms(self) -> tuple[str, ...]:
        """The columns."""
        return self.duty.form.atoms

    @cached_property
    def elements(self) -> list[Element]:
        """The element of each column."""
        return [place.definitions().dictionary.element_of(atom) for atom in self.atoms]

    def at(self, period: Period) -> NDArray[float64]:
        """The figures in force of a period."""
        return place.store().history(self.duty.form, self.duty.keys, period)

    @cached_property
    def now(self) -> NDArray[float64]:
        """What has been reported for this period already."""
        return self.at(self.duty.period)

    @cached_property
    def before(self) -> list[list[str]]:
        """The period before, as texts."""
        return self._written(self.at(self.duty.period.shift(-1)))

    @cached_property
    def year_before(self) -> list[list[str]]:
        """The same period of last year, as texts."""
        return self._written(self.at(self.duty.period.shift(-12 // MONTHS_OF[self.duty.form.frequency])))

    def _written(self, values: NDArray[float64]) -> list[list[str]]:
        return [[written(value, e, self.lang) for value, e in zip(row, self.elements, strict=True)]
                for row in values.tolist()]  # fmt: skip

    @cached_property
    def kept_notes(self) -> dict[str, str]:
        """The notes of the reports in force: at cells, or of the whole row as a workbook brought it."""
        form, period = self.duty.form.code, self.duty.period
        found = remarks(form, period, self.duty.keys).filter(kind=CellRemark.NOTE)
        notes = {name(one.area, one.atom): one.text for one in found}
        said = {cell.split("|")[0] for cell in notes}
        for area, text in self.notes_in_force.items():
            if text and area not in said:
                notes[name(area)] = text
        return notes

    @cached_property
    def notes_in_force(self) -> dict[str, str]:
        """The note beside each area's row, as the store has it."""
        span = {"form": self.duty.form.code, "first": self.duty.period.first, "last": self.duty.period.last}
        rows = Report.objects.filter(**span, area__in=self.duty.keys).order_by("revision").values_list("area", "note")
        return dict(rows)

    @cached_property
    def reported(self) -> Texts:
        """What has been reported already, as texts."""
        rows = zip(self.duty.keys, self._written(self.now), strict=True)
        return {name(key, atom): text for key, row in rows for atom, text in zip(self.atoms, row, strict=True) if text}

    @property
    def cells(self) -> Texts:
        """What stands in the form: of the draft where one is open, else what has been reported."""
        return dict(self.draft.cells) if self.draft and self.draft.open else self.reported

    @property
    def notes(self) -> dict[str, str]:
        """The notes likewise."""
        return dict(self.draft.notes) if self.draft and self.draft.open else self.kept_notes

    @property
    def version(self) -> int:
        """The version of the draft; 0 where there never was one."""
        return self.draft.version if self.draft else 0

    def known(self, cells: Mapping[str, str], whole_rows: bool = False) -> Texts:
        """Those of ``cells`` that this form has and that are not locked, without surrounding space."""
        atoms = {*self.atoms, ""} if whole_rows else set(self.atoms)
        keys = set(self.duty.keys) - self.duty.locked
        parts = {cell: (cell.rpartition("|"), text.strip()) for cell, text in cells.items()}
        return {cell: text for cell, ((area, _, atom), text) in parts.items() if area in keys and atom in atoms}


def written(value: float, element: Element, lang: str) -> str:
    """A figure as a person types it."""
    if value != value:
        return ""
    if element.values == "yes-no":
        return word("yes" if value else "no", lang)
    if element.values == "date":
        return date.fromordinal(int(value)).isoformat()
    if element.values == "share":
        return f"{value * 100:.10g}%"
    return f"{value:.{element.decimals}f}"


def read_typed(sheet: Sheet, cells: Texts, notes: Mapping[str, str]) -> tuple[ReportBatch | None, list[Finding]]:
    """What was typed as a batch, and every finding about it; the batch is None where nothing was typed."""
    form, period = sheet.duty.form, sheet.duty.period
    areas = tuple(TemplateArea(*area) for area in sheet.areas)
    marks = Marks(form.code, form.version, period.code, sheet.duty.area, "", "", form.atoms, areas)
    remarks = row_notes(sheet, notes)
    lines = [[area.code, area.name, *(cells.get(name(area.key, atom), "") for atom in form.atoms),
              remarks.get(area.key, "")] for area in areas]  # fmt: skip
    head: list[list[str]] = [[""], [""], [""], [""], marks.code_row()]
    table = TextTable("", [*head[:HEAD_ROWS], *lines])
    collected = Collector("")
    try:
        batches = read_template(table, table.texts(HEAD_ROWS), marks, reading.context(), collected)
    except Refused:
        batches = []
    findings = [finding for finding in collected.result() if finding.code not in _NOT_HERE]
    for batch in batches:
        findings += reading.checker().check(batch, "")
    return (batches[0] if batches else None), findings


def row_notes(sheet: Sheet, notes: Mapping[str, str]) -> dict[str, str]:
    """The notes of each area as one text beside its row, which is what the workbook keeps: ``area -> note``.

    Always in the workspace's own language: the note is part of the report, whoever reads the page.
    """
    definitions = place.definitions()
    lang = definitions.title.lang
    between, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    found: dict[str, list[str]] = {}
    for area in sheet.duty.keys:
        for atom in ("", *sheet.atoms):
            if text := notes.get(name(area, atom), "").strip():
                label = definitions.dictionary.atom_name(atom, lang) + colon if atom else ""
                found.setdefault(area, []).append(label + text)
    return {area: between.join(texts) for area, texts in found.items()}


def changed(sheet: Sheet, batch: ReportBatch) -> list[int]:
    """The rows of a batch that differ from what is in force, in figures or note; locked areas are left out."""
    row_of = {key: row for row, key in enumerate(sheet.duty.keys)}
    scale = 10.0 ** np.array([element.decimals for element in sheet.elements])
    found = []
    for row, area in enumerate(batch.areas):
        old, new = np.rint(sheet.now[row_of[area]] * scale), np.rint(batch.values[row] * scale)
        note = batch.notes[row] if batch.notes else ""
        same = np.array_equal(old, new, equal_nan=True) and note == sheet.notes_in_force.get(area, "")
        if area not in sheet.duty.locked and not same:
            found.append(row)
    return found


def as_workbook(sheet: Sheet, batch: ReportBatch, rows: list[int]) -> bytes:
    """The rows of a batch as a filled-in workbook, like one that an office would have sent.

    The same draft gives the same bytes and cannot be sent twice; a later one that says the same is another file.
    """
    assert sheet.draft is not None
    chosen = ReportBatch(
        batch.form, batch.period, "", tuple(batch.areas[row] for row in rows), batch.atoms, batch.values[rows],
        batch.rows[rows], batch.columns, notes=tuple(batch.notes[row] for row in rows) if batch.notes else (),
    )  # fmt: skip
    areas = [area for area in sheet.areas if area[0] in chosen.areas]
    made = sheet.draft.at.astimezone(clock.zone()).replace(tzinfo=None, microsecond=0)
    return workbook(sheet, areas, chosen, created=made, remark=f"draft {sheet.draft.pk}.{sheet.draft.version}")


def workbook(sheet: Sheet, areas: list[tuple[str, str, str]], filled: ReportBatch | None, **properties: Any) -> bytes:
    """The template of the sender with these areas, filled in or empty."""
    definitions, duty = place.definitions(), sheet.duty
    known = definitions.areas.id_of(duty.area)
    office = definitions.areas.name(known, sheet.lang) if known is not None else duty.area
    buffer = BytesIO()
    write_template(buffer, duty.form, definitions.dictionary, duty.period, duty.area, areas, sheet.lang, filled,
                   sender_name=office, **properties)  # fmt: skip
    return buffer.getvalue()


def errors(findings: list[Finding]) -> bool:
    """Whether any of them keeps the report out."""
    return any(finding.severity is Severity.ERROR for finding in findings)
