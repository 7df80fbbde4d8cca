"""A benefit as agreed: whom it is for, what is asked, what must hold, what is paid, and where that is written.

The engine knows no law: everything here comes from a definition file. All values are frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from huimin.language import Node

if TYPE_CHECKING:
    from huimin.benefits.paid_by import PaidBy

SUBJECTS = ("child", "parent", "family")
FACT_KINDS = ("date", "yes-no", "number", "choice", "area")
PERIODS = ("once", "month", "year")
PRORATIONS = ("none", "month", "day")
TESTED = ("first", "last")
PERSONS = ("", "subject", "claimant")
STATUSES = ("T", "S", "G", "ours")
"""How sure something is: text of the law read, secondary page read, general knowledge, or the product's own choice."""
WINDOW_ENDS = ("end_of_year", "end_of_next_year", "months")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str = ""
    en: str = ""

    def of(self, lang: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written: title, date and article of the document, and how sure it is (:data:`STATUSES`)."""

    title: str = ""
    dated: str = ""
    article: str = ""
    status: str = "ours"


@dataclass(frozen=True)
class Fact:
    """Something that is asked.

    Attributes:
        kind: one of :data:`FACT_KINDS`.
        ask: the words in which it is asked.
        unit: of a number.
        options: of a choice: code -> words.
        low, high: bounds of a number.
        after: this date must lie after that of another fact (a child is born after its parent).
        future: whether a date may lie in the future.
        member: it is asked of each member of the family.
        areas: of an area: the codes within which it counts as inside.
        sensitive: health, a child's or finance facts, which need special care (PIPL, articles 28 to 31).
        child: it is the child's own, and asked for each child.
        claim_day: this date is the day of the claim, so that nobody need be asked.
        of: whose birthday or sex it is, which an identity number says too: the ``subject`` or the ``claimant``.
    """

    code: str
    kind: str
    name: Words
    ask: Words
    unit: str = "1"
    options: Mapping[str, Words] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    after: str = ""
    future: bool = False
    member: bool = False
    areas: tuple[str, ...] = ()
    sensitive: bool = False
    child: bool = False
    claim_day: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a day on: fen for money (None: the office has to fill it in), a number, or a day number."""

    since: date
    value: int | float | None
    source: Source


@dataclass(frozen=True)
class Named:
    """A value of the rule that formulas name, such as an age limit; dated."""

    code: str
    name: Words
    unit: str
    dated: tuple[Dated, ...]

    def at(self, day: date) -> float | None:
        """Its value on a day; None before the first."""
        found = in_force(self.dated, day)
        return None if found is None or found.value is None else float(found.value)


@dataclass(frozen=True)
class Tally:
    """A count or a sum over the members of a family.

    Attributes:
        where: which members count; None: all.
        value: what is added up; None: each counts one.
    """

    code: str
    name: Words
    unit: str
    where: Node | None = None
    value: Node | None = None


@dataclass(frozen=True)
class Condition:
    """Something that must hold, with the words for both outcomes; ``since`` and ``until`` say from when to when."""

    code: str
    node: Node
    held: Words
    failed: Words
    since: date | None = None
    until: date | None = None
    source: Source = Source()
    authority: bool = False

    def applies(self, day: date) -> bool:
        """Whether it is asked for on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Amount:
    """What is paid: dated rates in fen, when it is this one (``when``), and how the rate is used (``node``)."""

    code: str
    name: Words
    dated: tuple[Dated, ...]
    when: Node | None = None
    node: Node | None = None
    needs_rate: bool = True


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is paid in a month or a year, in fen."""

    per: str
    fen: int
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Claiming:
    """When a claim can be made: from a dated fact on (not before a day) until the end of a year, or so many months.

    Attributes:
        lost: whether a late claim is lost; else it is paid from the month (of a yearly amount: the year) of the claim.
        earlier_until: ``until`` for what happened before ``not_before``; empty: the same.
    """

    of: str
    until: str = "end_of_next_year"
    months: int = 0
    not_before: date | None = None
    lost: bool = True
    source: Source = Source()
    earlier_until: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document asked for; ``looked_up``: the office looks it up itself where it can."""

    name: Words
    looked_up: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of deciding a claim: who, what, and within how many working days after the step before."""

    code: str
    name: Words
    by: str
    working_days: int | None = None


@dataclass(frozen=True)
class Shares:
    """Who pays which part from a day on; the parts add up to 1."""

    since: date
    parts: Mapping[str, Fraction]
    source: Source


@dataclass(frozen=True, slots=True)
class Handling:
    """How claims are handled beside their steps.

    Attributes:
        notice_days: working days of public notice before a grant counts; 0: none.
        renewal_months: after how many months a claim is confirmed again; 0: never.
        appeal_days: days in which a family can appeal; 60 by the Administrative Reconsideration Law, art. 20 (2023).
        answer_days: days in which it is answered; 60 by the same law, art. 62.
    """

    notice_days: int = 0
    renewal_months: int = 12
    appeal_days: int = 60
    answer_days: int = 60


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the data of a claim are kept after its last payment or refusal, in months."""

    months: int
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a divided amount becomes whole: ``half_up``, ``down`` or ``up``, to multiples of ``unit`` fen."""

    way: str = "half_up"
    unit: int = 1


@dataclass(frozen=True, eq=False)
class Benefit:
    """One benefit. Two are the same only where they are the same object, so that what is worked out once can be kept.

    Attributes:
        subject: one of :data:`SUBJECTS`.
        life: events of life at which somebody looks for it.
        since, until: from when to when it is in force.
        period: what one amount is paid for. proration: by what a part of a period is counted.
        tested: the day of a period (first or last) on which conditions and amounts are looked up.
        event: of a benefit paid once: the date it is paid for.
        gives_way: codes of benefits beside which it is not paid.
        paid_by: by when it is paid; None where the file does not say so, and what is usual counts.
        open: what the office has to fill in before it can be paid (``amounts``, ``shares``).
        file: where it was read.
    """

    code: str
    name: Words
    about: Words
    authority: Words
    office: Words
    source: Source
    subject: str
    life: tuple[str, ...]
    since: date
    until: date | None
    facts: tuple[Fact, ...]
    values: tuple[Named, ...]
    tallies: tuple[Tally, ...]
    conditions: tuple[Condition, ...]
    amounts: tuple[Amount, ...]
    period: str
    proration: str
    tested: str
    rounding: Rounding
    event: str = ""
    caps: tuple[Cap, ...] = ()
    gives_way: tuple[str, ...] = ()
    claiming: Claiming | None = None
    papers: tuple[Paper, ...] = ()
    steps: tuple[Step, ...] = ()
    handling: Handling = Handling()
    shares: tuple[Shares, ...] = ()
    retention: Retention | None = None
    paid_by: PaidBy | None = None
    open: tuple[str, ...] = ()
    file: str = ""

    def fact(self, code: str) -> Fact:
        """The fact with this code; KeyError where there is none."""
        for one in self.facts:
            if one.code == code:
                return one
        raise KeyError(code)

    def in_force(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def shares_at(self, day: date) -> Shares | None:
        """Who pays which part on a day; None where that is not said."""
        found = [one for one in self.shares if one.since <= day]
        return max(found, key=lambda one: one.since) if found else None


def in_force(dated: tuple[Dated, ...], day: date) -> Dated | None:
    """The entry that counts on a day; None before the first. ``dated`` is sorted by day."""
    found = None
    for one in dated:
        if one.since > day:
            break
        found = one
    return found
