"""The pages of the API: the calls there are, and a person's tokens."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Invalid
from huimin.web.api import actions
from huimin.web.api.actions import Wish
from huimin.web.api.apps import MAKERS
from huimin.web.api.models import Token
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.pages import area_name, page
from huimin.workflow import Act

_ENDED_SHOWN = 10
_CHOICES = 400


@screen(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Any) -> HttpResponse:
    """My tokens, and a form for another one."""
    if request.method != "POST":
        return _shown(request, Wish("", "", True, False, 90))
    days = request.POST.get("days", "")
    wish = Wish(request.POST.get("name", ""), request.POST.get("area", ""), "reads" in request.POST,
                "submits" in request.POST, int(days) if days.isdecimal() and len(days) < 5 else 0)  # fmt: skip
    try:
        made, secret = actions.make(request.person, request.rights, wish)
    except Invalid as invalid:
        return _shown(request, wish, findings=invalid.findings, status=422)
    # Answered at once instead of by another request, which would have to keep the secret somewhere in between.
    return _shown(request, Wish("", "", True, False, 90), made=made, secret=secret)


def _shown(request: Any, wish: Wish, status: int = 200, **more: Any) -> HttpResponse:
    mine = list(Token.objects.filter(person=request.person).order_by("-made_at", "-pk")[:200])
    alive = [one for one in mine if one.alive(clock.today())]
    ended = [one for one in mine if one not in alive][:_ENDED_SHOWN]
    response = page(
        request, "api/tokens.html", status=status, alive=alive, wish=wish, ended=ended, areas=_areas(request),
        days=actions.DAYS, may_submit=request.rights.can(Act.REPORT), address=request.build_absolute_uri("/"),
        **{"findings": (), "made": None, "secret": "", **more},
    )  # fmt: skip
    response["Cache-Control"] = "no-store"
    return response


def _areas(request: Any) -> list[tuple[str, str]]:
    """The areas to choose from: those the person's roles are at, and what lies right below them."""
    tree = place.definitions().areas.at(clock.today())
    found: dict[str, str] = {}
    for act in (Act.READ, Act.REPORT):
        for top in request.rights.tops(act):
            at = tree.index(top)
            for one in [] if at is None else [at, *tree.children(at)]:
                found[tree.keys[one]] = f"{area_name(request.lang, tree.keys[one])} {tree.codes[one]}".strip()
    return list(found.items())[:_CHOICES]


@screen(*MAKERS)
@require_POST
def revoke(request: Any, number: int) -> HttpResponse:
    """End one of my tokens."""
    found = Token.objects.filter(pk=number, person=request.person).first()
    if found is None:
        raise Http404
    actions.revoke(request.person, found)
    return redirect("api:tokens")


@screen()
@require_safe
def described(request: Any) -> HttpResponse:
    """Every call with its parameters, in the reader's language where there are words for it."""
    from huimin.web.api.calls import document

    return page(request, "api/calls.html", document=document(), address=request.build_absolute_uri("/").rstrip("/"))
