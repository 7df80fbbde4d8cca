"""What the pages of an indicator show is what the figures say: values, reports behind them, changes, and where from."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape

import numpy as np
import openpyxl
import pytest

from huimin.charts.choropleth import UNKNOWN
from huimin.charts.classes import Classing
from huimin.figures.periods import Period
from huimin.tasks.indicators import indicator_rows
from huimin.web.base import place
from huimin.web.indicators import held as held_module
from huimin.web.indicators import mapping, telling
from huimin.web.indicators import rows as rows_module
from huimin.web.indicators.wish import indicator_of

YEAR = Period.of("2025")


def spec_of(page, name):
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page.text, re.DOTALL)
    assert found
    return json.loads(found[1])


def lines(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def get(site, path, who="city_officer", lang="en"):
    answer = site.client(who, lang).get(f"/indicators/{path}")
    assert answer.status_code == 200, answer
    return answer


# --- values


@pytest.mark.parametrize("code", ["service_rate", "sex_ratio_at_birth", "crude_birth_rate", "household_size"])
def test_the_file_holds_the_values_that_the_command_gives(site, code):
    definitions, engine = place.definitions(), place.workspace().engine()
    truth = indicator_rows(definitions, engine, YEAR, [code], "village")
    found = lines(get(site, f"{code}/file.csv?area=9901&period=2025&level=village"))
    assert [row["Area code"] for row in found] == truth["area"]
    for name, column in (("Value", "value"), ("Interval, low", "low"), ("Numerator", "numerator")):
        assert [float(row[name]) if row[name] else None for row in found] == truth[column]


def test_a_row_counts_the_reports_of_the_column_that_is_worst_off(site):
    given, _ = rows_module.with_changes(indicator_of("service_rate"), YEAR)
    column = given.columns[0]
    share = np.where(column.owed > 0, column.got / np.maximum(column.owed, 1), np.nan)
    assert np.allclose(share, column.measured.complete, equal_nan=True)
    assert (column.got <= column.owed).all() and (column.got < column.owed).any()


def test_not_reported_is_no_zero_anywhere(site):
    """A village whose report of a month never came has no value: in table, file, trend and map."""
    given = held_module.held(indicator_of("service_rate"), [Period.of("2025-06")])
    villages = [i for i in given.tree.at_level("village").tolist() if given.columns[0].got[i] == 0]
    assert villages, "the sample city plants a missing report"
    key = given.tree.keys[villages[0]]
    township = given.tree.keys[int(given.tree.parent[villages[0]])]
    row = next(
        r for r in lines(get(site, f"service_rate/file.csv?area={township}&period=2025-06")) if r["Area code"] == key
    )
    assert row["Value"] == "" and row["Reports received"] == "0" and row["Reports expected"] == "1"
    assert "not reported" in get(site, f"service_rate/?area={township}&period=2025-06").text
    trend = spec_of(get(site, f"service_rate/?area={key}&period=2025-06&view=trend"), "trend")
    assert trend["series"][0]["values"][trend["categories"].index("2025-06")] is None
    drawn = spec_of(get(site, f"service_rate/?area={township}&period=2025-06&view=map"), "map")
    assert next(one for one in drawn["rows"] if one["code"] == key)["class"] == UNKNOWN


def test_what_is_kept_stays_within_bounds(site, monkeypatch):
    monkeypatch.setattr(held_module, "LARGEST", 20_000)
    for month in range(1, 10):
        held_module.held(indicator_of("service_rate"), [Period.of(f"2025-{month:02d}")])
    kept = held_module.state().kept
    assert len(kept) < 9 and (len(kept) == 1 or sum(one.size for one in kept.values()) <= 20_000)


# --- changes


@pytest.mark.parametrize(
    ("code", "number", "zh", "en"),
    [("service_rate", 0.0213, "+2.13 个百分点", "+2.13 pp"), ("crude_birth_rate", -0.0005, "−0.50 个千分点", "−0.50 per mille"),
     ("household_size", 0.0, "0.00", "0.00"), ("household_size", None, "–", "–")],
)  # fmt: skip
def test_differences_are_told_in_points(site, code, number, zh, en):
    assert telling.difference(indicator_of(code), number, "zh") == zh
    assert telling.difference(indicator_of(code), number, "en") == en


# --- the order of a table


def test_a_table_is_sorted_by_links_and_what_is_not_known_comes_last(site):
    found = lines(get(site, "sex_ratio_at_birth/file.csv?area=9901&period=2025-06&level=village&sort=-value"))
    values = [row["Value"] for row in found]
    known = [float(value) for value in values if value]
    assert known == sorted(known, reverse=True) and len(known) < len(values)
    assert not any(values[len(known) :])
    page = get(site, "service_rate/?area=9901&period=2025&sort=-value").text
    assert 'aria-sort="descending"' in page and "sort=value" in page


# --- maps


def row_with(value, low=None, high=None, denominator=None):
    template = rows_module.Row(None, YEAR, "x", 0, "village", "", "", value, None, denominator, low, high, 1, 2)
    return replace(template)


def test_an_area_that_could_be_in_any_class_is_set_apart():
    bounds = Classing(most=3).classes([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    assert not mapping.untold(row_with(2.5, 2.0, 3.0), bounds)
    assert mapping.untold(row_with(2.5, 0.5, 4.5), bounds)
    assert not mapping.untold(row_with(None), bounds), "not reported is another matter"
    assert mapping.untold(row_with(None, denominator=0.0), bounds)
    assert mapping.untold(replace(row_with(None), got=2), bounds), "all was reported: nothing to divide by"


def test_a_map_asks_only_for_the_boundaries_it_draws(site):
    drawn = spec_of(get(site, f"service_rate/?area={site.places['county']}&period=2025&view=map"), "map")
    shapes = site.client("city_officer").get(drawn["shapes"]).json()
    assert {one["properties"]["code"] for one in shapes["features"]} == {one["code"] for one in drawn["rows"]}
    assert len(drawn["rows"]) == 2


# --- explanation


def test_a_value_is_explained_down_to_the_cell(site):
    """From the county's value by its figures down to a village, where the cells stand that its township sent."""
    county, village = site.places["county"], site.places["village"]
    page = get(site, f"service_rate/why?area={county}&period=2025").text
    assert "Persons served ÷ Persons entitled" in page and "Numerator" in page
    figures = re.findall(r'data-load="([^"]+)"', page)
    assert len(figures) == 4
    here = figures[0]
    for step in (site.places["township"], village):
        part = site.client("city_officer").get(unescape(here)).text
        assert "<html" not in part
        here = next(link for link in re.findall(r'data-load="([^"]+)"', part) if f"area={step}&" in unescape(link))
    cells = site.client("city_officer").get(unescape(here)).text
    assert re.search(r"\.xlsx › .+ › <b>[A-Z]+\d+</b>", cells)
    assert "January 2025" in cells and "990102" in cells


