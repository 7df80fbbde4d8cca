"""The pages that explain a value, one level at a time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.web.base.access import allow, screen
from huimin.web.base.pages import page
from huimin.web.indicators import files, telling
from huimin.web.indicators.explaining import Explanation
from huimin.web.indicators.rows import area_rows
from huimin.web.indicators.wish import Wish, indicator_of, wish_of
from huimin.workflow import Act


@screen(Act.READ)
@require_safe
def why(request: Any, code: str) -> HttpResponse:
    """The formula of a value, its parts and their figures."""
    wish = wish_of(request, code)
    if wish is None:
        return page(request, "indicators/nothing.html", indicator=indicator_of(code))
    explained = Explanation(wish.indicator, wish.period, request.lang)
    parts = explained.parts(wish.area)
    return page(
        request, "indicators/why.html", wish=wish, one=wish.indicator, parts=parts, explained=explained,
        own=area_rows(wish.indicator, wish.period, [wish.area])[0], telling=telling,
        formula=files.formula(wish.indicator, request.lang), crumbs=_crumbs(request, wish, explained),
    )  # fmt: skip


def _crumbs(request: Any, wish: Wish, explained: Explanation) -> list[tuple[str, str]]:
    tree = explained.tree
    steps = [one for one in tree.path(explained.index(wish.area)) if request.rights.may(Act.READ, tree.keys[one])]
    return [(tree.name(one, request.lang), wish.why(tree.keys[one]) if tree.keys[one] != wish.area else "")
            for one in steps]  # fmt: skip


@screen(Act.READ)
@require_safe
def figure(request: Any, code: str, number: int) -> HttpResponse:
    """One figure of a value at one area: its cells, the areas below, and what is missing.

    ``area`` names the area whose figure is shown. With ``part=yes`` only the piece that a page puts into itself.
    """
    wish = wish_of(request, code)
    if wish is None:
        raise Http404
    allow(request, Act.READ, wish.area)
    explained = Explanation(wish.indicator, wish.period, request.lang)
    row = explained.index(wish.area)
    if not 0 <= number < len(explained.leaves):
        raise Http404
    shown = explained.at(number, row)
    named, count = explained.missing(shown)
    element = explained.definitions.dictionary.element_of(shown.leaf.atom)
    template = "indicators/figure_part.html" if request.GET.get("part") else "indicators/figure.html"
    return page(
        request, template, wish=wish, one=wish.indicator, figure=shown, cells=explained.cells(shown),
        below=explained.below(shown), missing=named, missing_count=count, element=element,
        missing_periods=explained.missing_periods(shown), form=explained.form(shown.leaf),
        crumbs=_crumbs(request, wish, explained),
    )  # fmt: skip
