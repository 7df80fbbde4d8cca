"""Which language a reader gets: what the account says, else what was chosen in this browser, else what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from huimin.web.base.words import LANGUAGES, chosen

COOKIE = "huimin-lang"


def language(request: HttpRequest) -> str:
    """``zh`` or ``en``."""
    given = request.COOKIES.get(COOKIE, "")
    if given in LANGUAGES:
        return given
    asked = [part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    return chosen(asked, settings.HUIMIN_LANGUAGE)


def middleware(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Sets ``request.lang``. Pages differ by it, so a cache between us and the reader is told."""

    def handle(request: Any) -> HttpResponse:
        request.lang = language(request)
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Content-Language", "zh-CN" if request.lang == "zh" else "en")
            response.setdefault("Vary", "Cookie, Accept-Language")
        return response

    return handle
