"""A document from draft to issue: made by one person, issued by another, and from then on it never changes."""

from __future__ import annotations

import csv
import time
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from django.test import override_settings

from documents_papers import drafted, handed_in, issued, letter_order, month_order, the_run
from huimin.findings import Invalid
from site_fixtures import TODAY


def moved(site, who, paper, deed, **more):
    """Take a step with a document, on the page; the page that follows."""
    return site.client(who).post(f"/documents/{paper.pk}/move", {"deed": deed, **more}, follow=True).text


def acts(paper):
    from huimin.web.base.models import Entry

    return list(Entry.objects.filter(subject=paper.subject).order_by("number").values_list("act", flat=True))


def numbers(site):
    path = site.folder / "documents" / "numbers.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig") as file:
        return [(row["kind"], row["number"], row["edition"]) for row in csv.DictReader(file)]


# --- what is due


def test_the_desk_sees_what_is_due_and_how_far_it_has_come(own_site):
    drafted(own_site, month_order())
    text = own_site.client("city_officer").get("/documents/").text
    assert "Monthly circular on main indicators" in text and "November 2025" in text
    assert "run not published" in text, "letters about a run that is not published are told to be drafts"
    october = own_site.client("city_officer").get("/documents/?span=2025-10").text
    assert "October 2025" in october and "Annual assessment report" not in october
    assert own_site.client("city_officer").get("/documents/?span=1999").status_code == 404


def waited(number):
    from huimin.web.documents import jobs
    from huimin.web.documents.models import Making

    until = time.monotonic() + 120
    while time.monotonic() < until:
        job = jobs.JOBS.looked_at(Making.objects.get(pk=number))
        if job.state != Making.RUNNING:
            return job
        time.sleep(0.2)
    raise AssertionError("the work did not end")


def test_many_are_made_handed_in_and_issued_at_once(own_site):
    from huimin.web.documents.models import Making, Paper

    run = the_run(own_site, publish=True)
    group = {"kind": "scorecard-letter", "period": "2025", "run": run, "scheme": "family-services-2025"}
    browser = own_site.client("city_officer")
    answer = browser.post("/documents/make", group)
    job = waited(int(answer.url.rsplit("/", 1)[1]))
    assert (job.state, job.made, job.kept, job.findings) == (Making.DONE, 3, 0, [])
    assert "3 documents were made" in browser.get(answer.url).text
    again = waited(int(browser.post("/documents/make", group).url.rsplit("/", 1)[1]))
    assert (again.made, again.kept) == (0, 3), "what would be the same is left as it is"
    handed = waited(int(browser.post("/documents/make", {**group, "deed": "hand-in"}).url.rsplit("/", 1)[1]))
    assert (handed.state, handed.made, handed.findings) == (Making.DONE, 3, [])
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.HANDED_IN}
    assert "were issued" in browser.post("/documents/issue", group, follow=True).text
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.HANDED_IN}, "not by the one who handed them in"
    text = own_site.client("second_officer").post("/documents/issue", group, follow=True).text
    assert "3 documents were issued" in text
    assert set(Paper.objects.values_list("state", flat=True)) == {Paper.ISSUED}


def test_work_whose_process_died_says_so_and_lets_the_next_begin(own_site):
    from huimin.web.base import clock
    from huimin.web.documents import jobs
    from huimin.web.documents.models import Making

    job = Making.objects.create(deed="drafts", person=own_site.people["city_officer"], made_at=clock.now())
    page = own_site.client("city_officer").get(f"/documents/making/{job.pk}").text
    assert "ended without a word" in page
    assert Making.objects.get().state == Making.DIED and jobs.JOBS.running() is None


def test_a_second_batch_waits_for_the_first(own_site):
    from huimin.web.base import clock, processes
    from huimin.web.documents.jobs import JOBS
    from huimin.web.documents.models import Making

    job = Making.objects.create(deed="drafts", person=own_site.people["city_officer"], made_at=clock.now())
    with processes.hold(JOBS.lock(job)):
        answer = own_site.client("second_officer").post("/documents/make", {"kind": "figures-letter", "period": "2025"})
    assert answer.status_code == 409 and "being made already" in answer.text and Making.objects.count() == 1


