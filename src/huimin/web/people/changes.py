"""What an administrator changes about one account: each a button that sends a form and comes back to the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huimin.findings import Invalid
from huimin.web.base.access import screen
from huimin.web.base.models import Person
from huimin.web.base.words import say
from huimin.web.people import actions
from huimin.web.people.reading import read_role, typed_day
from huimin.web.people.scope import scope_of
from huimin.web.people.views import ONCE, show
from huimin.workflow import Act

FIELDS = ("role", "area", "first", "last")


def _done(request: Any, person: Person, code: str, **facts: Any) -> HttpResponse:
    messages.success(request, say(request.lang, code, **facts), extra_tags="good")
    return redirect("people:person", number=person.pk)


@screen(Act.ADMINISTER)
@require_POST
def details(request: Any, number: int) -> HttpResponse:
    """Change the name, and who the person is at the OpenID Connect provider."""
    person = scope_of(request).person(number)
    subject = _text(request, "subject") if "subject" in request.POST else None
    try:
        actions.change_details(request.person, person, _text(request, "name"), subject)
    except Invalid as invalid:
        return show(request, person, invalid.findings)
    return _done(request, person, "people.saved")


@screen(Act.ADMINISTER)
@require_POST
def give_role(request: Any, number: int) -> HttpResponse:
    """Give a role."""
    scope = scope_of(request)
    person = scope.person(number)
    typed = {name: _text(request, name) for name in FIELDS}
    try:
        role, found = read_role(typed, scope)
        if role is None:
            raise Invalid(found)
        actions.give_role(request.person, person, role)
    except Invalid as invalid:
        return show(request, person, invalid.findings, typed)
    return _done(request, person, "people.role-given")


def _text(request: Any, name: str) -> str:
    text: str = request.POST.get(name, "")
    return text.replace("\0", "")[:200]


@screen(Act.ADMINISTER)
@require_POST
def end_role(request: Any, number: int, grant: int) -> HttpResponse:
    """End a role, now or with a last day."""
    scope = scope_of(request)
    person = scope.person(number)
    held = person.grants.filter(pk=grant).first()
    if held is None or not scope.reaches(held.area):
        raise Http404
    try:
        last = None if "now" in request.POST else typed_day(_text(request, "last"), held.first)
        actions.end_role(request.person, held, last)
    except Invalid as invalid:
        return show(request, person, invalid.findings)
    return _done(request, person, "people.role-ended")


def _change(request: Any, number: int, act: Callable[[Person, Person], Any], code: str) -> HttpResponse:
    person = scope_of(request).person(number)
    try:
        result = act(request.person, person)
    except Invalid as invalid:
        return show(request, person, invalid.findings)
    return _done(request, person, code, **({"count": result} if isinstance(result, int) else {}))


@screen(Act.ADMINISTER)
@require_POST
def new_password(request: Any, number: int) -> HttpResponse:
    """Give a new one-time password, shown on the page that follows."""
    person = scope_of(request).person(number)
    try:
        once = actions.new_password(request.person, person)
    except Invalid as invalid:
        return show(request, person, invalid.findings)
    request.session[ONCE] = {"person": person.pk, "password": once}
    return redirect("people:person", number=number)


@screen(Act.ADMINISTER)
@require_POST
def reset_second_factor(request: Any, number: int) -> HttpResponse:
    """Take away the second factor of somebody who lost it."""
    return _change(request, number, actions.reset_second_factor, "people.second-reset")


@screen(Act.ADMINISTER)
@require_POST
def end_sessions(request: Any, number: int) -> HttpResponse:
    """End all sessions of a person."""
    return _change(request, number, actions.end_sessions, "people.sessions-ended")


@screen(Act.ADMINISTER)
@require_POST
def close(request: Any, number: int) -> HttpResponse:
    """Close an account."""
    return _change(request, number, actions.close, "people.closed-done")


@screen(Act.ADMINISTER)
@require_POST
def reopen(request: Any, number: int) -> HttpResponse:
    """Open a closed account again."""
    return _change(request, number, actions.reopen, "people.reopened-done")
