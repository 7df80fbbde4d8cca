"""Notices: offered by a scheme's ladder or written freely, issued, received by the office, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Invalid
from huimin.indicators.rounding import show as rounded
from huimin.web.base import attachments, clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.days import deadline
from huimin.web.base.models import RunStage
from huimin.web.base.pages import area_name, page
from huimin.web.base.stages import Stage as RunStages
from huimin.web.base.words import say
from huimin.web.follow_up import actions
from huimin.web.follow_up.actions import Said
from huimin.web.follow_up.forms import Form, notice_of, posted, task_of
from huimin.web.follow_up.models import KINDS, Notice
from huimin.web.follow_up.people import owners, reach, receives
from huimin.web.follow_up.reading import Offer, notices_seen, offers, shown
from huimin.workflow import Act
from huimin.workflow.tasks import Deed, Paper, deeds

NOTICE_FIELDS = ("kind", "title", "text", "due")
TASK_FIELDS = ("title", "text", "owner", "due")
DAYS = 30
AREAS_LISTED = 3000


def _published(run: str) -> RunStage:
    return get_object_or_404(RunStage, run=run, stage=RunStages.PUBLISHED)


@screen(Act.FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: Any, run: str) -> HttpResponse:
    """The steps of the ladder that areas have come to in a published run: one click makes a draft, nothing more."""
    stage = _published(run)
    rows = [one for one in offers(run) if request.rights.may(Act.FOLLOW_UP, one.key)]
    if request.method == "POST":
        wanted = request.POST.get("area", ""), request.POST.get("step", "")
        chosen = next((one for one in rows if (one.key, one.step["code"]) == wanted), None)
        if chosen is None:
            raise Http404
        made = actions.draft(request.person, _said(request.lang, stage, chosen))
        return redirect("follow_up:notice", number=made.pk)
    return page(request, "follow_up/drafts.html", stage=stage, rows=rows,
                scheme=place.finished(run).described["scheme"])  # fmt: skip


def _said(lang: str, stage: RunStage, offer: Offer) -> Said:
    """The draft of a notice for one step of one area, in the reader's language: to be changed before issuing."""
    scheme = place.finished(stage.run).described["scheme"]
    days = offer.step["deadline_days"] or DAYS
    facts = {
        "area": area_name(lang, offer.key), "scheme": scheme[lang], "period": stage.period, "step": offer.step[lang],
        "score": rounded(offer.score), "total": rounded(scheme["total"], "number", 0),
        "below": rounded(offer.step["below"], "percent", 0), "days": days,
    }  # fmt: skip
    return Said(
        offer.kind, offer.key, say(lang, "follow_up.draft-title", **facts), say(lang, "follow_up.draft-text", **facts),
        deadline(days), stage.run, offer.step["code"],
    )  # fmt: skip


