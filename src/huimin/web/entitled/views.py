"""The page: choose what happened, answer a few questions, see what there is. One address, nothing kept.

There is no session, no cookie but that of the language, and nothing to be changed by a forged form: that is why the
form carries no token.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from huimin.benefits import Benefit
from huimin.web.base import clock, place
from huimin.web.base.access import open_to_all
from huimin.web.base.benefits import catalogue
from huimin.web.base.language import COOKIE
from huimin.web.base.pages import page
from huimin.web.base.words import LANGUAGES
from huimin.web.entitled import places
from huimin.web.entitled.form import Form
from huimin.web.entitled.shown import groups, listed

CHOOSE, ASK, ALL = "choose", "ask", "all"
_YEAR = 365 * 24 * 60 * 60


@open_to_all
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Any) -> HttpResponse:
    """All steps of the page; which one it is stands in what was sent."""
    sent: QueryDict = request.POST
    wanted = sent.get("language", "")
    if (spoken := wanted or sent.get("spoken", "")) in LANGUAGES:
        request.lang = spoken
    form = Form(sent, catalogue(), clock.today(), request.lang)
    match sent.get("do") or sent.get("stage"):
        case "all":
            response = page(request, "entitled/all.html", form=form, stage=ALL, items=listed(form))
        case "ask" | "child" | "no-child" if form.events:
            response = _asked(request, form)
        case stage:
            response = page(request, "entitled/choose.html", form=form, stage=CHOOSE, unticked=stage == "ask")
    if wanted in LANGUAGES and request.person is None:
        response.set_cookie(COOKIE, wanted, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _asked(request: Any, form: Form) -> HttpResponse:
    """Questions as long as nothing is told or something cannot be; else the answers, with what else could matter."""
    faulty = bool(form.errors or form.day_problem)
    told = not form.enquiry.told.nothing or not form.enquiry.questions
    return page(
        request, "entitled/asked.html", form=form, stage=ASK, faulty=faulty, on=form.on, claim_at=claim_at,
        groups=groups(form) if told and not faulty else (), place_name=places.tree().name(0, request.lang),
    )  # fmt: skip


def claim_at(benefit: Benefit) -> str:
    """Where a family claims this on the site; empty where it cannot, or where a hospital or the like settles it."""
    levels = place.definitions().areas.levels
    if any(step.by and step.by not in levels for step in benefit.steps[:1]):
        return ""
    try:
        return reverse("family:where", kwargs={"benefit": benefit.code})
    except NoReverseMatch:
        return ""
