"""The families' pages are open to all; a family's own claim opens with its receipt code, and with nothing else."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from claims_office import hire, make_claim
from site_fixtures import CAST, VISITOR

OPEN = """
    address                            | GET
    /family/                           | 200
    /family/claim                      | 200
    /family/claim/childcare-subsidy    | 200
    /family/claim/no-such-benefit      | 404
    /family/claim/maternity-insurance-top-up | 404
    /family/claim/cup-of-milk | 404
    /family/mine                       | 200
"""
"""Maternity insurance is settled at the hospital, milk given over the counter: neither is claimed here."""

OWN = """
    address                  | GET without a code | GET with a code | POST without a code
    /family/mine/papers      | to the code        | 200             | to the code
    /family/mine/papers/1    | to the code        | 404             | 405 or to the code
    /family/mine/correct     | to the code        | 200             | to the code
    /family/mine/change      | to the code        | to the claim    | to the code
    /family/mine/renew       | to the code        | 405             | to the code
    /family/mine/code        | to the code        | 405             | to the code
    /family/mine/appeal      | to the code        | to the claim    | to the code
    /family/mine/withdraw    | to the code        | 200             | to the code
    /family/mine/print       | to the code        | 200             | 405 or to the code
    /family/mine/export.json | to the code        | 200             | 405 or to the code
    /family/mine/delete      | to the code        | 200             | to the code
"""
"""The claim was made just now: nothing was granted that could change, and nothing decided to appeal against."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.fixture(scope="module")
def desk(site):
    hire(site)
    return site


@pytest.mark.parametrize("who", [*CAST, "clerk", "case_officer", "paymaster", VISITOR])
def test_everybody_may_come_in(desk, who):
    for row in rows(OPEN):
        assert desk.client(who).get(row["address"]).status_code == int(row["GET"]), row


def test_the_form_stands_at_the_level_at_which_it_is_claimed(desk):
    family, places = desk.client(), desk.places
    county = family.get(f"/family/claim/childcare-subsidy/{places['county']}").text
    assert f"/family/claim/childcare-subsidy/{places['township']}" in county and "c-identity" not in county
    assert "c-identity" in family.get(f"/family/claim/childcare-subsidy/{places['township']}").text
    assert family.get("/family/claim/childcare-subsidy/nowhere").status_code == 404


def test_a_claim_opens_with_its_code_and_nothing_else(desk):
    made = make_claim(desk)
    for row in rows(OWN):
        answers = {"GET without a code": desk.client().get(row["address"]),
                   "POST without a code": desk.client().post(row["address"])}  # fmt: skip
        opened = desk.client()
        opened.post("/family/mine", {"code": made.code})
        answers["GET with a code"] = opened.get(row["address"])
        for name, answer in answers.items():
            found = (
                str(answer.status_code)
                if answer.status_code != 302
                else "to the claim"
                if "with a" in name
                else "to the code"
            )
            assert found in row[name], (row["address"], name, found)
            assert answer.status_code != 302 or answer.url == "/family/mine"


@pytest.mark.parametrize("who", ["clerk", "city_officer", "administrator"])
def test_an_account_opens_no_family_s_page(desk, who):
    assert "code" in desk.client(who).get("/family/mine").text
    assert desk.client(who).get("/family/mine/print").status_code == 302


def test_no_address_holds_a_code_or_the_number_of_a_claim():
    from django.urls import URLResolver

    found = next(
        one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.app_name == "family"
    )
    names = {part for pattern in found.url_patterns for part in pattern.pattern.converters}
    assert names == {"benefit", "key", "number"}  # number: of a paper
