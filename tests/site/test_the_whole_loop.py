"""The whole loop in a real Chromium against the real server, each step by the one whose work it is.

A village reports, the township returns it with a reason on the cell, the village sends it again, township, county and city
accept; an officer runs the assessment, looks at why a score is what it is, opens it for reply; a county replies, is
answered and agrees; a second officer publishes; a notice with a task goes to the county's office, which answers; the
auditor finds all of it in the log, whose chain holds.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from browser_fixtures import Reader, Server, serving
from site_fixtures import places_of, pointed_to
from workspace_fixtures import PERIOD, SCHEME, huimin_process

pytestmark = pytest.mark.xdist_group("browser")

FORM, MONTH, ATOM = "village_monthly", "2025-12", "childcare_places"


@pytest.fixture(scope="module")
def office(site_folder, tmp_path_factory):
    """A server of this test's own, and the areas of the cast."""
    folder = shutil.copytree(site_folder, tmp_path_factory.mktemp("loop") / "city")
    with pointed_to(folder):
        places = places_of(folder)
    with serving(folder) as server:
        yield server, places


def people(server: Server, reader: Callable[..., Reader]) -> Callable[[str], Reader]:
    """``as_one("city_officer")``: the window of somebody of the cast, opened once."""
    windows: dict[str, Reader] = {}

    def as_one(who: str) -> Reader:
        if who not in windows:
            windows[who] = reader(server.address).sign_in(who)
        return windows[who]

    return as_one


def cell_of(window: Reader, village: str):
    return window.page.locator(f'[id="{village}|{ATOM}"]')


def send(window: Reader, village: str, value: str) -> None:
    """Type a figure into the form and send it; a receipt with the file's hash comes back."""
    window.visit(f"/report/{FORM}/{MONTH}/{village}")
    cell_of(window, village).fill(value)
    window.page.keyboard.press("Tab")
    window.page.click("button.main[name=do][value=send]")
    window.page.wait_for_url(re.compile(r"/report/receipt/\d+"))
    assert re.search(r"\b[0-9a-f]{64}\b", window.page.inner_text("main"))


def decide(window: Reader, village: str, move: str, reason: str = "", at_cell: str = "") -> None:
    """What a reviewer does with the village's report."""
    window.visit(f"/review/report/{FORM}/{MONTH}/{village}")
    if at_cell:
        window.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        window.page.fill(f"[name=cell-{ATOM}]", at_cell)
    if reason:
        window.page.fill("[name=reason]", reason)
    with window.page.expect_navigation():
        window.page.click(f"button[name=move][value={move}]")
    assert window.page.locator("[role=alert]").count() == 0, window.page.inner_text("main")[:600]


def start_run(window: Reader) -> str:
    """Start an assessment and wait until it is there; its name."""
    window.visit("/assess/")
    window.page.select_option("[name=scheme]", SCHEME)
    window.page.select_option("[name=period]", PERIOD)
    window.page.click("main form button.main")
    link = window.page.locator("a.button.main[href*='/assess/run/']")
    link.wait_for(timeout=90_000)
    link.click()
    window.page.wait_for_load_state("networkidle")
    return window.page.url.rsplit("/", 1)[-1].split("?")[0]


def test_from_a_village_to_the_follow_up(office, reader):
    server, places = office
    village, county = places["village"], places["county"]
    as_one = people(server, reader)

    clerk = as_one("village_reporter")
    clerk.visit(f"/report/{FORM}/{MONTH}/{village}")
    before = int(cell_of(clerk, village).input_value())
    send(clerk, village, str(before + 1))

    decide(as_one("township_reporter"), village, "return", at_cell="One place too many: the new room is not open yet.")
    clerk.visit("/")
    assert "the new room is not open yet" in clerk.page.inner_text("main")
    clerk.visit(f"/report/{FORM}/{MONTH}/{village}")
    assert "the new room is not open yet" in clerk.page.inner_text("main")
    send(clerk, village, str(before + 2))

    for who in ("township_reporter", "county_reviewer", "city_officer"):
        decide(as_one(who), village, "accept")
    clerk.visit(f"/report/{FORM}/{MONTH}/{village}")
    assert cell_of(clerk, village).get_attribute("readonly") is not None

    officer = as_one("city_officer")
    run = start_run(officer)
    assert "Minghu" in officer.page.inner_text("main")
    explain(officer, run, county)

    officer.visit(f"/assess/run/{run}")
    officer.page.fill("[name=until]", "2026-01-20")
    officer.page.click("main form button.main")
    officer.page.wait_for_load_state("networkidle")

    reply_and_agree(as_one, run, county)
    agree_for_the_others(server, run)
    publish(as_one("second_officer"), run)
    ranking = as_one("county_reviewer")
    ranking.visit(f"/assess/run/{run}")
    assert "published" in ranking.page.inner_text("main").lower()

    follow_up(as_one, county)
    audited(as_one("auditor"))
    for who in ("village_reporter", "county_reviewer", "city_officer", "auditor"):
        assert as_one(who).trouble == [], who
    done = huimin_process("audit", "verify", "-w", server.folder)
    assert done.code == 0, done


