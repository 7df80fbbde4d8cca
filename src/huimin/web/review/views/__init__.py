"""Pages of review. Here the first: what waits for my level, late and missing at a glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.review.tally import MONTHS, Group, groups
from huimin.workflow import Act

ALL = 120  # months


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """What waits, by form, period and the areas right below; those who only read see it without buttons."""
    older = request.GET.get("older") == "1"
    reviews = request.rights.can(Act.REVIEW)
    tops = request.rights.tops(Act.REVIEW if reviews else Act.READ)
    sections = [(top, _shown(groups(request.rights, top, ALL if older else MONTHS))) for top in tops]
    return page(request, "review/start.html", sections=sections, reviews=reviews, older=older, months=MONTHS)


def _shown(found: list[Group]) -> list[Group]:
    """The groups in which something is to be done."""
    return [group for group in found if group.total("waiting") or group.total("returned") or group.missing]
