"""Deciding again: one claim as it was before its first decision, blind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from huimin.findings import Invalid
from huimin.web.base.access import allow, screen
from huimin.web.base.claiming.shown import download, fact_rows, relation_text
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.redecision import actions
from huimin.web.redecision.views import shown
from huimin.workflow import Act


def _mine(request: Any, number: int) -> Any:
    one = actions.desk(request).store.one(number)
    if one is None:
        raise Http404
    allow(request, Act.DECIDE, one.area)
    return one


@screen(Act.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Any, number: int) -> HttpResponse:
    """The claim as it was, and the person's own decision. Opening it is logged with its purpose."""
    one = _mine(request, number)
    if request.method == "POST":
        try:
            actions.answer(request, number, request.POST.get("outcome", ""))
        except Invalid as invalid:
            if any(found.code != "redecide-outcome-missing" for found in invalid.findings):
                raise
            return _page(request, number, invalid.findings)
        messages.success(request, say(request.lang, "redecision.did-answer", claim=one.claim), "good")
        return redirect("redecision:start")
    return _page(request, number)


def _page(request: Any, number: int, findings: Any = ()) -> HttpResponse:
    blind = actions.desk(request).open(number)
    return page(
        request, "redecision/decide.html", status=400 if findings else 200, blind=blind, findings=findings,
        rows=fact_rows(blind.benefit, blind.facts, request.lang), relation=relation_text(blind.relation, request.lang),
        **shown(request),
    )  # fmt: skip


@screen(Act.DECIDE)
@require_safe
def paper(request: Any, number: int, paper: int) -> HttpResponse:
    """One paper; the look is logged."""
    _mine(request, number)
    return download(*actions.desk(request).paper(number, paper))
