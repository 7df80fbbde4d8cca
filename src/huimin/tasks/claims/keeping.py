"""Where claims are kept, as the tasks see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from huimin.tasks.claims.counting import Tally
from huimin.tasks.claims.ports import ClaimHead, ViewRow
from huimin.tasks.claims.records import Kept, NewClaim, Record, Wanted


class ClaimStore(Protocol):
    """The claims in the database, with the key that opens them. What writes is called within :meth:`turn`."""

    def turn(self) -> AbstractContextManager[None]:
        """A transaction in which nobody else changes claims; all of it is kept, or nothing."""

    def hash(self, kind: str, text: str) -> str:
        """The keyed hash of an identity number (``identity``) or of a receipt code (``receipt``)."""

    def next_id(self) -> int:
        """The number of the next claim."""

    def add(self, claims: Sequence[NewClaim], kept: Sequence[Kept]) -> None:
        """New claims, each with a key of its own and its first event."""

    def keep(self, kept: Sequence[Kept]) -> None:
        """Add to the logs of claims, and note how each claim stands.

        Raises:
            Invalid: somebody else added to one of them in the meantime, or another claim is granted already.
        """

    def records(self, claims: Iterable[int], opened: bool = True) -> dict[int, Record]:
        """Claims with their logs; with contents where ``opened``. What does not exist is left out."""

    def found(self, kind: str, hashed: str) -> list[int]:
        """The claims with this keyed hash, as ``receipt``, ``subject`` or ``claimant``."""

    def by_receipt(self, code: str) -> list[int]:
        """The claims that a receipt code opens, also where its hash was made before the key was turned over."""

    def alike(self, subjects: Iterable[str]) -> dict[str, list[int]]:
        """Subject's hash -> claims for it, the earliest first."""

    def heads(self, wanted: Wanted, today: date, limit: int | None = None, offset: int = 0) -> list[ClaimHead]:
        """Lists of claims, the most urgent first."""

    def count(self, wanted: Wanted) -> int:
        """How many claims a list has."""

    def tallies(self, first: date | None, last: date | None) -> list[Tally]:
        """How many claims taken between two days there are, by benefit, area and stage."""

    def looked(self, rows: Sequence[ViewRow]) -> None:
        """Log that somebody looked."""

    def views(self, claim: int) -> list[ViewRow]:
        """Who looked into a claim, the earliest first."""

    def rule(self, version: str, benefit: str, text: str, at: datetime) -> None:
        """Keep the text of a rule, once."""

    def attach(self, claim: int, number: int, data: bytes) -> None:
        """Keep the bytes of a paper, sealed."""

    def paper(self, claim: int, number: int) -> bytes:
        """The bytes of a paper."""

    def granted(self, benefit: str) -> list[Record]:
        """The claims of a benefit that were granted at some time, opened as far as they are not erased."""

    def mark(self, claim: int, kind: str, hashed: str) -> None:
        """Let a claim be found by another keyed hash: ``receipt``, ``subject`` or ``claimant``."""

    def refresh(self, kept: Sequence[Kept]) -> None:
        """Note how claims stand on a later day; nothing happened to them but that time went by."""

    def views_between(self, first: datetime, last: datetime, person: str = "") -> list[ViewRow]:
        """Every look within a time, of one person or all."""

    def rule_text(self, version: str) -> str:
        """The text of a rule as it was when it was decided by; empty where it is not kept."""

    def erase(self, claim: int, person: str, reason: str, at: datetime) -> None:
        """Throw away the claim's key, and with it all that is sealed; the skeleton stays."""

    def erased_on(self, claim: int) -> tuple[datetime, str] | None:
        """When and why a claim was erased: ``family`` or ``retention``."""
