"""What paying needs from the outside: the ledger, the sealed accounts and the bank's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from huimin.benefits.payments import Entry, Expected, Line, Outcome, Part, PartKind, ReturnLine, Standing
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
    """A roll without its lines. ``lines`` are payments; ``fen`` is their sum; ``first`` and ``last`` are months.

    ``area``: the office whose claims it pays, with all below it; empty: every claim. ``reason``: why it was taken back.
    """

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
    area: str = ""
    reason: str = ""


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
    """A level's money for the payments of a benefit: what came, when, and under which reference of the treasury.

    ``area``: the office for whose payments it came; empty: for all.
    """

    benefit: str
    level: str
    first: int
    last: int
    fen: int
    day: date
    reference: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """A movement as it stands in the ledger. ``area``: in whose books."""

    entry: Entry
    claim: str
    area: str
    version: str
    month: int
    revision: int
    level: str
    fen: int
    roll: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """Fen of one kind and level for one month of one area, all movements together."""

    month: int
    entry: Entry
    level: str
    area: str
    fen: int


@dataclass(frozen=True, slots=True)
class Settled:
    """A month as first owed to a claim, and the day on which the bank had paid it (None: not, or it came back)."""

    benefit: str
    claim: str
    area: str
    month: int
    fen: int
    paid: date | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A payment that the bank refused or that came back, and that was not paid since.

    ``status``: the bank's code. ``mend``: another account would mend it, and ``waits``: none has been taken in yet.
    """

    benefit: str
    claim: str
    payee: str
    area: str
    fen: int
    roll: int
    status: str
    mend: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a roll for people: ``state`` is empty where it pays nothing, else ``open``, ``paid``, ``refused`` or
    ``bounced``; ``status`` is the bank's code.
    """

    number: int
    claim: str
    area: str
    fen: int
    last4: str
    state: str
    status: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RollSums:
    """What a roll adds up to: its parts by kind, what it pays by area, and what each level newly owes."""

    kinds: Mapping[PartKind, Tally]
    areas: Mapping[str, Tally]
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overpaid:
    """A claim that was paid too much for months within ``first`` to ``last``: fen too much, and fen that came back."""

    benefit: str
    claim: str
    area: str
    first: int
    last: int
    fen: int
    back: int

    @property
    def left(self) -> int:
        """What is still to come."""
        return self.fen - self.back


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

    def moved(self, benefit: str, first: int, last: int) -> list[Moved]:
        """Fen by month owed, kind, level and area, of rolls whose periods lie within the months."""

    def settled(self, benefit: str = "") -> list[Settled]:
        """Every month that is owed, as it was first booked, and when it was paid."""

    def failures(self, benefit: str = "") -> list[Failure]:
        """Payments that failed and are owed still, by area and claim."""

    def page(self, roll: int, after: int, count: int, claim: str = "", state: str = "") -> tuple[list[Listed], int]:
        """Lines of a roll from place ``after`` on, and how many there are in all."""

    def sums(self, roll: int) -> RollSums:
        """What a roll adds up to."""

    def overpaid(self, benefit: str = "") -> list[Overpaid]:
        """Claims from which something is still to come back."""

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