# --- a draft


def test_a_draft_is_marked_and_has_neither_number_nor_day(own_site):
    paper = drafted(own_site, month_order())
    text = own_site.client("second_officer", "zh").get(f"/documents/{paper.pk}").text
    assert "（征求意见稿）" in text and "家服发" not in text and numbers(own_site) == []
    assert 'style="' not in text.partition('class="paper"')[2], "what the content security policy refuses is left out"
    assert text.count("<h1") == 1


def test_its_files_are_made_when_they_are_asked_for(own_site):
    paper = drafted(own_site, month_order())
    browser = own_site.client("city_officer")
    docx, pdf = (browser.get(f"/documents/{paper.pk}/zh.{form}") for form in ("docx", "pdf"))
    assert "征求意见稿" in zipfile.ZipFile(BytesIO(docx.content)).read("word/document.xml").decode()
    assert pdf.content[:5] == b"%PDF-" and "attachment" in pdf.headers["Content-Disposition"]
    assert browser.get(f"/documents/{paper.pk}/fr.pdf").status_code == 404
    assert browser.get(f"/documents/{paper.pk}/zh.exe").status_code == 404


def test_a_draft_that_would_say_something_else_by_now_is_not_given_out_as_it_was(own_site):
    from huimin.web.base import place

    paper = drafted(own_site, month_order())
    own = own_site.folder / "documents" / "monthly-circular"
    own.mkdir(parents=True)
    (own / "zh.txt").write_text("# 新的通报\n\n内容已改。\n", "utf-8")
    (own / "en.txt").write_text("# Another circular\n\nIt says something else.\n", "utf-8")
    place.forget()
    browser = own_site.client("city_officer")
    assert "have changed since this draft was made" in browser.get(f"/documents/{paper.pk}").text
    assert browser.get(f"/documents/{paper.pk}/zh.docx").status_code == 409
    assert "Another circular" in moved(own_site, "city_officer", paper, "make")
    assert browser.get(f"/documents/{paper.pk}/zh.docx").status_code == 200


def test_the_office_fills_in_its_fields_and_nothing_else(own_site):
    from huimin.web.documents.models import Paper

    paper = drafted(own_site, month_order())
    browser, address = own_site.client("city_officer"), f"/documents/{paper.pk}/edit"
    before = browser.get(address).text
    assert "Family Services Office" in before and 'name="figures' not in before
    sent = {"addressees.zh": "各县区政府", "addressees.en": "All county governments", "copies.zh": "市统计局",
            "copies.en": "Statistics bureau", "signatory.zh": "惠民示范市人民政府办公室",
            "signatory.en": "Office of the City Government", "day": "2026-01-06"}  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    text = own_site.client("auditor", "zh").get(f"/documents/{paper.pk}").text
    for part in ("各县区政府", "市统计局", "惠民示范市人民政府办公室", "2026年1月6日"):
        assert part in text
    assert "Office of the City Government" in own_site.client("auditor").get(f"/documents/{paper.pk}?in=en").text
    moved(own_site, "city_officer", paper, "make")
    kept = Paper.objects.get(pk=paper.pk)
    assert kept.words["en"]["copies"] == "Statistics bureau", "made anew it keeps what the office wrote"
    assert acts(paper) == ["document-made", "document-edited", "document-made"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("addressees.en", "x" * 301, "too long"), ("copies.zh", "a\nb", "too long"), ("day", "32.13.", "no day")],
)
def test_a_field_that_does_not_fit_is_told_beside_it_and_keeps_what_was_typed(own_site, field, value, told):
    paper = drafted(own_site, month_order())
    answer = own_site.client("city_officer").post(f"/documents/{paper.pk}/edit", {field: value, "copies.en": "kept"})
    assert answer.status_code == 200 and told in answer.text
    assert "aria-invalid" in answer.text and 'value="kept"' in answer.text


# --- handing in and issuing


