"""The list of accounts, one account, a new one, and many from a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from huimin.findings import Finding, Invalid
from huimin.web.base import clock, place, sessions
from huimin.web.base.access import screen
from huimin.web.base.models import Grant, Person
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.web.people import actions
from huimin.web.people.importing import LARGEST, read_accounts
from huimin.web.people.reading import Account, fault, read_account, read_role
from huimin.web.people.scope import scope_of
from huimin.workflow import Act, Kind

ON_A_PAGE = 50
ONCE = "one-time-password"
STATES = ("open", "closed", "without-role")


@screen(Act.ADMINISTER)
@require_safe
def start(request: Any) -> HttpResponse:
    """The accounts, searched by name, user name or area, and filtered by role and state."""
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("q", "role", "state")}
    found = _filtered(scope_of(request).people(), asked)
    with_second = Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))
    rows = found.annotate(second=with_second).prefetch_related("grants").order_by("-is_active", "username")
    pages = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [(one, _by_area(one)) for one in pages]
    return page(
        request, "people/start.html", asked=asked, pages=pages, rows=shown, states=STATES, kinds=list(Kind),
        address=lambda number: url("people:start", query={**asked, "page": number}),
    )  # fmt: skip


def _by_area(one: Person) -> dict[str, list[Kind]]:
    """The roles in force: key of the area -> kinds."""
    held: dict[str, list[Kind]] = {}
    for role in sorted((role for role in one.roles() if role.held(clock.today())), key=lambda role: role.kind.value):
        held.setdefault(role.area, []).append(role.kind)
    return held


def _filtered(people: QuerySet[Person], asked: dict[str, str]) -> QuerySet[Person]:
    today = clock.today()
    running = Grant.objects.filter(Q(first=None) | Q(first__lte=today), Q(last=None) | Q(last__gte=today),
                                   person=OuterRef("pk"))  # fmt: skip
    if asked["q"]:
        areas = place.definitions().areas
        by_code = areas.find(asked["q"], today)
        named = [areas.keys[one] for one in ([by_code] if by_code is not None else areas.named(asked["q"], today))]
        people = people.filter(Q(username__icontains=asked["q"]) | Q(name__icontains=asked["q"])
                               | Q(Exists(running.filter(area__in=named))))  # fmt: skip
    if asked["role"] in [kind.value for kind in Kind]:
        people = people.filter(Exists(running.filter(kind=asked["role"])))
    if asked["state"] in ("open", "closed"):
        people = people.filter(is_active=asked["state"] == "open")
    if asked["state"] == "without-role":
        people = people.filter(~Exists(running), is_active=True)
    return people


@screen(Act.ADMINISTER)
@never_cache
@require_safe
def person(request: Any, number: int) -> HttpResponse:
    """One account, with its roles and what may be done about it."""
    return show(request, scope_of(request).person(number))


def show(request: Any, one: Person, findings: tuple[Finding, ...] = (), typed: Any = None) -> HttpResponse:
    """The page of an account. With findings it keeps what was typed."""
    once = request.session.pop(ONCE, None)
    grants = list(one.grants.select_related("given_by").order_by("last", "kind", "area", "pk"))
    today = clock.today()
    return page(
        request, "people/person.html", 400 if findings else 200, one=one, findings=findings, typed=typed or {},
        once=once["password"] if once and once["person"] == one.pk else "", own=one.pk == request.person.pk,
        grants=[(grant, _standing(grant, today)) for grant in grants],
        second=TOTPDevice.objects.filter(user=one, confirmed=True).exists(), sittings=len(sessions.alive(one)),
        kinds=list(Kind), oidc=bool(settings.HUIMIN_SITE.oidc_issuer), linked=one.subject.rpartition(" ")[2],
        whole=scope_of(request).whole, iso_today=today.isoformat(),
    )  # fmt: skip


def _standing(grant: Grant, today: Any) -> str:
    if grant.last and grant.last < today:
        return "ended"
    return "coming" if grant.first and grant.first > today else "held"


@screen(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Make an account with its first role."""
    typed = {name: request.POST.get(name, "").replace("\0", "")[:200]
             for name in ("username", "name", "role", "area", "first", "last")}  # fmt: skip
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            one, once = actions.make(request.person, _wanted(request, typed))
        except Invalid as invalid:
            findings = invalid.findings
        else:
            request.session[ONCE] = {"person": one.pk, "password": once}
            return redirect("people:person", number=one.pk)
    return page(request, "people/new.html", 400 if findings else 200, typed=typed, findings=findings, kinds=list(Kind),
                whole=scope_of(request).whole)  # fmt: skip


def _wanted(request: Any, typed: dict[str, str]) -> Account:
    account, faults = read_account(typed)
    role, wrong = read_role(typed, scope_of(request))
    if Person.objects.filter(username=account.username).exists():
        faults.append(fault("username-taken", found=account.username))
    if faults or wrong or role is None:
        raise Invalid([*faults, *wrong])
    return Account(account.username, account.name, (role,))


@screen(Act.ADMINISTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: Any) -> HttpResponse:
    """Make many accounts from a csv file. Their one-time passwords are in the answer, and nowhere else."""
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            made = actions.make_many(request.person, _file(request))
        except Invalid as invalid:
            findings = invalid.findings
        else:
            if "download" in request.POST:
                return _as_csv(made, request.lang)
            return page(request, "people/imported.html", made=made)
    return page(request, "people/import.html", 400 if findings else 200, findings=findings[:200], all=len(findings))


def _file(request: Any) -> list[Account]:
    file = request.FILES.get("file")
    if file is None:
        raise Invalid([fault("accounts-file-missing")])
    return read_accounts(file.name, file.read(LARGEST + 1), scope_of(request))


def _as_csv(made: list[tuple[Account, str]], lang: str) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([say(lang, f"people.{name}") for name in ("username", "name", "password")])
    writer.writerows([account.username, _safe(account.name), once] for account, once in made)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return response


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
