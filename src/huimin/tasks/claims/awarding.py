"""What decided claims are owed, for the rolls: each month once, and what no longer holds taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huimin.benefits import Benefit
from huimin.benefits.ages import month_of, month_start
from huimin.benefits.claims import Dues, Standing, by_office
from huimin.benefits.payments import Award, Due, Sharing
from huimin.findings import Finding, Place, Severity
from huimin.tasks.claims.advising import Beside, beside, event_of, owed_of
from huimin.tasks.claims.desk import Desk, named
from huimin.tasks.claims.facts import decided_on
from huimin.tasks.claims.records import Record


@dataclass(frozen=True)
class Awarded:
    """What a benefit's claims are owed.

    Attributes:
        awards: with the months that were booked and no longer hold as withdrawn.
        held: claims whose payments wait: nothing is paid, nothing is taken back.
        findings: what could not be awarded, and why.
    """

    awards: tuple[Award, ...]
    held: frozenset[str]
    findings: tuple[Finding, ...]


Booked = Mapping[str, Mapping[int, str]]
"""Claim number -> month that stands in the ledger already -> key of the area in whose books."""


def awards(desk: Desk, code: str, until: int, booked: Booked) -> Awarded:
    """The awards of a benefit's claims for all months up to ``until``; of a claim that was handed over one for each
    office, the one that has it now last.
    """
    benefit = desk.benefit(code)
    if benefit.open:
        name = {"benefit_zh": benefit.name.zh, "benefit_en": benefit.name.en, "open": ", ".join(benefit.open)}
        return Awarded(
            (), frozenset(), (Finding("claim-benefit-open", Severity.ERROR, Place(file=benefit.file), name),)
        )
    shares = tuple(Sharing(month_of(one.since), tuple(one.parts.items())) for one in benefit.shares)
    with desk.store.turn():
        desk.store.rule(desk.versions.get(code, code), code, desk.texts.get(code, ""), desk.now)
    records = granted_ever(desk, code)
    others = beside(desk, records)
    work = _Awarding(desk, benefit, until, booked, shares, others)
    work.reserve(records)
    for record in records:
        work.add(record)
    return Awarded(tuple(work.made), frozenset(work.held), tuple(work.findings))


def granted_ever(desk: Desk, code: str) -> list[Record]:
    """The claims of a benefit that were granted at some time, in the order in which that was."""
    records = desk.store.granted(code)
    return sorted(records, key=lambda one: (_granted_at(one), one.root.id))


def _granted_at(record: Record) -> str:
    return next((one.at.isoformat() for one in record.log if one.move == "confirm" and one.outcome == "yes"), "9")


class _Awarding:
    """The claims of a benefit on their way to awards: what one is owed for a span, no other for the same subject is."""

    def __init__(
        self, desk: Desk, benefit: Benefit, until: int, booked: Booked,
        shares: tuple[Sharing, ...], others: Beside,
    ) -> None:  # fmt: skip
        self.desk, self.benefit, self.until, self.booked = desk, benefit, until, booked
        self.shares, self.others = shares, others
        self.made: list[Award] = []
        self.held: set[str] = set()
        self.findings: list[Finding] = []
        self.owner: dict[tuple[str, int | str], str] = {}

    def add(self, record: Record) -> None:
        """Add one claim; those granted earlier come first."""
        at, claim = self.desk.standing(record), named(record.root)
        there = set(self.booked.get(claim, ()))
        if record.erased or (at.granted is None and not there):
            return  # an erased claim ended long ago: what was paid for it stays as it is
        if at.held:
            self.held.add(claim)
            return
        dues = self._dues(record, at, there)
        # The amounts are worked out by the rule as it is now.
        version = self.desk.versions.get(self.benefit.code, self.benefit.code)
        for area, months in by_office(dues, record.root.area, at.moves, self.booked.get(claim)).items():
            self.made.append(Award(claim, self.benefit.code, version, record.root.payee, area, months, self.shares))

    def reserve(self, records: Iterable[Record]) -> None:
        """What stands in the ledger for a claim stays with it, whoever was granted first."""
        for record in records:
            for month in self.booked.get(named(record.root), ()):
                self.owner.setdefault((_subject(record), _span(self.benefit, record, month)), named(record.root))

    def _dues(self, record: Record, at: Standing, there: set[int]) -> tuple[Due, ...]:
        history = [self.desk.placed(self.benefit, one) for one in decided_on(record.log)] if at.granted else []
        owed = Dues(()) if not history else owed_of(self.desk, record, history, self.others, self.until, at.stopped)
        self._tell(record, at, owed)
        claim, subject = named(record.root), _subject(record)
        spans = {one.month: (subject, _span(self.benefit, record, one.month)) for one in owed.months}
        kept = [one for one in owed.months if self.owner.setdefault(spans[one.month], claim) == claim]
        if len(kept) < len(owed.months):
            self._find("claim-months-with-other", record, Severity.WARNING, months=len(owed.months) - len(kept))
        # What is not known just now is neither paid nor taken back.
        gone = there - {one.month for one in kept} - set(owed.unknown)
        back = [Due(month, 0, True) for month in gone if month <= self.until]
        return tuple(sorted([*kept, *back], key=lambda one: one.month))

    def _tell(self, record: Record, at: Standing, owed: Dues) -> None:
        if owed.unknown:
            self._find("claim-months-unknown", record, Severity.WARNING, months=len(owed.unknown))
        elif not owed.months and at.stopped is None:
            self._find("claim-granted-nothing-owed", record, Severity.NOTE, until=str(month_start(self.until)))

    def _find(self, code: str, record: Record, severity: Severity, **facts: str | int) -> None:
        claim = named(record.root)
        place = Place(element=claim, area=record.area)
        self.findings.append(Finding(code, severity, place, {"claim": claim, **facts}))


def _subject(record: Record) -> str:
    return record.root.subject or f"claim {record.root.id}"


def _span(benefit: Benefit, record: Record, month: int) -> int | str:
    """What is paid for once: an event, the year of a yearly amount, else the month."""
    if benefit.period == "once":
        return event_of(benefit, record) or month
    return month // 12 if benefit.period == "year" and benefit.proration == "none" else month
