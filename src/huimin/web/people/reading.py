"""What was typed about a role or an account, in a form or in a line of a file, told as findings where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.web.base import clock, place
from huimin.web.base.words import WORDS as BASE_WORDS
from huimin.web.people.scope import Scope
from huimin.workflow import Kind, Role

NAME_LONGEST = 100
USERNAME = re.compile(r"[\w][\w.@+-]{1,59}")
WHOLE = frozenset({"全部地区", "全部", "all areas", "all"})
_ENDS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True)
class Account:
    """An account to be made."""

    username: str
    name: str
    roles: tuple[Role, ...] = ()


def fault(code: str, at: Place = Place(), **facts: str | int) -> Finding:
    """A finding that keeps an account or a role from being made."""
    return Finding(code, Severity.ERROR, at, facts)


def read_account(given: Mapping[str, str], at: Place = Place()) -> tuple[Account, list[Finding]]:
    """The account without its roles, and what is wrong with it."""
    username, name = given.get("username", "").strip(), " ".join(given.get("name", "").split())
    found = []
    if not USERNAME.fullmatch(username):
        found.append(fault("username-wrong", at, found=username[:60]))
    if not name or len(name) > NAME_LONGEST:
        found.append(fault("person-name-wrong", at, count=NAME_LONGEST))
    return Account(username, name), found


def read_role(given: Mapping[str, str], scope: Scope, at: Place = Place()) -> tuple[Role | None, list[Finding]]:
    """A role from ``role``, ``area`` (name or code), ``first`` and ``last``; None where something is wrong."""
    found: list[Finding] = []
    kind = _kind(given.get("role", ""), at, found)
    area = _area(given.get("area", ""), scope, at, found)
    first, last = (_day(given.get(name, ""), at, found) for name in ("first", "last"))
    if first and last and last < first:
        found.append(fault("role-ends-before", at, first=first.isoformat(), last=last.isoformat()))
    if found or kind is None or area is None:
        return None, found
    return Role(kind, area, first, last), []


def kinds() -> dict[str, Kind]:
    """Every word that names a role, in either language and as the files write it."""
    words = {kind.value: kind for kind in Kind}
    for kind in Kind:
        words |= dict.fromkeys(BASE_WORDS[f"base.kind-{kind.value}"], kind)
    return words


def _kind(text: str, at: Place, found: list[Finding]) -> Kind | None:
    known = kinds()
    kind = known.get(text.strip()) or known.get(text.strip().lower())
    if kind is None:
        options = ", ".join(known)
        found.append(fault("role-unknown", at, found=text.strip(), nearest=nearest(text, list(known)), options=options))
    return kind


def _area(text: str, scope: Scope, at: Place, found: list[Finding]) -> str | None:
    """The key of the area; empty for the whole tree, which has to be said: nobody gets all by leaving a field empty."""
    text, key = text.strip(), ""
    if not text:
        found.append(fault("role-area-missing", at))
        return None
    if text.lower() not in WHOLE:
        try:
            key = place.definitions().area_key(text, clock.today())
        except Invalid as invalid:
            found += [Finding(one.code, one.severity, at, one.facts) for one in invalid.findings]
            return None
    if not scope.reaches(key):
        found.append(fault("role-area-not-yours", at, found=text))
        return None
    return key


def _day(text: str, at: Place, found: list[Finding]) -> date | None:
    text = text.strip()
    if not text:
        return None
    parts = _ENDS.fullmatch(text)
    try:
        return date(*map(int, parts.groups())) if parts else date.fromisoformat(text)
    except ValueError:
        found.append(fault("date-wrong", at, found=text[:40]))
        return None


def typed_day(text: str, first: date | None) -> date:
    """The last day of a role that began on ``first``.

    Raises:
        Invalid: it is no day, or lies before the first.
    """
    found: list[Finding] = []
    day = _day(text, Place(), found)
    if day is None:
        raise Invalid(found or [fault("date-wrong", found=text)])
    if first and day < first:
        raise Invalid([fault("role-ends-before", first=first.isoformat(), last=day.isoformat())])
    return day
