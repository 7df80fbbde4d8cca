"""The right of reply: an assessed area answers to its scorecard, and the office that assesses answers the area."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.findings import Invalid
from huimin.web.assessment import actions, scorecards, seeing
from huimin.web.assessment.models import Consent, Reply
from huimin.web.base import stages
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.models import RunStage
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.workflow import Act


def _own(request: Any, run: str, key: str) -> RunStage:
    """The stage of a run for somebody who speaks for the area; else 404."""
    stage = seeing.scorecard_stage(request, run, key)
    if not stages.speaks_for(request.rights, key):
        raise Http404
    return stage


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def reply(request: Any, run: str, key: str) -> HttpResponse:
    """Write a reply in the name of the area."""
    stage = _own(request, run, key)
    given = {name: request.POST.get(name, "") for name in ("item", "text")}
    try:
        actions.reply(request.person, run, key, **given, files=request.FILES.getlist("files"))
    except Invalid as invalid:
        return scorecards.made_at_once(request, stage, key, given=given, findings=invalid.findings)
    messages.success(request, say(request.lang, "assessment.reply-sent"), "good")
    return redirect(url("assessment:scorecard", run=run, key=key) + "#replies")


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def consent(request: Any, run: str, key: str) -> HttpResponse:
    """Say in the name of the area that there is nothing to object."""
    _own(request, run, key)
    actions.consent(request.person, run, key)
    messages.success(request, say(request.lang, "assessment.consent-sent"), "good")
    return redirect(url("assessment:scorecard", run=run, key=key) + "#replies")


@screen(Act.ASSESS)
@require_POST
def answer(request: Any, number: int) -> HttpResponse:
    """Uphold or decline a reply."""
    allow_everywhere(request, Act.ASSESS)
    found = Reply.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    try:
        actions.answer(request.person, number, request.POST.get("verdict", ""), request.POST.get("reason", ""))
    except Invalid as invalid:
        stage = stages.stage_of(found.run)
        return _page(request, stage, {"number": number, "reason": request.POST.get("reason", ""),
                                      "findings": invalid.findings})  # fmt: skip
    messages.success(request, say(request.lang, "assessment.answer-sent"), "good")
    return redirect(url("assessment:replies", run=found.run) + f"#reply-{number}")


@screen(Act.READ)
@require_safe
def listed(request: Any, run: str) -> HttpResponse:
    """All replies to a run that the person may read, those that wait for an answer first."""
    return _page(request, seeing.stage_of(request, run), {})


def _page(request: Any, stage: RunStage, failed: dict[str, Any]) -> HttpResponse:
    finished = seeing.finished(stage.run)
    shown = [key for key in finished.assessed if stages.may_see_scorecard(request.rights, stage, key)]
    rows = Reply.objects.filter(run=stage.run, area__in=shown).select_related("person", "answered_by")
    replies = sorted(rows.prefetch_related("attachments"), key=lambda one: bool(one.verdict))
    names = {one["id"]: f"{one['id']} {one[request.lang]}" for one in finished.described["items"]}
    consents = Consent.objects.filter(run=stage.run, area__in=shown).select_related("person")
    return page(request, "assessment/replies.html", stage=stage, run=stage.run, replies=replies, items=names,
                failed=failed, scheme=finished.described["scheme"][request.lang], consents=list(consents),
                assessed=shown,
                may_answer=stage.stage == stages.Stage.OPEN and request.rights.everywhere(Act.ASSESS))  # fmt: skip
