"""The pages of the population projection: scenarios side by side, as assumptions, with figures to take along."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from zipfile import ZipFile

import pytest

from reported_ages import report_ages


def told(text: str) -> str:
    """A page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL)))


def spec_of(text: str, name: str) -> dict:
    """The data of a chart of the page."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["情景是假设，不是目标", "人口为什么变", "岁（上小学）", "劳动力人口", "不变", "无迁移"]),
    ("en", ["Scenarios are assumptions, not goals", "What drives the change", "starting primary school", "labour force"]),
])  # fmt: skip
def test_a_page_says_everything_in_the_reader_s_language(site, lang, words):
    text = told(site.client("city_officer", lang).get("/projection/9901").text)
    assert [word for word in words if word not in text] == []
    assert not re.search(r"\bprojection\.[a-z]", text)


def test_scenarios_stand_side_by_side_to_the_year_wished(site):
    page = site.client("city_officer").get("/projection/9901?s=low&s=high&s=replacement&to=2060").text
    fan, pyramid = spec_of(page, "fan"), spec_of(page, "pyramid")
    assert [one["name"] for one in fan["series"]] == ["low", "high", "replacement"]
    assert fan["categories"][0] == "2025" and fan["categories"][-1] == "2060"
    low, high, replaced = (one["values"][-1] for one in fan["series"])
    assert low < high < replaced
    assert pyramid["years"][0] == 2025 and pyramid["years"][-1] == 2060 and len(pyramid["years"]) <= 26
    assert len(pyramid["runs"]) == 3 and len(pyramid["ages"]) == 101


def test_the_medium_scenario_has_a_fan_that_widens(site):
    (medium,) = spec_of(site.client("city_officer").get("/projection/9901?s=medium").text, "fan")["series"]
    outer, inner = ([high - low for low, high in zip(*band, strict=True)] for band in medium["bands"])
    assert inner[0] == outer[0] == 0 and all(a <= b for a, b in zip(inner, outer, strict=True))
    assert inner[-1] > inner[10] > 0


def test_the_reader_chooses_the_scenario_with_intervals(site):
    text = site.client("city_officer").get("/projection/9901?s=medium&s=high&around=high").text
    medium, high = spec_of(text, "fan")["series"]
    assert medium["bands"] == [] and len(high["bands"]) == 2
    assert re.search(r'<option value="high" selected>', text)
    text = site.client("city_officer").get("/projection/9901?s=medium&around=none").text
    assert spec_of(text, "fan")["series"][0]["bands"] == [] and "random trajectories" not in told(text)


def test_the_pyramid_moves_with_its_intervals(site):
    spec = spec_of(site.client("city_officer").get("/projection/9901?s=medium&s=low").text, "pyramid")
    medium, low = spec["runs"]
    assert spec["words"]["reach"] == ["95% interval", "80% interval"] and low["reach"] == []
    assert len(medium["reach"]) == len(spec["years"])
    wide, narrow = (sum(less + more for less, more in level[0]) for level in medium["reach"][-1])
    assert wide > narrow > 0
    assert not any(less or more for level in medium["reach"][0] for sex in level for less, more in sex)


@pytest.mark.parametrize("query", ["?s=nonsense&to=9999", "?to=abc", "?s=&to=", "?to=" + "9" * 400])
def test_what_an_address_does_not_know_is_passed_over(site, query):
    page = site.client("city_officer").get("/projection/9901" + query)
    assert page.status_code == 200
    assert [one["name"] for one in spec_of(page.text, "fan")["series"]] == ["medium", "constant"]


def test_without_scripts_four_still_pyramids_tell_the_ages(site):
    page = site.client("city_officer").get("/projection/9901").text
    assert page.count("<figure><svg") == 4
    assert 'id="moving" hidden' in page
    assert "style=" not in page.replace("stylesheet", "")


def test_counties_add_up_to_the_city(site):
    browser = site.client("city_officer")
    links = set(re.findall(r'href="/projection/(\d+)"', browser.get("/projection/").text))
    totals = {
        key: spec_of(browser.get(f"/projection/{key}?s=constant").text, "fan")["series"][0]["values"] for key in links
    }
    city = totals.pop("9901")
    assert len(totals) == 3
    for year, whole in enumerate(city):
        assert abs(whole - sum(one[year] for one in totals.values())) <= 2


def test_the_people_of_the_first_year_are_those_of_the_file(site):
    people = csv.DictReader((site.folder / "demography/population.csv").read_text("utf-8").splitlines()[1:])
    counted = sum(int(row["population"]) for row in people)
    fan = spec_of(site.client("city_officer").get("/projection/9901").text, "fan")
    assert fan["series"][0]["values"][0] == counted


def test_csv_and_workbook_hold_everything(site):
    browser = site.client("city_officer")
    answer = browser.get("/projection/9901/projection.csv?s=constant&to=2035")
    assert answer["Content-Disposition"] == 'attachment; filename="projection-9901-2035.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["scenario"] for row in rows} == {"constant"} and {row["year"] for row in rows} >= {"2025", "2035"}
    ages = [row for row in rows if row["measure"] == "population" and row["year"] == "2035"]
    total = next(row for row in rows if row["measure"] == "total" and row["year"] == "2035")
    assert len(ages) == 202
    assert sum(float(row["value"]) for row in ages) == pytest.approx(float(total["value"]), abs=1)
    book = browser.get("/projection/9901/projection.xlsx?s=constant&to=2035").content
    assert "xl/worksheets/sheet4.xml" in ZipFile(io.BytesIO(book)).namelist()


def test_a_workspace_without_ages_says_what_to_do(own_site):
    shutil.rmtree(own_site.folder / "demography")
    browser = own_site.client("city_officer")
    assert "population.csv" in browser.get("/projection/").text
    assert browser.get("/projection/9901").status_code == 200
    assert browser.get("/projection/9901/projection.csv").status_code == 404


def test_people_may_come_from_reported_figures_and_who_is_missing_is_said(own_site):
    report_ages(own_site.folder)
    text = own_site.client("city_officer").get("/projection/9901?s=constant").text
    assert spec_of(text, "fan")["series"][0]["values"][0] == pytest.approx(105_050, abs=5)
    assert "Population projection: Huimin Demonstration City (lacking 1 area)" in told(text)
    assert "lack age groups (80+)" in told(text) and "resident population, at the end of the year" in told(text)


def test_a_fault_in_the_files_is_told_with_its_line(own_site):
    path = own_site.folder / "demography/population.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[7] = lines[7].rsplit(",", 1)[0] + ",-5"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    answer = own_site.client("city_officer").get("/projection/9901")
    assert answer.status_code == 400
    assert "is negative: -5" in told(answer.text) and "demography/population.csv" in answer.text


def test_a_changed_file_is_seen_at_once(own_site):
    browser = own_site.client("city_officer")
    before = spec_of(browser.get("/projection/9901?s=constant").text, "fan")["series"][0]["values"]
    path = own_site.folder / "demography/levels.csv"
    path.write_text(path.read_text("utf-8").replace("*,e0_male,77.0", "*,e0_male,70.0"), "utf-8")
    after = spec_of(browser.get("/projection/9901?s=constant").text, "fan")["series"][0]["values"]
    assert before[0] == after[0] and after[-1] < before[-1]
