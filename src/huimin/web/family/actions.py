"""Everything that a family writes; each ends with a line in the log that names no family and no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from huimin.benefits.claims import Move
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.claims.ports import AccountGiven, Application, Identified, Taken
from huimin.web.base import audit
from huimin.web.base.claiming.desk import family
from huimin.web.base.claiming.form import Filled
from huimin.web.base.claiming.shown import GivenPaper
from huimin.web.base.turns import turn


def take(benefit: str, area: str, filled: Filled, papers: Sequence[GivenPaper]) -> Taken:
    """Send a claim with its papers.

    Raises:
        Invalid: something is missing, cannot be, or the same claim is there already.
    """
    given = filled.account
    account = None if given is None else AccountGiven(given.holder, given.number, given.bank)
    made = Application(
        benefit, area, Identified(**filled.claimant), Identified(**filled.subject), filled.relation, filled.facts,
        consent=filled.consent, separate_consent=filled.consent, account=account, by_family=True,
    )  # fmt: skip
    claims = family()
    with turn(), transaction.atomic():
        taken = claims.take(made)
        for name, kind, data in papers:
            claims.attach(taken.claim, name, kind, data)
        audit.record(None, "claim-taken", subject=f"claim {taken.claim}", area=area, benefit=benefit)
    return taken


def attach(claim: str, papers: Sequence[GivenPaper], complete: bool) -> None:
    """Add papers; where the office asked for something, this also says that it is complete now."""
    claims = family()
    with turn(), transaction.atomic():
        for name, kind, data in papers:
            claims.attach(claim, name, kind, data)
        if complete:
            claims.complete(claim)
        _noted("papers", claim)


def complete(claim: str, facts: Mapping[str, Any]) -> None:
    """Answer what the office asked."""
    with turn(), transaction.atomic():
        family().complete(claim, facts=facts)
        _noted(Move.COMPLETE, claim)


def correct(claim: str, particulars: Mapping[str, Any], words: str) -> None:
    """Correct what was wrong from the beginning."""
    with turn(), transaction.atomic():
        family().correct(claim, particulars, words)
        _noted(Move.CORRECT, claim)


def change(claim: str, since: date | None, facts: Mapping[str, Any], words: str) -> None:
    """Tell that something is different from a day on.

    Raises:
        Invalid: the day is missing.
    """
    if since is None:
        raise Invalid([Finding("claim-day-missing", Severity.ERROR, Place(element="since"))])
    with turn(), transaction.atomic():
        family().change(claim, since, facts, words)
        _noted(Move.CHANGE, claim)


def renew(claim: str) -> None:
    """Confirm for another year that nothing has changed."""
    with turn(), transaction.atomic():
        family().renew(claim)
        _noted(Move.RENEW, claim)


def appeal(claim: str, words: str) -> None:
    """Appeal against the decision."""
    with turn(), transaction.atomic():
        family().appeal(claim, words)
        _noted(Move.APPEAL, claim)


def withdraw(claim: str, words: str) -> None:
    """Take the claim back."""
    with turn(), transaction.atomic():
        family().withdraw(claim, words)
        _noted(Move.WITHDRAW, claim)


def new_code(claim: str) -> str:
    """Another receipt code, which nobody but the family has seen; the old one stops working."""
    claims = family()
    with turn(), transaction.atomic():
        code: str = claims.new_receipt_code(claim)
        _noted("code", claim)
    return code


def export(claim: str) -> dict[str, Any]:
    """All that is kept of the family."""
    with turn(), transaction.atomic():
        made: dict[str, Any] = family().export(claim)
        _noted("exported", claim)
    return made


def erase(claim: str) -> Any:
    """Delete what may be deleted now; what is kept, until when and why."""
    with turn(), transaction.atomic():
        done = family().erase(claim)
        _noted("erase-asked", claim)
    return done


def _noted(what: str, claim: str) -> None:
    audit.record(None, f"claim-{what}", subject=f"claim {claim}", area=family().skeleton(claim).head.area)
