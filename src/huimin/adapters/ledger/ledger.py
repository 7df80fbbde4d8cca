"""The ledger as the tasks of paying see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from django.db import IntegrityError, connections, transaction

from huimin.adapters.bulk import highest
from huimin.adapters.ledger import accounts, auditing, booking, listing, reading
from huimin.adapters.ledger.models import Arrival, BankAnswer, Obligation, Recovery, Roll, RollStep
from huimin.adapters.turns import wait_for_turn
from huimin.benefits.payments import Entry, Expected, Line, Outcome, Standing, proportional
from huimin.benefits.payments.auditing import Kept
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.pay.ports import (
    Answer,
    Booked,
    Failure,
    Listed,
    Moved,
    Overpaid,
    Receipt,
    RollHead,
    RollSums,
    Settled,
    Tally,
)


class DjangoLedger:
    """The ledger in the database ``alias``; its tables are there. ``zone``: by which a moment belongs to a day."""

    def __init__(self, alias: str, zone: tzinfo = UTC) -> None:
        self._alias, self._zone = alias, zone

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A transaction in which nobody else pays. SQLite has one writer anyway (transactions begin IMMEDIATE)."""
        with transaction.atomic(using=self._alias):
            wait_for_turn(self._alias, "ledger")
            yield

    def close(self) -> None:
        """Let go of the database."""
        connections[self._alias].close()

    # --- reading

    def standings(self, benefit: str) -> dict[str, list[Standing]]:
        """The obligations of a benefit by claim."""
        return reading.standings(self._alias, benefit)

    def accounts(self) -> dict[str, int]:
        """Payee -> number of the account in force."""
        return accounts.in_force(self._alias)

    def heads(self, benefit: str = "") -> list[RollHead]:
        """All rolls, or those of a benefit; the latest last."""
        return reading.heads(self._alias, **({"benefit": benefit} if benefit else {}))

    def head(self, roll: int) -> RollHead | None:
        """One roll."""
        return next(iter(reading.heads(self._alias, id=roll)), None)

    def lines(self, roll: int) -> list[Line]:
        """The lines of a roll."""
        return reading.lines(self._alias, roll)

    def last4(self, roll: int) -> dict[str, str]:
        """Claim -> last four digits of the account."""
        return reading.last4(self._alias, roll)

    def payments(self, roll: int) -> dict[str, Expected]:
        """The payments of a roll by reference."""
        return reading.payments(self._alias, roll)

    def tallies(self, roll: int) -> dict[str, Tally]:
        """Payments of a roll by state."""
        return reading.tallies(self._alias, roll)

    def totals(self, benefit: str, first: int, last: int) -> dict[tuple[Entry, str], int]:
        """Fen by kind and level."""
        return reading.totals(self._alias, benefit, first, last)

    def moved(self, benefit: str, first: int, last: int) -> list[Moved]:
        """Fen by month owed, kind, level and area."""
        return reading.moved(self._alias, benefit, first, last)

    def settled(self, benefit: str = "") -> list[Settled]:
        """Every month that is owed, and when it was paid."""
        return listing.settled(self._alias, benefit, self._zone)

    def failures(self, benefit: str = "") -> list[Failure]:
        """Payments that failed and are owed still."""
        return reading.failures(self._alias, benefit, self.accounts())

    def page(self, roll: int, after: int, count: int, claim: str = "", state: str = "") -> tuple[list[Listed], int]:
        """Lines of a roll, a page of them, and how many there are in all."""
        return listing.page_of(self._alias, roll, after, count, claim, state)

    def sums(self, roll: int) -> RollSums:
        """What a roll adds up to."""
        return listing.sums(self._alias, roll)

    def overpaid(self, benefit: str = "") -> list[Overpaid]:
        """Claims from which something is still to come back."""
        return listing.overpaid(self._alias, benefit)

    def booked(self, claim: str) -> list[Booked]:
        """Every movement of a claim."""
        return reading.booked(self._alias, claim)

    def kept(self) -> Iterator[Kept]:
        """Every obligation with all that was booked for it."""
        return auditing.kept(self._alias)

    def movements(self) -> Iterator[tuple[Any, ...]]:
        """Every movement, as :data:`huimin.adapters.ledger.auditing.COLUMNS` names its parts."""
        return auditing.movements(self._alias)

    def answered(self, sha256: str) -> int | None:
        """The roll that a file of these bytes was booked for."""
        rows = BankAnswer.objects.using(self._alias).filter(sha256=sha256)
        return rows.values_list("roll_id", flat=True).first()

    def recovered(self, benefit: str, claim: str = "") -> dict[int, Mapping[str, int]]:
        """What came back so far: obligation -> level -> fen."""
        return {**reading.recovered(self._alias, benefit, claim)}

    def recoveries(self, reference: str) -> list[tuple[str, str, int]]:
        """(benefit, claim, fen) booked under a receipt's reference."""
        rows = Recovery.objects.using(self._alias).filter(reference=reference).order_by("id")
        return list(rows.values_list("obligation__benefit", "obligation__claim", "fen"))

    def receipts(self, benefit: str, first: int, last: int) -> list[Receipt]:
        """What came for periods within the months."""
        rows = Arrival.objects.using(self._alias).filter(benefit=benefit, first__gte=first, last__lte=last)
        return [reading.receipt_of(row) for row in rows.order_by("id")]

    def receipt(self, level: str, reference: str) -> Receipt | None:
        """What a level sent under a reference."""
        row = Arrival.objects.using(self._alias).filter(level=level, reference=reference).first()
        return reading.receipt_of(row) if row else None

    # --- writing

    def add_roll(self, head: RollHead, lines: Sequence[Line]) -> RollHead:
        """Keep a roll under the next number."""
        made = replace(head, number=highest(self._alias, "ledger_roll") + 1)
        Roll.objects.using(self._alias).create(
            id=made.number, benefit=made.benefit, first=made.first, last=made.last, digest=made.digest,
            lines=made.lines, fen=made.fen, person=made.maker, at=made.made_at, area=made.area or None,
        )  # fmt: skip
        booking.add_lines(self._alias, made.number, lines)
        return made

    def _step(self, roll: int, slot: str, step: str, person: str, at: datetime, reason: str = "") -> None:
        RollStep.objects.using(self._alias).create(
            roll_id=roll, slot=slot, step=step, person=person, at=at, reason=reason
        )

    def approve(self, head: RollHead, lines: Sequence[Line], person: str, at: datetime) -> None:
        """Lock a roll and book it.

        Raises:
            Invalid: another roll has booked some of it since this one was made.
        """
        try:
            with transaction.atomic(using=self._alias):
                self._step(head.number, "decision", "approved", person, at)
                booking.book_roll(self._alias, head.number, head.benefit, lines, at)
        except IntegrityError:
            raise Invalid([Finding("pay-roll-overtaken", Severity.ERROR, facts={"roll": head.number})]) from None

    def withdraw(self, roll: int, person: str, reason: str, at: datetime) -> None:
        """Note that a roll is not to be paid."""
        self._step(roll, "decision", "withdrawn", person, at, reason)

    def sent(self, roll: int, person: str, at: datetime) -> None:
        """Note that the bank's file was written."""
        if not RollStep.objects.using(self._alias).filter(roll_id=roll, slot="file").exists():
            self._step(roll, "file", "file", person, at)

    def book(self, roll: int, answer: Answer, outcomes: Sequence[Outcome], person: str, at: datetime) -> None:
        """Book what the bank said."""
        row = BankAnswer.objects.using(self._alias).create(
            sha256=answer.sha256, name=answer.name, roll_id=roll, lines=len(outcomes), person=person, at=at
        )
        booking.book_outcomes(self._alias, roll, row.pk, outcomes, at)
        if any(one.result != "bounced" for one in outcomes):
            self._step(roll, "answer", "answer", person, at)

    def recover(self, standing: Standing, fen: int, reference: str, person: str, at: datetime) -> None:
        """Book money that came back from a family; each level gets its part of what is still to come."""
        before = reading.recovered(self._alias, self._benefit(standing.id), standing.claim).get(standing.id, {})
        left = {level: owed - before.get(level, 0) for level, owed in standing.shares}
        rows = Recovery.objects.using(self._alias)
        turn = rows.filter(obligation_id=standing.id).count() + 1
        rows.create(reference=reference, obligation_id=standing.id, fen=fen, person=person, at=at)
        booking.book_recovery(self._alias, standing.id, proportional(fen, left), turn, at)

    def _benefit(self, obligation: int) -> str:
        return str(Obligation.objects.using(self._alias).values_list("benefit", flat=True).get(pk=obligation))

    def receive(self, receipt: Receipt, person: str, at: datetime) -> None:
        """Book a level's money."""
        Arrival.objects.using(self._alias).create(
            benefit=receipt.benefit, level=receipt.level, first=receipt.first, last=receipt.last, fen=receipt.fen,
            day=receipt.day, reference=receipt.reference, person=person, at=at, area=receipt.area or None,
        )  # fmt: skip
