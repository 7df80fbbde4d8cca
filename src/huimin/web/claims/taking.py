"""Taking a claim at the office: choose the benefit, fill in its questions, hand out the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.benefits import Benefit
from huimin.findings import Invalid
from huimin.tasks.benefits.entitled import authority_facts
from huimin.web.base import clock, place, questions
from huimin.web.base.access import screen
from huimin.web.base.benefits import catalogue
from huimin.web.base.claiming import receipts, shown
from huimin.web.base.claiming.form import ClaimForm, level_of, posted
from huimin.web.base.pages import page
from huimin.web.base.reach import below
from huimin.web.base.words import say
from huimin.web.claims import actions
from huimin.web.claims.opened import skeleton_for
from huimin.workflow import Act

MOST_AREAS = 400


@screen(Act.CLAIM)
@require_safe
def choose(request: Any) -> HttpResponse:
    """The benefits in force, and where those are claimed that are not claimed here."""
    benefits = [one for one in catalogue().benefits.values() if one.in_force(clock.today())]
    return page(request, "claims/choose.html", offered=[one for one in benefits if level_of(one)],
                elsewhere=[one for one in benefits if not level_of(one)])  # fmt: skip


def areas_for(request: Any, benefit: Benefit) -> list[tuple[str, str]]:
    """The areas in which the person may take claims of a benefit: (key, name)."""
    tree, level = place.definitions().areas.at(clock.today()), level_of(benefit)
    found = []
    for top in request.rights.tops(Act.CLAIM):
        at = tree.index(top)
        if at is None:
            continue
        above = [step for step in tree.path(at) if tree.level[step] == level]
        keys = below(tree, top) if not above else (tree.keys[above[0]],)
        found += [key for key in keys if tree.level[tree.index(key) or 0] == level]
    may = [key for key in dict.fromkeys(found) if request.rights.may(Act.CLAIM, key)]
    return [(key, tree.name(tree.index(key) or 0, request.lang)) for key in may[:MOST_AREAS]]


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, benefit: str) -> HttpResponse:
    """The form of one benefit; taking it leads to the receipt."""
    rule = shown.benefit_of(benefit)
    if rule is None or not level_of(rule) or not rule.in_force(clock.today()):
        raise Http404
    areas = areas_for(request, rule)
    typed = posted(request)
    form = ClaimForm(rule, _area(request, areas, typed), request.lang, family=False, typed=typed)
    if request.method == "POST" and "add-member" in typed:
        form.typed = {**typed, "members": str(form.members + 1)}
    elif request.method == "POST":
        done = _take(request, form)
        if done is not None:
            return done
    tree = place.definitions().areas.at(clock.today())
    theirs = authority_facts(rule)
    asked = [one for one in rule.facts if one.code in theirs]
    return page(
        request, "claims/new.html", status=400 if form.errors or form.findings else 200, form=form, benefit=rule,
        areas=areas, asked=form.questions(tree), authority=questions.questions(asked, form.typed, form.errors),
    )  # fmt: skip


def _area(request: Any, areas: list[tuple[str, str]], typed: dict[str, str]) -> str:
    keys = [key for key, _ in areas]
    if not keys:
        raise Http404
    return typed["area"] if typed.get("area") in keys else keys[0]


def _take(request: Any, form: ClaimForm) -> HttpResponse | None:
    """Take it; None where something has to be put right first."""
    filled = form.read(clock.today(), place.definitions().areas.at(clock.today()))
    papers, wrong = shown.papers_of(request.FILES.getlist("files"))
    form.findings += wrong
    if filled is None or wrong:
        return None
    try:
        taken = actions.take(request.person, request.rights, form.benefit.code, form.area, filled, papers)
    except Invalid as invalid:
        form.put(invalid)
        return None
    messages.success(request, say(request.lang, "claims.taken", number=taken.claim), "good")
    answer = redirect("claims:receipt", claim=taken.claim)
    receipts.hand_out(request, answer, taken.claim, taken.receipt_code, f"/claims/{taken.claim}/receipt")
    return answer


@screen(Act.CLAIM)
@never_cache
@require_safe
def receipt(request: Any, claim: str) -> HttpResponse:
    """The receipt, to be printed; the code only right after it was made, in the same browser."""
    found = skeleton_for(request, claim, Act.CLAIM)
    rule = shown.benefit_of(found.head.benefit)
    steps = shown.next_steps(found.plan, found.standing, request.lang)
    return page(request, "claims/receipt.html", head=found.head, standing=found.standing, plan=found.plan, steps=steps,
                benefit=rule, code=receipts.shown_code(request, claim))  # fmt: skip


@screen(Act.CLAIM)
@require_POST
def new_code(request: Any, claim: str) -> HttpResponse:
    """A new receipt code, where the old one was lost."""
    skeleton_for(request, claim, Act.CLAIM)
    code = actions.new_code(request.person, request.rights, claim)
    answer = redirect("claims:receipt", claim=claim)
    receipts.hand_out(request, answer, claim, code, f"/claims/{claim}/receipt")
    return answer
