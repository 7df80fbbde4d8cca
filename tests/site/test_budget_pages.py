"""The pages of budgets: what benefits cost and who pays, a change tried on the same families, the coming years."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil

import openpyxl
import pytest

from huimin.tasks.project import scenario_word
from huimin.web.budget import held, jobs
from huimin.web.commands import budget as command

SUBSIDY = "childcare-subsidy"


def told(text: str) -> str:
    """A page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL)))


def rows_of(text: str) -> dict[str, list[str]]:
    """The rows of all tables of a page by their first cell."""
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL):
        cells = [told(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        found.setdefault(cells[0], cells[1:])
    return found


def whole(text: str) -> int:
    return int(re.sub(r"[^\d-]", "", text))


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["测算用的是模拟人口", "育儿补贴", "各级负担", "中央", "明湖区", "怎样理解这些数", "低保人口约占3%"]),
    ("en", ["The people are simulated", "Childcare subsidy", "Who pays", "central government", "Minghu District",
            "How to read the figures", "minimum living allowance"]),
])  # fmt: skip
def test_a_page_says_everything_in_the_reader_s_language(site, lang, words):
    browser = site.client("city_officer", lang)
    for address in ("/budget/9901", f"/budget/9901/try/{SUBSIDY}?f.amounts[standard].dated[0].yuan=4000"):
        page = browser.get(address)
        assert page.status_code == 200
        assert not re.search(r"\bbudget\.[a-z]", told(page.text)) and "style=" not in page.text.replace(
            "stylesheet", ""
        )
    text = told(browser.get("/budget/9901").text)
    assert [word for word in words if word not in text] == []


def test_benefits_levels_and_places_add_up(site):
    rows = rows_of(site.client("city_officer").get("/budget/9901?year=2026").text)
    together = whole(rows["Together"][0])
    levels = [whole(rows[name][0]) for name in ("central government", "province", "city", "county", "township")]
    counties = [whole(rows[name][1]) for name in ("Minghu District", "Daoxiang County", "Jinchuan District")]
    assert abs(sum(levels) - together) <= 3 and abs(sum(counties) - together) <= 3  # yuan, rounded one by one
    assert whole(rows["Minghu District"][0]) + whole(rows["Daoxiang County"][0]) < whole(rows["Together"][0])


def test_only_the_benefits_wished_are_counted(site):
    page = site.client("city_officer").get(f"/budget/9901?b={SUBSIDY}").text
    rows = rows_of(page)
    assert SUBSIDY and "Rural old-age award" not in rows and "Together" not in rows
    assert whole(rows["Childcare subsidy"][0]) > 0


def test_a_township_sees_its_own_part_and_the_county_the_sum(site):
    county = rows_of(site.client("county_reviewer").get(f"/budget/{site.places['county']}").text)
    names = {one: row for one, row in county.items() if row and one.endswith(("Subdistrict", "Town", "Township"))}
    assert names
    township = site.client("township_reporter").get(f"/budget/{site.places['township']}").text
    assert "Together" in rows_of(township) and "Coming five years" not in told(township)
    assert sum(whole(row[1]) for row in names.values()) == pytest.approx(whole(county["Together"][0]), abs=3)


def test_a_change_is_tried_on_the_same_families(site):
    browser = site.client("city_officer")
    address = f"/budget/9901/try/{SUBSIDY}"
    assert "Nothing is changed yet" in told(browser.get(address).text)
    page = browser.get(f"{address}?f.amounts[standard].dated[0].yuan=4320").text  # a fifth more
    before, after = (
        whole(re.search(rf"<dt>{word}</dt><dd>(.*?)</dd>", page)[1]) for word in (r"Before \(yuan\)", r"After \(yuan\)")
    )
    assert after == pytest.approx(before * 1.2, rel=0.001)
    facts = told(page)
    assert "Families gaining" in facts and '"before-after"' in page
    rows = rows_of(page)
    assert rows["central government"][2].startswith("+")
    assert whole(rows["Minghu District"][3]) > 0 and rows["Minghu District"][4] == "0"


def test_a_later_day_makes_a_smaller_difference(site):
    browser = site.client("city_officer")

    def difference(more: str) -> int:
        page = browser.get(f"/budget/9901/try/special-aid?f.amounts[died_urban].dated[4].yuan=900{more}&year=2026").text
        return whole(re.search(r"<dt>Difference \(yuan\)</dt><dd>(.*?)</dd>", page)[1])

    year, half = difference(""), difference("&since=2026-07-01")
    assert half == pytest.approx(year / 2, rel=0.08)


def test_what_is_wrong_stands_beside_the_number_with_what_was_typed(site):
    browser = site.client("city_officer")
    page = browser.get(
        f"/budget/9901/try/{SUBSIDY}?f.amounts[standard].dated[0].yuan=much&f.shares[0].of.city=50%25"
    ).text
    assert "is no amount of money" in page and 'value="much"' in page and 'value="50%"' in page
    assert "add up to 145%" in told(page) and "was not tried" in told(page)
    for strange in ("?f.nothing[7].at=3", "?f.amounts[standard].dated[0].yuan=" + "9" * 400, "?year=abc&since=soon"):
        assert browser.get(f"/budget/9901/try/{SUBSIDY}{strange}").status_code == 200
    for since, words in (("2026-02-30", "is no day"), ("soon", "is no day"), ("2028-01-01", "the year worked out")):
        address = f"/budget/9901/try/{SUBSIDY}?year=2026&f.amounts[standard].dated[0].yuan=4000&since={since}"
        assert words in told(browser.get(address).text)


