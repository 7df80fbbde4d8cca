"""What is mine of right: a code that only I know, everything that is kept of me as a page or file, and its deletion."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Invalid
from huimin.web.base.claiming import receipts
from huimin.web.family import actions
from huimin.web.family.knocking import keep_open, with_claim
from huimin.web.family.mine import card_page, erased_page
from huimin.web.family.views import RECEIPT


@with_claim
@require_POST
def new_code(request: Any, claim: str) -> HttpResponse:
    """Make another code; it is shown once, and what was opened with the old one closes everywhere else."""
    code = actions.new_code(claim)
    keep_open(request, claim)
    answer = redirect("family:receipt")
    receipts.hand_out(request, answer, claim, code, RECEIPT)
    return answer


@with_claim
@require_safe
def print_out(request: Any, claim: str) -> HttpResponse:
    """All of it as one page to print."""
    return card_page(request, claim, "family/print.html")


@with_claim
@require_safe
def export(request: Any, claim: str) -> HttpResponse:
    """All of it as a file that other programs read."""
    text = json.dumps(actions.export(claim), ensure_ascii=False, indent=2, default=str)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="huimin-{claim}.json"'
    return answer


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Any, claim: str) -> HttpResponse:
    """Ask for deletion: done at once where nothing was decided or paid; else it is said when and why not before."""
    if request.method != "POST":
        return card_page(request, claim, "family/delete.html", done=None)
    try:
        done = actions.erase(claim)
        if done.done:
            return erased_page(request, claim)
    except Invalid as invalid:
        return card_page(request, claim, "family/delete.html", invalid.findings, done=None)
    return card_page(request, claim, "family/delete.html", done=done)
