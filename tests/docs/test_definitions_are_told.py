"""Every rule kind, every key that a definition file may have and every function of the language is documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from document_pages import ROOT, sections, text_of
from huimin.areas.rows import AREA_COLUMNS, CHANGE_COLUMNS, CHANGE_KINDS
from huimin.assessment.rules import KINDS
from huimin.assessment.rules.building import ItemContext
from huimin.assessment.scheme import GUARDS
from huimin.assessment.scoring import Status
from huimin.findings.section import Section
from huimin.language import FUNCTIONS

SOURCE = ROOT / "src" / "huimin"
SCHEME_PAGES = ("docs/schemes.md", "docs/zh/schemes.md")
TAKING = ("text", "number", "choice", "words", "flag", "raw", "section", "sections", "day", "whole", "has")
READERS = {  # what reads definitions -> where their keys are told
    "figures/dictionary.py": "docs/workspace.md",
    "figures/forms.py": "docs/workspace.md",
    "indicators/definitions.py": "docs/workspace.md",
    "areas/levels.py": "docs/workspace.md",
    "adapters/definitions/workspace.py": "docs/workspace.md",
    "adapters/definitions/table_mapping.py": "docs/workspace.md",
    "adapters/workbooks/mapping.py": "docs/workspace.md",
    "adapters/definitions/maps.py": "docs/workspace.md",
    "assessment/reading.py": "docs/schemes.md",
    "adapters/banking/layout.py": "docs/payments.md",
    "benefits/reading.py": "docs/benefits.md",
    "benefits/reading_money.py": "docs/benefits.md",
    "tasks/benefits/catalogue.py": "docs/benefits.md",
    "tasks/benefits/cases.py": "docs/benefits.md",
    "tasks/benefits/deciding.py": "docs/benefits.md",
    "benefits/budget/reading.py": "docs/budget.md",
    "wiring/claim_files.py": "docs/claims.md",
    "adapters/official/letterhead.py": "docs/document-layout.md",
    "disclosure/policy.py": "docs/disclosure.md",
    "reconciliation/mapping.py": "docs/reconciliation.md",
    "tasks/open_data/settings.py": "docs/open-data.md",
    "tasks/project/age_mapping.py": "docs/projections.md",
    "sampling/rounds.py": "docs/verification.md",
    "tasks/verify/visits.py": "docs/verification.md",
}
CONTENT_ONLY = {"tasks/sample_city/settings.py"}  # settings of the invented city, told in its own files


def keys_taken(path: Path) -> set[str]:
    """The keys that a module takes from sections: ``part.text("zh")``, ``_atoms(section, "elements", ...)``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if isinstance(node.func, ast.Attribute) and node.func.attr in TAKING and _is_section(node.func.value):
            found |= set(texts[:1])
        elif isinstance(node.func, ast.Name) and node.args and _is_section(node.args[0]):
            found |= set(texts)
    return found


def _is_section(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("section", "part", "header", "top")


def test_every_reader_of_definitions_is_known_here():
    reading = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "findings.section import" in path.read_text(encoding="utf-8") and keys_taken(path)
    }
    assert {one for one in reading if not one.startswith("assessment/rules/")} == {*READERS} | CONTENT_ONLY


@pytest.mark.parametrize("reader", READERS)
def test_every_key_is_told(reader):
    page, keys = READERS[reader], keys_taken(SOURCE / reader)
    assert keys
    pages = [page, "docs/zh/schemes.md"] if page == "docs/schemes.md" else [page]
    for one in pages:
        shown = keys_shown(text_of(one))
        assert [key for key in sorted(keys) if f"`{key}`" not in text_of(one) and key not in shown] == [], one


def keys_shown(text: str) -> set[str]:
    """The keys that a page shows in its YAML examples, where a remark stands beside them."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return {key for block in blocks for key in re.findall(r"(?:^|[\s{,-])(\w+):(?=\s|$)", block)}


@pytest.mark.parametrize("page", SCHEME_PAGES)
def test_every_kind_of_rule_has_a_section(page):
    assert {*sections(text_of(page), "###")} == {*KINDS}


@pytest.mark.parametrize("page", SCHEME_PAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_rule_is_told_in_its_section_with_an_example(page, kind, monkeypatch):
    """The reader itself says which keys it takes: it is run on rules that have nearly nothing."""
    taken: set[str] = set()
    whole = Section.raw

    def told(section: Section, key: str, default: object = None) -> object:
        taken.add(key)
        return whole(section, key, default)

    monkeypatch.setattr(Section, "raw", told)
    lists = {key: [{}] for key in ("steps", "bands", "rows", "parts")}
    for written in ({}, lists, {**lists, "of": "x", "at_least": 1, "target": 1, "floor": 0, "lose_per_day": 1}):
        KINDS[kind](Section(written, []), ItemContext("scheme", "1", "项", "item", "year"))
    body = sections(text_of(page), "###")[kind]
    assert f"kind: {kind}" in body
    assert [key for key in sorted(taken) if f"`{key}`" not in body] == []


@pytest.mark.parametrize("page", SCHEME_PAGES)
def test_every_guard_and_status_is_told(page):
    words = [*GUARDS, *(status.name.lower() for status in Status)]
    assert [word for word in words if f"| `{word}` |" not in text_of(page)] == []


def test_every_column_of_the_area_tables_is_told():
    body = text_of("docs/workspace.md")
    assert [word for word in (*AREA_COLUMNS, *CHANGE_COLUMNS, *CHANGE_KINDS) if f"`{word}`" not in body] == []


def test_every_function_is_told_with_its_chinese_name():
    body = sections(text_of("docs/formulas.md"))["Functions"]
    for name, function in FUNCTIONS.items():
        assert any(f"`{name}(" in row and f"| {function.zh} |" in row for row in body.splitlines()), name


def test_every_file_of_a_run_and_every_column_of_its_tables_is_told():
    from huimin.adapters.documents.tables import ITEMS, SCORES

    parts = sections(text_of("docs/results.md"))
    for heading, schema in (("scores", SCORES), ("items", ITEMS)):
        assert [name for name in schema.names if f"`{name}`" not in parts[heading]] == [], heading
