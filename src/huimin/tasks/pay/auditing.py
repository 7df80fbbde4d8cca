"""Auditing the ledger: every fen has a claim, a version of the rule and a level; every roll is what was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from huimin.benefits.payments import Entry
from huimin.benefits.payments.auditing import Kept, faults_of
from huimin.benefits.payments.rolls import BOOKS
from huimin.findings import Finding, Place, Severity
from huimin.tasks.pay.ports import PaymentLedger, RollHead, Stage
from huimin.tasks.pay.rolling import as_made, same_person

_BEFORE = (Stage.WAITING, Stage.WITHDRAWN)


class AuditedLedger(PaymentLedger, Protocol):
    """A ledger that can be read from end to end."""

    def kept(self) -> Iterator[Kept]:
        """Every obligation with all that was booked for it."""


@dataclass(frozen=True)
class Audit:
    """What an audit came to.

    Attributes:
        rolls, obligations: how many were looked at.
        sums: fen by kind and level, over the whole ledger.
        findings: everything that does not agree.
    """

    rolls: int
    obligations: int
    sums: Mapping[tuple[Entry, str], int]
    findings: tuple[Finding, ...]


def audit(ledger: AuditedLedger) -> Audit:
    """Hold the whole ledger against itself, while nobody pays."""
    sums: dict[tuple[Entry, str], int] = defaultdict(int)
    booked: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    findings: list[Finding] = []
    count = 0
    with ledger.turn():
        for one in ledger.kept():
            count += 1
            findings += faults_of(one)
            number, fen = booked[one.roll]
            booked[one.roll] = (number + 1, fen + abs(one.fen))
            for (entry, _), levels in one.moved.items():
                for level, moved in levels.items():
                    sums[entry, level] += moved
        heads = ledger.heads()
        for head in heads:
            findings += _roll_faults(ledger, head, booked[head.number])
    return Audit(len(heads), count, dict(sums), tuple(findings))


def _roll_faults(ledger: PaymentLedger, head: RollHead, booked: tuple[int, int]) -> Iterator[Finding]:
    """A roll against its lines, its hash, the obligations that it booked, and its two people."""
    lines = ledger.lines(head.number)
    books = [part.fen for line in lines for part in line.parts if part.kind in BOOKS]
    due = (0, 0) if head.stage in _BEFORE else (len(books), sum(books))
    facts: dict[str, str | int] = {"roll": head.number, "benefit": head.benefit, "maker": head.maker}
    if booked != due or not as_made(ledger, head, lines):
        yield Finding("pay-audit-roll", Severity.ERROR, Place(area=head.area), facts)
    if head.stage not in _BEFORE and same_person(head.maker, head.decided_by):
        yield Finding("pay-audit-same-person", Severity.ERROR, Place(area=head.area), facts)
