"""Checking a text that somebody is writing: all definitions are built with it, and each fault gets its character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count

from huimin.adapters.definitions.trying import with_file
from huimin.adapters.store.models import Report
from huimin.findings import Finding, Invalid, Place, Severity, explain, next_step, sort_findings
from huimin.tasks.definitions import Definitions
from huimin.web.base import place
from huimin.web.base.stages import all_stages
from huimin.web.definitions import files

_SHOWN = 40
_WIDE = 160


class Marked(NamedTuple):
    """A fault with its character: line and column from 1 (0: not in this text), and the source line around it.

    ``lead`` is what stands before the character in ``source``, for a caret below it.
    """

    finding: Finding
    line: int
    column: int
    source: str
    lead: str


def checked(given: Definitions, name: str, text: str) -> tuple[Definitions | None, list[Finding]]:
    """The definitions as they would be, or None; and every finding that this text brings, the errors first."""
    if not files.legal(name):
        return None, [Finding("definition-file-name", Severity.ERROR, facts={"found": name})]
    data = text.encode()
    if len(data) > files.LARGEST:
        facts = {"size": len(data), "limit": files.LARGEST}
        return None, [Finding("definition-file-too-large", Severity.ERROR, Place(file=name), facts)]
    try:
        made = with_file(given, name, data)
    except Invalid as invalid:
        return None, _news(given, invalid.findings)
    found = [*_news(given, made.findings), *losses(given, made, name)]
    return (None if any(one.severity is Severity.ERROR for one in found) else made), sort_findings(found)


def _news(given: Definitions, found: Iterable[Finding]) -> list[Finding]:
    """The findings that were not there before: lines may have moved, so these are not compared."""
    known = {_same(one) for one in given.findings}
    return sort_findings(one for one in dict.fromkeys(found)
                         if one.severity is Severity.ERROR or _same(one) not in known)  # fmt: skip


def _same(one: Finding) -> tuple[Any, ...]:
    return one.code, one.place.file, one.place.element, frozenset(one.facts.items())


def losses(given: Definitions, made: Definitions, name: str) -> list[Finding]:
    """What the new definitions no longer know though reports or figures speak of it."""
    at = Place(file=name)
    found = []
    gone = sorted({form.code for form in given.forms} - {form.code for form in made.forms})
    for code, many in _reports("form", gone).items():
        found.append(Finding("definition-form-with-reports", Severity.ERROR, at, {"form": code, "count": many}))
    if made.areas is not given.areas:
        areas = sorted(set(given.areas.keys) - set(made.areas.keys))
        for key, many in _reports("area", areas).items():
            facts: dict[str, str | int] = {"key": key, "count": many}
            found.append(Finding("definition-area-with-reports", Severity.ERROR, at, dict(facts)))
    with_reports = _reports("form", [form.code for form in given.forms])
    reported = {atom for form in given.forms if form.code in with_reports for atom in form.atoms}
    kept = {atom for form in made.forms for atom in form.atoms}
    for atom in sorted(reported - kept)[:_SHOWN]:
        facts = {"element": atom, "element_zh": given.dictionary.atom_name(atom, "zh"),
                 "element_en": given.dictionary.atom_name(atom, "en")}  # fmt: skip
        found.append(Finding("definition-figures-unseen", Severity.WARNING, at, dict(facts)))
    return found


def _reports(column: str, values: list[str]) -> dict[str, int]:
    """How many reports there are of each of these forms or areas; those without any are left out."""
    found: dict[str, int] = {}
    for start in range(0, len(values), 500):
        rows = Report.objects.filter(**{f"{column}__in": values[start : start + 500]})
        found |= dict(rows.values_list(column).annotate(many=Count("id")))
    return found


def mark(finding: Finding, name: str, lines: list[str]) -> Marked:
    """Find the character that a finding is about."""
    at = finding.place
    line = at.line if at.file == name else 0
    if at.file == name and not line and at.element:
        line = _line_of(at.element, lines)
    if not 1 <= line <= len(lines):
        return Marked(finding, 0, 0, "", "")
    source = lines[line - 1]
    line, column = _column(finding, line, lines)
    source = lines[line - 1]
    begin = max(0, column - 1 - _WIDE // 2) if len(source) > _WIDE else 0
    return Marked(finding, line, column, source[begin : begin + _WIDE], source[begin : column - 1])


def _line_of(element: str, lines: list[str]) -> int:
    """The line on which an item of this number begins; 0 where there is none."""
    wanted = re.compile(rf"\bid:\s*[\"']?{re.escape(element)}[\"']?\s*(?:[,}}#]|$)")
    return next((number for number, line in enumerate(lines, 1) if wanted.search(line)), 0)


def _column(finding: Finding, line: int, lines: list[str]) -> tuple[int, int]:
    """Line and column: a formula's own column counts from where the formula begins, on this line or one just below."""
    facts: Mapping[str, Any] = finding.facts
    formula = str(facts.get("formula") or "")
    if formula and finding.place.column:
        for at in range(line, min(line + 8, len(lines) + 1)):
            begin = lines[at - 1].find(formula)
            if begin >= 0:
                return at, begin + finding.place.column
    elif finding.place.column:
        return line, min(finding.place.column, len(lines[line - 1]) + 1)
    return line, _word(lines[line - 1], facts)


def _word(source: str, facts: Mapping[str, Any]) -> int:
    """Where the word that is wrong, or else the key it stands under, begins in the line."""
    key = str(facts.get("key") or "")
    begin = source.find(f"{key}:") if key else -1
    for text in (str(facts.get("found") or ""), str(facts.get("name") or "")):
        where = source.find(text, max(begin, 0)) if text else -1
        if where >= 0:
            return where + 1
    return (begin if begin >= 0 else len(source) - len(source.lstrip())) + 1


def marked(found: list[Finding], name: str, text: str) -> list[Marked]:
    """Every finding with its character, those of this text first, in the order of its lines."""
    lines = text.splitlines()
    made = [mark(one, name, lines) for one in found[:_SHOWN]]
    return sorted(made, key=lambda one: (not one.line, one.line, one.column))


def as_json(one: Marked, lang: str) -> dict[str, Any]:
    """A marked finding for the page."""
    finding = one.finding
    return {
        "severity": finding.severity.word, "line": one.line, "column": one.column, "source": one.source,
        "lead": one.lead, "text": explain(finding, lang), "next": next_step(finding, lang),
        "file": finding.place.file,
    }  # fmt: skip


def runs_by(code: str) -> int:
    """How many runs were made by a scheme: they keep their own copy of it."""
    return sum(one.scheme == code for one in all_stages())


def scheme_in(given: Definitions, made: Definitions | None, name: str) -> str:
    """The code of the scheme that a file holds; empty for other files."""
    for known in (made, given):
        for code, file in (known.scheme_files if known else {}).items():
            if file == name:
                return code
    return ""


def now(name: str, text: str) -> tuple[Definitions | None, list[Finding]]:
    """Check against the definitions in force."""
    return checked(place.definitions(), name, text)
