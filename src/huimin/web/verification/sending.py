"""What is sent about a round: freezing, drawing, sheets, estimating, adopting. Each leads back to the round's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base.access import View, allow_everywhere, screen
from huimin.web.base.words import say
from huimin.web.verification import actions
from huimin.web.verification.opened import standing_of
from huimin.web.verification.rounds import page_of
from huimin.workflow import Act

Step = Callable[[Any, str], HttpResponse | None]


def _step(act: Act) -> Callable[[Step], View]:
    """The view of a step that somebody with ``act`` everywhere takes with a round there is.

    A step without an answer of its own is said to be done; one that cannot be taken, on the round's page, with why.
    """

    def around(take: Step) -> View:
        @screen(act)
        @require_POST
        @wraps(take)
        def view(request: Any, code: str) -> HttpResponse:
            allow_everywhere(request, act)
            standing_of(code)
            try:
                answer = take(request, code)
            except Invalid as invalid:
                return page_of(request, standing_of(code), findings=invalid.findings)
            return answer or _done(request, code, say(request.lang, f"verification.did-{take.__name__}"))

        return view

    return around


def _done(request: Any, code: str, said: str) -> HttpResponse:
    messages.success(request, said, "good")
    return redirect("verification:round", code=code)


@_step(Act.ASSESS)
def freeze(request: Any, code: str) -> None:
    """Freeze the frame of a round that was written by hand."""
    actions.freeze(request.person, code)


@_step(Act.ASSESS)
def draw(request: Any, code: str) -> None:
    """Draw the sites and reveal the seed."""
    actions.draw(request.person, code, request.POST.get("seed", ""))


@_step(Act.ASSESS)
def sheets(request: Any, code: str) -> HttpResponse:
    """Take in sheets of inspectors, several at once."""
    if standing_of(code).drawn is None:
        raise Invalid([Finding("verify-not-drawn", Severity.ERROR, facts={"round": code})])
    given = request.FILES.getlist("files")
    if not given:
        raise Invalid([Finding("verification-no-file", Severity.ERROR)])
    sent = [actions.send_sheet(request.person, code, one.name, one.read()) for one in given]
    kept = sum(one.kept for one in sent)
    if all(one.kept and not one.findings for one in sent):
        return _done(request, code, say(request.lang, "verification.did-sheets", count=kept))
    return page_of(request, standing_of(code), sent=sent, kept=kept)


@_step(Act.ASSESS)
def estimate(request: Any, code: str) -> None:
    """Estimate from the sheets that came."""
    actions.estimate(request.person, code)


@_step(Act.DEFINE)
def adopt(request: Any, code: str) -> None:
    """Adopt factors for assessments."""
    actions.adopt(request.person, code, request.POST.getlist("factor"), request.POST.get("seen", ""))
