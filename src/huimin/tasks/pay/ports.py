"""What paying needs from the outside: the ledger, the sealed accounts and the bank's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from huimin.benefits.payments import Entry, Expected, Line, Outcome, ReturnLine, Standing
from huimin.findings import Finding


class Stage(StrEnum):
    """How far a roll has come."""

    WAITING = "waiting"
    """Made; a second person has not looked at it."""
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    """Booked and locked; the bank has no file yet."""
    WITH_BANK = "with-bank"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class RollHead:
    """A roll without its lines. ``lines`` are payments; ``fen`` is their sum; ``first`` and ``last`` are months."""

    number: int
    benefit: str
    first: int
    last: int
    digest: str
    lines: int
    fen: int
    maker: str
    made_at: datetime
    stage: Stage = Stage.WAITING
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A payment as the bank gets it. The account number does not show when this is printed."""

    reference: str
    number: int
    holder: str = field(repr=False)
    account: str = field(repr=False)
    bank: str
    fen: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A file of the bank as it was read. ``roll`` is None where the file does not say which it answers."""

    name: str
    sha256: str
    roll: int | None
    lines: tuple[ReturnLine, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Payments of a roll in one state, and their fen."""

    count: int = 0
    fen: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """A level's money for the payments of a benefit: what came, when, and under which reference of the treasury."""

    benefit: str
    level: str
    first: int
    last: int
    fen: int
    day: date
    reference: str


@dataclass(frozen=True, slots=True)
class Booked:
    """A movement as it stands in the ledger."""

    entry: Entry
    claim: str
    version: str
    month: int
    revision: int
    level: str
    fen: int
    roll: int
    at: datetime


class PaymentLedger(Protocol):
    """The ledger. What writes is called within :meth:`turn`."""

    def turn(self) -> AbstractContextManager[None]:
        """A transaction in which nobody else pays; all of it is kept, or nothing."""

    def standings(self, benefit: str) -> dict[str, list[Standing]]:
        """The obligations of a benefit by claim, in the order in which they were booked."""

    def accounts(self) -> dict[str, int]:
        """Payee -> number of the account in force."""

    def heads(self, benefit: str = "") -> list[RollHead]:
        """All rolls, the latest last."""

    def head(self, roll: int) -> RollHead | None:
        """One roll; None where there is none."""

    def lines(self, roll: int) -> list[Line]:
        """The lines of a roll, in their order."""

    def last4(self, roll: int) -> dict[str, str]:
        """Claim -> last four digits of the account, for the lines of a roll."""

    def add_roll(self, head: RollHead, lines: Sequence[Line]) -> RollHead:
        """Keep a roll; it gets the next number."""

    def approve(self, head: RollHead, lines: Sequence[Line], person: str, at: datetime) -> None:
        """Lock a roll: book its obligations, attempts and movements."""

    def withdraw(self, roll: int, person: str, reason: str, at: datetime) -> None:
        """Note that a roll is not to be paid."""

    def sent(self, roll: int, person: str, at: datetime) -> None:
        """Note that the bank's file was written; the second time changes nothing."""

    def payments(self, roll: int) -> dict[str, Expected]:
        """The payments of a roll by reference, as they stand."""

    def answered(self, sha256: str) -> int | None:
        """The roll that a file of these bytes was booked for; None: it never was."""

    def book(self, roll: int, answer: Answer, outcomes: Sequence[Outcome], person: str, at: datetime) -> None:
        """Book what the bank said."""

    def tallies(self, roll: int) -> dict[str, Tally]:
        """``open``, ``paid``, ``refused`` and ``bounced`` payments of a roll."""

    def recover(self, standing: Standing, fen: int, reference: str, person: str, at: datetime) -> None:
        """Book money that came back from a family for a correction downwards."""

    def recovered(self, benefit: str, claim: str = "") -> dict[int, Mapping[str, int]]:
        """What came back so far: obligation -> level -> fen."""

    def recoveries(self, reference: str) -> list[tuple[str, str, int]]:
        """(benefit, claim, fen) booked under a receipt's reference."""

    def receive(self, receipt: Receipt, person: str, at: datetime) -> None:
        """Book a level's money."""

    def receipts(self, benefit: str, first: int, last: int) -> list[Receipt]:
        """What came for periods that lie within the months."""

    def receipt(self, level: str, reference: str) -> Receipt | None:
        """What a level sent under a reference."""

    def totals(self, benefit: str, first: int, last: int) -> dict[tuple[Entry, str], int]:
        """Fen by kind and level, of rolls whose periods lie within the months."""

    def booked(self, claim: str) -> list[Booked]:
        """Every movement of a claim."""


class Accounts(Protocol):
    """The sealed accounts."""

    def orders(self, roll: int) -> list[Order]:
        """The payments of a roll with their accounts opened: for the bank's file only."""


class BankFormat(Protocol):
    """The files of one bank."""

    def write(self, roll: int, day: date, orders: Iterable[Order]) -> bytes:
        """The file with which a roll goes to the bank; the same roll and day give the same bytes.

        Raises:
            Invalid: something does not fit the bank's layout.
        """

    def read(self, name: str, data: bytes) -> Answer:
        """The bank's answer, with every fault of its form."""