def test_files_hold_what_the_page_shows(site):
    browser = site.client("city_officer")
    page = rows_of(browser.get("/budget/9901?year=2026").text)
    text = browser.get("/budget/9901/budget.csv?year=2026").content.decode("utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    whole_city = next(row for row in rows if row["area"] == "9901" and row["benefit"] == "*" and row["level"] == "*")
    assert round(float(whole_city["yuan needed"])) == pytest.approx(whole(page["Together"][0]), abs=1)
    levels = openpyxl.load_workbook(io.BytesIO(browser.get("/budget/9901/budget.xlsx?year=2026").content))["By level"]
    head, first = list(levels.iter_rows(min_row=1, max_row=2, values_only=True))
    assert head[4:] == ("central government", "province", "city", "county", "township")
    assert sum(first[4:]) == pytest.approx(first[3]) == pytest.approx(whole(page["Together"][0]), abs=1)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(
        f"/budget/9901/try/{SUBSIDY}/compared.xlsx?f.amounts[standard].dated[0].yuan=4000").content))  # fmt: skip
    assert book.sheetnames[1] == "Compared" and "simulated" in str(book["About"]["A1"].value)


def test_the_coming_years_are_worked_out_once_and_then_there(own_site, monkeypatch):
    """A process of its own does the work; here it is done by hand, a test in Chromium sees the real one."""
    begun = []
    monkeypatch.setattr(jobs.processes, "begin", lambda lock, *line: begun.append(line))
    browser = own_site.client("city_officer")
    first = browser.get("/budget/990102/years")
    assert "being worked out" in told(first.text) and 'id="waiting"' in first.text
    assert begun == [("budget", "en", "990102", "2026")]
    assert command.run("en", ["990102", "2026"]) == 0
    page = browser.get("/budget/990102/years").text
    assert len(begun) == 1
    spec = json.loads(re.search(r'<script type="application/json" id="years">(.*?)</script>', page, re.DOTALL)[1])
    assert spec["categories"] == ["2026", "2027", "2028", "2029", "2030"] and len(spec["series"]) == 4
    assert len(spec["series"][0]["bands"]) == 2
    rows = rows_of(page)
    assert whole(rows["Childcare subsidy"][0]) == pytest.approx(
        whole(rows_of(browser.get("/budget/990102?year=2026").text)["Childcare subsidy"][0]), abs=1)  # fmt: skip
    one = browser.get(f"/budget/990102/years?one={SUBSIDY}").text
    assert "selected>Childcare subsidy" in one


def test_every_scenario_has_its_intervals_down_to_townships_and_a_file(own_site):
    assert command.run("en", ["990102", "2026"]) == 0
    browser, township = own_site.client("city_officer"), own_site.places["township"]
    for scenario in ("high", "low"):
        page = browser.get(f"/budget/{township}/years?s={scenario}&one={SUBSIDY}").text
        rows = rows_of(page)
        for of in ("projection (80%)", "projection (95%)", "assumptions", "everything"):
            assert re.fullmatch(r"[\d,]+ – [\d,]+", rows[of][4]), (scenario, of)
        assert f"Childcare subsidy, {scenario_word(scenario, 'en')}" in told(page)
    parts = rows_of(browser.get(f"/budget/990102/years?one={SUBSIDY}").text)
    below = [row for name, row in parts.items() if name.endswith(("Subdistrict", "Town", "Township"))]
    assert below and sum(whole(row[0]) for row in below) == pytest.approx(whole(parts["Childcare subsidy"][0]), abs=3)
    text = browser.get(f"/budget/{township}/years.csv").content.decode("utf-8-sig")
    kept = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    assert {row["area"] for row in kept} == {township} and len({row["scenario name"] for row in kept}) == 4
    assert all(
        float(row["everything: low"]) <= float(row["assumptions: low"]) + 0.01 for row in kept if row["yuan needed"]
    )


def test_a_job_that_died_is_told_and_can_be_begun_again(own_site):
    browser = own_site.client("city_officer")
    jobs._folder().mkdir(parents=True, exist_ok=True)
    (jobs._folder() / f"{jobs.name_of('990102', 2027)}.tried").touch()
    page = browser.get("/budget/990102/years?year=2027").text
    assert "It was not finished" in told(page) and "again=1" in page


def test_a_workspace_without_ages_says_what_to_do(own_site):
    browser = own_site.client("city_officer")
    shutil.rmtree(own_site.folder / "demography")
    assert "population.csv" in browser.get("/budget/").text
    assert "no people by age" in told(browser.get("/budget/9901").text)


def test_an_area_with_too_many_people_is_sent_to_the_command_line(site, monkeypatch):
    monkeypatch.setattr(held, "MOST", 1000)
    assert "huimin budget" in told(site.client("city_officer").get("/budget/9901").text)


def test_the_projection_tells_the_money_where_it_is_wished(site):
    browser = site.client("city_officer")
    plain = browser.get("/projection/9901?s=constant").text
    asked = browser.get("/projection/9901?s=constant&money=1").text
    assert "money needed:" not in told(plain) and 'name="money" value="1" checked' in asked
    rows = rows_of(asked)
    first, last = (whole(cell) for cell in rows["money needed: Rural old-age award (yuan)"][:2])
    assert last > first > 0 and "simulated people, who stand for nobody" in told(asked)
