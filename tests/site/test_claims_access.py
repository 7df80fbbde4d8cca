"""Who may open which page of claims. The claim is one of a township; ``far_clerk`` works in the county beside it.

Who works on claims sees no figures, and who reads figures sees no families: a reporter, reviewer or officer comes to no
claim. The auditor sees how far a claim is and who looked, never what a family told. The paymaster sees money elsewhere.
"""

from __future__ import annotations

import pytest

from claims_office import OFFICE, hire, make_claim
from site_fixtures import CAST, VISITOR

LOOKING = """
    who                  | START | NEW | FORM | BATCH | SEARCH | NOTICES | STATS | CLAIM | OPENED | RECEIPT | FACTS | CHANGE | PAPER | HAND | OFFER
    village_reporter     | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    township_reporter    | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    county_reviewer      | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    city_officer         | 403   | 403 | 403  | 403   | 403    | 200     | 200   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    second_officer       | 403   | 403 | 403  | 403   | 403    | 200     | 200   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    evidence_judge       | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    second_judge         | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    third_judge          | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    auditor              | 200   | 403 | 403  | 403   | 403    | 200     | 200   | 200   | 200    | 403     | 403   | 403    | 403 | 403 | 403
    administrator        | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    neighbour            | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    clerk                | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 200   | 200    | 200     | 200   | 404    | 200 | 200 | 404
    second_clerk         | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 200   | 200    | 200     | 200   | 404    | 200 | 200 | 404
    case_officer         | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 200   | 200    | 200     | 200   | 404    | 200 | 200 | 404
    second_case_officer  | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 200   | 200    | 200     | 200   | 404    | 200 | 200 | 404
    third_case_officer   | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 200   | 200    | 200     | 200   | 404    | 200 | 200 | 404
    paymaster            | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    second_paymaster     | 403   | 403 | 403  | 403   | 403    | 200     | 403   | 403   | 403    | 403     | 403   | 403    | 403 | 403 | 403
    far_clerk            | 200   | 200 | 200  | 200   | 200    | 200     | 200   | 404   | 404    | 404     | 404   | 404    | 404 | 404 | 404
    visitor              | 302   | 302 | 302  | 302   | 302    | 200     | 302   | 302   | 302    | 302     | 302   | 302    | 302 | 302 | 302
"""
"""``CHANGE`` is for claims that were granted; this one was not yet. A county's clerk may step in for its townships.
``OFFER`` is for the office to which a claim is offered; this one is offered to none.
"""

DOING = """
    who                  | FORM | OPEN | CODE | MOVE | FACTS | CORRECT | ATTACH | BATCH | SEARCH | HAND | OFFER
    village_reporter     | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    township_reporter    | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    county_reviewer      | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    city_officer         | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    second_officer       | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    evidence_judge       | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    second_judge         | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    third_judge          | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    auditor              | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    administrator        | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    neighbour            | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    clerk                | yes  | yes  | yes  | yes  | yes   | yes     | yes    | yes   | yes | yes | 404
    case_officer         | yes  | yes  | yes  | yes  | yes   | yes     | yes    | yes   | yes | yes | 404
    paymaster            | 403  | 403  | 403  | 403  | 403   | 403     | 403    | 403   | 403 | 403 | 403
    far_clerk            | yes  | 404  | 404  | 404  | 404   | 404     | 404    | yes   | yes | 404 | 404
    visitor              | 302  | 302  | 302  | 302  | 302   | 302     | 302    | 302   | 302 | 302 | 302
"""
"""``yes``: the person gets through to what the page has to say about an empty or incomplete form."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def desk(site):
    hire(site)
    return site


@pytest.fixture(scope="module")
def addresses(desk):
    from claims_office import claims_of

    claim = make_claim(desk).number
    paper = claims_of(desk).attach(claim, "page.pdf", "application/pdf", b"%PDF-1.4 page").number
    return {
        "START": "/claims/", "NEW": "/claims/new", "FORM": "/claims/new/childcare-subsidy", "BATCH": "/claims/batch",
        "SEARCH": "/claims/search", "NOTICES": "/claims/notices", "STATS": "/claims/statistics",
        "CLAIM": f"/claims/{claim}", "OPENED": f"/claims/{claim}?for=decide", "RECEIPT": f"/claims/{claim}/receipt",
        "FACTS": f"/claims/{claim}/facts", "CHANGE": f"/claims/{claim}/change",
        "PAPER": f"/claims/{claim}/papers/{paper}?for=decide", "OPEN": f"/claims/{claim}/open",
        "CODE": f"/claims/{claim}/code", "MOVE": f"/claims/{claim}/move", "CORRECT": f"/claims/{claim}/correct",
        "ATTACH": f"/claims/{claim}/papers", "HAND": f"/claims/{claim}/hand-over", "OFFER": f"/claims/{claim}/offer",
    }  # fmt: skip


BODY = {
    "OPEN": {"purpose": "answer-family"},
    "MOVE": {"move": "propose.no"},
    "CORRECT": {"c-name": ""},
    "FACTS": {"q-guardian": "?"},
}


def test_the_tables_name_everybody():
    assert set(rows(LOOKING)) == {*CAST, *OFFICE, VISITOR}
    assert set(rows(DOING)) < {*CAST, *OFFICE, VISITOR}


@pytest.mark.parametrize("who", [*CAST, *OFFICE, VISITOR])
def test_looking(desk, addresses, who):
    for name, expected in rows(LOOKING)[who].items():
        assert desk.client(who).get(addresses[name]).status_code == int(expected), (who, name)


@pytest.mark.parametrize("who", rows(DOING))
def test_doing(desk, addresses, who):
    for name, expected in rows(DOING)[who].items():
        status = desk.client(who).post(addresses[name], BODY.get(name, {})).status_code
        if expected == "yes":
            assert status in (200, 302, 400), (who, name)
        else:
            assert status == int(expected), (who, name)


def test_the_auditor_sees_how_far_it_is_and_nothing_that_a_family_told(desk, addresses):
    desk.client("clerk").get(addresses["OPENED"])
    text = desk.client("auditor").get(addresses["OPENED"]).text
    assert "claim taken" in text and "to decide the claim" in text
    assert not any(word in text for word in ("测试甲", "测试乙", "00000020250302", "虚构村", "13000000000", "/open"))


def test_a_claim_that_is_not_there_is_like_one_that_is_not_mine(desk, addresses):
    for number in ("000000999", "x", "000000000000000000000000001"):
        assert desk.client("clerk").get(f"/claims/{number}").status_code == 404
