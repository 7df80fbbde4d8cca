"""What a family tells after the claim: papers, corrections, changes, the yearly confirmation, appeal, withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.benefits import Fact
from huimin.benefits.claims import Move, Stage
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.tasks.claims.ports import ClaimCard, Purpose
from huimin.web.base import clock, place, questions
from huimin.web.base.claiming import shown
from huimin.web.base.claiming.desk import family
from huimin.web.base.claiming.form import account_of, posted, second_level
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.family import actions
from huimin.web.family.knocking import with_claim
from huimin.web.family.mine import card_of, card_page

LONGEST = 2000
CONTACT = ("phone", "address")


def _done(request: Any, word: str) -> HttpResponse:
    messages.success(request, say(request.lang, f"family.did-{word}"), "good")
    return redirect("family:mine")


def _words(request: Any) -> str:
    return str(request.POST.get("words", "")).replace("\0", "").strip()[:LONGEST]


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Any, claim: str) -> HttpResponse:
    """Add papers; where the office asked for something, say that this is all."""
    if request.method != "POST":
        return card_page(request, claim, "family/papers.html")
    given, wrong = shown.papers_of(request.FILES.getlist("files"))
    card = card_of(claim)
    complete = card.head.stage is Stage.ASKED and bool(request.POST.get("complete"))
    if not given and not wrong and not complete:
        wrong = [Finding("claim-paper-none", Severity.ERROR)]
    if not wrong:
        try:
            actions.attach(claim, given, complete)
            return _done(request, "papers")
        except Invalid as invalid:
            wrong = list(invalid.findings)
    return card_page(request, claim, "family/papers.html", tuple(wrong))


@with_claim
@require_safe
def paper(request: Any, claim: str, number: int) -> HttpResponse:
    """One of my papers."""
    try:
        return shown.download(*family().paper(claim, number, Purpose.OWN))
    except Invalid as none:
        raise Http404 from none


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Any, claim: str) -> HttpResponse:
    """Correct what was wrong from the beginning."""
    return _telling(request, claim, Move.CORRECT)


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Any, claim: str) -> HttpResponse:
    """Tell that something is different from a day on."""
    return _telling(request, claim, Move.CHANGE)


def _telling(request: Any, claim: str, what: Move) -> HttpResponse:
    card = card_of(claim)
    benefit = card.benefit
    if what not in card.moves:
        return redirect("family:mine")
    asked = _asked(card, what)
    contact = {f"c-{part}": str(getattr(card.claimant, part)) for part in CONTACT}
    before = questions.typed_of(asked, card.facts) | contact
    typed = posted(request) or before
    errors: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            errors = _tell(request, card, what, typed)
        except Invalid as invalid:
            findings = invalid.findings
        if not errors and not findings:
            return _done(request, what.value)
    tree = place.definitions().areas.at(clock.today())
    areas = questions.area_choices(tree, card.head.area, request.lang, second_level(tree))
    return page(
        request, "family/telling.html", status=400 if errors or findings else 200, what=what, benefit=benefit,
        typed=typed, asked=questions.questions(asked, typed, errors, areas), errors=errors, findings=findings,
        Move=Move, last4=card.account_last4,
    )  # fmt: skip


def _asked(card: ClaimCard, what: Move) -> tuple[Fact, ...]:
    facts = questions.for_the_family(card.benefit)
    return questions.that_change(facts) if what is Move.CHANGE else facts


def _tell(request: Any, card: ClaimCard, what: Move, typed: Mapping[str, str]) -> dict[str, str]:
    """Write what was told; the faults by field, in which case nothing is written."""
    benefit = card.benefit
    tree = place.definitions().areas.at(clock.today())
    told = questions.answers(benefit, _asked(card, what), typed, clock.today(), request.lang, tree)
    since = questions.day_of_parts(typed, "since")
    errors = dict(told.errors)
    if what is Move.CHANGE and since is None:
        errors["since"] = say(request.lang, "family.since-missing")
    if errors:
        return errors
    if others := [one for one in told.others if one.severity is Severity.ERROR]:
        raise Invalid(others)
    different = {code: value for code, value in told.facts.items() if value != card.facts.get(code)}
    account, wrong = account_of(typed) if what is Move.CORRECT else (None, {})
    if wrong:
        return {name: explain(Finding(code, Severity.ERROR), request.lang) for name, code in wrong.items()}
    if what is Move.CHANGE:
        actions.change(card.head.number, since, different, _words(request))
    else:
        contact = {part: typed[f"c-{part}"].strip() for part in CONTACT
                   if typed.get(f"c-{part}", "").strip() != str(getattr(card.claimant, part))}  # fmt: skip
        given: dict[str, Any] = {"facts": different}
        given |= {"claimant": contact} if contact else {}
        given |= {"account": asdict(account)} if account else {}
        actions.correct(card.head.number, given, _words(request))
    return {}


@with_claim
@require_POST
def renew(request: Any, claim: str) -> HttpResponse:
    """Nothing has changed: go on for another year."""
    try:
        actions.renew(claim)
    except Invalid as invalid:
        return card_page(request, claim, findings=invalid.findings)
    return _done(request, "renew")


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: Any, claim: str) -> HttpResponse:
    """Appeal: say what is wrong with the decision."""
    if request.method != "POST":
        if Move.APPEAL not in card_of(claim).moves:
            return redirect("family:mine")
        return card_page(request, claim, "family/appeal.html", typed="")
    try:
        actions.appeal(claim, _words(request))
    except Invalid as invalid:
        return card_page(request, claim, "family/appeal.html", invalid.findings, typed=_words(request))
    return _done(request, "appeal")


@with_claim
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Any, claim: str) -> HttpResponse:
    """Take the claim back, or ask to stop."""
    if request.method != "POST":
        if Move.WITHDRAW not in card_of(claim).moves:
            return redirect("family:mine")
        return card_page(request, claim, "family/withdraw.html")
    try:
        actions.withdraw(claim, _words(request))
    except Invalid as invalid:
        return card_page(request, claim, "family/withdraw.html", invalid.findings)
    return _done(request, "withdraw")
