"""The pages of claims on a real PostgreSQL: one claim all the way, by everybody whose hands it goes through."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction

from claims_office import claims_of, form, hire
from huimin.benefits.claims import Stage
from huimin.web.base.models import Entry, Grant, Person
from site_fixtures import TODAY

CODE = re.compile(r"<span>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})</span>")
FACTS = {"q-lawful_birth": "yes", "q-guardian": "yes", "q-child_birth-y": "2025", "q-child_birth-m": "3",
         "q-child_birth-d": "2", "q-applicant_birth-y": "1993", "q-applicant_birth-m": "5",
         "q-applicant_birth-d": "6"}  # fmt: skip


@pytest.fixture
def office(on_postgres):
    hire(on_postgres)
    person = Person(username="far_officer", name="Far Officer", password="!")
    person.save()
    Grant.objects.create(person=person, kind="case-officer", area=on_postgres.places["neighbour"])
    on_postgres.people["far_officer"] = person
    return on_postgres


def move(site, who, claim, what, **more):
    answer = site.client(who).post(f"/claims/{claim}/move", {"move": what, **more})
    assert answer.status_code == 302, answer.text
    return claims_of(site).skeleton(claim).head.stage


def enter(site, code):
    family = site.client()
    assert family.post("/family/mine", {"code": code}).status_code == 302
    return family


def taken(site):
    """The clerk takes a claim and hands out its code."""
    clerk = site.client("clerk")
    answer = clerk.post("/claims/new/childcare-subsidy", form(**{"q-lawful_birth": "yes"}))
    return answer.url.split("/")[2], CODE.search(clerk.get(answer.url).text)[1]


def test_a_claim_from_the_counter_to_another_county_on_postgres(office):
    site = office
    claim, code = taken(site)
    family = enter(site, code)
    assert family.post("/family/mine/code").status_code == 302
    code = CODE.search(family.get("/family/receipt").text)[1]
    assert move(site, "clerk", claim, "ask", words="A photo of the register, please.") is Stage.ASKED
    assert (
        family.post("/family/mine/correct", FACTS | {"c-phone": "13900000000", "c-address": "虚构村2号"}).status_code
        == 302
    )
    site.client("clerk").post(f"/claims/{claim}/facts", FACTS)
    assert move(site, "clerk", claim, "propose.no", words="The register does not show it.") is Stage.PROPOSED
    assert site.client("clerk").post(f"/claims/{claim}/move", {"move": "confirm"}).status_code == 400
    assert move(site, "case_officer", claim, "confirm", words="As proposed.") is Stage.REFUSED
    assert "The register does not show it." in family.get("/family/mine").text
    assert family.post("/family/mine/appeal", {"words": "It does, on page 3."}).status_code == 302
    assert claim in site.client("third_case_officer").get("/claims/?show=appeals").text
    assert move(site, "third_case_officer", claim, "uphold", words="Page 3 shows it.") is Stage.TAKEN
    assert move(site, "second_clerk", claim, "propose.yes") is Stage.PROPOSED
    assert move(site, "second_case_officer", claim, "confirm") is Stage.GRANTED
    _handed_over(site, claim, enter(site, code))
    _around(site, claim)


def _handed_over(site, claim, family):
    from huimin.web.base import place

    tree = place.definitions().areas.at(TODAY)
    there = tree.keys[next(iter(tree.children(tree.index(site.places["neighbour"]))))]
    typed = {"area": there, "since": TODAY.isoformat(), "words": "They moved.", "offer": "yes"}
    assert site.client("clerk").post(f"/claims/{claim}/hand-over", typed).status_code == 302
    for who in ("clerk", "far_officer"):
        assert claim in site.client(who).get("/claims/?show=passing").text
    far = site.client("far_officer")
    assert "测试甲" in far.post(f"/claims/{claim}/offer", {"move": "receive"}, follow=True).text
    assert site.client("case_officer").get(f"/claims/{claim}?for=decide").status_code == 404
    assert "Your claim is with" in family.get("/family/mine").text
    assert family.get("/family/mine/export.json").json()["claim"] == claim


def _around(site, claim):
    """Lists, search, batches, notices and totals are pages of the same database; what was done only grows."""
    far = site.client("far_officer")
    for page in ("", "?show=granted", "?late=1", "batch?benefit=childcare-subsidy", "notices", "statistics"):
        assert far.get(f"/claims/{page}").status_code == 200, page
    assert claim in far.post("/claims/search", {"number": claim, "purpose": "decide"}).text
    assert "Childcare subsidy" in site.client("city_officer").get("/claims/statistics").text
    assert Entry.objects.filter(subject=f"claim {claim}", act="claim-receive").count() == 1
    for statement in ("DELETE FROM claims_event", "UPDATE claims_sealed SET number = 99"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
