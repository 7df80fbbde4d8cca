"""A small form and the workbooks made from it, for the tests of reporting and of workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import yaml

from huimin.adapters.workbooks import ReadContext, ReadResult, read_mappings, read_workbook, write_template
from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, read_forms
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.language import Leaf, Symbol

DICTIONARY_YAML = """
disaggregations:
- code: sex
  zh: 性别
  en: Sex
  categories: [{code: male, zh: 男, en: male}, {code: female, zh: 女, en: female}]
elements:
- {code: births, zh: 出生人数, en: Births, unit: person, by: [sex]}
- {code: deaths, zh: 死亡人数, en: Deaths, unit: person}
- {code: moved, zh: 净迁入, en: Net moved in, unit: person, negative: true}
- {code: population, zh: 常住人口, en: Population, unit: person, kind: stock}
- {code: spending, zh: 支出, en: Spending, unit: yuan, decimals: 2}
- {code: satisfied, zh: 满意率, en: Satisfied, unit: "1", kind: stock, decimals: 4, values: share}
- {code: published, zh: 是否公示, en: Published, unit: "1", kind: stock, values: yes-no}
- {code: met_on, zh: 会议日期, en: Met on, unit: day, kind: stock, values: date}
"""
FORM_YAML = """
forms:
- code: monthly
  zh: 村月报
  en: Village monthly
  frequency: month
  reported_by: village
  submitted_by: township
  elements: [births, deaths, moved, population, spending, satisfied, published, met_on]
  required: none
  version: "2"
"""
ATOMS = (
    *("births.male", "births.female", "deaths", "moved", "population"),
    *("spending", "satisfied", "published", "met_on"),
)
KEYS = ("150203001001", "150203001002", "150203001003", "150203001004")
AREAS = tuple((key, key, name) for key, name in zip(KEYS, ("东村", "西村", "南村", "北村"), strict=True))
MARCH = Period.of("2012-03")
SENDER = "150203001"


def dictionary() -> Dictionary:
    """The elements of the small form."""
    return read_dictionary([yaml.safe_load(DICTIONARY_YAML)], [])


def form(**changes: Any) -> Form:
    """The small form; ``changes`` go into its definition."""
    document = yaml.safe_load(FORM_YAML)
    document["forms"][0] |= changes
    return read_forms([document], dictionary(), [])[0]


def context(of: Form | None = None, mappings: str = "", **changes: Any) -> ReadContext:
    """A context of the small form and its four villages."""
    of = of or form()
    read = read_mappings([yaml.safe_load(mappings)] if mappings else [], dictionary(), [of])
    given: dict[str, Any] = {"known_areas": frozenset(KEYS), **changes}
    return ReadContext(forms={of.code: of}, dictionary=dictionary(), mappings=read, **given)


def context_in(folder: Path) -> ReadContext:
    """The small form's context, as a reading process makes it for itself."""
    return context()


def batch(values: Any, atoms: Sequence[str] = ATOMS, keys: Sequence[str] = KEYS, **more: Any) -> ReportBatch:
    """A batch with these values, places as in a template."""
    values = np.array(values, float)
    rows, columns = np.arange(len(keys)) + 6, np.arange(len(atoms)) + 3
    given = {"form": "monthly", "period": MARCH, "sheet": "村月报"} | more
    return ReportBatch(
        **given,
        areas=tuple(keys),
        atoms=tuple(atoms),
        values=values,
        rows=rows.astype(np.int32),
        columns=columns.astype(np.int32),
    )


def template(filled: ReportBatch | None = None, of: Form | None = None, lang: str = "zh", **more: Any) -> bytes:
    """The bytes of a template of the small form."""
    buffer = io.BytesIO()
    given = {"period": MARCH, "areas": AREAS} | more
    write_template(buffer, of or form(), dictionary(), given["period"], SENDER, given["areas"], lang, filled, "青山镇")
    return buffer.getvalue()


def edited(data: bytes, edit: Callable[[Any], Any], sheet: str = "村月报") -> bytes:
    """The workbook after ``edit(worksheet)``, saved by another program than the one that made it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book[sheet])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_cells(cells: dict[str, Any], data: bytes | None = None) -> bytes:
    """A template (or ``data``) with these cells written into it."""

    def edit(sheet: Any) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return edited(data or template(), edit)


def read(data: bytes, name: str = "report.xlsx", within: ReadContext | None = None) -> ReadResult:
    """Read bytes as a workbook."""
    return read_workbook(data, name, within or context())


def codes(findings: Iterable[Finding]) -> list[str]:
    """The codes of findings, sorted, each once."""
    return sorted({finding.code for finding in findings})


def told(result: ReadResult | Iterable[Finding]) -> list[tuple[str, str]]:
    """(code, cell) of every finding but those about rows of areas that did not report."""
    findings = result.findings if isinstance(result, ReadResult) else list(result)
    return [(f.code, f.place.cell) for f in findings if f.code != "area-row-missing"]


class Elements:
    """The names of a dictionary, for rules."""

    def __init__(self, of: Dictionary) -> None:
        self.of = of

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        """The element, or its part, of this name."""
        if parts[0] not in self.of:
            return None
        element = self.of[parts[0]]
        atoms = self.of.atoms_of(element, parts[1:])
        return Symbol(".".join(parts), element.zh, element.en, element.unit, atoms, None, element.low)

    def names(self) -> Iterable[str]:
        """Every name."""
        return self.of.names()


def check(of: Form, given: ReportBatch, past: dict[tuple[str, str], Sequence[float]] | None = None) -> list[Finding]:
    """Check a batch; ``past`` holds earlier figures by (atom, period)."""

    def history(leaf: Leaf) -> Any:
        period = Period.at(leaf.first, of.frequency)
        known = (past or {}).get((leaf.atom, period.code)) if period.last == leaf.last else None
        return None if known is None else np.array(known, float)

    checks = CompiledChecks(of, dictionary(), Elements(dictionary()))
    return checks.check_batch(given, history if past is not None else None)


def table(text: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of an ASCII table with ``|`` between columns."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return lines[0], lines[1:]
