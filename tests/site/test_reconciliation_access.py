"""Who sees what of reconciliation: officers of the area, and auditors, who change nothing and see no pair. A person of
whom a list speaks cannot be asked for: no address takes anything to look for.
"""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver

from reconciliation_site import compared, in_this_process, invented, own_keys, reading
from site_fixtures import CAST, VISITOR

OTHERS = [who for who in CAST if who not in ("city_officer", "second_officer", "auditor")]
LOOKING = """
    who            | START | NEW | SHOW | STATE | DOCX | OWN1 | OWN2 | REVIEW | READ
    city_officer   | 200   | 200 | 200  | 200   | 200  | 200  | 404  | 200    | 200
    second_officer | 200   | 200 | 200  | 200   | 200  | 404  | 200  | 200    | 403
    auditor        | 200   | 403 | 200  | 200   | 200  | 404  | 404  | 200    | 403
    anybody else   | 403   | 403 | 403  | 403   | 403  | 403  | 403  | 403    | 403
    visitor        | 302   | 302 | 302  | 302   | 302  | 302  | 302  | 302    | 302
"""
"""City officer sent the first list and reads; the second officer sent the second. OWN1, OWN2: record numbers of each."""
DOING = """
    who            | NEW | LIST | COLUMNS | BEGIN | REPORT | SIT | ANSWER | UNDO  | REMOVE
    city_officer   | yes | yes  | yes     | yes   | yes    | yes | yes    | yes   | yes
    second_officer | yes | yes  | yes     | yes   | yes    | yes | yes    | yes   | yes
    auditor        | 403 | 403  | 403     | 403   | 403    | 403 | 403    | 403   | 403
    anybody else   | 403 | 403  | 403     | 403   | 403    | 403 | 403    | 403   | 403
    visitor        | 302 | 302  | 302     | 302   | 302    | 302 | 302    | 302   | 302
"""
"""``yes``: the person gets through to what is said to something sent empty."""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    found = {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}
    return found | dict.fromkeys(OTHERS, found["anybody else"])


@pytest.fixture(scope="module")
def ours(site, tmp_path_factory):
    """A comparison that is done and being read by the city officer; and the names in its lists."""
    lists, names = invented()
    with in_this_process() as patch:
        own_keys(patch, tmp_path_factory.mktemp("keys"))
        one = compared(site, lists)
        reading(site, one, "city_officer", "same", 3)
        yield one, names


@pytest.fixture(scope="module")
def addresses(ours):
    base = f"/reconciliation/{ours[0].pk}"
    return {
        "START": "/reconciliation/", "NEW": "/reconciliation/new", "SHOW": base, "STATE": f"{base}/state",
        "DOCX": f"{base}/files/report.docx", "OWN1": f"{base}/files/for-1.csv", "OWN2": f"{base}/files/for-2.csv",
        "REVIEW": f"{base}/review/1-2", "READ": f"{base}/review/1-2/read", "LIST": f"{base}/lists/1",
        "COLUMNS": f"{base}/lists/1/columns", "BEGIN": f"{base}/start", "REPORT": f"{base}/report",
        "REMOVE": f"{base}/remove", "SIT": f"{base}/review/1-2/sit", "ANSWER": f"{base}/review/1-2/answer",
        "UNDO": f"{base}/review/1-2/undo",
    }  # fmt: skip


def got(site, who, address, lang="en"):
    """An answer, its file closed."""
    answer = site.client(who, lang).get(address)
    answer.close()
    return answer


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking_at_a_comparison(site, addresses, who):
    found = {name: str(got(site, who, addresses[name]).status_code) for name in rows(LOOKING)[who]}
    assert found == rows(LOOKING)[who]


@pytest.mark.parametrize("who", [*OTHERS, "auditor", VISITOR])
def test_nobody_else_changes_anything(site, ours, addresses, who):
    from huimin.web.base.models import Entry
    from huimin.web.reconciliation.models import Answer, Comparison, Seat

    before = [Entry.objects.count(), Comparison.objects.count(), Seat.objects.count(), Answer.objects.count()]
    browser = site.client(who)
    for name, expected in rows(DOING)[who].items():
        assert browser.post(addresses[name], {"value": "same", "pair": "3"}).status_code == int(expected), name
    assert before == [one.objects.count() for one in (Entry, Comparison, Seat, Answer)]


