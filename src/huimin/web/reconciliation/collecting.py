"""Beginning a comparison: the form, the lists as they come, their columns, the start."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from huimin.findings import Finding, Invalid, Severity, explain
from huimin.reconciliation.records import FIELDS
from huimin.tasks.reconcile.reviewing import BUDGETS
from huimin.web.base.access import screen
from huimin.web.base.attachments import clean_name
from huimin.web.base.pages import page, url
from huimin.web.reconciliation import actions, jobs, removal
from huimin.web.reconciliation.actions import refused
from huimin.web.reconciliation.models import Comparison
from huimin.web.reconciliation.receiving import LARGEST, IntoLock, Received
from huimin.web.reconciliation.seeing import own
from huimin.web.reconciliation.views import shown
from huimin.web.reconciliation.wish import Wish, areas_for
from huimin.wiring.reconcile_review import folder_of
from huimin.workflow import Act


@screen(Act.ASSESS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """The form of a new comparison."""
    wish, status = Wish.usual(request.rights), 200
    if request.method == "POST":
        wish = Wish.read(request.POST, request.rights)
        if (wanted := wish.wanted(request.rights)) is not None:
            return redirect("reconciliation:show", number=actions.create(request.person, wanted).pk)
        status = 400
    errors = {str(one.facts["field"]): explain(one, request.lang) for one in wish.faults}
    return page(request, "reconciliation/new.html", status=status, fields=wish.typed, errors=errors,
                areas=areas_for(request.rights, request.lang), budgets=BUDGETS)  # fmt: skip


@csrf_exempt
@screen(Act.ASSESS)
@require_POST
def upload(request: Any, number: int, at: int) -> HttpResponse:
    """A list comes. It is put under lock while it is read, so the form is looked at, forgery too, only after that."""
    one = own(request, number)
    if not 1 <= at <= one.lists:
        raise Http404
    if one.state != Comparison.COLLECTING:
        return shown(request, one, [Finding("reconcile-not-collecting", Severity.ERROR)], 400)
    folder = folder_of(removal.root(), one.folder)
    if folder is None:
        return shown(request, one, [Finding("reconcile-lists-gone", Severity.ERROR)], 400)
    handler = IntoLock(request, folder)
    request.upload_handlers = [handler]
    try:
        return _received(request, one, at, handler)
    except BaseException:
        handler.drop()
        raise


@csrf_protect
def _received(request: Any, one: Comparison, at: int, handler: IntoLock) -> HttpResponse:
    found = request.FILES.get("list")
    taken = None
    try:
        if not isinstance(found, Received):
            raise refused("reconcile-list-not-sent")
        if found.too_large:
            raise refused("reconcile-list-too-large", limit=LARGEST)
        actions.receive(request.person, one, at, clean_name(found.name or "") or "list.csv", found.sealing)
        taken = found.sealing
    except Invalid as invalid:
        return shown(request, one, invalid.findings, 400, at)
    finally:
        handler.drop(taken)
    return redirect(f"{_address(one)}#list-{at}")


@screen(Act.ASSESS)
@require_POST
def columns(request: Any, number: int, at: int) -> HttpResponse:
    """Which column of a list holds what."""
    one = own(request, number)
    if not 1 <= at <= one.lists:
        raise Http404
    chosen = {field: request.POST[field] for field in FIELDS if request.POST.get(field)}
    try:
        actions.choose(request.person, one, at, chosen)
    except Invalid as invalid:
        return shown(request, one, invalid.findings, 400, at)
    return redirect(f"{_address(one)}#list-{at}")


@screen(Act.ASSESS)
@require_POST
def begin(request: Any, number: int) -> HttpResponse:
    """Start comparing."""
    one = own(request, number)
    try:
        jobs.start(request.person, one, Comparison.COMPARE, request.lang)
    except Invalid as invalid:
        return shown(request, one, invalid.findings, 400)
    return redirect(_address(one))


def _address(one: Comparison) -> str:
    return url("reconciliation:show", number=one.pk)
