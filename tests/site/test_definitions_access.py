"""Everybody with an account reads what is agreed, the administrator too: definitions hold no figures. Two officers change it.

``proposes`` tells who may propose, check, sign, decline and withdraw.
"""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR

WHO_MAY = """
    who               | reads | proposes
    village_reporter  | yes   | no
    township_reporter | yes   | no
    county_reviewer   | yes   | no
    city_officer      | yes   | yes
    second_officer    | yes   | yes
    evidence_judge    | yes   | no
    second_judge      | yes   | no
    third_judge       | yes   | no
    auditor           | yes   | no
    administrator     | yes   | no
    neighbour         | yes   | no
    visitor           | no    | no
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in WHO_MAY.strip().splitlines()[1:]]
SCHEME = "schemes/china--family-services-2025.yaml"
READ = [
    "/definitions/", "/definitions/?q=births", "/definitions/elements", "/definitions/elements/births",
    "/definitions/forms", "/definitions/forms/village_monthly", "/definitions/indicators",
    "/definitions/indicators/preconception_coverage", "/definitions/schemes", "/definitions/schemes/family-services-2025",
    "/definitions/areas", "/definitions/areas?q=9901", "/definitions/areas?day=2024-06-01", "/definitions/files",
    f"/definitions/file/{SCHEME}", "/definitions/proposals", "/definitions/proposals?state=signed",
]  # fmt: skip
WRITE = [f"/definitions/edit/{SCHEME}", "/definitions/propose?scheme=family-services-2025&change=F2.1.target=85%"]
POST = [
    f"/definitions/edit/{SCHEME}", "/definitions/check", "/definitions/proposal/1/sign", "/definitions/proposal/1/decline",
    "/definitions/proposal/1/withdraw",
]  # fmt: skip


def test_the_table_names_the_whole_cast():
    assert [row[0] for row in ROWS] == [*CAST, VISITOR]


@pytest.mark.parametrize(("who", "reads", "proposes"), ROWS)
def test_who_reads_and_who_proposes(site, who, reads, proposes):
    browser = site.client(who)
    for address in READ:
        assert browser.get(address).status_code == (200 if reads == "yes" else 302), address
    for address in WRITE:
        expected = 200 if proposes == "yes" else 302 if who == VISITOR else 403
        assert browser.get(address).status_code == expected, address


@pytest.mark.parametrize(("who", "reads", "proposes"), [row for row in ROWS if row[2] == "no"])
def test_nobody_else_writes(site, who, reads, proposes):
    browser = site.client(who)
    for address in POST:
        assert browser.post(address, {"text": "x", "file": SCHEME}).status_code == (302 if who == VISITOR else 403), (
            address
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_definition_has_its_page(site, lang):
    from huimin.web.definitions.catalogue import catalogue

    browser = site.client("county_reviewer", lang)
    for part, code in catalogue().entries:
        assert browser.get(f"/definitions/{part}/{code}").status_code == 200, (part, code)


@pytest.mark.parametrize("address", ["elements/nothing", "nothing", "file/huimin.yaml", "file/data/secret-key",
                                     "file/../huimin.yaml", "areas?under=nowhere", "areas?day=yesterday",
                                     "proposal/77", "edit/schemes/none.yaml", "edit/data/secret-key"])  # fmt: skip
def test_what_is_not_there_is_not_found(site, address):
    assert site.client("city_officer").get(f"/definitions/{address}").status_code == 404
