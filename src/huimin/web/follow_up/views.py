"""The overview of follow-up, and the page of a task."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from huimin.findings import Invalid
from huimin.web.base import attachments, clock, place
from huimin.web.base.access import screen
from huimin.web.base.models import RunStage
from huimin.web.base.pages import page
from huimin.web.base.stages import Stage as RunStages
from huimin.web.base.words import say
from huimin.web.follow_up import actions
from huimin.web.follow_up.forms import Form, posted, read_day
from huimin.web.follow_up.models import Assignment, Task
from huimin.web.follow_up.people import hands_of
from huimin.web.follow_up.reading import GOING, mark_of, notices_seen, shown, tasks_going, tasks_seen
from huimin.workflow import Act
from huimin.workflow.tasks import Mark, Paper, Stage, Step, open_steps

PER_PAGE = 50
MINE = 20
VIEWS = ("going", "late", "answered", "closed", "mine")


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """What is open: my tasks, what waits for my decision, notices, and the way to meetings and letters."""
    seen = tasks_seen(request.rights)
    mine = seen.filter(owner=request.person, stage__in=GOING).order_by("due")
    officer = request.rights.can(Act.FOLLOW_UP)
    waiting = seen.filter(stage=Stage.ANSWERED).exclude(owner=request.person).order_by("due") if officer else []
    going = tasks_going(request.rights)
    notices = notices_seen(request.rights).order_by("-made_at")
    pages = Paginator(_papers(notices, request.GET.get("papers", "")), PER_PAGE).get_page(request.GET.get("page"))
    published = RunStage.objects.filter(stage=RunStages.PUBLISHED).order_by("-published_at")[:5] if officer else []
    return page(
        request, "follow_up/start.html", mine=shown(list(mine[:MINE])), waiting=shown(list(waiting[:MINE])),
        going=going.count(), late=going.filter(stage=Stage.OPEN, due__lt=clock.today()).count(), pages=pages,
        papers=request.GET.get("papers", ""), officer=officer, published=published, Paper=Paper,
        answered=seen.filter(stage=Stage.ANSWERED).count(), letters=_my_items(request),
    )  # fmt: skip


def _my_items(request: Any) -> list[dict[str, Any]]:
    """The letters in which the person answers for items, the latest period first, with how many."""
    rows = Assignment.objects.filter(person=request.person).values("scheme", "period", "area")
    found = rows.annotate(count=Count("id")).order_by("-period", "scheme", "area")[:MINE]
    schemes = place.definitions().schemes
    return [{**row, "name": schemes[row["scheme"]].name(request.lang)} for row in found if row["scheme"] in schemes]


def _papers(notices: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return notices.filter(stage=chosen) if chosen in list(Paper) else notices.exclude(stage=Paper.WITHDRAWN)


@screen(Act.READ)
@require_safe
def tasks(request: Any) -> HttpResponse:
    """All tasks one may see, late ones first."""
    chosen = request.GET.get("show", "going")
    chosen = chosen if chosen in VIEWS else "going"
    wanted = {
        "going": Q(stage__in=GOING), "late": Q(stage=Stage.OPEN, due__lt=clock.today()),
        "answered": Q(stage=Stage.ANSWERED), "closed": Q(stage__in=[Stage.CLOSED, Stage.WITHDRAWN]),
        "mine": Q(owner=request.person),
    }  # fmt: skip
    found = tasks_seen(request.rights).filter(wanted[chosen]).order_by("due", "pk")
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "follow_up/tasks.html", pages=pages, shown=shown(list(pages)), chosen=chosen, views=VIEWS)


def task_for(request: Any, number: int) -> Task:
    """The task of this number, if the person may see it."""
    found = tasks_seen(request.rights).select_related("meeting", "made_by").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@screen(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: Any, number: int) -> HttpResponse:
    """One task: what is asked, what was answered, and the steps that are open to the person."""
    found = task_for(request, number)
    steps = open_steps(Stage(found.stage), hands_of(request.rights, request.person, found))
    form = Form({"text": "", "due": found.due.isoformat(), "step": ""})
    if request.method == "POST":
        if not _takes_part(request, found):
            raise Http404
        form = posted(request, "text", "due", "step")
        try:
            step = Step(form.fields["step"]) if form.fields["step"] in list(Step) else Step.ANSWER
            actions.take(request.person, request.rights, found, step, form.fields["text"],
                         read_day(form.fields["due"]), request.FILES.getlist("files"))  # fmt: skip
            messages.success(request, say(request.lang, f"follow_up.did-{step}"), "good")
            return redirect("follow_up:task", number=found.pk)
        except Invalid as invalid:
            form.put(invalid, request.lang)
    events = found.events.select_related("person").prefetch_related("files").order_by("at", "pk")
    return page(
        request, "follow_up/task.html", task=found, steps=steps, form=form, events=events, Step=Step, Mark=Mark,
        mark=mark_of(found, clock.today()), days=(found.due - clock.today()).days, address=attachments.address,
        accept=attachments.ACCEPT,
    )  # fmt: skip


def _takes_part(request: Any, found: Task) -> bool:
    """Whether the person is anything to a task but a reader."""
    hands = hands_of(request.rights, request.person, found)
    return hands.issuer or hands.owner
