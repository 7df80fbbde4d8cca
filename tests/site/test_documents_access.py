"""Who may open which page of documents, and who may do what there.

CITY is a circular that was issued, OWN and NEIGHBOUR are letters to Minghu and to the county beside it, DRAFT is a
circular on its way. The desk (officers and auditors of the whole tree) sees all of them; others see what was issued, and
letters only to areas that they may read. The auditor looks and changes nothing.
"""

from __future__ import annotations

import pytest

from documents_papers import drafted, handed_in, issued, letter_order, month_order, the_run
from site_fixtures import CAST, VISITOR

LOOKING = """
    who               | START | LIST | CITY | FILE | OWN | NEIGHBOUR | DRAFT | DRAFT_FILE | EDIT | MAKING | STATE | TEMPLATES | TEMPLATE | PUBLIC
    village_reporter  | 200   | 200  | 200  | 200  | 404 | 404       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    township_reporter | 200   | 200  | 200  | 200  | 404 | 404       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    county_reviewer   | 200   | 200  | 200  | 200  | 200 | 404       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    city_officer      | 200   | 200  | 200  | 200  | 200 | 200       | 200   | 200        | 200  | 200    | 200   | 200       | 200 | 200
    second_officer    | 200   | 200  | 200  | 200  | 200 | 200       | 200   | 200        | 200  | 200    | 200   | 200       | 200 | 200
    evidence_judge    | 200   | 200  | 200  | 200  | 200 | 200       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    second_judge      | 200   | 200  | 200  | 200  | 200 | 200       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    third_judge       | 200   | 200  | 200  | 200  | 200 | 200       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    auditor           | 200   | 200  | 200  | 200  | 200 | 200       | 200   | 200        | 403  | 200    | 200   | 200       | 200 | 200
    administrator     | 403   | 403  | 403  | 403  | 403 | 403       | 403   | 403        | 403  | 403    | 403   | 403       | 403 | 403
    neighbour         | 200   | 200  | 200  | 200  | 404 | 200       | 404   | 404        | 403  | 403    | 403   | 403       | 403 | 403
    visitor           | 302   | 302  | 302  | 302  | 302 | 302       | 302   | 302        | 302  | 302    | 302   | 302       | 302 | 302
"""

DOING = """
    who               | MAKE | ISSUE_ALL | MOVE | EDIT | PUBLIC_BEGIN
    village_reporter  | 403  | 403       | 403  | 403 | 403
    township_reporter | 403  | 403       | 403  | 403 | 403
    county_reviewer   | 403  | 403       | 403  | 403 | 403
    city_officer      | 404  | 404       | 404  | 200 | 404
    second_officer    | 404  | 404       | 404  | 200 | 404
    evidence_judge    | 403  | 403       | 403  | 403 | 403
    second_judge      | 403  | 403       | 403  | 403 | 403
    third_judge       | 403  | 403       | 403  | 403 | 403
    auditor           | 403  | 403       | 403  | 403 | 403
    administrator     | 403  | 403       | 403  | 403 | 403
    neighbour         | 403  | 403       | 403  | 403 | 403
    visitor           | 302  | 302       | 302  | 302 | 302
"""
"""Sent without saying what: whoever may do it is told that there is no such step (404), or what the field lacks (200)."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


@pytest.fixture(scope="module")
def addresses(site):
    from huimin.figures.periods import Period
    from huimin.tasks.publish.orders import Order
    from huimin.web.base import clock
    from huimin.web.documents.models import Making

    run = the_run(site, publish=True)
    city = issued(site, month_order())
    own, neighbour = (issued(site, letter_order(site.places[name], run)) for name in ("county", "neighbour"))
    draft = drafted(site, Order("monthly-circular", Period.of("2025-10")))
    making = Making.objects.create(
        deed="drafts", state="done", person=site.people["city_officer"], made_at=clock.now(), args={}
    )
    return {
        "START": "/documents/", "LIST": "/documents/list", "CITY": f"/documents/{city.pk}",
        "FILE": f"/documents/{city.pk}/zh.pdf", "OWN": f"/documents/{own.pk}",
        "NEIGHBOUR": f"/documents/{neighbour.pk}", "DRAFT": f"/documents/{draft.pk}",
        "DRAFT_FILE": f"/documents/{draft.pk}/en.html", "EDIT": f"/documents/{draft.pk}/edit",
        "MAKING": f"/documents/making/{making.pk}", "STATE": f"/documents/making/{making.pk}.json",
        "TEMPLATES": "/documents/templates", "TEMPLATE": "/documents/templates/monthly-circular",
        "PUBLIC": "/documents/public", "PUBLIC_BEGIN": "/documents/public/begin", "MAKE": "/documents/make", "ISSUE_ALL": "/documents/issue", "MOVE": f"/documents/{draft.pk}/move",
    }  # fmt: skip


def test_the_tables_of_documents_name_everybody():
    assert set(rows(LOOKING)) == set(rows(DOING)) == {*CAST, VISITOR}


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking_at_documents(site, addresses, who):
    found = {name: str(site.client(who).get(addresses[name]).status_code) for name in rows(LOOKING)[who]}
    assert found == rows(LOOKING)[who]


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_doing_something_with_documents(site, addresses, who):
    sent = {"deed": "nonsense", "day": "nonsense"}
    found = {name: str(site.client(who).post(addresses[name], sent).status_code) for name in rows(DOING)[who]}
    assert found == rows(DOING)[who]


@pytest.mark.parametrize("who", ["village_reporter", "county_reviewer", "neighbour", "evidence_judge"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists_name_what_one_may_open_and_nothing_else(site, addresses, who, lang):
    text = site.client(who, lang).get("/documents/").text
    for name in ("CITY", "OWN", "NEIGHBOUR", "DRAFT"):
        assert (f'"{addresses[name]}"' in text) == (rows(LOOKING)[who][name] == "200"), (who, name)


def test_an_area_sees_the_draft_of_its_own_letter_once_its_run_is_open(own_site):
    from huimin.web.base import clock
    from huimin.web.base.stages import note_run

    run, county = the_run(own_site), own_site.places["county"]
    paper = drafted(own_site, letter_order(county, run))
    browser = own_site.client("county_reviewer")
    assert browser.get(f"/documents/{paper.pk}").status_code == 404
    stage = note_run(run, own_site.people["city_officer"])
    stage.stage, stage.opened_at = "open", clock.now()
    stage.save()
    page = browser.get(f"/documents/{paper.pk}")
    assert page.status_code == 200 and "draft for comment" in page.text
    assert own_site.client("neighbour").get(f"/documents/{paper.pk}").status_code == 404
    answer = browser.get(f"/documents/{paper.pk}/zh.docx")
    assert answer.status_code == 200 and "draft" not in answer.headers["Content-Disposition"]  # named in Chinese


def test_an_officer_of_one_county_is_not_at_the_desk(own_site):
    from huimin.web.base.models import Grant

    person = own_site.people["neighbour"]
    Grant.objects.create(person=person, kind="officer", area=own_site.places["neighbour"])
    paper = handed_in(own_site, month_order())
    browser = own_site.client("neighbour")
    for address in ("/documents/templates", f"/documents/{paper.pk}/edit"):
        assert browser.get(address).status_code == 403
    assert browser.get(f"/documents/{paper.pk}").status_code == 404
    assert browser.post(f"/documents/{paper.pk}/move", {"deed": "issue"}).status_code == 403
    assert browser.post("/documents/make").status_code == 403