def test_the_cells_of_a_village_add_up_to_its_figure(site):
    from huimin.web.indicators.explaining import Explanation

    explained = Explanation(indicator_of("service_rate"), YEAR, "en")
    figure = explained.at(0, explained.index(site.places["village"]))
    assert sum(cell.value for cell in explained.cells(figure)) == figure.value
    county = explained.at(0, explained.index(site.places["county"]))
    assert sum(one.value or 0 for one in explained.below(county)) == county.value


def test_the_explanation_names_what_is_missing(site, monkeypatch):
    from huimin.web.indicators import explaining
    from huimin.web.indicators.explaining import Explanation

    monkeypatch.setattr(explaining, "NAMED", 1000)

    explained = Explanation(indicator_of("service_rate"), YEAR, "en")
    city = explained.at(0, 0)
    named, count = explained.missing(city)
    counts = explained.given.table.forms["village_monthly", YEAR.first, YEAR.last]
    assert sum(one.missing for one in named) == int(counts.expected[0] - counts.received[0]) > 0
    assert count == len(named)
    village = explained.at(0, explained.index(named[0].key))
    assert len(explained.missing_periods(village)) == named[0].missing
    page = get(site, f"service_rate/why/0?area={named[0].key}&period=2025").text
    assert "Not reported on the form" in page


