"""Rolls made from what families claimed: who is on hold gets nothing and loses nothing, what was stopped is taken back, and a
corrected account brings a failed payment onto the next roll. Nothing is paid twice on the way.
"""

from __future__ import annotations

from datetime import date

import pytest

from claims_office import claims_of, hire, make_claim
from payment_office import answer, answer_of, approved, make, open_office, paid, sent


def granted(site, child):
    """A claim that two people granted, with the account it came with."""
    number = make_claim(site, child).number
    claims_of(site, "case_officer").complete(number, facts={"lawful_birth": "yes"})
    claims_of(site, "case_officer").correct(
        number, {"account": {"holder": "测试甲", "number": f"62220000111{child:05d}", "bank": "虚构银行"}}
    )
    claims_of(site, "case_officer").propose(number, "yes")
    claims_of(site, "second_case_officer").confirm(number)
    return number


@pytest.fixture
def office(own_site):
    """Three granted claims; the tables of ``payments/`` lie there too and are not asked."""
    hire(own_site)
    open_office(own_site)
    return own_site, [granted(own_site, child) for child in (41, 42, 43)]


def owed(claim):
    """Fen by kind of movement of one claim."""
    from huimin.adapters.ledger import open_ledger

    found = {}
    for one in open_ledger("default").booked(claim):
        found[one.entry.value] = found.get(one.entry.value, 0) + one.fen
    return found


def lines(site, address):
    from huimin.adapters.ledger import open_ledger

    return {line.claim: line.fen for line in open_ledger("default").lines(int(address.rsplit("/", 1)[1]))}


def test_a_roll_pays_what_was_decided(office):
    site, claims = office
    address = paid(site, period="2026-01")
    assert set(lines(site, address)) == set(claims)  # not the tables' m-1, n-1
    assert all(fen == lines(site, address)[claims[0]] > 0 for fen in lines(site, address).values())
    page = site.client("paymaster").get(address).text
    assert claims[0] in page and "测试" not in page
    assert "/makings/" in make(site, period="2026-01")["Location"]


def test_a_claim_on_hold_gets_nothing_and_loses_nothing(office):
    site, claims = office
    paid(site, {claims[0]: "9001"}, period="2026-01")
    claims_of(site, "case_officer").hold(claims[0], "the bank's letter is to be cleared")
    claims_of(site, "case_officer").hold(claims[1], "moved, it seems")
    assert "/makings/" in make(site, period="2026-01")["Location"]  # neither tried again nor taken back
    assert "overpaid" not in owed(claims[1]) and "paid" not in owed(claims[0])
    claims_of(site, "case_officer").resume(claims[0], "it is cleared")
    assert set(lines(site, approved(site, period="2026-01"))) == {claims[0]}


def test_what_was_stopped_from_before_is_taken_back(office):
    site, claims = office
    paid(site, period="2026-01")
    whole = owed(claims[2])["paid"]
    claims_of(site, "case_officer").stop(claims[2], date(2026, 1, 1), "moved away in December")
    claims_of(site, "second_case_officer").confirm(claims[2], "as proposed")
    assert lines(site, approved(site, period="2026-01")) == {claims[2]: 0}
    taken = owed(claims[2])["overpaid"]
    assert 0 < taken <= whole and "overpaid" not in owed(claims[0])
    assert "/makings/" in make(site, period="2026-01")["Location"]  # once
    assert claims[2] in site.client("paymaster").get("/payments/overpaid").text


def test_a_corrected_account_goes_out_again(office):
    site, claims = office
    address = sent(site, period="2026-01")
    assert answer(site, address, answer_of(address, {claims[1]: "1002"})).status_code == 302
    page = site.client("paymaster").get("/payments/failed").text
    assert claims[1] in page and "waits for another account" in page
    assert "/makings/" in make(site, period="2026-01")["Location"]
    given = {"account": {"holder": "测试甲", "number": "6222999900001111", "bank": "虚构银行"}}
    claims_of(site, "case_officer").correct(claims[1], given)
    second = sent(site, period="2026-01")
    assert set(lines(site, second)) == {claims[1]}
    assert answer(site, second, answer_of(second)).status_code == 302
    assert owed(claims[1])["paid"] == owed(claims[1])["obligation"]
