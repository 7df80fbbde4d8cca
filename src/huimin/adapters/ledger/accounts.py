"""Sealed accounts: taken in, looked up without being opened, opened for the bank's file only, erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from huimin.adapters.bulk import insert, moment, query
from huimin.adapters.ledger.models import SealedAccount
from huimin.adapters.ledger.vault import Given, Vault
from huimin.benefits.payments.returns import reference
from huimin.tasks.pay.ports import Order

_IN_FORCE = "SELECT payee, max(id) FROM ledger_sealedaccount GROUP BY payee"
_PRINTS = """SELECT payee, print FROM ledger_sealedaccount
    WHERE id IN (SELECT max(id) FROM ledger_sealedaccount GROUP BY payee)"""
_COLUMNS = ("payee", "sealed", "last4", "print", "bank", "at")
_ORDERS = """SELECT l.number, l.payee, l.fen, s.sealed, s.bank FROM ledger_rollline l
    JOIN ledger_sealedaccount s ON s.id = l.account WHERE l.roll_id = %s AND l.fen > 0 ORDER BY l.number"""


def in_force(alias: str) -> dict[str, int]:
    """Payee -> number of the latest account."""
    return {payee: int(number) for payee, number in query(alias, _IN_FORCE)}


class SealedAccounts:
    """The accounts in a database, with the key that opens them."""

    def __init__(self, alias: str, vault: Vault) -> None:
        self._alias, self._vault = alias, vault

    def take(self, given: Iterable[Given], at: datetime) -> int:
        """Keep accounts that differ from the one in force of their payee; how many were new."""
        with transaction.atomic(using=self._alias):
            known = dict(query(self._alias, _PRINTS))
            when, rows = moment(self._alias, at), []
            for one in given:
                mark = self._vault.print(one.account)
                if known.get(one.payee) != mark:
                    known[one.payee] = mark
                    sealed = self._vault.seal(one.payee, one.account)
                    rows.append((one.payee, sealed, one.account.last4, mark, one.bank, when))
            insert(self._alias, "ledger_sealedaccount", _COLUMNS, rows)
        return len(rows)

    def erase(self, payee: str) -> int:
        """Forget every account of a payee (the ledger keeps its amounts); how many there were."""
        return forget(self._alias, payee)

    def orders(self, roll: int) -> list[Order]:
        """The payments of a roll with holder and number."""
        made = []
        for number, payee, fen, sealed, bank in query(self._alias, _ORDERS, roll):
            account = self._vault.open(payee, bytes(sealed))
            made.append(Order(reference(roll, number), number, account.holder, account.number, bank, fen))
        return made


def forget(alias: str, payee: str) -> int:
    """Forget every account of a payee; the ledger keeps its amounts. How many there were."""
    return int(SealedAccount.objects.using(alias).filter(payee=payee).update(sealed=b"", last4="", print=""))


def last4_of(alias: str, payee: str) -> str:
    """The last four digits of a payee's account in force; empty where there is none."""
    rows = SealedAccount.objects.using(alias).filter(payee=payee).order_by("-id")
    return str(rows.values_list("last4", flat=True).first() or "")