def test_another_county_is_not_there(site, addresses):
    """An officer of one county: what belongs to the city is not found, whatever number is tried."""
    from huimin.web.base.models import Grant, Person

    person = Person.objects.create(username="county_officer", name="County Officer", password="!")
    Grant.objects.create(person=person, kind="officer", area=site.places["county"])
    site.people["county_officer"] = person
    browser = site.client("county_officer")
    for name in ("SHOW", "STATE", "DOCX", "OWN1", "REVIEW", "READ"):
        assert browser.get(addresses[name]).status_code == 404, name
    for name in ("LIST", "COLUMNS", "BEGIN", "REPORT", "REMOVE", "SIT", "ANSWER", "UNDO"):
        assert browser.post(addresses[name]).status_code == 404, name
    start = browser.get("/reconciliation/")
    assert start.status_code == 200 and "Comparison 1" not in start.text
    form = {"area": site.places["city"], "name1": "a", "name2": "b", "limit": "95", "days": "9", "budget": "0"}
    assert browser.post("/reconciliation/new", form).status_code == 400, "not for the city"


# --- no query by person


def _patterns(patterns, prefix=""):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one


def test_no_address_of_reconciliation_takes_words(site):
    """Numbers of comparisons and lists, and the fixed names of files, are all that an address holds."""
    mine = [pattern for pattern, _ in _patterns(get_resolver().url_patterns) if pattern.startswith("reconciliation/")]
    assert len(mine) >= 15
    for pattern in mine:
        assert set(re.findall(r"<(\w+):(\w+)>", pattern)) <= {
            ("int", "number"), ("int", "at"), ("int", "left"), ("int", "right"), ("str", "name"),
        }, pattern  # fmt: skip
        assert "<str:name>" not in pattern or pattern.endswith("files/<str:name>")


@pytest.mark.parametrize("who", ["city_officer", "auditor"])
def test_asking_for_a_person_gives_nothing(site, ours, addresses, who):
    """Every address, asked with a name, a record number or an identity number in every way that comes to mind."""
    one, names = ours
    browser = site.client(who)
    wanted = sorted(names)[7]
    clean = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    asked = dict.fromkeys(("q", "name", "query", "search", "person", "number", "identity", "pair", "mother"), wanted)
    for name in ("START", "SHOW", "STATE", "REVIEW"):
        plain, tried = browser.get(addresses[name]), browser.get(addresses[name], asked)
        bodies = [clean.sub("", answer.text) for answer in (plain, tried)]
        bodies[1] = bodies[1].replace(_inside_next(bodies[1]), _inside_next(bodies[0]))
        assert bodies[0] == bodies[1], name
    for where in (f"files/{wanted}", f"files/{wanted}.csv", "files/list-1", f"review/1-2/{wanted}",
                  "review/1-2/pairs/4", "files/counts.json", "files/..%2f1%2fen%2fcounts.json"):  # fmt: skip
        assert browser.get(f"/reconciliation/{one.pk}/{where}").status_code == 404, where


def _inside_next(text):
    """What the switch of languages keeps of the address."""
    found = re.search(r'name="next" value="[^"]*"', text)
    return found[0] if found else "\0"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_of_a_child_stands_on_any_page_but_the_readers(site, ours, addresses, lang):
    _, names = ours
    for who in ("city_officer", "auditor"):
        for name in ("START", "SHOW", "STATE", "REVIEW"):
            text = got(site, who, addresses[name], lang).text
            assert not [one for one in names if one in text], (who, name)
    answer = site.client("city_officer", lang).get(addresses["OWN1"])
    own = b"".join(answer.streaming_content).decode("utf-8-sig")
    answer.close()
    assert not [one for one in names if one in own] and "H0000" in own and "P0000" not in own


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_says_what_it_is_for(site, addresses, lang):
    words = (
        "不得作为对任何家庭作出处理的依据" if lang == "zh" else "Nothing in it may carry a consequence for any family"
    )
    for name in ("START", "NEW", "SHOW", "REVIEW", "READ"):
        assert words in site.client("city_officer", lang).get(addresses[name]).text, name


def test_the_log_tells_what_was_shown_and_nothing_of_whom(site, ours, addresses):
    from huimin.web.base.models import Entry

    _, names = ours
    site.client("city_officer").get(addresses["READ"])
    entries = list(Entry.objects.filter(act__startswith="reconciliation-"))
    last = entries[-1]
    assert (last.act, last.facts) == ("reconciliation-pair-shown", {"lists": "0-1", "pair": 4})
    said = " ".join(f"{entry.act} {entry.subject} {entry.facts}" for entry in entries)
    assert not [name for name in names if name in said] and not re.search(r"[HP]0000\d", said)
    assert {"reconciliation-list", "reconciliation-compare", "reconciliation-pair-read", "reconciliation-file"} <= {
        entry.act for entry in entries
    }


@pytest.mark.parametrize("who", ["second_officer", "city_officer"])
def test_officers_get_through(site, addresses, who):
    """The last test of this page: it removes the lists."""
    browser = site.client(who)
    for name, expected in rows(DOING)[who].items():
        status = browser.post(addresses[name]).status_code
        assert status in (200, 302, 400) if expected == "yes" else status == int(expected), name
    assert browser.get(addresses["READ"]).status_code == 302, "the pairs are gone"
