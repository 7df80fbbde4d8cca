"""The ledger's rules: every movement takes fen from one account to another, so that debit and credit always agree.

A movement is one row with one amount above 0; its kind says which account is debited and which credited. Nothing is
ever changed or deleted: what was wrong is moved back by a movement of another kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    """Where money stands. Each is kept for each level that pays."""

    COST = "cost"
    """What benefits have cost."""
    PAYABLE = "payable"
    """Owed to families and not with them yet."""
    BANK = "bank"
    """Money held for payments."""
    RECEIVABLE = "receivable"
    """Paid too much, to come back."""
    FUNDS = "funds"
    """Received from the levels that pay."""


class Entry(StrEnum):
    """Kinds of movements."""

    OBLIGATION = "obligation"
    """A month is owed: the roll with it was approved. Back pay is an obligation for a month gone by."""
    PAID = "paid"
    """The bank has paid."""
    RETURNED = "returned"
    """What the bank had paid came back; it is owed again."""
    CANCELLED = "cancelled"
    """An obligation that was never paid no longer holds."""
    OVERPAID = "overpaid"
    """The rule grants less than was paid; the difference is to come back."""
    RECOVERED = "recovered"
    """What was overpaid came back."""
    ARRIVED = "arrived"
    """A level's money for payments was received."""


SIDES: Mapping[Entry, tuple[Account, Account]] = {
    Entry.OBLIGATION: (Account.COST, Account.PAYABLE),
    Entry.PAID: (Account.PAYABLE, Account.BANK),
    Entry.RETURNED: (Account.BANK, Account.PAYABLE),
    Entry.CANCELLED: (Account.PAYABLE, Account.COST),
    Entry.OVERPAID: (Account.RECEIVABLE, Account.COST),
    Entry.RECOVERED: (Account.BANK, Account.RECEIVABLE),
    Entry.ARRIVED: (Account.BANK, Account.FUNDS),
}
"""Debit and credit of each kind."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Fen of one level, moved as :data:`SIDES` says.

    Raises:
        ValueError: the amount is not above 0.
    """

    entry: Entry
    level: str
    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int or self.fen <= 0:
            raise ValueError(self.fen)


def movements(entry: Entry, shares: Iterable[tuple[str, int]]) -> list[Movement]:
    """A movement for each level that has a share."""
    return [Movement(entry, level, fen) for level, fen in shares if fen]


def balances(moved: Iterable[Movement]) -> dict[tuple[Account, str], int]:
    """What stands in each account of each level: debits less credits, in fen. All together are 0."""
    found: dict[tuple[Account, str], int] = {}
    for one in moved:
        debit, credit = SIDES[one.entry]
        found[debit, one.level] = found.get((debit, one.level), 0) + one.fen
        found[credit, one.level] = found.get((credit, one.level), 0) - one.fen
    return found
