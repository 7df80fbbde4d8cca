"""Calls about runs: which there are, their rankings and scorecards, and why an item has its points."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router

from huimin.adapters.documents.finished import FinishedRun
from huimin.web.api import shapes
from huimin.web.api.agreed import WRONG
from huimin.web.api.door import Reading, caller
from huimin.web.api.paging import Paged, paged
from huimin.web.base import place, stages
from huimin.web.base.models import RunStage
from huimin.web.base.offers import offered

JSON = "application/json; charset=utf-8"
router = Router(auth=Reading(), tags=["runs"])


@router.get("/runs", response={200: shapes.Page[shapes.Run], **WRONG}, summary="Runs")
def runs(request: Any, wish: Query[Paged], scheme: str = "") -> dict[str, Any]:
    """The runs of which the token sees anything, the latest first."""
    seen = [one for one in stages.stages_seen(caller(request).rights) if not scheme or one.scheme == scheme]
    return paged(seen, wish, _run)


@router.get("/runs/{run}", response={200: shapes.Run, **WRONG}, summary="One run")
def run(request: Any, run: str) -> dict[str, Any]:
    """One run."""
    rights, stage = caller(request).rights, stages.stage_of(run)
    if not (stages.may_see_ranking(rights, stage) or stages.own_areas(rights, stage)):
        raise Http404
    return _run(stage)


def _run(stage: RunStage) -> dict[str, Any]:
    names = ("run", "scheme", "period", "level", "stage", "made_at", "reply_until", "published_at")
    later = stages.superseded_by(stage)
    return {**{name: getattr(stage, name) for name in names}, "superseded_by": later.run if later else None}


def _finished(run: str) -> FinishedRun:
    try:
        return place.finished(run)
    except (FileNotFoundError, NotADirectoryError):
        raise Http404 from None


@router.get("/runs/{run}/ranking", response={200: shapes.Page[shapes.Place], **WRONG}, summary="The ranking of a run")
def ranking(request: Any, run: str, wish: Query[Paged]) -> dict[str, Any]:
    """The assessed areas by rank, then those that are not ranked. Of a run that is not published only for those who
    see drafts.
    """
    if not stages.may_see_ranking(caller(request).rights, stages.stage_of(run)):
        raise Http404
    finished = _finished(run)
    grades = {grade["code"]: grade for grade in finished.described["grades"]}
    places = [_place(record, grades) for record in finished.records()]
    places.sort(key=lambda one: (one["rank"] is None, one["rank"] or 0, one["area"]))
    return paged(places, wish, dict)


def _place(record: Any, grades: dict[str, Any]) -> dict[str, Any]:
    standing = record["standing"]
    grade = grades.get(standing["grade"], {"zh": "", "en": ""})
    return {
        "area": record["key"], "zh": record["zh"], "en": record["en"], "rank": standing["rank"], "of": standing["of"],
        "score": record["score"], "grade": standing["grade"], "grade_zh": grade["zh"], "grade_en": grade["en"],
        "reason": standing["reason"], "complete": record["complete"], "steps": standing["steps"],
    }  # fmt: skip


def _may(request: Any, run: str, area: str) -> None:
    stage = stages.stage_of(run)
    if not stages.may_see_scorecard(caller(request).rights, stage, area):
        raise Http404
    _finished(run)


@router.get("/runs/{run}/scorecards/{area}", response={200: shapes.Scorecard, **WRONG}, summary="A scorecard")
def scorecard(request: Any, run: str, area: str) -> HttpResponse:
    """An area's scorecard, item by item. The keys of a run never change."""
    _may(request, run, area)
    body = offered("scorecard_data")(run, area)
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=JSON)


@router.get("/runs/{run}/scorecards/{area}/items/{item}", response={200: shapes.Line, **WRONG},
            summary="Why an item has its points")  # fmt: skip
def explanation(
    request: Any, run: str, area: str, item: str, lang: Literal["zh", "en"] = "zh", everything: bool = False
) -> HttpResponse:  # fmt: skip
    """The explanation as a tree of lines, down to the cells of the workbooks. ``everything``: all areas below."""
    _may(request, run, area)
    from django.http import JsonResponse

    line = place.workspace().explain(run, area, item, lang, everything)
    return JsonResponse(line.as_dict(), json_dumps_params={"ensure_ascii": False})
