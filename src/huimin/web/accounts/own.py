"""My account: name and language, password, second factor, sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Finding, Invalid, Severity, explain, next_step
from huimin.web.accounts import actions, doors, gate, second
from huimin.web.accounts.gate import before_all_else
from huimin.web.accounts.views import keep_language, next_of
from huimin.web.base import clock, place, sessions
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.base.words import LANGUAGES, say

KEY, CODES = "second-factor-key", "recovery-codes"


@before_all_else
@screen()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Any) -> HttpResponse:
    """Who I am to the site, my roles, and what I may set."""
    if request.method == "POST":
        return _change(request)
    return _account(request)


def _account(request: Any, findings: tuple[Finding, ...] = (), name: str | None = None) -> HttpResponse:
    own = request.session.session_key
    rows = [(sessions.handle_of(one.pk), one, one.pk == own,
             *(_ago(at, request.lang) for at in (one.began_at, one.seen_at)))
            for one in sessions.alive(request.person)]  # fmt: skip
    roles = sorted(request.person.roles(), key=lambda role: (role.kind.value, role.area))
    return page(
        request, "accounts/account.html", 400 if findings else 200, findings=findings,
        name=request.person.name if name is None else name, sittings=rows,
        roles=[(role, role.held(clock.today())) for role in roles], has_second=second.has(request.person),
        codes_left=second.codes_left(request.person), must_second=gate.required(request.rights),
        by_oidc=not request.person.has_usable_password(),
    )  # fmt: skip


def _ago(at: datetime, lang: str) -> str:
    """How long ago, by the real clock: a session lasts hours, and a demonstration has another date."""
    minutes = max(0, int(sessions.seconds() - at.timestamp()) // 60)
    if minutes < 60:
        return say(lang, "accounts.minutes-ago", count=minutes) if minutes else say(lang, "accounts.just-now")
    return say(lang, "accounts.hours-ago", count=minutes // 60)


def _change(request: Any) -> HttpResponse:
    name, language = request.POST.get("name", ""), request.POST.get("language", "")
    language = language if language in LANGUAGES else request.person.language
    try:
        actions.change_details(request.person, name.replace("\0", ""), language)
    except Invalid as invalid:
        return _account(request, invalid.findings, name)
    messages.success(request, say(language or request.lang, "accounts.saved"), extra_tags="good")
    response = redirect("accounts:account")
    if language:
        keep_language(request, response, language)
    return response


@before_all_else
@screen()
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Any) -> HttpResponse:
    """Choose a new password."""
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        until = doors.closed_until(request, doors.FAILURES)
        if until:
            return doors.try_again(request, until)
        given = [request.POST.get(name, "").replace("\0", "") for name in ("old", "new", "again")]
        try:
            actions.change_password(request, *given)
        except Invalid as invalid:
            findings = invalid.findings
            if any(one.code == "password-wrong" for one in findings):
                doors.knock(request, doors.FAILURES)
        else:
            messages.success(request, say(request.lang, "accounts.password-changed"), extra_tags="good")
            return redirect(gate.owed(request) or "accounts:account")
    return page(request, "accounts/password.html", 400 if findings else 200, findings=findings,
                first=request.person.must_change_password, usable=request.person.has_usable_password(),
                errors=_beside(findings, request.lang))  # fmt: skip


_FIELDS = {"password-wrong": "old", "passwords-differ": "again"}


def _beside(findings: tuple[Finding, ...], lang: str) -> dict[str, str]:
    """What stands beside each field of the form."""
    told: dict[str, list[str]] = {"old": [], "new": [], "again": []}
    for one in findings:
        told[_FIELDS.get(one.code, "new")].append(
            f"{explain(one, lang)}{say(lang, 'base.colon')}{next_step(one, lang)}"
        )
    return {name: " ".join(texts) for name, texts in told.items()}


@before_all_else
@screen()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: Any) -> HttpResponse:
    """Set up the second factor, or another in its place."""
    has = second.has(request.person)
    if has and not second.given(request):
        return redirect("accounts:code")
    key = request.session.get(KEY)
    if key is None:
        key = request.session[KEY] = second.new_key()
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _wrong(request, key, has)
        if not errors:
            del request.session[KEY]
            request.session[CODES] = actions.set_up_second_factor(request, key)
            return redirect("accounts:recovery-codes")
    issuer = place.definitions().title.name("en").split(",")[0].split(" (")[0][:60]
    return page(request, "accounts/second_factor.html", 400 if errors else 200, errors=errors, has=has,
                picture=second.picture(key, request.person.username, issuer), key=second.typed(key),
                must=gate.required(request.rights))  # fmt: skip


def _wrong(request: Any, key: str, has: bool) -> dict[str, str]:
    """What is wrong with the form, by field. Taking another factor needs the password, as removing one does."""
    errors = {}
    if has and not _knows_password(request):
        errors["password"] = _told("password-wrong", request.lang)
    if not second.fits(key, request.POST.get("code", "")):
        errors["code"] = _told("code-wrong", request.lang)
    return errors


def _told(code: str, lang: str) -> str:
    finding = Finding(code, Severity.ERROR)
    return f"{explain(finding, lang)}{say(lang, 'base.colon')}{next_step(finding, lang)}"


def _knows_password(request: Any) -> bool:
    """Whether the right password came with the form; wrong ones are counted like those of signing in."""
    if doors.closed_until(request, doors.FAILURES):
        return False
    right = bool(request.person.check_password(request.POST.get("password", "").replace("\0", "")))
    if not right:
        doors.knock(request, doors.FAILURES)
    return right


@before_all_else
@screen()
@never_cache
@require_safe
def recovery_codes(request: Any) -> HttpResponse:
    """Show the recovery codes, once."""
    codes = request.session.pop(CODES, None)
    if codes is None:
        return redirect("accounts:account")
    return page(request, "accounts/recovery_codes.html", codes=codes)


@screen()
@require_POST
def remove_second_factor(request: Any) -> HttpResponse:
    """Go back to the password alone, where that is allowed."""
    if gate.required(request.rights) or not second.given(request):
        raise Invalid([Finding("second-factor-needed", Severity.ERROR)])
    if not _knows_password(request):
        raise Invalid([Finding("password-wrong", Severity.ERROR)])
    actions.remove_second_factor(request.person)
    request.session.pop(second.GIVEN, None)
    messages.success(request, say(request.lang, "accounts.second-removed"), extra_tags="good")
    return redirect("accounts:account")


@before_all_else
@screen()
@require_POST
def end_session(request: Any) -> HttpResponse:
    """End one of my sessions, or all but this one."""
    ended = actions.end_sessions(request, request.POST.get("session", ""))
    messages.success(request, say(request.lang, "accounts.ended", count=ended), extra_tags="good")
    return redirect(next_of(request) if "next" in request.POST else "accounts:account")
