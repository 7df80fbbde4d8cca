"""The first page of payments: the rolls, making one, and what was left off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.payments import actions, reading
from huimin.web.payments.models import Making
from huimin.workflow import Act

PER_PAGE = 30


@screen(Act.PAY, Act.AUDIT)
@require_safe
def start(request: Any) -> HttpResponse:
    """The rolls there are, making another, and what waits."""
    return _start(request)


def _start(request: Any, findings: Any = (), typed: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    lang, benefit = request.lang, request.GET.get("benefit", "")
    found, seen, ledger = reading.heads(request, benefit), reading.Seeing(request), reading.paying(request).ledger
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "payments/start.html", **reading.shown(request), status=status, pages=pages, benefit=benefit,
        findings=findings,
        typed=typed or {"benefit": benefit or (found[0].benefit if found else ""), "period": "", "area": ""},
        benefits=reading.benefits(lang),
        periods=reading.months(lang), offices=reading.offices(request, lang), may=request.rights.can(Act.PAY),
        people=reading.people([one.maker for one in pages] + [one.decided_by for one in pages]),
        everything=seen.everything, failed=sum(one.area in seen for one in ledger.failures()),
        overpaid=sum(one.area in seen for one in ledger.overpaid()),
    )  # fmt: skip


@screen(Act.PAY)
@require_POST
def make(request: Any) -> HttpResponse:
    """Make a roll."""
    typed = {one: request.POST.get(one, "") for one in ("benefit", "period", "area")}
    if not reading.may_pay(request, typed["area"]):
        raise Http404
    try:
        if typed["benefit"] not in dict(reading.benefits(request.lang)):
            raise Invalid([Finding("pay-benefit-missing", Severity.ERROR)])
        period = reading.period_of(typed["period"])
        made = actions.make(request, reading.paying(request), typed["benefit"], period, typed["area"])
    except Invalid as invalid:
        return _start(request, invalid.findings, typed, 400)
    if made.roll is None:
        return redirect("payments:making", number=made.pk)
    messages.success(request, say(request.lang, "payments.did-make", roll=made.roll), "good")
    return redirect("payments:roll", number=made.roll)


@screen(Act.PAY, Act.AUDIT)
@require_safe
def making(request: Any, number: int) -> HttpResponse:
    """Why no roll came of it: nothing is due, or all of it was left off."""
    found = Making.objects.filter(pk=number).select_related("person").first()
    if found is None or found.area not in reading.Seeing(request):
        raise Http404
    return page(request, "payments/making.html", making=found, **reading.shown(request))
