"""Signing in and out, the second step of signing in, and the choice of a language."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huimin.web.accounts import actions, doors, second
from huimin.web.accounts.gate import before_all_else
from huimin.web.base.access import open_to_all, screen
from huimin.web.base.language import COOKIE
from huimin.web.base.models import Person
from huimin.web.base.pages import page
from huimin.web.base.words import LANGUAGES

_YEAR = 365 * 24 * 60 * 60


def next_of(request: Any) -> str:
    """Where to go on: the page asked for, if it is one of this site."""
    wanted: str = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else resolve_url("home:home")


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """Ask for name and password."""
    if request.person:
        return redirect(next_of(request))
    return _try_password(request) if request.method == "POST" else _ask(request)


def _ask(request: Any, given: str = "", failed: bool = False) -> HttpResponse:
    return page(request, "accounts/sign_in.html", given=given, failed=failed, next=next_of(request),
                oidc=actions.oidc_on(), oidc_failed="oidc" in request.GET)  # fmt: skip


def _try_password(request: Any) -> HttpResponse:
    until = doors.closed_until(request, doors.FAILURES) or doors.closed_until(request, doors.TRIES)
    if until:
        return doors.try_again(request, until)
    doors.knock(request, doors.TRIES)
    given = request.POST.get("username", "").replace("\0", "").strip()[:100]
    password = request.POST.get("password", "").replace("\0", "")[:1000]
    person = authenticate(request, username=given, password=password)
    if not isinstance(person, Person):
        doors.knock(request, doors.FAILURES)
        return _ask(request, given, failed=True)
    if second.has(person):
        actions.wait_for_code(request, person, next_of(request))
        return redirect("accounts:code")
    actions.sign_in(request, person)
    return redirect(next_of(request))


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Any) -> HttpResponse:
    """The second step: six digits from the app, or a recovery code."""
    waiting = actions.pending(request)
    person, onward = (request.person, next_of(request)) if request.person else waiting or (None, "")
    if person is None or second.given(request) or not second.has(person):
        return redirect(onward or "accounts:sign-in")
    failed = False
    if request.method == "POST":
        until = doors.closed_until(request, doors.FAILURES)
        if until:
            return doors.try_again(request, until)
        factor = second.check(person, request.POST.get("code", "")[:40].replace("\0", ""))
        if factor:
            return _through(request, person, factor, onward)
        doors.knock(request, doors.FAILURES)
        failed = True
    return page(request, "accounts/code.html", failed=failed)


def _through(request: Any, person: Person, factor: str, onward: str) -> HttpResponse:
    if request.person:
        actions.give_code(request, factor)
    else:
        actions.sign_in(request, person, factor=factor)
    return redirect(onward)


@before_all_else
@screen()
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End the session."""
    actions.sign_out(request)
    return redirect("accounts:sign-in")


@open_to_all
@require_POST
def language(request: Any) -> HttpResponse:
    """Choose Chinese or English, for this browser and for the account."""
    wanted = request.POST.get("language", "")
    response = redirect(next_of(request))
    if wanted in LANGUAGES:
        keep_language(request, response, wanted)
        if request.person:
            request.person.language = wanted
            request.person.save(update_fields=["language"])
    return response


def keep_language(request: Any, response: HttpResponse, wanted: str) -> None:
    """Remember the language in this browser, also for when nobody is signed in."""
    response.set_cookie(COOKIE, wanted, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
