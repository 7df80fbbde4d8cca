"""Who sees what of payments. Who pays sees the own office's rolls and no other's; an auditor sees all but the digits of
accounts, and changes nothing; nobody else sees anything.
"""

from __future__ import annotations

import pytest

from huimin.adapters.ledger.models import MovementRow
from huimin.web.base import clock
from payment_office import PAYERS, approved, hand_in, made, make, open_office
from site_fixtures import CAST, VISITOR

LOOKING = """
    who                 | START | ROLL | CITYROLL | MAKING | FAILED | OVERPAID | CLAIM | FUNDS | THEIRFUNDS | TOTALS | AUDIT
    paymaster           | 200   | 200  | 404      | 404    | 200    | 200      | 200   | 200   | 404        | 200    | 404
    second_paymaster    | 200   | 200  | 404      | 404    | 200    | 200      | 200   | 200   | 404        | 200    | 404
    city_paymaster      | 200   | 200  | 200      | 200    | 200    | 200      | 200   | 200   | 200        | 200    | 200
    neighbour_paymaster | 200   | 404  | 404      | 404    | 200    | 200      | 404   | 404   | 200        | 200    | 404
    auditor             | 200   | 200  | 200      | 200    | 200    | 200      | 200   | 200   | 200        | 200    | 200
    clerk_there         | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403    | 403
    city_officer        | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403    | 403
    administrator       | 403   | 403  | 403      | 403    | 403    | 403      | 403   | 403   | 403        | 403    | 403
    visitor             | 302   | 302  | 302      | 302    | 302    | 302      | 302   | 302   | 302        | 302    | 302
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
        "THEIRFUNDS": f"/payments/funds?area={there}", "TOTALS": "/payments/totals", "AUDIT": "/payments/audit", "MAKE": "/payments/make",
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


def test_what_was_left_off_elsewhere_is_nobodys_business(own_site):
    """A claim of the county beside it with a fault shows neither on the roll nor where nothing was due."""
    open_office(own_site)
    hand_in(own_site, n2="0", n3="about 5", m5="0")
    for who, mine, theirs in (("paymaster", "m-5", ("n-2", "about 5")), ("neighbour_paymaster", "n-2", ("m-4", "m-5"))):
        place = {"paymaster": "county", "neighbour_paymaster": "neighbour"}[who]
        page = own_site.client(who).get(made(own_site, who=who, area=place)).text
        assert mine in page and not any(one in page for one in theirs), who


def test_a_claim_that_went_to_another_office_shows_each_office_its_own_books(own_site):
    from huimin.adapters.ledger.models import Obligation

    open_office(own_site)
    approved(own_site)
    first = Obligation.objects.get(claim="m-1")
    Obligation.objects.create(
        id=99, claim="m-1", benefit=first.benefit, month=first.month + 1, revision=0, version="v2", payee=first.payee,
        area=own_site.places["neighbour"], fen=5000, shares='{"county":5000}', roll_id=first.roll_id,
    )  # fmt: skip
    MovementRow.objects.create(obligation_id=99, entry="obligation", level="county", fen=5000, at=clock.now())
    here, there = (
        own_site.client(who).get("/payments/claims/m-1").text for who in ("paymaster", "neighbour_paymaster")
    )
    assert "300.00" in here and "50.00" not in here.replace("150.00", "")
    assert "50.00" in there and "300.00" not in there and "150.00" not in there
    assert "50.00" in own_site.client("city_paymaster").get("/payments/claims/m-1").text


def test_what_is_not_there(office):
    browser = office.client("city_paymaster")
    for address in ("rolls/99", "makings/99", "claims/nobody", "funds?area=nowhere", "totals?area=nowhere"):
        assert browser.get(f"/payments/{address}").status_code == 404, address
    assert browser.get("/payments/claims?claim=m-1")["Location"] == "/payments/claims/m-1"
    assert browser.get("/payments/claims?claim=a/b").status_code == 302
