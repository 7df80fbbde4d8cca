"""The bank's answer against what it was asked: line by line, and refused as a whole where anything does not fit.

A ledger that only grows cannot take a wrong line back, and a file in which one amount was changed says nothing sure
about the others. The bank can send a file again within the hour. So nothing of a file is booked unless all of it fits:
every line once, every amount as asked, every answer one that the layout knows. Refusals with a known reason do fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huimin.benefits.money import yuan_text
from huimin.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A line of the bank's file.

    Attributes:
        line: where it stands, from 1. reference: of the payment. fen: None where it cannot be read.
        status: the bank's code. paid: what the code means; None: the layout does not know it.
        mend: refused for a reason that another account number mends.
    """

    line: int
    reference: str
    fen: int | None
    status: str
    paid: bool | None
    mend: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """A payment that the bank was asked for. ``state``: ``open``, ``paid`` or ``failed``."""

    reference: str
    fen: int
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a payment: ``paid``, ``refused``, or ``bounced`` (paid and come back)."""

    reference: str
    result: str
    status: str
    mend: bool


def reference(roll: int, number: int) -> str:
    """The reference of a line of a roll: twelve digits, without any meaning for others."""
    return f"{roll:06d}{number:06d}"


def roll_of(text: str) -> int | None:
    """The roll that a reference belongs to; None where it is no reference."""
    return int(text[:6]) if len(text) == 12 and text.isascii() and text.isdigit() else None


def match(
    expected: Mapping[str, Expected], lines: Sequence[ReturnLine], file: str, bounced: bool = False
) -> tuple[list[Outcome], list[Finding]]:
    """What became of each payment, or every fault of the file; never both.

    Args:
        expected: the payments of the roll by reference.
        bounced: the file tells of payments that came back after they had been made; it need not name all.
    """
    work = _Matching(expected, file, bounced)
    outcomes = [work.outcome(line) for line in lines]
    if not bounced:
        work.missing()
    return ([] if work.findings else [one for one in outcomes if one is not None]), work.findings


class _Matching:
    """A file held against a roll."""

    def __init__(self, expected: Mapping[str, Expected], file: str, bounced: bool) -> None:
        self.expected, self.file, self.bounced = expected, file, bounced
        self.findings: list[Finding] = []
        self.seen: dict[str, int] = {}

    def _fault(self, code: str, line: int = 0, **facts: str | int) -> None:
        self.findings.append(Finding(code, Severity.ERROR, Place(file=self.file, line=line), facts))

    def outcome(self, line: ReturnLine) -> Outcome | None:
        """What a line says; None where it does not fit."""
        asked = self.expected.get(line.reference)
        before = self.seen.setdefault(line.reference, line.line)
        if asked is None:
            self._fault("bank-line-extra", line.line, reference=line.reference)
            return None
        if before != line.line:
            self._fault("bank-line-twice", line.line, reference=line.reference, first=before)
        if line.fen is not None and line.fen != asked.fen:
            self._fault("bank-amount-changed", line.line, reference=line.reference, asked=yuan_text(asked.fen),
                        found=yuan_text(line.fen))  # fmt: skip
        if line.paid is None:
            self._fault("bank-status-unknown", line.line, reference=line.reference, status=line.status)
            return None
        return self._settled(line, asked)

    def _settled(self, line: ReturnLine, asked: Expected) -> Outcome | None:
        wanted = "paid" if self.bounced else "open"
        if asked.state != wanted:
            code = "bank-line-not-paid" if self.bounced else "bank-line-settled"
            self._fault(code, line.line, reference=line.reference)
            return None
        if self.bounced and line.paid:
            self._fault("bank-bounce-says-paid", line.line, reference=line.reference, status=line.status)
            return None
        result = "bounced" if self.bounced else "paid" if line.paid else "refused"
        return Outcome(line.reference, result, line.status, line.mend)

    def missing(self) -> None:
        """Complain about every payment that the file does not name."""
        for one in self.expected.values():
            if one.reference not in self.seen:
                self._fault("bank-line-missing", reference=one.reference, asked=yuan_text(one.fen))
