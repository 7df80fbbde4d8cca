"""What is due lies on the desk, and many documents are made, handed in and issued at once."""

from __future__ import annotations

from documents_papers import drafted, month_order, the_run
from huimin.web.base import clock, processes
from huimin.web.documents.jobs import JOBS
from huimin.web.documents.models import Making, Paper
from waiting import waited


def test_the_desk_sees_what_is_due_and_how_far_it_has_come(own_site):
    drafted(own_site, month_order())
    text = own_site.client("city_officer").get("/documents/").text
    assert "Monthly circular on main indicators" in text and "November 2025" in text
    assert "run not published" in text, "letters about a run that is not published are told to be drafts"
    october = own_site.client("city_officer").get("/documents/?span=2025-10").text
    assert "October 2025" in october and "Annual assessment report" not in october
    assert own_site.client("city_officer").get("/documents/?span=1999").status_code == 404


def test_many_are_made_handed_in_and_issued_at_once(own_site):
    run = the_run(own_site, publish=True)
    group = {"kind": "scorecard-letter", "period": "2025", "run": run, "scheme": "family-services-2025"}
    browser = own_site.client("city_officer")
    answer = browser.post("/documents/make", group)
    job = waited(JOBS, int(answer.url.rsplit("/", 1)[1]))
    assert (job.state, job.made, job.kept, job.findings) == (Making.DONE, 3, 0, [])
    assert "3 documents were made" in browser.get(answer.url).text
    again = waited(JOBS, int(browser.post("/documents/make", group).url.rsplit("/", 1)[1]))
    assert (again.made, again.kept) == (0, 3), "what would be the same is left as it is"
    handed = waited(JOBS, int(browser.post("/documents/make", {**group, "deed": "hand-in"}).url.rsplit("/", 1)[1]))
    assert (handed.state, handed.made, handed.findings) == (Making.DONE, 3, [])
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.HANDED_IN}
    assert "were issued" in browser.post("/documents/issue", group, follow=True).text
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.HANDED_IN}, "not by the one who handed them in"
    text = own_site.client("second_officer").post("/documents/issue", group, follow=True).text
    assert "3 documents were issued" in text
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.ISSUED}


def test_work_whose_process_died_says_so_and_lets_the_next_begin(own_site):
    job = Making.objects.create(deed="drafts", person=own_site.people["city_officer"], made_at=clock.now())
    page = own_site.client("city_officer").get(f"/documents/making/{job.pk}").text
    assert "ended without a word" in page
    assert Making.objects.get().state == Making.DIED and JOBS.running() is None


def test_a_second_batch_waits_for_the_first(own_site):
    job = Making.objects.create(deed="drafts", person=own_site.people["city_officer"], made_at=clock.now())
    with processes.hold(JOBS.lock(job)):
        answer = own_site.client("second_officer").post("/documents/make", {"kind": "figures-letter", "period": "2025"})
    assert answer.status_code == 409 and "being made already" in answer.text and Making.objects.count() == 1
