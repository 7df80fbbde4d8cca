"""Sending a workbook: wholly in with a receipt, or wholly out with every finding at its cell."""

from __future__ import annotations

from hashlib import sha256

from huimin.adapters.store.models import Figure, FoundProblem, Report, ReportReview, SourceFile, Submission
from huimin.figures.periods import Period
from huimin.web.base import audit, place
from huimin.web.base.models import Entry
from huimin.web.reporting.models import Receipt
from reporting_help import edited, filled_in, sent_number, upload

MONTH = "2025-11"  # the workbook of the cast's township for this month was refused: nothing of it is there
PERIOD = Period.of(MONTH)


def reports(site, who="village"):
    return Report.objects.filter(form="village_monthly", first=PERIOD.first, area=site.places[who])


def test_a_workbook_gives_a_receipt_with_its_hash(own_site):
    data = filled_in(own_site, "village", MONTH)
    browser = own_site.client("village_reporter")
    number = sent_number(upload(browser, data))
    page = browser.get(f"/report/receipt/{number}").text
    assert sha256(data).hexdigest() in page
    assert "Village Reporter" in page and "1 new, 0 corrected, 0 unchanged" in page
    assert browser.get(f"/report/receipt/{number}/file").content == data
    assert reports(own_site).count() == 1


def test_receipt_figures_and_log_come_together(own_site):
    number = sent_number(upload(own_site.client("village_reporter"), filled_in(own_site, "village", MONTH)))
    receipt = Receipt.objects.get(pk=number)
    assert receipt.figures == Figure.objects.filter(report__in=reports(own_site)).count() == 42
    assert Entry.objects.filter(act="report-sent", subject=f"receipt {number}").count() == 1
    assert list(audit.breaks()) == []


def test_the_same_bytes_again_give_the_same_receipt_and_enter_nothing_twice(own_site):
    data = filled_in(own_site, "village", MONTH)
    browser = own_site.client("village_reporter")
    numbers = {sent_number(upload(browser, data)) for _ in range(3)}
    assert len(numbers) == 1
    assert reports(own_site).count() == 1 and SourceFile.objects.filter(sha256=sha256(data).hexdigest()).count() == 1


def test_a_file_that_was_corrected_since_says_so(own_site):
    first, second = filled_in(own_site, "village", MONTH), filled_in(own_site, "village", MONTH, deaths=1)
    browser = own_site.client("village_reporter")
    number = sent_number(upload(browser, first))
    assert "corrected since" not in browser.get(f"/report/receipt/{number}").text
    sent_number(upload(browser, second))
    assert sent_number(upload(browser, first)) == number
    assert "One of its reports has been corrected since" in browser.get(f"/report/receipt/{number}").text


def test_somebody_else_of_the_area_may_send_the_same_file_and_sees_the_receipt(own_site):
    data = filled_in(own_site, "village", MONTH)
    first = sent_number(upload(own_site.client("village_reporter"), data))
    assert sent_number(upload(own_site.client("township_reporter"), data)) == first


def test_what_the_loader_took_in_before_gets_its_receipt_without_being_entered_again(own_site):
    path = next((own_site.folder / "inbox").glob("2025-12_990102001_*.xlsx"))
    before = Submission.objects.count()
    browser = own_site.client("township_reporter")
    number = sent_number(upload(browser, path.read_bytes(), name=path.name))
    assert Submission.objects.count() == before
    assert "had been taken in before" in browser.get(f"/report/receipt/{number}").text


def test_an_error_keeps_the_whole_file_out_and_every_cell_is_told(own_site):
    data = filled_in(own_site, "township", MONTH, births_total=3)
    answer = upload(own_site.client("township_reporter"), data)
    assert answer.status_code == 422
    assert answer.text.count("Births as totalled must equal male plus female") == len(
        place.definitions()
        .areas.at(PERIOD.end)
        .children(place.definitions().areas.at(PERIOD.end).index(own_site.places["township"]))
    )
    assert "I6" in answer.text and not Receipt.objects.exists()
    assert reports(own_site).count() == 0
    assert FoundProblem.objects.filter(file__sha256=sha256(data).hexdigest(), code="rule-broken").exists()


def test_a_file_put_right_is_taken_in(own_site):
    browser = own_site.client("village_reporter")
    wrong = filled_in(own_site, "village", MONTH)
    assert upload(browser, edited(wrong, lambda page: page.__setitem__("C6", "many"))).status_code == 422
    sent_number(upload(browser, wrong))


def test_a_row_of_another_area_keeps_the_file_out_and_leaves_no_trace(own_site):
    data = filled_in(own_site, "township", MONTH)
    files = SourceFile.objects.count()
    answer = upload(own_site.client("village_reporter"), data)
    assert answer.status_code == 422 and "is not an area that your account reports for" in answer.text
    assert SourceFile.objects.count() == files and not Receipt.objects.exists()


def test_several_files_are_each_taken_or_not(own_site):
    good, other = filled_in(own_site, "village", MONTH), filled_in(own_site, "village", "2025-10")
    browser = own_site.client("village_reporter")
    mixed = upload(browser, good, b"no workbook")
    assert mixed.status_code == 422 and "not taken in" in mixed.text and "/report/receipt/" in mixed.text
    both = upload(browser, good, other)
    assert both.status_code == 302 and both.url.startswith("/report/receipts?number=")
    assert "All 2 files were taken in." in browser.get(both.url).text


def test_no_file_chosen_is_told_at_the_form(own_site):
    answer = own_site.client("village_reporter", "zh").post("/report/upload")
    assert answer.status_code == 422 and "没有选择文件" in answer.text


def test_the_sender_is_the_area_of_the_lowest_role_that_covers_the_file(own_site):
    for who, area in (("village_reporter", "village"), ("township_reporter", "township")):
        data = filled_in(own_site, "village", MONTH, deaths=int(who == "township_reporter"))
        sent_number(upload(own_site.client(who), data))
        file = SourceFile.objects.get(sha256=sha256(data).hexdigest())
        assert file.sender == file.submissions.get().sender == own_site.places[area]


def test_an_accepted_report_is_locked_and_a_correction_of_it_kept_out(own_site):
    browser = own_site.client("village_reporter")
    sent_number(upload(browser, filled_in(own_site, "village", MONTH)))
    span = {"form": "village_monthly", "first": PERIOD.first, "last": PERIOD.last, "area": own_site.places["village"]}
    ReportReview.objects.create(
        **span, state="waiting", awaits="city", accepted_by="county", changed_at="2026-01-04T00:00Z"
    )
    answer = upload(browser, filled_in(own_site, "village", MONTH, deaths=1))
    assert answer.status_code == 422 and "locked" in answer.text
    assert reports(own_site).count() == 1


def test_a_village_gets_a_template_with_only_its_own_row(own_site):
    answer = own_site.client("village_reporter").get(
        f"/report/template/village_monthly/{MONTH}/{own_site.places['village']}"
    )
    rows = []
    edited(answer.content, lambda page: rows.extend(row[0].value for row in page.iter_rows(min_row=6)))
    assert rows == [own_site.places["village"]]


def test_the_list_tells_what_is_owed_and_what_is_done(own_site):
    browser = own_site.client("village_reporter")
    before = browser.get("/report/").text
    assert before.count("not begun") == 5 and "30 days late" in before
    sent_number(upload(browser, filled_in(own_site, "village", MONTH)))
    after = browser.get("/report/").text
    assert after.count("not begun") == 4 and "Receipt 1" in after
