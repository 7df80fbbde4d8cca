"""Every kind of chart is drawn in a real browser from the spec that the same chart gives, and can be saved."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import huimin.web
from charts_samples import KINDS

pytestmark = pytest.mark.xdist_group("browser")
STATIC = Path(huimin.web.__file__).parent
SCRIPTS = (
    "static/vendor/echarts.min.js",
    *(f"base/static/base/{name}.js" for name in ("chart-kinds", "chart-map", "charts")),
)
COLOURS = """(box) => {
  const canvas = box.querySelector("canvas"), seen = new Set();
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return seen.size;
}"""


@pytest.fixture(scope="module")
def drawn(chromium):
    """A function that draws charts in a bare page: gives the page and what went wrong in it."""
    context = chromium.new_context(viewport={"width": 720, "height": 900})
    page = context.new_page()
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)

    def draw(charts):
        islands = "".join(
            f'<div data-chart="c{at}"></div><script type="application/json" id="c{at}">'
            + json.dumps(chart.spec()).replace("<", "\\u003c") + "</script>"
            for at, chart in enumerate(charts)
        )  # fmt: skip
        page.set_content(f"<!doctype html><html><body>{islands}</body></html>")
        for script in SCRIPTS:
            page.add_script_tag(path=str(STATIC / script))
        page.wait_for_timeout(150)
        return page, trouble

    yield draw
    context.close()


@pytest.mark.parametrize("case", ["normal", "one", "missing", "outlier"])
def test_every_kind_is_drawn_and_saved_with_its_title(drawn, case):
    charts = [make("en", case) for make in KINDS.values()]
    page, trouble = drawn(charts)
    assert not trouble
    for at, chart in enumerate(charts):
        assert page.locator(f'[data-chart="c{at}"]').evaluate(COLOURS) > 3, chart.kind
        saved = ElementTree.fromstring(page.evaluate(f"huiminChartOf('c{at}').svg()"))
        words = " ".join("".join(saved.itertext()).split())
        assert chart.title.split()[0] in words and chart.footer in words
        assert ("SIMULATED DATA" in words) == chart.simulated


def test_the_axis_in_the_page_has_the_ticks_of_the_one_on_paper(drawn):
    """Both take them from the same scale, compressed ones too."""
    charts = [KINDS["ranking"]("en", "outlier"), KINDS["trend"]("en", "normal")]
    page, _ = drawn(charts)
    for at, chart in enumerate(charts):
        words = {
            node.text
            for node in ElementTree.fromstring(page.evaluate(f"huiminChartOf('c{at}').svg()")).iter(
                "{http://www.w3.org/2000/svg}text"
            )
        }
        labels = {chart.format.axis(tick, "en") for tick in chart.scale.ticks}
        paper = {node.text for node in ElementTree.fromstring(chart.svg()).iter("{http://www.w3.org/2000/svg}text")}
        assert labels <= words and labels <= paper
