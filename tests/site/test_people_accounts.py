"""Administrators make accounts, give and end roles with dates, and close accounts; never their own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huimin.web.base.models import Entry, Grant, Person, Sitting


def new(browser, **typed):
    given = {"username": "zhao.lin", "name": "Zhao Lin", "role": "reporter", "area": "990102", **typed}
    return browser.post("/people/new", given)


def once_of(text: str) -> str:
    return re.search(r"<code>((?:\w{4}-){3}\w{4})</code>", text).group(1)


def acts(subject: str) -> list[str]:
    return list(Entry.objects.filter(subject=subject).order_by("number").values_list("act", flat=True))


def page_of(person: Person) -> str:
    return f"/people/{person.pk}"


def test_a_new_account_gets_a_one_time_password_that_is_shown_once(own_site):
    browser = own_site.client("administrator")
    answer = new(browser, area="Minghu District", first="2026-01-01", last="2026-12-31")
    text = browser.get(answer.url).text
    once = once_of(text)
    assert once not in browser.get(answer.url).text
    person = Person.objects.get(username="zhao.lin")
    grant = person.grants.get()
    assert (grant.kind, grant.area, grant.first, grant.last) == (
        "reporter", own_site.places["county"], date(2026, 1, 1), date(2026, 12, 31))  # fmt: skip
    assert grant.given_by == own_site.people["administrator"]
    assert acts("zhao.lin") == ["account-made", "role-given"]
    visitor = own_site.client()
    assert visitor.post("/sign-in", {"username": "zhao.lin", "password": once}).status_code == 302
    assert visitor.get("/").url == "/account/password"


# What is typed wrong -> what the page says; everything else stays as it was typed.
WRONG = """
    field    | typed            | said
    username | zhao lin         | cannot be a user name
    username | auditor          | already
    name     |                  | the name is empty
    role     | boss             | there is no role
    area     | Nowhere          | Nowhere
    area     |                  | the area is missing
    first    | 31.1.2026        | is no day
"""


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(own_site):
    browser = own_site.client("administrator")
    for line in WRONG.strip().splitlines()[1:]:
        field, typed, said = [cell.strip() for cell in line.split("|")]
        answer = new(browser, **{field: typed})
        assert answer.status_code == 400 and said in answer.text, line
        assert 'value="990102"' in answer.text or field == "area"
    answer = new(browser, first="2026-02-01", last="2026-01-01")
    assert answer.status_code == 400 and "lies before the first day" in answer.text
    assert not Person.objects.filter(username="zhao.lin").exists()


def test_roles_begin_and_end_with_days(own_site):
    browser, person = own_site.client("administrator"), own_site.people["neighbour"]
    browser.post(f"{page_of(person)}/roles", {"role": "judge", "area": "all areas", "first": "2026-02-01"})
    grant = person.grants.get(kind="judge")
    assert own_site.client("neighbour").get("/account").text.count("not in force") == 1
    browser.post(f"{page_of(person)}/roles/{grant.pk}/end", {"last": "2026-03-31"})
    assert person.grants.get(kind="judge").last == date(2026, 3, 31)
    held = person.grants.get(kind="reviewer")
    assert own_site.client("neighbour").get("/log/").status_code == 403
    browser.post(f"{page_of(person)}/roles/{held.pk}/end", {"now": "1"})
    assert person.grants.get(kind="reviewer").last == date(2026, 1, 3)
    assert acts("neighbour") == ["role-given", "role-ended", "role-ended"]
    assert Grant.objects.filter(person=person).count() == 2  # ended, never deleted


def test_the_same_role_is_not_given_twice(own_site):
    person = own_site.people["neighbour"]
    held = {"role": "reviewer", "area": own_site.places["neighbour"]}
    answer = own_site.client("administrator").post(f"{page_of(person)}/roles", held)
    assert answer.status_code == 400 and "holds this role already" in answer.text


@pytest.mark.parametrize("what", ["roles", "details", "password", "second-factor", "sessions", "close", "reopen"])
def test_nobody_changes_their_own_account_here(own_site, what):
    """So no administrator gives themselves figures: that takes another one, and both are in the log."""
    me = own_site.people["administrator"]
    answer = own_site.client("administrator").post(
        f"{page_of(me)}/{what}", {"role": "officer", "area": "all areas", "name": "X"}
    )
    assert answer.status_code == 400 and "nobody changes their own account here" in answer.text
    assert [grant.kind for grant in me.grants.all()] == ["administrator"] and acts("administrator") == []


def test_a_closed_account_cannot_be_entered_and_keeps_its_name(own_site):
    browser, person = own_site.client("administrator"), own_site.people["neighbour"]
    visitor = own_site.client("neighbour")
    assert visitor.get("/").status_code == 200
    browser.post(f"{page_of(person)}/close")
    assert visitor.get("/").status_code == 302
    assert Sitting.objects.filter(person=person).count() == 0
    assert "closed" in browser.get("/people/?q=neighbour").text
    browser.post(f"{page_of(person)}/reopen")
    assert Person.objects.get(pk=person.pk).is_active
    assert acts("neighbour") == ["account-closed", "account-reopened"]


def test_a_new_password_ends_what_was_open(own_site):
    browser, person = own_site.client("administrator"), own_site.people["neighbour"]
    visitor = own_site.client("neighbour")
    visitor.get("/")
    answer = browser.post(f"{page_of(person)}/password")
    once = once_of(browser.get(answer.url).text)
    assert visitor.get("/").status_code == 302
    assert Person.objects.get(pk=person.pk).check_password(once)


def test_a_lost_phone_is_taken_off(own_site):
    from huimin.web.accounts import second

    person = own_site.people["neighbour"]
    second.set_up(person, second.new_key())
    browser = own_site.client("administrator")
    assert "second factor on" in browser.get(page_of(person)).text
    browser.post(f"{page_of(person)}/second-factor")
    assert not second.has(person) and second.codes_left(person) == 0
    assert acts("neighbour") == ["second-factor-reset"]


def test_the_list_is_searched_by_name_area_role_and_state(own_site):
    browser = own_site.client("administrator")

    def found(**query) -> list[str]:
        return re.findall(r'<td data-label="User name">(\w+)</td>', browser.get("/people/", query).text)

    assert len(found()) == 11
    assert found(q="neighb") == ["neighbour"]
    assert found(q="Minghu District") == ["county_reviewer"]
    assert found(role="officer") == ["city_officer", "second_officer"]
    assert found(state="closed") == [] and found(role="x", state="y", q="%_") == []


def test_a_list_of_thirteen_hundred_is_paged_without_a_query_for_each(own_site):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    people = Person.objects.bulk_create(Person(username=f"office{n:04}", name=f"Office {n}") for n in range(1300))
    Grant.objects.bulk_create(Grant(person=one, kind="reporter", area=own_site.places["village"]) for one in people)
    browser = own_site.client("administrator")
    browser.get("/people/")
    with CaptureQueriesContext(connection) as caught:
        text = browser.get("/people/?page=3").text
    assert "1311 accounts" in text and "page 3 of 27" in text
    assert len(caught) < 12


FILE = """用户名,姓名,职责,地区,起,止
zhao.lin,赵琳,报送员,{village},2026-01-01,
qian.wei,钱伟,审核员,990102,,
qian.wei,钱伟,reporter,990102,2026/1/1,2026-12-31
"""


def bring(browser, text: str | bytes, **more):
    data = text.encode("gb18030") if isinstance(text, str) else text
    return browser.post("/people/import", {"file": SimpleUploadedFile("账号.csv", data), **more})


def test_accounts_come_from_a_spreadsheet_as_offices_save_it(own_site):
    browser = own_site.client("administrator")
    text = bring(browser, FILE.format(**own_site.places), show="1").text
    assert "2 accounts were made" in text and len(re.findall(r"(?:\w{4}-){3}\w{4}", text)) == 2
    person = Person.objects.get(username="qian.wei")
    assert {grant.kind for grant in person.grants.all()} == {"reviewer", "reporter"}
    assert person.must_change_password and acts("qian.wei") == ["account-made", "role-given", "role-given"]


def test_their_passwords_can_be_taken_as_a_file(own_site):
    answer = bring(own_site.client("administrator"), FILE.format(**own_site.places), download="1")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    name, _, once = lines[1].split(",")
    assert Person.objects.get(username=name).check_password(once)


def test_every_fault_of_a_file_is_told_at_once_and_nothing_is_made(own_site):
    faulty = """username,name,role,area