def explain(window: Reader, run: str, county: str) -> None:
    """From an item's points down to a cell of a workbook, by clicks."""
    window.visit(f"/assess/run/{run}/area/{county}/item/F2.1")
    for _ in range(6):  # item, numerator, county, township, village: each level comes when it is opened
        window.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        window.page.wait_for_timeout(300)
        window.page.wait_for_load_state("networkidle")
        if ".xlsx" in window.page.inner_text("main"):
            break
    assert ".xlsx" in window.page.inner_text("main")


def reply_and_agree(as_one, run: str, county: str) -> None:
    office = as_one("county_reviewer")
    office.visit(f"/assess/run/{run}/area/{county}")
    office.page.fill("form[action$='/reply'] [name=text]", "Two reports were late because of the new system.")
    office.page.click("form[action$='/reply'] button.main")
    office.page.wait_for_load_state("networkidle")
    officer = as_one("city_officer")
    officer.visit(f"/assess/run/{run}/replies")
    officer.page.fill("[name=reason]", "Late is late; the reasons are noted.")
    officer.page.click("button[name=verdict][value=declined]")
    officer.page.wait_for_load_state("networkidle")
    office.visit(f"/assess/run/{run}/area/{county}")
    assert "the reasons are noted" in office.page.inner_text("main")
    office.page.click("form[action$='/consent'] button")
    office.page.wait_for_load_state("networkidle")


def agree_for_the_others(server: Server, run: str) -> None:
    """The other counties have nothing to say: the cast has nobody there, so it is written as their click would."""
    with pointed_to(server.folder):
        from huimin.web.assessment import actions
        from huimin.web.base import place
        from huimin.web.base.models import Person

        person = Person.objects.get(username="neighbour")
        for area in place.finished(run).assessed:
            actions.consent(person, run, area)


def publish(window: Reader, run: str) -> None:
    window.visit(f"/assess/run/{run}/publish")
    window.page.click("main form button.main")
    window.page.wait_for_load_state("networkidle")
    assert "published" in window.page.inner_text("main").lower()


def follow_up(as_one, county: str) -> None:
    officer = as_one("city_officer")
    officer.page.on("dialog", lambda dialog: dialog.accept())
    officer.visit("/follow-up/notices/new")
    officer.page.select_option("[name=kind]", "rectification")
    officer.page.select_option("[name=area]", county)
    officer.page.fill("[name=title]", "Reports on time")
    officer.page.fill("[name=text]", "Two of the reports of December were late. Please see to it.")
    officer.page.fill("[name=due]", "2026-02-10")
    officer.page.click("main form button.main")
    officer.page.wait_for_url(re.compile(r"/follow-up/notices/\d+$"))
    notice = officer.page.url.removeprefix(officer.address)
    officer.page.click("button[name=deed][value=issue]")
    officer.page.wait_for_load_state("networkidle")
    officer.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    task = officer.page.locator("form[action$='/task']")
    task.locator("[name=title]").fill("Write to the townships")
    owner = task.locator("[name=owner] option", has_text="County Reviewer").get_attribute("value")
    task.locator("[name=owner]").select_option(owner)
    task.locator("[name=due]").fill("2026-01-30")
    task.locator("button.main").click()
    officer.page.wait_for_load_state("networkidle")
    office = as_one("county_reviewer")
    office.visit(notice)
    office.page.click("form[action$='/receive'] button")
    office.page.wait_for_load_state("networkidle")
    office.visit("/follow-up/tasks")
    office.page.click("main a:has-text('Write to the townships')")
    office.page.fill("[name=text]", "Written on 4 January.")
    office.page.click("button[name=step][value=answer]")
    office.page.wait_for_load_state("networkidle")
    officer.visit("/follow-up/meeting/" + county)
    assert "Write to the townships" in officer.page.inner_text("main")


def audited(window: Reader) -> None:
    window.visit("/log/")
    text = window.page.inner_text("main")
    assert "City Officer" in text and "County Reviewer" in text
