"""A token is shown once, kept as a hash, does no more than its person on the day, and ends by its day or by hand."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from api_fixtures import Program, api_of, token_of
from reporting_help import filled_in
from site_fixtures import TODAY

FORM = {"name": "office machine", "reads": "1", "days": "30", "area": ""}


def make(site, who, **more):
    page = site.client(who).post("/api/tokens", {**FORM, **more})
    found = re.search(r'id="secret"[^>]*value="([^"]+)"', page.text)
    return page, found.group(1) if found else ""


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(own_site):
    from huimin.web.api.models import Token

    page, secret = make(own_site, "county_reviewer")
    assert secret.startswith("huimin_") and len(secret) > 45 and page["Cache-Control"] == "no-store"
    one = Token.objects.get()
    assert secret not in str(vars(one)) and len(one.digest) == 64 and secret.startswith(one.prefix)
    again = own_site.client("county_reviewer").get("/api/tokens").text
    assert secret not in again and one.prefix in again
    assert Program(secret).get("areas").status_code == 200
    assert Token.objects.get().used_at is not None
    from huimin.web.base.models import Entry

    assert secret not in str(list(Entry.objects.values()))
    assert list(Entry.objects.values_list("act", flat=True)) == ["token-made"]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"reads": ""}, {"days": "9"}, {"days": "x"}, {"area": "neighbour"},
                                   {"submits": "1"}, {"area": "nowhere"}])  # fmt: skip
def test_a_token_that_is_more_than_its_person_is_not_made(own_site, wrong):
    from huimin.web.api.models import Token

    form = {**FORM, **wrong}
    form["area"] = own_site.places.get(form["area"], form["area"])
    if wrong.get("reads") == "":
        del form["reads"]
    assert own_site.client("county_reviewer").post("/api/tokens", form).status_code == 422
    assert not Token.objects.exists()


def test_it_ends_by_hand_by_its_day_and_with_its_person(own_site):
    from huimin.web.api.models import Token
    from huimin.web.base.models import Grant, Person

    _, secret = make(own_site, "county_reviewer")
    number = Token.objects.get().pk
    assert own_site.client("neighbour").post(f"/api/tokens/{number}/revoke").status_code == 404
    assert Program(secret).get("areas").status_code == 200
    assert own_site.client("county_reviewer").post(f"/api/tokens/{number}/revoke").status_code == 302
    assert Program(secret).get("areas").status_code == 401
    old = api_of(own_site, "city_officer", days=-1)
    assert old.get("areas").status_code == 401
    assert api_of(own_site, "city_officer", days=0).get("areas").status_code == 200
    program = api_of(own_site, "neighbour")
    reports = f"reports?area={own_site.places['neighbour']}"
    assert program.get(reports).status_code == 200
    Grant.objects.filter(person=own_site.people["neighbour"]).update(last=TODAY - timedelta(days=1))
    assert program.get(reports).status_code == 404, "the role ended yesterday"
    Person.objects.filter(username="neighbour").update(is_active=False)
    assert program.get("areas").status_code == 401


def test_its_area_narrows_what_the_person_may(own_site):
    places = own_site.places
    narrow = api_of(own_site, "city_officer", area=places["township"])
    assert narrow.get(f"reports?area={places['village']}").status_code == 200
    assert narrow.get(f"reports?area={places['county']}").status_code == 404
    found = {one["area"] for one in narrow.items("reports?form=village_monthly&limit=1000")}
    assert places["village"] in found and all(key.startswith(places["township"]) for key in found)
    assert narrow.items("runs") == [], "drafts are for those who assess the whole tree"
    elsewhere = api_of(own_site, "county_reviewer", area=places["neighbour"])
    assert elsewhere.items("reports") == [] and elsewhere.get(f"reports?area={places['village']}").status_code == 404


def test_its_scope_narrows_too(own_site):
    submits = api_of(own_site, "township_reporter", reads=False)
    assert submits.get("areas").status_code == 403
    assert submits.send(b"x", "x.xlsx").status_code == 422
    reads = api_of(own_site, "township_reporter", submits=False)
    assert reads.get("areas").status_code == 200
    assert reads.send(b"x", "x.xlsx").status_code == 403
    assert token_of(own_site, "township_reporter") not in reads.get("areas").text


def test_a_workbook_gets_a_receipt_and_the_same_bytes_the_same(own_site):
    data, program = filled_in(own_site, "township", "2025-12"), api_of(own_site, "township_reporter")
    first = program.send(data, "南田镇.xlsx")
    assert first.status_code == 201, first.content.decode()[:1500]
    body = first.json()
    assert body["revised"] == body["parts"][0]["areas"] > 1 and body["first"] == 0
    again = program.send(data, "other name.xlsx")
    assert again.status_code == 200 and again.json()["number"] == body["number"]
    asked = program.get(f"submissions/{body['number']}").json()
    assert (asked["sha256"], asked["parts"]) == (body["sha256"], body["parts"])
    assert own_site.client("township_reporter").get(f"/report/receipt/{body['number']}").status_code == 200
    assert api_of(own_site, "neighbour").get(f"submissions/{body['number']}").status_code == 404
    reports = program.items(f"reports?form=village_monthly&period=2025-12&area={own_site.places['village']}")
    assert [one["sha256"] for one in reports] == [body["sha256"]]


def test_a_token_sends_for_its_own_area_only(own_site):
    data = filled_in(own_site, "township", "2025-12")
    village = api_of(own_site, "township_reporter", area=own_site.places["village"])
    answer = village.send(data, "x.xlsx")
    assert answer.status_code == 422
    assert {one["code"] for one in answer.json()["errors"]} == {"report-not-yours"}
    elsewhere = api_of(own_site, "township_reporter", area=own_site.places["neighbour"])
    assert elsewhere.send(data, "x.xlsx").status_code == 403


def test_what_is_refused_is_told_by_cell(own_site):
    answer = api_of(own_site, "township_reporter").send(b"PK\x03\x04 broken", "x.xlsx")
    assert answer.status_code == 422 and answer.json()["errors"][0]["place"]["file"] == "x.xlsx"
    assert api_of(own_site, "township_reporter").send(b"", "x.xlsx").status_code in (400, 422)
