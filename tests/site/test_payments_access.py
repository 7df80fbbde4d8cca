"""Who sees what of payments. Who pays sees the own office's rolls and no other's; an auditor sees all but the digits of
accounts, and changes nothing; nobody else sees anything.
"""

from __future__ import annotations

import pytest

from payment_office import PAYERS, approved, made, make, open_office
from site_fixtures import CAST, VISITOR

LOOKING = """
    who                 | START | ROLL | CITYROLL | MAKING | FAILED | OVERPAID | CLAIM | FUNDS | THEIRFUNDS | TOTALS
    paymaster           | 200   | 200  | 404      | 404    | 200    | 200      | 200   | 200   | 404        | 200
    second_paymaster    | 200   | 200  | 404      | 404    | 200    | 200      | 200   | 200   | 404        | 200
    city_paymaster      | 200   | 200  | 200      | 200    | 200    | 200      | 200   | 200   | 200        | 200
    neighbour_paymaster | 200   | 404  | 404      | 404    | 200    | 200      | 404   | 404   | 200        | 200
    auditor             | 200   | 200  | 200      | 200    | 200    | 200      | 200   | 200   | 200        | 200
    clerk_there         | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403
    city_officer        | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403
    administrator       | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403
    visitor             | 302   | 302  | 302      | 302    | 302    | 302      | 302   | 302   | 302        | 302
"""
DOING = """
    who                 | MAKE | APPROVE | WITHDRAW | FILE | ANSWER | RECOVER | RECEIVE
    paymaster           | yes  | yes     | yes      | yes  | yes    | yes     | yes
    second_paymaster    | yes  | yes     | yes      | yes  | yes    | yes     | yes
    city_paymaster      | yes  | yes     | yes      | yes  | yes    | yes     | yes
    neighbour_paymaster | 404  | 404     | 404      | 404  | 404    | 404     | 404
    auditor             | 403  | 403     | 403      | 403  | 403    | 403     | 403
    clerk_there         | 403  | 403     | 403      | 403  | 403    | 403     | 403
    city_officer        | 403  | 403     | 403      | 403  | 403    | 403     | 403
    administrator       | 403  | 403     | 403      | 403  | 403    | 403     | 403
    visitor             | 302  | 302     | 302      | 302  | 302    | 302     | 302
"""
"""``yes``: the person gets through to what the page says to something sent half empty."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def office(site):
    open_office(site)
    return site


@pytest.fixture(scope="module")
def addresses(office):
    roll = approved(office)
    number = roll.rsplit("/", 1)[1]
    city = made(office, who="city_paymaster", area="")
    assert office.client("paymaster").post(f"{city}/withdraw", {"reason": "?"}).status_code == 404
    assert office.client("city_paymaster").post(f"{city}/withdraw", {"reason": "wrong month"}).status_code == 302
    nothing = make(office, who="city_paymaster", area="", period="2025-01")["Location"]
    here, there = office.places["county"], office.places["neighbour"]
    return {
        "START": "/payments/", "ROLL": roll, "CITYROLL": city, "MAKING": nothing, "FAILED": "/payments/failed",
        "OVERPAID": "/payments/overpaid", "CLAIM": "/payments/claims/m-1", "FUNDS": f"/payments/funds?area={here}",
        "THEIRFUNDS": f"/payments/funds?area={there}", "TOTALS": "/payments/totals", "MAKE": "/payments/make",
        "APPROVE": f"/payments/rolls/{number}/approve", "WITHDRAW": f"/payments/rolls/{number}/withdraw",
        "FILE": f"/payments/rolls/{number}/file", "ANSWER": f"/payments/rolls/{number}/answer",
        "RECOVER": "/payments/claims/m-1/recover", "RECEIVE": "/payments/funds/receive",
    }  # fmt: skip


@pytest.mark.parametrize("who", [*CAST, *PAYERS, VISITOR])
def test_looking(office, addresses, who):
    expected = rows(LOOKING).get(who) or rows(LOOKING)["city_officer"]
    browser = office.client(who)
    assert {name: str(browser.get(addresses[name]).status_code) for name in expected} == expected


@pytest.mark.parametrize("who", [*CAST, *PAYERS, VISITOR])
def test_doing(office, addresses, who):
    browser, wish = office.client(who), {"area": office.places["county"], "benefit": "childcare-subsidy"}
    for name, expected in (rows(DOING).get(who) or rows(DOING)["city_officer"]).items():
        status = browser.post(addresses[name], wish).status_code
        assert status in (302, 400) if expected == "yes" else status == int(expected), name


def test_an_auditor_sees_no_digits_of_accounts(office, addresses):
    assert "…2221" in office.client("paymaster").get(addresses["ROLL"]).text
    page = office.client("auditor").get(addresses["ROLL"]).text
    assert "2221" not in page and "m-1" in page and '<form method="post"' not in page.split("<main")[1]


def test_no_page_shows_a_name_or_an_account(office, addresses):
    for name in rows(LOOKING)["auditor"]:
        page = office.client("city_paymaster").get(addresses[name]).text
        assert "某甲" not in page and "62220000" not in page


def test_what_is_not_there(office):
    browser = office.client("city_paymaster")
    for address in ("rolls/99", "makings/99", "claims/nobody", "funds?area=nowhere", "totals?area=nowhere"):
        assert browser.get(f"/payments/{address}").status_code == 404, address
    assert browser.get("/payments/claims?claim=m-1")["Location"] == "/payments/claims/m-1"
    assert browser.get("/payments/claims?claim=a/b").status_code == 302
