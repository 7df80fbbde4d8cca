"""Reading the file of assumptions: every fault is told at once, with its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from huimin.benefits.budget.assumed import (
    ATTRIBUTES,
    EACH,
    NO,
    OLDEST,
    PERSON,
    SEXES,
    YES,
    Assumptions,
    FactAssumed,
    Row,
    TakeUp,
)
from huimin.benefits.definition import SUBJECTS
from huimin.benefits.reading import read_source, words_of
from huimin.findings import Finding, Severity
from huimin.findings.section import Section, read_number


def read_assumptions(document: Any, faults: list[Finding]) -> Assumptions:
    """Read the file of assumptions; every fault goes to ``faults`` with its line."""
    section = Section(document, faults)
    figures = section.section("figures")
    elements = figures.text("people", ""), figures.text("households", "")
    figures.done()
    people = section.section("families")
    source = read_source(people)
    household = _number(people, "household", 2.6, 1.0, 12.0)
    paired, gap = _share(people, "paired", 0.7) or 0.0, _number(people, "gap", 2.0, -20.0, 20.0)
    words_of(people, "note", needed=False)
    people.done()
    facts: dict[tuple[str, str], FactAssumed] = {}
    for part in section.sections("facts"):
        one = _fact(part)
        if (one.code, one.subject) in facts:
            part.fault("budget-fact-twice", "code", found=one.code)
        facts[one.code, one.subject] = one
    take_up = tuple(_take_up(part) for part in section.sections("take_up"))
    section.done()
    _check_known(facts, faults)
    return Assumptions(household, paired, gap, facts, take_up, source, *elements, section.file)


def _fact(part: Section) -> FactAssumed:
    subject = part.choice("subject", (*SUBJECTS, ""), "")
    same = part.choice("is", (*ATTRIBUTES, ""), "")
    rows = tuple(_row(one) for one in part.sections("rows"))
    made = FactAssumed(part.text("code"), subject, words_of(part, "note", needed=False), read_source(part), same,
                       part.whole("days", 0), rows, part.place("code"), part.choice("each", EACH, PERSON))  # fmt: skip
    part.done()
    if made.each != PERSON and (same or any(row.per_birth for row in rows)):
        part.fault("budget-each", "each", found=made.code)
    if bool(same) == bool(rows):
        part.fault("budget-fact-how", "rows", found=made.code)
    return made


def _row(part: Section) -> Row:
    sex = part.choice("sex", (*SEXES, ""), "")
    where = part.section("where")
    pairs = tuple((key, where.text(key)) for key in where.keys())  # noqa: SIM118
    where.done()
    happens = _share(part, "happens", None)
    made = Row(
        SEXES.index(sex) if sex else None, part.whole("from", 0), part.whole("to", OLDEST), part.words("areas"), pairs,
        _shares(part), happens, part.choice("per", ("person", "birth"), "person") == "birth", part.whole("months", 12),
        _span(part, "years_ago"), _after(part), part.number("median") if part.has("median") else None,
        _number(part, "spread", 0.0, 0.0, 5.0), _share(part, "low", None), _share(part, "high", None),
    )  # fmt: skip
    part.raw("median")
    part.done()
    _check_range(part, made)
    kinds = (made.shares, made.happens, made.years_ago, made.after, made.median)
    if sum(one is not None for one in kinds) != 1:
        part.fault("budget-row-how", "share")
    return made


def _check_range(part: Section, row: Row) -> None:
    """A range holds the share it is about. What nobody has can not be weighed up to more."""
    if row.low is None and row.high is None:
        return
    share = row.first_share
    low, high = (share if one is None else one for one in (row.low, row.high))
    if share is None or low is None or high is None:
        part.fault("budget-range-of-what", "low")
    elif not low <= share <= high or (share == 0 < high):
        part.fault("budget-range", "low", found=f"{low:g}, {share:g}, {high:g}")


def _shares(part: Section) -> dict[str, float] | None:
    """``share`` of a yes, or ``of`` with the share of each option."""
    if part.has("share"):
        part.raw("of")
        yes = _share(part, "share", 0.0) or 0.0
        return {YES: yes, NO: 1 - yes}
    part.raw("share")
    if not part.has("of"):
        part.raw("of")
        return None
    inner = part.section("of")
    made = {key: _share(inner, key, 0.0) or 0.0 for key in inner.keys()}  # noqa: SIM118
    inner.done()
    if abs(sum(made.values()) - 1) > 1e-9:
        part.fault("budget-shares-sum", "of", found=f"{100 * sum(made.values()):g}%")
    return made


def _span(part: Section, key: str) -> tuple[float, float] | None:
    """Two numbers, the lower first."""
    told = part.raw(key)
    if told is None:
        return None
    numbers = [read_number(one) for one in told] if isinstance(told, list) and len(told) == 2 else []
    if len(numbers) != 2 or None in numbers or not 0 <= float(numbers[0] or 0) <= float(numbers[1] or 0) <= OLDEST:
        part.fault("budget-span", key, found=str(told))
        return 0.0, 1.0
    return float(numbers[0] or 0), float(numbers[1] or 0)


def _after(part: Section) -> tuple[str, float, float] | None:
    other, span = part.text("after", ""), _span(part, "years")
    return (other, *(span or (0.0, 0.0))) if other else None


def _take_up(part: Section) -> TakeUp:
    share = _share(part, "share", 1.0) or 0.0
    low, high = _share(part, "low", share), _share(part, "high", share)
    low, high = share if low is None else low, share if high is None else high
    note = words_of(part, "note", needed=False)
    since = part.day("from") or date.min
    made = TakeUp(part.text("benefit", ""), since, share, low, high, note, read_source(part))
    part.done()
    if made.since == date.min:
        part.fault("definition-key-missing", "from")
    if not made.low <= made.share <= made.high:
        part.fault("budget-take-up-order", "share", found=f"{made.low:g}, {made.share:g}, {made.high:g}")
    return made


def _share(part: Section, key: str, default: float | None) -> float | None:
    if not part.has(key):
        part.raw(key)
        return default
    value = part.number(key)
    if not 0 <= value <= 1:
        part.fault("budget-not-a-share", key, found=f"{value:g}")
        return default
    return value


def _number(part: Section, key: str, default: float, low: float, high: float) -> float:
    value = part.number(key, default)
    if not low <= value <= high:
        part.fault("budget-number", key, found=f"{value:g}", low=low, high=high)
        return default
    return value


def _check_known(facts: Mapping[tuple[str, str], FactAssumed], faults: list[Finding]) -> None:
    """Facts that rest on others need those, and not in a circle."""
    codes = {code for code, _ in facts}

    def rests_on(one: FactAssumed) -> set[str]:
        named = {code for row in one.rows for code, _ in row.where}
        return named | {row.after[0] for row in one.rows if row.after}

    def circles(one: FactAssumed, path: tuple[str, ...]) -> bool:
        if one.code in path:
            return True
        others = [facts.get((code, one.subject)) or facts.get((code, "")) for code in rests_on(one)]
        return any(other is not None and circles(other, (*path, one.code)) for other in others)

    for one in facts.values():
        for code in sorted(rests_on(one) - codes):
            faults.append(Finding("budget-fact-missing", Severity.ERROR, one.place, {"found": code, "key": one.code}))
        if circles(one, ()):
            faults.append(Finding("budget-fact-circle", Severity.ERROR, one.place, {"key": one.code}))
