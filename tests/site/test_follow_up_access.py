"""Who may open which page of follow-up, and who may do what there. Everything here is about the county's office."""

from __future__ import annotations

import pytest

from follow_up_papers import issue_notice, publish_run
from site_fixtures import CAST, VISITOR

LOOKING = """
    who               | START | TASKS | NEW | DRAFTS | EDIT | NOTICE | DRAFT | TASK | MEETING | LETTERS | LETTER
    village_reporter  | 200   | 200   | 403 | 403    | 403  | 404    | 404   | 404  | 404     | 200     | 404
    township_reporter | 200   | 200   | 403 | 403    | 403  | 404    | 404   | 404  | 404     | 200     | 404
    county_reviewer   | 200   | 200   | 403 | 403    | 403  | 200    | 404   | 200  | 200     | 200     | 200
    city_officer      | 200   | 200   | 200 | 200    | 200  | 200    | 200   | 200  | 200     | 200     | 200
    second_officer    | 200   | 200   | 200 | 200    | 200  | 200    | 200   | 200  | 200     | 200     | 200
    evidence_judge    | 200   | 200   | 403 | 403    | 403  | 200    | 404   | 200  | 200     | 200     | 200
    second_judge      | 200   | 200   | 403 | 403    | 403  | 200    | 404   | 200  | 200     | 200     | 200
    third_judge       | 200   | 200   | 403 | 403    | 403  | 200    | 404   | 200  | 200     | 200     | 200
    auditor           | 200   | 200   | 403 | 403    | 403  | 200    | 404   | 200  | 200     | 200     | 200
    administrator     | 403   | 403   | 403 | 403    | 403  | 403    | 403   | 403  | 403     | 403     | 403
    neighbour         | 200   | 200   | 403 | 403    | 403  | 404    | 404   | 404  | 404     | 200     | 404
    visitor           | 302   | 302   | 302 | 302    | 302  | 302    | 302   | 302  | 302     | 302     | 302
"""

DOING = """
    who               | NEW | DRAFTS | EDIT | CARRY | RECEIVE | ADD | TASK | MEETING | LETTER
    village_reporter  | 403 | 403    | 403  | 403   | 404     | 403 | 404  | 404     | 404
    township_reporter | 403 | 403    | 403  | 403   | 404     | 403 | 404  | 404     | 404
    county_reviewer   | 403 | 403    | 403  | 403   | yes     | 403 | yes  | 404     | yes
    city_officer      | yes | 404    | yes  | 404   | 404     | yes | yes  | yes     | yes
    second_officer    | yes | 404    | yes  | 404   | 404     | yes | yes  | yes     | yes
    evidence_judge    | 403 | 403    | 403  | 403   | 403     | 403 | 404  | 404     | 404
    second_judge      | 403 | 403    | 403  | 403   | 403     | 403 | 404  | 404     | 404
    third_judge       | 403 | 403    | 403  | 403   | 403     | 403 | 404  | 404     | 404
    auditor           | 403 | 403    | 403  | 403   | 403     | 403 | 404  | 404     | 404
    administrator     | 403 | 403    | 403  | 403   | 403     | 403 | 403  | 403     | 403
    neighbour         | 403 | 403    | 403  | 403   | 404     | 403 | 404  | 404     | 404
    visitor           | 302 | 302    | 302  | 302   | 302     | 302 | 302  | 302     | 302
"""
"""``yes``: the person gets through to what the page has to say; ``CARRY`` and ``DRAFTS`` are sent without saying what."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def addresses(site):
    county = site.places["county"]
    run = publish_run(site)
    notice, task = issue_notice(site, county)
    draft, _ = issue_notice(site, county, issue=False)
    letter = f"/follow-up/letters/family-services-2025/2025/{county}"
    return {
        "START": "/follow-up/", "TASKS": "/follow-up/tasks", "NEW": "/follow-up/notices/new",
        "DRAFTS": f"/follow-up/drafts/{run}", "EDIT": f"/follow-up/notices/{draft.pk}/edit",
        "NOTICE": f"/follow-up/notices/{notice.pk}", "DRAFT": f"/follow-up/notices/{draft.pk}",
        "TASK": f"/follow-up/tasks/{task.pk}", "MEETING": f"/follow-up/meeting/{county}",
        "LETTERS": "/follow-up/letters", "LETTER": letter, "CARRY": f"/follow-up/notices/{notice.pk}/carry",
        "RECEIVE": f"/follow-up/notices/{notice.pk}/receive", "ADD": f"/follow-up/notices/{notice.pk}/task",
    }  # fmt: skip


def test_the_tables_name_everybody():
    assert set(rows(LOOKING)) == set(rows(DOING)) == {*CAST, VISITOR}


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking(site, addresses, who):
    for name, expected in rows(LOOKING)[who].items():
        assert site.client(who).get(addresses[name]).status_code == int(expected), (who, name)


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_doing(site, addresses, who):
    for name, expected in rows(DOING)[who].items():
        status = site.client(who).post(addresses[name]).status_code
        if expected == "yes":
            assert status in (200, 302), (who, name)
        else:
            assert status == int(expected), (who, name)


@pytest.mark.parametrize("who", [name for name in CAST if name != "administrator"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_stays_with_the_officers(site, addresses, who, lang):
    text = site.client(who, lang).get("/follow-up/").text
    assert (addresses["DRAFT"] + '"' in text) == who.endswith("officer")