def test_handing_in_gives_a_number_once(own_site):
    paper = handed_in(own_site, month_order())
    assert paper.heads["zh"]["number"] == "家服发〔2026〕1号" and paper.day == TODAY
    assert "征求意见稿" not in paper.heads["zh"]["title"]
    assert sorted(paper.files) == [f"{lang}.{form}" for lang in ("en", "zh") for form in ("docx", "html", "pdf")]
    assert "Sent back." in moved(own_site, "second_officer", paper, "send-back", reason="Name the statistics bureau.")
    paper.refresh_from_db()
    assert paper.state == "draft" and "征求意见稿" in paper.heads["zh"]["title"] and sorted(paper.files) == [
        "en.html", "zh.html"
    ]  # fmt: skip
    moved(own_site, "city_officer", paper, "hand-in")
    paper.refresh_from_db()
    assert paper.heads["zh"]["number"] == "家服发〔2026〕1号"
    assert numbers(own_site) == [("monthly-circular", "1", "")]


def test_after_new_year_the_number_stays_in_its_year(own_site):
    paper = handed_in(own_site, month_order())
    moved(own_site, "second_officer", paper, "send-back", reason="Later.")
    answer = own_site.client("city_officer").post(f"/documents/{paper.pk}/edit", {"day": "2027-01-05"})
    assert "belongs to 2026" in answer.text
    with override_settings(HUIMIN_TODAY=TODAY.replace(year=2027)):
        moved(own_site, "city_officer", paper, "hand-in")
    paper.refresh_from_db()
    assert paper.heads["zh"]["number"] == "家服发〔2026〕1号" and paper.day.year == 2026


def test_a_letter_on_a_run_that_is_not_published_stays_a_draft(own_site):
    paper = drafted(own_site, letter_order(own_site.places["county"], the_run(own_site)))
    browser = own_site.client("city_officer")
    assert 'value="hand-in"' not in browser.get(f"/documents/{paper.pk}").text
    assert "can only be a draft" in moved(own_site, "city_officer", paper, "hand-in")
    paper.refresh_from_db()
    assert paper.state == "draft"


def test_nobody_issues_what_they_made_or_handed_in(own_site):
    from huimin.web.documents import actions, making

    paper = drafted(own_site, month_order(), who="second_officer")
    with making.publisher() as maker:
        actions.hand_in(own_site.people["city_officer"], paper, maker)
    for who in ("city_officer", "second_officer"):
        assert 'value="issue"' not in own_site.client(who).get(f"/documents/{paper.pk}").text
        assert "cannot issue it" in moved(own_site, who, paper, "issue", revision=paper.revision)
    paper.refresh_from_db()
    assert paper.state == "handed-in"


def test_one_issues_what_one_has_read(own_site):
    paper = handed_in(own_site, month_order())
    text = moved(own_site, "second_officer", paper, "issue", revision="20260101-00000000")
    assert "after you had looked at it" in text
    assert "It was issued" in moved(own_site, "second_officer", paper, "issue", revision=paper.revision)


def test_what_was_issued_never_changes_and_the_log_holds_its_hashes(own_site):
    from huimin.web.base.models import Entry

    paper = issued(own_site, month_order())
    for deed in ("make", "hand-in", "send-back", "issue"):
        answer = own_site.client("city_officer").post(
            f"/documents/{paper.pk}/move", {"deed": deed, "reason": "x", "revision": paper.revision}
        )
        assert answer.status_code == 409, deed
    assert own_site.client("city_officer").get(f"/documents/{paper.pk}/edit").status_code == 404
    entry = Entry.objects.get(act="document-issued")
    data = own_site.client("village_reporter").get(f"/documents/{paper.pk}/zh.pdf").content
    assert entry.facts["zh.pdf"] == sha256(data).hexdigest() and entry.facts["number"] == "2026-1"
    assert acts(paper) == ["document-made", "document-handed-in", "document-issued"]


