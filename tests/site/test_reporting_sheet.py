"""Filling a form in, in the page: drafts, checks as one types, notes, sending."""

from __future__ import annotations

from datetime import date

import pytest

from huimin.adapters.store.models import Report, ReportReview
from huimin.figures.periods import Period
from huimin.web.base import place
from huimin.web.base.models import CellRemark
from huimin.web.base.returns import give_reasons
from huimin.web.reporting.models import Draft, Receipt
from reporting_help import VILLAGE

MONTH = "2025-11"
PERIOD = Period.of(MONTH)


@pytest.fixture
def village(own_site):
    return own_site.places["village"]


def address(key, period=MONTH):
    return f"/report/village_monthly/{period}/{key}"


def full(key, **more):
    """Every cell of the monthly form of one village, as texts."""
    figures = dict.fromkeys(place.definitions().form("village_monthly").atoms, 0) | VILLAGE | more
    return {f"{key}|{atom}": str(value) for atom, value in figures.items()}


def draft(browser, key, version, cells, notes=None, status=200):
    answer = browser.post(address(key) + "/draft", {"version": version, "cells": cells, "notes": notes or {}},
                          content_type="application/json")  # fmt: skip
    assert answer.status_code == status, answer.text
    return answer.json()


def send(browser, key, cells, notes=None, version=None, do="send", period=MONTH):
    at = Draft.objects.filter(area=key, first=Period.of(period).first).values_list("version", flat=True).first() or 0
    fields = {f"c:{cell}": text for cell, text in cells.items()} | {
        f"n:{cell}": text for cell, text in (notes or {}).items()
    }
    return browser.post(address(key, period), {"version": at if version is None else version, "do": do, **fields})


def stored(key, atom):
    definitions = place.definitions()
    form = definitions.form("village_monthly")
    return place.store().history(form, [key], PERIOD)[0, form.atoms.index(atom)]


def test_last_month_and_the_same_month_of_last_year_stand_beside_each_cell(own_site, village):
    form = place.definitions().form("village_monthly")
    before = place.store().history(form, [village], Period.of("2025-11"))[0, 0]
    now = own_site.client("village_reporter").get(address(village, "2025-12")).text
    assert before != before and "A year ago" in now  # not reported: a dash, never a zero
    december = place.store().history(form, [village], Period.of("2025-09"))[0, 0]
    assert (
        f'<td class="num old" data-label="Last month">{december:.0f}</td>'
        in own_site.client("village_reporter").get(address(village, "2025-10")).text
    )


def test_a_draft_is_kept_as_one_types_and_found_again(own_site, village):
    browser = own_site.client("village_reporter")
    said = draft(
        browser,
        village,
        0,
        {f"{village}|population_resident": "1,234"},
        {f"{village}|population_resident": "counted again"},
    )
    assert said["version"] == 1 and said["saved"]
    page = browser.get(address(village)).text
    assert 'value="1,234"' in page and 'value="counted again"' in page
    assert not Report.objects.filter(area=village, first=PERIOD.first).exists()
    assert "draft" in browser.get("/report/").text


def test_checks_answer_while_one_types_at_the_cell_and_in_words(own_site, village):
    said = draft(own_site.client("village_reporter"), village, 0, full(village, births_total=3))
    assert [(one["cell"], one["severity"]) for one in said["problems"]] == [(f"{village}|births_total", "error")]
    assert (
        said["problems"][0]["text"]
        == "Births as totalled must equal male plus female. Now the left side is 3, the right side 2."
    )
    again = draft(own_site.client("village_reporter", "zh"), village, 1, {f"{village}|births_total": "ab"})
    assert "文字" in again["problems"][0]["text"]


def test_full_width_digits_and_thousands_separators_are_understood(own_site, village):
    browser = own_site.client("village_reporter")
    cells = full(village) | {
        f"{village}|population_resident": "１，２３４",
        f"{village}|population_registered": "1 200",
    }
    assert send(browser, village, cells).status_code == 302
    assert stored(village, "population_resident") == 1234 and stored(village, "population_registered") == 1200


def test_two_people_at_one_draft_are_told_and_nothing_is_overwritten(own_site, village):
    mine, theirs = own_site.client("village_reporter"), own_site.client("township_reporter")
    draft(mine, village, 0, {f"{village}|deaths": "1"})
    draft(theirs, village, 1, {f"{village}|deaths": "2"})
    said = draft(mine, village, 1, {f"{village}|deaths": "3"}, status=409)
    assert (
        said["version"] == 2 and said["person"] == "Township Reporter" and said["cells"] == {f"{village}|deaths": "2"}
    )
    assert Draft.objects.get().cells == {f"{village}|deaths": "2"}
    assert draft(mine, village, 2, {f"{village}|deaths": "3"})["version"] == 3


def test_without_scripts_a_clash_keeps_what_was_typed_and_shows_theirs(own_site, village):
    mine, theirs = own_site.client("village_reporter"), own_site.client("township_reporter")
    draft(theirs, village, 0, {f"{village}|deaths": "2"})
    answer = send(mine, village, {f"{village}|deaths": "3"}, version=0, do="save")
    assert answer.status_code == 409 and "they wrote “2”" in answer.text and 'value="3"' in answer.text
    assert send(mine, village, {f"{village}|deaths": "3"}, version=1, do="save").status_code == 302
    assert Draft.objects.get().cells == {f"{village}|deaths": "3"}


