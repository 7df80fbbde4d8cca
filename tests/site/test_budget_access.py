"""Who sees budgets: an area's are open to those who may read the area; rules are tried by those who assess or define."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR

# 200: shown. 302: asked to sign in. 403: not for this kind of work. 404: as if it were not there.
ACCESS = """
                   | start | city | county | neighbour | township | years | years of township | years csv | years xlsx | csv of county | xlsx of city | try | compared
village_reporter   |  200  | 404  |  404   |    404    |   404    |  404  |        404        |    404    |    404     |      404      |     404      | 403 |   403
township_reporter  |  200  | 404  |  404   |    404    |   200    |  404  |        200        |    404    |    404     |      404      |     404      | 403 |   403
county_reviewer    |  200  | 404  |  200   |    404    |   200    |  200  |        200        |    200    |    200     |      200      |     404      | 403 |   403
city_officer       |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 200 |   200
second_officer     |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 200 |   200
evidence_judge     |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 403 |   403
second_judge       |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 403 |   403
third_judge        |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 403 |   403
auditor            |  200  | 200  |  200   |    200    |   200    |  200  |        200        |    200    |    200     |      200      |     200      | 403 |   403
administrator      |  403  | 403  |  403   |    403    |   403    |  403  |        403        |    403    |    403     |      403      |     403      | 403 |   403
neighbour          |  200  | 404  |  404   |    200    |   404    |  404  |        404        |    404    |    404     |      404      |     404      | 403 |   403
visitor            |  302  | 302  |  302   |    302    |   302    |  302  |        302        |    302    |    302     |      302      |     302      | 302 |   302
"""
TRIED = "f.amounts[standard].dated[0].yuan=4000"
ADDRESSES = {
    "start": "/budget/",
    "city": "/budget/{city}",
    "county": "/budget/{county}",
    "neighbour": "/budget/{neighbour}",
    "township": "/budget/{township}",
    "years": "/budget/{county}/years",
    "years of township": "/budget/{township}/years",
    "years csv": "/budget/{county}/years.csv",
    "years xlsx": "/budget/{county}/years.xlsx",
    "csv of county": "/budget/{county}/budget.csv",
    "xlsx of city": "/budget/{city}/budget.xlsx",
    "try": "/budget/{county}/try/childcare-subsidy?" + TRIED,
    "compared": "/budget/{county}/try/childcare-subsidy/compared.xlsx?" + TRIED,
}


@pytest.fixture(scope="module", autouse=True)
def worked_out(site):
    """The coming years of the county stand ready, so that looking starts nothing."""
    from huimin.web.budget import jobs

    jobs._folder().mkdir(parents=True, exist_ok=True)
    jobs.work(site.places["county"], 2026)


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


@pytest.mark.parametrize("address", [
    "/budget/nowhere", "/budget/nowhere/years", "/budget/{county}/try/no-such-benefit",
    "/budget/{township}/try/childcare-subsidy", "/budget/{village}/budget.csv",
    "/budget/{neighbour}/years.csv",
])  # fmt: skip
def test_what_is_not_there_is_not_found(site, address):
    assert site.client("city_officer").get(address.format(**site.places)).status_code == 404