@screen(Act.FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Write a notice freely."""
    form = Form({**dict.fromkeys(NOTICE_FIELDS, ""), "kind": request.GET.get("kind", "notice"),
                 "area": request.GET.get("area", "")})  # fmt: skip
    if request.method == "POST":
        form = posted(request, *NOTICE_FIELDS, "area")
        key = form.fields["area"]
        if key and not request.rights.may(Act.FOLLOW_UP, key):
            raise Http404
        if not key:
            form.wrong("area", "follow-up-field", request.lang)
        said = notice_of(form, key, request.lang)
        if said is not None:
            return redirect("follow_up:notice", number=actions.draft(request.person, said).pk)
    return page(request, "follow_up/edit.html", form=form, kinds=KINDS, notice=None, areas=_areas(request))


def _areas(request: Any) -> list[str]:
    """The areas the person may send a notice to, in the order of the tree."""
    keys = reach(request.rights, Act.FOLLOW_UP)
    if keys is None:
        tree = place.definitions().areas.at(clock.today())
        # Villages by the thousand make no list to choose from: those are reached from their own pages.
        deepest = 99 if len(tree) <= AREAS_LISTED else 3
        keys = [key for row, key in enumerate(tree.keys) if tree.depth[row] < deepest]
    return list(keys)[:AREAS_LISTED]


def notice_for(request: Any, number: int, act: Act = Act.READ) -> Notice:
    """The notice of this number, if the person may see it, and do ``act`` with its area."""
    found = notices_seen(request.rights).filter(pk=number).first()
    if found is None:
        raise Http404
    allow(request, act, found.area)
    return found


@screen(Act.READ)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """A notice as it is sent, its tasks and its history."""
    return _page(request, notice_for(request, number))


def _page(request: Any, notice: Notice, form: Form | None = None, deed: Form | None = None) -> HttpResponse:
    officer = request.rights.may(Act.FOLLOW_UP, notice.area)
    open_paper = notice.stage in (Paper.DRAFT, Paper.ISSUED)
    due = notice.due.isoformat() if notice.due else deadline(DAYS).isoformat()
    return page(
        request, "follow_up/notice.html", notice=notice, tasks=shown(list(notice.tasks.select_related("owner"))),
        events=notice.events.select_related("person").order_by("at", "pk"), officer=officer,
        deeds=deeds(Paper(notice.stage)) if officer else (), adding=officer and open_paper,
        form=form or Form({**dict.fromkeys(TASK_FIELDS, ""), "due": due}), deed=deed or Form({"text": ""}),
        owners=owners(notice.area) if officer and open_paper else [], address=attachments.address,
        receiving=receives(request.rights, notice.area) and notice.stage == Paper.ISSUED and not notice.received_at,
    )  # fmt: skip


@screen(Act.FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, number: int) -> HttpResponse:
    """Change what a draft says."""
    notice = notice_for(request, number, Act.FOLLOW_UP)
    if notice.stage != Paper.DRAFT:
        raise Http404
    due = notice.due.isoformat() if notice.due else ""
    form = Form({"kind": notice.kind, "title": notice.title, "text": notice.text, "due": due})
    if request.method == "POST":
        form = posted(request, "title", "text", "due")
        form.fields["kind"] = notice.kind
        said = notice_of(form, notice.area, request.lang)
        if said is not None:
            actions.rewrite(request.person, notice, said)
            return redirect("follow_up:notice", number=notice.pk)
    return page(request, "follow_up/edit.html", form=form, kinds=KINDS, notice=notice, areas=[])


@screen(Act.FOLLOW_UP)
@require_POST
def carry(request: Any, number: int) -> HttpResponse:
    """Issue, close or withdraw a notice."""
    notice = notice_for(request, number, Act.FOLLOW_UP)
    form = posted(request, "text", "deed")
    if form.fields["deed"] not in list(Deed):
        raise Http404
    try:
        actions.carry(request.person, notice, Deed(form.fields["deed"]), form.fields["text"])
    except Invalid as invalid:
        form.put(invalid, request.lang)
        return _page(request, notice, deed=form)
    messages.success(request, say(request.lang, f"follow_up.deed-{form.fields['deed']}"), "good")
    return redirect("follow_up:notice", number=notice.pk)


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def receive(request: Any, number: int) -> HttpResponse:
    """Say in the name of the office that the notice has arrived."""
    notice = notice_for(request, number)
    if not receives(request.rights, notice.area):
        raise Http404
    actions.receive(request.person, notice)
    return redirect("follow_up:notice", number=notice.pk)


@screen(Act.FOLLOW_UP)
@require_POST
def add_task(request: Any, number: int) -> HttpResponse:
    """Give somebody of the office a task of this notice."""
    notice = notice_for(request, number, Act.FOLLOW_UP)
    form = posted(request, *TASK_FIELDS)
    try:
        actions.add_task(request.person, task_of(form.fields, notice.area), notice)
    except Invalid as invalid:
        form.put(invalid, request.lang)
        return _page(request, notice, form)
    return redirect("follow_up:notice", number=notice.pk)
