"""Filling a form in in a real Chromium: by keyboard, by pasting, over a line that drops."""

from __future__ import annotations

import pytest

from site_fixtures import places_of

pytestmark = pytest.mark.xdist_group("browser")
PASTE = """words => {
  const data = new DataTransfer();
  data.setData("text/plain", words);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def clerk(served, reader, site_folder):
    """Opens the form of a village or of a township, for a month of which nothing is there."""

    def opened(who: str, area: str, month: str, **more):
        someone = reader(served.address, **more).sign_in(who)
        someone.visit(f"/report/village_monthly/{month}/{places_of(site_folder)[area]}")
        return someone, someone.page.locator("input.fig")

    return opened


def saved(page) -> None:
    page.locator(".state").filter(has_text="saved ").wait_for()


def test_enter_goes_down_and_what_is_wrong_is_told_at_the_cell(clerk):
    someone, cells = clerk("village_reporter", "village", "2025-11", width=360)
    cells.nth(4).focus()
    for word in ("1", "1", "3"):
        someone.page.keyboard.type(word)
        someone.page.keyboard.press("Enter")
    someone.page.wait_for_selector("tr.told .live .error")
    assert [cells.nth(number).input_value() for number in (4, 5, 6)] == ["1", "1", "3"]
    assert "must equal male plus female" in someone.page.locator("tr.told .live .error").first.inner_text()
    assert "required to go" in someone.page.locator(".left").inner_text()
    assert someone.page.evaluate("document.documentElement.scrollWidth") == 360
    assert not someone.trouble


def test_a_block_from_a_spreadsheet_is_pasted_and_totals_follow(clerk):
    someone, cells = clerk("township_reporter", "township", "2025-10")
    cells.nth(0).focus()
    someone.page.evaluate(PASTE, "1,000\t900\r\n２０００\t1800\r\n")
    saved(someone.page)
    totals = someone.page.locator("tfoot [data-total]")
    assert totals.nth(0).inner_text() == "3,000" and totals.nth(1).inner_text() == "2,700"
    someone.page.reload()
    assert cells.nth(0).input_value() == "1,000"
    assert not someone.trouble


def test_a_draft_survives_a_dropped_line_and_a_closed_page(clerk):
    someone, cells = clerk("village_reporter", "village", "2025-10")
    page = someone.page
    page.context.route("**/draft", lambda route: route.abort())
    cells.nth(0).fill("1234")
    page.locator(".state").filter(has_text="kept on this device").wait_for()
    page.reload()
    assert cells.nth(0).input_value() == "1234"
    page.context.unroute("**/draft")
    page.reload()
    saved(page)
    assert page.evaluate("localStorage.length") == 0


def test_two_at_one_draft_are_asked_which_figure_stands(clerk):
    mine, my_cells = clerk("village_reporter", "village", "2025-07")
    theirs, their_cells = clerk("township_reporter", "village", "2025-07")
    their_cells.nth(7).fill("2")
    their_cells.nth(8).fill("5")
    saved(theirs.page)
    my_cells.nth(7).fill("3")
    mine.page.wait_for_selector(".problems .choose")
    assert "they wrote “2”, you wrote “3”" in mine.page.locator(".problems").inner_text()
    assert my_cells.nth(8).input_value() == "5"
    mine.page.get_by_role("button", name="Keep mine").click()
    saved(mine.page)
    theirs.page.reload()
    assert their_cells.nth(7).input_value() == "3"