def test_sending_makes_a_workbook_a_receipt_and_figures_with_their_cells(own_site, village):
    browser = own_site.client("village_reporter")
    answer = send(browser, village, full(village), {f"{village}|births.male": "one at home", f"{village}|": "complete"})
    receipt = Receipt.objects.get()
    assert answer.status_code == 302 and answer.url == f"/report/receipt/{receipt.pk}"
    assert receipt.typed and receipt.figures == 42 and receipt.name.endswith(".xlsx")
    assert browser.get(f"{answer.url}/file").content[:2] == b"PK"
    cell = place.store().cells(None, ["births.male"], [village], PERIOD.first, PERIOD.last)[0]
    assert (cell.value, cell.cell, cell.sha256) == (1, "G6", receipt.sha256)
    assert "one at home" in cell.note and cell.note.startswith("complete")
    assert not Draft.objects.filter(open=True).exists()
    assert 'value="one at home"' in browser.get(address(village)).text


def test_an_empty_cell_is_not_zero(own_site, village):
    browser = own_site.client("village_reporter")
    answer = send(browser, village, full(village) | {f"{village}|deaths": ""})
    assert answer.status_code == 422 and "Deaths" in answer.text and not Receipt.objects.exists()
    assert send(browser, village, full(village)).status_code == 302
    assert stored(village, "deaths") == 0


def test_pressing_send_twice_sends_once(own_site, village):
    browser = own_site.client("village_reporter")
    first = send(browser, village, full(village), version=0)
    second = send(browser, village, full(village))
    assert first.url == second.url and Receipt.objects.count() == 1
    assert Report.objects.filter(area=village, first=PERIOD.first).count() == 1


def test_going_back_to_an_earlier_figure_is_a_correction_like_any_other(own_site, village):
    browser = own_site.client("village_reporter")
    for deaths in ("0", "1", "0"):
        assert send(browser, village, full(village, deaths=deaths)).status_code == 302
        assert stored(village, "deaths") == float(deaths)
    assert Receipt.objects.count() == 3


def returned(site, village):
    span = {"form": "village_monthly", "first": PERIOD.first, "last": PERIOD.last, "area": village}
    ReportReview.objects.create(**span, state="returned", changed_at="2026-01-04T00:00Z")
    give_reasons(
        site.people["county_reviewer"], "village_monthly", PERIOD, village, {"deaths": "one more in the register"}
    )


def test_the_reason_of_a_return_stands_at_its_cell_until_the_report_is_sent_anew(own_site, village):
    browser = own_site.client("village_reporter")
    send(browser, village, full(village))
    returned(own_site, village)
    assert "returned" in browser.get("/report/").text
    assert "one more in the register" in browser.get(address(village)).text
    assert send(browser, village, full(village, deaths=1)).status_code == 302
    assert "one more in the register" not in browser.get(address(village)).text
    assert not CellRemark.objects.filter(kind="return", open=True).exists()
    assert not ReportReview.objects.exists()


def test_a_returned_report_needs_a_correction_or_a_note(own_site, village):
    browser = own_site.client("village_reporter")
    send(browser, village, full(village))
    returned(own_site, village)
    same = send(browser, village, full(village))
    assert same.status_code == 422 and "say why in a note" in same.text
    assert send(browser, village, full(village), {f"{village}|deaths": "the register is wrong"}).status_code == 302


def test_a_township_sends_the_villages_that_are_ready_and_the_others_stay_unreported(own_site):
    township = own_site.places["township"]
    tree = place.definitions().areas.at(date(2025, 11, 30))
    villages = [tree.keys[row] for row in tree.children(tree.index(township))]
    browser = own_site.client("township_reporter")
    assert send(browser, township, full(villages[0]) | full(villages[1])).status_code == 302
    sent = Report.objects.filter(form="village_monthly", first=PERIOD.first, area__in=villages)
    assert {report.area for report in sent} == set(villages[:2])
    assert Receipt.objects.get().area == township
    assert f"2 of {len(villages)} sent" in browser.get("/report/").text
    # A correction of one is a workbook with that one: the other keeps its first revision.
    assert send(browser, township, full(villages[0], deaths=1) | full(villages[1])).status_code == 302
    assert sorted(sent.values_list("area", "revision")) == [(villages[0], 1), (villages[0], 2), (villages[1], 1)]


def test_an_accepted_report_can_be_looked_at_and_not_be_typed_over(own_site, village):
    browser = own_site.client("village_reporter")
    send(browser, village, full(village))
    span = {"form": "village_monthly", "first": PERIOD.first, "last": PERIOD.last, "area": village}
    ReportReview.objects.create(**span, state="done", accepted_by="county", changed_at="2026-01-04T00:00Z")
    page = browser.get(address(village)).text
    assert "readonly" in page and "is locked" in page and 'value="send"' not in page
    draft(browser, village, Draft.objects.get().version, {f"{village}|deaths": "9"})
    assert Draft.objects.get().cells.get(f"{village}|deaths") != "9"
    send(browser, village, full(village, deaths=9))
    assert stored(village, "deaths") == 0


def test_a_draft_can_be_thrown_away(own_site, village):
    browser = own_site.client("village_reporter")
    draft(browser, village, 0, {f"{village}|deaths": "7"})
    assert browser.post(address(village), {"do": "discard"}).status_code == 302
    assert 'value="7"' not in browser.get(address(village)).text
    # A page still open elsewhere does not bring it back by accident.
    draft(browser, village, 1, {f"{village}|deaths": "8"}, status=409)


def test_what_the_page_does_not_send_is_refused_politely(own_site, village):
    browser = own_site.client("village_reporter")
    for body in ("", "[]", '{"version": 0, "cells": {"a": 1}, "notes": {}}'):
        answer = browser.post(address(village) + "/draft", body, content_type="application/json")
        assert answer.status_code == 400
    draft(browser, village, 0, {"another|deaths": "1", f"{village}|no_such": "1"})
    assert Draft.objects.get().cells == {}
