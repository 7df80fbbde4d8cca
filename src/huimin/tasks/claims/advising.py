"""What the rule says about a claim: a proposal that a person has to make their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits import Benefit, decide
from huimin.benefits.ages import month_start
from huimin.benefits.claims import Dues, Move, Stage, Told, dues
from huimin.findings import Finding, Place, Severity
from huimin.tasks.claims.applying import checked
from huimin.tasks.claims.desk import Desk, named
from huimin.tasks.claims.facts import decided_on, persons, told_so_far
from huimin.tasks.claims.ports import Advice
from huimin.tasks.claims.records import Record

AGAIN = frozenset({Move.CHANGE, Move.CORRECT, Move.STOP})
"""Moves after which it is decided how a claim stands now."""
OVER = frozenset({Stage.REFUSED, Stage.WITHDRAWN})
"""Stages in which a claim stands in nobody's way."""


@dataclass(frozen=True)
class Beside:
    """The other claims for the same subject, as far as they matter here: records by claim number."""

    records: Mapping[int, Record]

    def of(self, record: Record) -> list[Record]:
        """Those beside a claim, the earliest first."""
        subject = record.root.subject
        return [one for number, one in sorted(self.records.items())
                if subject and one.root.subject == subject and number != record.root.id]  # fmt: skip


def beside(desk: Desk, records: Sequence[Record]) -> Beside:
    """The claims for the same subjects, opened as far as they are of a benefit that can clash."""
    groups = desk.store.alike({one.root.subject for one in records if one.root.subject})
    own = {one.root.id for one in records}
    others = {number for group in groups.values() if len(group) > 1 or group[0] not in own for number in group}
    return Beside(desk.store.records(others) if others else {})


def advice_of(desk: Desk, record: Record, others: Beside) -> Advice:
    """What the rule says today about a claim.

    The day looked at is today. Where a new claim is owed nothing today and something for a time gone by, it is the last
    day for which it was; once granted, what counts is how it stands now.
    """
    benefit = desk.benefit(record.root.benefit)
    history = [desk.placed(benefit, one) for one in told_so_far(record.log)]
    owed = owed_of(desk, record, history, others, desk.month)
    decision = decide(benefit, facts_on(history, desk.today), desk.today, claimed=record.root.day)
    first_round = not any(one.move in AGAIN for one in record.log)
    if decision.eligible == "no" and owed.months and benefit.period != "once" and first_round:
        day = month_start(owed.months[-1].month)
        decision = decide(benefit, facts_on(history, day), day, claimed=record.root.day)
    odd = [*decision.findings, *checked(benefit, persons(record.log), facts_on(history, desk.today))]
    if decision.eligible == "yes" and owed.unknown and not benefit.open:
        odd.append(_finding("claim-months-unknown", record, Severity.WARNING, months=len(owed.unknown)))
    return Advice(decision.eligible, decision, owed, tuple(odd), tuple(clashes(desk, record, others)),
                  tuple(_open(benefit)))  # fmt: skip


def facts_on(history: Sequence[Told], day: date) -> Mapping[str, Any]:
    """The facts that count on a day."""
    return next(one.facts for one in reversed(history) if one.since is None or one.since <= day)


def owed_of(
    desk: Desk, record: Record, history: Sequence[Told], others: Beside, last: int, stopped: date | None = None
) -> Dues:  # fmt: skip
    """What a claim is owed on some facts, beside what the same subject is granted that goes before it."""
    benefit = desk.benefit(record.root.benefit)
    ahead = [one for one in others.of(record) if one.root.benefit in benefit.gives_way
             and one.root.benefit in desk.benefits and desk.standing(one).paid]  # fmt: skip
    before = {one.root.benefit: [desk.placed(desk.benefit(one.root.benefit), told) for told in decided_on(one.log)]
              for one in ahead}  # fmt: skip
    return dues(benefit, history, record.root.day, last, stopped=stopped,
                beside={code: told for code, told in before.items() if told},
                others=[desk.benefit(code) for code, told in before.items() if told])  # fmt: skip


def clashes(desk: Desk, record: Record, others: Beside) -> list[Finding]:
    """Other claims for the same subject that this one clashes with, or gives way to."""
    benefit = desk.benefit(record.root.benefit)
    found = []
    for one in others.of(record):
        if one.root.benefit == benefit.code and same_case(desk, record, one):
            stage = desk.standing(one).stage
            if stage in OVER or one.erased:
                continue
            again = one.root.claimant == record.root.claimant
            code = "claim-twice-by-one" if again else "claim-twice-by-two"
            found.append(_finding(code, record, Severity.WARNING, other=named(one.root), stage=stage.value))
        elif one.root.benefit in benefit.gives_way and desk.standing(one).paid:
            other = desk.benefit(one.root.benefit).name
            found.append(_finding("claim-gives-way", record, Severity.WARNING, other=named(one.root),
                                  benefit_zh=other.zh, benefit_en=other.en))  # fmt: skip
    return found


def same_case(desk: Desk, record: Record, other: Record) -> bool:
    """Whether two claims of one benefit for one subject are for the same: of a benefit paid once, the same event."""
    benefit = desk.benefit(record.root.benefit)
    return benefit.period != "once" or event_of(benefit, record) == event_of(benefit, other)


def event_of(benefit: Benefit, record: Record) -> str:
    """The day that a benefit paid once is paid for, as told; empty for others, and where it is not known."""
    if benefit.period != "once" or not benefit.event or record.erased:
        return ""
    return str(told_so_far(record.log)[-1].facts.get(benefit.event) or "")


def _open(benefit: Benefit) -> list[Finding]:
    """What has to be filled in before this benefit can be paid."""
    return [Finding("claim-benefit-open", Severity.NOTE, Place(file=benefit.file),
                    {"benefit_zh": benefit.name.zh, "benefit_en": benefit.name.en, "open": ", ".join(benefit.open)})
            ] if benefit.open else []  # fmt: skip


def _finding(code: str, record: Record, severity: Severity, **facts: str | int) -> Finding:
    return Finding(code, severity, Place(element=named(record.root)), {"claim": named(record.root), **facts})


def plain(advice: Advice) -> dict[str, Any]:
    """The advice as it is kept with a decision."""
    return {**advice.decision.as_dict(), "months": [[one.month, one.fen] for one in advice.dues.months],
            "unknown_months": list(advice.dues.unknown), "outcome": advice.outcome}  # fmt: skip
