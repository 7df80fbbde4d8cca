"""The inbox of findings: one case a finding, given to somebody, answered, closed with a reason, reopened."""

from __future__ import annotations

import pytest

from huimin.adapters.store.models import FoundProblem, Report
from huimin.figures.periods import Period
from huimin.web.base import clock
from huimin.web.base.models import Entry
from huimin.web.findings.actions import candidates
from huimin.web.findings.collecting import run_check, take_in_new
from huimin.web.findings.models import Case, CaseEvent


def test_every_finding_kept_with_a_file_becomes_one_case(own_site):
    take_in_new()
    kept = FoundProblem.objects.filter(severity__gte=2, submission__isnull=False).exclude(area="")
    what = {(one.code, one.area, one.submission.first, one.element, one.facts.get("rule")) for one in kept}
    assert Case.objects.filter(submission__isnull=False).exclude(code="report-late").count() == len(what) > 10
    before = list(Case.objects.values_list("id", flat=True))
    take_in_new()
    assert list(Case.objects.values_list("id", flat=True)) == before


def test_the_same_finding_in_another_file_is_the_same_case(own_site):
    take_in_new()
    row = FoundProblem.objects.filter(code="copied-period").first()
    case = Case.objects.get(code="copied-period", area=row.area, period=row.period)
    again = FoundProblem.objects.get(pk=row.pk)
    again.pk, again.cell = None, "ZZ9"
    again.save()
    take_in_new()
    assert Case.objects.get(code="copied-period", area=row.area, period=row.period).pk == case.pk
    case.refresh_from_db()
    assert case.cell == "ZZ9" and case.state == Case.OPEN


def test_a_correction_without_the_finding_shows_that_it_is_gone(own_site):
    take_in_new()
    case = Case.objects.filter(code="copied-period", gone_at=None).order_by("id").first()
    old = Report.objects.filter(form=case.form, area=case.area, first=case.first).order_by("-revision").first()
    later = Report.objects.order_by("-submission_id").first().submission
    Report.objects.create(id=10**6, submission=later, form=old.form, area=old.area, first=old.first, last=old.last,
                          revision=old.revision + 1, on_time=True, digest=b"x")  # fmt: skip
    gone = own_site.client("city_officer").get("/findings/?state=gone").text
    assert f'href="/findings/{case.pk}"' in gone
    case.refresh_from_db()
    assert case.gone_at is not None and case.state == Case.OPEN


def test_a_check_finds_who_has_not_reported_and_later_that_it_is_over(own_site):
    month = Period.of("2025-11")
    new = run_check(month, month)
    cases = Case.objects.filter(source=Case.CHECK, code="report-missing")
    assert new >= cases.count() == 1 and cases.get().area == own_site.places["township"]
    assert run_check(month, month) == 0
    case = cases.get()
    form = {"form": case.form, "first": month.first, "last": month.last}
    submission = Report.objects.order_by("-submission_id").first().submission
    missing = [f"{own_site.places['township']}00{n}" for n in range(1, 6)]
    for n, area in enumerate(missing):
        Report.objects.create(
            id=10**6 + n, submission=submission, area=area, revision=1, on_time=False, digest=b"x", **form
        )
    run_check(month, month)
    case.refresh_from_db()
    assert case.gone_at is not None


def test_a_check_says_nothing_of_what_is_not_due_yet(own_site):
    december = Period.of("2025-12")
    Report.objects.filter(form="village_monthly", first=december.first).update(form="another")
    run_check(december, december)
    assert not Case.objects.filter(code="report-missing", period="2025-12").exists()


@pytest.fixture
def case(own_site) -> Case:
    take_in_new()
    one = Case.objects.filter(area__startswith=own_site.places["township"], gone_at=None).order_by("id").first()
    Case.objects.filter(pk=one.pk).update(area=own_site.places["village"])
    one.refresh_from_db()
    return one


def post(site, who: str, case: Case, act: str, **given: object):
    return site.client(who).post(f"/findings/{case.pk}/{act}", given)


def test_given_answered_closed_reopened_with_all_of_it_in_the_history(own_site, case):
    township = own_site.people["township_reporter"]
    assert post(own_site, "county_reviewer", case, "assign", to=township.pk).status_code == 302
    assert "Findings given to me" in own_site.client("township_reporter").get("/").text
    assert post(own_site, "township_reporter", case, "answer", text="The register was late.").status_code == 302
    assert post(own_site, "county_reviewer", case, "close", text="Checked against the register.").status_code == 302
    assert post(own_site, "county_reviewer", case, "answer", text="x").status_code == 404
    assert post(own_site, "county_reviewer", case, "reopen", text="New doubts.").status_code == 302
    case.refresh_from_db()
    assert case.state == Case.OPEN and case.assigned == township
    shown = own_site.client("auditor").get(f"/findings/{case.pk}").text
    for word in (
        "The register was late.",
        "Checked against the register.",
        "New doubts.",
        "gave it to Township Reporter",
    ):
        assert word in shown
    assert [e.act for e in Entry.objects.order_by("number")][-4:] == [
        "finding-assign", "finding-answer", "finding-close", "finding-reopen"]  # fmt: skip


def test_closing_needs_a_reason_and_what_is_closed_is_not_closed_again(own_site, case):
    refused = post(own_site, "county_reviewer", case, "close", text="  ")
    assert refused.status_code == 400 and "a reason is needed" in refused.text
    post(own_site, "county_reviewer", case, "close", text="done")
    assert post(own_site, "county_reviewer", case, "close", text="done").status_code == 400
    assert CaseEvent.objects.count() == 1


def test_a_case_is_given_only_to_people_who_work_there(own_site, case):
    names = {person.username for person in candidates(case)}
    assert names == {"village_reporter", "township_reporter", "county_reviewer", "city_officer", "second_officer"}
    for who in ("neighbour", "auditor", "administrator", "evidence_judge"):
        assert post(own_site, "county_reviewer", case, "assign", to=own_site.people[who].pk).status_code == 400


def test_filters_narrow_the_list_and_stay_in_the_links(own_site, case):
    browser = own_site.client("city_officer")
    listed = browser.get("/findings/", {"severity": "2", "period": "2025-08"}).text
    assert (
        "report-late" not in listed
        and "warning" in listed
        and "severity=2" in listed
        and "July 2025</span>" not in listed
    )
    assert browser.get("/findings/", {"assigned": "me"}).text.count('class="told"') == 0
    nowhere = browser.get("/findings/", {"form": "county_yearly"}).text
    assert "No findings here" in nowhere


def test_each_sees_the_findings_of_their_own_areas_only(own_site, case):
    seen = own_site.client("village_reporter").get("/findings/?state=all").text
    assert f'/findings/{case.pk}"' in seen
    for other in Case.objects.exclude(area=own_site.places["village"]):
        assert f'/findings/{other.pk}"' not in seen
    assert not own_site.client("neighbour").get("/findings/?state=all").text.count(f'/findings/{case.pk}"')


def test_a_long_list_is_paged(own_site, case):
    now = clock.now()
    Case.objects.bulk_create([
        Case(identity=f"{n}", source=Case.CHECK, code="report-missing", severity=2, area=own_site.places["township"],
             facts={"missing": 1, "owed": 1}, found_at=now, changed_at=now) for n in range(100)
    ])  # fmt: skip
    first = own_site.client("township_reporter").get("/findings/").text
    assert first.count('class="told"') == 40 and "page=2" in first
    assert own_site.client("township_reporter").get("/findings/?page=2").status_code == 200
