"""The desk at which claims are worked on: benefits, calendar, moment, who acts, and where claims are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from huimin.benefits import Benefit
from huimin.benefits.ages import month_of
from huimin.benefits.claims import Actor, Plan, Standing, Told, plan_of, stand
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.claims.keeping import ClaimStore
from huimin.tasks.claims.numbers import claim_of, number_of
from huimin.tasks.claims.records import Record, Root
from huimin.workflow.days import WorkingDays

ELSEWHERE = frozenset({"hospital", "counter"})
"""Whoever takes the first step of a benefit that leaves no claim here: settled at a hospital, or given over the counter
so that nobody who asks for it is put on a list."""


def refusal(code: str, severity: Severity = Severity.ERROR, element: str = "", **facts: str | int) -> Invalid:
    """The exception that tells one finding."""
    return Invalid([Finding(code, severity, Place(element=element), facts)])


REMEMBERED = 2_000
"""Records of which the standing is remembered at a time."""


class Remembered:
    """A calendar of working days that looks each day up once: thousands of deadlines fall on the same few days."""

    def __init__(self, calendar: WorkingDays) -> None:
        self.known = calendar.known
        self._look, self._days = calendar.is_working_day, dict[date, bool]()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = self._look(day)
        return found


@dataclass(frozen=True)
class Desk:
    """What every task of claims needs.

    Attributes:
        benefits: by code. versions: of their texts, by code. texts: the texts as read.
        who: user name of whoever acts; empty: the family itself.
        actor: what that person is to a claim.
        path: key of an area -> the codes and keys of it and all above it.
    """

    store: ClaimStore
    benefits: Mapping[str, Benefit]
    versions: Mapping[str, str]
    texts: Mapping[str, str] = field(repr=False)
    calendar: Remembered
    now: datetime
    who: str
    actor: Callable[[Record, Plan], Actor]
    path: Callable[[str], tuple[str, ...]]
    _stood: dict[int, tuple[Record, Standing]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day of the moment."""
        return self.now.date()

    @property
    def month(self) -> int:
        """The month of the moment."""
        return month_of(self.today)

    def benefit(self, code: str) -> Benefit:
        """The benefit with this code.

        Raises:
            Invalid: there is none any more: its file was taken away while there are claims.
        """
        if code not in self.benefits:
            raise refusal("claim-benefit-gone", benefit=code)
        return self.benefits[code]

    def plan(self, code: str) -> Plan:
        """How claims of a benefit are handled."""
        return plan_of(self.benefit(code))

    def number(self, claim: str) -> int:
        """The claim of a number as people write it.

        Raises:
            Invalid: it is no number of a claim.
        """
        found = claim_of(claim)
        if found is None:
            raise refusal("claim-unknown", claim=claim)
        return found

    def record(self, claim: str, opened: bool = True) -> Record:
        """A claim with its log.

        Raises:
            Invalid: there is none, or it was erased and is to be opened.
        """
        number = self.number(claim)
        found = self.store.records([number], opened).get(number)
        if found is None:
            raise refusal("claim-unknown", claim=claim)
        if opened and found.erased:
            raise refusal("claim-erased", claim=claim)
        return found

    def standing(self, record: Record) -> Standing:
        """Where a claim stands today; worked out once for a record, for each task asks several times."""
        known = self._stood.get(id(record))
        if known is not None and known[0] is record:
            return known[1]
        found = stand(self.plan(record.root.benefit), record.events, self.calendar, self.today)
        if len(self._stood) > REMEMBERED:
            self._stood.clear()
        self._stood[id(record)] = record, found
        return found

    def signed(self, record: Record) -> Actor:
        """What whoever acts is to a claim."""
        return self.actor(record, self.plan(record.root.benefit))

    def placed(self, benefit: Benefit, told: Told) -> Told:
        """Facts in which every area is given with all above it, as the rules look for it."""
        areas = {fact.code: fact.member for fact in benefit.facts if fact.kind == "area"}
        if not areas:
            return told
        facts: dict[str, Any] = dict(told.facts)
        for code, member in areas.items():
            if not member and isinstance(facts.get(code), str) and facts[code]:
                facts[code] = [facts[code], *self.path(facts[code])]
        return Told(told.since, facts)


def named(root: Root) -> str:
    """The number of a claim as people write it."""
    return number_of(root.id)
