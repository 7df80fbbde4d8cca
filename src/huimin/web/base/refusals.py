"""From an exception to a page: what a person may not do, what is wrong with what they sent, and what is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from huimin.findings import Invalid
from huimin.web.base.access import Refused
from huimin.web.base.pages import page


class middleware:  # noqa: N801 (Django names it in a list beside functions)
    """Turns :class:`Refused` into 403 and :class:`Invalid` that no view caught into 400 with its findings."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page for a problem that is no bug."""
        if isinstance(problem, (Refused, PermissionDenied)):
            return page(request, "base/refused.html", status=403)
        if isinstance(problem, Invalid):
            return page(request, "base/invalid.html", status=400, findings=problem.findings)
        return None


def not_found(request: Any, exception: Exception) -> HttpResponse:
    """404: there is no such page, or not for this person."""
    return page(request, "base/not_found.html", status=404)


def bad_request(request: Any, exception: SuspiciousOperation) -> HttpResponse:
    """400: too large, too many fields, a host that is not ours."""
    return page(request, "base/bad_request.html", status=400)


def broken(request: Any) -> HttpResponse:
    """500: our own fault. Kept plain, since whatever went wrong may be needed for a better page."""
    zh, en = (
        "系统出错了，已记录。请稍后再试，或联系管理员。",
        "Something went wrong on our side and was logged. Try again later.",
    )
    return HttpResponse(f"{zh} {en}", status=500, content_type="text/plain; charset=utf-8")


def forged(request: Any, reason: str = "") -> HttpResponse:
    """403 by CSRF protection: mostly a page that stood open too long."""
    return page(request, "base/stale.html", status=403)
