"""Forms as somebody filled them in: what was typed is kept, and what is wrong stands beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huimin.findings import Finding, Invalid, Severity, explain
from huimin.web.follow_up.actions import Asked, Said
from huimin.web.follow_up.models import KINDS

LONGEST_TITLE, LONGEST_TEXT = 200, 10_000


@dataclass
class Form:
    """Fields by name, faults in words by field, and what is wrong with no one field."""

    fields: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, name: str, code: str, lang: str) -> None:
        """Note a fault beside a field."""
        self.errors[name] = explain(Finding(code, Severity.ERROR), lang)

    def put(self, invalid: Invalid, lang: str) -> None:
        """Note what an action complained about."""
        for one in invalid.findings:
            name = str(one.facts.get("field", ""))
            if name in self.fields:
                self.errors[name] = explain(one, lang)
            else:
                self.findings.append(one)


def posted(request: Any, *names: str) -> Form:
    """These fields as they were sent."""
    return Form({name: request.POST.get(name, "").strip() for name in names})


def read_day(text: str) -> date | None:
    """A day written 2026-01-31; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def notice_of(form: Form, area: str, lang: str) -> Said | None:
    """What a notice form says; None, with its errors noted, where something is missing."""
    given = form.fields
    for name in ("title", "text"):
        if not given[name]:
            form.wrong(name, "follow-up-field", lang)
    if given["kind"] not in KINDS:
        form.wrong("kind", "follow-up-field", lang)
    due = read_day(given["due"])
    if given["due"] and due is None:
        form.wrong("due", "follow-up-day", lang)
    if form.errors:
        return None
    return Said(given["kind"], area, given["title"][:LONGEST_TITLE], given["text"][:LONGEST_TEXT], due)


def task_of(given: Mapping[str, str], area: str) -> Asked:
    """What a task form asks for."""
    return Asked(area, given["title"][:LONGEST_TITLE], given["text"][:LONGEST_TEXT], given["owner"],
                 read_day(given["due"]))  # fmt: skip
