"""Every finding has words in both languages, every word is used, and what is generated is up to date."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from string import Formatter

import pytest

from document_pages import ROOT, text_of
from huimin.findings.words import all_messages

SOURCE = ROOT / "src" / "huimin"
TELLING = ("Finding", "fault", "_fault", "refuse", "_refuse", "error", "warn", "note", "tell", "_tell", "add", "_finding",
           "_listed", "unknown")  # fmt: skip
CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@cache
def texts() -> tuple[frozenset[str], frozenset[str]]:
    """(every text in the program, the catalogue left out; those that are the code of a finding being told)."""
    said, told = set(), set()
    for path in SOURCE.rglob("*.py"):
        if "messages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                first = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                if name in TELLING and isinstance(first, str) and CODE.fullmatch(first):
                    told.add(first)
    return frozenset(said), frozenset(told)


def test_every_finding_that_is_told_has_words():
    assert len(texts()[1]) > 100
    assert sorted(texts()[1] - set(all_messages())) == []


def test_all_words_are_used():
    """A code ends in ``-many`` where the finding stands for many of its kind."""
    said = texts()[0]
    assert [code for code in all_messages() if code not in said and code.removesuffix("-many") not in said] == []


@pytest.mark.parametrize(("code", "message"), all_messages().items(), ids=list(all_messages()))
def test_words_exist_in_both_languages_and_name_the_same_facts(code, message):
    assert CHINESE.search(message.zh + message.next_zh) and message.en
    assert not CHINESE.search(message.en)
    assert bool(message.next_zh) == bool(message.next_en)
    for zh, en in ((message.zh, message.en), (message.next_zh, message.next_en)):
        for text in (zh, en):
            list(Formatter().parse(text))  # a template that can be filled in


def generated() -> dict[str, str]:
    loader = SourceFileLoader("build_docs", str(ROOT / "scripts" / "build-docs"))
    module = module_from_spec(spec_from_loader("build_docs", loader))
    loader.exec_module(module)
    return module.documents()


def test_generated_documents_are_up_to_date():
    stale = [name for name, text in generated().items() if text_of(name) != text]
    assert stale == [], "run: make docs"


def test_no_chapter_is_left_over():
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "manual").glob("*.md")}
    assert there == {name for name in generated() if name.startswith("docs/manual/")}
