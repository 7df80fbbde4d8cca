"""Mapping files: how to read a table that an office keeps in its own shape.

``mappings/*.yaml`` of a workspace hold a list ``mappings:``, each entry with these keys:

``code``, ``form``
    Name of the mapping, and the form that its figures belong to.
``file``
    Pattern of file names (``*`` and ``?``). A file is read by every mapping that fits it.
``sheet``
    Pattern of sheet names (xlsx); default: the first visible sheet.
``header``
    ``{row: 1, rows: 1}``: where the header begins and how many rows it has; or ``{match: 地区, rows: 1}``: it
    begins in the first row (of 50) in which some cell reads so. Of a header of several rows the texts above
    one another are joined by ``/``, merged cells counting for all the columns they cover.
``period``
    ``{fixed: "2020"}``, ``{file: auto}`` or ``{cell: B2}``. In place of ``auto``, or as ``match``, an
    expression with the groups ``year``, ``month``, ``quarter`` or ``half`` can be given; without one,
    2012年3月, 2012年第一季度, 2012年上半年, 2012-03, 2012Q1, 2012H1 and 2012 are found anywhere in the text.
``area``
    ``code``: the column of the area code. ``names``: columns of the names from the top down. ``indent:
    true``: names are told apart by leading space, and a row's path is made of the rows above it; then
    ``top`` is an expression, and rows whose code it fits start a new path (``"0000$"`` for provinces).
``columns``
    Column -> atom (by codes or names), or column -> ``{atom: births.male, factor: 10000}``. A column is the
    text of its header, or ``=D`` for a letter.
``rows_without_figures``
    ``skip`` (default: the area did not report) or ``warn``.
``unknown_areas``
    ``error`` (default) or ``warn``: rows of unknown areas are left out and told.
``ignore_rows``
    Expression; rows with a code or name that it fits are left out (``^(合计|注：)``).
``encoding``
    Of csv files; default: found out (UTF-8 with or without mark, UTF-16 with mark, GB18030).
``sender``
    Key of the area that sends the file, where one does.
``transposed``
    ``true`` where areas stand side by side and figures below one another. Swap "row" and "column" in all of
    the above; a letter ``=D`` is then the number of the row, ``=4``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch

from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, nearest
from huimin.findings.section import Section, raise_if_faulty

_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_PERIODS = (
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月",
    r"(?P<year>\d{4})\s*年?\s*第?\s*(?P<quarter>[1-4一二三四])\s*季",
    r"(?P<year>\d{4})\s*年?\s*(?P<half>[上下])\s*半年",
    r"(?<!\d)(?P<year>\d{4})Q(?P<quarter>[1-4])",
    r"(?<!\d)(?P<year>\d{4})H(?P<half>[12])",
    r"(?<!\d)(?P<year>\d{4})[-_.](?P<month>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?!\d)",
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)",
)


@dataclass(frozen=True, slots=True)
class PeriodSource:
    """Where a table's period is told: ``fixed``, or found by ``match`` in the file's name or in ``cell``."""

    fixed: Period | None = None
    cell: str = ""
    match: str = ""

    def find(self, text: str) -> Period | None:
        """The period that ``text`` tells, or None."""
        folded = unicodedata.normalize("NFKC", text)
        for pattern in [self.match] if self.match else _PERIODS:
            if found := re.search(pattern, folded):
                return _period(found)
        return None


@dataclass(frozen=True, slots=True)
class AreaColumns:
    """Columns that tell the area of a row."""

    code: str = ""
    names: tuple[str, ...] = ()
    indent: bool = False
    top: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column of figures; values are multiplied by ``factor``."""

    column: str
    atom: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How to read one kind of table. See the module for the meaning of each part."""

    code: str
    form: str
    file: str
    sheet: str
    header_row: int
    header_rows: int
    header_match: str
    period: PeriodSource
    area: AreaColumns
    columns: tuple[ColumnMapping, ...]
    rows_without_figures: str = "skip"
    unknown_areas: str = "error"
    ignore_rows: str = ""
    encoding: str = ""
    sender: str = ""
    transposed: bool = False

    def fits(self, file: str) -> bool:
        """Whether this mapping reads files of this name."""
        return fnmatch(file.rpartition("/")[2], self.file)


def _period(found: re.Match[str]) -> Period | None:
    groups = {name: text for name, text in found.groupdict().items() if text}
    year, month = groups.get("year", ""), groups.get("month", "")
    code = year
    if month:
        code = f"{year}-{int(month):02d}"
    elif part := groups.get("quarter"):
        code = f"{year}Q{_CHINESE.get(part, part)}"
    elif part := groups.get("half"):
        code = f"{year}H{_CHINESE.get(part, part)}"
    try:
        return Period.of(code)
    except Invalid:
        return None


def _pattern(section: Section, key: str) -> str:
    text = section.text(key, "")
    try:
        re.compile(text)
    except re.error as error:
        section.fault("mapping-not-a-pattern", key, found=text, why=str(error))
        return ""
    return text


def _read_period(section: Section) -> PeriodSource:
    ways = [way for way in ("fixed", "file", "cell") if section.raw(way) is not None]
    if len(ways) != 1:
        section.fault("mapping-period-source", "fixed")
    fixed = None
    if section.has("fixed"):
        try:
            fixed = Period.of(section.text("fixed"))
        except Invalid:
            section.fault("not-a-period", "fixed", text=section.text("fixed"))
    match = _pattern(section, "match") or (_pattern(section, "file") if "file" in ways else "")
    source = PeriodSource(fixed, section.text("cell", "").upper(), "" if match == "auto" else match)
    section.done()
    return source


def _read_area(section: Section) -> AreaColumns:
    area = AreaColumns(
        section.text("code", ""), section.words("names"), section.flag("indent"), _pattern(section, "top")
    )
    if not area.code and not area.names:
        section.fault("definition-key-missing", "code")
    section.done()
    return area


def _read_columns(section: Section, form: Form | None, dictionary: Dictionary) -> tuple[ColumnMapping, ...]:
    columns = []
    for key in list(section.keys()):
        value, factor = section.raw(key), 1.0
        if isinstance(value, dict):
            part = section.section(key)
            value, factor = part.text("atom"), part.number("factor", 1.0)
            part.done()
        atom = _atom(str(value), dictionary)
        if form is not None and atom not in form.atoms:
            near = nearest(str(value), form.atoms) or "—"
            section.fault("mapping-atom-unknown", key, found=str(value), form=form.code, nearest=near)
        columns.append(ColumnMapping(str(key), atom, factor))
    for atom in sorted({c.atom for c in columns if sum(c.atom == other.atom for other in columns) > 1}):
        section.fault("element-twice-in-form", "columns", found=atom)
    return tuple(columns)


def _atom(text: str, dictionary: Dictionary) -> str:
    """The atom that a text names by codes or by names (``births.male``, ``出生人数.男``); else the text."""
    head, *path = text.split(".")
    found = dictionary.atoms_of(dictionary[head], path) if head in dictionary else ()
    return found[0] if len(found) == 1 else text


def read_mapping(section: Section, dictionary: Dictionary, forms: Mapping[str, Form]) -> TableMapping:
    """Read one entry of ``mappings:``."""
    form = section.text("form")
    if form and form not in forms:
        section.fault("form-unknown", "form", found=form, nearest=nearest(form, forms), options=", ".join(forms))
    header = section.section("header")
    match, rows = header.text("match", ""), header.whole("rows", 1)
    row = header.whole("row", 1)
    header.done()
    mapping = TableMapping(
        code=section.text("code"),
        form=form,
        file=section.text("file"),
        sheet=section.text("sheet", ""),
        header_row=row,
        header_rows=rows,
        header_match=match,
        period=_read_period(section.section("period")),
        area=_read_area(section.section("area")),
        columns=_read_columns(section.section("columns"), forms.get(form), dictionary),
        rows_without_figures=section.choice("rows_without_figures", ("skip", "warn"), "skip"),
        unknown_areas=section.choice("unknown_areas", ("error", "warn"), "error"),
        ignore_rows=_pattern(section, "ignore_rows"),
        encoding=section.text("encoding", ""),
        sender=section.text("sender", ""),
        transposed=section.flag("transposed"),
    )
    section.done()
    return mapping


def read_mappings(
    documents: Iterable[object],
    dictionary: Dictionary,
    forms: Iterable[Form],
    faults: list[Finding] | None = None,
) -> tuple[TableMapping, ...]:
    """Build all mappings from parsed ``mappings/*.yaml`` documents; faults are added to ``faults``.

    Raises:
        Invalid: with all faults, where any is an error.
    """
    faults = [] if faults is None else faults
    by_code = {form.code: form for form in forms}
    mappings: list[TableMapping] = []
    for document in documents:
        section = Section(document, faults)
        mappings.extend(read_mapping(part, dictionary, by_code) for part in section.sections("mappings"))
        section.done()
    raise_if_faulty(faults)
    return tuple(mappings)
