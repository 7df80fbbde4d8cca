"""Facts as somebody tells them become numbers; what is impossible becomes a finding, and then it is not known.

Nothing is ever assumed: what is missing stays missing (None), and whoever decides is told what to ask for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any

from huimin.benefits.ages import EARLIEST, EPOCH, day_number
from huimin.benefits.definition import Benefit, Fact
from huimin.findings import Finding, Place, Severity, nearest

MEMBERS = "members"
YES = ("yes", "true", "是", "1", "y")
NO = ("no", "false", "否", "0", "n")
Values = Mapping[str, float | None]


@dataclass(frozen=True)
class Known:
    """Facts as read: numbers by code (None: not known), those of each member, and what is wrong with them.

    Dates are day numbers, yes is 1 and no 0, a choice is the place of its option, an area is 1 where it lies inside.
    """

    values: Values
    members: tuple[Values, ...] = ()
    findings: tuple[Finding, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def contradictory(self) -> bool:
        """Whether something is wrong with the facts: then nobody is granted anything on them."""
        return any(one.severity is Severity.ERROR for one in self.findings)


def read_facts(benefit: Benefit, given: Mapping[str, Any], today: date) -> Known:
    """Read the facts of one subject.

    Args:
        benefit: whose facts they are.
        given: code -> date (or its text), true or false, a number, the code of an option, an area's code or the codes
            of the area and all above it; under ``members`` a list of such mappings. None: not known.
        today: dates after it lie in the future.
    """
    findings: list[Finding] = []
    own = [one for one in benefit.facts if not one.member]
    theirs = [one for one in benefit.facts if one.member]
    members = given.get(MEMBERS) or ()
    allowed = {one.code for one in own} | ({MEMBERS} if theirs or benefit.subject == "family" else set())
    for code in given:
        if code not in allowed:
            facts = {"found": code, "nearest": nearest(code, allowed), "options": ", ".join(sorted(allowed))}
            findings.append(Finding("benefit-fact-unasked", Severity.WARNING, facts=facts))
    values = _values(own, given, today, findings)
    people = tuple(_values(theirs, one, today, findings, number) for number, one in enumerate(members, 1))
    if theirs and MEMBERS in given and not people:
        findings.append(Finding("benefit-family-empty", Severity.WARNING))
    return Known(values, people, tuple(findings), dict(given))


def _values(
    facts: Sequence[Fact], given: Mapping[str, Any], today: date, findings: list[Finding], member: int = 0
) -> Values:  # fmt: skip
    made = {fact.code: _value(fact, given.get(fact.code), today, findings, member) for fact in facts}
    for fact in facts:
        one, other = made[fact.code], made.get(fact.after)
        if one is not None and other is not None and one <= other:
            earlier = next(each for each in facts if each.code == fact.after)
            findings.append(_fault("benefit-fact-order", fact, member, other_zh=earlier.name.zh,
                                   other_en=earlier.name.en))  # fmt: skip
    return made


def _fault(code: str, fact: Fact, member: int, **facts: Any) -> Finding:
    name = {"fact": fact.code, "name_zh": fact.name.zh, "name_en": fact.name.en}
    return Finding(code, Severity.ERROR, Place(element=f"{MEMBERS}[{member}].{fact.code}" if member else fact.code),
                   {**name, **facts})  # fmt: skip


def _value(fact: Fact, told: Any, today: date, findings: list[Finding], member: int) -> float | None:
    if told is None or told == "":
        return None
    read = _READ[fact.kind](fact, told)
    if isinstance(read, str):
        findings.append(_fault(read, fact, member, found=str(told), low=fact.low, high=fact.high,
                               options=", ".join(fact.options)))  # fmt: skip
        return None
    if fact.kind == "date" and not fact.future and read > day_number(today):
        findings.append(_fault("benefit-fact-future", fact, member, found=str(told), today=today.isoformat()))
    return read


def _date(fact: Fact, told: Any) -> float | str:
    if isinstance(told, datetime):
        told = told.date()
    if not isinstance(told, date):
        try:
            told = date.fromisoformat(str(told).strip())
        except ValueError:
            return "benefit-fact-not-a-day"
    number = told.toordinal() - EPOCH
    return float(number) if number >= EARLIEST else "benefit-fact-too-early"


def _yes_no(fact: Fact, told: Any) -> float | str:
    word = str(told).strip().lower()
    if word in YES:
        return 1.0
    return 0.0 if word in NO else "benefit-fact-not-yes-no"


def _number(fact: Fact, told: Any) -> float | str:
    try:
        value = float(str(told).replace(",", ""))
    except ValueError:
        return "benefit-fact-not-a-number"
    if isinstance(told, bool) or not isfinite(value):
        return "benefit-fact-not-a-number"
    outside = (fact.low is not None and value < fact.low) or (fact.high is not None and value > fact.high)
    return "benefit-fact-out-of-bounds" if outside else value


def _choice(fact: Fact, told: Any) -> float | str:
    for place, (code, words) in enumerate(fact.options.items()):
        if str(told).strip() in (code, words.zh, words.en):
            return float(place)
    return "benefit-fact-not-an-option"


def _area(fact: Fact, told: Any) -> float | str:
    codes = told if isinstance(told, (list, tuple)) else (told,)
    return float(any(str(code) in fact.areas for code in codes))


_READ = {"date": _date, "yes-no": _yes_no, "number": _number, "choice": _choice, "area": _area}
