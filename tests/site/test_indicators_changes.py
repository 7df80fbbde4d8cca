"""What people change on the pages of the indicators, and what changes when figures or files do."""

from __future__ import annotations

from huimin.figures.periods import Period
from huimin.web.indicators import held as held_module
from huimin.web.indicators import rows as rows_module
from huimin.web.indicators.wish import indicator_of
from site_fixtures import CAST, VISITOR

YEAR = Period.of("2025")

# What is changed here is a person's own list; somebody who only reads changes nothing at all.
PINS = """
who               | choose an indicator | pin
village_reporter  | 200                 | 302
township_reporter | 200                 | 302
county_reviewer   | 200                 | 302
city_officer      | 200                 | 302
second_officer    | 200                 | 302
evidence_judge    | 200                 | 302
auditor           | 200                 | 403
administrator     | 403                 | 403
neighbour         | 200                 | 302
visitor           | 302                 | 302
"""


def table(text: str) -> dict[str, dict[str, str]]:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def test_who_chooses_and_who_pins(own_site):
    for who, row in table(PINS).items():
        browser = own_site.client(who)
        found = [
            browser.get("/indicators/").status_code,
            browser.post("/indicators/service_rate/pin", {"pin": "yes"}).status_code,
        ]
        assert found == [int(row["choose an indicator"]), int(row["pin"])], who
    assert own_site.client().post("/indicators/service_rate/pin").url.startswith("/sign-in")
    assert set(table(PINS)) == {name for name in CAST if name not in ("second_judge", "third_judge")} | {VISITOR}


def test_new_figures_show_at_once_and_old_values_are_kept_no_longer(own_site):
    before = held_module.state()
    assert held_module.state() is before
    one = rows_module.area_rows(indicator_of("service_rate"), YEAR, ["9901"])[0]
    from huimin.adapters.store.models import Submission

    last = Submission.objects.order_by("-number").first()
    last.number += 1
    last.save(force_insert=True)
    after = held_module.state()
    assert after is not before and after.marker == before.marker + 1 and not after.kept
    assert rows_module.area_rows(indicator_of("service_rate"), YEAR, ["9901"])[0] == one


def test_without_boundaries_the_page_says_how_to_bring_them(own_site):
    (own_site.folder / "maps" / "county.geojson").unlink(missing_ok=True)
    page = own_site.client("city_officer").get("/indicators/service_rate/?area=9901&period=2025&view=map").text
    assert "maps/county.geojson" in page and "data-chart" not in page and "echarts" not in page


def test_pinned_indicators_stand_first_and_are_logged(own_site):
    from huimin.web.base.models import Entry

    browser = own_site.client("county_reviewer")
    assert "Pinned" not in browser.get("/indicators/").text
    answer = browser.post("/indicators/service_rate/pin", {"pin": "yes", "query": "view=trend"})
    assert answer.url == "/indicators/service_rate/?view=trend"
    browser.post("/indicators/service_rate/pin", {"pin": "yes"})
    page = browser.get("/indicators/").text
    assert "Pinned" in page and page.index("Basic services delivered") < page.index('id="topics"')
    browser.post("/indicators/service_rate/pin", {"pin": "no"})
    assert "Pinned" not in browser.get("/indicators/").text
    assert list(Entry.objects.filter(act__startswith="indicator-").values_list("act", flat=True)) == [
        "indicator-pinned", "indicator-unpinned"]  # fmt: skip
