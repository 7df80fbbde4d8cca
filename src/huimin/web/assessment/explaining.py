"""Why an area got its points, down to the cells of the workbooks: a tree whose lower levels are fetched when opened.

Every line that can be opened is a link to a page of its own; with JavaScript the same page's part opens in place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.adapters.store.models import Run
from huimin.assessment.explanation import Explainer
from huimin.assessment.lines import Line
from huimin.figures.periods import Period
from huimin.tasks.explain import cells_of
from huimin.web.assessment import seeing
from huimin.web.base import clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import page
from huimin.workflow import Act

PART = "part"
"""With this in the query only the lines are sent, without a page around them."""


class Opening(Explainer):
    """Explains like a printed scorecard, and says of each sum which leaf it is, so that it can be opened."""

    def _leaf(self, key: str, number: int, deep: bool) -> Line:
        line = super()._leaf(key, number, False)
        return replace(line, facts={**line.facts, "leaf": number})

    def beneath(self, key: str, number: int) -> tuple[Line, ...]:
        """The cells that the area itself reported, and the areas below with what they add."""
        return self._below(key, number)


@screen(Act.READ)
@require_safe
def why(request: Any, run: str, key: str, item: str) -> HttpResponse:
    """One item of one area, as a tree."""
    stage = seeing.scorecard_stage(request, run, key)
    finished = seeing.finished(run)
    line = Opening(finished, request.lang, below=False).item(key, item)
    if line is None:
        raise Http404
    context = {
        "lines": line.below,
        "headline": line.text,
        "run": run,
        "key": key,
        "item": item,
        "readable": _readable(request),
    }
    if PART in request.GET:
        return page(request, "assessment/lines.html", **context)
    named = next(one for one in finished.described["items"] if one["id"] == item)
    return page(request, "assessment/why.html", **context, stage=stage, **_about(request, finished, key),
                item_name=f"{item} {named[request.lang]}")  # fmt: skip


@screen(Act.READ)
@require_safe
def below(request: Any, run: str, key: str, item: str, leaf: int, where: str) -> HttpResponse:
    """What a sum is made of: the cells of its own report, and the areas below."""
    stage = seeing.scorecard_stage(request, run, key)
    allow(request, Act.READ, where)
    finished = seeing.finished(run)
    if not leaf < len(finished.described["leaves"]) or not finished.level(where):
        raise Http404
    record = Run.objects.filter(run=run).first()
    cells = cells_of(place.store(), record.marker if record else 0, place.definitions(), clock.zone())
    explainer = Opening(finished, request.lang, cells, everything=True)
    described = finished.described["leaves"][leaf]
    headline = f"{finished.name(where, request.lang)} · {described[request.lang]}"
    context = {"lines": explainer.beneath(where, leaf), "headline": headline,
               "run": run, "key": key, "item": item, "readable": _readable(request)}  # fmt: skip
    if PART in request.GET:
        return page(request, "assessment/lines.html", **context)
    return page(
        request, "assessment/why.html", **context, stage=stage, **_about(request, finished, key), item_name=item
    )


def _readable(request: Any) -> Any:
    """Whether the person may open what an area reported: it may be a neighbour's that a comparison rests on."""
    return lambda area: request.rights.may(Act.READ, area)


def _about(request: Any, finished: Any, key: str) -> dict[str, Any]:
    lang, described = request.lang, finished.described
    return {"area_name": finished.name(key, lang), "scheme": described["scheme"][lang],
            "when": Period.of(described["period"]).name(lang)}  # fmt: skip
