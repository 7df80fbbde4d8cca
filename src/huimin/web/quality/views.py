"""The pages of the quality review: its dimensions by area, its signs by rarity, one sign with its figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid
from huimin.quality.words import NAMES
from huimin.tasks.quality.record import DIMENSIONS
from huimin.web.base import clock, place
from huimin.web.base.access import allow, allow_everywhere, screen
from huimin.web.base.jobs import findings_of
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.web.quality import actions, jobs, pictures, reading
from huimin.web.quality.models import Question, Work
from huimin.web.quality.reading import Review
from huimin.workflow import Act

PER_PAGE = 50
YEARS = 3


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """The reviews there are, and making another."""
    return _start(request)


def _start(request: Any, findings: Any = (), status: int = 200) -> HttpResponse:
    return page(
        request, "quality/start.html", status=status, reviews=[reading.review(one) for one in reading.names()],
        may_make=request.rights.everywhere(Act.ASSESS), running=jobs.JOBS.running(), findings=findings,
        periods=_periods(request.lang),
    )  # fmt: skip


def _periods(lang: str) -> list[tuple[str, str]]:
    """What can be reviewed: all months, years, and months that are over."""
    today = clock.today()
    month = Period.at(today.year * 12 + today.month - 1, "month")
    years = [Period.at(month.first - 1, "year").shift(-back) for back in range(YEARS)]
    found = [*years, *(month.shift(-back) for back in range(1, 13))]
    return [("", say(lang, "quality.all-months")), *((one.code, one.name(lang)) for one in found)]


@screen(Act.ASSESS)
@require_POST
def make(request: Any) -> HttpResponse:
    """Start making a review."""
    allow_everywhere(request, Act.ASSESS)
    try:
        text = request.POST.get("period", "")
        work = jobs.start(request.person, Period.of(text) if text else None, request.lang)
    except Invalid as invalid:
        return _start(request, invalid.findings, status=400)
    return redirect("quality:job", number=work.pk)


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def job(request: Any, number: int) -> HttpResponse:
    """A review that is being made; it leads to the review when that is there."""
    found = Work.objects.filter(pk=number).first()
    if found is None or not (request.rights.everywhere(Act.ASSESS) or request.rights.everywhere(Act.AUDIT)):
        raise Http404
    found = jobs.JOBS.looked_at(found)
    if found.state == Work.DONE:
        return redirect("quality:review", name=found.result)
    return page(request, "quality/job.html", work=found, findings=findings_of(found))


@screen(Act.READ)
@require_safe
def show(request: Any, name: str) -> HttpResponse:
    """One review: dimensions of the area chosen and those right below it, and the signs in it."""
    review = reading.review(name)
    if review.record["area"]:
        raise Http404
    tops = [one for one in request.rights.tops(Act.READ) if one in review.profiles]
    key = request.GET.get("area", "") or (tops[0] if tops else "")
    if key:
        allow(request, Act.READ, key)
    code = request.GET.get("kind", "")
    signs = _signs(request, review, key, code)
    pages = Paginator(signs, PER_PAGE).get_page(request.GET.get("page"))
    asked = {one.identity: one for one in Question.objects.filter(
        identity__in=[reading.identity(sign) for _, sign in pages])}  # fmt: skip
    own = review.profiles.get(key)
    below = [one for one in review.profiles.values() if own and one["parent"] == key]
    return page(
        request, "quality/review.html", review=review, record=review.record, key=key, code=code, pages=pages,
        profiles=[own, *below] if own else [], tops=tops, dimensions=_dimensions(own, below, request.lang),
        kinds=[(one, names[request.lang != "zh"]) for one, names in NAMES.items()], names=_named(request.lang),
        question_of=lambda sign: asked.get(reading.identity(sign)), parent=_parent(request, own),
        whole=request.rights.everywhere(Act.READ), side=request.lang,
    )  # fmt: skip


def _named(lang: str) -> dict[str, str]:
    return {code: names[lang != "zh"] for code, names in NAMES.items()}


def _parent(request: Any, own: dict[str, Any] | None) -> str:
    """The area above, where the person may read it."""
    above = own["parent"] if own else ""
    return above if above and request.rights.may(Act.READ, above) else ""


def _dimensions(own: Any, below: Any, lang: str) -> list[tuple[int, str]]:
    """The dimensions of which anything is known here: their place in a profile, and their names."""
    shown = [own, *below] if own else []
    return [(at, names[lang != "zh"]) for at, names in enumerate(DIMENSIONS.values())
            if any(one["dimensions"][at]["of"] for one in shown)]  # fmt: skip


def _signs(request: Any, review: Review, key: str, code: str) -> list[tuple[int, dict[str, Any]]]:
    """The signs in an area that the person may read, with their numbers, the rarest first."""
    tree = place.definitions().areas.at(Period.of(review.record["last"]).end)
    top = tree.index(key) if key else None
    may = request.rights.may
    return [(number, one) for number, one in enumerate(review.signs)
            if (not code or one["code"] == code) and may(Act.READ, one["area"])
            and (top is None or one["area"] == key or _inside(tree, one["area"], top))]  # fmt: skip


def _inside(tree: Any, key: str, top: int) -> bool:
    at = tree.index(key)
    return at is not None and top <= at < int(tree.end[top])


def _sign_of(request: Any, name: str, number: int) -> tuple[Review, dict[str, Any]]:
    """A sign that the person may see.

    Raises:
        Http404: there is none, or it is about an area that they may not read.
    """
    review = reading.review(name)
    if number >= len(review.signs):
        raise Http404
    found = review.signs[number]
    allow(request, Act.READ, found["area"])
    return review, found


@screen(Act.READ)
@require_safe
def sign(request: Any, name: str, number: int) -> HttpResponse:
    """One sign: what was seen, how rare, innocent causes, its figures, and what was asked and answered."""
    review, found = _sign_of(request, name, number)
    return _sign_page(request, review, found, number)


def _sign_page(
    request: Any, review: Review, found: dict[str, Any], number: int, findings: tuple[Finding, ...] = (),
    typed: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    question = Question.objects.filter(identity=reading.identity(found))
    return page(
        request, "quality/sign.html", status=400 if findings else 200, review=review, record=review.record, sign=found,
        number=number, side=request.lang, kind=_named(request.lang)[found["code"]], findings=findings,
        question=question.select_related("asked_by", "answered_by").first(), causes=Question.CAUSES,
        chart=pictures.picture(found, review.record, request.lang), may_ask=_may_ask(request, found["area"]),
        may_answer=request.rights.may(Act.REPORT, found["area"]), typed=typed or {"cause": "", "text": ""},
        reports=_reports(request, found),
    )  # fmt: skip


def _reports(request: Any, found: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the reports behind a sign stand cell by cell, for who reviews or audits: the period and the address."""
    given = place.definitions()
    form = next((one for one in given.forms if one.code == found["form"]), None)
    may = any(request.rights.may(act, found["area"]) for act in (Act.REVIEW, Act.AUDIT))
    if form is None or not may:
        return []
    view = "review:report" if found["level"] in form.reported_by else "review:area"
    return [(one, url(view, form=form.code, period=one, key=found["area"])) for one in found["periods"][:6]]


