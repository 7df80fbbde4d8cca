"""Account numbers stand nowhere in the open: not in the database, not in what is printed, not in findings."""

from __future__ import annotations

import base64
import traceback
from pathlib import Path

import pytest

from huimin.adapters.banking.tables import AccountRow, read_accounts
from huimin.adapters.ledger.vault import BankAccount, Vault, open_vault
from huimin.findings import Invalid, explain
from huimin.tasks.pay.ports import Order
from payment_samples import KEY, PayOffice, codes, many

NUMBER, HOLDER = "6222000011112222333", "某甲"


def test_what_is_sealed_opens_for_its_payee_and_with_its_key_only():
    vault, account = Vault(KEY), BankAccount(HOLDER, NUMBER)
    sealed = vault.seal("p", account)
    assert vault.open("p", sealed) == account
    assert vault.seal("p", account) != sealed, "two seals of the same number do not look alike"
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for other, payee, data in ((vault, "q", sealed), (Vault(bytes(32)), "p", sealed), (vault, "p", changed)):
        with pytest.raises(Invalid) as caught:
            other.open(payee, data)
        assert codes(caught.value.findings) == ["pay-account-not-opened"]


def test_the_number_is_not_in_the_database_file(sqlite_ledger):
    office = PayOffice(sqlite_ledger)
    office.know(many(3), NUMBER)
    roll = office.sent(many(3))
    office.take(office.answer(roll))
    office.ledger.close()
    for path in Path(sqlite_ledger).parent.glob("huimin.sqlite*"):
        assert NUMBER.encode() not in path.read_bytes() and HOLDER.encode() not in path.read_bytes(), path
    assert office.ledger.last4(roll) == dict.fromkeys(("000000", "000001", "000002"), NUMBER[-4:])


def test_an_erased_account_cannot_be_paid_and_its_amounts_stay(pay_office):
    roll = pay_office.approved(many(1))
    assert pay_office.accounts.erase("payee-000000") == 1
    with pytest.raises(Invalid) as caught:
        pay_office.file(roll)
    assert codes(caught.value.findings) == ["pay-account-erased"]
    assert pay_office.ledger.head(roll).fen == 30000


def test_the_same_account_again_is_no_new_one(pay_office):
    pay_office.know(many(2), NUMBER)
    before = pay_office.ledger.accounts()
    pay_office.know(many(2), NUMBER)
    assert pay_office.ledger.accounts() == before


def test_nothing_that_is_printed_shows_a_number():
    things = [BankAccount(HOLDER, NUMBER), AccountRow("p", HOLDER, NUMBER, "b"), Order("r", 1, HOLDER, NUMBER, "b", 1)]
    assert not any(NUMBER in repr(one) or HOLDER in repr(one) for one in things)


@pytest.mark.parametrize(("row", "code"), [
    ("p,某甲,62220000111122２２333,b", "pay-account-not-digits"),
    ("p,某甲,6.22E+18,b", "pay-account-not-digits"),
    ("p,,6222000011112222333,b", "pay-account-incomplete"),
    ("p,某甲,6222000011112222333,b\np,某甲,6222000011112222333,b", "pay-account-twice"),
])  # fmt: skip
def test_faults_of_an_account_are_told_without_the_number(row, code):
    with pytest.raises(Invalid) as caught:
        read_accounts("accounts.csv", f"\ufeffpayee,holder,account,bank\n{row}\n".encode())
    assert codes(caught.value.findings) == [code]
    told = "".join(explain(one, lang) + str(one) for one in caught.value.findings for lang in ("zh", "en"))
    assert "6222" not in told and "6.22" not in told
    assert "6222000011" not in "".join(traceback.format_exception(caught.value))


def test_the_key_is_made_for_its_owner_only_and_refused_when_others_may_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv("HUIMIN_PAY_KEY", raising=False)
    path = tmp_path / "payments.key"
    with pytest.raises(Invalid) as caught:
        open_vault(path)
    assert codes(caught.value.findings) == ["pay-key-missing"]
    sealed = open_vault(path, make=True).seal("p", BankAccount(HOLDER, NUMBER))
    assert path.stat().st_mode & 0o777 == 0o600
    assert open_vault(path).open("p", sealed).number == NUMBER
    path.chmod(0o640)
    with pytest.raises(Invalid) as caught:
        open_vault(path)
    assert codes(caught.value.findings) == ["pay-key-open-to-others"]


def test_the_key_may_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("HUIMIN_PAY_KEY", base64.b64encode(KEY).decode())
    assert open_vault(tmp_path / "none").print(BankAccount(HOLDER, NUMBER)) == Vault(KEY).print(
        BankAccount(HOLDER, NUMBER)
    )
    for wrong in ("short", base64.b64encode(b"short").decode()):
        monkeypatch.setenv("HUIMIN_PAY_KEY", wrong)
        with pytest.raises(Invalid) as caught:
            open_vault(tmp_path / "none")
        assert codes(caught.value.findings) == ["pay-key-wrong"]
