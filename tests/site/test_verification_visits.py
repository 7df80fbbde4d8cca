"""Unannounced visits stay unannounced: a list opens on the first day of its month, to those who go and those who lead.

Nobody of a visited county sees anything of it before the month is over. Today is 4 January 2026.
"""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import override_settings

from site_fixtures import CAST

INSPECTORS = ["county_reviewer", "neighbour", "second_officer"]
FEBRUARY = date(2026, 2, 1)


def plan(site, who="city_officer", **other):
    sent = {"level": "township", "interval": "2", "inspector": INSPECTORS, **other}
    return site.client(who).post("/verification/visits/plan", sent)


@pytest.fixture(scope="module")
def planned(site):
    """The plan of 2026 as it lies sealed: (month, site, inspector)."""
    assert plan(site).status_code == 302
    return json.loads((site.folder / "data/verification/visits-2026.json").read_text("utf-8"))["visits"]


def text_of(site, who, address):
    answer = site.client(who).get(address)
    return answer.text if answer.status_code == 200 else ""


def sites_on(text):
    return set(re.findall(r'<small class="soft">(990\d+)</small>', text))


def test_the_plan_is_public_and_its_lists_are_not(site, planned):
    for who in CAST:
        page = text_of(site, who, "/verification/visits")
        assert (page.count("sealed</span>") >= 11) == (who != "administrator"), who
        mine = {key for month, key, name in planned if month == 0 and name == who}
        assert sites_on(page) == mine, who


def test_no_inspector_visits_the_own_county(site, planned):
    home = {"county_reviewer": site.places["county"], "neighbour": site.places["neighbour"]}
    assert {name for _, _, name in planned} == set(INSPECTORS)
    assert not [key for _, key, name in planned if name in home and key.startswith(home[name])]


ACCESS = """
    who               | THIS MONTH | NEXT MONTH | A QUARTER | OTHER YEAR
    village_reporter  | 404        | 404        | 404       | 404
    township_reporter | 404        | 404        | 404       | 404
    county_reviewer   | own        | 404        | 404       | 404
    city_officer      | all        | sealed     | 404       | 404
    second_officer    | all        | sealed     | 404       | 404
    evidence_judge    | 404        | 404        | 404       | 404
    second_judge      | 404        | 404        | 404       | 404
    third_judge       | 404        | 404        | 404       | 404
    auditor           | all        | sealed     | 404       | 404
    administrator     | 403        | 403        | 403       | 403
    neighbour         | own        | 404        | 404       | 404
    visitor           | 302        | 302        | 302       | 302
"""
MONTHS = {"THIS MONTH": "2026-01", "NEXT MONTH": "2026-02", "A QUARTER": "2026Q1", "OTHER YEAR": "2031-01"}


def access():
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in ACCESS.strip().splitlines()]
    return [(line[0], name, cell) for line in lines for name, cell in zip(head[1:], line[1:], strict=True)]


@pytest.mark.parametrize(("who", "name", "expected"), access())
def test_a_list_opens_on_its_day_and_to_those_who_go(site, planned, who, name, expected):
    this = {(key, inspector) for month, key, inspector in planned if month == 0}
    own = {key for key, inspector in this if inspector == who}
    answer = site.client(who).get(f"/verification/visits/{MONTHS[name]}")
    if expected == "own" and not own:
        expected = "404"
    shown = {"own": own, "all": {key for key, _ in this}, "sealed": set()}
    assert str(answer.status_code) == ("200" if expected in shown else expected)
    if expected in shown:
        assert sites_on(answer.text) == shown[expected]


def test_on_its_day_the_next_list_opens_and_the_last_is_open_to_its_county(own_site):
    assert plan(own_site).status_code == 302
    visits = json.loads((own_site.folder / "data/verification/visits-2026.json").read_text("utf-8"))["visits"]
    own = {(month, key) for month, key, _ in visits if key.startswith(own_site.places["county"])}
    text = (own_site.folder / "huimin.yaml").read_text("utf-8")
    (own_site.folder / "huimin.yaml").write_text(text.replace("2026-01-04", "2026-02-01"), "utf-8")
    with override_settings(HUIMIN_TODAY=FEBRUARY):
        for month in (0, 1):
            found = sites_on(text_of(own_site, "city_officer", f"/verification/visits/2026-{month + 1:02d}"))
            assert found == {key for at, key, _ in visits if at == month}
        past = sites_on(text_of(own_site, "township_reporter", "/verification/visits/2026-01"))
        assert past == {key for at, key in own if at == 0 and key == own_site.places["township"]}
        county = sites_on(text_of(own_site, "county_reviewer", "/verification/visits/2026-01"))
        assert {key for at, key in own if at == 0} == county


def test_a_year_is_planned_once(own_site):
    assert plan(own_site).status_code == 302
    answer = plan(own_site, "second_officer")
    assert answer.status_code == 400 and "planned already" in answer.text


@pytest.mark.parametrize(("wrong", "says"), [
    ({"inspector": []}, "there are no inspectors"),
    ({"interval": "many"}, "should lie between 2 and 24"),
    ({"interval": "99"}, "should lie between 2 and 24"),
    ({"level": "moon"}, "there is no level"),
    ({"inspector": ["somebody"]}, "there are no inspectors"),
])  # fmt: skip
def test_what_cannot_be_planned_is_told(own_site, wrong, says):
    answer = plan(own_site, **wrong)
    assert answer.status_code == 400 and says in answer.text
    assert not (own_site.folder / "verification/visits.yaml").exists()


def test_my_visits_stand_on_the_first_page(site, planned):
    names = {name for month, _, name in planned if month == 0}
    for who in ("county_reviewer", "neighbour", "second_officer", "village_reporter"):
        assert ("Visits to make this month" in site.client(who).get("/").text) == (who in names), who


# --- completeness of registration


def ask(site, who="village_reporter", lang="en", **fields):
    return site.client(who, lang).post("/verification/registration", fields)


def test_two_lists_say_what_the_register_lacks(site):
    page = ask(site, lists="2", first="900", second="300", both="270", limit="2%").text
    assert "holds 900 of an estimated 1,000" in page and "10% of all" in page
    assert "surely above 2%" in page and "What it does not promise" in page
    assert "漏登率" in ask(site, lang="zh", lists="2", first="900", second="300", both="270").text


def test_three_lists_give_a_range(site):
    counts = {"001": "63", "010": "55", "011": "18", "100": "69", "101": "17", "110": "21", "111": "28"}
    page = ask(site, lists="3", **counts).text
    assert "How many there are depends on how the lists are related" in page and "models" in page


@pytest.mark.parametrize(("counts", "says"), [
    ({"first": "0", "second": "0", "both": "0"}, "cannot be told"),
    ({"first": "10", "second": "10", "both": "0"}, "What it does not promise"),
    ({"first": "10", "second": "10", "both": "11"}, "no more people can be in both"),
    ({"first": "-1", "second": "10", "both": "1"}, "a count is needed"),
    ({"first": "", "second": "1e9", "both": "1"}, "a count is needed"),
    ({"first": "10", "second": "10", "both": "5", "limit": "all"}, "a per cent between 0 and 100"),
])  # fmt: skip
def test_every_answer_is_in_words(site, counts, says):
    answer = ask(site, lists="2", **counts)
    assert answer.status_code == 200 and says in answer.text and "nan" not in answer.text.lower().split("<main")[1]
