"""OpenID Connect against a real provider on loopback: who is known by issuer and subject comes in, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from huimin.web.accounts import oidc
from huimin.web.base.models import Entry, Person

KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
SECRET = "the secret of our client"


class Provider(ThreadingHTTPServer):
    """A provider of identities: discovery, keys, and a token for a code that it gave out before."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.codes: dict[str, dict] = {}
        self.says: dict[str, object] = {}  # what a token says other than it should
        self.signs_with = KEY

    def let_in(self, address: str, subject: str) -> str:
        """The person signs in at the provider: the address that leads back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        self.codes["a-code"] = {**asked, "subject": subject}
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?code=a-code&state={asked['state']}"

    def token(self, given: dict) -> dict | None:
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or given["client_secret"] != SECRET or given["redirect_uri"] != asked["redirect_uri"]:
            return None
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=")
        if challenge.decode() != asked["code_challenge"]:
            return None
        now = int(time.time())
        said = {"iss": self.issuer, "aud": asked["client_id"], "sub": asked["subject"], "nonce": asked["nonce"],
                "iat": now, "exp": now + 300, **self.says}  # fmt: skip
        signed = jwt.encode({k: v for k, v in said.items() if v is not None}, self.signs_with, "RS256", {"kid": "one"})
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


class Answering(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        issuer = self.server.issuer
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        pages = {
            "/.well-known/openid-configuration": {
                "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
            },
            "/keys": {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]},
        }  # fmt: skip
        self.tell(pages.get(self.path))

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.tell(self.server.token({name: values[0] for name, values in parse_qs(text).items()}))

    def tell(self, what: dict | None) -> None:
        body = json.dumps(what or {"error": "invalid_grant"}).encode()
        self.send_response(200 if what else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def provider():
    made = Provider()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def linked(own_site, provider, settings_with):
    """A site with the provider; the auditor is its subject ``zhao``."""
    (own_site.folder / "data" / "oidc-secret").write_text(f"{SECRET}\n")
    Person.objects.filter(username="auditor").update(subject=f"{provider.issuer} zhao")
    with settings_with(oidc_issuer=provider.issuer, oidc_client="huimin"):
        yield own_site


def come_in(site, provider, subject="zhao", onward="/log/"):
    """(browser, answer) of somebody who signs in there and comes back."""
    browser = site.client()
    away = browser.get("/sign-in/provider", {"next": onward})
    assert away.url.startswith(f"{provider.issuer}/authorize?")
    return browser, browser.get(provider.let_in(away.url, subject))


def test_who_is_known_by_issuer_and_subject_comes_in_and_goes_on(linked, provider):
    browser, answer = come_in(linked, provider)
    assert answer.url == "/log/" and browser.get("/log/").status_code == 200
    line = Entry.objects.order_by("-number").first()
    assert (line.act, line.person.username, line.facts) == ("signed-in", "auditor", {"by": "oidc"})


def test_the_page_to_sign_in_offers_it_where_it_is_on(linked, settings_with):
    assert "/sign-in/provider?next=" in linked.client().get("/sign-in").text
    with settings_with(oidc_issuer=""):
        assert "/sign-in/provider" not in linked.client().get("/sign-in").text


def refused(site, provider, subject="zhao") -> bool:
    before = Person.objects.count()
    browser, answer = come_in(site, provider, subject)
    assert answer.url == "/sign-in?oidc=failed" and Person.objects.count() == before
    assert "did not work" in browser.get(answer.url).text
    return browser.get("/log/").status_code == 302


def test_nobody_gets_an_account_by_it(linked, provider):
    assert refused(linked, provider, "somebody else")


def test_a_closed_account_stays_closed(linked, provider):
    Person.objects.filter(username="auditor").update(is_active=False)
    assert refused(linked, provider)


@pytest.mark.parametrize("said", [
    {"iss": "https://elsewhere.example"}, {"aud": "another-client"}, {"aud": ["huimin", "another"]}, {"nonce": "another"},
    {"exp": 1}, {"exp": None}, {"sub": ""}, {"aud": None},
], ids=str)  # fmt: skip
def test_a_token_that_is_not_for_us_now_opens_nothing(linked, provider, said):
    provider.says = said
    assert refused(linked, provider)


def test_a_token_signed_by_another_key_opens_nothing(linked, provider):
    provider.signs_with = OTHER
    assert refused(linked, provider)


def test_coming_back_without_having_gone_opens_nothing(linked, provider):
    browser = linked.client()
    address = provider.let_in(browser.get("/sign-in/provider").url, "zhao")
    assert linked.client().get(address).url == "/sign-in?oidc=failed"  # another browser
    assert browser.get(address).url == "/"
    browser.post("/sign-out")
    assert browser.get(address).url == "/sign-in?oidc=failed"  # and not a second time


def test_it_leads_on_to_this_site_only(linked, provider):
    assert come_in(linked, provider, onward="https://elsewhere.example/")[1].url == "/"


def test_a_provider_that_does_not_answer_is_told_not_raised(linked, settings_with):
    with settings_with(oidc_issuer="http://127.0.0.1:9"):
        assert linked.client().get("/sign-in/provider").url == "/sign-in?oidc=failed"


@contextmanager
def telling(provider, **more):
    """The provider tells other addresses of itself."""
    whole = Answering.tell
    Answering.tell = lambda self, what: whole(self, {**(what or {}), **more})  # type: ignore[method-assign]
    oidc._found.clear()
    try:
        yield
    finally:
        Answering.tell = whole  # type: ignore[method-assign]
        oidc._found.clear()


def test_a_provider_must_be_who_it_is_and_be_reached_by_https(linked, provider):
    for wrong in ({"issuer": "https://elsewhere.example"}, {"token_endpoint": "http://192.0.2.1/token"}):
        with telling(provider, **wrong):
            assert linked.client().get("/sign-in/provider").url == "/sign-in?oidc=failed"


def test_the_provider_has_asked_for_the_second_factor(linked, provider, settings_with):
    """So who comes from there is not asked again, nor for a password of ours."""
    Person.objects.filter(username="auditor").update(must_change_password=True)
    linked.people["auditor"].grants.create(kind="officer")
    with settings_with(second_factor="required"):
        browser, _ = come_in(linked, provider)
        assert browser.get("/").status_code == 200


def test_the_administrator_links_an_account(linked, provider):
    person = linked.people["neighbour"]
    browser = linked.client("administrator")
    browser.post(f"/people/{person.pk}/details", {"name": "Neighbour", "subject": " qian "})
    assert Person.objects.get(pk=person.pk).subject == f"{provider.issuer} qian"
    taken = browser.post(f"/people/{person.pk}/details", {"name": "Neighbour", "subject": "zhao"})
    assert taken.status_code == 400 and "has this subject already" in taken.text
    assert come_in(linked, provider, "qian", "/")[1].url == "/"
