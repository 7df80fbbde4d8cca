"""Matching funds: booking what the levels sent, and holding it against what they owe."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from huimin.benefits.money import MOST
from huimin.benefits.payments import Entry, Fund, funding
from huimin.tasks.pay.ports import PaymentLedger, Receipt
from huimin.tasks.pay.rolling import person_named, refusal

_SIGNS = {Entry.OBLIGATION: 1, Entry.CANCELLED: -1, Entry.OVERPAID: -1}


def receive(ledger: PaymentLedger, receipt: Receipt, who: str, at: datetime) -> bool:
    """Book money that a level sent; whether it is new. The same again changes nothing.

    Raises:
        Invalid: the amount is not above 0, there is no reference, or the reference was used for something else.
    """
    person = person_named(who)
    if type(receipt.fen) is not int or not 0 < receipt.fen <= MOST:
        raise refusal("pay-receipt-amount", level=receipt.level)
    if not receipt.reference.strip():
        raise refusal("pay-reference-missing")
    with ledger.turn():
        before = ledger.receipt(receipt.level, receipt.reference)
        if before is not None and before != receipt:
            raise refusal("pay-reference-used", reference=receipt.reference)
        if before is None:
            ledger.receive(receipt, person, at)
        return before is None


def funds(
    ledger: PaymentLedger, benefit: str, first: int, last: int, within: Container[str] | None = None
) -> tuple[Fund, ...]:
    """Each level's share of what was rolled for the months, against what came from it for them.

    Args:
        within: only the claims of these areas, and the money that came for the offices among them; None: all.
    """
    due: dict[str, int] = {}
    for one in ledger.moved(benefit, first, last):
        if one.entry in _SIGNS and (within is None or one.area in within):
            due[one.level] = due.get(one.level, 0) + _SIGNS[one.entry] * one.fen
    arrived: dict[str, int] = {}
    for came in ledger.receipts(benefit, first, last):
        if within is None or came.area in within:
            arrived[came.level] = arrived.get(came.level, 0) + came.fen
    return funding(due, arrived)
