"""Deciding about reports: accepted together or one by one, returned with a reason at the cell, reopened by name."""

from __future__ import annotations

import re
from threading import Thread

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from huimin.adapters.store.models import Report, ReportReview
from huimin.figures.periods import Period
from huimin.findings import Finding, Severity
from huimin.tasks.ports import IncomingFile
from huimin.web.base import audit, clock, place
from huimin.web.base.access import rights_of
from huimin.web.base.models import CellRemark, Entry
from huimin.web.base.reach import reach, within
from huimin.web.review import actions
from huimin.web.review.board import read_board
from huimin.web.review.models import ReviewEvent
from huimin.workflow import Act, Move

FORM, MONTH = "village_monthly", "2025-12"
HERE = {"form": FORM, "first": Period.of(MONTH).first, "last": Period.of(MONTH).last}


def page_of(site, key: str, kind: str = "report/") -> str:
    return f"/review/{kind}{FORM}/{MONTH}/{key}"


def decide(site, who: str, key: str, move: str, reason: str = "", revision: int = 1, **cells: str):
    given = {"move": move, "reason": reason, "revision": revision, **{f"cell-{k}": v for k, v in cells.items()}}
    return site.client(who).post(page_of(site, key) + "/decide", given)


def standing(key: str) -> tuple[str, str, str]:
    row = ReportReview.objects.get(area=key, **HERE)
    return row.state, row.awaits, row.accepted_by


def send_again(site, key: str, change: float) -> str:
    """The village's report with one figure changed, as a file that the township sends."""
    from dataclasses import replace

    import numpy as np

    from huimin.figures.batch import ReportBatch

    form, period = place.definitions().form(FORM), Period.of(MONTH)
    values = place.store().history(form, [key], period).copy()
    values[0, 0] += change
    count = len(form.atoms)
    batch = ReportBatch(FORM, period, "sheet", (key,), form.atoms, values, np.array([6], np.int32),
                        np.arange(2, 2 + count, dtype=np.int32), sender=site.places["township"])  # fmt: skip
    incoming = IncomingFile(f"again-{change}.csv", f"{change}".encode(), "", clock.now())
    return place.store().save(incoming, [(replace(batch), form, True)], [], True).outcome


def test_all_without_warnings_are_accepted_in_one_click_and_wait_for_the_city(own_site):
    county = own_site.places["county"]
    browser = own_site.client("county_reviewer")
    shown = browser.get(page_of(own_site, county, ""))
    upto = re.search(r'name="upto" value="(\d+)"', shown.text)[1]
    answer = browser.post(page_of(own_site, county, "") + "/accept", {"clean": "1", "upto": upto}, follow=True)
    accepted = ReportReview.objects.filter(accepted_by="county", awaits="city", **HERE)
    assert f"{accepted.count()} reports accepted" in answer.text and accepted.count() > 5
    assert ReviewEvent.objects.filter(together=True, move="accept").count() == accepted.count()
    line = Entry.objects.order_by("-number").first()
    assert (line.act, line.facts["count"]) == ("review-accept-many", accepted.count())
    assert not list(audit.breaks())


def test_a_report_with_warnings_is_not_accepted_together(own_site):
    from huimin.adapters.store.models import FoundProblem

    village, county = own_site.places["village"], own_site.places["county"]
    report = Report.objects.get(area=village, **HERE)
    FoundProblem.objects.create(submission=report.submission, file=report.submission.file, code="copied-period",
                                severity=2, area=village, facts={"previous": "2025-11"})  # fmt: skip
    own_site.client("county_reviewer").post(page_of(own_site, county, "") + "/accept", {"clean": "1", "upto": 10**6})
    assert not ReportReview.objects.filter(area=village, **HERE).exists()
    assert (
        "1 warning" in own_site.client("county_reviewer").get(page_of(own_site, own_site.places["township"], "")).text
    )
    assert "2025-11" in own_site.client("county_reviewer").get(page_of(own_site, village)).text