def _may_ask(request: Any, area: str) -> bool:
    """Who reviews an area's reports asks about them; so do the officers of the whole."""
    return bool(request.rights.may(Act.REVIEW, area) or request.rights.everywhere(Act.REVIEW))


@screen(Act.REVIEW)
@require_POST
def ask(request: Any, name: str, number: int) -> HttpResponse:
    """Ask the area."""
    review, found = _sign_of(request, name, number)
    if not _may_ask(request, found["area"]):
        raise Http404
    try:
        actions.ask(request.person, review, number, request.POST.get("text", ""))
    except Invalid as invalid:
        return _sign_page(request, review, found, number, invalid.findings)
    messages.success(request, say(request.lang, "quality.did-ask"), "good")
    return redirect("quality:sign", name=name, number=number)


@screen(Act.REPORT)
@require_POST
def answer(request: Any, name: str, number: int) -> HttpResponse:
    """Answer for the area."""
    review, found = _sign_of(request, name, number)
    allow(request, Act.REPORT, found["area"])
    typed = {one: request.POST.get(one, "") for one in ("cause", "text")}
    try:
        actions.answer(request.person, review, number, typed["cause"], typed["text"])
    except Invalid as invalid:
        return _sign_page(request, review, found, number, invalid.findings, typed)
    messages.success(request, say(request.lang, "quality.did-answer"), "good")
    return redirect("quality:sign", name=name, number=number)
