"""What every answer carries, and what is refused at the door: policy, cookies, hosts, sizes."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from huimin.adapters.definitions.workspace import read_settings
from huimin.web.base.pages import asset
from huimin.web.settings import values

# Of every kind an answer: a page, one that leads on, not for this account, not there, wrong, too many tries, a file.
ANSWERS = """
    visitor       | /sign-in           | 200
    visitor       | /                  | 302
    auditor       | /log/              | 200
    auditor       | /people/           | 403
    auditor       | /no-such-page      | 404
    auditor       | /log/download      | 200
    administrator | /people/           | 200
    administrator | /account           | 200
"""


def test_every_answer_forbids_scripts_and_styles_of_others_and_within_the_page(site):
    for line in ANSWERS.strip().splitlines():
        who, address, status = [cell.strip() for cell in line.split("|")]
        answer = site.client(who).get(address)
        assert answer.status_code == int(status), line
        rules = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'none'" and rules["script-src"] == rules["style-src"] == "'self'"
        assert rules["form-action"] == rules["connect-src"] == "'self'" and rules["frame-ancestors"] == "'none'"
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["Referrer-Policy"] == "same-origin"


def test_static_files_carry_the_policy_too(site):
    answer = site.client().get(asset("base/site.css"))
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    answer.close()


@pytest.mark.parametrize("address", ["/sign-in", "/account", "/account/password", "/account/second-factor", "/people/",
                                     "/people/new", "/people/import", "/log/", "/log/chain"])  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_hold_no_script_or_style_that_the_policy_would_stop(site, address, lang):
    text = site.client("administrator" if address != "/sign-in" else "visitor", lang).get(address).text
    assert " style=" not in text and "<style" not in text and " onclick=" not in text
    assert all("src=" in part.split(">")[0] for part in text.split("<script")[1:])


def with_https(folder) -> dict:
    """The settings of a site that is reached by HTTPS."""
    settings_file = folder / "huimin.yaml"
    more = "site:\n  https: true\n  hosts: [huimin.example]\n"
    settings_file.write_text(settings_file.read_text("utf-8") + more, "utf-8")
    return values(folder, read_settings(folder))


def test_by_https_cookies_stay_with_https_and_browsers_too(tmp_path):
    (tmp_path / "huimin.yaml").write_text("title_zh: 试\ntitle_en: Test\nsimulated: true\npacks: []\n", "utf-8")
    made = with_https(tmp_path)
    assert made["SESSION_COOKIE_SECURE"] and made["CSRF_COOKIE_SECURE"]
    assert made["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert made["CSRF_TRUSTED_ORIGINS"] == ["https://huimin.example"]
    assert made["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def test_another_host_is_refused(site):
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example", "huimin.example"):
        answer = Client(headers={"host": host}).get("/sign-in")
        assert answer.status_code == 400, host
    assert Client(headers={"host": "localhost:8000"}).get("/sign-in").status_code == 200


def test_more_than_a_form_holds_is_refused(site):
    browser = site.client("administrator")
    many = {f"f{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert browser.post("/account", many).status_code == 400
    files = {f"f{number}": SimpleUploadedFile("a.csv", b"x") for number in range(51)}
    assert browser.post("/people/import", files).status_code == 400
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        assert browser.post("/account", {"name": "x" * 2000}).status_code == 400


def test_pages_about_people_are_not_kept_by_a_browser_or_a_server_between(site):
    for address in ("/account", "/account/password", "/people/new", "/log/"):
        assert "no-store" in site.client("administrator").get(address)["Cache-Control"], address
