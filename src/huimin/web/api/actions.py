"""Making and revoking tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.api.models import Token
from huimin.web.base import audit, clock
from huimin.web.base.models import Person
from huimin.workflow import Act, Rights

BYTES = 32
MARK = "huimin_"
DAYS = (1, 7, 30, 90, 365)
MOST = 20
"""Tokens that one person may have open at a time."""


@dataclass(frozen=True)
class Wish:
    """What a token shall be: its purpose, area (``""``: wherever the person may), scope, and for how many days."""

    name: str
    area: str
    reads: bool
    submits: bool
    days: int


def make(person: Person, rights: Rights, wish: Wish) -> tuple[Token, str]:
    """Make a token; its secret is given back here and nowhere again.

    Raises:
        Invalid: no name, no scope, too long, or more than the person may do.
    """
    faults = [Finding(code, Severity.ERROR, facts={"most": MOST}) for code in _faults(person, rights, wish)]
    if faults:
        raise Invalid(faults)
    secret = MARK + secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        made = Token.objects.create(
            name=wish.name.strip()[:100], prefix=secret[: len(MARK) + 5], digest=digest_of(secret), person=person,
            area=wish.area, reads=wish.reads, submits=wish.submits, made_at=clock.now(),
            until=clock.today() + timedelta(days=wish.days),
        )  # fmt: skip
        audit.record(person, "token-made", subject=f"token {made.pk}", area=wish.area, reads=wish.reads,
                     submits=wish.submits, until=made.until.isoformat())  # fmt: skip
    return made, secret


def _faults(person: Person, rights: Rights, wish: Wish) -> list[str]:
    acts = [act for act, wanted in ((Act.READ, wish.reads), (Act.REPORT, wish.submits)) if wanted]
    faults = [] if wish.name.strip() else ["token-without-name"]
    if not acts:
        faults.append("token-without-scope")
    if wish.days not in DAYS:
        faults.append("token-without-end")
    if not all(rights.may(act, wish.area) if wish.area else rights.can(act) for act in acts):
        faults.append("token-too-much")
    if Token.objects.filter(person=person, revoked_at=None, until__gte=clock.today()).count() >= MOST:
        faults.append("token-too-many")
    return faults


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def revoke(person: Person, token: Token) -> None:
    """End a token at once."""
    with transaction.atomic():
        ended = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now(), revoked_by=person)
        if ended:
            audit.record(person, "token-revoked", subject=f"token {token.pk}", area=token.area)
