"""Rounds of re-decision: beginning one, drawing it, what it says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.benefits.payments import month_text
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import clock
from huimin.web.base.access import screen
from huimin.web.base.benefits import catalogue
from huimin.web.base.formats import period as period_name
from huimin.web.base.models import Person
from huimin.web.base.pages import area_name, page
from huimin.web.base.words import say
from huimin.web.redecision import actions
from huimin.workflow import Act

EACH = 10
SEEN_BY = (Act.DECIDE, Act.AUDIT)


class Reached:
    """The areas in which a person decides."""

    def __init__(self, request: Any) -> None:
        self._rights = request.rights

    def __contains__(self, key: object) -> bool:
        """Whether the area is among them."""
        return isinstance(key, str) and bool(self._rights.may(Act.DECIDE, key))


def _sees(request: Any, area: str) -> bool:
    rights = request.rights
    return any(rights.may(act, area) if area else rights.everywhere(act) for act in SEEN_BY)


def _leads(request: Any, area: str) -> bool:
    """Whether the person may begin and draw rounds of an office."""
    return bool(request.rights.may(Act.DECIDE, area) if area else request.rights.everywhere(Act.DECIDE))


def shown(request: Any) -> dict[str, Any]:
    """How every page of this screen calls things."""
    lang = request.lang

    def span(one: Any) -> str:
        first, last = (period_name(month_text(month), lang) for month in (one.first, one.last))
        return first if first == last else f"{first} – {last}"

    def benefit_name(code: str) -> str:
        found = catalogue().benefits.get(code)
        return found.name.of(lang) if found else code

    return {"span": span, "benefit_name": benefit_name, "month": lambda number: period_name(month_text(number), lang)}


@screen(Act.DECIDE, Act.AUDIT)
@require_safe
def start(request: Any) -> HttpResponse:
    """The rounds, and what waits for this person."""
    return _start(request)


def _start(request: Any, findings: Any = (), typed: dict[str, str] | None = None) -> HttpResponse:
    desk, may = actions.desk(request), request.rights.can(Act.DECIDE)
    rounds = [one for one in desk.store.rounds() if _sees(request, one.area)]
    waiting = desk.waiting(Reached(request)) if may else []
    return page(
        request, "redecision/start.html", status=400 if findings else 200, rounds=rounds, waiting=waiting, may=may,
        findings=findings, offices=_offices(request) if may else [], periods=_periods(request.lang),
        typed=typed or {"area": "", "period": "", "each": str(EACH)}, **shown(request),
    )  # fmt: skip


def _offices(request: Any) -> list[tuple[str, str]]:
    if request.rights.everywhere(Act.DECIDE):
        return [("", say(request.lang, "redecision.everywhere"))]
    return [(key, area_name(request.lang, key)) for key in request.rights.tops(Act.DECIDE)]


def _periods(lang: str) -> list[tuple[str, str]]:
    """Months and quarters that are over."""
    now = clock.today()
    month = Period.at(now.year * 12 + now.month - 2, "month")
    quarter = Period.at(month.first - 2, "quarter")
    found = [*(month.shift(-back) for back in range(12)), *(quarter.shift(-back) for back in range(4))]
    return [(one.code, one.name(lang)) for one in found]


@screen(Act.DECIDE)
@require_POST
def begin(request: Any) -> HttpResponse:
    """Begin a round: fix its frame."""
    typed = {one: request.POST.get(one, "").strip() for one in ("area", "period", "each")}
    if not _leads(request, typed["area"]):
        raise Http404
    try:
        if not typed["each"].isdecimal():
            raise Invalid([Finding("redecide-each", Severity.ERROR)])
        number = actions.begin(request, typed["area"], Period.of(typed["period"]), int(typed["each"]))
    except Invalid as invalid:
        return _start(request, invalid.findings, typed)
    messages.success(request, say(request.lang, "redecision.did-begin"), "good")
    return redirect("redecision:round", number=number)


def _head(request: Any, number: int) -> Any:
    """A round that the person sees.

    Raises:
        Http404: there is none, or it is another office's.
    """
    head = actions.desk(request).store.round(number)
    if head is None or not _sees(request, head.area):
        raise Http404
    return head


@screen(Act.DECIDE, Act.AUDIT)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """A round: its frame, its draw, and, once everything is decided again, what it says."""
    return _show(request, _head(request, number))


def _show(request: Any, head: Any, findings: Any = (), seed: str = "") -> HttpResponse:
    desk = actions.desk(request)
    # Whoever still decides must not learn from the sum so far how the first decisions were.
    ready = head.drawn and (head.answered == head.drawn or not request.rights.can(Act.DECIDE))
    return page(
        request, "redecision/round.html", status=400 if findings else 200, head=head, findings=findings, seed=seed,
        leads=_leads(request, head.area), listed=desk.store.drawn(head.number) if head.drawn else [],
        result=desk.result(head.number) if ready and head.answered else None,
        size=head.frame.count("\n") - 1, leader=_name(head.person), **shown(request),
    )  # fmt: skip


def _name(username: str) -> str:
    found = Person.objects.filter(username=username).values_list("name", flat=True).first()
    return found or username


@screen(Act.DECIDE)
@require_POST
def draw(request: Any, number: int) -> HttpResponse:
    """Draw it."""
    head, seed = _head(request, number), request.POST.get("seed", "")
    if not _leads(request, head.area):
        raise Http404
    try:
        actions.draw(request, number, seed)
    except Invalid as invalid:
        return _show(request, head, invalid.findings, seed)
    messages.success(request, say(request.lang, "redecision.did-draw"), "good")
    return redirect("redecision:round", number=number)


@screen(Act.DECIDE, Act.AUDIT)
@require_safe
def file(request: Any, number: int, what: str) -> HttpResponse:
    """The frame or the list, as published: so that anybody can draw again."""
    head = _head(request, number)
    texts = {"frame": head.frame, "list": actions.desk(request).published(number) if head.seed else ""}
    if not texts.get(what):
        raise Http404
    made = HttpResponse(texts[what], content_type="text/csv; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="redecision-{number}-{what}.csv"'
    return made
