"""The questions of a benefit as fields of a form: a day in three boxes, yes, no or not known, a choice, a number.

What is typed is kept; what is left empty is not known, and never taken for no or 0. What cannot be stands beside its
field. :func:`questions` makes the fields, :func:`answers` reads them back; ``base/questions.html`` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huimin.areas import Tree
from huimin.benefits import Benefit, Fact, read_facts
from huimin.benefits.facts import MEMBERS
from huimin.findings import Finding, Severity, explain
from huimin.tasks.benefits.entitled import authority_facts

UNKNOWN, ELSEWHERE = "unknown", "elsewhere"
DATE_PARTS = ("y", "m", "d")
MOST_MEMBERS, MOST_AREAS, LONGEST = 12, 80, 100


@dataclass(frozen=True)
class Question:
    """One field. ``name`` is its name in the form, ``typed`` what stands in it, ``error`` what is wrong with that.

    ``typed`` has the parts ``y``, ``m``, ``d`` of a day, and else one value under ``""``. ``areas`` are the choices of
    an area: (key, name).
    """

    name: str
    fact: Fact
    typed: Mapping[str, str]
    error: str = ""
    areas: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Answers:
    """What somebody told: facts as :func:`huimin.benefits.read_facts` takes them, and the faults by name of the field.

    ``others``: findings that belong to no field.
    """

    facts: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Finding, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether something has to be put right first."""
        return bool(self.errors) or any(one.severity is Severity.ERROR for one in self.others)


def for_the_family(benefit: Benefit) -> tuple[Fact, ...]:
    """The facts that a family can tell, in the order of the definition; the day of the claim is not asked for."""
    theirs = authority_facts(benefit)
    return tuple(fact for fact in benefit.facts if fact.code not in theirs and not fact.claim_day)


def that_change(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those of the facts that can be different from a day on: a day gone by can be wrong, but does not change."""
    return tuple(fact for fact in facts if fact.kind != "date" or fact.future)


def name_of(code: str, member: int = 0) -> str:
    """The name of a fact's field; ``member`` counts from 1, 0 is the subject's own."""
    return f"q-{member}-{code}" if member else f"q-{code}"


def questions(
    facts: Iterable[Fact], typed: Mapping[str, str], errors: Mapping[str, str], areas: Sequence[tuple[str, str]] = (),
    member: int = 0,
) -> list[Question]:  # fmt: skip
    """The fields of these facts: of the subject, or of one member of the family."""
    made = []
    for fact in facts:
        if fact.member != bool(member):
            continue
        name = name_of(fact.code, member)
        parts = DATE_PARTS if fact.kind == "date" else ("",)
        texts = {part: typed.get(f"{name}-{part}" if part else name, "") for part in parts}
        made.append(Question(name, fact, texts, errors.get(name, ""), areas if fact.kind == "area" else ()))
    return made


def typed_of(facts: Iterable[Fact], told: Mapping[str, Any], member: int = 0) -> dict[str, str]:
    """What stands in the fields where these facts were told before."""
    found: dict[str, str] = {}
    for fact in facts:
        value = told.get(fact.code)
        if fact.member != bool(member) or value is None:
            continue
        name = name_of(fact.code, member)
        if fact.kind == "date":
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            found |= {f"{name}-y": str(day.year), f"{name}-m": str(day.month), f"{name}-d": str(day.day)}
        elif fact.kind == "yes-no":
            found[name] = "yes" if str(value).lower() in ("yes", "true", "1", "1.0") else "no"
        elif fact.kind == "area":
            codes = value if isinstance(value, (list, tuple)) else (value,)
            found[name] = str(codes[-1]) if codes else ELSEWHERE
        else:
            found[name] = str(value)
    return found


def answers(
    benefit: Benefit, facts: Sequence[Fact], posted: Mapping[str, str], today: date, lang: str, tree: Tree | None = None
) -> Answers:
    """What the fields say. A field that is empty, or *not known*, gives no fact."""
    told = _told(facts, posted, 0, tree)
    members = [_told(facts, posted, number, tree) for number in range(1, members_in(posted) + 1)]
    if members and any(fact.member for fact in facts):
        told[MEMBERS] = members
    errors: dict[str, str] = {}
    others: list[Finding] = []
    for one in read_facts(benefit, told, today).findings:
        name = _field_of(one.place.element)
        if one.place.element and one.severity is Severity.ERROR:
            errors.setdefault(name, explain(one, lang))
        else:
            others.append(one)
    return Answers(told, errors, tuple(others))


def members_in(posted: Mapping[str, str]) -> int:
    """How many members of the family the form asks about."""
    count = posted.get("members", "0")
    return min(int(count), MOST_MEMBERS) if count.isdecimal() and len(count) < 4 else 0


def _field_of(element: str) -> str:
    """The field of a finding's place: ``child_birth`` or ``members[2].birth``."""
    if element.startswith(f"{MEMBERS}["):
        number, _, code = element.removeprefix(f"{MEMBERS}[").partition("].")
        return name_of(code, int(number))
    return name_of(element)


def _told(facts: Sequence[Fact], posted: Mapping[str, str], member: int, tree: Tree | None) -> dict[str, Any]:
    told = {}
    for fact in facts:
        value = _one(fact, name_of(fact.code, member), posted, tree) if fact.member == bool(member) else None
        if value is not None:
            told[fact.code] = value
    return told


def _one(fact: Fact, name: str, posted: Mapping[str, str], tree: Tree | None) -> Any:
    if fact.kind == "date":
        return _day([posted.get(f"{name}-{part}", "").strip() for part in DATE_PARTS])
    text = posted.get(name, "").strip()[:LONGEST]
    if text in ("", UNKNOWN):
        return None
    return area_codes(text, tree) if fact.kind == "area" else text


def _day(parts: Sequence[str]) -> str | None:
    """A day as ISO writes it; what is no day is kept as it was typed, so that the reader of facts complains."""
    if not any(parts):
        return None
    if all(part.isdecimal() and len(part) < 5 for part in parts):
        year, month, day = map(int, parts)
        return f"{year:04d}-{month:02d}-{day:02d}"
    return "-".join(part[:8] or "?" for part in parts)


def area_codes(key: str, tree: Tree | None) -> list[str]:
    """The keys of an area and of all above it, the area itself last; of a place elsewhere none that is known."""
    at = None if tree is None or key == ELSEWHERE else tree.index(key)
    return [ELSEWHERE] if at is None or tree is None else [tree.keys[step] for step in sorted(tree.path(at))]


def area_choices(tree: Tree, home: str, lang: str, level: str) -> list[tuple[str, str]]:
    """Places to choose from: the area the claim is made in, and the other areas of ``level``."""
    at = tree.index(home) if home else None
    own = [(home, tree.name(at, lang))] if at is not None else []
    found = [(tree.keys[one], tree.name(one, lang)) for one in tree.at_level(level)[:MOST_AREAS].tolist()]
    return own + [one for one in found if one[0] != home]


def day_of_parts(posted: Mapping[str, str], name: str) -> date | None:
    """The day in the three boxes of a field; None where they hold none."""
    try:
        return date.fromisoformat(_day([posted.get(f"{name}-{part}", "").strip() for part in DATE_PARTS]) or "")
    except ValueError:
        return None
