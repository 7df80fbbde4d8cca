"""The scores of a run on the map."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.adapters.documents.finished import FinishedRun
from huimin.charts.choropleth import Choropleth, MapArea
from huimin.charts.look import Format
from huimin.figures.periods import Period
from huimin.web.assessment import rendering, seeing
from huimin.web.base import boundaries, stages
from huimin.web.base.access import screen
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.workflow import Act


@screen(Act.READ)
@require_safe
def scores(request: Any, run: str) -> HttpResponse:
    """Every assessed area by its score: for those who see the ranking."""
    stage = seeing.stage_of(request, run)
    if not stages.may_see_ranking(request.rights, stage):
        raise Http404
    finished = seeing.finished(run)
    chart = picture(finished, request.lang)
    bodies = rendering.Bodies(finished, request.lang)
    places = [bodies.views.standing(one) for one in _ordered(finished)]
    return page(
        request, "assessment/map.html", stage=stage, run=run, map=chart, title=bodies.title(), places=places,
        scheme=bodies.scheme[request.lang], level=bodies.scheme["level"],
    )  # fmt: skip


def has_map(run: FinishedRun) -> bool:
    """Whether there are boundaries of the run's level."""
    return boundaries.map_of(run.described["scheme"]["level"]) is not None


def _ordered(run: FinishedRun) -> list[dict[str, Any]]:
    """The areas with the highest score first; those without one last."""
    return sorted(run.records(), key=lambda one: (one["score"] is None, -(one["score"] or 0.0)))


def picture(run: FinishedRun, lang: str) -> Choropleth | None:
    """The map of a run's scores; None where nothing can be drawn."""
    scheme, period = run.described["scheme"], Period.of(run.described["period"])
    drawn = boundaries.map_of(scheme["level"])
    at = boundaries.homes(drawn, run.assessed, period.end) if drawn is not None else {}
    if drawn is None or not at:
        return None
    areas = tuple(
        MapArea(
            one["key"], run.name(one["key"], lang), one["score"], shown="" if one["score"] is not None else "–",
            href=url("assessment:scorecard", run=run.run, key=one["key"]), at=at.get(one["key"], ()),
        )
        for one in run.records()
    )  # fmt: skip
    return Choropleth(
        areas=areas, shapes=boundaries.shapes_of(drawn, at), lang=lang, boundaries=drawn.caption(lang),
        subject=say(lang, "assessment.map-of", scheme=scheme[lang], period=period.name(lang)),
        simulated=run.simulated, format=Format("number", 2), footer=run.run,
    )  # fmt: skip
