"""Signing in by OpenID Connect, where ``huimin.yaml`` names a provider: authorization code flow with PKCE.

mozilla-django-oidc does the talking; here stands what it is told, and what it leaves open: where the provider's
addresses are found (OpenID Connect Discovery 1.0), whom a token was made by and for, and that accounts are matched by
issuer and subject and never made. Tokens are signed with RS256, which every provider must offer (OpenID Connect
Core 1.0, 15.1).
"""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from huimin.web.accounts import actions
from huimin.web.base.access import open_to_all
from huimin.web.base.models import Person
from huimin.web.base.pages import url

SECONDS = 10
KEPT = 3600
"""Seconds that a provider's addresses are kept."""
LEEWAY = 60
"""Seconds by which the clocks of the provider and of this machine may differ."""
logger = logging.getLogger("huimin.oidc")
_lock = threading.Lock()
_found: dict[str, tuple[float, dict[str, Any]]] = {}


class Trouble(Exception):
    """The provider cannot be used: it does not answer, or not as it should."""


def provider() -> dict[str, Any]:
    """What the provider tells of itself, asked for at first use.

    Raises:
        Trouble: it does not answer, calls itself something else, or is not reached by HTTPS.
    """
    issuer = settings.HUIMIN_SITE.oidc_issuer.rstrip("/")
    with _lock:
        known = _found.get(issuer)
    if known and time.monotonic() - known[0] < KEPT:
        return known[1]
    told = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=SECONDS).json()
    if str(told.get("issuer", "")).rstrip("/") != issuer:
        raise Trouble("the provider calls itself by another name")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _safe(str(told.get(name, ""))):
            raise Trouble(f"{name} is missing or not reached by HTTPS")
    with _lock:
        _found[issuer] = (time.monotonic(), told)
    return told


def _safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def _setting(name: str, *default: Any) -> Any:
    """What mozilla-django-oidc asks for, by its own names."""
    match name:
        case "OIDC_OP_AUTHORIZATION_ENDPOINT":
            return provider()["authorization_endpoint"]
        case "OIDC_OP_TOKEN_ENDPOINT":
            return provider()["token_endpoint"]
        case "OIDC_OP_JWKS_ENDPOINT":
            return provider()["jwks_uri"]
        case "OIDC_OP_USER_ENDPOINT":
            return ""  # the token says who it is; nothing more is asked
        case "OIDC_RP_CLIENT_ID":
            return settings.HUIMIN_SITE.oidc_client
        case "OIDC_RP_CLIENT_SECRET":
            return (Path(settings.HUIMIN_WORKSPACE) / "data" / "oidc-secret").read_text(encoding="utf-8").strip()
        case _:
            return _FIXED.get(name, *default)


_FIXED = {
    "OIDC_RP_SIGN_ALGO": "RS256",
    "OIDC_RP_SCOPES": "openid",
    "OIDC_USE_PKCE": True,
    "OIDC_TIMEOUT": SECONDS,
    "OIDC_AUTHENTICATION_CALLBACK_URL": "accounts:oidc-back",
}


class Asking(OIDCAuthenticationRequestView):
    """Leads to the provider."""

    @staticmethod
    def get_settings(attr: str, *args: Any) -> Any:
        """A setting."""
        return _setting(attr, *args)


class Backend(OIDCAuthenticationBackend):
    """Exchanges the code for a token, and finds the person."""

    @staticmethod
    def get_settings(attr: str, *args: Any) -> Any:
        """A setting."""
        return _setting(attr, *args)

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """What a token says, after its signature and nonce were checked, and whom it is from and for."""
        said: dict[str, Any] = super().verify_token(token, **kwargs)
        if str(said.get("iss", "")).rstrip("/") != self._issuer():
            raise SuspiciousOperation("the token was made by somebody else")
        audience = said.get("aud")
        meant = audience if isinstance(audience, list) else [audience]
        if self.OIDC_RP_CLIENT_ID not in meant or (len(meant) > 1 and said.get("azp") != self.OIDC_RP_CLIENT_ID):
            raise SuspiciousOperation("the token was made for somebody else")
        if not isinstance(said.get("exp"), (int, float)) or said["exp"] < time.time() - LEEWAY:
            raise SuspiciousOperation("the token is too old")
        return said

    @staticmethod
    def _issuer() -> str:
        return str(settings.HUIMIN_SITE.oidc_issuer.rstrip("/"))

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Person | None:
        """The person with this issuer and subject whose account is open; none is ever made."""
        subject = str(payload.get("sub", ""))
        if not subject:
            return None
        return Person.objects.filter(subject=f"{self._issuer()} {subject}", is_active=True).first()


@open_to_all
@never_cache
@require_safe
def away(request: Any) -> HttpResponse:
    """Go to the provider to sign in there."""
    if not actions.oidc_on():
        raise Http404
    try:
        return Asking.as_view()(request)
    except (Trouble, OSError, ValueError) as problem:
        return _failed(problem)


@open_to_all
@never_cache
@require_safe
def back(request: Any) -> HttpResponse:
    """Come back from the provider."""
    if not actions.oidc_on():
        raise Http404
    states = request.session.get("oidc_states", {})
    kept = states.pop(request.GET.get("state", ""), None)
    request.session["oidc_states"] = states
    onward = request.session.get("oidc_login_next") or resolve_url("home:home")
    if kept is None or "code" not in request.GET:
        return _failed(Trouble("no state or no code"))
    try:
        person = Backend().authenticate(request, nonce=kept["nonce"], code_verifier=kept["code_verifier"])
    except (Trouble, OSError, ValueError, KeyError, TypeError, jwt.PyJWTError, SuspiciousOperation) as problem:
        return _failed(problem)
    if person is None:
        return _failed(Trouble("nobody here has this subject"))
    actions.sign_in(request, person, by="oidc")
    return redirect(onward)


def _failed(problem: Exception) -> HttpResponse:
    """Back to the page to sign in, which says that it did not work. The kind of trouble is logged, never a token."""
    reason = str(problem) if isinstance(problem, (Trouble, SuspiciousOperation)) else type(problem).__name__
    logger.warning("signing in by OpenID Connect failed: %s", reason)
    return redirect(url("accounts:sign-in", query={"oidc": "failed"}))
