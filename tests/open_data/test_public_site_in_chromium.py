"""The public site in a browser: accessible on a phone and a desk, nothing fetched from elsewhere, whole without scripts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WINDOWS = [("zh", 360), ("en", 1280)]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def address(twice) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(twice.second)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def kinds(twice) -> list[str]:
    """A page of every kind, below the folder of a language."""
    root = twice.second / "en"
    card = next(path for path in sorted(root.rglob("*.html")) if path.parts[-4:-3] == ("assessment",)
                and path.name != "index.html")  # fmt: skip
    found = ["index", "areas", "indicators", "assessments", "methods", "data", "news", "search"]
    area, scheme = next(root.glob("area/*/index.html")), next(root.glob("assessment/*/index.html"))
    indicator = root / "indicator" / "service_rate" / "index.html"
    pages = [*(root / f"{name}.html" for name in found), area, indicator, scheme, card.parent / "index.html", card]
    return [path.relative_to(root).as_posix() for path in pages]


@pytest.mark.parametrize(("lang", "width"), WINDOWS)
def test_every_kind_of_page_is_accessible_and_stays_within_the_window(reader, address, kinds, lang, width) -> None:
    window = reader(address, lang, width)
    faults = []
    for path in kinds:
        window.visit(f"/{lang}/{path}")
        if window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{path}: wider than {width} px")
        window.page.add_script_tag(path=str(AXE))
        found = window.page.evaluate(f"axe.run(document, {json.dumps(RULES)}).then(r => r.violations)")
        faults += [f"{path}: {one['id']} {one['nodes'][0]['html'][:140]}" for one in found]
    assert faults == [] and window.trouble == []


@pytest.mark.parametrize(("lang", "width"), [("en", 360)])
def test_search_filters_the_list_of_everything(reader, address, lang, width) -> None:
    window = reader(address, lang, width)
    window.visit(f"/{lang}/index.html")
    window.page.fill("#find", "birth rate")
    window.page.press("#find", "Enter")
    window.page.wait_for_url("**/search.html?q=*")
    shown = window.page.locator("#all li:visible").all_inner_texts()
    assert shown == ["Crude birth rate"] and window.page.inner_text("#found") == "1 found"
    assert window.trouble == []


def test_without_scripts_everything_is_there(chromium, address, kinds) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in kinds:
        page.goto(f"{address}/en/{path}")
        assert page.locator("main h1").inner_text().strip()
    page.goto(f"{address}/en/search.html")
    assert page.locator("#all li").count() > 60
    context.close()