def test_without_scripts_every_figure_is_a_page_of_its_own(site):
    page = get(site, f"service_rate/why?area={site.places['county']}&period=2025").text
    links = re.findall(r'<p class="fallback"><a href="([^"]+)"', page)
    answer = site.client("city_officer").get(unescape(links[0]))
    assert answer.status_code == 200 and "<html" in answer.text


# --- files


def test_a_workbook_tells_what_it_holds(site):
    answer = get(site, "service_rate/file.xlsx?area=9901&period=2025")
    assert "Basic-services-delivered" in answer["Content-Disposition"] and "2025" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    data, about = book["Data"], book["About"]
    assert "SIMULATED" in data["A1"].value
    heads = [cell.value for cell in data[2]]
    value = data.cell(3, heads.index("Value") + 1)
    assert 0 < value.value <= 1 and value.number_format == "0.00%"
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["Formula"] == "Persons served ÷ Persons entitled to basic services" and told["!"]
    assert data.max_row == 2 + 3


def test_a_chinese_file_opens_in_a_spreadsheet(site):
    answer = get(site, "service_rate/file.csv?area=9901&period=2025&view=trend", lang="zh")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = lines(answer)
    assert len(rows) == 12 and rows[0]["时期"] == "2025-01" and rows[0]["模拟数据"] == "是"


def test_a_text_that_a_spreadsheet_would_run_stays_a_text(site):
    from huimin.web.indicators.files import _plain

    assert _plain("=1+1") == "'=1+1" and _plain("@x") == "'@x" and _plain(-1.5) == "-1.5" and _plain("-") == "'-"


# --- pins, choosing, comparing


def test_indicators_are_found_by_their_names_in_both_languages(site):
    for wanted, lang in (("托位", "zh"), ("childcare places", "en"), ("childcare_use", "zh")):
        page = get(site, f"?q={wanted}", lang=lang).text
        assert "/indicators/childcare_use/" in page and "/indicators/crude_death_rate/" not in page
    assert "No indicator" in get(site, "?q=nothing+like+it").text


@pytest.mark.parametrize(
    ("of", "picks", "names"),
    [("periods", ["2025-05", "2025-06"], ["May 2025", "June 2025"]),
     ("indicators", ["service_rate", "satisfaction"], ["Basic services delivered", "Public satisfaction"])],
)  # fmt: skip
def test_two_to_six_things_stand_side_by_side(site, of, picks, names):
    query = "&".join(f"pick={one}" for one in picks)
    page = get(site, f"service_rate/?area=9901&period=2025-06&view=compare&of={of}&{query}")
    assert [row["name"] for row in spec_of(page, "compare")["rows"]] == names


def test_only_indicators_that_are_read_alike_are_offered_for_comparison(site):
    page = get(site, "service_rate/?area=9901&period=2025&view=compare&of=indicators").text
    assert 'value="satisfaction"' in page and 'value="household_size"' not in page


def test_an_indicator_of_a_yearly_form_is_offered_by_years_only(site):
    page = get(site, "funding_per_head/").text
    assert 'value="2025"' in page and 'value="2025-06"' not in page
    other = get(site, "funding_per_head/?period=2019").text
    assert 'value="2019" selected' in other and "not reported" in other


def test_a_link_shows_the_same_to_somebody_else(site):
    path = f"service_rate/?area={site.places['county']}&period=2025Q2&level=village&sort=-value"
    one, other = (re.sub(r'name="csrf\w+" value="\w+"|City Officer|Auditor', "", get(site, path, who).text)
                  for who in ("city_officer", "auditor"))  # fmt: skip
    assert one.split('id="view"')[1] == other.split('id="view"')[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["table", "trend", "map", "compare"])
def test_every_page_speaks_both_languages(site, view, lang):
    page = get(site, f"service_rate/?area=9901&period=2025&view={view}", lang=lang)
    body = page.text.split('id="content"')[1]
    assert ("基本服务提供率" in body) == (lang == "zh") and ("Basic services delivered" in body) == (lang == "en")
