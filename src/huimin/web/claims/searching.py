"""Finding a claim by an identity number or its own number: never by name, and never outside one's areas."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.claims.ports import PURPOSES
from huimin.web.base import audit
from huimin.web.base.access import screen
from huimin.web.base.claiming import shown
from huimin.web.base.pages import page
from huimin.web.base.reach import reach
from huimin.web.claims.card import CHOSEN, purpose_of
from huimin.web.claims.opened import desk
from huimin.web.claims.worklist import lines_of
from huimin.workflow import Act


@screen(Act.CLAIM)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: Any) -> HttpResponse:
    """Ask for a number and a purpose. The number is sent in the body, and the search is noted without it."""
    found, findings = None, ()
    typed = {name: request.POST.get(name, "").strip()[:40] for name in ("identity", "number", "purpose")}
    if request.method == "POST":
        try:
            found = _found(request, typed)
        except Invalid as invalid:
            findings = invalid.findings
    return page(
        request, "claims/search.html", status=400 if findings else 200, found=found, findings=findings, typed=typed,
        STAGE_KINDS=shown.STAGE_KINDS,
        purposes=[(one, PURPOSES[one].of(request.lang)) for one in CHOSEN],
    )  # fmt: skip


def _found(request: Any, typed: dict[str, str]) -> list[Any]:
    purpose = purpose_of(typed["purpose"])
    if purpose is None or not (typed["identity"] or typed["number"]):
        raise Invalid([Finding("claim-search-empty", Severity.ERROR)])
    areas = reach(request.rights, Act.CLAIM)
    with transaction.atomic():
        heads = desk(request).search(identity=typed["identity"], number=typed["number"], areas=areas)
        by = "identity" if typed["identity"] else "number"
        audit.record(request.person, "claims-searched", by=by, purpose=purpose.value, found=len(heads))
    return lines_of(heads, request.lang)
