"""A round of judging from its opening to the cell that an explanation ends in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from judging_rounds import open_village_round
from site_fixtures import TODAY

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
COUNTY = "family-services-2025"


def county_office(site):
    """Who speaks for the county: the holder of its office."""
    return site.client("county_reviewer")


def opinion(seat, value, reason="see file 1"):
    from huimin.web.judging.actions import unit_of

    return {**{part.atom: value for part in unit_of(seat.case).parts}, "reason": reason}


def give(site, seat, value, **more):
    seat.refresh_from_db()
    return site.client(seat.person.username).post(f"/judging/seat/{seat.pk}", opinion(seat, value, **more))


def test_an_officer_opens_a_round_and_every_item_gets_two_judges_by_lot(own_site):
    from huimin.web.judging.models import Round

    fields = {"scheme": COUNTY, "period": "2025", "tolerance": "10", "final": "third", "red_lines": "yes",
              "evidence_until": TODAY.isoformat(), "judge_until": (TODAY + timedelta(days=9)).isoformat()}  # fmt: skip
    officer = own_site.client("city_officer")
    answer = officer.post("/judging/new", fields)
    judged = Round.objects.get()
    assert answer.url == f"/judging/{judged.pk}"
    # Three counties; five items and four red lines.
    assert judged.cases.count() == 3 * 9
    names = ("evidence_judge", "second_judge", "third_judge")
    work = dict.fromkeys(names, 0)
    for case in judged.cases.prefetch_related("seats__person"):
        seated = {seat.person.username for seat in case.seats.all()}
        assert len(seated) == 2
        for name in seated:
            work[name] += 1
    assert max(work.values()) - min(work.values()) <= 1
    again = officer.post("/judging/new", fields)
    assert again.status_code == 200 and "opened already" in again.text


def test_what_is_wrong_with_the_form_stands_beside_its_field_and_what_was_typed_stays(own_site):
    fields = {"scheme": COUNTY, "period": "2025-07", "tolerance": "90", "evidence_until": "2025-01-01",
              "judge_until": "soon", "final": "median"}  # fmt: skip
    answer = own_site.client("city_officer").post("/judging/new", fields)
    assert answer.text.count('class="error"') == 4
    for typed in ("2025-07", "90", "2025-01-01", "soon"):
        assert f'value="{typed}"' in answer.text


@pytest.fixture
def walked(own_site):
    judged = open_village_round(own_site, scheme=COUNTY, tolerance=0.1)
    return judged, own_site.places["county"]


def test_evidence_is_given_and_taken_back_until_it_is_handed_over(own_site, walked):
    judged, county = walked
    browser = county_office(own_site)
    case = judged.cases.get(area=county, item="F9.5")
    at = f"/judging/{judged.pk}/area/{county}"
    for name in ("minutes.pdf", "list.pdf"):
        upload = {"files": SimpleUploadedFile(name, PDF + name.encode()), "note": "see page 2"}
        assert browser.post(f"/judging/case/{case.pk}/attach", upload).url == at
    bad = browser.post(f"/judging/case/{case.pk}/attach", {"files": SimpleUploadedFile("x.exe", b"MZ program")})
    assert bad.status_code == 400
    first, _ = case.evidence.order_by("pk")
    browser.post(f"/judging/evidence/{first.pk}/withdraw")
    text = browser.get(at).text
    assert "list.pdf" in text and "minutes.pdf" not in text and "see page 2" in text
    # Judges cannot begin while the area may still send.
    seat = case.seats.get(number=1)
    assert "cannot be judged yet" in give(own_site, seat, "80").text
    assert browser.post(at + "/send").url == at
    late = browser.post(f"/judging/case/{case.pk}/attach", {"files": SimpleUploadedFile("late.pdf", PDF)})
    assert late.status_code == 400 and case.evidence.count() == 2
    shown = own_site.client(seat.person.username).get(f"/judging/seat/{seat.pk}").text
    assert "list.pdf" in shown and "minutes.pdf" not in shown


def read(page: str) -> str:
    """What a judge reads in a page and its fields: without the addresses of files and the random tokens of forms."""
    _, _, main = page.partition("<main")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)


def test_judges_do_not_see_each_other_and_nobody_changes_what_both_have_given(own_site, walked):
    judged, county = walked
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F9.5")
    first, second = case.seats.order_by("number")
    give(own_site, first, "81", reason="the minutes are complete")
    other = own_site.client(second.person.username).get(f"/judging/seat/{second.pk}").text
    officer = own_site.client("city_officer").get(f"/judging/{judged.pk}/area/{county}").text
    for text in (read(other), read(officer)):
        assert "81" not in text and "minutes are complete" not in text
    # One may mend one's own until the other has been given.
    assert give(own_site, first, "82").status_code == 302
    give(own_site, second, "90")
    case.refresh_from_db()
    assert case.stage == "settled" and case.values == {"family_services_2025_f9_5": 0.86}
    assert "can no longer change" in give(own_site, first, "10").text
    case.refresh_from_db()
    assert case.values == {"family_services_2025_f9_5": 0.86}
    officer = own_site.client("auditor").get(f"/judging/{judged.pk}/area/{county}").text
    assert "86%" in officer and "82%" in officer
    assert "86%" not in own_site.client("county_reviewer").get(f"/judging/{judged.pk}/area/{county}").text


def test_where_two_differ_a_third_is_drawn_who_sees_neither(own_site, walked):
    judged, county = walked
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F9.5")
    first, second = case.seats.order_by("number")
    give(own_site, first, "37")
    give(own_site, second, "93")
    case.refresh_from_db()
    third = case.seats.get(number=3)
    assert case.stage == "third" and third.person_id not in (first.person_id, second.person_id)
    page = read(own_site.client(third.person.username).get(f"/judging/seat/{third.pk}").text)
    assert "37" not in page and "93" not in page and "third" in page
    give(own_site, third, "70")
    case.refresh_from_db()
    assert case.stage == "settled" and case.values == {"family_services_2025_f9_5": 0.7}


def test_an_opinion_without_a_reason_or_with_an_impossible_share_is_refused_beside_its_field(own_site, walked):
    judged, county = walked
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    seat = judged.cases.get(area=county, item="F9.5").seats.get(number=1)
    answer = give(own_site, seat, "180", reason=" ")
    assert answer.text.count('class="error"') == 2 and 'value="180"' in answer.text
    seat.refresh_from_db()
    assert seat.given_at is None


def test_an_officer_can_put_another_judge_on_an_empty_seat_only(own_site, walked):
    judged, county = walked
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F8.3")
    seat, other = case.seats.order_by("number")
    free = next(own_site.people[name] for name in ("evidence_judge", "second_judge", "third_judge")
                if own_site.people[name].pk not in (seat.person_id, other.person_id))  # fmt: skip
    officer = own_site.client("city_officer")
    assert officer.post(f"/judging/case/{case.pk}/judge", {"number": "1", "person": other.person_id}).status_code == 400
    assert officer.post(f"/judging/case/{case.pk}/judge", {"number": "1", "person": free.pk}).status_code == 302
    give(own_site, case.seats.get(number=1), "1")
    back = officer.post(f"/judging/case/{case.pk}/judge", {"number": "1", "person": seat.person_id})
    assert back.status_code == 400 and "cannot be replaced" in back.text


def test_results_become_figures_of_a_real_sheet_that_names_who_judged(own_site, walked):
    from huimin.web.base import place

    judged, county = walked
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F9.5")
    first, second = case.seats.order_by("number")
    give(own_site, first, "40")
    give(own_site, second, "40")
    store, atom = place.store(), "family_services_2025_f9_5"
    period = judged.span
    before = store.cells(None, ["family_services_2025_f8_4"], [county], period.first, period.last)
    answer = own_site.client("city_officer").post(f"/judging/{judged.pk}/enter")
    assert answer.status_code == 302
    (cell,) = store.cells(None, [atom], [county], period.first, period.last)
    assert cell.value == 0.4 and cell.cell and cell.sheet
    assert first.person.name in cell.judge and second.person.name in cell.judge
    assert cell.note == f"F9.5: {first.person.name}, {second.person.name}"
    # What the round has not settled stays as it was reported.
    after = store.cells(None, ["family_services_2025_f8_4"], [county], period.first, period.last)
    assert [one.value for one in after] == [one.value for one in before]
    again = own_site.client("city_officer").post(f"/judging/{judged.pk}/enter")
    assert again.status_code == 400 and "no result is new" in again.text
    assert "40%" in own_site.client("county_reviewer").get(f"/judging/{judged.pk}/area/{county}").text


def test_the_first_page_leads_judges_and_reporters_to_what_they_have_to_do(own_site):
    judged = open_village_round(own_site)
    village = own_site.places["village"].replace("/", "~")
    assert f"/judging/{judged.pk}/area/{village}" in own_site.client("village_reporter").get("/").text
    assert "/judging/work" not in own_site.client("evidence_judge").get("/").text
    own_site.client("village_reporter").post(f"/judging/{judged.pk}/area/{village}/send")
    mine = [seat.person.username for case in judged.cases.filter(area=own_site.places["village"])
            for seat in case.seats.all()]  # fmt: skip
    assert "/judging/work" in own_site.client(mine[0]).get("/").text


def test_nobody_is_drawn_for_the_own_area_or_what_lies_above_and_below_it(own_site):
    from huimin.web.base.models import Grant

    Grant.objects.create(person=own_site.people["evidence_judge"], kind="reporter", area=own_site.places["township"])
    judged = open_village_round(own_site, scheme=COUNTY)
    seated = {seat.person.username for case in judged.cases.filter(area=own_site.places["county"])
              for seat in case.seats.all()}  # fmt: skip
    assert seated == {"second_judge", "third_judge"}
    elsewhere = judged.cases.filter(area=own_site.places["neighbour"], seats__person__username="evidence_judge")
    assert elsewhere.exists()


def test_where_no_third_is_free_the_officer_is_told_and_names_one(own_site):
    from huimin.web.base.models import Grant

    grant = Grant.objects.create(person=own_site.people["third_judge"], kind="reporter", area=own_site.places["county"])
    judged = open_village_round(own_site, scheme=COUNTY)
    county = own_site.places["county"]
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F9.5")
    for seat, points in zip(case.seats.order_by("number"), ("10", "90"), strict=True):
        give(own_site, seat, points)
    officer, third = own_site.client("city_officer"), own_site.people["third_judge"]
    assert "no third judge could be drawn" in officer.get(f"/judging/{judged.pk}/area/{county}").text
    named = {"number": "3", "person": third.pk}
    assert officer.post(f"/judging/case/{case.pk}/judge", named).status_code == 400
    grant.delete()
    assert officer.post(f"/judging/case/{case.pk}/judge", named).status_code == 302
    assert case.seats.get(number=3).person == third


def test_a_judgement_sheet_that_was_accepted_above_is_not_changed_from_below(own_site):
    from huimin.adapters.store.models import ReportReview
    from huimin.web.base import clock, place

    judged = open_village_round(own_site, scheme=COUNTY)
    county = own_site.places["county"]
    county_office(own_site).post(f"/judging/{judged.pk}/area/{county}/send")
    case = judged.cases.get(area=county, item="F9.5")
    for seat in case.seats.all():
        give(own_site, seat, "11")
    form = place.definitions().scheme(COUNTY).form_code
    ReportReview.objects.create(form=form, first=judged.span.first, last=judged.span.last, area=county, state="done",
                                accepted_by="city", changed_at=clock.now())  # fmt: skip
    answer = own_site.client("city_officer").post(f"/judging/{judged.pk}/enter")
    case.refresh_from_db()
    assert answer.status_code == 400 and "locked" in answer.text and not case.entered
    assert not judged.sheets.exists()
