"""Follow-up from a draft to a closed task, the meeting and the responsibility letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from follow_up_papers import issue_notice, publish_run, strict_run
from site_fixtures import TODAY

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SOON = (TODAY + timedelta(days=2)).isoformat()


def say(browser, task, step, text="", **more):
    return browser.post(f"/follow-up/tasks/{task.pk}", {"step": step, "text": text, **more})


def test_the_ladder_offers_drafts_and_nothing_follows_by_itself(own_site):
    from huimin.web.follow_up.models import Notice
    from huimin.web.follow_up.reading import offers

    run = strict_run(own_site)
    officer = own_site.client("city_officer")
    found = offers(run)
    assert found and not Notice.objects.exists()
    one = found[0]
    answer = officer.post(f"/follow-up/drafts/{run}", {"area": one.key, "step": one.step["code"]})
    made = Notice.objects.get()
    assert answer.url == f"/follow-up/notices/{made.pk}" and made.stage == "draft"
    assert made.area == one.key and one.step["en"] in made.title and f"{one.score:.2f}" in made.text
    again = officer.post(f"/follow-up/drafts/{run}", {"area": one.key, "step": one.step["code"]})
    assert again.status_code == 400 and Notice.objects.count() == 1
    assert f"/follow-up/notices/{made.pk}" in officer.get(f"/follow-up/drafts/{run}").text


def test_a_run_that_is_not_published_offers_nothing(own_site):
    from huimin.adapters.store.models import Run

    assert own_site.client("city_officer").get(f"/follow-up/drafts/{Run.objects.get().run}").status_code == 404


def test_a_notice_is_written_changed_issued_received_and_closed(own_site):
    from huimin.web.follow_up.models import Notice

    officer, county = own_site.client("city_officer"), own_site.places["county"]
    empty = officer.post("/follow-up/notices/new", {"kind": "interview", "area": county, "title": "", "text": "x"})
    assert empty.status_code == 200 and empty.text.count('class="error"') == 1 and ">x</textarea>" in empty.text
    fields = {"kind": "interview", "area": county, "title": "Talk", "text": "Come to see us.", "due": SOON}
    officer.post("/follow-up/notices/new", fields)
    notice = Notice.objects.get()
    at = f"/follow-up/notices/{notice.pk}"
    officer.post(at + "/edit", {**fields, "title": "Interview"})
    assert own_site.client("county_reviewer").get(at).status_code == 404
    assert officer.post(at + "/carry", {"deed": "issue"}).status_code == 302
    assert officer.get(at + "/edit").status_code == 404
    reviewer = own_site.client("county_reviewer")
    assert "Interview" in reviewer.get("/").text
    assert reviewer.post(at + "/receive").status_code == 302
    assert "Received by County Reviewer" in officer.get(at).text
    task = {"title": "Bring the plan", "owner": own_site.people["county_reviewer"].pk, "due": SOON}
    assert officer.post(at + "/task", task).status_code == 302
    refused = officer.post(at + "/carry", {"deed": "close", "text": "done"})
    assert refused.status_code == 200 and "not closed: 1" in refused.text
    withdrawn = officer.post(at + "/carry", {"deed": "withdraw", "text": ""})
    assert "say what was done, or why" in withdrawn.text
    officer.post(at + "/carry", {"deed": "withdraw", "text": "a mistake"})
    notice.refresh_from_db()
    assert notice.stage == "withdrawn" and notice.tasks.get().stage == "withdrawn"


def test_a_task_is_answered_with_evidence_returned_answered_again_and_closed_by_somebody_else(own_site):
    _, task = issue_notice(own_site, own_site.places["county"])
    owner, officer = own_site.client("county_reviewer"), own_site.client("city_officer")
    assert "Send what is missing" in owner.get("/").text
    assert "say what was done" in say(owner, task, "answer").text
    upload = SimpleUploadedFile("sent.pdf", PDF)
    assert say(owner, task, "answer", "All were sent.", files=upload).status_code == 302
    assert say(officer, task, "answer", "me too").status_code == 200  # refused: the owner has answered
    assert say(owner, task, "close", "fine").status_code == 200
    task.refresh_from_db()
    assert task.stage == "answered"
    assert "Answers to decide on" in officer.get("/").text
    assert say(officer, task, "return", "").status_code == 200
    assert say(officer, task, "return", "December is missing").status_code == 302
    assert "December is missing" in owner.get(f"/follow-up/tasks/{task.pk}").text
    say(owner, task, "answer", "December too.")
    assert say(officer, task, "close").status_code == 302
    page = owner.get(f"/follow-up/tasks/{task.pk}").text
    assert [page.index(word) for word in ("Given", "Answered", "Returned", "Closed")]
    assert "sent.pdf" in page and 'name="step"' not in page


def test_nobody_closes_their_own_task(own_site):
    _, task = issue_notice(own_site, own_site.places["county"], owner="city_officer")
    own, other = own_site.client("city_officer"), own_site.client("second_officer")
    say(own, task, "answer", "done")
    refused = say(own, task, "close", "looks good to me")
    assert refused.status_code == 200 and "nobody closes" in refused.text
    assert say(other, task, "close").status_code == 302


def test_a_deadline_is_moved_with_a_reason_and_the_history_keeps_it(own_site):
    _, task = issue_notice(own_site, own_site.places["county"], due=TODAY)
    officer = own_site.client("city_officer")
    assert "a day from today" in say(officer, task, "extend", "flood", due="2025-12-01").text
    say(officer, task, "extend", "flood", due=SOON)
    text = officer.get(f"/follow-up/tasks/{task.pk}").text
    assert "new deadline 6 Jan 2026" in text and "flood" in text and "2 days left" in text


def test_late_tasks_are_marked_and_stand_first_on_the_sheet_of_the_meeting(own_site):
    from huimin.web.follow_up.models import Task

    county = own_site.places["county"]
    _, late = issue_notice(own_site, county)
    Task.objects.filter(pk=late.pk).update(due=TODAY - timedelta(days=1), title="The late one")
    issue_notice(own_site, county)
    text = own_site.client("county_reviewer").get(f"/follow-up/meeting/{county}").text
    assert text.index("The late one") < text.index("Send what is missing")
    assert "1 day late" in text
    assert "The late one" in own_site.client("city_officer").get("/follow-up/tasks?show=late").text
    assert "The late one" not in own_site.client("neighbour").get("/follow-up/tasks?show=late").text


def test_decisions_of_a_meeting_become_tasks_and_notes_are_kept(own_site):
    from huimin.web.follow_up.models import Meeting

    county = own_site.places["county"]
    officer, at = own_site.client("city_officer"), f"/follow-up/meeting/{county}"
    assert officer.post(at, {"what": "notes", "notes": "All were there."}).status_code == 302
    missing = officer.post(at, {"what": "decision", "area": county, "title": "Visit Shiqiao", "due": SOON})
    assert missing.status_code == 200 and 'value="Visit Shiqiao"' in missing.text and 'class="error"' in missing.text
    decision = {"what": "decision", "area": county, "title": "Visit Shiqiao", "due": SOON,
                "owner": own_site.people["county_reviewer"].pk}  # fmt: skip
    assert officer.post(at, decision).status_code == 302
    held = Meeting.objects.get()
    assert held.notes == "All were there." and held.tasks.get().owner == own_site.people["county_reviewer"]
    text = own_site.client("county_reviewer").get(at).text
    assert "All were there." in text and "Visit Shiqiao" in text
    # A month later what was agreed is at hand.
    Meeting.objects.update(day=TODAY - timedelta(days=30))
    later = own_site.client("county_reviewer").get(at).text
    assert "last meeting 5 Dec 2025" in later and "All were there." in later
    assert own_site.client("village_reporter").get("/follow-up/meeting").url.endswith(
        own_site.places["village"].replace("/", "~"))  # fmt: skip


def test_the_letter_names_who_answers_for_each_item_and_how_it_stands(own_site):
    publish_run(own_site)
    county = own_site.places["county"]
    at = f"/follow-up/letters/family-services-2025/2025/{county}"
    reviewer = own_site.people["county_reviewer"]
    answer = own_site.client("county_reviewer").post(at, {"item.F1.1": reviewer.pk, "item.F9.5": ""})
    assert answer.status_code == 302
    stranger = own_site.people["neighbour"].pk
    assert "somebody of the area" in own_site.client("city_officer").post(at, {"item.F1.2": stranger}).text
    assert at in own_site.client("county_reviewer").get("/follow-up/").text
    text = own_site.client("auditor").get(at).text
    assert "County Reviewer" in text and "<select" not in text and 'class="barline"' in text
    assert "1 / 38" in own_site.client("city_officer").get("/follow-up/letters?scheme=family-services-2025").text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["going", "late", "answered", "closed", "mine"])
def test_every_list_of_tasks_opens(own_site, lang, view):
    assert own_site.client("city_officer", lang).get(f"/follow-up/tasks?show={view}").status_code == 200
