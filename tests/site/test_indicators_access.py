"""Who may see which indicator of which area: everybody their own area and what lies below it, nobody the neighbour's."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR

PLACES = ("village", "township", "county", "neighbour", "city")

# yes: the page; no: as if it were not there; away: has no right to any figure; in: asked to sign in first
READERS = """
who               | village | township | county | neighbour | city
village_reporter  | yes     | no       | no     | no        | no
township_reporter | yes     | yes      | no     | no        | no
county_reviewer   | yes     | yes      | yes    | no        | no
city_officer      | yes     | yes      | yes    | yes       | yes
second_officer    | yes     | yes      | yes    | yes       | yes
evidence_judge    | yes     | yes      | yes    | yes       | yes
auditor           | yes     | yes      | yes    | yes       | yes
administrator     | away    | away     | away   | away      | away
neighbour         | no      | no       | no     | yes       | no
visitor           | in      | in       | in     | in        | in
"""
STATUS = {"yes": 200, "no": 404, "away": 403, "in": 302}
PAGES = {
    "table": "/indicators/service_rate/?area={area}&period=2025",
    "trend": "/indicators/service_rate/?area={area}&period=2025&view=trend",
    "map": "/indicators/service_rate/?area={area}&period=2025&view=map",
    "comparison": "/indicators/service_rate/?area={area}&period=2025&view=compare",
    "explanation": "/indicators/service_rate/why?area={area}&period=2025",
    "a figure of it": "/indicators/service_rate/why/0?area={area}&period=2025",
    "csv": "/indicators/service_rate/file.csv?area={area}&period=2025",
    "xlsx": "/indicators/service_rate/file.xlsx?area={area}&period=2025",
    "boundaries": "/indicators/boundaries/village.json?area={area}&period=2025",
}


def table(text: str) -> dict[str, dict[str, str]]:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", table(READERS))
def test_everybody_sees_their_own_area_and_below(site, who, page):
    browser = site.client(who)
    answers = {area: browser.get(PAGES[page].format(area=site.places[area])) for area in PLACES}
    assert {area: answer.status_code for area, answer in answers.items()} == {
        area: STATUS[word] for area, word in table(READERS)[who].items()
    }


def test_the_table_names_the_whole_cast():
    named = {name for name in CAST if name not in ("second_judge", "third_judge")} | {VISITOR}
    assert set(table(READERS)) == named


def test_a_comparison_with_an_area_of_somebody_else_is_not_there(site):
    browser, places = site.client("county_reviewer"), site.places
    address = f"/indicators/service_rate/?area={places['county']}&period=2025&view=compare&of=areas&pick={{}}"
    assert browser.get(address.format(places["township"])).status_code == 200
    assert browser.get(address.format(places["neighbour"])).status_code == 404
    assert browser.get(address.format(places["city"])).status_code == 404


def test_pages_of_one_area_name_no_area_above_or_beside_it(site):
    browser = site.client("township_reporter")
    for view in ("table", "trend", "map", "compare"):
        page = browser.get(f"/indicators/service_rate/?area={site.places['township']}&period=2025&view={view}")
        assert page.status_code == 200
        content = page.text.split('id="content"')[1]
        assert site.places["neighbour"] not in content
        assert f"area={site.places['county']}&" not in content


@pytest.mark.parametrize(
    "address",
    ["no_such/", "service_rate/?period=2025-13", "service_rate/why/99?period=2025", "service_rate/file.pdf",
     "service_rate/?area=nowhere", "service_rate/?period=2025&view=compare&of=periods&pick=never",
     "service_rate/?period=2025&view=compare&of=indicators&pick=no_such"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(site, address):
    assert site.client("city_officer").get(f"/indicators/{address}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(site, method):
    for path in ("", "service_rate/", "service_rate/why", "service_rate/file.csv"):
        assert getattr(site.client("city_officer"), method)(f"/indicators/{path}").status_code == 405
