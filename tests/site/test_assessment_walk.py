"""A run from its start to its publication, with the replies on the way, as the people see it in their pages."""

from __future__ import annotations

import os
import stat
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from assessment_runs import published_run
from huimin.adapters.store.models import Run
from huimin.findings import Invalid
from huimin.web.assessment import actions, jobs
from huimin.web.assessment.models import Consent, Job, Reply
from huimin.web.base import audit, place, stages
from huimin.web.base.models import Entry, RunStage
from site_fixtures import TODAY
from waiting import waited
from workspace_fixtures import PERIOD, SCHEME


@pytest.fixture
def run(own_site) -> str:
    return Run.objects.get().run


def codes(problem) -> list[str]:
    return [finding.code for finding in problem.value.findings]


# --- making a run


def test_a_run_is_made_in_a_process_of_its_own_and_the_page_tells_how_it_gets_on(own_site):
    browser, before = own_site.client("city_officer"), Run.objects.get().run
    answer = browser.post("/assess/begin", {"scheme": SCHEME, "period": PERIOD})
    assert answer.status_code == 302
    page = browser.get(answer.url)
    assert "<progress" in page.text or "finished" in page.text.lower()
    twice = browser.post("/assess/begin", {"scheme": SCHEME, "period": PERIOD})
    number = int(answer.url.rsplit("/", 1)[1])
    if Job.objects.get(pk=number).state == Job.RUNNING:
        assert "being made already" in twice.text and Job.objects.count() == 1
    job = waited(jobs.JOBS, number)
    assert (job.state, job.findings) == (Job.DONE, []) and job.pid not in (0, os.getpid())
    assert job.was_there == (job.result == before), "the same figures make the same run"
    assert job.result in browser.get(answer.url).text
    assert RunStage.objects.get(run=job.result).started_by == own_site.people["city_officer"]
    assert Entry.objects.filter(act="assessment-run-made", subject=job.result).exists()


def test_a_job_whose_process_died_says_so_and_lets_the_next_begin(own_site):
    officer = own_site.people["city_officer"]
    job = Job.objects.create(kind="assess", args={"scheme": SCHEME, "period": PERIOD}, person=officer,
                             made_at=Run.objects.get().created_at)  # fmt: skip
    page = own_site.client("city_officer").get(f"/assess/job/{job.pk}").text
    assert "without a word" in page and "Back to the runs" in page
    assert Job.objects.get().state == Job.DIED and jobs.JOBS.running() is None


def test_a_job_that_fails_tells_what_is_wrong(own_site):
    officer = own_site.people["city_officer"]
    job = Job.objects.create(kind="assess", args={"scheme": "no-such-scheme", "period": PERIOD}, person=officer,
                             made_at=Run.objects.get().created_at)  # fmt: skip
    assert jobs.work(job.pk) == 1
    page = own_site.client("city_officer", "zh").get(f"/assess/job/{job.pk}").text
    assert "计算没有完成" in page and "no-such-scheme" in page


def test_an_unknown_scheme_or_period_is_told_beside_the_form(own_site):
    answer = own_site.client("city_officer").post("/assess/begin", {"scheme": "nonsense", "period": PERIOD})
    assert answer.status_code == 200 and "nonsense" in answer.text and not Job.objects.exists()


# --- replying


def test_an_area_replies_with_proof_and_reads_the_answer(own_site, run):
    officer, county = own_site.people["city_officer"], own_site.places["county"]
    address = f"/assess/run/{run}/area/{county}"
    actions.open_for_reply(officer, run, TODAY)
    theirs = own_site.client("county_reviewer")
    empty = theirs.post(f"{address}/reply", {"item": "F2.1", "text": " "})
    assert empty.status_code == 200 and "write what you have to say" in empty.text
    assert '<option value="F2.1" selected>' in empty.text, "what was chosen is kept"
    proof = SimpleUploadedFile("../证明.pdf", b"%PDF-1.7 made for a test")
    sent = theirs.post(f"{address}/reply", {"item": "F2.1", "text": "<b>Twelve</b>, not ten", "files": [proof]})
    assert sent.status_code == 302
    reply = Reply.objects.get()
    kept = reply.attachments.get()
    assert (kept.name, kept.kind, kept.area) == ("证明.pdf", "application/pdf", county)
    fetched = theirs.get(f"/attachment/{kept.pk}")
    assert b"".join(fetched.streaming_content) == b"%PDF-1.7 made for a test"
    fetched.close()
    assert fetched["Content-Disposition"].startswith("attachment") and fetched["X-Content-Type-Options"] == "nosniff"
    assert "&lt;b&gt;Twelve&lt;/b&gt;" in theirs.get(address).text
    office = own_site.client("city_officer")
    assert office.post(f"/assess/reply/{reply.pk}/answer", {"verdict": "declined"}).status_code == 200, "no reason"
    answered = office.post(f"/assess/reply/{reply.pk}/answer", {"verdict": "declined", "reason": "The sheet says ten."})
    assert answered.status_code == 302
    assert "The sheet says ten." in theirs.get(address).text
    assert office.post(f"/assess/reply/{reply.pk}/answer", {"verdict": "upheld", "reason": "again"}).status_code == 200
    assert Reply.objects.get().verdict == "declined", "an answer is given once"


