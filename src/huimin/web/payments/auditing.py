"""The ledger held against itself, for who sees all of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.benefits.payments import Entry
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.payments import reading
from huimin.web.payments.books import levels_of
from huimin.workflow import Act

MOST = 50
ENTRIES = tuple(entry for entry in Entry if entry is not Entry.ARRIVED)


@screen(Act.PAY, Act.AUDIT)
@require_safe
def audit(request: Any) -> HttpResponse:
    """Everything that does not agree, and what each level's movements add up to."""
    if not reading.Seeing(request).everything:
        raise Http404
    made = reading.paying(request).audit()
    found = {level for _, level in made.sums}
    above_first = [code for code, _ in levels_of(request.lang, [])]
    order = sorted(found, key=lambda code: (above_first.index(code) if code in above_first else len(above_first), code))
    levels = [(level, {entry: made.sums.get((entry, level), 0) for entry in ENTRIES}) for level in order]
    return page(request, "payments/audit.html", **reading.shown(request), made=made, levels=levels, entries=ENTRIES,
                most=MOST)  # fmt: skip
