"""Payments and sampled re-decision in a real Chromium: a month of work clicked through, and its pages in order, on a
phone in Chinese and on a desk in English.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser_fixtures import serving
from claims_office import claims_of, hire, make_claim
from payment_office import BANK, BENEFIT, answer_of, approved, hand_in, made, open_office, paid
from site_fixtures import Site, people_there, places_of, pointed_to

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PHONE = {"city_paymaster": ["/payments/", "/payments/rolls/1", "/payments/rolls/3", "/payments/failed",
                            "/payments/claims/m-1", "/payments/funds?period=2025-12"],
         "third_case_officer": ["/redecision/rounds/1", "/redecision/decide/1"]}  # fmt: skip
DESK = {"city_paymaster": ["/", "/payments/rolls/2", "/payments/makings/4", "/payments/overpaid",
                           "/payments/totals?year=2025", "/payments/audit"],
        "third_case_officer": ["/redecision/"]}  # fmt: skip
WINDOWS = [
    pytest.param("zh", 360, PHONE, marks=pytest.mark.xdist_group("browser")),
    pytest.param("en", 1280, DESK, marks=pytest.mark.xdist_group("browser-too")),
]


@pytest.fixture(scope="module")
def office(site_folder, tmp_path_factory):
    """The server with rolls in every stage, something failed and overpaid, and a round that is drawn."""
    folder = Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("payments") / "city"))
    with pointed_to(folder):
        site = Site(folder, places_of(folder), people_there())
        hire(site)
        open_office(site)
        paid(site, {"m-2": "1002"})
        hand_in(site, m1="withdrawn")
        approved(site)
        hand_in(site, m1="withdrawn", n1="200")
        made(site, who="neighbour_paymaster", area="neighbour")
        site.client("city_paymaster").post(
            "/payments/make", {"benefit": BENEFIT, "period": "2025-01", "area": site.places["county"]}
        )
        wish = {"benefit": BENEFIT, "period": "2025-12", "area": "", "level": "county", "yuan": "600", "day": "2026-01-03",
                "reference": "V-1"}  # fmt: skip
        assert site.client("city_paymaster").post("/payments/funds/receive", wish).status_code == 302
        number = make_claim(site).number
        claims_of(site, "case_officer").propose(number, "yes", "as the papers say")
        claims_of(site, "second_case_officer").confirm(number, "as proposed")
        leader = site.client("case_officer")
        leader.post("/redecision/begin", {"area": site.places["county"], "period": "2026-01", "each": "3"})
        assert leader.post("/redecision/rounds/1/draw", {"seed": "lottery 2026001"}).status_code == 302
    with serving(folder) as server:
        yield server, folder


def faults_of(window, address: str) -> list[str]:
    assert window.visit(address).status == 200, address
    window.page.evaluate(AXE.read_text("utf-8"))
    found = window.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
    if window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        told.append("wider than the window")
    told += window.trouble
    window.trouble.clear()
    return told


@pytest.mark.parametrize(("lang", "width", "walks"), WINDOWS)
def test_every_page_is_in_order(office, reader, lang, width, walks):
    server, _ = office
    faults = {}
    for who, pages in walks.items():
        window = reader(server.address, lang, width).sign_in(who)
        faults |= {address: told for address in pages if (told := faults_of(window, address))}
    assert not faults


@pytest.mark.xdist_group("browser")
def test_a_roll_clicked_through(office, reader, tmp_path):
    """Approved by the second person, taken to the bank, and its answer read in."""
    server, folder = office
    window = reader(server.address, "en", 1280).sign_in("city_paymaster")
    window.visit("/payments/rolls/3")
    window.page.once("dialog", lambda dialog: dialog.accept())
    window.page.click("button:has-text('Approve')")
    window.page.wait_for_selector("text=is approved and booked")
    window.page.select_option("#f-layout", BANK)
    with window.page.expect_download() as taken:
        window.page.click("button:has-text('Download')")
    assert taken.value.suggested_filename == f"roll-000003-{BANK}.txt"
    with pointed_to(folder):
        (tmp_path / "answer.txt").write_bytes(answer_of("/payments/rolls/3").read())
    window.visit("/payments/rolls/3")
    window.page.set_input_files("#f-file", tmp_path / "answer.txt")
    window.page.click("button:has-text('Read it in')")
    window.page.wait_for_selector("text=1 paid, 0 refused")
    assert not window.trouble
