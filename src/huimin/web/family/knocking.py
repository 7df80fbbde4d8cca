"""The door of the families' pages: a receipt code opens one claim, in this browser, for a short while.

There is no account. A session holds the number of the claim and by which print its code is known again; it ends with
the browser, after fifteen minutes without a request, when somebody leaves, and in every other browser when the family
makes another code. How often an address may try is limited.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from huimin.web.base import clock
from huimin.web.base.access import open_to_all
from huimin.web.base.claiming.desk import family
from huimin.web.base.offers import offered
from huimin.web.base.pages import page
from huimin.web.base.sessions import WRITTEN_EVERY, seconds

IDLE = 15 * 60
"""Seconds without a request after which the claim is closed."""
CLAIM, SEEN, CODE = "family-claim", "family-seen", "family-code"
TRIES = ("family-try", 30, timedelta(minutes=1))
FAILURES = ("family-failure", 20, timedelta(minutes=15))
APPLYING = ("family-claim", 20, timedelta(hours=1))
"""New claims from one address: wide, for a village office lends its telephone."""
Limit = tuple[str, int, timedelta]


def closed_until(request: Any, *limits: Limit) -> datetime | None:
    """Until when this address has used up one of these limits."""
    found = [offered("knocked_out")(request, *limit) for limit in limits]
    return max((one for one in found if one), default=None)


def count(request: Any, limit: Limit) -> None:
    """Count one more."""
    offered("knock")(request, *limit)


def too_often(request: Any, until: datetime) -> HttpResponse:
    """The page that says when to come back."""
    wait = max(1, math.ceil((until - timezone.now()).total_seconds()))
    answer = page(request, "family/too_often.html", status=429, time=f"{until.astimezone(clock.zone()):%H:%M}")
    answer["Retry-After"] = str(wait)
    return answer


def enter(request: Any, code: str) -> str:
    """Open the claim of a receipt code; its number, empty where no claim has this code."""
    claim = family().by_receipt(code) or ""
    if claim:
        request.session.cycle_key()
        request.session[CLAIM], request.session[SEEN] = claim, seconds()
        request.session[CODE] = family().code_print(claim)
        if request.person is None:
            request.session.set_expiry(0)  # it ends with the browser
    return claim


def leave(request: Any) -> None:
    """Close the claim in this browser."""
    if request.person is None:
        request.session.flush()
        return
    for name in (CLAIM, SEEN, CODE):
        request.session.pop(name, None)


def keep_open(request: Any, claim: str) -> None:
    """Go on in this browser after another code was made; every other one closes."""
    request.session.cycle_key()
    request.session[CODE] = family().code_print(claim)


def opened(request: Any) -> str:
    """The number of the claim that is open in this browser; empty where none is, it was left lying, or its code no
    longer counts.
    """
    claim = str(request.session.get(CLAIM, ""))
    if not claim:
        return ""
    now = seconds()
    known = family().code_print(claim)
    if now - request.session.get(SEEN, 0) > IDLE or (known and known != request.session.get(CODE)):
        leave(request)
        return ""
    if now - request.session[SEEN] >= WRITTEN_EVERY:
        request.session[SEEN] = now
    return claim


View = Callable[..., HttpResponse]


def with_claim(view: View) -> View:
    """A view of the family's own claim: ``view(request, claim, …)``; without one it leads to the page that asks for the
    code. Nothing of it stays in a cache."""

    @open_to_all
    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        claim = opened(request)
        return view(request, claim, *args, **kwargs) if claim else redirect("family:mine")

    return guarded
