"""What is handed in as a claim, and what is told of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from huimin.benefits import Benefit, Decision, Words
from huimin.benefits.claims import Dues, Move, Plan, Stage, Standing, Told
from huimin.findings import Finding, Severity


class Purpose(StrEnum):
    """Why somebody looks into a claim. Nobody does without saying so."""

    DECIDE = "decide"
    ANSWER_FAMILY = "answer-family"
    APPEAL = "appeal"
    REDECIDE = "redecide"
    PAY = "pay"
    TAKE_OVER = "take-over"
    CORRECT = "correct"
    OWN = "own"
    """The family looks at what is its own."""


PURPOSES: Mapping[Purpose, Words] = {
    Purpose.DECIDE: Words("办理申请", "to decide the claim"),
    Purpose.ANSWER_FAMILY: Words("答复家庭询问", "to answer the family"),
    Purpose.APPEAL: Words("办理申诉", "to answer an appeal"),
    Purpose.REDECIDE: Words("抽样复核", "to decide again as a check"),
    Purpose.PAY: Words("办理发放", "to pay"),
    Purpose.TAKE_OVER: Words("接收移交", "to take the claim over from another office"),
    Purpose.CORRECT: Words("更正信息", "to correct what is wrong"),
    Purpose.OWN: Words("本人查看", "the family itself"),
}
"""The purposes in words."""


@dataclass(frozen=True, slots=True)
class Identified:
    """A person with identity number, telephone and address. Nothing of it shows when this is printed."""

    name: str = field(repr=False)
    identity: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AccountGiven:
    """The account to pay to. It goes to the sealed accounts of the ledger, not into the claim."""

    holder: str = field(repr=False)
    number: str = field(repr=False)
    bank: str = ""


@dataclass(frozen=True)
class Application:
    """What is handed in.

    Attributes:
        benefit: code. area: key of the area whose office takes it.
        claimant: who claims. subject: whom it is for (the same person, where it is for the claimant).
        relation: what the claimant is to the subject, in words.
        facts: by code, as :func:`huimin.benefits.read_facts` takes them.
        consent: the claimant was told what happens with the data and agrees. separate_consent: also for what is
            sensitive (a child's, health and finance facts), asked for by itself.
        by_family: handed in by the family itself.
    """

    benefit: str
    area: str
    claimant: Identified
    subject: Identified
    relation: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    consent: bool = False
    separate_consent: bool = False
    account: AccountGiven | None = None
    by_family: bool = False


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """The skeleton of a claim for lists: nothing personal.

    Attributes:
        number: as people write it. step: of the plan, whose turn it is; -1: nobody's.
        outcome: ``yes`` or ``no`` as proposed or decided. machine: what the rule said when it was last asked.
        running: an earlier decision is paid while a new one is made. held: payments wait.
        due: the last day of the present step or of a hold. late: it has passed.
        renew_by: the last day for the yearly confirmation. decided: the day of the last decision.
        appealed: an appeal waits, to be answered by ``appeal_due``.
        officer: who of the office acted last. events: how many lines the log has.
        area: of the office that has it. offered: where it is offered to. before: who handed it over last.
    """

    number: str
    benefit: str
    area: str
    stage: Stage
    step: int
    round: int
    outcome: str
    machine: str
    running: bool
    held: bool
    due: date | None
    late: bool
    renew_by: date | None
    decided: date | None
    appealed: bool
    appeal_due: date | None
    officer: str
    taken_at: date
    by_family: bool
    events: int
    erased: bool
    offered: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a claim's history: ``words`` are the reason given, ``facts`` what was told with it.

    ``by`` is a user name, empty for the family; ``corrected`` names the parts of the particulars that were put right;
    ``area``: of a handing over: key of the area it goes to.
    """

    number: int
    move: str
    by: str
    at: datetime
    since: date | None
    outcome: str
    machine: str
    words: str = field(default="", repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    corrected: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a claim: its number, name, media type and bytes, and who brought it (empty: the family)."""

    number: int
    name: str = field(repr=False)
    kind: str
    size: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Advice:
    """What the rule says about a claim: a proposal by machine, which a person has to make their own.

    Attributes:
        outcome: ``yes``, ``no`` or ``unknown``.
        decision: with every condition, its numbers and its words.
        dues: what is owed by month so far, and the months of which that is not known.
        checks: what is odd about the facts. clashes: other claims that stand in the way. open: what has to be filled in
            before anything can be paid.
    """

    outcome: str
    decision: Decision
    dues: Dues
    checks: tuple[Finding, ...] = ()
    clashes: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()

    @property
    def fen(self) -> int:
        """All that is owed so far."""
        return sum(one.fen for one in self.dues.months)

    @property
    def clear(self) -> bool:
        """Whether it is a plain yes to which nothing is to be said: then it may be signed in a list."""
        odd = [one for one in (*self.checks, *self.clashes) if one.severity is not Severity.NOTE]
        return self.outcome == "yes" and not odd


@dataclass(frozen=True, slots=True)
class ViewRow:
    """Somebody looked: ``by`` is a user name; ``what``: card, paper, export or list."""

    claim: str
    by: str
    purpose: Purpose
    what: str
    at: datetime


@dataclass(frozen=True)
class ClaimSkeleton:
    """A claim without anything personal: for lists, the auditor and whoever only has to know how far it is.

    ``first``: key of the area where it was taken.
    """

    head: ClaimHead
    standing: Standing
    plan: Plan
    benefit: Benefit
    history: tuple[Happened, ...]
    first: str

    @property
    def number(self) -> str:
        """The claim's number."""
        return self.head.number


@dataclass(frozen=True)
class ClaimCard(ClaimSkeleton):
    """A claim, opened.

    Attributes:
        claimant, subject, relation: as last corrected. account_last4: of the account; empty: none was given.
        facts: what counts now, by code, as handed in. told: the same by the day from which it counts.
        sensitive: the codes of facts that need special care.
        advice: what the rule says now; None where it is not asked any more.
        decided: what the last decision rested on, as it was kept: the machine's reasons, the outcome, the words.
        moves: what the person asking can do now.
    """

    claimant: Identified
    subject: Identified
    relation: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    told: tuple[Told, ...] = field(repr=False)
    sensitive: frozenset[str] = frozenset()
    advice: Advice | None = None
    decided: Mapping[str, Any] | None = field(default=None, repr=False)
    papers: tuple[Paper, ...] = ()
    account_last4: str = ""
    moves: tuple[Move, ...] = ()

    @property
    def decision(self) -> Decision | None:
        """What the rule says now, with its reasons."""
        return self.advice.decision if self.advice else None

    @property
    def dues(self) -> Dues | None:
        """What is owed so far, by the rule."""
        return self.advice.dues if self.advice else None

    @property
    def checks(self) -> tuple[Finding, ...]:
        """What is odd about the facts and identity numbers."""
        return self.advice.checks if self.advice else ()

    @property
    def clashes(self) -> tuple[Finding, ...]:
        """Other claims that stand in the way."""
        return self.advice.clashes if self.advice else ()


@dataclass(frozen=True)
class Taken:
    """A claim that was taken: the receipt code is told once and never again."""

    card: ClaimCard
    receipt_code: str = field(repr=False)
    findings: tuple[Finding, ...] = ()

    @property
    def claim(self) -> str:
        """The claim's number."""
        return self.card.number
