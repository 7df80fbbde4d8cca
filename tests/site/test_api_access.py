"""Every call of the API for each of the cast: a token opens what its person may see, and nothing else is there.

The tokens of this table read and submit and are for the person's whole reach. ``own``: about the village of the village
reporter, its township, its county; ``whole``: about the whole city; ``draft``: a run that nobody has opened. An auditor's
and an administrator's token cannot be made on the site; that one would open nothing more is told here all the same.
"""

from __future__ import annotations

import pytest

from api_fixtures import api_of, run_of
from site_fixtures import CAST, VISITOR

WHO_MAY = """
    who               | agreed | village | county | whole | draft | send
    village_reporter  | 200    | 200     | 404    | 404  | 404   | 422
    township_reporter | 200    | 200     | 404    | 404  | 404   | 422
    county_reviewer   | 200    | 200     | 200    | 404  | 404   | 403
    city_officer      | 200    | 200     | 200    | 200  | 200   | 403
    second_officer    | 200    | 200     | 200    | 200  | 200   | 403
    evidence_judge    | 200    | 200     | 200    | 200  | 404   | 403
    second_judge      | 200    | 200     | 200    | 200  | 404   | 403
    third_judge       | 200    | 200     | 200    | 200  | 404   | 403
    auditor           | 200    | 200     | 200    | 200  | 200   | 403
    administrator     | 200    | 404     | 404    | 404  | 404   | 403
    neighbour         | 200    | 404     | 404    | 404  | 404   | 403
    visitor           | 401    | 401     | 401    | 401  | 401   | 401
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in WHO_MAY.strip().splitlines()[1:]]
AGREED = ["areas", "areas?level=county", "elements", "elements/births", "forms", "forms/village_monthly", "indicators",
          "indicators/preconception_coverage", "schemes", "schemes/family-services-2025"]  # fmt: skip
ABOUT = ["indicators/preconception_coverage/values?period=2025&area={key}", "reports?area={key}", "findings?area={key}",
         "completeness?form=village_monthly&period=2025-11&area={key}"]  # fmt: skip


def test_the_table_names_the_whole_cast():
    assert [row[0] for row in ROWS] == [*CAST, VISITOR]


@pytest.mark.parametrize(("who", "agreed", "village", "county", "whole", "draft", "send"), ROWS)
def test_what_a_token_opens(site, who, agreed, village, county, whole, draft, send):
    call = api_of(site, who)
    for address in AGREED:
        assert call.get(address).status_code == int(agreed), address
    for expected, name in ((village, "village"), (county, "county"), (whole, "city")):
        for address in ABOUT:
            assert call.get(address.format(key=site.places[name])).status_code == int(expected), (address, name)
    run = run_of(site)
    for address in (f"runs/{run}", f"runs/{run}/ranking", f"runs/{run}/scorecards/990102",
                    f"runs/{run}/scorecards/990102/items/F1.1"):  # fmt: skip
        assert call.get(address).status_code == int(draft), address
    assert call.get("runs").status_code == int(agreed)
    assert len(call.items("runs")) == (1 if draft == "200" else 0)
    assert call.send(b"no workbook", "x.xlsx").status_code == int(send)
    assert call.get("submissions/1").status_code == (401 if who == VISITOR else 404)
    report = f"reports/village_monthly/2025-06/{site.places['village']}"
    assert call.get(report).status_code == int(village)


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_lists_without_an_area_hold_only_what_is_ones_own(site, who):
    call, mine = api_of(site, who), None
    if who in ("village_reporter",):
        mine = {site.places["village"]}
    for address in ("reports?limit=1000", "findings?limit=1000"):
        found = {one["area"] for one in call.items(address)}
        if who in ("administrator", VISITOR):
            assert not found
        elif mine is not None:
            assert found <= mine
        elif who == "neighbour":
            assert not any(key.startswith(site.places["county"]) for key in found)
        elif who in ("city_officer", "auditor"):
            assert address.startswith("findings") or any(key.startswith(site.places["county"]) for key in found)


PAGES = {"village_reporter": 200, "township_reporter": 200, "county_reviewer": 200, "city_officer": 200,
         "second_officer": 200, "evidence_judge": 200, "second_judge": 200, "third_judge": 200, "auditor": 403,
         "administrator": 403, "neighbour": 200, "visitor": 302}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), PAGES.items())
def test_who_makes_tokens(site, who, status):
    browser = site.client(who)
    assert browser.get("/api/tokens").status_code == status
    # Nothing is written in this shared site: a form without a name is refused.
    posted = browser.post("/api/tokens", {"reads": "1", "days": "30"}).status_code
    assert posted == (422 if status == 200 else status)
    assert browser.post("/api/tokens/999/revoke").status_code == (404 if status == 200 else status)
    assert browser.get("/api/").status_code == (302 if who == VISITOR else 200)
    assert browser.get("/api/openapi.json").status_code == 200
    assert browser.get("/api/no/such/call").status_code == 404
