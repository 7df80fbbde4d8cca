"""The list of comparisons, and the page of one: lists coming in, at work, or its results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from huimin.findings import Finding, Severity
from huimin.reconciliation.latin import EXTRA
from huimin.reconciliation.records import FIELDS
from huimin.tasks.reconcile.words import field_words
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.reconciliation import jobs, kept, removal, telling
from huimin.web.reconciliation.models import Comparison
from huimin.web.reconciliation.seeing import LOOKING, seen, works
from huimin.web.reconciliation.standing import standing
from huimin.wiring.reconcile_review import folder_of
from huimin.workflow import Act

SHOWN = 100


@screen(*LOOKING)
@require_safe
def start(request: Any) -> HttpResponse:
    """All comparisons that the person may look at, the latest first."""
    found = Comparison.objects.select_related("made_by").prefetch_related("listings").order_by("-pk")
    mine = [one for one in found[: SHOWN * 5] if any(request.rights.may(act, one.area) for act in LOOKING)][:SHOWN]
    return page(request, "reconciliation/start.html", comparisons=[(jobs.looked_at(one), _period(one, request.lang))
                for one in mine], may_begin=request.rights.can(Act.ASSESS))  # fmt: skip


@screen(*LOOKING)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """One comparison."""
    return shown(request, jobs.looked_at(seen(request, number)))


@screen(*LOOKING)
@require_safe
def state(request: Any, number: int) -> JsonResponse:
    """How far the work is, for the page that waits."""
    one = jobs.looked_at(seen(request, number))
    return JsonResponse({"state": one.state, "done": one.done, "total": one.total})


def shown(
    request: Any, one: Comparison, findings: Sequence[Finding] = (), status: int = 200, at: int = 0
) -> HttpResponse:  # fmt: skip
    """The page of a comparison. ``findings`` stand at its head, or at list ``at``."""
    removal.notice(one)
    there = folder_of(removal.root(), one.folder) is not None
    if not there and removal.folder_lies(one):
        findings = [*findings, Finding("reconcile-key-missing", Severity.ERROR)]
    context: dict[str, Any] = {
        "one": one, "there": there, "works": works(request.rights, one), "told_period": _period(one, request.lang),
        "problems": [] if at else [*findings, *kept.findings_of(one.findings)] if one.state != one.DONE else findings,
    }  # fmt: skip
    if one.state == Comparison.DONE:
        notes = kept.findings_of(one.findings)
        reviews = [standing(review, request.person) for review in one.reviews.order_by("left", "right")]
        context |= telling.results(one, request.lang, request.person) | {"remarks": notes, "reviews": reviews}
        return page(request, "reconciliation/done.html", status=status, **context)
    lists = [
        {"row": row, "findings": [*(findings if row.number == at else ()), *kept.findings_of(row.findings)],
         "ready": jobs.ready(row), "extra_used": any(key in row.columns for key in EXTRA),
         "fields": [(key, _field(key, request.lang)) for key in FIELDS if key not in EXTRA],
         "extra": [(key, _field(key, request.lang)) for key in EXTRA]}
        for row in one.listings.select_related("given_by").order_by("number")
    ]  # fmt: skip
    ready = all(each["ready"] for each in lists)
    return page(request, "reconciliation/collecting.html", status=status, lists=lists, ready=ready, **context)


def _field(key: str, lang: str) -> str:
    return say(lang, "reconciliation.field-number") if key == "number" else field_words(key, lang)


def _period(one: Comparison, lang: str) -> str:
    """The months compared, in words."""
    return telling.period(one.first, one.last, lang)
