"""What the person who asks may see of a run; every view of a run begins here."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from huimin.adapters.documents.finished import FinishedRun
from huimin.web.base import place, stages
from huimin.web.base.models import RunStage


def finished(run: str) -> FinishedRun:
    """The results of a run; 404 where there are none."""
    try:
        return place.finished(run)
    except (FileNotFoundError, NotADirectoryError):
        raise Http404 from None


def stage_of(request: Any, run: str) -> RunStage:
    """The stage of a run of which the person sees the ranking, or at least a scorecard; else 404."""
    stage = stages.stage_of(run)
    finished(run)
    if stages.may_see_ranking(request.rights, stage) or stages.own_areas(request.rights, stage):
        return stage
    raise Http404


def scorecard_stage(request: Any, run: str, key: str) -> RunStage:
    """The stage of a run, where the person may see the scorecard of this area and it was assessed; else 404."""
    stage = stages.stage_of(run)
    if not stages.may_see_scorecard(request.rights, stage, key) or finished(run).area(key) is None:
        raise Http404
    return stage
