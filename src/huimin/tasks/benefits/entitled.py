"""“What am I entitled to?”: from events of life to the few questions that matter, and from what was told to answers.

Nothing is kept, and nothing is assumed: what was not told is not known, and makes no answer “no”. What only the
authority can say is never asked of a family; the answer then holds if the authority confirms it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from huimin.benefits import Benefit, Decision, Fact, decide, entitlements, read_facts
from huimin.benefits.ages import month_of
from huimin.benefits.periods import tested_on
from huimin.benefits.reference import standing
from huimin.benefits.rules import rules_of
from huimin.benefits.stretch import stretch
from huimin.benefits.wording import asked
from huimin.findings import Finding, Severity
from huimin.tasks.benefits.catalogue import Catalogue, Event

ELSEWHERE = "elsewhere"
"""What is told of an area outside of those there are to choose from."""
MONTHS = 12
HereCheck = Callable[[Benefit], bool]
Key = tuple[int, str]
"""A fact of somebody: 0 for the family or who claims, else the number of the child; and the fact's code."""


class State(StrEnum):
    """How an answer stands, the best first."""

    YES = "yes"
    IF_CONFIRMED = "if-confirmed"
    """Yes, if the authority confirms what only the authority can say."""
    OPEN = "open"
    """More questions can settle it."""
    UNKNOWN = "unknown"
    """Somebody did not know an answer, or the office has to look."""
    NO = "no"


@dataclass(frozen=True)
class Told:
    """What somebody told.

    Attributes:
        on: the day asked about.
        family: facts of the family and of who claims, by code, as :func:`huimin.benefits.read_facts` takes them; of an
            area the codes of the area and all above it, or :data:`ELSEWHERE`.
        children: each child's own facts.
        unsure: what somebody was asked and does not know.
        inside: the codes of all areas there are to choose from.
    """

    on: date
    family: Mapping[str, Any] = field(default_factory=dict)
    children: tuple[Mapping[str, Any], ...] = ()
    unsure: frozenset[Key] = frozenset()
    inside: frozenset[str] = frozenset()

    def has(self, key: Key) -> bool:
        """Whether this was answered, be it by “I do not know”."""
        child, code = key
        facts = self.family if not child else self.children[child - 1] if child <= len(self.children) else {}
        return facts.get(code) not in (None, "") or key in self.unsure

    @property
    def nothing(self) -> bool:
        """Whether nothing was answered yet."""
        return not self.unsure and not any(
            value not in (None, "") for facts in (self.family, *self.children) for value in facts.values()
        )


@dataclass(frozen=True)
class Question:
    """Something to be asked, of a child where ``child`` is not 0."""

    child: int
    fact: Fact

    @property
    def key(self) -> Key:
        """Whose fact it is, and which."""
        return self.child, self.fact.code


@dataclass(frozen=True)
class Answer:
    """What one benefit means for one subject.

    Attributes:
        child: the number of the child it is for; 0: the family or who claims.
        decision: for ``IF_CONFIRMED`` as if the authority had confirmed.
        confirms: codes of the conditions that the authority has still to confirm.
        asks: what could still settle it and was not asked yet.
        total: fen over the coming twelve months; None where it cannot be told, or it is paid once.
        begins: of a “no”: the first day on which it can be otherwise.
        beside: benefits beside which this one is not paid, and that may be granted.
    """

    benefit: Benefit
    child: int
    state: State
    decision: Decision
    confirms: tuple[str, ...] = ()
    asks: tuple[Key, ...] = ()
    total: int | None = None
    begins: date | None = None
    beside: tuple[Benefit, ...] = ()


def events_of(catalogue: Catalogue, day: date, here: HereCheck) -> tuple[Event, ...]:
    """The events of life for which there is a benefit in force, in the order in which they are offered."""
    named = {code for one in _in_force(catalogue, day, here) for code in one.life}
    return tuple(one for one in catalogue.events if one.code in named)


def benefits_for(catalogue: Catalogue, events: Iterable[str], day: date, here: HereCheck) -> tuple[Benefit, ...]:
    """The benefits in force that belong to one of these events."""
    wanted = set(events)
    return tuple(one for one in _in_force(catalogue, day, here) if wanted & set(one.life))


