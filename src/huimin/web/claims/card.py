"""One claim: its skeleton for whoever may know of it, and what the family told for whoever says why they look."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from huimin.benefits import yuan_text
from huimin.benefits.claims import Move
from huimin.findings import Finding, Invalid
from huimin.tasks.claims.ports import PURPOSES, ClaimCard, ClaimSkeleton, Purpose, ViewRow
from huimin.web.base.access import screen
from huimin.web.base.claiming import shown
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.claims import actions
from huimin.web.claims.opened import desk, skeleton_for
from huimin.workflow import Act

CHOSEN = (Purpose.DECIDE, Purpose.ANSWER_FAMILY, Purpose.CORRECT, Purpose.APPEAL)
"""The purposes that somebody of the office can choose on this page."""
WORKING = {Move.PROPOSE, Move.CONFIRM, Move.HOLD, Move.RESUME, Move.OBJECT, Move.UPHOLD}
"""The moves of those whose step it is."""
FORMS = (Move.PROPOSE, Move.CONFIRM, Move.RETURN, Move.ASK, Move.OBJECT, Move.HOLD, Move.RESUME, Move.STOP, Move.RENEW,
         Move.UPHOLD, Move.DISMISS, Move.APPEAL, Move.WITHDRAW, Move.SEND_BACK)  # fmt: skip


@screen(Act.CLAIM, Act.AUDIT)
@never_cache
@require_safe
def show(request: Any, claim: str) -> HttpResponse:
    """The claim, opened for the purpose that the address names; without one, its skeleton and the question why."""
    known = skeleton_for(request, claim)
    purpose = purpose_of(request.GET.get("for", ""))
    if purpose is None or not request.rights.may(Act.CLAIM, known.head.area) or known.head.erased:
        return closed(request, known)
    return opened(request, known, purpose)


def purpose_of(text: str) -> Purpose | None:
    """The purpose of this name, where it can be chosen here."""
    return next((one for one in CHOSEN if one.value == text), None)


def closed(request: Any, known: ClaimSkeleton) -> HttpResponse:
    """The skeleton: how far it is, and who of the office did what. The auditor sees who looked, too."""
    audits = request.rights.may(Act.AUDIT, known.head.area)
    views = desk(request).views(known.head.number) if audits else []
    may_open = request.rights.may(Act.CLAIM, known.head.area) and not known.head.erased
    return page(
        request, "claims/skeleton.html", **frame(request, known, views), known=known, may_open=may_open,
        purposes=[(one.value, PURPOSES[one].of(request.lang)) for one in CHOSEN],
        usual=Purpose.APPEAL if known.standing.appealed else Purpose.DECIDE,
    )  # fmt: skip


def frame(request: Any, known: ClaimSkeleton, views: list[ViewRow]) -> dict[str, Any]:
    """What every page of a claim shows."""
    return {
        "head": known.head, "standing": known.standing, "plan": known.plan, "views": views, "why": PURPOSES,
        "benefit": known.benefit, "names": shown.history_names(known.history, views),
        "STAGE_KINDS": shown.STAGE_KINDS, "step": shown.step_name(known.head, request.lang),
        "offices": shown.offices_of(known, request.lang),
    }  # fmt: skip


def opened(
    request: Any, known: ClaimSkeleton, purpose: Purpose, findings: tuple[Finding, ...] = (), typed: str = "",
    done: str = "",
) -> HttpResponse:  # fmt: skip
    """What the family told, what the rule says, and what the person can do; the look is noted.

    Args:
        typed: the words that were sent with the move ``done``, which was refused for ``findings``.
    """
    claims, lang = desk(request), request.lang
    card = claims.card(known.head.number, purpose)
    says, (paid, back) = card.advice, shown.paid_of(claims.ledger().booked(card.number), lang)
    return page(
        request, "claims/card.html", **frame(request, card, claims.views(card.number)),
        status=400 if findings else 200,
        card=card, purpose=purpose, says=says, findings=findings, typed=typed, done=done,
        rows=shown.fact_rows(card.benefit, card.facts, lang), dated=shown.changes(card.benefit, card.told, lang),
        amount=shown.amount_text(says.decision, lang) if says else "",
        months=shown.months_of(says, lang) if says else [],
        paid=paid, back=back, forms=[one for one in FORMS if one in card.moves],
        may_read=may_read(card, purpose), Move=Move,
        places=shown.places_asked(card.benefit, lang) if card.standing.moves else "",
        yuan=yuan_text, relation=shown.relation_text(card.relation, lang),
    )  # fmt: skip


def may_read(card: ClaimCard, purpose: Purpose) -> bool:
    """Whether what is sensitive is shown: to whoever corrects it, and to whoever's step it is; not to who answers."""
    if purpose is Purpose.CORRECT:
        return True
    return purpose is not Purpose.ANSWER_FAMILY and bool(WORKING & set(card.moves))


@screen(Act.CLAIM)
@require_POST
def open_for(request: Any, claim: str) -> HttpResponse:
    """Say why the claim is opened."""
    skeleton_for(request, claim, Act.CLAIM)
    purpose = purpose_of(request.POST.get("purpose", ""))
    if purpose is None:
        raise Http404
    return redirect(address(claim, purpose))


def address(claim: str, purpose: Purpose = Purpose.DECIDE) -> str:
    """Where a claim is opened for a purpose."""
    return reverse("claims:claim", kwargs={"claim": claim}, query={"for": purpose.value})


@screen(Act.CLAIM)
@require_POST
def attach(request: Any, claim: str) -> HttpResponse:
    """Add papers that the family brought to the office."""
    known = skeleton_for(request, claim, Act.CLAIM)
    papers, wrong = shown.papers_of(request.FILES.getlist("files"))
    if wrong:
        return opened(request, known, Purpose.DECIDE, tuple(wrong))
    if papers:
        try:
            actions.attach(request.person, request.rights, claim, known.head.area, papers)
        except Invalid as invalid:
            return opened(request, known, Purpose.DECIDE, invalid.findings)
        messages.success(request, say(request.lang, "claims.did-papers", count=len(papers)), "good")
    return redirect(address(claim))


@screen(Act.CLAIM)
@never_cache
@require_safe
def paper(request: Any, claim: str, paper: int) -> HttpResponse:
    """One paper; the look is noted."""
    skeleton_for(request, claim, Act.CLAIM)
    purpose = purpose_of(request.GET.get("for", ""))
    if purpose is None or purpose is Purpose.ANSWER_FAMILY:
        raise Http404
    try:
        name, kind, data = desk(request).paper(claim, paper, purpose)
    except Invalid as none:
        raise Http404 from none
    return shown.download(name, kind, data)
