"""The month of a demonstration: the past is accepted and locked, some townships have sent, one report came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection

from huimin.adapters.store.models import Report, ReportReview, reports_in_force
from huimin.figures.periods import Period
from huimin.web.base import clock, place
from huimin.web.base.access import rights_of
from huimin.web.base.models import Person
from huimin.web.demo.accounts import where
from huimin.web.demo.words import speak
from huimin.web.review import actions as review
from huimin.web.review.board import Board, read_board
from huimin.workflow import Move

FORM = "village_monthly"


def play(people: Mapping[str, Person], offices: Mapping[str, Person], lang: str) -> None:
    """Bring the review to where an office would have it on the day before the deadline."""
    now = Period.at(clock.today().year * 12 + clock.today().month - 2, "month")
    if ReportReview.objects.exists():
        return  # played before
    accept_the_past(now)
    accept_some(now, offices)
    return_one(now.shift(-1), people, lang)
    remind(now, people)


def accept_the_past(now: Period) -> None:
    """Every report of a period that was over before this one is accepted up to the top.

    Written at once rather than clicked 30,000 times: the log tells of decisions, and here nobody decided.
    """
    top = place.definitions().areas.at(clock.today()).level[0]
    at = clock.now()
    ReportReview.objects.bulk_create(_accepted(now, top, at), batch_size=2000)


def _accepted(now: Period, top: str, at: object) -> Iterator[ReportReview]:
    known = reports_in_force(connection.alias, 2**31 - 1).filter(last__lt=now.first)
    rows = known.values_list("form", "first", "last", "area", "revision")
    for form, first, last, area, revision in rows.iterator(chunk_size=5000):
        yield ReportReview(form=form, first=first, last=last, area=area, state="done", accepted_by=top,
                           revision=revision, changed_at=at)  # fmt: skip


def accept_some(now: Period, offices: Mapping[str, Person]) -> None:
    """Every second county has accepted what came in without warnings."""
    form = place.definitions().form(FORM)
    for county, person in list(offices.items())[1::2]:
        newest = Report.objects.order_by("-submission_id").values_list("submission_id", flat=True).first() or 0
        review.accept_many(person, rights_of(person), form, now, county, newest)


def return_one(month: Period, people: Mapping[str, Person], lang: str) -> None:
    """The city reopens last month's report of the demonstration's village: something that came back."""
    _, places = where()
    form = place.definitions().form(FORM)
    person = people["city"]
    revision = Report.objects.filter(form=FORM, first=month.first, area=places["village"]).count()
    if revision:
        review.decide_one(person, rights_of(person), form, month, places["village"], revision, Move.REOPEN,
                          "", {"births.male": speak("reopened", lang)})  # fmt: skip


def remind(now: Period, people: Mapping[str, Person]) -> None:
    """The county reminds its townships."""
    _, places = where()
    board: Board | None = read_board(place.definitions().form(FORM), now, places["county"])
    if board is not None:
        review.remind(people["county"], rights_of(people["county"]), board)
