"""Odd input: an area without any number, one value, long names, a slip of a million, faults in ``open_data.yaml``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huimin.adapters.open_data import build, write_files
from huimin.adapters.open_data.writing import NoPublicSite
from huimin.findings import Finding, Invalid
from huimin.tasks.open_data.cards import ItemCard, _range
from huimin.tasks.open_data.comparing import strange
from huimin.tasks.open_data.history import changes_between, next_publication
from huimin.tasks.open_data.settings import read_open_data
from huimin.wiring.open_data import PublicPublisher
from huimin.wiring.workspace import open_workspace


def page(site, path: str) -> str:
    """A page of the site, without charts and downloads, which do not matter here."""
    return dict(build(replace(site, counts=(), maps={}, runs=())))[path].decode()


@pytest.fixture(scope="module")
def few(twice):
    """The site with the values of one year, of the city and the counties."""
    kept = [one for one in twice.site.values if len(one.period) == 4 and twice.site.level(one.area) != "township"]
    areas = tuple(key for key in twice.site.areas if twice.site.level(key) != "township")
    return replace(twice.site, values=kept, areas=areas, counts=(), runs=(), maps={})


def test_an_area_without_any_number_says_so_and_is_told_to_the_office(few) -> None:
    key, year = few.areas[1], few.years[-1]
    values = [one._replace(mark="O", value=None, low=None, high=None, numerator=None, denominator=None)
              if one.area == key else one for one in few.values]  # fmt: skip
    site = replace(few, values=values)
    assert "open-data-area-empty" in {one.code for one in strange(site)}
    text = page(site, f"en/area/{key}/{year}.html")
    assert "reported nothing for 2025. Not reported is not zero." in text and "not reported</span>" in text


def test_one_value_only_gives_a_page_without_a_ranking(few) -> None:
    year = few.years[-1]
    kept = next(one for one in few.values if one.indicator == "service_rate" and one.period == year)
    site = replace(few, values=[kept])
    text = page(site, "zh/indicator/service_rate/index.html")
    assert "rank-service_rate" not in text and few.name(kept.area, "zh") in text


def test_a_slip_of_a_million_is_marked_and_told(few) -> None:
    year = few.years[-1]
    counties = [key for key in few.areas if few.level(key) == "county"]
    values = [one._replace(value=one.value * 1e6) if (one.area, one.indicator, one.period) == (
        counties[0], "childcare_per_thousand", year) and one.value else one for one in few.values]  # fmt: skip
    site = replace(few, values=values)
    assert "open-data-out-of-line" in {one.code for one in strange(site)}
    assert "perhaps an error" in page(site, f"en/indicator/childcare_per_thousand/{year}.html")


def test_names_of_sixty_characters_and_marks_of_html_stay_text(few) -> None:
    name = "<b>" + "很长的地区名称" * 8 + "</b>"
    tree = replace(few.tree, names_zh=(name, *few.tree.names_zh[1:]))
    text = page(replace(few, tree=tree), f"zh/area/{tree.keys[0]}/index.html")
    assert "<b>很长" not in text and "&lt;b&gt;很长" in text


def test_a_correction_stands_on_the_page_with_its_day(few) -> None:
    value = next(one for one in few.values if one.mark == "A" and len(one.period) == 4 and one.value)
    key = (value.indicator, value.period, value.area)
    made = changes_between({key: ("A", 0.5)}, {key: ("A", value.value)}, 2, date(2026, 2, 1))
    assert [(one.before, one.after) for one in made] == [(0.5, value.value)]
    text = page(replace(few, changes=tuple(made)), f"en/area/{value.area}/{value.period}.html")
    assert "Corrected 1 February 2026" in text


def test_equal_content_is_no_new_publication() -> None:
    first = next_publication((), date(2026, 1, 4), "2025-12", (), "abc", 0)
    assert next_publication(first, date(2026, 2, 4), "2025-12", (), "abc", 0) == first
    assert [one.number for one in next_publication(first, date(2025, 1, 1), "2025-12", (), "d", 1)] == [1, 2]
    assert next_publication(first, date(2025, 1, 1), "2025-12", (), "d", 1)[-1].day == date(2026, 1, 4)


@pytest.mark.parametrize(
    ("item", "rule", "expected"),
    [
        (ItemCard("a", True, "", None), {"points": 10.0, "extra": False, "rule": {"share": "of"}}, (81.0, 91.0)),
        (ItemCard("a", True, "", None), {"points": 0.0, "extra": True, "rule": {"share": "-min(2, of * 0.1)"}}, (88.0, 90.0)),
        (ItemCard("a", True, "", None), {"points": 0.0, "extra": True, "rule": {"share": "min(3, of)"}}, (90.0, 93.0)),
    ],
)  # fmt: skip
def test_a_score_with_a_hidden_item_is_what_the_others_leave_open(item, rule, expected) -> None:
    shown = ItemCard("b", False, "scored", 81.0 if rule["points"] else 90.0)
    other = {"points": 90.0 if rule["points"] else 100.0, "extra": False, "rule": {"share": "of"}}
    assert _range([item, shown], [rule, other], 100.0) == pytest.approx(expected)


def test_every_fault_of_open_data_yaml_is_told_and_stops_the_publication(twice, tmp_path: Path) -> None:
    faults: list[Finding] = []
    read_open_data(
        {"licence": "CC-BY-9", "address": "data.example", "years": 0, "colour": "red", "protection": {"threshold": 1}},
        ["city"], faults,
    )  # fmt: skip
    assert sorted(one.code for one in faults) == [
        "definition-key-unknown", "open-data-address", "open-data-licence", "open-data-too-low", "open-data-too-low",
    ]  # fmt: skip
    place = open_workspace(twice.folder)
    terms = (twice.folder / "open_data.yaml").read_text("utf-8")
    try:
        (twice.folder / "open_data.yaml").write_text("protection: {threshold: 1}\n", encoding="utf-8")
        with pytest.raises(Invalid):
            PublicPublisher(place).publish(tmp_path / "site")
    finally:
        (twice.folder / "open_data.yaml").write_text(terms, encoding="utf-8")
        place.close()
    assert not (tmp_path / "site").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"mine")
    with pytest.raises(NoPublicSite):
        write_files(tmp_path, [("index.html", b"site")])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.docx"]


def test_an_address_gives_a_sitemap_and_absolute_feeds_and_none_names_no_host(twice, few) -> None:
    assert not (twice.second / "sitemap.xml").exists()
    site = replace(few, settings=replace(few.settings, address="https://data.example.org/families"))
    made = dict(build(site))
    assert b"https://data.example.org/families/en/index.html" in made["sitemap.xml"]
    assert b'href="https://data.example.org/families/zh/news.html#p2"' in made["zh/feed.xml"]
    assert b'href="/families/zh/index.html"' in made["404.html"]
