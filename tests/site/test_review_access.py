"""Who may open which page of review, home and findings, and who may change what: every address for everybody."""

from __future__ import annotations

import pytest

from huimin.web.findings.collecting import take_in_new
from huimin.web.findings.models import Case
from site_fixtures import CAST, VISITOR

EVERYBODY = [name for name in CAST if name not in ("second_judge", "third_judge")] + [VISITOR]
SHORT = {"village_reporter": "vill", "township_reporter": "town", "county_reviewer": "cnty", "city_officer": "city",
         "second_officer": "2nd", "evidence_judge": "judge", "auditor": "audit", "administrator": "admin",
         "neighbour": "neigh", VISITOR: "visit"}  # fmt: skip
LOOKS = """
    address                                             | vill | town | cnty | city | 2nd | judge | audit | admin | neigh | visit
    /                                                   | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 200   | 200   | 302
    /review/                                            | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 200   | 302
    /review/?older=1                                    | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 200   | 302
    /review/village_monthly/2025-12/{city}              | 404  | 404  | 404  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/village_monthly/2025-12/{county}            | 404  | 404  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/village_monthly/2025-12/{township}          | 404  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/village_monthly/2025-12/{village}           | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/village_monthly/2025-12/nowhere             | 404  | 404  | 404  | 404  | 404 | 404   | 404   | 403   | 404   | 302
    /review/no_such_form/2025-12/{village}              | 404  | 404  | 404  | 404  | 404 | 404   | 404   | 403   | 404   | 302
    /review/village_monthly/2025Q4/{village}            | 404  | 404  | 404  | 404  | 404 | 404   | 404   | 403   | 404   | 302
    /review/report/village_monthly/2025-12/{village}    | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/report/village_monthly/2031-01/{village}    | 404  | 404  | 404  | 404  | 404 | 404   | 404   | 403   | 404   | 302
    /review/completeness                                | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 200   | 302
    /review/completeness?area={county}                  | 404  | 404  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /review/completeness/phone.csv?area={county}        | 404  | 404  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /findings/                                          | 200  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 200   | 302
    /findings/?area={county}                            | 404  | 404  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /findings/{case}                                    | 404  | 200  | 200  | 200  | 200 | 200   | 200   | 403   | 404   | 302
    /findings/999999                                    | 404  | 404  | 404  | 404  | 404 | 404   | 404   | 403   | 404   | 302
"""
CHANGES = """
    address                                                | vill | town | cnty | city | 2nd | judge | audit | admin | neigh | visit
    /review/village_monthly/2025-12/{county}/accept        | 403  | 404  | 302  | 302  | 302 | 403   | 403   | 403   | 404   | 302
    /review/village_monthly/2025-12/{village}/accept       | 403  | 302  | 302  | 302  | 302 | 403   | 403   | 403   | 404   | 302
    /review/report/village_monthly/2025-12/{village}/decide | 403 | 400  | 302  | 400  | 400 | 403   | 403   | 403   | 404   | 302
    /review/completeness/remind                            | 403  | 404  | 302  | 302  | 302 | 403   | 403   | 403   | 404   | 302
    /findings/check                                        | 403  | 302  | 302  | 302  | 302 | 403   | 403   | 403   | 302   | 302
    /findings/{case}/answer                                | 404  | 302  | 404  | 404  | 404 | 403   | 403   | 403   | 404   | 302
    /findings/{case}/assign                                | 404  | 404  | 302  | 302  | 302 | 403   | 403   | 403   | 404   | 302
    /findings/{case}/close                                 | 404  | 404  | 302  | 302  | 302 | 403   | 403   | 403   | 404   | 302
    /findings/{case}/nonsense                              | 404  | 404  | 404  | 404  | 404 | 403   | 403   | 403   | 404   | 302
"""


def rows_of(text: str) -> list[tuple[str, str, str]]:
    """(address, who, answer) of each cell of the table."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    full = {short: name for name, short in SHORT.items()}
    return [(line[0], full[who], cell) for line in lines for who, cell in zip(head[1:], line[1:], strict=True)]


def case_of(site) -> Case:
    """An open finding about the township of the cast."""
    take_in_new()
    case = Case.objects.filter(area=site.places["township"]).order_by("id").first()
    if case is None:
        case = Case.objects.order_by("id").first()
        Case.objects.filter(pk=case.pk).update(area=site.places["township"], state=Case.OPEN, gone_at=None)
    return case


@pytest.fixture(scope="module")
def known(site):
    return site, case_of(site).pk


def test_every_page_for_everybody(known):
    site, case = known
    browsers = {who: site.client(who) for who in EVERYBODY}
    found = [(address, who, str(browsers[who].get(address.format(case=case, **site.places)).status_code))
             for address, who, _ in rows_of(LOOKS)]  # fmt: skip
    assert found == rows_of(LOOKS)


@pytest.mark.parametrize("address", dict.fromkeys(address for address, _, _ in rows_of(CHANGES)))
def test_every_change_for_everybody(site, address):
    """Each post is tried by all in turn and undone, so that each finds the same."""
    from django.db import transaction

    case = case_of(site).pk
    given = {"move": "accept", "revision": "1", "area": site.places["village"], "upto": "999999", "text": "why",
             "form": "village_monthly", "period": "2025-11", "to": str(site.people["township_reporter"].pk)}  # fmt: skip
    if address.endswith("remind"):
        given["area"] = site.places["county"]
    wanted, found = {}, {}
    for one, who, answer in rows_of(CHANGES):
        if one == address:
            wanted[who] = answer
            with transaction.atomic():
                answered = site.client(who).post(address.format(case=case, **site.places), given)
                transaction.set_rollback(True)
            found[who] = str(answered.status_code)
            if who == VISITOR:
                assert answered.url.startswith("/sign-in?next=")
    assert found == wanted


def test_pages_that_change_nothing_take_no_post_and_those_that_change_take_no_get(site):
    browser = site.client("county_reviewer")
    assert browser.post("/review/").status_code == 405
    assert browser.get("/review/completeness/remind").status_code == 405
    assert browser.get("/findings/check").status_code == 405
