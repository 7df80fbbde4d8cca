"""Reconciliation in a real Chromium: in order for everybody on a phone and on a desk, and pairs answered by keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser_fixtures import serving
from reconciliation_site import begun, compared, in_this_process, reading, send
from site_fixtures import Site, people_there, places_of, pointed_to

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WINDOWS = [
    pytest.param("zh", 360, marks=pytest.mark.xdist_group("browser")),
    pytest.param("en", 1280, marks=pytest.mark.xdist_group("browser-too")),
]
FIRST_LOAD = 200_000


@pytest.fixture(scope="module")
def office(site_folder, tmp_path_factory):
    """The server with a comparison that was read, one that is being read, and one whose lists come in."""
    folder = Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("reconciliation") / "city"))
    with in_this_process() as patch:
        # The server of its own gets no variable of ours, but this one, below which keys lie as usual.
        patch.delenv("HUIMIN_KEYS", raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "settings"))
        with pointed_to(folder):
            site = Site(folder, places_of(folder), people_there())
            read, open_one = compared(site), compared(site)
            for who in ("city_officer", "second_officer"):
                reading(site, read, who, lambda pair: "same" if pair % 9 else "different")
            reading(site, open_one, "city_officer", "same", 2)
            coming = begun(site)
            send(site, coming, 1, "who,when\n王小明,2026-01-05\n")
        with serving(folder) as server:
            pages = ["/reconciliation/", "/reconciliation/new", f"/reconciliation/{coming.pk}",
                     f"/reconciliation/{read.pk}", f"/reconciliation/{read.pk}/review/1-2",
                     f"/reconciliation/{open_one.pk}/review/1-2/read"]  # fmt: skip
            yield server, pages


@pytest.mark.parametrize(("lang", "width"), WINDOWS)
def test_reconciliation_is_in_order_for_everybody(office, reader, lang, width):
    server, addresses = office
    window = reader(server.address, lang, width).sign_in("city_officer")
    faults = {}
    for address in addresses:
        assert window.visit(address).status == 200 and window.page.url.endswith(address)
        window.page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })")
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
    if width > 1000:
        answer_by_keys(window, addresses[-1])


def answer_by_keys(window, address):
    """1 answers and shows the next pair, u takes it back; nothing else is needed."""
    window.visit(address)
    window.page.keyboard.press("1")
    window.page.wait_for_selector("text=Pair 4 of")
    window.page.keyboard.press("u")
    window.page.wait_for_selector("text=Pair 3 of")
    assert "Are these two records of one child?" in window.page.inner_text("main")
