"""What the reader must know besides the bytes, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from huimin.adapters.workbooks.mapping import TableMapping
from huimin.adapters.workbooks.marks import FIRST_FIGURE
from huimin.adapters.workbooks.values import FigureColumns, figure_columns
from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding


@dataclass(frozen=True)
class ReadContext:
    """Definitions and areas that a workbook is read against.

    Attributes:
        forms: by code.
        known_areas: keys of every area that may report (a set or a mapping: membership must be quick).
        mappings: how to read tables that are no template of ours.
        area_of: ``(code, names) -> key`` for a row that names its area by a code (``""`` where it has none)
            or by the path of names from the top down; None where there is no such area. Without it a code is
            its own key.
        areas_of_sender: ``(form, period, sender) -> keys`` that this sender reports for, or None where it is
            not known; then the areas printed in the template count.
        was_of_sender: ``(form, sender, key)``: whether an area that is no more was this sender's; its rows are let in
            under the old code.
    """

    forms: Mapping[str, Form]
    dictionary: Dictionary
    known_areas: Collection[str]
    mappings: tuple[TableMapping, ...] = ()
    area_of: Callable[[str, tuple[str, ...]], str | None] | None = None
    areas_of_sender: Callable[[str, Period, str], Collection[str] | None] | None = None
    was_of_sender: Callable[[str, str, str], bool] | None = None
    _columns: dict[tuple[str, ...], FigureColumns] = field(init=False, repr=False, compare=False, default_factory=dict)

    def template_columns(self, atoms: tuple[str, ...]) -> FigureColumns:
        """The figure columns of a template with these atoms; made once."""
        if atoms not in self._columns:
            self._columns[atoms] = figure_columns(atoms, FIRST_FIGURE, self.dictionary)
        return self._columns[atoms]

    def key_of(self, code: str, names: tuple[str, ...]) -> str | None:
        """The area that a code, or else a path of names, stands for."""
        if code and code in self.known_areas:
            return code
        return self.area_of(code, names) if self.area_of else None


@dataclass(frozen=True)
class ReadResult:
    """The batches of a workbook and all findings about it.

    With an error among them the batches are not to be used.
    """

    batches: list[ReportBatch] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
