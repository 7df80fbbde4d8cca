"""Cases: what a benefit must say for facts that an officer can read; tests and ``huimin benefits test`` run them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits import Benefit, Decision, Words, decide, entitlements, fen_of, yuan_text
from huimin.benefits.claims import Told, dues
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.findings.section import Section

TO_FILL = "to-fill"


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        facts: as an officer writes them. on: the day asked about. claimed: the day of the claim.
        expect: ``eligible``, ``yuan``, ``first``, ``last``, ``failed`` and ``missing``, whichever are written.
        over: months from and to, and the fen paid over them: to the claim where there is one, else to a claim in time.
    """

    benefit: str
    name: Words
    facts: Mapping[str, Any]
    on: date
    claimed: date | None
    expect: Mapping[str, str]
    over: tuple[int, int, int] | None
    place: Place


@dataclass(frozen=True)
class Outcome:
    """A case that was run: what was decided, and every difference as a finding."""

    case: Case
    decision: Decision
    findings: tuple[Finding, ...]


def read_cases(
    document: Any, benefits: Mapping[str, Benefit], faults: list[Finding]
) -> tuple[str, tuple[Case, ...]]:  # fmt: skip
    """The cases of one file and the code of their benefit."""
    section = Section(document, faults)
    code = section.text("benefit")
    if code not in benefits:
        options = ", ".join(benefits)
        section.fault("benefit-not-found", "benefit", found=code, nearest=nearest(code, benefits), options=options)
    made = tuple(_case(part, code) for part in section.sections("cases"))
    section.done()
    return code, made


def _case(part: Section, code: str) -> Case:
    facts = part.raw("facts", {})
    expected = part.section("expect")
    keys = ("eligible", "yuan", "first", "last", "failed", "missing")
    expect = {key: expected.text(key) for key in keys if expected.has(key)}
    expected.done()
    over = _over(part) if part.has("over") else None
    part.raw("over")
    made = Case(code, Words(part.text("zh"), part.text("en")), facts if isinstance(facts, dict) else {},
                part.day("on") or date.min, part.day("claimed"), expect, over, part.place("zh"))  # fmt: skip
    part.done()
    if made.on == date.min:
        part.fault("definition-key-missing", "on")
    return made


def _over(part: Section) -> tuple[int, int, int] | None:
    inner = part.section("over")
    fen = fen_of(inner.raw("yuan"))
    try:
        first, last = Period.of(inner.text("from")).first, Period.of(inner.text("to")).last
    except Invalid as invalid:
        part.faults += invalid.findings
        return None
    inner.done()
    return first, last, fen or 0


def run_cases(cases: Iterable[Case], benefits: Mapping[str, Benefit]) -> list[Outcome]:
    """Every case, decided by the reference."""
    return [run_case(benefits[case.benefit], case) for case in cases if case.benefit in benefits]


def run_case(benefit: Benefit, case: Case) -> Outcome:
    """One case."""
    decision = decide(benefit, case.facts, case.on, claimed=case.claimed)
    found = {
        "eligible": decision.eligible, "yuan": TO_FILL if decision.fen is None else yuan_text(decision.fen),
        "first": _text(decision.first), "last": _text(decision.last),
        "failed": ", ".join(one.code for one in decision.reasons if one.state == "failed"),
        "missing": ", ".join(decision.missing),
    }  # fmt: skip
    wrong = [_wrong(case, what, expected, found[what]) for what, expected in case.expect.items()
             if not _same(what, expected, found[what])]  # fmt: skip
    if case.over is not None:
        fen, paid = case.over[2], _paid(benefit, case, *case.over[:2])
        if paid != fen:
            wrong.append(_wrong(case, "over", yuan_text(fen), yuan_text(paid)))
    return Outcome(case, decision, tuple(wrong))


def _paid(benefit: Benefit, case: Case, first: int, last: int) -> int:
    """The fen of the months ``first`` to ``last``."""
    if case.claimed is None:
        return sum(one.fen for one in entitlements([benefit], case.facts, first, last))
    owed = dues(benefit, [Told(None, case.facts)], case.claimed, last)
    return sum(one.fen for one in owed.months if one.month >= first)


def _same(what: str, expected: str, found: str) -> bool:
    if what == "yuan" and TO_FILL not in (expected, found):
        return fen_of(expected) == fen_of(found)
    return expected == found


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _wrong(case: Case, what: str, expected: str, found: str) -> Finding:
    facts = {"name": case.name.zh, "name_en": case.name.en, "what": what, "expected": expected, "found": found}
    return Finding("benefit-case-wrong", Severity.ERROR, case.place, facts)
