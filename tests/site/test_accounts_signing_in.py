"""Wrong passwords close a name, whether there is such an account or not; too many tries close an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from huimin.adapters.definitions.workspace import read_settings
from huimin.web.accounts import doors
from site_fixtures import PASSWORD


def knock(browser, username="auditor", password="wrong", **more):
    return browser.post("/sign-in", {"username": username, "password": password}, **more)


@pytest.fixture
def later(monkeypatch):
    """Turns the clock of the doors and of django-axes on."""
    from django.utils import timezone

    def turn(minutes: float) -> None:
        now = timezone.now() + timedelta(minutes=minutes)
        monkeypatch.setattr(doors, "now", lambda: now)
        monkeypatch.setattr("axes.handlers.proxy.now", lambda: now)

    return turn


def test_eight_wrong_passwords_close_the_name_for_a_quarter_of_an_hour(quick_site, later):
    browser = quick_site.client()
    answers = [knock(browser) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    right = knock(quick_site.client(), password=PASSWORD)
    assert right.status_code == 429 and 0 < int(right["Retry-After"]) <= 900
    assert "in about 15 min" in right.text
    later(16)
    assert knock(quick_site.client(), password=PASSWORD).status_code == 302


def test_others_go_on_signing_in_meanwhile(quick_site):
    for _ in range(8):
        knock(quick_site.client())
    assert knock(quick_site.client(), "neighbour", PASSWORD).status_code == 302


def test_a_name_without_an_account_looks_the_same(quick_site):
    there, not_there = quick_site.client(), quick_site.client()
    for _ in range(9):
        one, other = knock(there, "auditor"), knock(not_there, "nobody_at_all")
        assert one.status_code == other.status_code
        plain = [answer.text.replace(name, "NAME") for answer, name in ((one, "auditor"), (other, "nobody_at_all"))]
        hidden = [text.split("csrfmiddlewaretoken")[0] for text in plain]
        assert hidden[0] == hidden[1]


def test_a_closed_account_looks_like_a_wrong_password(quick_site):
    from huimin.web.base.models import Person

    Person.objects.filter(username="auditor").update(is_active=False)
    answer = knock(quick_site.client(), password=PASSWORD)
    assert answer.status_code == 200 and "wrong" in answer.text


def test_a_lock_out_is_told_in_the_log_once_and_only_for_accounts(quick_site):
    from huimin.web.base.models import Entry

    for _ in range(12):
        knock(quick_site.client(), "auditor")
        knock(quick_site.client(), "my-password-typed-by-mistake")
    assert list(Entry.objects.filter(act="locked-out").values_list("subject", flat=True)) == ["auditor"]


def test_signing_in_clears_what_was_counted(quick_site):
    for _ in range(2):
        for _ in range(6):
            knock(quick_site.client())
        assert knock(quick_site.client(), password=PASSWORD).status_code == 302


def test_forty_failures_close_an_address_whatever_the_names(quick_site, later):
    for number in range(doors.FAILURES[1]):
        assert knock(quick_site.client(), f"name{number}", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert knock(quick_site.client(), "auditor", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 429
    assert knock(quick_site.client(), "auditor", PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302
    later(16)
    assert knock(quick_site.client(), "neighbour", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_address_tries_sixty_times_a_minute_at_most(quick_site, monkeypatch, later):
    monkeypatch.setattr(doors, "TRIES", ("try", 3, doors.TRIES[2]))
    for _ in range(3):
        assert knock(quick_site.client(), "auditor", PASSWORD).status_code == 302
    answer = knock(quick_site.client(), "auditor", PASSWORD)
    assert answer.status_code == 429 and int(answer["Retry-After"]) <= 60
    later(1.1)
    assert knock(quick_site.client(), "auditor", PASSWORD).status_code == 302


def test_no_address_is_kept_by_the_count(quick_site):
    from huimin.web.accounts.models import Knock

    knock(quick_site.client(), REMOTE_ADDR="192.0.2.7")
    assert Knock.objects.count() == 2
    assert not any("192" in key for key in Knock.objects.values_list("key", flat=True))


def test_behind_a_server_for_https_the_last_address_it_wrote_counts(quick_site, settings_with):
    request = type("R", (), {"META": {"HTTP_X_FORWARDED_FOR": "10.9.9.9, 192.0.2.1", "REMOTE_ADDR": "127.0.0.1"}})()
    assert doors.address_of(request) == "127.0.0.1"  # without HTTPS anybody may have written that line
    with settings_with(https=True):
        assert doors.address_of(request) == "192.0.2.1"


def test_only_an_address_of_this_site_is_gone_on_to(quick_site):
    for wanted in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\elsewhere.example"):
        answer = quick_site.client().post("/sign-in", {"username": "auditor", "password": PASSWORD, "next": wanted})
        assert answer.url == "/", wanted
        assert quick_site.client().post("/language", {"language": "zh", "next": wanted}).url == "/"
    answer = quick_site.client().post("/sign-in", {"username": "auditor", "password": PASSWORD, "next": "/log/?act=x"})
    assert answer.url == "/log/?act=x"


def test_strange_signs_do_no_harm(quick_site):
    for name in ("a\0b", "x" * 5000, "Ω' OR 1=1 --", ""):
        assert knock(quick_site.client(), name, "p\0w").status_code == 200


def test_every_form_needs_its_token(quick_site):
    browser = Client(enforce_csrf_checks=True)
    assert knock(browser, "auditor", PASSWORD).status_code == 403
    browser.get("/sign-in")
    token = browser.cookies["huimin-csrf"].value
    answer = browser.post("/sign-in", {"username": "auditor", "password": PASSWORD, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302
    assert browser.post("/account", {"name": "Other"}).status_code == 403


def test_passwords_are_kept_by_argon2(quick_site):
    from huimin.web.base.models import Person
    from huimin.web.settings import values

    folder = quick_site.folder
    hashers = values(folder, read_settings(folder))["PASSWORD_HASHERS"]
    with override_settings(PASSWORD_HASHERS=hashers):
        Person.objects.make("argon", "Argon", PASSWORD)
    assert Person.objects.get(username="argon").password.startswith("argon2$argon2id$")


def test_a_session_begins_with_a_new_key_and_the_log_tells_it(quick_site):
    from huimin.web.base.models import Entry, Sitting

    browser = quick_site.client()
    knock(browser, password=PASSWORD)
    sitting = Sitting.objects.get(session_key=browser.cookies["huimin-session"].value)
    assert sitting.person.username == "auditor"
    line = Entry.objects.order_by("-number").first()
    assert (line.act, line.person_id, line.facts) == ("signed-in", sitting.person_id, {"by": "password"})
