"""The second factor: set up with an app, asked for when signing in, with recovery codes for a lost phone."""

from __future__ import annotations

import re
import time
from binascii import unhexlify

import pytest
from django_otp.oath import TOTP

from huimin.web.accounts import own, second
from site_fixtures import PASSWORD


def code_of(key: str, ahead: int = 0) -> str:
    totp = TOTP(unhexlify(key))
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06d}"


def signed_in(site, who="city_officer"):
    browser = site.client()
    browser.answer = browser.post("/sign-in", {"username": who, "password": PASSWORD, "next": "/account"})
    return browser


def set_up(browser, **more) -> tuple[str, list[str]]:
    """Set the factor up in the pages: the key and the recovery codes."""
    browser.get("/account/second-factor")
    key = browser.session[own.KEY]
    answer = browser.post("/account/second-factor", {"code": code_of(key), **more})
    assert answer.url == "/account/second-factor/codes", answer.text
    return key, re.findall(r"<code>(\w{5}-\w{5})</code>", browser.get(answer.url).text)


@pytest.fixture
def officer(quick_site):
    """(site, key, recovery codes) of an officer who set it up; the session it was done in has ended."""
    browser = signed_in(quick_site)
    key, codes = set_up(browser)
    browser.post("/sign-out")
    return quick_site, key, codes


def test_it_is_set_up_with_a_picture_or_by_typing(quick_site):
    browser = signed_in(quick_site)
    page = browser.get("/account/second-factor").text
    key = browser.session[own.KEY]
    assert second.typed(key) in page and 'src="data:image/svg+xml' in page
    wrong = browser.post("/account/second-factor", {"code": "000000"})
    assert wrong.status_code == 400 and "code is wrong" in wrong.text
    assert browser.session[own.KEY] == key  # the phone need not scan again


def test_ten_recovery_codes_are_shown_once_and_never_kept(quick_site):
    from django_otp.plugins.otp_static.models import StaticToken

    browser = signed_in(quick_site)
    _, codes = set_up(browser)
    assert len(codes) == len({*codes}) == 10
    assert browser.get("/account/second-factor/codes").status_code == 302
    kept = {*StaticToken.objects.values_list("token", flat=True)}
    assert len(kept) == 10 and not kept & {code.replace("-", "") for code in codes}


def test_the_password_alone_opens_nothing_then(officer):
    site, key, _ = officer
    browser = signed_in(site)
    assert browser.answer.url == "/sign-in/code"
    assert browser.get("/account").url.startswith("/sign-in")
    answer = browser.post("/sign-in/code", {"code": code_of(key, 1)})
    assert answer.url == "/account" and browser.get("/account").status_code == 200


def test_a_code_works_once(officer):
    site, key, _ = officer
    code = code_of(key, 1)
    assert signed_in(site).post("/sign-in/code", {"code": code}).status_code == 302
    again = signed_in(site).post("/sign-in/code", {"code": code})
    assert again.status_code == 200 and "just used" in again.text


def test_a_recovery_code_works_once_with_or_without_its_hyphen(officer):
    site, _, codes = officer
    assert signed_in(site).post("/sign-in/code", {"code": codes[0].upper()}).status_code == 302
    browser = signed_in(site)
    assert browser.post("/sign-in/code", {"code": codes[0]}).status_code == 200
    assert second.codes_left(site.people["city_officer"]) == 9


def test_codes_cannot_be_guessed(officer):
    site, key, _ = officer
    browser = signed_in(site)
    assert browser.post("/sign-in/code", {"code": "123456"}).status_code == 200
    # The device now waits: even the right code is refused for a moment.
    assert browser.post("/sign-in/code", {"code": code_of(key, 1)}).status_code == 200


def test_nobody_gets_to_the_second_step_without_the_first(officer):
    site = officer[0]
    assert site.client().get("/sign-in/code").url == "/sign-in"
    assert site.client().post("/sign-in/code", {"code": "123456"}).url == "/sign-in"


def test_ten_minutes_are_enough_for_it(officer, monkeypatch):
    from huimin.web.accounts import actions

    site, key, _ = officer
    browser = signed_in(site)
    now = time.time() + 601
    monkeypatch.setattr(actions.time, "time", lambda: now)
    assert browser.post("/sign-in/code", {"code": code_of(key, 1)}).url == "/sign-in"


def test_taking_another_or_none_needs_the_password(officer):
    site, key, _ = officer
    browser = signed_in(site)
    browser.post("/sign-in/code", {"code": code_of(key, 1)})
    browser.get("/account/second-factor")
    fresh = browser.session[own.KEY]
    answer = browser.post("/account/second-factor", {"code": code_of(fresh), "password": "no"})
    assert answer.status_code == 400 and "password is wrong" in answer.text
    set_up(browser, password=PASSWORD)
    assert browser.post("/account/second-factor/remove", {"password": "no"}).status_code == 400
    assert browser.post("/account/second-factor/remove", {"password": PASSWORD}).status_code == 302
    assert signed_in(site).answer.url == "/account"


# With ``second_factor: required``: who is led to set it up before anything else.
REQUIRED = """
    city_officer      | yes
    second_officer    | yes
    administrator     | yes
    auditor           | no
    village_reporter  | no
    county_reviewer   | no
    evidence_judge    | no
"""


def test_where_it_is_required_officers_and_administrators_are_led_to_it(own_site, settings_with):
    with settings_with(second_factor="required"):
        for line in REQUIRED.strip().splitlines():
            who, led = (cell.strip() for cell in line.split("|"))
            answer = own_site.client(who).get("/")
            assert (answer.status_code == 302 and answer.url == "/account/second-factor") == (led == "yes"), who


def test_where_it_is_required_it_cannot_be_taken_off(officer, settings_with):
    site, key, _ = officer
    with settings_with(second_factor="required"):
        browser = signed_in(site)
        browser.post("/sign-in/code", {"code": code_of(key, 1)})
        assert browser.get("/").status_code == 200
        assert "Turn the second factor off" not in browser.get("/account").text
        assert browser.post("/account/second-factor/remove", {"password": PASSWORD}).status_code == 400


def test_a_session_without_it_is_asked_for_the_code_where_it_is_required(officer, settings_with):
    """Such as one that was open when the setting changed."""
    site, key, _ = officer
    browser = site.client("city_officer")
    with settings_with(second_factor="required"):
        assert browser.get("/").url == "/sign-in/code"
        assert browser.get("/account/second-factor").url == "/sign-in/code"
        assert browser.post("/sign-in/code", {"code": code_of(key, 1)}).status_code == 302
        assert browser.get("/").status_code == 200


def test_the_setting_is_required_unless_the_data_are_simulated(tmp_path):
    from huimin.adapters.definitions.workspace import read_settings

    said = "title_zh: 试\ntitle_en: Test\npacks: []\n"
    for more, expected in (("", "required"), ("simulated: true\n", "optional"),
                           ("site:\n  second_factor: optional\n", "optional"),
                           ("simulated: true\nsite:\n  second_factor: required\n", "required")):  # fmt: skip
        (tmp_path / "huimin.yaml").write_text(said + more, encoding="utf-8")
        assert read_settings(tmp_path).site.second_factor == expected
