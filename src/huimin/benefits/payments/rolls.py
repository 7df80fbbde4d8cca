"""Rolls: what is due and not in the ledger yet, and what has to be tried again or put right.

For each claim and month the ledger holds obligations: the first, and one more for each later correction. A roll adds
what is missing between them and what the award says, so that making it twice adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from huimin.benefits.payments.awards import Award, Due, month_text
from huimin.benefits.payments.splitting import Amounts, Parts, proportional, split
from huimin.findings import Finding, Place, Severity


class State(StrEnum):
    """How an obligation stands."""

    OPEN = "open"
    """With the bank: its answer has not come."""
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    OVER = "over"
    """A correction downwards: to come back."""


class PartKind(StrEnum):
    """What a part of a line is."""

    DUE = "due"
    """A month of the roll's own period."""
    BACK = "back"
    """A month before it, or more for a month than was granted at first."""
    RETRY = "retry"
    """A further attempt to pay an obligation that failed."""
    CANCEL = "cancel"
    """An obligation that was never paid and no longer holds."""
    OVER = "over"
    """Too much was paid; it is to come back."""


PAYS = frozenset({PartKind.DUE, PartKind.BACK, PartKind.RETRY})
"""The kinds by which money goes to the family."""
BOOKS = frozenset({PartKind.DUE, PartKind.BACK, PartKind.OVER})
"""The kinds that make an obligation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation of the ledger as it stands.

    Attributes:
        id: number in the ledger. revision: 0 for the first of its month, then 1, 2, …
        fen: above 0; below 0 for a correction downwards. shares: of the amount without its sign, by level.
        account: number of the account of the last attempt.
        mend: it failed for a reason that another account number would mend.
    """

    id: int
    claim: str
    month: int
    revision: int
    version: str
    payee: str
    area: str
    fen: int
    shares: Amounts
    state: State
    account: int = 0
    mend: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A month of a line.

    Attributes:
        fen: above 0 whatever the kind. obligation: the one that is retried or cancelled.
        area: in whose books it is to stand, where that is not the line's own: the claim has been handed over since.
    """

    kind: PartKind
    month: int
    revision: int
    fen: int
    shares: Amounts
    obligation: int = 0
    area: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim on a roll: one payment, made of its parts. ``account``: number under which the account is kept."""

    claim: str
    version: str
    payee: str
    area: str
    account: int
    parts: tuple[Part, ...]

    @property
    def fen(self) -> int:
        """What the bank is to pay; 0 where the line only puts something right."""
        return sum(part.fen for part in self.parts if part.kind in PAYS)


Ledger = Mapping[str, Sequence[Standing]]
"""The obligations of one benefit by claim."""


def roll_lines(
    awards: Iterable[Award], ledger: Ledger, accounts: Mapping[str, int], first: int, last: int
) -> tuple[list[Line], list[Finding]]:
    """The lines of a roll for the months ``first`` to ``last`` of one benefit, by area and claim.

    Args:
        awards: sound ones (see :func:`check_awards`), all of the same benefit. Months after ``last`` wait.
        ledger: what is booked already.
        accounts: payee -> number of the account in force.
    """
    by_claim: dict[str, list[Award]] = {}
    for award in awards:
        by_claim.setdefault(award.claim, []).append(award)
    failing = {claim for claim, all_of in ledger.items() if any(one.state is State.FAILED for one in all_of)}
    lines, findings = [], list[Finding]()
    for claim in {*by_claim} | failing:
        work = _Claim(claim, by_claim.get(claim, []), ledger.get(claim, ()), accounts, (first, last))
        if (line := work.line()) is not None:
            lines.append(line)
        findings += work.findings
    return sorted(lines, key=lambda one: (one.area, one.claim)), sorted(findings, key=lambda one: str(one.facts))


