"""The way in: make a claim by oneself, or look at one. Nothing is kept before a claim is sent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from huimin.areas import Tree
from huimin.benefits import Benefit
from huimin.findings import Invalid
from huimin.web.base import clock, place
from huimin.web.base.access import open_to_all
from huimin.web.base.benefits import catalogue
from huimin.web.base.claiming import receipts, shown
from huimin.web.base.claiming.desk import family
from huimin.web.base.claiming.form import ClaimForm, level_of, posted
from huimin.web.base.pages import page
from huimin.web.family import actions, knocking

RECEIPT = "/family/receipt"
LISTED = 400
"""So many areas below one are listed at most."""


@open_to_all
@require_safe
def start(request: Any) -> HttpResponse:
    """Two ways: claim something, or look at a claim; and the page that says what one is entitled to."""
    return page(request, "family/start.html", entitled=_address("entitled:start"), knocking=knocking.opened(request))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@open_to_all
@require_safe
def choose(request: Any) -> HttpResponse:
    """What can be claimed, in plain words."""
    benefits = [one for one in catalogue().benefits.values() if one.in_force(clock.today())]
    return page(request, "family/choose.html", offered=[one for one in benefits if level_of(one)],
                elsewhere=[one for one in benefits if not level_of(one)],
                entitled=_address("entitled:start"))  # fmt: skip


def benefit_for(code: str) -> Benefit:
    """The benefit of this code, if it can be claimed here today."""
    found = shown.benefit_of(code)
    if found is None or not found.in_force(clock.today()) or not level_of(found):
        raise Http404
    return found


@open_to_all
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: Any, benefit: str) -> HttpResponse:
    """The first places to choose from; answers sent along from another page are handed on to the form.

    Nothing is changed by it, so that it may be posted to from a page that keeps nothing, not even a token.
    """
    found = benefit_for(benefit)
    tree = place.definitions().areas.at(clock.today())
    top = tree.keys[tree.roots()[0]]
    return _places(request, found, tree, top)


def _places(request: Any, benefit: Benefit, tree: Tree, key: str) -> HttpResponse:
    at = tree.index(key)
    if at is None:
        raise Http404
    children = [(tree.keys[one], tree.name(one, request.lang)) for one in list(tree.children(at))[:LISTED]]
    above = [(tree.keys[step], tree.name(step, request.lang)) for step in sorted(tree.path(at))]
    kept = {name: value for name, value in posted(request).items() if name.startswith("q-")}
    level = place.definitions().areas.levels.name(level_of(benefit), lang=request.lang)
    return page(request, "family/where.html", benefit=benefit, children=children, above=above, kept=kept, level=level)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: Any, benefit: str, key: str) -> HttpResponse:
    """The form, for an area of the level at which the benefit is claimed; above it, the places below."""
    found, tree = benefit_for(benefit), place.definitions().areas.at(clock.today())
    at = tree.index(key)
    if at is None:
        raise Http404
    if tree.level[at] != level_of(found):
        if any(tree.level[step] == level_of(found) for step in tree.path(at)):
            raise Http404
        return _places(request, found, tree, key)
    typed = posted(request)
    form = ClaimForm(found, key, request.lang, family=True, typed=typed)
    if request.method == "POST" and "add-member" in typed:
        form.typed = {**typed, "members": str(form.members + 1)}
    elif request.method == "POST" and "send" in typed:
        done = _send(request, form)
        if done is not None:
            return done
    return page(
        request, "family/claim.html", status=400 if form.errors or form.findings else 200, form=form, benefit=found,
        key=key, asked=form.questions(tree),
    )  # fmt: skip


def _send(request: Any, form: ClaimForm) -> HttpResponse | None:
    """Send it; None where something has to be put right first."""
    until = knocking.closed_until(request, knocking.APPLYING)
    if until:
        return knocking.too_often(request, until)
    filled = form.read(clock.today(), place.definitions().areas.at(clock.today()))
    papers, wrong = shown.papers_of(request.FILES.getlist("files"))
    form.findings += wrong
    if filled is None or wrong:
        return None
    knocking.count(request, knocking.APPLYING)
    try:
        taken = actions.take(form.benefit.code, form.area, filled, papers)
    except Invalid as invalid:
        form.put(invalid)
        return None
    answer = redirect("family:receipt")
    receipts.hand_out(request, answer, taken.claim, taken.receipt_code, RECEIPT)
    return answer


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Any) -> HttpResponse:
    """The receipt with its code, for some minutes in the browser that sent the claim; then it is gone."""
    claim, code = receipts.held(request)
    if request.method == "POST" or not claim:
        answer = redirect("family:start")
        receipts.take_back(answer, RECEIPT)
        return answer
    found = family().skeleton(claim)
    return page(
        request, "family/receipt.html", head=found.head, standing=found.standing, plan=found.plan, code=code,
        steps=shown.next_steps(found.plan, found.standing, request.lang), benefit=shown.benefit_of(found.head.benefit),
    )  # fmt: skip
