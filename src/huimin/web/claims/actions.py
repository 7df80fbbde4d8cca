"""Everything the office writes about claims; each ends with a line in the log that names no family and no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from huimin.benefits.claims import Move
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.claims.batch import BatchDone
from huimin.tasks.claims.ports import AccountGiven, Application, ClaimCard, ClaimSkeleton, Identified, Taken
from huimin.web.base import audit
from huimin.web.base.claiming.desk import office
from huimin.web.base.claiming.form import Filled
from huimin.web.base.claiming.shown import GivenPaper
from huimin.web.base.models import Person
from huimin.web.base.turns import turn
from huimin.wiring.claims import Claims
from huimin.workflow import Rights


def application(benefit: str, area: str, filled: Filled, by_family: bool) -> Application:
    """What a form says, as the task takes it."""
    given = filled.account
    account = None if given is None else AccountGiven(given.holder, given.number, given.bank)
    return Application(
        benefit, area, Identified(**filled.claimant), Identified(**filled.subject), filled.relation, filled.facts,
        consent=filled.consent, separate_consent=filled.consent, account=account, by_family=by_family,
    )  # fmt: skip


def take(
    person: Person, rights: Rights, benefit: str, area: str, filled: Filled, papers: Sequence[GivenPaper]
) -> Taken:  # fmt: skip
    """Take a claim with its papers.

    Raises:
        Invalid: something is missing, cannot be, or the same claim is there already.
    """
    claims = office(person, rights)
    with turn(), transaction.atomic():
        taken = claims.take(application(benefit, area, filled, by_family=False))
        for name, kind, data in papers:
            claims.attach(taken.claim, name, kind, data)
        audit.record(person, "claim-taken", subject=f"claim {taken.claim}", area=area, benefit=benefit)
    return taken


def attach(person: Person, rights: Rights, claim: str, area: str, papers: Sequence[GivenPaper]) -> None:
    """Add papers to a claim."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        for name, kind, data in papers:
            claims.attach(claim, name, kind, data)
        audit.record(person, "claim-papers", subject=f"claim {claim}", area=area, papers=len(papers))


def new_code(person: Person, rights: Rights, claim: str) -> str:
    """A new receipt code; the old one stops working."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        code = claims.new_receipt_code(claim)
        audit.record(person, "claim-code", subject=f"claim {claim}", area=claims.skeleton(claim).head.area)
    return code


def move(
    person: Person, rights: Rights, claim: str, what: Move, words: str = "", outcome: str = "",
    since: date | None = None, seen: int | None = None,
) -> ClaimSkeleton:  # fmt: skip
    """Make one move with a claim.

    Args:
        seen: how much had happened to the claim when the person looked; if more has, nothing is done.

    Raises:
        Invalid: it is not open to this person now, lacks its words, its outcome or its day, or somebody was quicker.
    """
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = _moved(claims, claim, what, words, outcome, since, seen)
        facts = {"outcome": outcome} if outcome else {}
        audit.record(person, f"claim-{what.value}", subject=f"claim {claim}", area=made.head.area, **facts)
    return made


def hand_over(person: Person, rights: Rights, claim: str, area: str, since: date, words: str) -> ClaimCard:
    """Offer a claim to the office of another area."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = claims.hand_over(claim, area, since, words)
        audit.record(person, "claim-hand-over", subject=f"claim {claim}", area=made.head.area, to=area)
    return made


def answer_offer(person: Person, rights: Rights, claim: str, receive: bool, words: str, seen: int | None) -> None:
    """Take over what another office offers, or send it back."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = claims.receive(claim, words, seen) if receive else claims.send_back(claim, words, seen)
        what = Move.RECEIVE if receive else Move.SEND_BACK
        audit.record(person, f"claim-{what.value}", subject=f"claim {claim}", area=made.head.area)


def _moved(
    claims: Claims, claim: str, what: Move, words: str, outcome: str, since: date | None, seen: int | None
) -> ClaimSkeleton:  # fmt: skip
    match what:
        case Move.PROPOSE:
            return claims.propose(claim, outcome, words, seen)
        case Move.RETURN:
            return claims.give_back(claim, words, seen)
        case Move.STOP:
            if since is None:
                raise Invalid([Finding("claim-day-missing", Severity.ERROR, Place(element="since"))])
            return claims.stop(claim, since, words, seen)
        case Move.RENEW:
            return claims.renew(claim, seen)
        case Move.SEND_BACK:
            return claims.send_back(claim, words, seen)
        case _:
            plain: ClaimCard = getattr(claims, what.value)(claim, words, seen)
            return plain


def complete(person: Person, rights: Rights, claim: str, facts: Mapping[str, Any]) -> ClaimCard:
    """Fill in facts that were missing: of the authority, or told by the family afterwards."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = claims.complete(claim, facts=facts)
        audit.record(person, "claim-complete", subject=f"claim {claim}", area=made.head.area)
    return made


def change(
    person: Person, rights: Rights, claim: str, since: date | None, facts: Mapping[str, Any], words: str
) -> ClaimCard:  # fmt: skip
    """Note that something is different from a day on.

    Raises:
        Invalid: the day is missing, or nothing is different.
    """
    if since is None:
        raise Invalid([Finding("claim-day-missing", Severity.ERROR, Place(element="since"))])
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = claims.change(claim, since, facts, words)
        audit.record(person, "claim-change", subject=f"claim {claim}", area=made.head.area)
    return made


def correct(person: Person, rights: Rights, claim: str, particulars: Mapping[str, Any], words: str) -> ClaimCard:
    """Correct what was wrong from the beginning: persons or facts."""
    claims = office(person, rights)
    with turn(), transaction.atomic():
        made = claims.correct(claim, particulars, words)
        audit.record(person, "claim-correct", subject=f"claim {claim}", area=made.head.area)
    return made


def sign_many(person: Person, rights: Rights, chosen: Sequence[str], confirm: bool) -> BatchDone:
    """Propose yes for a list of clear cases, or confirm what others proposed.

    What is no clear case any more, or not this person's to sign, is left with a finding that says why.
    """
    claims = office(person, rights)
    with turn(), transaction.atomic():
        done = claims.confirm_all(chosen) if confirm else claims.propose_all(chosen)
        what = "claims-confirmed-together" if confirm else "claims-proposed-together"
        audit.record(person, what, subject=f"{len(done.done)} claims", claims=" ".join(done.done))
    return done
