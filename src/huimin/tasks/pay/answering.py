"""The bank: its file of a roll, and what it answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from huimin.benefits.payments import match
from huimin.benefits.payments.returns import roll_of
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.pay.ports import Accounts, Answer, BankFormat, PaymentLedger, RollHead, Stage
from huimin.tasks.pay.rolling import as_made, known, person_named, refusal

_NO_FILE = {Stage.WAITING: "pay-roll-not-approved", Stage.WITHDRAWN: "pay-roll-withdrawn",
            Stage.ANSWERED: "pay-roll-answered"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a bank's file.

    Attributes:
        booked: whether anything was booked just now. again: the same file was booked before.
        counts: payments by result (``paid``, ``refused``, ``bounced``).
        findings: faults for which nothing was booked, or notes.
    """

    roll: int | None
    booked: bool
    again: bool
    counts: dict[str, int]
    findings: tuple[Finding, ...]


def bank_file(
    ledger: PaymentLedger, accounts: Accounts, bank: BankFormat, roll: int, who: str, at: datetime
) -> tuple[RollHead, bytes]:
    """The file with which an approved roll goes to the bank. Writing it again gives the same bytes.

    Raises:
        Invalid: the roll is not approved, is answered, pays nothing, or does not fit the layout.
    """
    person = person_named(who)
    with ledger.turn():
        head = known(ledger, roll)
        if head.stage not in (Stage.APPROVED, Stage.WITH_BANK):
            raise refusal(_NO_FILE[head.stage], roll=roll)
        if not head.lines:
            raise refusal("pay-roll-pays-nothing", roll=roll)
        orders = accounts.orders(roll)
        if len(orders) != head.lines or not as_made(ledger, head, ledger.lines(roll)):
            raise refusal("pay-roll-changed", roll=roll)
        # The day of the roll, not of today: a file that is written twice is the same file to the bank. Moments are kept
        # in UTC; the day is the one where the office is.
        data = bank.write(roll, head.made_at.astimezone(at.tzinfo).date(), orders)
        ledger.sent(roll, person, at)
        return known(ledger, roll), data


def take_answer(
    ledger: PaymentLedger,
    bank: BankFormat,
    name: str,
    data: bytes,
    who: str,
    at: datetime,
    bounced: bool = False,
    only: int | None = None,
) -> Answered:
    """Book the bank's answer, all of it or nothing. The same file again changes nothing.

    Args:
        bounced: the file tells of payments that came back after they had been made.
        only: the one roll that it may answer; None: any.
    """
    person = person_named(who)
    answer = bank.read(name, data)
    with ledger.turn():
        before = ledger.answered(answer.sha256)
        if before is not None and only in (None, before):
            note = Finding("bank-file-again", Severity.NOTE, Place(file=name), {"roll": before})
            return Answered(before, False, True, {}, (note,))
        roll, faults = _roll_of(ledger, answer)
        if roll is not None and only not in (None, roll):
            other = Finding("bank-roll-other", Severity.ERROR, Place(file=name), {"roll": roll, "wanted": only or 0})
            return Answered(None, False, False, {}, (other,))
        findings = [*answer.findings, *faults]
        if roll is None:
            return Answered(None, False, False, {}, tuple(findings))
        outcomes, told = match(ledger.payments(roll), answer.lines, name, bounced)
        findings += told
        if any(one.severity is Severity.ERROR for one in findings):
            return Answered(roll, False, False, {}, tuple(findings))
        ledger.book(roll, answer, outcomes, person, at)
    return Answered(roll, True, False, dict(Counter(one.result for one in outcomes)), tuple(findings))


def _roll_of(ledger: PaymentLedger, answer: Answer) -> tuple[int | None, list[Finding]]:
    """The roll that a file answers: what its head says, else what its lines refer to."""
    place = Place(file=answer.name)
    referred = Counter(found for line in answer.lines if (found := roll_of(line.reference)) is not None)
    roll = answer.roll if answer.roll is not None else max(referred, key=lambda one: referred[one], default=None)
    if roll is None:
        return None, [Finding("bank-roll-not-told", Severity.ERROR, place)]
    try:
        head = known(ledger, roll)
    except Invalid as unknown:
        return None, [*unknown.findings]
    if head.stage not in (Stage.WITH_BANK, Stage.ANSWERED):
        return None, [Finding("bank-roll-not-sent", Severity.ERROR, place, {"roll": roll})]
    return roll, []