def _in_force(catalogue: Catalogue, day: date, here: HereCheck) -> Iterator[Benefit]:
    return (one for one in catalogue.benefits.values() if one.in_force(day) and here(one))


def clear_from(events: Sequence[Event]) -> dict[str, Any]:
    """What the chosen events say by themselves, where they do not contradict each other."""
    found: dict[str, Any] = {}
    for event in events:
        for code, value in event.facts.items():
            found[code] = value if found.get(code, value) == value else None
    return {code: value for code, value in found.items() if value is not None}


def authority_facts(benefit: Benefit) -> frozenset[str]:
    """The facts that only conditions of the authority rest on: no family is asked for them."""
    rules = rules_of(benefit)
    theirs = {code for one in rules.conditions if one.condition.authority for code in asked(benefit, one.asks)}
    others = {code for one in rules.conditions if not one.condition.authority for code in asked(benefit, one.asks)}
    others |= {code for one in rules.amounts for code in asked(benefit, one.asks)}
    return frozenset(theirs - others)


class Enquiry:
    """Some benefits, held against what somebody told.

    Args:
        clear: facts that are clear from the events that were chosen.
    """

    def __init__(self, benefits: Sequence[Benefit], told: Told, clear: Mapping[str, Any] | None = None) -> None:
        self.benefits, self.told, self.clear = tuple(benefits), told, dict(clear or {})

    # --- faults, questions, answers

    @cached_property
    def faults(self) -> dict[Key, Finding]:
        """What cannot be, by whose fact it is: the first fault of each."""
        found: dict[Key, Finding] = {}
        for benefit in self.benefits:
            for child in self._subjects(benefit, asking=True):
                for one in read_facts(benefit, self._facts(benefit, child), self.told.on).findings:
                    code = one.place.element
                    if one.severity is Severity.ERROR and code in {fact.code for fact in benefit.facts}:
                        found.setdefault((child if benefit.fact(code).child else 0, code), one)
        return found

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What to ask next, children first: at the beginning what each benefit asks first, then all that matters."""
        found: dict[Key, Fact] = {}
        for benefit in self.benefits:
            for child in self._subjects(benefit, asking=True):
                for key in self._asks(benefit, child):
                    found.setdefault(key, benefit.fact(key[1]))
        in_order = sorted(found, key=lambda key: key[0] or len(self.told.children) + 1)
        return tuple(Question(child, found[child, code]) for child, code in in_order)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """One answer for each benefit, or for each child; the best first."""
        made = []
        for benefit in self.benefits:
            each = [self._answer(benefit, child) for child in self._subjects(benefit)]
            if benefit.subject != "child":  # paid to the parents, whichever child it is for
                each = [replace(min(each, key=lambda one: list(State).index(one.state)), child=0)]
            made += each
        return tuple(sorted((self._beside(one, made) for one in made), key=lambda one: list(State).index(one.state)))

    # --- one benefit for one subject

    def _subjects(self, benefit: Benefit, asking: bool = False) -> Sequence[int]:
        """The children it is decided for, or 0. A child of whom nothing was told is asked about, but not answered."""
        if not any(fact.child for fact in benefit.facts):
            return (0,)
        numbers = range(1, max(1, len(self.told.children)) + 1)
        if asking:
            return numbers
        return [one for one in numbers if self._known(one)] or [1]

    def _known(self, child: int) -> bool:
        facts = self.told.children[child - 1] if child <= len(self.told.children) else {}
        return bool(facts) or any(number == child for number, _ in self.told.unsure)

    def _facts(self, benefit: Benefit, child: int, confirmed: bool = False) -> dict[str, Any]:
        """What is known for one benefit; ``confirmed``: with the authority's word for what it has still to say."""
        made: dict[str, Any] = {}
        own = self.told.children[child - 1] if 0 < child <= len(self.told.children) else {}
        authority = authority_facts(benefit)
        for fact in benefit.facts:
            if fact.member:
                continue
            value: Any
            if fact.code in authority:
                value = "yes" if confirmed and fact.kind == "yes-no" else None
            elif fact.claim_day:
                value = self.told.on
            else:
                value = (own if fact.child else self.told.family).get(fact.code)
                value = self.clear.get(fact.code) if value in (None, "") else value
            if fact.kind == "area" and value == ELSEWHERE:
                value = () if set(fact.areas) <= self.told.inside else None
            made[fact.code] = value
        return {code: value for code, value in made.items() if value is not None}

    def _decide(self, benefit: Benefit, child: int, confirmed: bool = False) -> Decision:
        """As if it were claimed on the day asked about: nobody can claim earlier."""
        return decide(benefit, self._facts(benefit, child, confirmed), self.told.on, claimed=self.told.on)

    def _open(self, benefit: Benefit, child: int, codes: Iterable[str]) -> tuple[Key, ...]:
        """Of some missing facts those that can be asked: not the authority's, not what was answered already."""
        authority = authority_facts(benefit)
        facts = [benefit.fact(code) for code in codes if code not in authority]
        keys = [(child if one.child else 0, one.code) for one in facts if not one.member]
        return tuple(key for key in keys if not self.told.has(key))

    def _asks(self, benefit: Benefit, child: int) -> tuple[Key, ...]:
        decision = self._decide(benefit, child)
        if self.told.nothing or (child and not self._known(child) and child == 1):
            for reason in decision.reasons:
                if leading := self._open(benefit, child, reason.asks):
                    return leading
        return self._open(benefit, child, decision.missing)

    def _answer(self, benefit: Benefit, child: int) -> Answer:
        decision = self._decide(benefit, child)
        asks = self._open(benefit, child, decision.missing)
        if decision.eligible == "yes":
            return Answer(benefit, child, State.YES, decision, total=self._total(benefit, child))
        if decision.eligible == "no":
            return Answer(benefit, child, State.NO, decision, begins=self._begins(benefit, child))
        confirms = tuple(one.code for one in decision.reasons if one.authority and one.state == "unknown")
        confirmed = self._decide(benefit, child, confirmed=True)
        if confirmed.eligible == "yes":
            total = self._total(benefit, child)
            return Answer(benefit, child, State.IF_CONFIRMED, confirmed, confirms, total=total)
        return Answer(benefit, child, State.OPEN if asks else State.UNKNOWN, decision, confirms, asks)

    def _total(self, benefit: Benefit, child: int) -> int | None:
        """What it comes to over the coming twelve months, beside the others that were asked about."""
        if benefit.period == "once":
            return None
        first = month_of(self.told.on)
        facts: dict[str, Any] = {}
        for one in self.benefits:
            facts |= self._facts(one, child if any(fact.child for fact in one.facts) else 0, confirmed=True)
        found = entitlements(self.benefits, facts, first, first + MONTHS - 1, self.told.on)
        mine = [one for one in found if one.benefit == benefit.code]
        return None if any(one.truth is None for one in mine) else sum(one.fen for one in mine)

    def _begins(self, benefit: Benefit, child: int) -> date | None:
        """The first day after the one asked about on which the conditions that failed can hold."""
        if benefit.period == "once":
            return None
        facts = self._facts(benefit, child, confirmed=True)
        known, day = read_facts(benefit, facts, self.told.on), tested_on(benefit, self.told.on)
        if standing(benefit, known, day).truth is not False:
            return None
        last = stretch(benefit, known, day)[1]
        if last is None:
            return None
        start = last + timedelta(days=1)
        return start if decide(benefit, facts, start, claimed=start).eligible != "no" else None

    def _beside(self, answer: Answer, all_of_them: Sequence[Answer]) -> Answer:
        """With the benefits it gives way to; where one of them is granted this one is not."""
        before = [one for one in all_of_them if one.benefit.code in answer.benefit.gives_way
                  and one.state is not State.NO and one.child in (0, answer.child)]  # fmt: skip
        if answer.state is State.NO or not before:
            return answer
        granted = any(one.state is State.YES for one in before)
        return replace(answer, state=State.NO if granted else answer.state, beside=tuple(one.benefit for one in before))
