"""Open data is worked out by one officer, and exactly that is published by another."""

from __future__ import annotations

from documents_papers import the_run
from huimin.web.base import clock
from huimin.web.base.models import Entry
from huimin.web.documents import jobs
from huimin.web.documents.models import Making
from waiting import waited


def few_public(site):
    """Little is public, so that the protection has little to work out."""
    text = "licence: CC-BY-4.0\nprotection: {levels: {city: [year], county: [year]}}\n"
    (site.folder / "open_data.yaml").write_text(text, "utf-8")


def test_one_has_open_data_worked_out_and_another_publishes_exactly_that(own_site):
    the_run(own_site, publish=True)
    few_public(own_site)
    browser, other = own_site.client("city_officer"), own_site.client("second_officer")
    assert "Nothing is worked out" in browser.get("/documents/public").text
    assert browser.post("/documents/public/begin", {"deed": "public"}).status_code == 409
    look = waited(jobs.JOBS, int(browser.post("/documents/public/begin", {"deed": "look"}).url.rsplit("/", 1)[1]))
    assert look.state == Making.DONE, look.findings
    text = browser.get("/documents/public").text
    assert "Hidden is neither zero nor not reported" in text and "another officer has to" in text
    mine = browser.post("/documents/public/begin", {"deed": "public", "look": look.pk})
    assert mine.status_code == 409 and "cannot publish it" in mine.text
    assert not (own_site.folder / "open-data" / "site").exists()
    answer = other.post("/documents/public/begin", {"deed": "public", "look": look.pk})
    done = waited(jobs.JOBS, int(answer.url.rsplit("/", 1)[1]))
    assert (done.state, done.result["number"]) == (Making.DONE, 1), done.findings
    assert (own_site.folder / "open-data" / "site" / "index.html").is_file()
    text = other.get("/documents/public").text
    assert "Nothing is worked out" in text and "Published so far" in text and "was published yet" not in text
    assert Entry.objects.filter(act="documents-public-done", person=own_site.people["second_officer"]).exists()


def test_open_data_that_changed_since_it_was_looked_at_is_not_published(own_site):
    few_public(own_site)
    look = Making.objects.create(deed="look", state="done", person=own_site.people["city_officer"],
                                 made_at=clock.now(), result={"content": "of another day"})  # fmt: skip
    job = Making.objects.create(deed="public", person=own_site.people["second_officer"], made_at=clock.now(),
                                args={"look": str(look.pk)})  # fmt: skip
    assert jobs.work(job.pk) == 1
    job.refresh_from_db()
    assert [one["code"] for one in job.findings] == ["public-changed"]
    assert not (own_site.folder / "open-data" / "site").exists()
