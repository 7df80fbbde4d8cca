"""Proposing a new text for a file, checked while it is written; signing, declining and withdrawing."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import place
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.pages import page
from huimin.web.definitions import actions, checking, files
from huimin.web.definitions.browsing import may_define
from huimin.web.definitions.filling import filled
from huimin.web.definitions.models import Proposal
from huimin.workflow import Act

A_PAGE = 50


@screen(Act.DEFINE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, name: str) -> HttpResponse:
    """Write a new text for a file: its own, that of an earlier proposal (``from``), or a copy of another (``like``)."""
    allow_everywhere(request, Act.DEFINE)
    given = place.definitions()
    if request.method != "POST":
        text = files.text_of(given, name)
        if text is None and not (files.legal(name) and request.GET.get("like")):
            raise Http404
        return _editor(request, name, _first_text(request, name, text or ""), files.hash_of(given, name))
    wanted = request.POST.get("file", name).strip()
    text, why, base = (request.POST.get(key, "") for key in ("text", "why", "base"))
    if wanted != name:
        base = files.hash_of(given, wanted)
    if request.POST.get("step") == "check":
        _, found = checking.now(wanted, files.clean(text))
        return _editor(request, name, text, base, why, found, True, wanted)
    try:
        made = actions.propose(request.person, wanted, text, why, base)
    except Invalid as invalid:
        return _editor(request, name, text, base, why, list(invalid.findings), True, wanted, status=422)
    return redirect("definitions:proposal", number=made.pk)


def _first_text(request: Any, name: str, text: str) -> str:
    earlier = request.GET.get("from", "")
    if earlier.isdecimal() and len(earlier) < 12:
        one = Proposal.objects.filter(pk=int(earlier), file=name).first()
        if one is not None:
            return one.text
    return files.text_of(place.definitions(), request.GET.get("like", "")) or text


def _editor(
    request: Any, name: str, text: str, base: str, why: str = "", found: list[Finding] | None = None,
    checked: bool = False, wanted: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    plain, given = files.clean(text), place.definitions()
    told = [finding for finding in found or () if finding.code in actions.OF_FORM]
    marks = checking.marked([finding for finding in found or () if finding not in told], wanted or name, plain)
    return page(
        request, "definitions/edit.html", status=status, name=name, wanted=wanted or name, text=plain, why=why,
        base=base, told_first=told, marks=marks, checked=checked,
        errors=any(one.finding.severity is Severity.ERROR for one in marks),
        differs=files.difference(files.text_of(given, wanted or name) or "", plain),
    )  # fmt: skip


@screen(Act.DEFINE)
@require_POST
def check(request: Any) -> HttpResponse:
    """Check a text while it is written: every finding with line and column."""
    allow_everywhere(request, Act.DEFINE)
    name, text = request.POST.get("file", ""), files.clean(request.POST.get("text", ""))
    _, found = checking.now(name, text)
    marks = [checking.as_json(one, request.lang) for one in checking.marked(found, name, text)]
    return JsonResponse({"findings": marks, "sound": not any(one["severity"] == "error" for one in marks)})


@screen(Act.DEFINE)
@require_safe
def propose(request: Any) -> HttpResponse:
    """Changes that were tried out on a run, as the text of the scheme's file, ready to be proposed."""
    allow_everywhere(request, Act.DEFINE)
    file, text, left = filled(place.definitions(), request.GET.get("scheme", ""), request.GET.getlist("change")[:200])
    _, found = checking.now(file, text)
    base = files.hash_of(place.definitions(), file)
    return _editor(request, file, text, base, "", [*left, *found], True)


@screen()
@require_safe
def proposals(request: Any) -> HttpResponse:
    """Every proposal, those that wait first."""
    rows = Proposal.objects.select_related("person", "decided_by").order_by("-at")
    state = request.GET.get("state", "")
    if state in dict(Proposal._meta.get_field("state").choices):
        rows = rows.filter(state=state)
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return page(request, "definitions/proposals.html", pages=pages, state=state,
                page_address=lambda number: f"?state={state}&page={number}")  # fmt: skip


def _proposal(number: int) -> Proposal:
    one = Proposal.objects.select_related("person", "decided_by").filter(pk=number).first()
    if one is None:
        raise Http404
    return one


@screen()
@require_safe
def proposal(request: Any, number: int) -> HttpResponse:
    """One proposal: what would change, why, and whether it still builds."""
    return _shown(request, _proposal(number))


def _shown(request: Any, one: Proposal, findings: tuple[Finding, ...] = (), status: int = 200) -> HttpResponse:
    given = place.definitions()
    made, found = checking.now(one.file, one.text) if one.open else (None, [])
    scheme = checking.scheme_in(given, made, one.file) if one.file.startswith("schemes/") else ""
    return page(
        request, "definitions/proposal.html", status=status, one=one, lines=files.difference(one.before, one.text),
        marks=checking.marked(found, one.file, one.text), sound=made is not None, problems=findings,
        moved=one.open and one.base != files.hash_of(given, one.file), scheme=scheme,
        runs=checking.runs_by(scheme) if scheme else 0, mine=one.person_id == request.person.pk,
        may_define=may_define(request),
    )  # fmt: skip


@screen(Act.DEFINE)
@require_POST
def sign(request: Any, number: int) -> HttpResponse:
    """The second signature: the new text comes into force."""
    return _decided(request, number, lambda: actions.sign(request.person, number))


@screen(Act.DEFINE)
@require_POST
def decline(request: Any, number: int) -> HttpResponse:
    """Decline it, with a reason."""
    return _decided(request, number, lambda: actions.decline(request.person, number, request.POST.get("reason", "")))


@screen(Act.DEFINE)
@require_POST
def withdraw(request: Any, number: int) -> HttpResponse:
    """Take one's own back."""
    return _decided(request, number, lambda: actions.withdraw(request.person, number))


def _decided(request: Any, number: int, act: Any) -> HttpResponse:
    allow_everywhere(request, Act.DEFINE)
    one = _proposal(number)
    try:
        act()
    except Invalid as invalid:
        return _shown(request, one, invalid.findings, status=422)
    return redirect("definitions:proposal", number=number)
