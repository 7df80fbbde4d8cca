"""What is assumed about simulated people: which facts they have, how many receive what they are entitled to.

One file says it all, each assumption with its source and how sure it is; ``ours`` is the product's own guess. Nobody is
meant: the people exist in no register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits.definition import SUBJECTS, Source, Words
from huimin.benefits.reading import read_source, words_of
from huimin.findings import Finding, Place, Severity
from huimin.findings.section import Section, read_number

ATTRIBUTES = ("birth", "sex", "home", "mother_birth", "wife_birth", "last_child_birth", "first_child_birth")
"""What a simulated person has besides facts that are drawn; dates but for ``sex`` and ``home``."""
SEXES = ("female", "male")
YES, NO = "yes", "no"
OLDEST = 200


@dataclass(frozen=True)
class Row:
    """Of whom something holds, and how often.

    Attributes:
        sex: 0 women, 1 men, None both. first, last: full years at the end of the year, both included.
        areas: codes or keys of areas; (): everywhere. where: codes of other facts and their outcome.
        shares: outcome -> share. happens: share a year to whom something happens; per_birth: for each birth instead.
        months: back from the end of the year, within which it happens.
        years_ago: a day so many years ago, from and to. after: a fact, and years after it, from and to.
        median, spread: of a number: the middle value, and its relative standard deviation.
    """

    sex: int | None = None
    first: int = 0
    last: int = OLDEST
    areas: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    shares: Mapping[str, float] | None = None
    happens: float | None = None
    per_birth: bool = False
    months: int = 12
    years_ago: tuple[float, float] | None = None
    after: tuple[str, float, float] | None = None
    median: float | None = None
    spread: float = 0.0


@dataclass(frozen=True)
class FactAssumed:
    """How a fact is come by: an attribute of the person (``same``, moved by ``days``), or rows, the first that fits."""

    code: str
    subject: str
    note: Words
    source: Source
    same: str = ""
    days: int = 0
    rows: tuple[Row, ...] = ()
    place: Place = Place()


@dataclass(frozen=True)
class TakeUp:
    """Which share of those entitled will receive it from a year on, with the bounds within which it may lie.

    ``benefit`` is empty for all that say nothing of their own.
    """

    benefit: str
    since: date
    share: float
    low: float
    high: float
    note: Words = Words()
    source: Source = Source()


@dataclass(frozen=True)
class Assumptions:
    """All assumptions of a workspace.

    Attributes:
        household: people in a household, on average; counted where the margins say how many households there are.
        paired: share of women from 22 who live with a man. gap: years by which he is older.
        facts: by code and subject (empty: every subject).
        take_up: from year to year.
        source: of what is assumed of families.
        people, households: elements that offices report, by which people are shared out within an area.
        file: where they stand.
    """

    household: float
    paired: float
    gap: float
    facts: Mapping[tuple[str, str], FactAssumed]
    take_up: tuple[TakeUp, ...]
    source: Source = Source()
    people: str = ""
    households: str = ""
    file: str = ""

    def fact(self, code: str, subject: str) -> FactAssumed | None:
        """What is assumed of a fact for one kind of subject; None where nothing is."""
        return self.facts.get((code, subject)) or self.facts.get((code, ""))

    def take_up_of(self, benefit: str, year: int) -> TakeUp:
        """What counts in a year: the benefit's own, else what holds for all; everybody where nothing is said."""
        for code in (benefit, ""):
            found = [one for one in self.take_up if one.benefit == code and one.since.year <= year]
            if found:
                return max(found, key=lambda one: one.since)
        return TakeUp("", date(1900, 1, 1), 1.0, 1.0, 1.0)


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
                       part.whole("days", 0), rows, part.place("code"))  # fmt: skip
    part.done()
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
        _number(part, "spread", 0.0, 0.0, 5.0),
    )  # fmt: skip
    part.raw("median")
    part.done()
    kinds = (made.shares, made.happens, made.years_ago, made.after, made.median)
    if sum(one is not None for one in kinds) != 1:
        part.fault("budget-row-how", "share")
    return made


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