auditor,Somebody,reporter,990102
bad name,X,reporter,990102
li.na,Li Na,boss,990102
li.na,Li Nana,reporter,Atlantis
"""
    answer = bring(own_site.client("administrator"), faulty)
    assert answer.status_code == 400
    for said in ("line 2", "line 3", "line 4", "line 5", "already", "cannot be a user name", "no role", "two names",
                 "Atlantis"):  # fmt: skip
        assert said in answer.text, said
    assert not Person.objects.filter(username="li.na").exists()


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\0\0\0", "cannot be read"), (b"", "is missing"), (b"username,name\n", "is missing"),
    (b"username,name,role,area\n", "0 lines"), (b"x" * 2_000_001, "cannot be read"),
])  # fmt: skip
def test_what_is_no_list_is_refused(own_site, data, said):
    answer = bring(own_site.client("administrator"), data)
    assert answer.status_code == 400 and said in answer.text


def test_a_name_is_no_formula_in_the_file_of_passwords(own_site):
    text = "username,name,role,area\nli.na,=HYPERLINK(1),reporter,990102\n"
    answer = bring(own_site.client("administrator"), text, download="1")
    assert ",'=HYPERLINK(1)," in answer.content.decode()


@pytest.fixture
def county_administrator(own_site):
    """An administrator of Minghu alone."""
    person = Person.objects.make("minghu_admin", "Minghu Admin", "only-for-tests-91")
    Grant.objects.create(person=person, kind="administrator", area=own_site.places["county"])
    own_site.people["minghu_admin"] = person
    return own_site.client("minghu_admin")


def test_a_county_administrator_looks_after_the_county(own_site, county_administrator):
    listed = re.findall(r'<td data-label="User name">(\w+)</td>', county_administrator.get("/people/").text)
    assert listed == ["county_reviewer", "minghu_admin", "township_reporter", "village_reporter"]
    for who in ("neighbour", "city_officer", "administrator"):
        assert county_administrator.get(page_of(own_site.people[who])).status_code == 404
        assert county_administrator.post(f"{page_of(own_site.people[who])}/password").status_code == 404
    for area in ("", "all areas", own_site.places["neighbour"], own_site.places["city"]):
        assert new(county_administrator, area=area).status_code == 400
    assert new(county_administrator, area=own_site.places["village"]).status_code == 302


def test_somebody_with_a_role_elsewhere_is_left_to_those_above(own_site, county_administrator):
    """Else a new password would open what lies outside of the county."""
    reviewer = own_site.people["county_reviewer"]
    assert county_administrator.get(page_of(reviewer)).status_code == 200
    Grant.objects.create(person=reviewer, kind="officer", area="")
    assert county_administrator.get(page_of(reviewer)).status_code == 404
