"""Sampled re-decision on the site: drawn in the open, decided again by somebody who had no part in it and does not see the
first outcome; each look is logged with its purpose.
"""

from __future__ import annotations

import re

import pytest

from claims_office import OFFICE, claims_of, hire, make_claim
from site_fixtures import CAST, VISITOR

LOOKING = """
    who                 | START | ROUND | FRAME | LIST | DECIDE
    case_officer        | 200   | 200   | 200   | 200  | own
    second_case_officer | 200   | 200   | 200   | 200  | own
    third_case_officer  | 200   | 200   | 200   | 200  | 200
    auditor             | 200   | 200   | 200   | 200  | 403
    clerk               | 403   | 403   | 403   | 403  | 403
    paymaster           | 403   | 403   | 403   | 403  | 403
    city_officer        | 403   | 403   | 403   | 403  | 403
    administrator       | 403   | 403   | 403   | 403  | 403
    visitor             | 302   | 302   | 302   | 302  | 302
"""
DOING = """
    who                | BEGIN | DRAW | DECIDE
    third_case_officer | 400   | 400  | 400
    auditor            | 403   | 403  | 403
    clerk              | 403   | 403  | 403
    paymaster          | 403   | 403  | 403
    city_officer       | 403   | 403  | 403
    administrator      | 403   | 403  | 403
    visitor            | 302   | 302  | 302
"""
SEED = "welfare lottery 2026001: 03 08 12 + 07"


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


def told(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[1]))


def decided(site):
    """Two claims that one officer proposed and another confirmed; the first is refused."""
    numbers = [make_claim(site, child).number for child in (11, 12)]
    for number, outcome in zip(numbers, ("no", "yes"), strict=True):
        claims_of(site, "case_officer").propose(number, outcome, "as the papers say")
        claims_of(site, "second_case_officer").confirm(number, "as proposed")
    return numbers


@pytest.fixture(scope="module")
def office(site):
    hire(site)
    decided(site)
    return site


def wish(site, **more):
    return {"area": site.places["county"], "period": "2026-01", "each": "5", **more}


@pytest.fixture(scope="module")
def round_(office):
    """A round that is drawn; its address."""
    leader = office.client("case_officer")
    begun = leader.post("/redecision/begin", wish(office))
    assert begun.status_code == 302, told(begun.text)
    assert leader.post(f"{begun['Location']}/draw", {"seed": SEED}).status_code == 302
    return begun["Location"]


@pytest.fixture(scope="module")
def addresses(office, round_):
    from huimin.adapters.redecision import open_redecisions

    one = open_redecisions("default").drawn()[0]
    return {"START": "/redecision/", "ROUND": round_, "FRAME": f"{round_}/frame.csv", "LIST": f"{round_}/list.csv",
            "DECIDE": f"/redecision/decide/{one.number}", "BEGIN": "/redecision/begin", "DRAW": f"{round_}/draw"}  # fmt: skip


@pytest.mark.parametrize("who", [*CAST, *OFFICE, VISITOR])
def test_looking(office, addresses, who):
    table = rows(LOOKING)
    name = {"second_clerk": "clerk", "far_clerk": "clerk", "second_paymaster": "paymaster"}.get(who, who)
    expected, browser = table.get(name) or table["city_officer"], office.client(who)
    for page, status in expected.items():
        answer = browser.get(addresses[page])
        if status == "own":
            assert answer.status_code == 400 and "you had a part in the claim" in answer.text
        else:
            assert answer.status_code == int(status), page


@pytest.mark.parametrize("who", rows(DOING))
def test_doing(office, addresses, who):
    for page, status in rows(DOING)[who].items():
        assert office.client(who).post(addresses[page], wish(office, each="0")).status_code == int(status), page


def test_the_page_is_blind(office, addresses):
    for lang, words in (("en", ["without the first outcome", "Entitled"]), ("zh", ["看不到原来的结论", "材料不足"])):
        page = told(office.client("third_case_officer", lang).get(addresses["DECIDE"]).text)
        assert [one for one in words if one not in page] == []
        assert "as the papers say" not in page and "Case Officer" not in page.replace("Third Case Officer", "")
        assert not re.search(r"\bredecision\.[a-z]", page)


def test_what_was_drawn_can_be_drawn_again(office, round_):
    from huimin.sampling.frame import read_frame
    from huimin.tasks.benefit_indicators.accuracy import drawn

    browser = office.client("auditor")
    frame, listed = (browser.get(f"{round_}/{one}.csv").content.decode() for one in ("frame", "list"))
    assert drawn(read_frame(frame), 5, SEED, f"redecision-{round_.rsplit('/', 1)[1]}").text() == listed
    assert "refused" not in frame and "yes" not in frame and frame.count("\n") == 3


def test_what_is_not_there(office):
    browser = office.client("third_case_officer")
    for address in ("rounds/99", "rounds/99/frame.csv", "decide/99", "decide/99/papers/1"):
        assert browser.get(f"/redecision/{address}").status_code == 404, address
    assert browser.post("/redecision/begin", wish(office, area="")).status_code == 404
    assert browser.post("/redecision/begin", wish(office, area=office.places["neighbour"])).status_code == 404
    nothing = browser.post("/redecision/begin", wish(office, period="2025-03"))
    assert nothing.status_code == 400 and "nothing was decided" in nothing.text


def test_decided_again_and_the_result_told_at_the_end(own_site):
    """Both are decided again; one otherwise. Until then nobody who decides sees a result; the auditor does."""
    hire(own_site)
    numbers = decided(own_site)
    leader, third = own_site.client("case_officer"), own_site.client("third_case_officer")
    address = leader.post("/redecision/begin", wish(own_site))["Location"]
    assert leader.post(f"{address}/draw", {"seed": " "}).status_code == 400
    assert leader.post(f"{address}/draw", {"seed": SEED}).status_code == 302
    assert leader.post(f"{address}/draw", {"seed": "another"}).status_code == 400
    assert "Nothing waits for you" in leader.get("/redecision/").text
    assert "Decisions to be made again by you" in third.get("/").text
    waiting = re.findall(r"/redecision/decide/(\d+)\">(\S+?)<", third.get("/redecision/").text)
    assert sorted(claim for _, claim in waiting) == sorted(numbers)
    for number, claim in waiting:
        assert "The result is shown when all are decided again" in told(third.get(address).text)
        page = f"/redecision/decide/{number}"
        assert third.post(page).status_code == 400  # nothing chosen
        assert third.post(page, {"outcome": "yes"}).status_code == 302
        assert third.post(page, {"outcome": "no"}).status_code == 400  # it stays as it was said
        views = [(one.by, str(one.purpose)) for one in claims_of(own_site, "case_officer").views(claim)]
        assert ("third_case_officer", "redecide") in views
    page = told(leader.get(address).text)
    assert (
        "50.0%" in page
        and "2 decided again, 1 differ" in page
        and f"{numbers[0]}" in page.split("Claims decided otherwise")[1]
    )
    from huimin.web.base.models import Entry

    acts = [entry.act for entry in Entry.objects.filter(act__startswith="redecision-").order_by("number")]
    assert acts == ["redecision-begun", "redecision-drawn", "redecision-answered", "redecision-answered"]
    assert not any("yes" in str(entry.facts) for entry in Entry.objects.filter(act="redecision-answered"))