def test_a_file_that_was_changed_behind_the_program_s_back_is_not_given_out(own_site):
    from huimin.web.documents import making

    paper = handed_in(own_site, month_order())
    path = making.folder_of(paper) / "zh.docx"
    path.write_bytes(path.read_bytes() + b" ")
    assert "does not fit the hash" in moved(own_site, "second_officer", paper, "issue", revision=paper.revision)
    assert own_site.client("city_officer").get(f"/documents/{paper.pk}/zh.docx").status_code == 409
    path.unlink()
    assert own_site.client("city_officer").get(f"/documents/{paper.pk}/zh.docx").status_code == 409


def test_a_withdrawn_one_says_so_and_what_takes_its_place_has_a_number_of_its_own(own_site):
    from huimin.web.documents.models import Paper

    paper = issued(own_site, month_order())
    assert "a reason is missing" in moved(own_site, "city_officer", paper, "withdraw", reason=" ")
    moved(own_site, "city_officer", paper, "withdraw", reason="A county's figures were corrected.")
    text = own_site.client("village_reporter").get(f"/documents/{paper.pk}").text
    assert "was withdrawn on 4 Jan 2026" in text and "A county&#39;s figures were corrected." in text
    name = own_site.client("village_reporter").get(f"/documents/{paper.pk}/en.pdf").headers["Content-Disposition"]
    assert "withdrawn" in name
    moved(own_site, "city_officer", paper, "replace")
    second = Paper.objects.get(edition=2)
    assert second.state == "draft" and second.number == 0
    moved(own_site, "second_officer", paper, "replace")
    assert Paper.objects.count() == 2, "one edition takes its place, however often it is asked for"
    moved(own_site, "city_officer", second, "hand-in")
    second.refresh_from_db()
    assert second.heads["en"]["number"] == "FSO [2026] No. 2"
    assert numbers(own_site) == [("monthly-circular", "1", ""), ("monthly-circular", "2", "2")]
    paper.refresh_from_db()
    assert paper.heads["en"]["number"] == "FSO [2026] No. 1"


def test_two_who_work_on_the_same_draft_do_not_overwrite_each_other(own_site):
    from huimin.web.documents import actions
    from huimin.web.documents.models import Paper

    paper = drafted(own_site, month_order())
    mine = Paper.objects.get(pk=paper.pk)
    actions.make(own_site.people["second_officer"], Paper.objects.get(pk=paper.pk))
    with pytest.raises(Invalid) as told:
        actions.make(own_site.people["city_officer"], mine)
    assert [one.code for one in told.value.findings] == ["paper-changed-meanwhile"]
    assert own_site.client("city_officer").get(f"/documents/{paper.pk}").status_code == 200


# --- templates


def test_faults_of_the_office_s_own_templates_are_told_with_line(own_site):
    own = own_site.folder / "documents" / "monthly-circular"
    own.mkdir(parents=True)
    (own / "en.txt").write_text("# Circular of {{ peroid }}\n\nText.\n", "utf-8")
    browser = own_site.client("city_officer")
    text = browser.get("/documents/templates").text
    assert "documents/monthly-circular/en.txt" in text and "peroid" in text and "period" in text
    assert text.count("the office’s own") == 1
    one = browser.get("/documents/templates/monthly-circular").text
    assert "{{ peroid }}" in one and "<code>period</code>" in one
    assert browser.get("/documents/templates/nonsense").status_code == 404


def test_every_kind_tells_its_names_in_both_languages(site):
    from huimin.writing.kinds import KINDS

    for lang, word in (("zh", "可以使用的名称"), ("en", "Names a template may use")):
        for kind in KINDS:
            text = site.client("auditor", lang).get(f"/documents/templates/{kind}").text
            assert word in text and "<code>issuer</code>" in text, (kind, lang)


def test_two_who_begin_the_same_document_get_one(own_site):
    from huimin.web.documents import actions
    from huimin.web.documents.models import Paper

    first, second = (actions.begun(own_site.people["city_officer"], month_order()) for _ in range(2))
    actions.make(own_site.people["city_officer"], first)
    with pytest.raises(Invalid) as told:
        actions.make(own_site.people["city_officer"], second)
    assert [one.code for one in told.value.findings] == ["paper-changed-meanwhile"] and Paper.objects.count() == 1