def test_after_the_last_day_nobody_replies(own_site, run):
    actions.open_for_reply(own_site.people["city_officer"], run, TODAY)
    with override_settings(HUIMIN_TODAY=date(2026, 1, 5)):
        with pytest.raises(Invalid) as late:
            actions.reply(own_site.people["county_reviewer"], run, own_site.places["county"], "", "late", [])
        assert codes(late) == ["run-replies-closed"]
        assert "Write a reply" not in own_site.client("county_reviewer").get(
            f"/assess/run/{run}/area/{own_site.places['county']}").text  # fmt: skip


def test_a_day_that_is_gone_opens_nothing(own_site, run):
    for until in (None, date(2026, 1, 3)):
        with pytest.raises(Invalid) as problem:
            actions.open_for_reply(own_site.people["city_officer"], run, until)
        assert codes(problem) == ["run-reply-day"]


# --- publishing


def test_what_keeps_a_run_from_being_published(own_site, run):
    first, second, county = (own_site.people[name] for name in ("city_officer", "second_officer", "county_reviewer"))
    area = own_site.places["county"]
    assert [one.code for one in actions.obstacles(second, stages.stage_of(run))] == ["run-not-opened"]
    actions.open_for_reply(first, run, TODAY)
    assert [one.code for one in actions.obstacles(first, stages.stage_of(run))] == [
        "run-second-person",
        "run-reply-time",
    ]
    assert [one.code for one in actions.obstacles(second, stages.stage_of(run))] == ["run-reply-time"]
    reply = actions.reply(county, run, area, "F2.1", "not so", [])
    assert "run-replies-waiting" in [one.code for one in actions.obstacles(second, stages.stage_of(run))]
    actions.answer(first, reply.pk, "upheld", "true")
    with pytest.raises(Invalid) as problem:
        actions.publish(second, run)
    assert sorted(codes(problem)) == ["run-replies-upheld", "run-reply-time"]


def test_once_every_area_has_no_objection_a_run_may_be_published_early(own_site, run):
    first, second = own_site.people["city_officer"], own_site.people["second_officer"]
    actions.open_for_reply(first, run, date(2026, 2, 1))
    for area in place.finished(run).assessed:
        actions.consent(first, run, area)
    assert actions.publish(second, run).stage == "published"
    assert Consent.objects.count() == len(place.finished(run).assessed)


def test_a_published_run_never_changes(own_site, run):
    stage = published_run(own_site, run)
    folder = own_site.folder / "runs" / run
    modes = {path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0}, "its files are read-only"
    for change in (lambda: actions.open_for_reply(own_site.people["city_officer"], run, TODAY),
                   lambda: actions.publish(own_site.people["second_officer"], run)):  # fmt: skip
        with pytest.raises(Invalid):
            change()
    assert stages.stage_of(run).published_at == stage.published_at
    assert not list(audit.breaks())


def test_a_run_whose_files_were_changed_is_not_published_and_the_check_says_which(own_site, run):
    path = own_site.folder / "runs" / run / "scores.csv"
    path.write_bytes(path.read_bytes().replace(b"9", b"8", 1))
    with pytest.raises(Invalid) as problem:
        published_run(own_site, run)
    assert codes(problem) == ["run-files-changed"]
    assert stages.stage_of(run).stage == "open"
    assert "scores.csv" in own_site.client("auditor").get(f"/assess/run/{run}/check").text


def test_the_check_of_a_sound_run_says_so(own_site):
    run = Run.objects.get().run
    assert "as they were made" in own_site.client("auditor").get(f"/assess/run/{run}/check").text


def test_the_page_before_publishing_shows_what_will_be_published(own_site):
    run = Run.objects.get().run
    page = own_site.client("second_officer").get(f"/assess/run/{run}/publish").text
    assert "What will be published" in page and "&lt;h2" not in page and "has not been open for reply" in page
    assert all(place.finished(run).name(area, "en") in page for area in place.finished(run).assessed)


# --- the first page


def test_the_first_page_tells_what_waits_and_how_my_area_stands(own_site, run):
    first, county = own_site.people["city_officer"], own_site.client("county_reviewer")
    assert "Scorecards open for our reply" not in county.get("/").text
    actions.open_for_reply(first, run, TODAY)
    assert "Scorecards open for our reply" in county.get("/").text
    reply = actions.reply(own_site.people["county_reviewer"], run, own_site.places["county"], "", "no", [])
    assert "Replies to answer" in own_site.client("city_officer").get("/").text
    actions.answer(first, reply.pk, "declined", "no")
    with override_settings(HUIMIN_TODAY=date(2026, 1, 5)):
        assert "Runs that I may publish" in own_site.client("second_officer").get("/").text
        assert "Runs that I may publish" not in own_site.client("city_officer").get("/").text
        actions.publish(own_site.people["second_officer"], run)
    assert "How my area stands" in county.get("/").text
