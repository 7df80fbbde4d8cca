"""A document from draft to issue: made by one person, issued by another, and from then on it never changes."""

from __future__ import annotations

import csv
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
