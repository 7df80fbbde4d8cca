"""Reading a scheme file: every fault at once, each with its place."""

from __future__ import annotations

from huimin.assessment.adjustments import VALUES
from huimin.assessment.rules import read_rule
from huimin.assessment.rules.building import ItemContext
from huimin.assessment.scheme import (
    GUARDS,
    Consequence,
    Declined,
    Grade,
    Guard,
    Item,
    RedLine,
    Scheme,
)
from huimin.figures.periods import FREQUENCIES
from huimin.findings import Finding, Severity
from huimin.findings.section import Section
from huimin.indicators.definitions import read_source


def _guard(section: Section) -> Guard:
    value = section.raw("guard", "none")
    if not isinstance(value, dict):
        return Guard(section.choice("guard", GUARDS, "none"))
    part = section.section("guard")
    guard = Guard(part.choice("method", GUARDS, "none"), part.whole("years", 3), part.number("doubt", 0.5))
    if guard.years < 1:
        part.fault("rule-not-positive", "years", found=guard.years)
    part.done()
    return guard


def _item(section: Section, scheme: str, frequency: str) -> Item:
    identity, zh, en = section.text("id"), section.text("zh"), section.text("en")
    parts = tuple(_item(part, scheme, frequency) for part in section.sections("items"))
    rule = None
    if section.has("rule"):
        rule = read_rule(section.section("rule"), ItemContext(scheme, identity, zh, en, frequency))
    elif not parts:
        section.fault("item-without-rule", "rule", item=identity)
    inner = sum(part.points for part in parts)
    points = section.number("points", inner if parts else 0.0)
    if parts and abs(points - inner) > 1e-9:
        section.fault("item-points-differ", "points", item=identity, points=points, parts=inner)
    if rule is not None and not rule.extra and points <= 0:
        section.fault("item-without-points", "points", item=identity)
    item = Item(
        identity, zh, en, points, rule, parts, _guard(section), read_source(section), section.flag("ours"),
        section.text("ours_note_zh", ""), section.text("ours_note_en", ""),
        section.choice("values", VALUES, "reported"),
    )  # fmt: skip
    section.raw("judged_by"), section.raw("note_zh"), section.raw("note_en"), section.raw("class")
    section.done()
    return item


def _grades(section: Section) -> tuple[Grade, ...]:
    grades = []
    for part in section.sections("grades"):
        grades.append(Grade(part.text("code"), part.text("zh"), part.text("en"), part.number("at_least")))
        part.done()
    return tuple(sorted(grades, key=lambda grade: -grade.at_least))


def _red_lines(section: Section, scheme: str, grades: tuple[Grade, ...], frequency: str) -> tuple[RedLine, ...]:
    lines = []
    for part in section.sections("red_lines"):
        code, zh, en = part.text("code"), part.text("zh"), part.text("en")
        grade = part.choice("grade", [one.code for one in grades] or [""])
        element = ItemContext(scheme, f"red_{code}", zh, en, frequency).element("yes-no", red=True)
        lines.append(RedLine(code, zh, en, grade, element, read_source(part)))
        part.done()
    return tuple(lines)


def _ladder(section: Section) -> tuple[Consequence, ...]:
    steps = []
    for part in section.sections("ladder"):
        below, days = part.number("below"), part.whole("deadline_days", 0)
        steps.append(Consequence(part.text("code"), part.text("zh"), part.text("en"), below, days))
        part.raw("note_zh"), part.raw("note_en"), part.raw("source")
        part.done()
    return tuple(sorted(steps, key=lambda step: -step.below))


def _declined(section: Section) -> tuple[Declined, ...]:
    listed = []
    for part in section.sections("declined"):
        identity, zh, en, reason_zh, reason_en = (
            part.text(key, "") for key in ("id", "zh", "en", "reason_zh", "reason_en")
        )
        listed.append(Declined(identity, zh, en, reason_zh, reason_en, read_source(part)))
        part.done()
    return tuple(listed)


def read_scheme(document: object, faults: list[Finding]) -> Scheme:
    """Read one parsed ``schemes/*.yaml`` document. Faults are added to ``faults``; the caller raises."""
    section = Section(document, faults)
    code = section.text("scheme")
    frequency = section.choice("period", FREQUENCIES, "year")
    grades = _grades(section)
    scheme = Scheme(
        code=code, version=section.text("version", "1"), zh=section.text("zh"), en=section.text("en"),
        level=section.text("level"), frequency=frequency, total=section.number("total"),
        items=tuple(_item(part, code, frequency) for part in section.sections("items")),
        grades=grades, red_lines=_red_lines(section, code, grades, frequency), ladder=_ladder(section),
        declined=_declined(section), confidence=section.number("confidence", 0.95),
        minimum_completeness=section.number("minimum_completeness", 0.8),
        minimum_scored=section.number("minimum_scored", 0.8),
        peers=section.choice("peers", ("level", "group"), "level"), source=read_source(section),
        note_zh=section.text("note_zh", ""), note_en=section.text("note_en", ""),
    )  # fmt: skip
    section.done()
    _check_whole(scheme, section)
    return scheme


def _check_whole(scheme: Scheme, section: Section) -> None:
    counted = sum(leaf.points for leaf in scheme.leaves() if leaf.rule and not leaf.rule.extra)
    if abs(counted - scheme.total) > 1e-9:
        section.fault("scheme-total-differs", "total", total=scheme.total, counted=counted)
    seen: set[str] = set()
    for leaf in scheme.leaves():
        if leaf.id in seen:
            section.fault("item-twice", "items", item=leaf.id)
        seen.add(leaf.id)
    if not 0.5 <= scheme.confidence < 1:
        section.fault("definition-wrong-kind", "confidence", expected="50% – 99.9%", found=scheme.confidence)
    if not scheme.items:
        section.faults.append(
            Finding("definition-key-missing", Severity.ERROR, section.place("items"), {"key": "items"})
        )
