"""The first page's blocks: how my area stands, runs I may publish, replies I owe or may still give."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from huimin.adapters.documents.view import Views
from huimin.figures.periods import Period
from huimin.indicators.rounding import plain
from huimin.web.assessment.models import Consent, Reply
from huimin.web.base import clock, place, stages
from huimin.web.base.blocks import Block
from huimin.web.base.models import RunStage
from huimin.web.base.pages import url
from huimin.web.base.stages import Stage
from huimin.workflow import Act

SHOWN = 6


def home_blocks(request: Any) -> list[Block]:
    """What the assessment has for the person's first page."""
    if not request.rights.can(Act.READ):
        return []
    opened = list(RunStage.objects.filter(stage=Stage.OPEN).order_by("reply_until"))
    return [
        *_to_publish(request, opened),
        *_to_answer(request, opened),
        *_to_reply(request, opened),
        *_standing(request),
    ]


def _line(request: Any, stage: RunStage, address: str, **more: Any) -> dict[str, Any]:
    scheme = place.definitions().schemes.get(stage.scheme)
    return {"stage": stage, "scheme": scheme.name(request.lang) if scheme else stage.scheme, "address": address,
            "area": "", "waiting": 0, **more}  # fmt: skip


def _to_publish(request: Any, opened: list[RunStage]) -> list[Block]:
    """Runs whose time for replies is over and that this person, as the second one, may publish."""
    if not request.rights.everywhere(Act.PUBLISH):
        return []
    ready = [one for one in opened if one.reply_until and one.reply_until < clock.today()
             and request.person.pk not in (one.started_by_id, one.opened_by_id)]  # fmt: skip
    if not ready:
        return []
    runs = [_line(request, one, url("assessment:publish", run=one.run)) for one in ready]
    return [Block(22, "assessment.home-publish", "assessment/home_runs.html", {"runs": runs}, count=len(runs))]


def _to_answer(request: Any, opened: list[RunStage]) -> list[Block]:
    """Replies that wait for an answer of those who assess."""
    if not opened or not request.rights.everywhere(Act.ASSESS):
        return []
    waiting = dict(Reply.objects.filter(run__in=[one.run for one in opened], verdict="").order_by().values_list("run")
                   .annotate(Count("pk")))  # fmt: skip
    runs = [_line(request, one, url("assessment:replies", run=one.run), waiting=waiting[one.run])
            for one in opened if one.run in waiting]  # fmt: skip
    if not runs:
        return []
    return [
        Block(21, "assessment.home-answer", "assessment/home_runs.html", {"runs": runs}, count=sum(waiting.values()))
    ]


def _to_reply(request: Any, opened: list[RunStage]) -> list[Block]:
    """Scorecards that my area may still reply to."""
    runs = []
    for one in opened:
        if one.reply_until and one.reply_until >= clock.today():
            own = [key for key in stages.own_areas(request.rights, one) if stages.speaks_for(request.rights, key)]
            done = (
                set(Consent.objects.filter(run=one.run, area__in=own).values_list("area", flat=True)) if own else set()
            )
            runs += [_line(request, one, url("assessment:scorecard", run=one.run, key=key), area=key)
                     for key in own if key not in done]  # fmt: skip
    if not runs:
        return []
    soon = min(one["stage"].reply_until for one in runs)
    urgent = (soon - clock.today()).days <= 2
    return [Block(5 if urgent else 40, "assessment.home-reply", "assessment/home_runs.html", {"runs": runs[:SHOWN]},
                  count=len(runs), urgent=urgent)]  # fmt: skip


def _standing(request: Any) -> list[Block]:
    """Rank and score of my areas in the run published last."""
    stage = stages.latest_published()
    if stage is None:
        return []
    own = stages.own_areas(request.rights, stage)
    if not own:
        return []
    run = place.finished(stage.run)
    views, tops = Views(run, request.lang), set(request.rights.tops(Act.READ))
    nearest = [key for key in own if key in tops] or own
    records = [record for key in nearest[: SHOWN * 5] if (record := run.area(key)) is not None]
    records.sort(key=lambda one: (one["standing"]["rank"] is None, one["standing"]["rank"] or 0))
    context = {
        "places": [views.standing(one) for one in records[:SHOWN]], "run": stage.run, "stage": stage,
        "total": plain(run.described["scheme"]["total"]), "scheme": run.described["scheme"][request.lang],
        "when": Period.of(stage.period).name(request.lang),
    }  # fmt: skip
    return [Block(60, "assessment.home-standing", "assessment/home_standing.html", context)]
