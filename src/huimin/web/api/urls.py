"""Addresses of the API and of its pages."""

from typing import Any

from django.urls import path

from huimin.web.api import tokens
from huimin.web.api.calls import api, nothing, openapi

PREFIX = "api/"
app_name = "api"


def _calls() -> list[Any]:
    """The calls, marked for the test that finds views which nobody guards: each asks for a token."""
    patterns = [one for one in api.urls[0] if one.name != "api-root"]
    for one in patterns:
        one.callback.huimin_access = "token"
    return patterns


urlpatterns = [
    path("", tokens.described, name="described"),
    path("openapi.json", openapi, name="openapi"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/<int:number>/revoke", tokens.revoke, name="revoke"),
    *_calls(),
    path("<path:rest>", nothing, name="nothing"),
]
