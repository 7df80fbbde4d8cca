"""What a person has to do before anything else: choose a password of their own, set up or give the second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from huimin.web.accounts import second
from huimin.workflow import Kind

BY = "by"
"""In the session: what the person signed in with, ``password`` or ``oidc``."""
MUST = frozenset({Kind.OFFICER, Kind.ADMINISTRATOR, Kind.CASE_OFFICER, Kind.PAYMASTER})
View = Callable[..., HttpResponse]


def before_all_else(view: View) -> View:
    """Mark a view that people reach who still have to do something first."""
    view.huimin_before_all_else = True
    return view


def required(rights: Any) -> bool:
    """Whether somebody with these rights must sign in with a second factor."""
    return settings.HUIMIN_SITE.second_factor == "required" and any(role.kind in MUST for role in rights.roles)


def owed(request: Any) -> str:
    """The name of the address where a person has something to do first; empty where nothing is owed.

    Who signed in by OpenID Connect was asked for password and second factor there.
    """
    if request.session.get(BY) == "oidc":
        return ""
    if request.person.must_change_password:
        return "accounts:password"
    if second.given(request) or not required(request.rights):
        return ""
    return "accounts:code" if second.has(request.person) else "accounts:second-factor"


class middleware:  # noqa: N801 (Django names it in a list beside functions)
    """Leads a person to what they have to do first, whatever page they ask for."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Nothing: the view has to be known first."""
        return self.get_response(request)

    def process_view(self, request: Any, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """A redirect, or None to go on."""
        free = getattr(view, "huimin_before_all_else", False) or getattr(view, "huimin_access", "") == "all"
        if request.person is None or free:
            return None
        step = owed(request)
        return redirect(step) if step else None
