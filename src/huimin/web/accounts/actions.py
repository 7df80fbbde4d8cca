"""What people do with their own account. Everything that changes it is told in the log, in the same transaction."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.db import transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.accounts import second
from huimin.web.accounts.gate import BY
from huimin.web.base import audit, passwords, sessions
from huimin.web.base.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "pending"
_PENDING_SECONDS = 600
NAME_LONGEST = 100


def sign_in(request: Any, person: Person, by: str = "password", factor: str = "") -> None:
    """Open a session. ``factor`` is what the second factor was: ``app``, ``recovery`` or nothing."""
    with transaction.atomic():
        login(request, person, backend=BACKEND)
        request.session[BY] = by
        if factor:
            request.session[second.GIVEN] = True
        sessions.begin(request)
        facts = {"factor": factor} if factor else {}
        audit.record(person, "signed-in", by=by, **facts)


def wait_for_code(request: Any, person: Person, onward: str) -> None:
    """The password was right: remember that in the session until the code comes. Nobody is signed in yet."""
    request.session.flush()
    request.session[PENDING] = {"person": person.pk, "at": time.time(), "next": onward,
                                "hash": person.get_session_auth_hash()}  # fmt: skip


def pending(request: Any) -> tuple[Person, str] | None:
    """Whose password was right in the last ten minutes, and where they wanted to go; None where nobody's."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["at"] > _PENDING_SECONDS:
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or person.get_session_auth_hash() != kept["hash"]:
        return None
    return person, kept["next"]


def give_code(request: Any, factor: str) -> None:
    """Somebody who is signed in already gave the second factor."""
    with transaction.atomic():
        request.session[second.GIVEN] = True
        audit.record(request.person, "second-factor-given", factor=factor)


def sign_out(request: Any) -> None:
    """End this session."""
    with transaction.atomic():
        person = request.person
        logout(request)
        audit.record(person, "signed-out")


def change_password(request: Any, old: str, new: str, again: str) -> None:
    """Change one's own password; one's other sessions end.

    Raises:
        Invalid: the old one is wrong, the new one is not good enough or not the same twice.
    """
    person: Person = request.person
    found = [] if person.check_password(old) else [Finding("password-wrong", Severity.ERROR)]
    found += passwords.faults(new, person)
    if new != again:
        found.append(Finding("passwords-differ", Severity.ERROR))
    if old and new == old:
        found.append(Finding("password-unchanged", Severity.ERROR))
    if found:
        raise Invalid(found)
    with transaction.atomic():
        person.set_password(new)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])
        update_session_auth_hash(request, person)
        request.session.save()
        ended = sessions.end(person, keep=request.session.session_key)
        audit.record(person, "password-changed", sessions_ended=ended)


def change_details(person: Person, name: str, language: str) -> None:
    """Change one's name and language.

    Raises:
        Invalid: the name is empty or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > NAME_LONGEST:
        raise Invalid([Finding("person-name-wrong", Severity.ERROR, facts={"count": NAME_LONGEST})])
    with transaction.atomic():
        changed = name != person.name
        person.name, person.language = name, language
        person.save(update_fields=["name", "language"])
        if changed:
            audit.record(person, "name-changed")


def set_up_second_factor(request: Any, key: str) -> list[str]:
    """Take a factor into use; one's other sessions end. The recovery codes, to be shown once."""
    with transaction.atomic():
        codes = second.set_up(request.person, key)
        request.session[second.GIVEN] = True
        ended = sessions.end(request.person, keep=request.session.session_key)
        audit.record(request.person, "second-factor-set-up", sessions_ended=ended)
    return codes


def remove_second_factor(person: Person) -> None:
    """Go back to the password alone."""
    with transaction.atomic():
        second.remove(person)
        audit.record(person, "second-factor-removed")


def end_sessions(request: Any, handle: str) -> int:
    """End one of one's own sessions, or with an empty handle all but this one."""
    with transaction.atomic():
        ended = sessions.end(request.person, handle, keep=request.session.session_key)
        if ended:
            audit.record(request.person, "sessions-ended", count=ended)
    return ended


def oidc_on() -> bool:
    """Whether one can sign in by OpenID Connect."""
    return bool(settings.HUIMIN_SITE.oidc_issuer and settings.HUIMIN_SITE.oidc_client)
