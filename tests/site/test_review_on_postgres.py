"""Review, reminders and findings on a real PostgreSQL: the same pages, the same decisions, one at a time."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import IntegrityError, InternalError, ProgrammingError

from huimin.figures.batch import ReportBatch
from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity
from huimin.tasks.ports import IncomingFile
from huimin.web.base import clock, place
from huimin.web.findings.models import Case
from huimin.web.review.models import Reminder, ReviewEvent
from site_fixtures import Site

FORM, MONTH = "village_monthly", "2025-11"


def send(site: Site) -> None:
    """Both villages' reports of November, one of them with a warning."""
    form, period = place.definitions().form(FORM), Period.of(MONTH)
    tree = place.definitions().areas.at(period.end)
    villages = [tree.keys[row] for row in tree.children(tree.index(site.places["township"]))][:2]
    batch = ReportBatch(FORM, period, "sheet", tuple(villages), form.atoms, np.ones((2, len(form.atoms))),
                        np.array([6, 7], np.int32), np.arange(2, 2 + len(form.atoms), dtype=np.int32),
                        sender=site.places["township"])  # fmt: skip
    warning = Finding("copied-period", Severity.WARNING, Place("a.csv", "sheet", "B7", villages[1], MONTH),
                      {"previous": "2025-10"})  # fmt: skip
    file = IncomingFile("a.csv", b"a", "", clock.now())
    assert place.store().save(file, [(batch, form, True)], [warning], True).outcome == "accepted"


def test_the_whole_of_review_on_postgres(on_postgres):
    site = on_postgres
    send(site)
    village, county = site.places["village"], site.places["county"]
    reviewer, city = site.client("county_reviewer"), site.client("city_officer")
    assert "Waiting for my review" in reviewer.get("/").text
    for address in ("/review/", f"/review/{FORM}/{MONTH}/{county}", f"/review/report/{FORM}/{MONTH}/{village}",
                    f"/review/completeness?period={MONTH}&form={FORM}"):  # fmt: skip
        assert reviewer.get(address).status_code == city.get(address).status_code == 200
    answer = reviewer.post(f"/review/{FORM}/{MONTH}/{county}/accept", {"clean": "1", "upto": 10**6}, follow=True)
    assert "1 report accepted" in answer.text
    given = {"move": "return", "revision": 1, "reason": "check it"}
    assert city.post(f"/review/report/{FORM}/{MONTH}/{village}/decide", given).status_code == 302
    assert [event.move for event in ReviewEvent.objects.order_by("id")] == ["accept", "return"]
    with pytest.raises((InternalError, IntegrityError, ProgrammingError), match="only added to"):
        ReviewEvent.objects.update(reason="changed")


def test_reminders_and_findings_on_postgres(on_postgres):
    site = on_postgres
    send(site)
    reviewer = site.client("county_reviewer")
    asked = {"form": FORM, "period": MONTH, "area": site.places["county"]}
    for _ in range(2):
        assert reviewer.post("/review/completeness/remind", asked).status_code == 302
    assert Reminder.objects.count() == 10  # twelve villages, two have reported
    assert "reminded you" in site.client("township_reporter").get("/").text
    assert reviewer.get("/findings/").text.count('class="told"') == 1
    assert reviewer.post("/findings/check").status_code == 302
    case = Case.objects.get(code="copied-period")
    to = site.people["township_reporter"].pk
    assert reviewer.post(f"/findings/{case.pk}/assign", {"to": to}).status_code == 302
    assert reviewer.post(f"/findings/{case.pk}/close", {"text": "seen"}).status_code == 302
    assert reviewer.get("/findings/?state=closed").text.count('class="told"') == 1
