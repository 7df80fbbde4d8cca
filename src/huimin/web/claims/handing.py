"""Handing a claim over: the office that has it offers it, the office of the other area takes it or sends it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huimin.benefits import Benefit
from huimin.benefits.claims import Move
from huimin.benefits.wording import month_text
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.claims.handing import There
from huimin.tasks.claims.ports import ClaimCard, Purpose
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.claiming import shown
from huimin.web.base.claiming.form import level_of
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.claims import actions, card
from huimin.web.claims.opened import desk, skeleton_for
from huimin.workflow import Act

MOST_AREAS = 400
LONGEST = 2000


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Any, claim: str) -> HttpResponse:
    """Say where the family has moved and when; see what that changes; offer the claim to the office there."""
    skeleton_for(request, claim, Act.CLAIM)
    found = desk(request).card(claim, Purpose.DECIDE)
    if Move.HAND_OVER not in found.moves:
        raise Http404
    typed = {
        name: request.POST.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("area", "since", "words")
    }
    there, findings = None, tuple[Finding, ...]()
    if request.method == "POST":
        try:
            there = _there(request, found, typed)
            if "offer" in request.POST:
                actions.hand_over(request.person, request.rights, claim, there.area, there.since, typed["words"])
                messages.success(request, say(request.lang, "claims.did-offer"), "good")
                return redirect("claims:start")
        except Invalid as invalid:
            findings = invalid.findings
    return page(
        request, "claims/hand_over.html", status=400 if findings else 200, head=found.head, card=found, typed=typed,
        there=there, findings=findings, areas=_areas(request, found.benefit, found.head.area), benefit=found.benefit,
        first=month_text(there.first, request.lang) if there else "",
        places=shown.places_asked(found.benefit, request.lang),
        amount=shown.amount_text(there.decision, request.lang) if there else "",
    )  # fmt: skip


def _there(request: Any, found: ClaimCard, typed: dict[str, str]) -> There:
    try:
        since = date.fromisoformat(typed["since"])
    except ValueError:
        raise Invalid([Finding("claim-day-missing", Severity.ERROR, Place(element="since"))]) from None
    if not typed["area"]:
        raise Invalid([Finding("claim-offer-nowhere", Severity.ERROR, Place(element="area"))])
    key = place.definitions().area_key(typed["area"], clock.today())
    made: There = desk(request).there(found.number, key, since)
    return made


def _areas(request: Any, benefit: Benefit, here: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The areas where a benefit is claimed, by the area above them; none where there are too many to choose from."""
    tree, level = place.definitions().areas.at(clock.today()), level_of(benefit)
    found = [at for at in tree.at_level(level).tolist() if tree.keys[at] != here]
    groups: dict[str, list[tuple[str, str]]] = {}
    for at in found if len(found) <= MOST_AREAS else ():
        above = [tree.name(step, request.lang) for step in sorted(tree.path(at)) if step != at]
        groups.setdefault(" · ".join(above[-2:]), []).append((tree.keys[at], tree.name(at, request.lang)))
    return list(groups.items())


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: Any, claim: str) -> HttpResponse:
    """What another office offers, without what the family told: take it, or send it back."""
    try:
        found = desk(request).offered(claim)
    except Invalid as none:
        raise Http404 from none
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            return _answered(request, claim, found.skeleton.benefit)
        except Invalid as invalid:
            findings = invalid.findings
    known = found.skeleton
    return page(
        request, "claims/offer.html", status=400 if findings else 200, **card.frame(request, known, []), known=known,
        words=found.words, findings=findings, typed=request.POST.get("words", ""),
    )  # fmt: skip


def _answered(request: Any, claim: str, benefit: Benefit) -> HttpResponse:
    words = request.POST.get("words", "").replace("\0", "").strip()[:LONGEST]
    seen = request.POST.get("seen", "")
    receive = request.POST.get("move") == Move.RECEIVE.value
    actions.answer_offer(request.person, request.rights, claim, receive, words,
                         int(seen) if seen.isdecimal() and len(seen) < 7 else None)  # fmt: skip
    messages.success(request, say(request.lang, "claims.did-receive" if receive else "claims.did-send-back"), "good")
    if receive and shown.places_asked(benefit, request.lang):
        messages.warning(request, say(request.lang, "claims.places-changed"), "warn")
    return redirect(card.address(claim)) if receive else redirect("claims:start")
