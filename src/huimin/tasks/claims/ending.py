"""The end of a claim's contents: when they may go, when they must, and what is told to a family that asks.

A family's own claim is erased at once where nothing was decided or paid. Else the office has to be able to answer for
public money: the contents stay as long as the benefit says after the last payment or the refusal, and then go by a job.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from huimin.benefits import Benefit
from huimin.benefits.ages import add_months, month_end, month_of
from huimin.benefits.claims import Move
from huimin.findings import Finding, Severity
from huimin.tasks.claims.advising import Beside, beside, owed_of
from huimin.tasks.claims.desk import Desk, named, refusal
from huimin.tasks.claims.facts import decided_on
from huimin.tasks.claims.moving import moved
from huimin.tasks.claims.records import Record

AHEAD = 12
"""Months looked ahead to see whether a granted claim is still owed something."""
FAMILY, RETENTION = "family", "retention"


@dataclass(frozen=True)
class Erased:
    """What became of the wish to erase: done, or from which day on it will be, and why not before.

    Attributes:
        on: the day; None where that cannot be told yet, since the claim goes on.
    """

    done: bool
    on: date | None = None
    findings: tuple[Finding, ...] = ()


def erase(desk: Desk, claim: str, paid: bool) -> Erased:
    """Erase a claim's contents for its family, where nothing was decided or paid; else say when they go.

    Args:
        paid: whether the ledger has something booked for it.
    """
    with desk.store.turn():
        record = desk.record(claim, opened=False)
        if record.erased:
            return Erased(True)
        record = desk.record(claim)
        if desk.who and not desk.signed(record).steps:
            raise refusal("claim-not-yours")
        if not paid and not any(one.move == Move.CONFIRM and one.outcome for one in record.log):
            if not desk.standing(record).ended:
                desk.store.keep([moved(desk, record, Move.WITHDRAW, "", None, "", {})[0]])
            desk.store.erase(record.root.id, desk.who, FAMILY, desk.now)
            return Erased(True)
        day = kept_until(desk, record, Beside({}))
    code = "claim-erased-later" if day else "claim-erased-after-end"
    benefit = desk.benefit(record.root.benefit)
    months = benefit.retention.months if benefit.retention else 0
    facts: dict[str, str | int] = {"claim": named(record.root), "day": day.isoformat() if day else "", "months": months}
    return Erased(False, day, (Finding(code, Severity.NOTE, facts=facts),))


def kept_until(desk: Desk, record: Record, others: Beside) -> date | None:
    """The last day on which a claim's contents are kept; None: it goes on, or its benefit does not say how long."""
    benefit = desk.benefit(record.root.benefit)
    ended = _ended(desk, benefit, record, others)
    return None if ended is None or benefit.retention is None else add_months(ended, benefit.retention.months)


def _ended(desk: Desk, benefit: Benefit, record: Record, others: Beside) -> date | None:
    """The day of the last payment or of the refusal; None where more is owed or somebody has to do something."""
    at = desk.standing(record)
    if at.ended:
        return record.events[-1].at.date()
    if at.granted is None or at.running or at.appealed or at.held or at.outcome != "yes":
        return None
    history = [desk.placed(benefit, one) for one in decided_on(record.log)]
    if not history:
        return None
    owed = owed_of(desk, record, history, others, desk.month + AHEAD, at.stopped)
    if owed.unknown or any(one.month >= desk.month for one in owed.months):
        return None
    last = max((one.month for one in owed.months), default=month_of(at.decided or at.claimed))
    return max(month_end(last), at.decided or at.claimed)


def due(desk: Desk, records: list[Record], unsettled: Collection[str]) -> list[Record]:
    """The claims whose contents have to go today.

    Args:
        records: opened. unsettled: numbers of claims for which a payment is under way, failed or has to come back.
    """
    others = beside(desk, records)
    made = []
    for record in records:
        if record.erased or named(record.root) in unsettled or record.root.benefit not in desk.benefits:
            continue
        last = kept_until(desk, record, others)
        if last is not None and last < desk.today:
            made.append(record)
    return made
