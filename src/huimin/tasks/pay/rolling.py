"""Rolls: made by one person from what is due, approved by another, withdrawn, and recovered overpayments."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from huimin.benefits.money import yuan_text
from huimin.benefits.payments import Award, Line, State, check_awards, digest, roll_lines
from huimin.benefits.payments.returns import reference
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.pay.ports import PaymentLedger, RollHead, Stage
from huimin.tasks.pay.reach import Reach

if TYPE_CHECKING:
    from huimin.areas import Areas


@dataclass(frozen=True, slots=True)
class Rolled:
    """What making a roll came to.

    Attributes:
        head: the roll; None where nothing is due. made: whether it is new; else it waited already, the same to the fen.
        findings: of awards that were set aside, and of payments that have to wait.
    """

    head: RollHead | None
    made: bool
    findings: tuple[Finding, ...]


def refusal(code: str, **facts: str | int) -> Invalid:
    """The exception that tells one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


def person_named(name: str) -> str:
    """The name of whoever acts.

    Raises:
        Invalid: there is none.
    """
    kept = " ".join(unicodedata.normalize("NFKC", name).split())
    if not kept:
        raise refusal("pay-person-missing")
    return kept


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person, however they are written."""
    return person_named(one).casefold() == person_named(other).casefold()


def make_roll(
    ledger: PaymentLedger, awards: Sequence[Award], areas: Areas | None, benefit: str, span: tuple[int, int],
    maker: str, at: datetime, area: str = "", held: Collection[str] = (),
) -> Rolled:  # fmt: skip
    """Make the roll of a benefit for the months ``span``: all that is due by then and not in the ledger.

    Making it again changes nothing: the roll that waits is handed back, or, once it is approved, nothing is due.

    Args:
        area: the office whose claims it pays, with all below; empty: every claim.
        held: claims that get nothing for now, not even what the bank failed with before.

    Raises:
        Invalid: another roll of the benefit with claims of the same areas waits for its second person, and says
            something else.
    """
    person = person_named(maker)
    own = [award for award in awards if award.benefit == benefit]
    sound, findings = check_awards(own, areas, at.date())
    with ledger.turn():
        reach = Reach(areas, at.date(), area)
        waiting = next((one for one in ledger.heads(benefit) if one.stage is Stage.WAITING and reach.meets(one.area)),
                       None)  # fmt: skip
        within, booked = reach.claims(sound, ledger.standings(benefit))
        within = [award for award in within if award.claim not in held]
        booked = {claim: all_of for claim, all_of in booked.items() if claim not in held}
        lines, told = roll_lines(within, booked, ledger.accounts(), *span)
        said = digest(benefit, *span, lines)
        findings = [one for one in findings if reach.concerns(one)] + told
        if waiting is not None:
            if waiting.digest != said or waiting.area != area:
                raise refusal("pay-roll-waiting", roll=waiting.number, maker=waiting.maker, benefit=benefit)
            return Rolled(waiting, False, tuple(findings))
        if not lines:
            findings.append(Finding("pay-roll-empty", Severity.NOTE, facts={"benefit": benefit}))
            return Rolled(None, False, tuple(findings))
        paying = [line.fen for line in lines if line.fen]
        head = RollHead(0, benefit, *span, said, len(paying), sum(paying), person, at, area=area)
        return Rolled(ledger.add_roll(head, lines), True, tuple(findings))


def known(ledger: PaymentLedger, roll: int) -> RollHead:
    """The roll of this number.

    Raises:
        Invalid: there is none.
    """
    head = ledger.head(roll)
    if head is None:
        numbers = ", ".join(str(one.number) for one in ledger.heads()[-10:]) or "–"
        raise refusal("pay-roll-unknown", roll=roll, options=numbers)
    return head


def as_made(ledger: PaymentLedger, head: RollHead, lines: Sequence[Line]) -> bool:
    """Whether a roll still is what was made: its hash, its sums, and what the bank is asked for line by line."""
    asked = {one.reference: one.fen for one in ledger.payments(head.number).values()}
    due = {reference(head.number, number): line.fen for number, line in enumerate(lines, 1) if line.fen}
    same = digest(head.benefit, head.first, head.last, lines) == head.digest
    return same and asked == due and (len(due), sum(due.values())) == (head.lines, head.fen)


def approve(ledger: PaymentLedger, roll: int, checker: str, at: datetime) -> RollHead:
    """Approve a roll: from now on it is locked, and all that it says is booked.

    The same person may say so twice; nothing changes then.

    Raises:
        Invalid: the checker made it, or it is decided.
    """
    person = person_named(checker)
    with ledger.turn():
        head = known(ledger, roll)
        if head.stage not in (Stage.WAITING, Stage.WITHDRAWN) and same_person(head.decided_by, person):
            return head
        _undecided(head)
        if same_person(head.maker, person):
            raise refusal("pay-same-person", roll=roll, maker=head.maker)
        lines = ledger.lines(roll)
        if not as_made(ledger, head, lines):
            raise refusal("pay-roll-changed", roll=roll)
        ledger.approve(head, lines, person, at)
        return known(ledger, roll)


def withdraw(ledger: PaymentLedger, roll: int, who: str, reason: str, at: datetime) -> RollHead:
    """Take back a roll that is not approved, with the reason; the next one has all that was on it.

    Raises:
        Invalid: it is decided, or no reason is given.
    """
    person = person_named(who)
    if not reason.strip():
        raise refusal("pay-reason-missing", roll=roll)
    with ledger.turn():
        _undecided(known(ledger, roll))
        ledger.withdraw(roll, person, reason.strip(), at)
        return known(ledger, roll)


def _undecided(head: RollHead) -> None:
    if head.stage is not Stage.WAITING:
        raise refusal("pay-roll-decided", roll=head.number, person=head.decided_by)


def recover(
    ledger: PaymentLedger, benefit: str, claim: str, fen: int, reference: str, who: str, at: datetime,
    within: Container[str] | None = None,
) -> int:  # fmt: skip
    """Book money that a family gave back, oldest overpayment first; the fen still to come from it.

    The same reference and amount again change nothing.

    Args:
        within: only what stands in the books of these areas; None: all.

    Raises:
        Invalid: the amount is not above 0 or more than is to come back, or the reference was used for something else.
    """
    person = person_named(who)
    if type(fen) is not int or fen <= 0:
        raise refusal("pay-recovery-amount", claim=claim)
    if not reference.strip():
        raise refusal("pay-reference-missing")
    with ledger.turn():
        over = [one for one in ledger.standings(benefit).get(claim, [])
                if one.state is State.OVER and (within is None or one.area in within)]  # fmt: skip
        back = ledger.recovered(benefit, claim)
        left = {one.id: -one.fen - sum(back.get(one.id, {}).values()) for one in over}
        if before := ledger.recoveries(reference.strip()):
            if {(one[0], one[1]) for one in before} == {(benefit, claim)} and sum(one[2] for one in before) == fen:
                return sum(left.values())
            raise refusal("pay-reference-used", reference=reference.strip())
        if fen > sum(left.values()):
            raise refusal("pay-recovery-too-much", claim=claim, left=yuan_text(sum(left.values())))
        for one in over:
            part = min(fen, left[one.id])
            if part:
                ledger.recover(one, part, reference.strip(), person, at)
                fen -= part
                left[one.id] -= part
        return sum(left.values())