def test_what_came_in_after_the_page_was_opened_is_not_accepted_with_it(own_site):
    county = own_site.places["county"]
    answer = own_site.client("county_reviewer").post(
        page_of(own_site, county, "") + "/accept", {"clean": "1", "upto": "0"}
    )
    assert answer.status_code == 302 and not ReportReview.objects.exists()


def test_chosen_reports_are_accepted_and_nothing_chosen_is_said(own_site):
    village, township = own_site.places["village"], own_site.places["township"]
    browser = own_site.client("county_reviewer")
    address = page_of(own_site, township, "") + "/accept"
    browser.post(address, {"area": [village], "upto": 10**6})
    assert standing(village) == ("waiting", "city", "county") and ReportReview.objects.count() == 1
    assert "No report was selected" in browser.post(address, {"upto": 10**6}, follow=True).text


def test_up_the_levels_and_locked(own_site):
    village = own_site.places["village"]
    assert decide(own_site, "county_reviewer", village, "accept").status_code == 302
    assert decide(own_site, "city_officer", village, "accept").status_code == 302
    assert standing(village) == ("done", "", "city")
    assert [e.level for e in ReviewEvent.objects.order_by("id")] == ["county", "city"]
    assert send_again(own_site, village, 1.0) == "refused"
    assert "locked" in own_site.client("county_reviewer").get(page_of(own_site, village)).text


def test_returned_with_a_reason_at_the_cell_then_sent_again_and_looked_at_anew(own_site):
    village = own_site.places["village"]
    answer = decide(own_site, "county_reviewer", village, "return", population_resident="Higher than the register?")
    assert answer.status_code == 302 and standing(village) == ("returned", "", "")
    remark = CellRemark.objects.get(area=village)
    assert (remark.atom, remark.kind, remark.text) == ("population_resident", "return", "Higher than the register?")
    for who in ("village_reporter", "township_reporter", "auditor"):
        assert "Higher than the register?" in own_site.client(who).get(page_of(own_site, village)).text
    for who in ("village_reporter", "township_reporter"):
        home = own_site.client(who).get("/").text
        assert "Came back to be mended" in home and "Resident population: Higher than the register?" in home
    assert "Came back" not in own_site.client("county_reviewer").get("/").text
    assert send_again(own_site, village, -1.0) == "accepted"
    assert "Came back" not in own_site.client("village_reporter").get("/").text
    assert not ReportReview.objects.filter(area=village, **HERE).exists()
    again = own_site.client("county_reviewer").get(page_of(own_site, village)).text
    assert "Before correction" in again and "corrected" in again and "revision 2" in again
    assert decide(own_site, "county_reviewer", village, "accept", revision=2).status_code == 302


def test_a_decision_about_a_revision_that_was_corrected_meanwhile_is_refused_and_nothing_typed_is_lost(own_site):
    village = own_site.places["village"]
    assert send_again(own_site, village, 2.0) == "accepted"
    answer = decide(own_site, "county_reviewer", village, "return", "see the register", deaths="why none?")
    assert answer.status_code == 400 and "revision 2 of this report came in" in answer.text
    assert "see the register" in answer.text and "why none?" in answer.text
    assert not ReviewEvent.objects.exists() and not CellRemark.objects.exists()


def test_returning_needs_a_reason_and_stepping_in_too(own_site):
    village = own_site.places["village"]
    assert decide(own_site, "county_reviewer", village, "return").status_code == 400
    assert decide(own_site, "city_officer", village, "accept").status_code == 400
    assert decide(own_site, "city_officer", village, "accept", "the county office is closed").status_code == 302
    event = ReviewEvent.objects.get()
    assert (event.level, event.awaited, event.reason) == ("city", "county", "the county office is closed")
    shown = own_site.client("auditor").get(page_of(own_site, village)).text
    assert "in place of county" in shown and "the county office is closed" in shown


def test_reopened_only_by_the_level_that_accepted_or_above(own_site):
    village = own_site.places["village"]
    decide(own_site, "county_reviewer", village, "accept")
    decide(own_site, "city_officer", village, "accept")
    refused = decide(own_site, "county_reviewer", village, "reopen", "a mistake")
    assert refused.status_code == 400 and "a higher level" in refused.text
    assert decide(own_site, "city_officer", village, "reopen", "a mistake").status_code == 302
    assert standing(village) == ("returned", "", "")
    assert CellRemark.objects.get(area=village).text == "a mistake"
    assert [e.act for e in Entry.objects.order_by("number")] == ["review-accept", "review-accept", "review-reopen"]


