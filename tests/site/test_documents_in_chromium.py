"""Documents in a real Chromium: on a phone and on a desk, in both languages, and made with the work's progress shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser_fixtures import serving
from documents_papers import drafted, handed_in, issued, month_order
from site_fixtures import Site, people_there, places_of, pointed_to

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WINDOWS = [
    pytest.param("zh", 360, marks=pytest.mark.xdist_group("browser")),
    pytest.param("en", 1280, marks=pytest.mark.xdist_group("browser-too")),
]
FIRST_LOAD = 200_000


@pytest.fixture(scope="module")
def desk(site_folder, tmp_path_factory):
    """The server with a draft, a document that waits, and one that was issued: (server, addresses)."""
    from huimin.figures.periods import Period
    from huimin.tasks.publish.orders import Order

    folder = Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("documents") / "city"))
    with pointed_to(folder):
        site = Site(folder, places_of(folder), people_there())
        draft = drafted(site, Order("quarterly-quality", Period.of("2025Q3")))
        waiting = handed_in(site, Order("responsibility-letter", Period.of("2025"), site.places["county"], "zh", "",
                                        "family-services-2025"))  # fmt: skip
        done = issued(site, month_order())
    with serving(folder) as server:
        papers = [f"/documents/{one.pk}" for one in (draft, waiting, done)]
        yield (
            server,
            [*papers, f"/documents/{draft.pk}/edit", "/documents/", "/documents/list", "/documents/public", "/"],
        )


@pytest.mark.parametrize(("lang", "width"), WINDOWS)
def test_documents_are_in_order_for_everybody(desk, reader, lang, width):
    server, addresses = desk
    window = reader(server.address, lang, width).sign_in("second_officer")
    faults = {}
    for address in addresses:
        assert window.visit(address).status == 200
        window.page.evaluate(AXE.read_text("utf-8"))
        found = window.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
        if window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            told.append("wider than the window")
        told += [*window.trouble, *(["heavy"] if sum(window.bytes.values()) > FIRST_LOAD else [])]
        window.trouble.clear()
        if told:
            faults[address] = told
    assert not faults


@pytest.mark.xdist_group("browser")
def test_the_page_of_the_work_follows_it_to_its_end(desk, reader):
    server, _ = desk
    window = reader(server.address, "en", 1280).sign_in("city_officer")
    window.visit("/documents/?span=2025-09")
    window.page.click("text=Make it")
    window.page.wait_for_selector("text=1 document was made", timeout=60_000)
    assert not window.trouble
