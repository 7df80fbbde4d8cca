"""Who may see a screen: every view names what it needs, and nothing is shown to anybody else.

``@screen(Act.REVIEW)`` on a view lets in people who hold that right anywhere; within, the view asks
``allow(request, Act.REVIEW, area)`` for the area at hand. An area that is not somebody's looks to them as if it were
not there (404), so that nobody learns from a refusal what exists.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from huimin.web.base import clock, place
from huimin.web.base.models import Person
from huimin.workflow import Act, Rights

View = Callable[..., HttpResponse]


class Asking(HttpRequest):
    """A request as our middleware leaves it: who asks, what they may do, and in which language they read."""

    person: Person | None
    rights: Rights
    lang: str


def rights_of(person: Person) -> Rights:
    """What a person may do today."""
    return Rights(person.roles(), place.definitions().areas, clock.today())


def middleware(get_response: View) -> View:
    """Sets ``request.person`` (None for a visitor) and ``request.rights``."""

    def handle(request: Any) -> HttpResponse:
        user = request.user
        request.person = user if user.is_authenticated else None
        request.rights = SimpleLazyObject(lambda: rights_of(request.person) if request.person else _nobody())
        if request.person and request.person.language:
            request.lang = request.person.language
        return get_response(request)

    return handle


def _nobody() -> Rights:
    return Rights((), place.definitions().areas, clock.today())


def screen(act: Act | None = None, *more: Act) -> Callable[[View], View]:
    """Let in people who hold ``act`` (or one of ``more``) somewhere; without an act, everybody with an account.

    A visitor is led to the page to sign in and back. Somebody without the right gets 403.
    """
    acts = (act, *more) if act else ()

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.person is None:
                return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
            if acts and not any(request.rights.can(one) for one in acts):
                raise Refused
            return view(request, *args, **kwargs)

        guarded.huimin_access = acts or "signed-in"
        return guarded

    return around


def open_to_all(view: View) -> View:
    """Mark a view that a visitor may see: signing in, help, health. A test finds views without any mark."""
    view.huimin_access = "all"
    return view


class Refused(Exception):
    """The person has an account and may not do this; the site answers 403 with a page that says so."""


def allow(request: Any, act: Act, area: str) -> None:
    """Go on only if the person may do this with this area.

    Raises:
        Http404: they may not, or there is no such area.
    """
    if not cast(Rights, request.rights).may(act, area):
        raise Http404


def allow_everywhere(request: Any, act: Act) -> None:
    """Go on only if the person may do this for the whole tree.

    Raises:
        Refused: they may not.
    """
    if not cast(Rights, request.rights).everywhere(act):
        raise Refused
