"""A demonstration shows a comparison that is finished: invented lists, one review read to its end, one half-way."""

from __future__ import annotations

from reconciliation_site import own_keys


def test_a_comparison_is_played_once(own_site, monkeypatch):
    from huimin.web.demo import accounts, comparing
    from huimin.web.reconciliation.models import Comparison
    from huimin.web.reconciliation.standing import standing

    own_keys(monkeypatch, own_site.folder)
    monkeypatch.setattr(comparing, "BIRTHS", 600)
    people = accounts.make("en")
    comparing.play(people, "en")
    comparing.play(people, "en")
    one = Comparison.objects.get()
    assert one.state == Comparison.DONE and one.simulated and one.reported_at is not None
    first, second, third = (standing(review, people["city"]) for review in one.reviews.order_by("left", "right"))
    assert first.found.complete and len(first.seats) == 3 and first.found.agreed.agreed.value < 1
    assert second.next_pair is not None and not second.both_done and third.seats == ()

    browser = own_site.client("city_officer", "en")
    page = browser.get(f"/reconciliation/{one.pk}").text
    assert "Coverage each way" in page and "What readers found" in page and "the fourth quarter of" in page
    report = (own_site.folder / "reconciliation" / str(one.pk) / "en" / "report.html").read_text("utf-8")
    assert "Simulated data" in report and "The matching checked by people" in report
    written = {path.name for path in (own_site.folder / "reconciliation" / str(one.pk)).glob("*.json")}
    assert written == {"review-1-2.json"}, "of a review that is not finished nothing is told"
