"""Who sees what of verification, and who may do what. A round's draw is public; figures follow the right to read an
area; only officers of the whole plan, draw and estimate, and another one adopts.
"""

from __future__ import annotations

import re

import pytest

from site_fixtures import CAST, VISITOR
from verification_rounds import ROUND, estimate, freeze

LOOKING = """
    who               | START | PLAN | ROUND | NEW | CHECK | FRAME | NEWFRAME | ZIP | VISITS | REGISTRATION
    village_reporter  | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    township_reporter | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    county_reviewer   | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    city_officer      | 200   | 200  | 200   | 200 | 200   | 200   | 404      | 200 | 200    | 200
    second_officer    | 200   | 200  | 200   | 200 | 200   | 200   | 404      | 200 | 200    | 200
    evidence_judge    | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    second_judge      | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    third_judge       | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    auditor           | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 200 | 200    | 200
    administrator     | 403   | 403  | 403   | 403 | 403   | 403   | 403      | 403 | 403    | 403
    neighbour         | 200   | 403  | 200   | 200 | 200   | 200   | 404      | 403 | 200    | 200
    visitor           | 302   | 302  | 302   | 302 | 302   | 302   | 302      | 302 | 302    | 302
"""
DOING = """
    who               | PLAN | FREEZE | DRAW | SHEETS | ESTIMATE | ADOPT | PLANVISITS | REGISTRATION
    village_reporter  | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    township_reporter | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    county_reviewer   | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    city_officer      | yes  | yes    | yes  | yes    | yes      | yes   | yes        | yes
    second_officer    | yes  | yes    | yes  | yes    | yes      | yes   | yes        | yes
    evidence_judge    | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    second_judge      | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    third_judge       | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    auditor           | 403  | 403    | 403  | 403    | 403      | 403   | 403        | 403
    administrator     | 403  | 403    | 403  | 403    | 403      | 403   | 403        | 403
    neighbour         | 403  | 403    | 403  | 403    | 403      | 403   | 403        | yes
    visitor           | 302  | 302    | 302  | 302    | 302      | 302   | 302        | 302
"""
"""``yes``: the person gets through to what the page has to say to something sent empty."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def addresses(site):
    done, new = (address.rsplit("/", 1)[1] for address in (estimate(site), freeze(site)))
    return {
        "START": "/verification/", "PLAN": "/verification/plan", "ROUND": f"/verification/rounds/{done}",
        "NEW": f"/verification/rounds/{new}", "CHECK": f"/verification/rounds/{done}/check",
        "FRAME": f"/verification/rounds/{done}/files/frame.csv",
        "NEWFRAME": f"/verification/rounds/{new}/files/frame.csv",
        "ZIP": f"/verification/rounds/{done}/workbooks.zip", "VISITS": "/verification/visits",
        "REGISTRATION": "/verification/registration", "FREEZE": f"/verification/rounds/{done}/freeze",
        "DRAW": f"/verification/rounds/{done}/draw", "SHEETS": f"/verification/rounds/{new}/sheets",
        "ESTIMATE": f"/verification/rounds/{new}/estimate", "ADOPT": f"/verification/rounds/{done}/adopt",
        "PLANVISITS": "/verification/visits/plan",
    }  # fmt: skip


def test_the_tables_name_everybody():
    assert set(rows(LOOKING)) == set(rows(DOING)) == {*CAST, VISITOR}


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking(site, addresses, who):
    browser = site.client(who)
    found = {name: str(browser.get(addresses[name]).status_code) for name in rows(LOOKING)[who]}
    assert found == rows(LOOKING)[who]


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_doing(site, addresses, who):
    browser = site.client(who)
    for name, expected in rows(DOING)[who].items():
        status = browser.post(addresses[name]).status_code
        assert status in (200, 400) if expected == "yes" else status == int(expected), name


def test_figures_of_sites_follow_the_right_to_read(site, addresses):
    page = site.client("county_reviewer").get(addresses["ROUND"]).text
    shown = set(re.findall(r'<small class="soft">(990\d+)</small></th>', page))
    assert shown and all(key.startswith(site.places["county"]) for key in shown)
    results = page[page.index("Verified to reported") : page.index("Sites drawn")]
    assert "Minghu" in results and "All sites" not in results
    assert "Jinchuan" not in results and "Daoxiang" not in results
    everything = site.client("auditor").get(addresses["ROUND"]).text
    assert "All sites" in everything and "Jinchuan" in everything


def test_only_those_who_lead_see_the_work_in_progress(site, addresses):
    for who in CAST:
        if who == "administrator":
            continue
        page = site.client(who).get(addresses["ROUND"]).text
        assert ("Take in sheets" in page) == who.endswith("officer"), who
        assert ("Factors for assessments" in page) == (who.endswith("officer") or who == "auditor"), who


def test_a_round_that_is_not_there_is_not_found(site):
    browser = site.client("city_officer")
    for rest in ("", "/check", "/workbooks.zip", "/files/frame.csv"):
        assert browser.get(f"/verification/rounds/nowhere{rest}").status_code == 404
    assert browser.post("/verification/rounds/nowhere/draw").status_code == 404


@pytest.mark.parametrize("name", ["round.yaml", "results.json", "..%2fhuimin.yaml", "factors.csv"])
def test_no_other_file_goes_out(site, addresses, name):
    assert site.client("city_officer").get(f"/verification/rounds/{ROUND}/files/{name}").status_code == 404
