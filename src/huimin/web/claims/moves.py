"""What the office does with a claim, one move at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huimin.benefits import Fact
from huimin.benefits.claims import Move
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.tasks.claims.ports import ClaimCard, Purpose
from huimin.web.base import clock, place, questions
from huimin.web.base.access import screen
from huimin.web.base.claiming.form import PERSON, Account, account_of, posted, second_level
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.claims import actions, card
from huimin.web.claims.opened import desk, skeleton_for
from huimin.workflow import Act

MOVES = {one.value: one for one in card.FORMS}
LONGEST = 2000


@screen(Act.CLAIM)
@require_POST
def move(request: Any, claim: str) -> HttpResponse:
    """Make the move that the button names; with what is wrong and what was typed, where it cannot be."""
    known = skeleton_for(request, claim, Act.CLAIM)
    name, _, outcome = request.POST.get("move", "").partition(".")
    what = MOVES.get(name)
    if what is None:
        raise Http404
    words = request.POST.get("words", "").replace("\0", "").strip()[:LONGEST]
    purpose = Purpose.APPEAL if what in (Move.UPHOLD, Move.DISMISS) else Purpose.DECIDE
    try:
        seen = request.POST.get("seen", "")
        actions.move(request.person, request.rights, claim, what, words, outcome, read_day(request.POST, "since"),
                     int(seen) if seen.isdecimal() and len(seen) < 7 else None)  # fmt: skip
    except Invalid as invalid:
        return card.opened(request, known, purpose, invalid.findings, words, name)
    _did(request, name)
    return redirect("claims:start")


def _did(request: Any, move: str) -> None:
    what = say(request.lang, f"claiming.did-{move}")
    messages.success(request, say(request.lang, "claims.did-move", what=what), "good")


def read_day(given: Mapping[str, str], name: str) -> date | None:
    """A day from a field of kind date; None for anything else."""
    try:
        return date.fromisoformat(given.get(name, ""))
    except ValueError:
        return None


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: Any, claim: str) -> HttpResponse:
    """Fill in what is missing: what the authority found, what the family added."""
    return _telling(request, claim, Move.COMPLETE)


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, claim: str) -> HttpResponse:
    """Note what is different from a day on."""
    return _telling(request, claim, Move.CHANGE)


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, claim: str) -> HttpResponse:
    """Correct what was wrong from the beginning."""
    return _telling(request, claim, Move.CORRECT)


def _telling(request: Any, claim: str, what: Move) -> HttpResponse:
    skeleton_for(request, claim, Act.CLAIM)
    found = desk(request).card(claim, Purpose.CORRECT if what is Move.CORRECT else Purpose.DECIDE)
    benefit = found.benefit
    if what not in found.moves:
        raise Http404
    asked = _asked(found, what)
    typed = posted(request) or questions.typed_of(asked, found.facts) | _people(found)
    errors: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            errors = _tell(request, found, what, typed)
        except Invalid as invalid:
            findings = invalid.findings
        if not errors and not findings:
            _did(request, what.value)
            return redirect(card.address(claim))
    tree = place.definitions().areas.at(clock.today())
    areas = questions.area_choices(tree, found.head.area, request.lang, second_level(tree))
    return page(
        request, "claims/telling.html", status=400 if errors or findings else 200, card=found, head=found.head,
        what=what, benefit=benefit, asked=questions.questions(asked, typed, errors, areas), typed=typed, errors=errors,
        findings=findings, Move=Move,
    )  # fmt: skip


def _asked(found: ClaimCard, what: Move) -> tuple[Fact, ...]:
    facts = tuple(one for one in found.benefit.facts if not one.claim_day)
    return questions.that_change(facts) if what is Move.CHANGE else facts


def _people(found: ClaimCard) -> dict[str, str]:
    """The persons as their fields show them."""
    people = {"c": found.claimant, "s": found.subject}
    return {f"{prefix}-{part}": str(getattr(one, part)) for prefix, one in people.items()
            for part in PERSON}  # fmt: skip


def _tell(request: Any, found: ClaimCard, what: Move, typed: Mapping[str, str]) -> dict[str, str]:
    """Write what was told; the faults by field, in which case nothing is written."""
    benefit, asked = found.benefit, _asked(found, what)
    tree = place.definitions().areas.at(clock.today())
    told = questions.answers(benefit, asked, typed, clock.today(), request.lang, tree)
    if told.errors:
        return dict(told.errors)
    if others := [one for one in told.others if one.severity is Severity.ERROR]:
        raise Invalid(others)
    different = {code: value for code, value in told.facts.items() if value != found.facts.get(code)}
    person, rights, claim = request.person, request.rights, found.head.number
    words = typed.get("words", "").strip()[:LONGEST]
    account, wrong = account_of(typed) if what is Move.CORRECT else (None, {})
    if wrong:
        return {name: explain(Finding(code, Severity.ERROR), request.lang) for name, code in wrong.items()}
    match what:
        case Move.CHANGE:
            actions.change(person, rights, claim, read_day(typed, "since"), different, words)
        case Move.CORRECT:
            actions.correct(person, rights, claim, _corrected(found, typed, account) | {"facts": different}, words)
        case _:
            actions.complete(person, rights, claim, different)
    return {}


def _corrected(found: ClaimCard, typed: Mapping[str, str], account: Account | None) -> dict[str, Any]:
    """Name, identity number, phone and address that were changed, by person; and another account."""
    before = _people(found)
    made: dict[str, Any] = {"account": asdict(account)} if account else {}
    for prefix, who in (("c", "claimant"), ("s", "subject")):
        fields = {part: f"{prefix}-{part}" for part in PERSON}
        changed = {part: typed[name].strip() for part, name in fields.items()
                   if typed.get(name, before[name]).strip() != before[name]}  # fmt: skip
        if changed:
            made[who] = changed
    return made
