"""Signing in and out, and the choice of a language."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from huimin.web.base import audit
from huimin.web.base.access import open_to_all, screen
from huimin.web.base.language import COOKIE
from huimin.web.base.pages import page
from huimin.web.base.words import LANGUAGES

_YEAR = 365 * 24 * 60 * 60


def next_of(request: Any) -> str:
    """Where to go on: the page asked for, if it is one of this site."""
    wanted: str = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else resolve_url("home:home")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """Ask for name and password."""
    if request.person:
        return redirect(next_of(request))
    given = request.POST.get("username", "")
    if request.method == "POST":
        person = authenticate(request, username=given, password=request.POST.get("password", ""))
        if person is not None:
            login(request, person)
            audit.record(person, "signed-in")
            return redirect(next_of(request))
    return page(request, "accounts/sign_in.html", given=given, failed=request.method == "POST", next=next_of(request))


@screen()
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End the session."""
    audit.record(request.person, "signed-out")
    logout(request)
    return redirect("accounts:sign-in")


@open_to_all
@require_POST
def language(request: Any) -> HttpResponse:
    """Choose Chinese or English, for this browser and for the account."""
    wanted = request.POST.get("language", "")
    response = redirect(next_of(request))
    if wanted in LANGUAGES:
        response.set_cookie(COOKIE, wanted, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
        if request.person:
            request.person.language = wanted
            request.person.save(update_fields=["language"])
    return response
