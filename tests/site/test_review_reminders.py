"""Completeness by area and form, reminders in one click, and the list of whom to phone."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

from django.test import override_settings

from huimin.web.base.models import Entry
from huimin.web.review.models import Reminder
from site_fixtures import TODAY

ASKED = {"form": "village_monthly", "period": "2025-11"}


def remind(site, who: str, area: str):
    return site.client(who).post("/review/completeness/remind", {**ASKED, "area": area}, follow=True)


def test_expected_received_and_missing_down_the_tree(own_site):
    browser = own_site.client("city_officer")
    city = browser.get("/review/completeness", ASKED).text
    assert "Minghu District" in city and "86.1%" in city  # 31 of 36
    county = browser.get("/review/completeness", {**ASKED, "area": own_site.places["county"]}).text
    assert "Missing (5)" in county
    complete = browser.get("/review/completeness", {**ASKED, "area": own_site.places["neighbour"]}).text
    assert "Missing (" not in complete and "100.0%" in complete


def test_a_period_of_another_frequency_falls_back_to_the_latest_of_the_form(own_site):
    shown = own_site.client("city_officer").get(
        "/review/completeness", {"form": "township_quarterly", "period": "2025-11"}
    )
    assert shown.status_code == 200 and "Q4 2025" in shown.text


def test_a_reminder_reaches_the_home_page_of_who_reports_for_the_missing_areas(own_site):
    answer = remind(own_site, "county_reviewer", own_site.places["county"])
    assert "5 areas were reminded" in answer.text
    township = own_site.client("township_reporter").get("/").text
    assert "Monthly village return of family services, November 2025: 5 reports are missing" in township
    assert "County Reviewer reminded you" in township
    village = own_site.client("village_reporter").get("/").text
    assert "1 report is missing" in village
    assert "催报" in own_site.client("village_reporter", "zh").get("/").text
    assert "reminded you" not in own_site.client("county_reviewer").get("/").text
    assert Entry.objects.order_by("-number").first().facts == {"count": 5}


def test_not_twice_within_a_day_whoever_presses(own_site):
    county = own_site.places["county"]
    remind(own_site, "county_reviewer", county)
    again = remind(own_site, "city_officer", county)
    assert "5 areas had been reminded today already" in again.text and Reminder.objects.count() == 5
    with override_settings(HUIMIN_TODAY=TODAY + timedelta(days=1)):
        assert "5 areas were reminded" in remind(own_site, "city_officer", county).text
    assert Reminder.objects.count() == 10


def test_a_reminder_is_over_when_the_report_is_there(own_site):
    Reminder.objects.create(form="village_monthly", first=24311, last=24311, area=own_site.places["village"],
                            day=date(2026, 1, 4), person=own_site.people["county_reviewer"],
                            at="2026-01-04T09:00:00+08:00")  # fmt: skip
    assert "reminded you" not in own_site.client("village_reporter").get("/").text


def test_nothing_missing_reminds_nobody(own_site):
    answer = remind(own_site, "city_officer", own_site.places["neighbour"])
    assert "nobody was reminded" in answer.text and not Reminder.objects.exists()


def test_whom_to_phone_is_a_table_with_the_offices_and_their_people(own_site):
    answer = own_site.client("county_reviewer").get(
        "/review/completeness/phone.csv", {**ASKED, "area": own_site.places["county"]}
    )
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:2] == ["area", "office"] and row[0] == own_site.places["township"]
    assert (row[4], row[5], row[7]) == ("2025-12-05", "5", "Township Reporter")
    assert "attachment" in answer["Content-Disposition"]