class _Claim:
    """One claim on its way to a line."""

    def __init__(
        self, claim: str, awards: Sequence[Award], standings: Sequence[Standing], accounts: Mapping[str, int],
        span: tuple[int, int],
    ) -> None:  # fmt: skip
        self.claim, self.awards, self.standings, self.span = claim, awards, standings, span
        latest = awards[-1] if awards else standings[-1]
        self.version, self.payee, self.area = latest.version, latest.payee, latest.area
        self.account = accounts.get(self.payee, 0)
        self.findings: list[Finding] = []

    def line(self) -> Line | None:
        """The line; None where nothing is to be done."""
        wanted = {due.month: (due, award.parts_at(due.month) or (), self._other(award.area))
                  for award in self.awards for due in award.months}  # fmt: skip
        months = {month for month in wanted if month <= self.span[1]} | {one.month for one in self.standings}
        parts = [part for month in sorted(months) for part in self._month(month, *wanted.get(month, (None, (), "")))]
        if not parts:
            return None
        if not self.account and any(part.kind in PAYS for part in parts):
            self._tell("pay-account-missing", Severity.ERROR)
            return None
        return Line(self.claim, self.version, self.payee, self.area, self.account, tuple(parts))

    def _other(self, area: str) -> str:
        return area if area != self.area else ""

    def _month(self, month: int, due: Due | None, parts: Parts, area: str) -> list[Part]:
        here = [one for one in self.standings if one.month == month]
        live = [one for one in here if one.state is not State.CANCELLED]
        failed = [one for one in live if one.state is State.FAILED]
        have = sum(one.fen for one in live)
        want = have if due is None else due.fen
        if any(one.state is State.OPEN for one in live):
            if want != have:
                self._tell("pay-waits-for-bank", Severity.WARNING, month)
            return []
        if want == have:
            return self._again(failed)
        cancelled = [Part(PartKind.CANCEL, month, one.revision, one.fen, one.shares, one.id) for one in failed]
        kept = [one for one in live if one not in failed]
        return cancelled + self._difference(month, want - sum(one.fen for one in kept), here, kept, parts, area)

    def _again(self, failed: Sequence[Standing]) -> list[Part]:
        waiting = [one for one in failed if one.mend and one.account == self.account]
        if waiting:
            self._tell("pay-account-to-correct", Severity.WARNING, waiting[0].month)
        return [Part(PartKind.RETRY, one.month, one.revision, one.fen, one.shares, one.id)
                for one in failed if one not in waiting]  # fmt: skip

    def _difference(
        self, month: int, fen: int, here: Sequence[Standing], kept: Sequence[Standing], parts: Parts, area: str
    ) -> list[Part]:
        if not fen:
            return []
        revision = max((one.revision for one in here), default=-1) + 1
        if fen > 0:
            own = self.span[0] <= month <= self.span[1] and not here
            return [Part(PartKind.DUE if own else PartKind.BACK, month, revision, fen, split(fen, parts), area=area)]
        return [Part(PartKind.OVER, month, revision, -fen, proportional(-fen, _paid_by_level(kept)), area=area)]

    def _tell(self, code: str, severity: Severity, month: int | None = None) -> None:
        period = "" if month is None else month_text(month)
        self.findings.append(Finding(code, severity, Place(period=period), {"claim": self.claim, "payee": self.payee}))


def _paid_by_level(standings: Iterable[Standing]) -> dict[str, int]:
    left: dict[str, int] = {}
    for one in standings:
        sign = 1 if one.fen > 0 else -1
        for level, fen in one.shares:
            left[level] = left.get(level, 0) + sign * fen
    return left


def digest(benefit: str, first: int, last: int, lines: Iterable[Line]) -> str:
    """SHA-256 of everything that a roll says: what the second person approves is what the first one made."""
    said = [benefit, first, last, [
        [one.claim, one.version, one.payee, one.area, one.account,
         [[part.kind, part.month, part.revision, part.fen, part.shares, part.obligation, *filter(None, [part.area])]
          for part in one.parts]]
        for one in lines
    ]]  # fmt: skip
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
