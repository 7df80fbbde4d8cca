"""Who calls: the token in the header, with its scope. And what is wrong with a call, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from huimin.findings import Finding, Severity, explain, next_step
from huimin.web.api.actions import digest_of
from huimin.web.api.limits import READING, SUBMITTING, Limited
from huimin.web.api.models import Token
from huimin.web.base import clock, place
from huimin.web.base.models import Person

_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Caller:
    """Who calls, and what this call may do."""

    person: Person
    rights: Limited
    token: Token


class Refusal(Exception):
    """A call that is answered with findings and nothing else."""

    def __init__(self, status: int, findings: Iterable[Finding]) -> None:
        self.status, self.findings = status, tuple(findings)
        super().__init__(status)


def refuse(status: int, code: str, **facts: str | int) -> Refusal:
    """A refusal with one finding."""
    return Refusal(status, [Finding(code, Severity.ERROR, facts=dict(facts))])


class Reading(HttpBearer):
    """Lets in tokens that read."""

    scope, acts = "read", READING

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller; raises :class:`Refusal`."""
        found = Token.objects.filter(digest=digest_of(token)).select_related("person").first()
        if found is None or not found.person.is_active or not found.alive(clock.today()):
            raise refuse(401, "api-no-token")
        if not (found.reads if self.scope == "read" else found.submits):
            raise refuse(403, "api-scope", scope=self.scope)
        _note(found)
        areas = place.definitions().areas
        return Caller(found.person, Limited(found.person.roles(), areas, clock.today(), found.area, self.acts), found)


class Submitting(Reading):
    """Lets in tokens that submit."""

    scope, acts = "submit", SUBMITTING


def _note(token: Token) -> None:
    """Remember when it was last used, to the minute: a call that reads is rarely a write."""
    now = clock.now()
    if token.used_at is None or abs(now - token.used_at) >= _NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)


def caller(request: Any) -> Caller:
    """Who makes this call."""
    found: Caller = request.auth
    return found


def plain(finding: Finding) -> dict[str, Any]:
    """A finding for programs: code, severity, place, facts, and its words in both languages."""
    return {
        "code": finding.code, "severity": finding.severity.word, "place": finding.place.as_dict(),
        "facts": dict(finding.facts), "zh": explain(finding, "zh"), "en": explain(finding, "en"),
        "next_zh": next_step(finding, "zh"), "next_en": next_step(finding, "en"),
    }  # fmt: skip