def test_two_reviewers_cannot_both_decide(own_site):
    """The second finds the report as the first left it, even where both had opened the page before."""
    village = own_site.places["village"]
    assert decide(own_site, "county_reviewer", village, "accept").status_code == 302
    late = decide(own_site, "county_reviewer", village, "return", "too late")
    assert late.status_code == 400 and standing(village) == ("waiting", "city", "county")


def test_two_that_decide_at_the_same_moment_take_turns(own_site):
    village, form, period = own_site.places["village"], place.definitions().form(FORM), Period.of(MONTH)
    person = own_site.people["county_reviewer"]
    done: list[str] = []

    def accept() -> None:
        from huimin.findings import Invalid

        try:
            actions.decide_one(person, rights_of(person), form, period, village, 1, Move.ACCEPT, "", {})
            done.append("accepted")
        except Invalid as refused:
            done.append(refused.findings[0].code)
        finally:
            connection.close()
            place._local.__dict__.clear()

    threads = [Thread(target=accept) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert done[0] == "accepted" and done[1] in ("review-not-waiting", "review-needs-reason")
    assert ReviewEvent.objects.count() == 1


def test_the_database_keeps_every_decision(own_site):
    decide(own_site, "county_reviewer", own_site.places["village"], "accept")
    with pytest.raises(DatabaseError, match="only added to"):
        ReviewEvent.objects.update(reason="changed")


def test_after_a_decision_the_next_report_that_waits_is_shown(own_site):
    village, township = own_site.places["village"], own_site.places["township"]
    answer = decide(own_site, "county_reviewer", village, "accept")
    board = read_board(place.definitions().form(FORM), Period.of(MONTH), township)
    others = [line.area for line in board.lines if line.area != village]
    assert answer.url.rsplit("/", 1)[1] in others


def test_reach_is_what_may_says(own_site):
    areas = place.definitions().areas
    for who in ("village_reporter", "township_reporter", "county_reviewer", "neighbour", "administrator"):
        rights = rights_of(own_site.people[who])
        for act in (Act.READ, Act.REVIEW, Act.REPORT):
            assert reach(rights, act) == {key for key in areas.keys if rights.may(act, key)}
    assert reach(rights_of(own_site.people["city_officer"]), Act.READ) is None
    assert Report.objects.filter(area__in=within([own_site.places["village"], "nowhere"]), **HERE).count() == 1


def test_counts_of_a_board_are_those_of_its_reports(own_site):
    """The board, the tally of the first page and the completeness of a check agree."""
    from huimin.tasks.check import missing_reports
    from huimin.web.review.tally import groups

    month = Period.of("2025-11")
    rights = rights_of(own_site.people["county_reviewer"])
    county, form = own_site.places["county"], place.definitions().form(FORM)
    counts = read_board(form, month, county)
    counts = counts.counts(counts.top, rights)
    group = next(one for one in groups(rights, county) if one.period == month and one.form == form)
    assert (group.total("expected"), group.total("received"), group.total("mine"), group.missing) == (
        counts.expected, counts.received, counts.mine, counts.missing)  # fmt: skip
    found = missing_reports(place.definitions(), place.store(), place.store().snapshot().marker, month, month)
    told = sum(one.facts["missing"] for one in found if rights.may(Act.READ, one.place.area)
               and one.facts["form_en"] == form.en)  # fmt: skip
    assert counts.missing == told == 5


@pytest.mark.parametrize("code", ["review-no-report", "review-report-changed", "finding-needs-text"])
def test_refusals_have_words(code):
    from huimin.findings import explain, next_step

    one = Finding(code, Severity.ERROR, facts={"revision": 2})
    assert all(explain(one, lang) and next_step(one, lang) for lang in ("zh", "en"))
