"""Sessions end when nobody uses them, after a day's work, when there are too many, and when the password changes."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from site_fixtures import PASSWORD

NEW = "four unrelated words"


def signed_in(site, who="auditor", agent="", password=PASSWORD):
    browser = site.client()
    answer = browser.post("/sign-in", {"username": who, "password": password}, headers={"user-agent": agent})
    assert answer.status_code == 302
    return browser


def open_(browser) -> bool:
    answer = browser.get("/account")
    return answer.status_code == 200


def test_an_hour_without_a_request_ends_it(quick_site, wait):
    browser = signed_in(quick_site)
    for _ in range(3):
        wait(minutes=50)
        assert open_(browser)
    wait(minutes=61)
    assert not open_(browser)


def test_twelve_hours_end_it_in_any_case(quick_site, wait):
    browser = signed_in(quick_site)
    for _ in range(14):
        wait(minutes=50)
        assert open_(browser)
    wait(minutes=50)
    assert not open_(browser)


def test_the_fourth_session_ends_the_oldest(quick_site, wait):
    browsers = []
    for _ in range(4):
        browsers.append(signed_in(quick_site))
        wait(minutes=1)
    assert [open_(browser) for browser in browsers] == [False, True, True, True]


def test_reading_a_page_is_rarely_a_write(quick_site, wait, writes_of):
    browser = signed_in(quick_site)
    open_(browser)
    assert writes_of(lambda: open_(browser)) == []
    wait(minutes=2)
    assert len(writes_of(lambda: open_(browser))) == 1


def test_a_person_sees_their_sessions_and_ends_one(quick_site, wait):
    phone = signed_in(quick_site, agent="Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile")
    wait(minutes=1)
    office = signed_in(quick_site, agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537 Edg/120")
    page = office.get("/account").text
    assert "Chrome, Android" in page and "Edge, Windows" in page and "this one" in page
    key = phone.cookies["huimin-session"].value
    assert key not in page
    handle = re.search(r'name="session" value="([0-9a-f]{16})"', page).group(1)
    office.post("/account/sessions/end", {"session": handle})
    assert not open_(phone) and open_(office)


def test_a_person_ends_nobody_elses_session(quick_site):
    from huimin.web.base import sessions

    mine, others = signed_in(quick_site, "auditor"), signed_in(quick_site, "neighbour")
    mine.post("/account/sessions/end", {"session": sessions.handle_of(others.cookies["huimin-session"].value)})
    mine.post("/account/sessions/end")
    assert open_(mine) and open_(others)


def test_signing_out_ends_it_for_good(quick_site):
    browser = signed_in(quick_site)
    key = browser.cookies["huimin-session"].value
    browser.post("/sign-out")
    browser.cookies["huimin-session"] = key
    assert not open_(browser)


def change(browser, old=PASSWORD, new=NEW, again=NEW):
    return browser.post("/account/password", {"old": old, "new": new, "again": again})


def test_a_new_password_ends_the_other_sessions(quick_site):
    here, there = signed_in(quick_site), signed_in(quick_site)
    assert change(here).url == "/account"
    assert open_(here) and not open_(there)
    assert open_(signed_in(quick_site, password=NEW))


# What is typed -> what the page says of it.
WRONG = """
    old       | new                    | again                  | said
    wrong     | four unrelated words   | four unrelated words   | the current password is wrong
    right     | short1!                | short1!                | at least 10 characters
    right     | 83920174652            | 83920174652            | digits only
    right     | Huimin12345            | Huimin12345            | easily guessed
    right     | password123            | password123            | easily guessed
    right     | qwertyuiop             | qwertyuiop             | easily guessed
    right     | auditor-2026           | auditor-2026           | too much like the name
    right     | four unrelated words   | five unrelated words   | not the same twice
    right     | only-for-tests-91      | only-for-tests-91      | the same as the current one
"""


def test_a_weak_or_mistyped_password_is_refused_with_the_reason(quick_site):
    browser = signed_in(quick_site)
    for line in WRONG.strip().splitlines()[1:]:
        old, new, again, said = [cell.strip() for cell in line.split("|")]
        answer = change(browser, PASSWORD if old == "right" else "no", new, again)
        assert answer.status_code == 400 and said in answer.text, line
        assert new not in answer.text  # what was typed is not sent back


def test_guessing_the_old_password_closes_the_address(quick_site, monkeypatch):
    from huimin.web.accounts import doors

    monkeypatch.setattr(doors, "FAILURES", ("failure", 3, doors.FAILURES[2]))
    browser = signed_in(quick_site)
    assert [change(browser, old=f"guess {n}").status_code for n in range(4)] == [400, 400, 400, 429]


def test_a_one_time_password_has_to_be_changed_before_anything_else(quick_site):
    person = quick_site.people["auditor"]
    person.must_change_password = True
    person.save()
    browser = signed_in(quick_site)
    for address in ("/", "/log/", "/people/"):
        assert browser.get(address).url == "/account/password", address
    assert "one-time password" in browser.get("/account/password").text
    assert change(browser).url == "/account"
    assert browser.get("/log/").status_code == 200


def test_name_and_language_are_ones_own_to_set(quick_site):
    browser = signed_in(quick_site)
    browser.post("/account", {"name": "  Another   Name ", "language": "zh"})
    assert "我的账号" in browser.get("/account").text and "Another Name" in browser.get("/account").text
    answer = browser.post("/account", {"name": " ", "language": "en"})
    assert answer.status_code == 400 and "姓名不能为空" in answer.text


def test_my_roles_are_shown_with_those_not_in_force(quick_site):
    from datetime import date

    from huimin.web.base.models import Grant

    Grant.objects.create(person=quick_site.people["auditor"], kind="judge", last=date(2025, 12, 31))
    page = quick_site.client("auditor").get("/account").text
    assert "evidence judge" in page and "not in force" in page and "31 Dec 2025" in page


@pytest.fixture
def writes_of():
    """The statements that change something while a function runs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def run(act) -> list[str]:
        with CaptureQueriesContext(connection) as caught:
            act()
        return [one["sql"] for one in caught if one["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]

    return run


def test_cookies_cannot_be_read_by_scripts_of_the_page_nor_sent_from_elsewhere(quick_site):
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        browser = Client()
        browser.get("/sign-in")
        browser.post("/sign-in", {"username": "auditor", "password": PASSWORD}, secure=True)
        session, token = browser.cookies["huimin-session"], browser.cookies["huimin-csrf"]
    assert session["httponly"] and session["secure"] and session["samesite"] == "Lax"
    assert token["secure"] and token["samesite"] == "Lax"


def test_sessions_long_over_are_cleared(quick_site):
    from huimin.web.base.models import Sitting

    signed_in(quick_site)
    Sitting.objects.update(expire_date="2020-01-01T00:00:00Z")
    signed_in(quick_site, "neighbour")
    assert [one.person.username for one in Sitting.objects.all()] == ["neighbour"]
