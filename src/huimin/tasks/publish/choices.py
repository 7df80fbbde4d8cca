"""What an office has chosen for its documents: ``documents/choices.yaml`` of the workspace over that of the pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huimin.findings import Finding
from huimin.findings.nearest import nearest
from huimin.findings.section import Section
from huimin.tasks.publish.letters import Terms

_DAYS = ("reply_days", "plan_days", "mend_days")


@dataclass(frozen=True)
class Choices:
    """What an office has chosen.

    Attributes:
        monthly: codes of the indicators of the monthly circular, in their order.
        yearly: codes of those of the letter on the year's figures.
        schemes: codes of the schemes that responsibility letters are written from, one a level.
        terms: days to reply and to put things right.
        area_office: how the office of an area is called, with ``{area}``, by language.
        all_offices: how all offices of a level are addressed, with ``{level}``.
    """

    monthly: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    terms: Terms = Terms()
    area_office: Mapping[str, str] = field(default_factory=lambda: {"zh": "{area}", "en": "{area}"})
    all_offices: Mapping[str, str] = field(default_factory=lambda: {"zh": "各{level}", "en": "All areas: {level}"})

    def office_of(self, area: str, lang: str) -> str:
        """The office of an area."""
        return self.area_office[lang].replace("{area}", area)

    def offices_of(self, level: str, lang: str) -> str:
        """All offices of a level, as a letter addresses them."""
        return self.all_offices[lang].replace("{level}", level)


def choices_over(base: Choices, data: Any, faults: list[Finding]) -> Choices:
    """``base`` with what ``data`` says in its place; every fault found is added to ``faults``."""
    top = Section(data, faults)
    lists: dict[str, Any] = {name: top.words(name) for name in ("monthly", "yearly", "schemes") if top.has(name)}
    terms = {name: top.whole(name) for name in _DAYS if top.has(name)}
    texts: dict[str, Any] = {}
    for name, mark in (("area_office", "{area}"), ("all_offices", "{level}")):
        if top.has(name):
            texts[name] = _both(top.section(name), getattr(base, name), mark)
    top.done()
    for name, days in terms.items():
        if not 1 <= days <= 730:
            top.fault("choices-days", name, found=days)
            terms[name] = getattr(base.terms, name)
    return replace(base, **lists, **texts, terms=replace(base.terms, **terms))


def _both(section: Section, base: Mapping[str, str], mark: str) -> Mapping[str, str]:
    made = {lang: section.text(lang, base[lang]) for lang in ("zh", "en")}
    section.done()
    for lang, text in made.items():
        if mark not in text:
            section.fault("choices-mark-missing", lang, found=text, mark=mark)
            made[lang] = base[lang]
    return made


def known_choices(given: Choices, indicators: Iterable[str], schemes: Iterable[str], place: Section) -> Choices:
    """Without codes that nothing is called by; each is told at its place in the file."""
    known = {"monthly": list(indicators), "yearly": list(indicators), "schemes": list(schemes)}
    kept: dict[str, Any] = {}
    for name, there in known.items():
        codes = getattr(given, name)
        for code in codes:
            if code not in there:
                place.fault("choices-unknown", name, found=code, nearest=nearest(code, there))
        kept[name] = tuple(code for code in codes if code in there)
    return replace(given, **kept)
