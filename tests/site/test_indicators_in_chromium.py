"""The charts of the indicators in a real Chromium: drawn, saved as pictures that open, and explained in place."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.xdist_group("browser")
VIEWS = ("trend", "map", "compare")
COLOURS = """(box) => {
  const canvas = box.querySelector("canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return seen.size;
}"""


@pytest.fixture
def officer(served, reader):
    def opened(**more):
        return reader(served.address, **more).sign_in("city_officer")

    return opened


@pytest.mark.parametrize("view", VIEWS)
def test_a_chart_is_drawn_and_saved_with_its_title_and_mark(officer, view, tmp_path):
    someone = officer()
    someone.visit(f"/indicators/service_rate/?area=9901&period=2025&view={view}")
    page = someone.page
    assert page.locator("[data-chart]").evaluate(COLOURS) > 5
    saved = {}
    for kind in ("png", "svg"):
        with page.expect_download() as download:
            page.click(f"[data-save={kind}]")
        saved[kind] = Path(tmp_path / download.value.suggested_filename)
        download.value.save_as(saved[kind])
    assert saved["png"].name.startswith("Basic-services-delivered_") and saved["png"].read_bytes()[:4] == b"\x89PNG"
    told = "".join(ElementTree.fromstring(saved["svg"].read_bytes()).itertext())
    assert "SIMULATED DATA" in told and page.locator("figcaption").inner_text()[:20] in told
    assert not someone.trouble


def test_a_map_hatches_what_was_not_reported(officer, site_folder):
    """In the legend and as a pattern on the areas, which a saved picture keeps."""
    someone = officer(width=360, lang="zh")
    someone.visit("/indicators/service_rate/?area=9901&period=2025-06&view=map&level=village")
    drawn = someone.page.evaluate("JSON.parse(document.getElementById('map').textContent)")
    assert any(row["class"] == -1 for row in drawn["rows"])
    with someone.page.expect_download() as download:
        someone.page.click("[data-save=svg]")
    svg = Path(download.value.path()).read_text("utf-8")
    assert "<pattern" in svg and "未报" in svg
    assert not someone.trouble


def test_a_value_opens_step_by_step_with_the_keyboard_alone(officer):
    someone = officer()
    someone.visit("/indicators/service_rate/why?area=990102&period=2025")
    page = someone.page
    for depth in range(3):
        page.locator("details.opening:not([open]) > summary" if depth == 0 else ":focus ~ .body summary").first.focus()
        while page.evaluate("document.activeElement.parentElement.className") == "missing":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(":focus ~ .body")
    assert page.locator(":focus ~ .body td b").first.inner_text().isalnum()
    assert not someone.trouble


def test_sorting_keeps_place_and_address_without_a_new_page(officer):
    someone = officer()
    someone.visit("/indicators/service_rate/?area=9901&period=2025")
    page = someone.page
    page.evaluate("window.kept = true")
    page.click("th a:has-text('Value')")
    page.wait_for_selector("th[aria-sort=descending]:has-text('Value')")
    values = [float(text.strip("%")) for text in page.locator("td a.figure").all_inner_texts()]
    assert values == sorted(values, reverse=True) and len(values) == 3
    assert page.evaluate("window.kept") and "sort=-value" in page.url


def test_no_more_than_six_can_be_ticked(officer):
    someone = officer()
    someone.visit("/indicators/service_rate/?area=9901&period=2025&view=compare&of=indicators")
    boxes = someone.page.locator("input[name=pick]")
    assert boxes.evaluate_all("all => all.filter((box) => box.checked).length") == 6
    assert boxes.evaluate_all("all => all.every((box) => box.checked || box.disabled)")
    boxes.first.uncheck()
    assert boxes.evaluate_all("all => all.every((box) => !box.disabled)")
