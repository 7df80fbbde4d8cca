"""Who may open which page of judging, and who may do what there.

The round judges the scheme of the five good villages, so that the village's and the township's people give evidence.
"""

from __future__ import annotations

import pytest

from judging_rounds import open_village_round
from site_fixtures import CAST, VISITOR

LOOKING = """
    who               | /judging/ | /judging/new | /judging/work | ROUND | AREA | SEAT
    village_reporter  | 200       | 403          | 403           | 403   | 200  | 403
    township_reporter | 200       | 403          | 403           | 403   | 200  | 403
    county_reviewer   | 200       | 403          | 403           | 403   | 200  | 403
    city_officer      | 200       | 200          | 403           | 200   | 200  | 403
    second_officer    | 200       | 200          | 403           | 200   | 200  | 403
    evidence_judge    | 200       | 403          | 200           | 403   | 200  | own
    second_judge      | 200       | 403          | 200           | 403   | 200  | own
    third_judge       | 200       | 403          | 200           | 403   | 200  | own
    auditor           | 200       | 403          | 403           | 200   | 200  | 403
    administrator     | 403       | 403          | 403           | 403   | 403  | 403
    neighbour         | 200       | 403          | 403           | 403   | 404  | 403
    visitor           | 302       | 302          | 302           | 302   | 302  | 302
"""
"""``own``: the page opens for the judge of that seat and is not there for the others."""

DOING = """
    who               | new | enter | assign | attach | withdraw | send | seat
    village_reporter  | 403 | 403   | 403    | yes    | 404      | yes  | 403
    township_reporter | 403 | 403   | 403    | yes    | 404      | yes  | 403
    county_reviewer   | 403 | 403   | 403    | 404    | 404      | 404  | 403
    city_officer      | yes | yes   | yes    | 404    | 404      | 404  | 403
    second_officer    | yes | yes   | yes    | 404    | 404      | 404  | 403
    evidence_judge    | 403 | 403   | 403    | 403    | 403      | 403  | own
    second_judge      | 403 | 403   | 403    | 403    | 403      | 403  | own
    third_judge       | 403 | 403   | 403    | 403    | 403      | 403  | own
    auditor           | 403 | 403   | 403    | 403    | 403      | 403  | 403
    administrator     | 403 | 403   | 403    | 403    | 403      | 403  | 403
    neighbour         | 403 | 403   | 403    | 404    | 404      | 404  | 403
    visitor           | 302 | 302   | 302    | 302    | 302      | 302  | 302
"""
"""``yes``: the person gets through to what the page has to say (here mostly that something is missing)."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def judged(site):
    return open_village_round(site)


def addresses(site, judged):
    village = site.places["village"]
    seat = judged.cases.get(area=village, item="G1").seats.get(number=1)
    return {"ROUND": f"/judging/{judged.pk}", "AREA": f"/judging/{judged.pk}/area/{village.replace('/', '~')}",
            "SEAT": f"/judging/seat/{seat.pk}"}, seat  # fmt: skip


def test_the_tables_name_everybody():
    assert set(rows(LOOKING)) == set(rows(DOING)) == {*CAST, VISITOR}


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking(site, judged, who):
    special, seat = addresses(site, judged)
    for name, expected in rows(LOOKING)[who].items():
        answer = site.client(who).get(special.get(name, name))
        wanted = (200 if seat.person.username == who else 404) if expected == "own" else int(expected)
        assert answer.status_code == wanted, (who, name)


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_doing(site, judged, who):
    special, seat = addresses(site, judged)
    case = judged.cases.get(area=site.places["village"], item="G1").pk
    posts = {
        "new": "/judging/new", "enter": f"/judging/{judged.pk}/enter", "assign": f"/judging/case/{case}/judge",
        "attach": f"/judging/case/{case}/attach", "withdraw": "/judging/evidence/999999/withdraw",
        "send": special["AREA"] + "/send", "seat": special["SEAT"],
    }  # fmt: skip
    for name, expected in rows(DOING)[who].items():
        if name == "send" and expected == "yes":
            continue  # it would change what the others see; the walk through a round does it
        status = site.client(who).post(posts[name]).status_code
        if expected == "yes":
            assert status in (200, 400), (who, name)
        elif expected == "own":
            assert status == (200 if seat.person.username == who else 404), (who, name)
        else:
            assert status == int(expected), (who, name)
