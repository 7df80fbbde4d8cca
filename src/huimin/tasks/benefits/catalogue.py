"""All benefits of a workspace: read, checked, and held against what is declined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huimin.benefits import Benefit, Words, check_together, read_benefit
from huimin.benefits.paid_by import PaidBy
from huimin.benefits.reading import read_paid_by
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.findings.section import Section
from huimin.tasks.benefits.cases import Case, read_cases


@dataclass(frozen=True)
class Documents:
    """Files as parsed, by name: benefits, their cases, what is declined, the events of life, and what is usual."""

    benefits: Mapping[str, Any] = field(default_factory=dict)
    cases: Mapping[str, Any] = field(default_factory=dict)
    declined: Mapping[str, Any] = field(default_factory=dict)
    life: Mapping[str, Any] = field(default_factory=dict)
    usual: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Declined:
    """Something that sources have and that is not offered, with the reason."""

    code: str
    name: Words
    reason: Words


@dataclass(frozen=True)
class Event:
    """An event of life at which somebody looks for benefits, in their own words.

    Attributes:
        facts: what is clear from the event itself, so that nobody is asked: code -> as an officer writes it.
        child: it tells that there is a child.
    """

    code: str
    name: Words
    facts: Mapping[str, Any] = field(default_factory=dict)
    child: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The benefits of a workspace, in the order of their codes.

    ``findings`` holds every fault, warning and note; a benefit with errors is not among ``benefits``. ``paid_by``: by
    when a benefit is paid that says nothing itself; None where that is not laid down.
    """

    benefits: Mapping[str, Benefit]
    cases: Mapping[str, tuple[Case, ...]]
    declined: tuple[Declined, ...]
    findings: tuple[Finding, ...]
    events: tuple[Event, ...] = ()
    paid_by: PaidBy | None = None

    def paid_by_of(self, code: str) -> PaidBy | None:
        """By when a benefit is paid, by its own file or by what is usual; None where neither says so."""
        return self.benefits[code].paid_by if code in self.benefits else self.paid_by

    def benefit(self, code: str) -> Benefit:
        """The benefit with this code or name.

        Raises:
            Invalid: there is none, with the nearest code; or it is declined, with the reason.
        """
        for one in self.benefits.values():
            if code in (one.code, one.name.zh, one.name.en):
                return one
        for declined in self.declined:
            if code in (declined.code, declined.name.zh, declined.name.en):
                raise Invalid([_declined(declined, "")])
        options = list(self.benefits)
        facts = {"found": code, "nearest": nearest(code, options), "options": ", ".join(options)}
        raise Invalid([Finding("benefit-not-found", Severity.ERROR, facts=facts)])

    def in_file(self, code: str) -> list[Finding]:
        """The findings about one benefit's file and cases."""
        names = (f"benefits/{code}.yaml", f"benefits/{code}.cases.yaml", self.benefits[code].file)
        return [one for one in self.findings if one.place.file in names]


def build_catalogue(documents: Documents, faults: list[Finding]) -> Catalogue:
    """Read and check everything; ``faults`` are those of files that could not be parsed."""
    found = list(faults)
    declined = tuple(one for each in documents.declined.values() for one in _read_declined(each, found))
    usual = next((one for each in documents.usual.values() if (one := _read_usual(each, found)) is not None), None)
    benefits: dict[str, Benefit] = {}
    for name, document in documents.benefits.items():
        benefit = read_benefit(document, found)
        if benefit is None:
            continue
        refused = [one for one in declined if one.code == benefit.code or one.name.zh == benefit.name.zh]
        if refused:
            found.append(_declined(refused[0], name))
        else:
            benefits[benefit.code] = replace(benefit, paid_by=benefit.paid_by or usual)
    found += check_together(list(benefits.values()))
    events = tuple(one for each in documents.life.values() for one in _read_life(each, found))
    found += _unnamed(benefits, events)
    cases: dict[str, tuple[Case, ...]] = {}
    for document in documents.cases.values():
        code, made = read_cases(document, benefits, found)
        cases[code] = made
    for code, benefit in benefits.items():
        if not cases.get(code):
            place = Place(file=benefit.file)
            found.append(Finding("benefit-no-cases", Severity.WARNING, place, {"found": f"{code}.cases.yaml"}))
    return Catalogue(dict(sorted(benefits.items())), cases, declined, tuple(dict.fromkeys(found)), events, usual)


def _declined(one: Declined, file: str) -> Finding:
    facts = {"found": one.name.zh, "found_en": one.name.en, "reason_zh": one.reason.zh, "reason_en": one.reason.en}
    return Finding("benefit-declined", Severity.ERROR, Place(file=file), facts)


def _read_declined(document: Any, faults: list[Finding]) -> list[Declined]:
    section = Section(document, faults)
    made = []
    for part in section.sections("declined"):
        made.append(Declined(part.text("code"), Words(part.text("zh"), part.text("en")),
                             Words(part.text("reason_zh"), part.text("reason_en"))))  # fmt: skip
        part.done()
    section.done()
    return made


def _read_life(document: Any, faults: list[Finding]) -> list[Event]:
    section = Section(document, faults)
    made = []
    for part in section.sections("life"):
        facts = part.raw("facts", {})
        made.append(Event(part.text("code"), Words(part.text("zh"), part.text("en")),
                          facts if isinstance(facts, dict) else {}, part.flag("child")))  # fmt: skip
        part.done()
    section.done()
    return made


def _read_usual(document: Any, faults: list[Finding]) -> PaidBy | None:
    section = Section(document, faults)
    made = read_paid_by(section)
    section.done()
    return made


def _unnamed(benefits: Mapping[str, Benefit], events: tuple[Event, ...]) -> list[Finding]:
    """Events of life that a benefit names and nobody can choose; nothing where no event is named at all."""
    codes = [one.code for one in events]
    return [
        Finding("benefit-life-unknown", Severity.WARNING, Place(file=one.file),
                {"found": code, "options": ", ".join(codes)})
        for one in benefits.values() for code in one.life if codes and code not in codes
    ]  # fmt: skip
