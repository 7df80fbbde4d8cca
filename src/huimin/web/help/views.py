"""The help page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huimin.web.base.access import open_to_all
from huimin.web.base.pages import page
from huimin.workflow import Kind

KEYS = ("enter", "tab", "arrows", "paste", "escape", "note")
TERMS = ("report", "revision", "not-reported", "finding", "indicator", "interval", "cannot-tell", "run", "published")


@open_to_all
@require_safe
def start(request: Any) -> HttpResponse:
    """What each role does; a reader's own roles come first."""
    own = {role.kind for role in request.rights.roles}
    kinds = sorted(Kind, key=lambda kind: kind not in own)
    return page(request, "help/help.html", kinds=kinds, own=own, keys=KEYS, terms=TERMS)
