"""The first page tells who reports what they owe and by when, before anything else."""

from __future__ import annotations

import pytest


def forget_december(place: str) -> None:
    """As if the reports of December had not come: only to be done to a site of a test's own."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_report WHERE form = 'village_monthly' AND first = 2025 * 12 + 11 "
                       "AND area LIKE %s", [f"{place}%"])  # fmt: skip


@pytest.mark.parametrize("who", ["village_reporter", "township_reporter"])
def test_what_is_due_tomorrow_stands_first_with_a_link(own_site, who):
    forget_december(own_site.places["township"])
    text = own_site.client(who).get("/").text
    assert "What I owe" in text and "due tomorrow" in text
    area = own_site.places["village" if who == "village_reporter" else "township"]
    assert f"/report/village_monthly/2025-12/{area}" in text
    assert text.index("What I owe") == min(
        text.index(title) for title in ("What I owe", "How my area stands") if title in text
    )


def test_when_all_has_come_it_says_so(own_site, monkeypatch):
    from huimin.web.reporting import home

    monkeypatch.setattr(home, "duties", lambda *_: [])
    text = own_site.client("village_reporter").get("/").text
    assert "Nothing is due soon" in text


@pytest.mark.parametrize("who", ["county_reviewer", "auditor", "administrator", "evidence_judge"])
def test_who_reports_nothing_has_no_such_block(own_site, who):
    assert "What I owe" not in own_site.client(who).get("/").text
