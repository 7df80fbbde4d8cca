"""Who sees the population projection: an area's is open to those who may read the area, and nobody changes anything."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR

# 200: shown. 302: asked to sign in. 403: not for this kind of work. 404: as if it were not there.
ACCESS = """
                   | start | city | county | neighbour | township | csv of county | xlsx of city
village_reporter   |  200  | 404  |  404   |    404    |   404    |      404      |     404
township_reporter  |  200  | 404  |  404   |    404    |   200    |      404      |     404
county_reviewer    |  200  | 404  |  200   |    404    |   200    |      200      |     404
city_officer       |  200  | 200  |  200   |    200    |   200    |      200      |     200
second_officer     |  200  | 200  |  200   |    200    |   200    |      200      |     200
evidence_judge     |  200  | 200  |  200   |    200    |   200    |      200      |     200
second_judge       |  200  | 200  |  200   |    200    |   200    |      200      |     200
third_judge        |  200  | 200  |  200   |    200    |   200    |      200      |     200
auditor            |  200  | 200  |  200   |    200    |   200    |      200      |     200
administrator      |  403  | 403  |  403   |    403    |   403    |      403      |     403
neighbour          |  200  | 404  |  404   |    200    |   404    |      404      |     404
visitor            |  302  | 302  |  302   |    302    |   302    |      302      |     302
"""
ADDRESSES = {
    "start": "/projection/",
    "city": "/projection/{city}",
    "county": "/projection/{county}",
    "neighbour": "/projection/{neighbour}",
    "township": "/projection/{township}",
    "csv of county": "/projection/{county}/projection.csv",
    "xlsx of city": "/projection/{city}/projection.xlsx",
}


def rows() -> list[tuple[str, list[int]]]:
    _, *lines = ACCESS.strip("\n").splitlines()
    return [(line.split("|")[0].strip(), [int(cell) for cell in line.split("|")[1:]]) for line in lines]


def test_the_table_names_everybody_and_every_address():
    assert {who for who, _ in rows()} == {*CAST, VISITOR}
    header = ACCESS.strip("\n").splitlines()[0]
    assert [cell.strip() for cell in header.split("|")[1:]] == list(ADDRESSES)


@pytest.mark.parametrize(("who", "expected"), rows())
def test_everybody_sees_what_the_table_says(site, who, expected):
    browser = site.client(who)
    found = [browser.get(address.format(**site.places)).status_code for address in ADDRESSES.values()]
    assert dict(zip(ADDRESSES, found, strict=True)) == dict(zip(ADDRESSES, expected, strict=True))


@pytest.mark.parametrize("who", ["auditor", "city_officer"])
def test_nothing_can_be_sent(site, who):
    browser = site.client(who)
    assert {browser.post(one.format(**site.places)).status_code for one in ADDRESSES.values()} <= {403, 404, 405}


def test_an_area_that_is_not_there_is_not_found(site):
    assert site.client("city_officer").get("/projection/nowhere").status_code == 404
