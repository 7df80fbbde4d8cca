"""Everything that is done with payments; each is one transaction and ends with a line in the log, without amounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from huimin.benefits.payments import fen_written
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity, explain, next_step
from huimin.tasks.pay.answering import Answered
from huimin.tasks.pay.ports import RollHead
from huimin.web.base import audit, clock
from huimin.web.payments.models import Download, Making
from huimin.wiring.pay import Payments

NOTES_KEPT = 300


def make(request: Any, paying: Payments, benefit: str, period: Period, area: str) -> Making:
    """Make the roll of a benefit and period for an office; asked again, the same roll is there.

    Raises:
        Invalid: another roll waits, or there is nothing to make it from.
    """
    with transaction.atomic():
        made = paying.roll(benefit, period, area=area)
        kept = Making.objects.create(
            benefit=benefit, period=period.code, area=area, roll=made.head.number if made.head else None,
            notes=_told(made.findings[:NOTES_KEPT]), count=len(made.findings), person=request.person, at=clock.now(),
        )  # fmt: skip
        if made.made and made.head:
            audit.record(request.person, "payments-roll-made", subject=_subject(made.head.number), area=area,
                         benefit=benefit, period=period.code, payments=made.head.lines,
                         sha256=made.head.digest)  # fmt: skip
    return kept


def _told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Findings as they are kept: severity, and their text with what to do in both languages."""

    def text(one: Finding, lang: str) -> str:
        step = next_step(one, lang)
        if lang == "zh":
            return f"{explain(one, lang)}。{step}" if step else explain(one, lang)
        return ". ".join(said[0].upper() + said[1:] for said in (explain(one, lang), step) if said)

    return [(one.severity.word, text(one, "zh"), text(one, "en")) for one in findings]


def approve(request: Any, paying: Payments, roll: int) -> RollHead:
    """Approve a roll as the second person.

    Raises:
        Invalid: the same person made it, or it is decided.
    """
    with transaction.atomic():
        before = paying.ledger.head(roll)
        head = paying.approve(roll)
        if before and before.stage is not head.stage:
            audit.record(request.person, "payments-roll-approved", subject=_subject(roll), area=head.area,
                         benefit=head.benefit, sha256=head.digest)  # fmt: skip
    return head


def withdraw(request: Any, paying: Payments, roll: int, reason: str) -> RollHead:
    """Take a roll back that is not approved.

    Raises:
        Invalid: it is decided, or there is no reason.
    """
    with transaction.atomic():
        head = paying.withdraw(roll, reason)
        audit.record(request.person, "payments-roll-withdrawn", subject=_subject(roll), area=head.area)
    return head


def bank_file(request: Any, paying: Payments, head: RollHead, bank: str) -> bytes:
    """The bank's file of a roll, to be taken away; each time is noted.

    Raises:
        Invalid: the roll is not approved, is answered, or does not fit the layout.
    """
    with transaction.atomic():
        data = paying.bank_bytes(head.number, bank)
        digest = sha256(data).hexdigest()
        Download.objects.create(roll=head.number, bank=bank, sha256=digest, person=request.person, at=clock.now())
        audit.record(request.person, "payments-bank-file", subject=_subject(head.number), area=head.area, bank=bank,
                     sha256=digest)  # fmt: skip
    return data


def answer(
    request: Any, paying: Payments, head: RollHead, name: str, data: bytes, bank: str, bounced: bool
) -> Answered:
    """Book what the bank answered to a roll: all of it, or nothing and why."""
    with transaction.atomic():
        done = paying.take_bytes(name, data, bank, bounced, only=head.number)
        if not done.again:
            act = "payments-answer-booked" if done.booked else "payments-answer-refused"
            audit.record(request.person, act, subject=_subject(head.number), area=head.area, bank=bank,
                         sha256=sha256(data).hexdigest(), **done.counts)  # fmt: skip
    return done


def recover(request: Any, paying: Payments, benefit: str, claim: str, area: str, yuan: str, reference: str) -> int:
    """Book what a family gave back; the fen still to come.

    Raises:
        Invalid: it is no amount, too much, or the reference was used for something else.
    """
    fen = _fen(yuan)
    with transaction.atomic():
        new = not paying.ledger.recoveries(reference.strip())
        left = paying.recover(benefit, claim, fen, reference, area)
        if new:
            audit.record(request.person, "payments-given-back", subject=f"claim {claim}", area=area, benefit=benefit)
    return left


def receive(
    request: Any, paying: Payments, benefit: str, period: Period, level: str, yuan: str, day: date | None,
    reference: str, area: str,
) -> bool:  # fmt: skip
    """Book a level's money; whether it is new.

    Raises:
        Invalid: it is no amount, the day lies ahead, or the voucher was used for something else.
    """
    fen = _fen(yuan)
    if day is not None and day > clock.today():
        raise Invalid([Finding("pay-receipt-ahead", Severity.ERROR, facts={"day": day.isoformat()})])
    with transaction.atomic():
        new = paying.receive(benefit, period, level, fen, day, reference, area)
        if new:
            audit.record(request.person, "payments-funds-received", subject=f"funds {benefit} {period.code}", area=area,
                         level=level)  # fmt: skip
    return new


def _fen(yuan: str) -> int:
    typed = yuan.strip().replace(",", "").replace("，", "")
    fen = fen_written(typed)
    if fen is None:
        raise Invalid([Finding("pay-amount-unreadable", Severity.ERROR, facts={"found": yuan.strip()[:40]})])
    return fen


def _subject(roll: int) -> str:
    return f"roll {roll}"
