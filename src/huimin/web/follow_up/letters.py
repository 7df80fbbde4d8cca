"""The responsibility letter broken down: which item of a scheme rests with whom at an area, and how it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid
from huimin.web.base import clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.models import RunStage
from huimin.web.base.pages import page
from huimin.web.base.stages import latest_published, may_see_scorecard, speaks_for
from huimin.web.base.words import say
from huimin.web.follow_up import actions
from huimin.web.follow_up.models import Assignment
from huimin.web.follow_up.people import owners, reach
from huimin.workflow import Act

PER_PAGE = 50
FIELD = "item."


@screen(Act.READ)
@require_safe
def letters(request: Any) -> HttpResponse:
    """Choose a scheme, a period and an area."""
    schemes = place.definitions().schemes
    code = request.GET.get("scheme") or next(iter(schemes), "")
    if code not in schemes:
        raise Http404
    scheme = schemes[code]
    period = _period(request.GET.get("period", ""), scheme.frequency)
    tree = place.definitions().areas.at(period.end)
    keys = reach(request.rights)
    seen = None if keys is None else set(keys)
    areas = [tree.keys[row] for row in tree.at_level(scheme.level) if seen is None or tree.keys[row] in seen]
    pages = Paginator(areas, PER_PAGE).get_page(request.GET.get("page"))
    named = Assignment.objects.filter(scheme=code, period=period.code, area__in=list(pages))
    counts: dict[str, int] = {}
    for key in named.values_list("area", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return page(request, "follow_up/letters.html", schemes=schemes.values(), scheme=scheme, span=period, pages=pages,
                counts=counts, items=len(scheme.leaves()))  # fmt: skip


def _period(code: str, frequency: str) -> Period:
    """The period asked for, if it is of the scheme's kind; else the one that was over last."""
    try:
        given = Period.of(code)
        if given.frequency == frequency:
            return given
    except Invalid:
        pass
    today = clock.today()
    now = Period.at(today.year * 12 + today.month - 1, frequency)
    return Period.at(now.first - 1, frequency)


@screen(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Any, scheme: str, period: Period, key: str) -> HttpResponse:
    """One area's letter: every item with its target, who answers for it, and how it stood in the last published run."""
    allow(request, Act.READ, key)
    found = place.definitions().schemes.get(scheme)
    if found is None or period.frequency != found.frequency:
        raise Http404
    writable = request.rights.may(Act.FOLLOW_UP, key) or speaks_for(request.rights, key)
    findings: list[Finding] = []
    if request.method == "POST":
        if not writable:
            raise Http404
        chosen = [(leaf.id, request.POST[FIELD + leaf.id]) for leaf in found.leaves()
                  if FIELD + leaf.id in request.POST]  # fmt: skip
        try:
            changed = actions.assign(request.person, scheme, period.code, key, chosen)
            messages.success(request, say(request.lang, "follow_up.assigned", count=changed), "good")
            return redirect("follow_up:letter", scheme=scheme, period=period, key=key)
        except Invalid as invalid:
            findings = list(invalid.findings)
    stage = latest_published(scheme)
    named = Assignment.objects.filter(scheme=scheme, period=period.code, area=key).select_related("person")
    return page(
        request, "follow_up/letter.html", scheme=found, span=period, key=key, named={one.item: one for one in named},
        owners=owners(key) if writable else [], writable=writable, standing=_standing(request, stage, key),
        stage=stage, findings=findings,
    )  # fmt: skip


def _standing(request: Any, stage: RunStage | None, key: str) -> dict[str, dict[str, Any]]:
    """Each item as it was scored in a run, by its id; nothing where the person may not see it."""
    if stage is None or not may_see_scorecard(request.rights, stage, key):
        return {}
    record = place.finished(stage.run).area(key)
    return {one["id"]: one for one in record["items"]} if record else {}
