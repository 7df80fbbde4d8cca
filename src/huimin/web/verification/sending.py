"""What is sent about a round: freezing, drawing, sheets, estimating, adopting. Each leads back to the round's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.words import say
from huimin.web.verification import actions
from huimin.web.verification.opened import standing_of
from huimin.web.verification.rounds import page_of
from huimin.workflow import Act


@screen(Act.ASSESS)
@require_POST
def freeze(request: Any, code: str) -> HttpResponse:
    """Freeze the frame of a round that was written by hand."""
    allow_everywhere(request, Act.ASSESS)
    standing_of(code)
    return _done(request, code, "freeze", lambda: actions.freeze(request.person, code))


@screen(Act.ASSESS)
@require_POST
def draw(request: Any, code: str) -> HttpResponse:
    """Draw the sites and reveal the seed."""
    allow_everywhere(request, Act.ASSESS)
    standing_of(code)
    seed = request.POST.get("seed", "")
    return _done(request, code, "draw", lambda: actions.draw(request.person, code, seed))


@screen(Act.ASSESS)
@require_POST
def sheets(request: Any, code: str) -> HttpResponse:
    """Take in sheets of inspectors, several at once."""
    allow_everywhere(request, Act.ASSESS)
    if standing_of(code).drawn is None:
        return _refused(request, code, Finding("verify-not-drawn", Severity.ERROR, facts={"round": code}))
    given = request.FILES.getlist("files")
    if not given:
        return _refused(request, code, Finding("verification-no-file", Severity.ERROR))
    sent = [actions.send_sheet(request.person, code, one.name, one.read()) for one in given]
    kept = sum(one.kept for one in sent)
    if all(one.kept for one in sent) and not any(one.findings for one in sent):
        messages.success(request, say(request.lang, "verification.did-sheets", count=kept), "good")
        return redirect("verification:round", code=code)
    return page_of(request, standing_of(code), sent=sent, kept=kept)


@screen(Act.ASSESS)
@require_POST
def estimate(request: Any, code: str) -> HttpResponse:
    """Estimate from the sheets that came."""
    allow_everywhere(request, Act.ASSESS)
    standing_of(code)
    return _done(request, code, "estimate", lambda: actions.estimate(request.person, code))


@screen(Act.DEFINE)
@require_POST
def adopt(request: Any, code: str) -> HttpResponse:
    """Adopt factors for assessments."""
    allow_everywhere(request, Act.DEFINE)
    standing_of(code)
    chosen, seen = request.POST.getlist("factor"), request.POST.get("seen", "")
    return _done(request, code, "adopt", lambda: actions.adopt(request.person, code, chosen, seen))


def _done(request: Any, code: str, what: str, act: Any) -> HttpResponse:
    try:
        act()
    except Invalid as invalid:
        return page_of(request, standing_of(code), findings=invalid.findings)
    messages.success(request, say(request.lang, f"verification.did-{what}"), "good")
    return redirect("verification:round", code=code)


def _refused(request: Any, code: str, *findings: Finding) -> HttpResponse:
    return page_of(request, standing_of(code), findings=findings)
