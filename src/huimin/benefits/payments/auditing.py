"""Whether every fen of a ledger has a claim, a version of the rule and a level: one obligation held against itself.

The keys of the database make a second payment impossible while all is booked through the program. This looks at what is
there, whoever wrote it: an auditor need not believe the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from huimin.benefits.money import yuan_text
from huimin.benefits.payments.awards import month_text
from huimin.benefits.payments.entries import Entry
from huimin.benefits.payments.splitting import Amounts
from huimin.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt to pay: its line, and what the bank said (``paid`` or ``refused``; later perhaps ``bounced``)."""

    number: int
    line: int
    first: str = ""
    back: str = ""

    @property
    def paid(self) -> bool:
        """Whether the family has the money by it."""
        return self.first == "paid" and not self.back


@dataclass(frozen=True)
class Kept:
    """An obligation with everything that was booked for it.

    Attributes:
        fen: below 0 for a correction downwards. shares: of the amount without its sign, by level.
        roll: by which it was booked. approved: whether a second person approved that roll.
        moved: fen by kind, line (0: none) and level. recovered: fen of the receipts.
    """

    id: int
    benefit: str
    claim: str
    version: str
    payee: str
    area: str
    month: int
    revision: int
    fen: int
    shares: Amounts
    roll: int
    approved: bool
    tried: tuple[Tried, ...] = ()
    moved: Mapping[tuple[Entry, int], Mapping[str, int]] = field(default_factory=dict)
    recovered: int = 0

    @property
    def cancelled(self) -> bool:
        """Whether it no longer holds."""
        return (Entry.CANCELLED, 0) in self.moved


def faults_of(one: Kept) -> Iterator[Finding]:
    """Everything about an obligation that does not agree; nothing where each fen is accounted for."""
    for key in ("benefit", "claim", "version", "payee", "area"):
        if not getattr(one, key).strip():
            yield _fault("pay-audit-nameless", one, key=key)
    if not one.approved:
        yield _fault("pay-audit-unapproved", one)
    levels = sum(fen for _, fen in one.shares)
    if levels != abs(one.fen) or any(fen <= 0 for _, fen in one.shares):
        yield _fault("pay-audit-shares", one, found=yuan_text(levels), expected=yuan_text(abs(one.fen)))
    yield from _movements(one)
    yield from _attempts(one)


def _fault(code: str, one: Kept, **facts: str | int) -> Finding:
    place = Place(element=one.claim, period=month_text(one.month), area=one.area)
    return Finding(code, Severity.ERROR, place, {"claim": one.claim, "benefit": one.benefit, "roll": one.roll, **facts})


def _movements(one: Kept) -> Iterator[Finding]:
    """What was booked against what has to be: the same fen from the same levels, for each line once."""
    shares = dict(one.shares)
    due = {(Entry.OBLIGATION if one.fen > 0 else Entry.OVERPAID, 0): shares}
    due |= {(Entry.PAID, tried.line): shares for tried in one.tried if tried.first == "paid"}
    due |= {(Entry.RETURNED, tried.line): shares for tried in one.tried if tried.back}
    if one.cancelled:
        due[Entry.CANCELLED, 0] = shares
    for key in dict.fromkeys((*due, *one.moved)):
        expected, found = due.get(key, {}), dict(one.moved.get(key, {}))
        if key == (Entry.RECOVERED, 0):
            if one.fen > 0 or sum(found.values()) != one.recovered or any(
                    fen > shares.get(level, 0) for level, fen in found.items()):  # fmt: skip
                yield _fault("pay-audit-recovered", one, found=yuan_text(sum(found.values())),
                             expected=yuan_text(one.recovered))  # fmt: skip
        elif found != expected:
            yield _fault("pay-audit-movement", one, entry=key[0].value, found=yuan_text(sum(found.values())),
                         expected=yuan_text(sum(expected.values())))  # fmt: skip


def _attempts(one: Kept) -> Iterator[Finding]:
    """One attempt at a time, and one that paid at most; none beside a cancellation."""
    paid = sum(tried.paid for tried in one.tried)
    failed = all(tried.first and not tried.paid for tried in one.tried[:-1])
    in_turn = [tried.number for tried in one.tried] == list(range(1, len(one.tried) + 1))
    if paid > 1 or (paid and one.cancelled) or not failed or not in_turn or (one.tried and one.fen < 0):
        yield _fault("pay-audit-paid-twice", one, times=paid)
