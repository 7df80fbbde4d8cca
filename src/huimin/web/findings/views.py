"""Pages of the inbox of findings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.figures.periods import Period
from huimin.findings import Invalid, Severity
from huimin.web.base import audit, clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import area_name, page, url
from huimin.web.base.reach import below, reach, within
from huimin.web.base.words import say
from huimin.web.findings.actions import act_on, candidates, may_answer, may_direct, may_see
from huimin.web.findings.collecting import run_check, take_in_new
from huimin.web.findings.models import Case, CaseEvent
from huimin.workflow import Act

PAGE = 40
STATES = ("open", "answered", "closed", "gone", "all")
ALLOWED = ("area", "form", "severity", "state", "period", "assigned")


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """The inbox: findings about the areas that the person may read, filtered and a page at a time."""
    take_in_new()
    asked = {name: request.GET.get(name, "") for name in ALLOWED}
    asked["state"] = asked["state"] if asked["state"] in STATES else "open"
    rows = _filtered(request, asked)
    pages = Paginator(_in_state(rows, asked["state"]).select_related("assigned"), PAGE)

    def link(**more: Any) -> str:
        return url("findings:start", query={name: value for name, value in {**asked, **more}.items() if value})

    return page(
        request, "findings/start.html", cases=pages.get_page(request.GET.get("page")), asked=asked,
        counts=_counts(rows), choices=_choices(request, rows), checks=request.rights.can(Act.REVIEW),
        filtered=any(value for name, value in asked.items() if name != "state"),
        link=link, pages_link=lambda number: link(page=number),
    )  # fmt: skip


def _visible(request: Any) -> QuerySet[Case]:
    keys = reach(request.rights, Act.READ)
    return Case.objects.all() if keys is None else Case.objects.filter(area__in=within(keys))


def _filtered(request: Any, asked: dict[str, str]) -> QuerySet[Case]:
    """The cases that every part of the filter but the state lets through, the worst and newest first."""
    rows = _visible(request)
    if asked["area"]:
        allow(request, Act.READ, asked["area"])
        rows = rows.filter(area__in=within(below(place.definitions().areas.at(clock.today()), asked["area"])))
    for name in ("form", "period"):
        if asked[name]:
            rows = rows.filter(**{name: asked[name]})
    if asked["severity"] in ("2", "3"):
        rows = rows.filter(severity=int(asked["severity"]))
    if asked["assigned"]:
        rows = rows.filter(assigned={"me": request.person, "nobody": None}.get(asked["assigned"]))
    return rows.order_by("-severity", "-found_at", "-last", "id")


def _in_state(rows: QuerySet[Case], state: str) -> QuerySet[Case]:
    if state == "all":
        return rows
    if state == "gone":
        return rows.filter(gone_at__isnull=False).exclude(state=Case.CLOSED)
    return rows.filter(state=state) if state == Case.CLOSED else rows.filter(state=state, gone_at=None)


def _counts(rows: QuerySet[Case]) -> dict[str, int]:
    """How many cases there are in each state."""
    there, closed = Q(gone_at=None), Q(state=Case.CLOSED)
    found = rows.order_by().aggregate(
        open=Count("id", filter=there & Q(state=Case.OPEN)),
        answered=Count("id", filter=there & Q(state=Case.ANSWERED)),
        closed=Count("id", filter=closed), gone=Count("id", filter=~there & ~closed), all=Count("id"),
    )  # fmt: skip
    return {state: found[state] for state in STATES}


def _choices(request: Any, rows: QuerySet[Case]) -> dict[str, list[tuple[str, str]]]:
    """What each part of the filter offers."""
    lang, tree = request.lang, place.definitions().areas.at(clock.today())
    areas = []
    for top in request.rights.tops(Act.READ):
        at = tree.index(top)
        areas += [top, *(tree.keys[row] for row in tree.children(at or 0))]
    forms = {form.code: form.name(lang) for form in place.definitions().forms}
    seen = _visible(request).order_by()
    codes = set(seen.values_list("form", flat=True).distinct())
    periods = sorted(seen.exclude(last=None).values_list("last", "first", "period").distinct(), reverse=True)
    anything = ("", say(lang, "base.all"))
    return {
        "area": [anything, *((key, area_name(lang, key)) for key in areas)],
        "form": [anything, *((code, name) for code, name in forms.items() if code in codes)],
        "period": [anything, *((code, Period.of(code).name(lang)) for *_, code in periods)],
        "severity": [anything, ("3", say(lang, "base.severity-error")), ("2", say(lang, "base.severity-warning"))],
        "assigned": [anything, *((one, say(lang, f"findings.assigned-{one}")) for one in ("me", "nobody"))],
    }  # fmt: skip


@screen(Act.REVIEW)
@require_POST
def check(request: Any) -> HttpResponse:
    """Check the figures of the year so far, now."""
    last = Period.at(clock.today().year * 12 + clock.today().month - 2, "month")
    new = run_check(Period(Period.at(last.first, "year").first, last.last), last)
    audit.record(request.person, "findings-check", subject=last.code, new=new)
    messages.success(request, say(request.lang, "findings.checked", count=new), extra_tags="good")
    return redirect(url("findings:start"))


def _case(request: Any, number: int) -> Case:
    """A case that the person may see; else 404."""
    found = Case.objects.select_related("assigned").filter(pk=number).first()
    if found is None or not may_see(request.rights, found):
        raise Http404
    return found


@screen(Act.READ)
@require_safe
def case(request: Any, number: int) -> HttpResponse:
    """One finding with its history and what can be done."""
    return _shown(request, _case(request, number), "", "", ())


def _shown(request: Any, found: Case, act: str, text: str, faults: Any, status: int = 200) -> HttpResponse:
    directs = may_direct(request.rights, found)
    form = next((one for one in place.definitions().forms if one.code == found.form), None)
    return page(
        request, "findings/case.html", status=status, case=found, form=form, faults=faults, typed={act: text},
        events=found.events.select_related("person", "to").order_by("-at", "-id"), directs=directs,
        answers=may_answer(request.rights, found, request.person) and found.state != Case.CLOSED,
        people=[(one.pk, one.name) for one in candidates(found)] if directs else [],
        report=_report_address(found), element=_element(found, request.lang), errors=Severity.ERROR,
    )  # fmt: skip


def _report_address(found: Case) -> str:
    """The page of the report a case is about, where there is one and the site has such a page."""
    from django.urls import NoReverseMatch

    if found.submission is None or not found.area or found.source != Case.FILE or found.code == "report-late":
        return ""
    try:
        return url("review:report", form=found.form, period=found.period, key=found.area)
    except NoReverseMatch:
        return ""


def _element(found: Case, lang: str) -> str:
    """The name of the element a case is about."""
    try:
        return place.definitions().dictionary.atom_name(found.element, lang) if found.element else ""
    except KeyError:
        return found.element


@screen(Act.REVIEW, Act.REPORT)
@require_POST
def act(request: Any, number: int, act: str) -> HttpResponse:
    """Assign, answer, close or reopen."""
    found = _case(request, number)
    answering = act == CaseEvent.ANSWER
    may = may_answer(request.rights, found, request.person) if answering else may_direct(request.rights, found)
    if act not in (CaseEvent.ASSIGN, CaseEvent.ANSWER, CaseEvent.CLOSE, CaseEvent.REOPEN) or not may:
        raise Http404
    text = request.POST.get("text", "")[:2000]
    try:
        act_on(found.pk, request.person, request.rights, act, text, request.POST.get("to", ""))
    except Invalid as invalid:
        return _shown(request, found, act, text, invalid.findings, status=400)
    messages.success(request, say(request.lang, f"findings.did-{act}"), extra_tags="good")
    return redirect(url("findings:case", number=found.pk))
