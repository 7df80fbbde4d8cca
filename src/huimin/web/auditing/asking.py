"""Which lines of the log somebody asks for, and which of them they may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import clock, place
from huimin.web.base.models import Entry
from huimin.web.base.words import catalogue, say
from huimin.workflow import Act, Rights

ACTS = (Act.AUDIT, Act.ADMINISTER)
NAMES = ("person", "act", "area", "first", "last")


@dataclass(frozen=True)
class Asked:
    """What was typed, the lines it means, the newest first, and what is wrong with it."""

    typed: Mapping[str, str]
    entries: QuerySet[Entry]
    findings: tuple[Finding, ...]


def asked(request: Any) -> Asked:
    """Read the filters of a request. A filter that cannot be read shows no lines, so that nobody takes all for some."""
    typed = {name: request.GET.get(name, "").replace("\0", "").strip()[:100] for name in NAMES}
    entries = visible(request.rights)
    findings: list[Finding] = []
    if typed["person"]:
        named = Q(person__username__icontains=typed["person"]) | Q(person__name__icontains=typed["person"])
        entries = entries.filter(named | Q(subject=typed["person"]))
    if typed["act"]:
        entries = entries.filter(act=typed["act"])
    for name, field, more in (("first", "at__gte", 0), ("last", "at__lt", 1)):
        if typed[name]:
            day = _day(typed[name], findings)
            if day:
                entries = entries.filter(**{field: _start_of(day + timedelta(days=more))})
    if typed["area"]:
        entries = entries.filter(area__in=_areas(typed["area"], findings))
    return Asked(typed, (entries.none() if findings else entries).order_by("-number"), tuple(findings))


def visible(rights: Rights) -> QuerySet[Entry]:
    """The lines somebody may see: all, or those about the areas of their role."""
    if whole(rights):
        return Entry.objects.all()
    tree = place.definitions().areas.at(clock.today())
    keys: set[str] = set()
    for act in ACTS:
        for top in rights.tops(act):
            keys |= _below(tree, top)
    return Entry.objects.filter(area__in=keys)


def whole(rights: Rights) -> bool:
    """Whether somebody sees the whole log, and so whether its chain holds."""
    return any(rights.everywhere(act) for act in ACTS)


def _below(tree: Any, key: str) -> set[str]:
    at = tree.index(key)
    return {key} if at is None else {tree.keys[one] for one in range(at, int(tree.end[at]))}


def _areas(text: str, findings: list[Finding]) -> set[str]:
    """The area of this name or code and all below it."""
    try:
        key = place.definitions().area_key(text, clock.today())
    except Invalid as invalid:
        findings += invalid.findings
        return set()
    return _below(place.definitions().areas.at(clock.today()), key)


def _day(text: str, findings: list[Finding]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(Finding("date-wrong", Severity.ERROR, facts={"found": text}))
        return None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), clock.zone())


def act_word(act: str, lang: str) -> str:
    """What an act is called: each screen names its own as ``<screen>.act-<act>``; one without a name, by its code."""
    found = _named().get(act)
    return say(lang, found) if found else act


def _named() -> dict[str, str]:
    return {code.partition(".act-")[2]: code for code in catalogue() if ".act-" in code}


def fact_word(name: str, value: Any, lang: str) -> str:
    """A fact of a line: ``role: reviewer``."""
    known = catalogue()
    label = say(lang, f"auditing.fact-{name}") if f"auditing.fact-{name}" in known else name
    word = f"base.kind-{value}" if name == "role" else f"auditing.value-{value}"
    text = say(lang, word) if isinstance(value, (str, bool)) and word in known else str(value)
    return f"{label}{say(lang, 'base.colon')}{text}"
