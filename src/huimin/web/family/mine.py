"""My claim: how it stands, what happens next, what I can do, and who looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huimin.benefits.claims import Move, Stage
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.claims.ports import PURPOSES, ClaimCard, Purpose
from huimin.tasks.claims.records import Note
from huimin.web.base.access import open_to_all
from huimin.web.base.claiming import shown
from huimin.web.base.claiming.desk import family
from huimin.web.base.pages import page
from huimin.web.family import knocking


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Any) -> HttpResponse:
    """Ask for the receipt code, or show the claim that is open in this browser."""
    if request.method == "POST":
        return _try_code(request)
    claim = knocking.opened(request)
    return card_page(request, claim) if claim else page(request, "family/code.html", wrong=False)


def _try_code(request: Any) -> HttpResponse:
    until = knocking.closed_until(request, knocking.FAILURES, knocking.TRIES)
    if until:
        return knocking.too_often(request, until)
    knocking.count(request, knocking.TRIES)
    code = request.POST.get("code", "").replace("\0", "")[:60]
    if knocking.enter(request, code):
        return redirect("family:mine")
    knocking.count(request, knocking.FAILURES)
    return page(request, "family/code.html", status=400, wrong=True)


def card_of(claim: str) -> ClaimCard:
    """The family's own claim."""
    return family().card(claim, Purpose.OWN)


def card_page(
    request: Any, claim: str, template: str = "family/mine.html", findings: tuple[Finding, ...] = (), **more: Any
) -> HttpResponse:  # fmt: skip
    """A page about the claim."""
    try:
        card = card_of(claim)
    except Invalid:
        return erased_page(request, claim)
    benefit, lang = card.benefit, request.lang
    views = [one for one in family().views(claim) if one.by]
    advice = card.advice
    paid, back = shown.paid_of(family().ledger().booked(claim), lang)
    wrong = any(one.severity is Severity.ERROR for one in findings)
    return page(
        request, template, status=400 if wrong else 200, card=card, head=card.head, standing=card.standing,
        plan=card.plan, benefit=benefit, findings=findings, grounds=shown.grounds_of(card, lang),
        months=shown.months_of(advice, lang) if advice and card.standing.granted else [],
        rows=[row for row in shown.fact_rows(benefit, card.facts, lang) if row.text], views=views, why=PURPOSES,
        offices=shown.offices_of(card, lang), names=shown.history_names(card.history, views),
        steps=shown.next_steps(card.plan, card.standing, lang), code_seen=_code_seen(card), paid=paid, back=back,
        can=set(card.moves), Move=Move, Stage=Stage, STAGE_KINDS=shown.STAGE_KINDS,
        asked=shown.latest_reason(card, Move.ASK), held=shown.latest_reason(card, Move.HOLD),
        said=shown.latest_reason(card, Move.CONFIRM, Move.PROPOSE, Move.STOP),
        answer=shown.latest_reason(card, Move.DISMISS, Move.UPHOLD), **more,
    )  # fmt: skip


def _code_seen(card: ClaimCard) -> bool:
    """Whether the code came from the office, where somebody has seen it."""
    last = next((one for one in reversed(card.history) if one.move in (Move.TAKE, Note.CODE)), None)
    return last is not None and bool(last.by)


def erased_page(request: Any, claim: str) -> HttpResponse:
    """The claim's contents are gone; the skeleton says how it ended."""
    found = family().skeleton(claim)
    return page(request, "family/erased.html", head=found.head, benefit=found.benefit.name.of(request.lang))


@open_to_all
@require_POST
def leave(request: Any) -> HttpResponse:
    """Close the claim in this browser."""
    knocking.leave(request)
    return redirect("family:start")
