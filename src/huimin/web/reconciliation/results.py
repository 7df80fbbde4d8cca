"""What is done with results: files taken along, the report written anew with what readers found, lists removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.findings import Invalid
from huimin.web.base import audit
from huimin.web.base.access import screen
from huimin.web.reconciliation import jobs, removal, telling
from huimin.web.reconciliation.actions import refused
from huimin.web.reconciliation.models import Comparison
from huimin.web.reconciliation.seeing import LOOKING, own, seen
from huimin.web.reconciliation.views import shown
from huimin.workflow import Act

_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}  # fmt: skip


@screen(*LOOKING)
@require_safe
def file(request: Any, number: int, name: str) -> FileResponse:
    """A file of the results: the report, or the record numbers for whoever brought that list."""
    one = seen(request, number)
    path = _path(one, name, request)
    if path is None or not path.is_file():
        raise Http404
    audit.record(request.person, "reconciliation-file", subject=one.subject, area=one.area, file=name)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=f"reconciliation-{one.pk}-{name}",
                          content_type=_KINDS[path.suffix[1:]])  # fmt: skip
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return answer


def _path(one: Comparison, name: str, request: Any) -> Path | None:
    folder = telling.folder(one, request.lang)
    if name in {f"report.{ending}" for ending in telling.FORMATS}:
        return folder / name
    if name in telling.review_files(one):
        return folder.parent / name
    if name in telling.own_files(one, request.person):
        return next(iter(sorted(folder.glob(f"{name.removesuffix('.csv')}-*.csv"))), None)
    return None


@screen(Act.ASSESS)
@require_POST
def report(request: Any, number: int) -> HttpResponse:
    """Write the report anew, with what readers found."""
    one = own(request, number)
    try:
        jobs.start(request.person, one, Comparison.REPORT, request.lang)
    except Invalid as invalid:
        return shown(request, one, invalid.findings, 400)
    return redirect("reconciliation:show", number=one.pk)


@screen(Act.ASSESS)
@require_POST
def remove(request: Any, number: int) -> HttpResponse:
    """Remove lists and pairs now."""
    one = jobs.looked_at(own(request, number))
    try:
        if one.state == Comparison.RUNNING:
            raise refused("reconcile-busy")
        removal.remove(request.person, one)
    except Invalid as invalid:
        return shown(request, one, invalid.findings, 400)
    return redirect("reconciliation:show", number=one.pk)
