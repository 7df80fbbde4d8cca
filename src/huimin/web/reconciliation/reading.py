"""Reading pairs: one after the other, without seeing what anybody else answered; and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.findings import Finding, Invalid, Severity
from huimin.reconciliation.review.agreement import VALUES
from huimin.reconciliation.review.weights import FIELDS
from huimin.tasks.reconcile import review_words as words
from huimin.tasks.reconcile.reviewing import Drawn, Told, lines
from huimin.tasks.reconcile.words import strength_words
from huimin.web.base import clock, place
from huimin.web.base.access import Refused, screen
from huimin.web.base.pages import page
from huimin.web.reconciliation import actions, pictures, removal
from huimin.web.reconciliation.actions import refused
from huimin.web.reconciliation.models import Comparison, Review
from huimin.web.reconciliation.seeing import LOOKING, own, review_of, seen, works
from huimin.web.reconciliation.standing import Standing, standing
from huimin.wiring.reconcile_review import drawn_of, folder_of, places_of, table_of_readings
from huimin.workflow import Act

MOST_BITS = 15.0
"""Bits at which a bar reaches the edge."""


@screen(*LOOKING)
@require_safe
def review(request: Any, number: int, left: int, right: int) -> HttpResponse:
    """How a review stands, and what came of it."""
    one = seen(request, number)
    return _overview(request, one, review_of(one, left, right))


def _overview(
    request: Any, one: Comparison, mine: Review, findings: tuple[Finding, ...] = (), status: int = 200
) -> Any:
    stand = standing(mine, request.person)
    open_now = stand.both_done and stand.found.now is not None
    drawn = _drawn(one, mine)
    return page(
        request, "reconciliation/review.html", status=status, one=one, review=mine, stand=stand, findings=findings,
        names=_names(one, mine), works=works(request.rights, one), there=drawn is not None,
        results=pictures.results(stand.found, request.lang) if open_now else None,
        weights=pictures.weights(drawn, request.lang) if drawn else [], strata=pictures.strata(mine, request.lang),
    )  # fmt: skip


def _names(one: Comparison, mine: Review) -> list[str]:
    names = [row.name for row in one.listings.order_by("number")]
    return [names[mine.left], names[mine.right]]


def _drawn(one: Comparison, mine: Review) -> Drawn | None:
    folder = folder_of(removal.root(), one.folder)
    return drawn_of(folder, mine.left, mine.right) if folder is not None else None


@screen(Act.ASSESS)
@require_POST
def sit(request: Any, number: int, left: int, right: int) -> HttpResponse:
    """Become a reader."""
    one = own(request, number)
    mine = review_of(one, left, right)
    try:
        if _drawn(one, mine) is None:
            raise refused("reconcile-lists-gone")
        actions.sit(request.person, mine, standing(mine, request.person).open_third)
    except Invalid as invalid:
        return _overview(request, one, mine, tuple(invalid.findings), 400)
    return _to("read", one, mine)


@screen(Act.ASSESS)
@require_safe
def read(request: Any, number: int, left: int, right: int) -> HttpResponse:
    """The next pair of the reader's own. There is no address of a pair: nobody can ask for one."""
    one = own(request, number)
    return _reading(request, one, review_of(one, left, right))


def _reading(request: Any, one: Comparison, mine: Review, findings: tuple[Finding, ...] = (), status: int = 200) -> Any:
    stand, drawn = standing(mine, request.person), _drawn(one, mine)
    if stand.mine is None:
        raise Refused
    if drawn is None or stand.next_pair is None:
        return _to("review", one, mine)
    told = drawn.pairs[stand.next_pair]
    if request.method != "HEAD":
        actions.shown(request.person, stand.mine, stand.next_pair)
    places = places_of(place.definitions().areas, clock.today())
    side_by_side = lines(told, table_of_readings(), places, request.lang)
    answer = page(
        request, "reconciliation/read.html", status=status, one=one, review=mine, stand=stand, findings=findings,
        names=_names(one, mine), values=VALUES, words=words, done=stand.read[stand.mine.number],
        lines=[(line, words.line_words(line, request.lang)) for line in side_by_side],
        last=_last(stand, drawn, request.lang),
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


def _last(stand: Standing, drawn: Drawn, lang: str) -> dict[str, Any] | None:
    """The reader's last answer, and what the program had made of that pair: told only once it was answered."""
    assert stand.mine is not None
    last = stand.mine.answers.order_by("-pk").first()
    if last is None:
        return None
    told = drawn.pairs[last.pair]
    return {"value": last.value, "why": words.explained(told.step, told.stratum, lang), "bars": _bars(told, lang),
            "total": sum(told.bits.values())}  # fmt: skip


def _bars(told: Told, lang: str) -> list[dict[str, Any]]:
    """What each field contributed, as bars to the right for one child and to the left against it."""
    return [
        {"field": words.named(field, lang), "outcome": words.outcome(field, told.sorts[field], lang),
         "strength": strength_words(told.bits[field], lang), **pictures.bar(told.bits[field], MOST_BITS)}
        for field in FIELDS if told.sorts.get(field, -1) >= 0
    ]  # fmt: skip


@screen(Act.ASSESS)
@require_POST
def answer(request: Any, number: int, left: int, right: int) -> HttpResponse:
    """The reader's answer to the pair that was shown."""
    one = own(request, number)
    mine = review_of(one, left, right)
    stand = standing(mine, request.person)
    value, pair = request.POST.get("value", ""), request.POST.get("pair", "")
    if stand.mine is None:
        raise Refused
    if value not in VALUES:
        return _reading(request, one, mine, (Finding("review-answer-missing", Severity.ERROR),), 400)
    if _drawn(one, mine) is not None and stand.next_pair is not None and pair == str(stand.next_pair):
        actions.answer(request.person, stand.mine, stand.next_pair, value)
    return _to("read", one, mine)


@screen(Act.ASSESS)
@require_POST
def undo(request: Any, number: int, left: int, right: int) -> HttpResponse:
    """Take back one's own last answer."""
    one = own(request, number)
    mine = review_of(one, left, right)
    stand = standing(mine, request.person)
    if stand.mine is None:
        raise Refused
    try:
        if stand.found.complete:
            raise refused("review-closed")
        actions.undo(request.person, stand.mine)
    except Invalid as invalid:
        return _overview(request, one, mine, tuple(invalid.findings), 400)
    return _to("read", one, mine)


def _to(view: str, one: Comparison, mine: Review) -> HttpResponse:
    return redirect(f"reconciliation:{view}", number=one.pk, left=mine.left + 1, right=mine.right + 1)
