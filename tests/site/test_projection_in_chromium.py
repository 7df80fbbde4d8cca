"""The projection in a real Chromium: the reader chooses whose intervals are drawn, and the pyramid moves with them."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("browser")
def test_intervals_are_chosen_and_the_pyramid_moves_with_them(served, reader):
    window = reader(served.address, width=360)
    window.sign_in("city_officer")
    window.visit("/projection/9901?s=medium&s=high")
    page = window.page
    assert page.locator("#f-around").input_value() == "medium"
    page.select_option("#f-around", "high")
    page.get_by_role("button", name="Project").click()
    page.wait_for_load_state("networkidle")
    assert "around=high" in page.url and "around the scenario high" in page.content()
    page.wait_for_selector("#pyramid-figure canvas, #pyramid-figure svg")

    pictures = []
    for run, year in (("1", "0"), ("1", "25")):
        page.select_option("#pyramid-run", run)
        page.locator("#pyramid-year").fill(year)
        page.wait_for_timeout(150)
        pictures.append(page.locator("#pyramid-figure .chart-box").screenshot())
    assert pictures[0] != pictures[1]
    assert page.locator("#pyramid-shown").inner_text() == "2050"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert window.trouble == []
