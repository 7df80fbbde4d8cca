"""Who may open what of reporting.

The county's reviewer, the officers, judges and the auditor report nothing; they may see the receipts of areas they read.
"""

from __future__ import annotations

import pytest

from reporting_help import filled_in, sent_number, upload
from site_fixtures import CAST, VISITOR

READERS = ("village_reporter", "township_reporter", "county_reviewer", "city_officer", "second_officer", "evidence_judge",
           "second_judge", "third_judge", "auditor")  # fmt: skip

# Who gets a page; everybody else gets 403 (no such right at all) or 404 (not this area), a visitor is led to sign in.
TABLE = """
    address                                           | open to
    /report/                                          | village_reporter township_reporter
    /report/receipts                                  | village_reporter township_reporter
    /report/receipt/{receipt}                         | readers
    /report/receipt/{receipt}/file                    | readers
    /report/template/village_monthly/2025-11/{village} | village_reporter township_reporter
    /report/template/village_monthly/2025-11/{township} | township_reporter
    /report/village_monthly/2025-11/{village}         | village_reporter township_reporter
    /report/village_monthly/2025-11/{township}        | township_reporter
    /report/township_quarterly/2025Q4/{township}      | township_reporter
    /report/village_monthly/2025-11/{county}          | nobody
    /report/village_monthly/2026-01/{village}         | nobody
    /report/no_such_form/2025-11/{village}            | nobody
"""
WRITES = (
    "/report/upload",
    "/report/village_monthly/2025-11/{village}",
    "/report/village_monthly/2025-11/{village}/draft",
)


def lines() -> list[tuple[str, tuple[str, ...]]]:
    rows = [line.split("|") for line in TABLE.strip().splitlines()[1:]]
    groups = {"readers": READERS, "nobody": ()}
    return [(address.strip(), groups.get(who.strip(), tuple(who.split()))) for address, who in rows]


@pytest.fixture(scope="module")
def receipt(site) -> int:
    return sent_number(upload(site.client("village_reporter"), filled_in(site, "village", "2025-11")))


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_every_page_opens_to_those_it_is_for_and_to_nobody_else(site, receipt, who):
    for address, allowed in lines():
        answer = site.client(who).get(address.format(receipt=receipt, **site.places))
        if who == VISITOR:
            assert answer.status_code == 302 and answer.url.startswith("/sign-in"), address
        elif who in allowed:
            assert answer.status_code == 200, address
        else:
            assert answer.status_code in (403, 404), address


@pytest.mark.parametrize(
    "who", [one for one in (*CAST, VISITOR) if one not in ("village_reporter", "township_reporter")]
)
def test_nobody_else_can_send_or_draft(site, who):
    for address in WRITES:
        answer = site.client(who).post(address.format(**site.places), {"do": "save"})
        if who == VISITOR:
            assert answer.status_code == 302 and answer.url.startswith("/sign-in")
        else:
            assert answer.status_code in (403, 404)


def test_the_neighbour_never_gets_in(site, receipt):
    browser = site.client("neighbour")
    for address in (f"/report/receipt/{receipt}", f"/report/receipt/{receipt}/file"):
        assert browser.get(address).status_code == 404
