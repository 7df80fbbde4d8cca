"""Every command and option is in docs/commands.md, in both languages, and every command quoted anywhere exists."""

from __future__ import annotations

import re
import shlex

import pytest

from document_pages import ROOT, SHARED, commands, sections, text_of, tracked
from huimin.cli.help_words import COMMANDS
from huimin.cli.options import DONE, FOUND_ERRORS, INTERRUPTED, OWN_FAULT, WRONG_USE

PAGES = ("docs/commands.md", "docs/zh/commands.md")
QUOTED = re.compile(r"^\$? ?(huimin .*)$", re.MULTILINE)
FENCED = re.compile(r"^```(?:sh|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_has_a_section_and_every_section_a_command(page):
    told = {heading for heading in sections(text_of(page)) if heading.startswith("huimin ")}
    assert told == set(commands())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_and_argument_is_in_its_section(page, name):
    body = sections(text_of(page))[name]
    for parameter in commands()[name].params:
        if parameter.param_type_name == "argument":
            assert f"`{parameter.name.upper()}`" in body, f"{page}, {name}: {parameter.name.upper()}"
            continue
        for word in {*parameter.opts} - {*SHARED}:
            assert f"`{word}" in body, f"{page}, {name}: {word}"


@pytest.mark.parametrize("page", PAGES)
def test_the_options_of_every_command_are_told_once(page):
    first = next(iter(sections(text_of(page)).values()))
    assert [word for word in SHARED if f"`{word}" not in first] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_the_json_is_told(page):
    bodies = sections(text_of(page))
    for name, words in COMMANDS.items():
        for key in words.keys:
            assert f"`{key}`" in bodies[f"huimin {name}"].partition("`--json`")[2], f"{page}, {name}: {key}"


@pytest.mark.parametrize("page", PAGES)
def test_every_exit_code_is_told(page):
    codes = {DONE, FOUND_ERRORS, WRONG_USE, OWN_FAULT, INTERRUPTED}
    body = next(body for heading, body in sections(text_of(page)).items() if heading in ("Exit codes", "退出码"))
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", body, re.MULTILINE)} == codes


def quoted() -> list[tuple[str, str]]:
    """(document, command line) of every line of a code block that starts with ``huimin``."""
    pages = [path for path in tracked() if path.suffix == ".md"]
    found = []
    for page in pages:
        for block in FENCED.findall(page.read_text(encoding="utf-8")):
            found += [(page.relative_to(ROOT).as_posix(), line.split("  #")[0]) for line in QUOTED.findall(block)]
    return found


def test_documents_quote_command_lines():
    assert {"README.md", "README.zh.md", *PAGES} <= {page for page, _ in quoted()}


@pytest.mark.parametrize(("page", "line"), quoted())
def test_every_command_line_in_a_document_can_be_typed(page, line):
    words = shlex.split(line)
    name = max((one for one in commands() if line.startswith(f"{one} ") or line.strip() == one), key=len, default="")
    assert name, f"{page}: {line}"
    given = commands()[name].params
    options = {word: p for p in given if p.param_type_name == "option" for word in [*p.opts, *p.secondary_opts]}
    rest, free = words[len(name.split()) :], 0
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            free += 1
            continue
        assert word in {*options, "--help"}, f"{page}: {line}: {word}"
        if word in options and not getattr(options[word], "is_flag", False):
            rest.pop(0)
    arguments = [p for p in given if p.param_type_name == "argument"]
    least = sum(p.required for p in arguments)
    assert least <= free and (free <= len(arguments) or any(p.nargs == -1 for p in arguments)), f"{page}: {line}"


def test_the_readmes_name_the_two_commands():
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    for page in ("README.md", "README.zh.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"^make ([a-z]+)", text_of(page), re.MULTILINE))
        assert named <= targets, page
    assert {"demo", "test"} <= set(re.findall(r"^make ([a-z]+)", text_of("README.md"), re.MULTILINE))
