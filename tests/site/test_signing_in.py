"""Signing in, out, and who sees the first page."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, PASSWORD


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_with_an_account_has_a_first_page(site, who, lang):
    answer = site.client(who, lang).get("/")
    assert answer.status_code == 200
    assert ("首页" if lang == "zh" else "Home") in answer.text


def test_a_visitor_is_asked_to_sign_in_and_led_back(site):
    answer = site.client().get("/")
    assert answer.status_code == 302 and answer.url == "/sign-in?next=/"
    assert site.client().get("/sign-in").status_code == 200


def test_name_and_password_open_the_site(own_site):
    browser = own_site.client()
    refused = browser.post("/sign-in", {"username": "auditor", "password": "wrong"})
    assert refused.status_code == 200 and "wrong" in refused.text
    answer = browser.post("/sign-in", {"username": "auditor", "password": PASSWORD, "next": "/"})
    assert answer.status_code == 302 and answer.url == "/"
    assert browser.get("/").status_code == 200
    assert browser.post("/sign-out").status_code == 302
    assert browser.get("/").status_code == 302
