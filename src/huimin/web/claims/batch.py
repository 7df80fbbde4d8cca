"""Clear cases together: a maker signs a list of yes, then a checker confirms it. Nobody is refused in a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huimin.benefits import Benefit
from huimin.benefits.claims import Stage
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.tasks.claims.batch import BatchDone, BatchLine
from huimin.web.base import clock
from huimin.web.base.access import screen
from huimin.web.base.claiming import shown
from huimin.web.base.claiming.form import claimed_here
from huimin.web.base.pages import page
from huimin.web.base.reach import reach
from huimin.web.base.words import say
from huimin.web.claims import actions
from huimin.web.claims.opened import desk
from huimin.workflow import Act

MOST = 100
"""So many claims of one list are looked at and signed at once: more, nobody looks through."""


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Any) -> HttpResponse:
    """The lists of one benefit, and the signature under each."""
    findings: tuple[Finding, ...] = ()
    benefits = claimed_here(clock.today())
    code = _chosen(request, benefits)
    if request.method == "POST":
        try:
            done = _sign(request)
        except Invalid as invalid:
            findings = invalid.findings
        else:
            messages.success(request, say(request.lang, "claims.batch-done", count=len(done.done)), "good")
            if not done.left:
                return redirect(reverse("claims:batch", query={"benefit": code}))
            findings = done.left
    claims, areas = desk(request), reach(request.rights, Act.CLAIM)
    lists = {stage: claims.prepare(areas=areas, benefit=code, stage=stage, limit=MOST) if code else None
             for stage in (Stage.TAKEN, Stage.PROPOSED)}  # fmt: skip
    wrong = any(one.severity is Severity.ERROR for one in findings)
    return page(
        request, "claims/batch.html", status=400 if wrong else 200, to_propose=lists[Stage.TAKEN],
        to_confirm=lists[Stage.PROPOSED] if request.rights.can(Act.DECIDE) else None, findings=findings, most=MOST,
        benefits=benefits, benefit=code, amount=shown.amount_text, chosen=set(request.POST.getlist("claim")),
        why=lambda line: why(line, request.lang),
    )  # fmt: skip


def _chosen(request: Any, benefits: list[Benefit]) -> str:
    """The benefit that is asked for; else the first."""
    codes = [one.code for one in benefits]
    wanted = request.POST.get("benefit") or request.GET.get("benefit", "")
    return wanted if wanted in codes else next(iter(codes), "")


def why(line: BatchLine, lang: str) -> str:
    """Why a claim is looked at one by one: what the rule says of it, and what is odd."""
    failed = [one.words.of(lang) for one in line.advice.decision.reasons if one.state != "held"]
    odd = [explain(one, lang) for one in (*line.advice.checks, *line.advice.clashes)]
    return " ".join([*failed, *odd])


def _sign(request: Any) -> BatchDone:
    chosen = list(dict.fromkeys(request.POST.getlist("claim")))[:MOST]
    if not chosen:
        raise Invalid([Finding("claim-batch-nothing", Severity.ERROR)])
    if not request.POST.get("statement"):
        raise Invalid([Finding("claim-batch-statement", Severity.ERROR)])
    return actions.sign_many(request.person, request.rights, chosen, request.POST.get("sign") == "confirm")