def test_the_first_page_tells_who_has_to_decide_and_what_came(own_site):
    county = own_site.places["county"]
    run = the_run(own_site, publish=True)
    waiting, done = handed_in(own_site, month_order()), issued(own_site, letter_order(county, run))
    for who, code, address in (
        ("second_officer", "Documents to issue", waiting),
        ("county_reviewer", "Documents that came", done),
    ):
        text = own_site.client(who).get("/").text
        assert code in text and f"/documents/{address.pk}" in text
    assert "Documents to issue" not in own_site.client("city_officer").get("/").text
    assert "Documents that came" not in own_site.client("neighbour").get("/").text
    moved(own_site, "second_officer", waiting, "send-back", reason="Look at the annex.")
    assert "Documents sent back" in own_site.client("city_officer").get("/").text


@pytest.mark.parametrize("kind", ["monthly-circular", "figures-letter", "responsibility-letter", "scorecard-letter"])
def test_every_draft_says_so_in_its_title(own_site, kind):
    from huimin.figures.periods import Period
    from huimin.tasks.publish.orders import Order

    county, run = own_site.places["county"], the_run(own_site)
    order = {
        "monthly-circular": month_order(),
        "figures-letter": Order(kind, Period.of("2025"), county),
        "responsibility-letter": Order(kind, Period.of("2025"), county, scheme="family-services-2025"),
        "scorecard-letter": letter_order(county, run),
    }[kind]
    heads = drafted(own_site, order).heads
    assert "征求意见稿" in heads["zh"]["title"] and "draft for comment" in heads["en"]["title"]


# --- open data


def few_public(site):
    """Little is public, so that the protection has little to work out."""
    text = "licence: CC-BY-4.0\nprotection: {levels: {city: [year], county: [year]}}\n"
    (site.folder / "open_data.yaml").write_text(text, "utf-8")


def test_one_has_open_data_worked_out_and_another_publishes_exactly_that(own_site):
    from huimin.web.base.models import Entry
    from huimin.web.documents.models import Making

    the_run(own_site, publish=True)
    few_public(own_site)
    browser, other = own_site.client("city_officer"), own_site.client("second_officer")
    assert "Nothing is worked out" in browser.get("/documents/public").text
    assert browser.post("/documents/public/begin", {"deed": "public"}).status_code == 409
    look = waited(int(browser.post("/documents/public/begin", {"deed": "look"}).url.rsplit("/", 1)[1]))
    assert look.state == Making.DONE, look.findings
    text = browser.get("/documents/public").text
    assert "Hidden is neither zero nor not reported" in text and "another officer has to" in text
    mine = browser.post("/documents/public/begin", {"deed": "public", "look": look.pk})
    assert mine.status_code == 409 and "cannot publish it" in mine.text
    assert not (own_site.folder / "open-data" / "site").exists()
    answer = other.post("/documents/public/begin", {"deed": "public", "look": look.pk})
    done = waited(int(answer.url.rsplit("/", 1)[1]))
    assert (done.state, done.result["number"]) == (Making.DONE, 1), done.findings
    assert (own_site.folder / "open-data" / "site" / "index.html").is_file()
    text = other.get("/documents/public").text
    assert "Nothing is worked out" in text and "Published so far" in text and "was published yet" not in text
    assert Entry.objects.filter(act="documents-public-done", person=own_site.people["second_officer"]).exists()


def test_open_data_that_changed_since_it_was_looked_at_is_not_published(own_site):
    from huimin.web.base import clock
    from huimin.web.documents import jobs
    from huimin.web.documents.models import Making

    few_public(own_site)
    look = Making.objects.create(deed="look", state="done", person=own_site.people["city_officer"],
                                 made_at=clock.now(), result={"content": "of another day"})  # fmt: skip
    job = Making.objects.create(deed="public", person=own_site.people["second_officer"], made_at=clock.now(),
                                args={"look": str(look.pk)})  # fmt: skip
    assert jobs.work(job.pk) == 1
    job.refresh_from_db()
    assert [one["code"] for one in job.findings] == ["public-changed"]
    assert not (own_site.folder / "open-data" / "site").exists()
