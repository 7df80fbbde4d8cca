"""Runs: the list, making one, its page, opening it for reply, publishing it, checking its files, what changed since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from huimin.adapters.documents.finished import FinishedRun
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.web.assessment import actions, checking, choosing, jobs, mapping, rendering, seeing
from huimin.web.assessment import published as prepared
from huimin.web.assessment.models import Job
from huimin.web.assessment.scorecards import SCRIPT, STYLE, render
from huimin.web.base import days, place, stages
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.framed import framed
from huimin.web.base.jobs import findings_of
from huimin.web.base.models import Person, RunStage
from huimin.web.base.pages import page
from huimin.web.base.spliced import packed
from huimin.web.base.stages import Stage
from huimin.web.base.words import say
from huimin.workflow import Act, Rights


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """The runs of which the person may see something, and for those who assess the form that starts one."""
    return _start(request, (), {})


def _start(request: Any, findings: Any, given: dict[str, str]) -> HttpResponse:
    may_start = request.rights.everywhere(Act.ASSESS)
    shown = [choosing.line(request, one) for one in stages.stages_seen(request.rights)]
    definitions = place.definitions()
    schemes = [(one.code, one.name(request.lang)) for one in definitions.schemes.values()]
    return page(
        request, "assessment/start.html", runs=shown, may_start=may_start, schemes=schemes, findings=findings,
        periods=choosing.periods(request.lang) if may_start else [], given=given,
        running=jobs.JOBS.running() if stages.sees_drafts(request.rights) else None,
    )  # fmt: skip


@screen(Act.ASSESS)
@require_POST
def begin(request: Any) -> HttpResponse:
    """Start making a run."""
    allow_everywhere(request, Act.ASSESS)
    given = {name: request.POST.get(name, "") for name in ("scheme", "period")}
    try:
        made = jobs.start(request.person, given["scheme"], Period.of(given["period"]), request.lang)
    except Invalid as invalid:
        return _start(request, invalid.findings, given)
    return redirect("assessment:job", number=made.pk)


def _job(request: Any, number: int) -> Job:
    found = Job.objects.select_related("person").filter(pk=number).first()
    if found is None or not stages.sees_drafts(request.rights):
        raise Http404
    return jobs.JOBS.looked_at(found)


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def job(request: Any, number: int) -> HttpResponse:
    """How a run that is being made gets on."""
    found = _job(request, number)
    scheme = place.definitions().schemes.get(found.args["scheme"])
    return page(request, "assessment/job.html", job=found, findings=findings_of(found),
                scheme=scheme.name(request.lang) if scheme else found.args["scheme"],
                part=found.done / found.total if found.total else 0)  # fmt: skip


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def job_state(request: Any, number: int) -> HttpResponse:
    """The same for the page's own script."""
    found = _job(request, number)
    return JsonResponse({"state": found.state, "done": found.done, "total": found.total, "doing": found.doing})


@screen(Act.READ)
@require_safe
def run(request: Any, run: str) -> HttpResponse:
    """The ranking of a run; of one that is not published, for an assessed area, the way to its own scorecard."""
    stage = seeing.stage_of(request, run)
    finished = seeing.finished(run)
    own = stages.own_areas(request.rights, stage)
    later = stages.superseded_by(stage)
    notice = render(request, "assessment/run_head.html", stage=stage, later=later, run=run, Stage=Stage,
                    before=stages.runs_before(stage), may=_open_to(request.rights, stage, request.person.pk),
                    own=[] if len(own) == len(finished.assessed) else own, tomorrow=_default_day())  # fmt: skip
    if not stages.may_see_ranking(request.rights, stage):
        title = rendering.Bodies(finished, request.lang).title()
        return framed(request, title, [packed(notice.encode(), 1)], STYLE, SCRIPT)
    head, rest, title = _ranking(run, request.lang)
    return framed(request, title, [head, packed(notice.encode(), 1), rest], STYLE, SCRIPT)


def _ranking(run: str, lang: str) -> Any:
    known = prepared.opened(run)
    found = known.page("ranking", "", lang) if known else None
    if found is not None:
        return found.head, found.rest, found.title
    bodies = rendering.Bodies(seeing.finished(run), lang)
    head, _, rest = str(bodies.ranking()).partition(prepared.UNDER_HEAD.decode())
    return packed(head.encode(), 1), packed(rest.encode(), 1), bodies.title()


def _default_day() -> date:
    return days.deadline(7)


def _open_to(rights: Rights, stage: RunStage, person: int) -> dict[str, bool]:
    """What the person is offered on a run's page."""
    assess, publish = rights.everywhere(Act.ASSESS), rights.everywhere(Act.PUBLISH)
    return {
        "open": assess and stage.stage == Stage.DRAFT,
        "publish": publish and stage.stage == Stage.OPEN,
        "check": stages.sees_drafts(rights),
        "replies": stage.stage != Stage.DRAFT,
        "map": stages.may_see_ranking(rights, stage) and mapping.has_map(seeing.finished(stage.run)),
        "second": person not in (stage.started_by_id, stage.opened_by_id),
    }


@screen(Act.ASSESS)
@require_POST
def open_run(request: Any, run: str) -> HttpResponse:
    """Open a run for reply until a day."""
    allow_everywhere(request, Act.ASSESS)
    seeing.stage_of(request, run)
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = None
    actions.open_for_reply(request.person, run, until)
    messages.success(request, say(request.lang, "assessment.opened"), "good")
    return redirect("assessment:run", run=run)


@screen(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Any, run: str) -> HttpResponse:
    """What will be published, what is in the way, and the button."""
    allow_everywhere(request, Act.PUBLISH)
    stage = seeing.stage_of(request, run)
    found: Any = ()
    if request.method == "POST":
        try:
            actions.publish(request.person, run)
        except Invalid as invalid:
            found = invalid.findings
        else:
            messages.success(request, say(request.lang, "assessment.was-published"), "good")
            return redirect("assessment:run", run=run)
    elif stage.stage == Stage.PUBLISHED:
        return redirect("assessment:run", run=run)
    finished = seeing.finished(run)
    return page(
        request, "assessment/publish.html", stage=stage, run=run, areas=len(finished.assessed),
        obstacles=found or actions.obstacles(request.person, stage), before=stages.runs_before(stage)[:1],
        body=_preview(finished, request.lang), people=Person.objects.filter(is_active=True).count(),
    )  # fmt: skip


def _preview(run: FinishedRun, lang: str) -> Markup:
    """The ranking below a heading of the page that shows it."""
    return Markup(str(rendering.Bodies(run, lang).ranking()).replace("<h1>", "<h2>").replace("</h1>", "</h2>"))


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def check(request: Any, run: str) -> HttpResponse:
    """Hold every file of a run against the hashes of its manifest."""
    if not stages.sees_drafts(request.rights):
        raise Http404
    stage = seeing.stage_of(request, run)
    return page(
        request, "assessment/check.html", stage=stage, run=run, checked=checking.check(place.folder() / "runs" / run)
    )


@screen(Act.READ)
@require_safe
def since(request: Any, run: str, before: str) -> HttpResponse:
    """What moved from an earlier run to this one, and which figure, definition or change of the tree moved it."""
    stage, earlier = seeing.stage_of(request, run), seeing.stage_of(request, before)
    if not all(stages.may_see_ranking(request.rights, one) for one in (stage, earlier)):
        raise Http404
    if (stage.scheme, stage.period) != (earlier.scheme, earlier.period):
        raise Invalid([Finding("runs-not-comparable", Severity.ERROR)])
    moved = choosing.moves(request, place.workspace().diff(before, run), run)
    return page(request, "assessment/since.html", stage=stage, earlier=earlier, run=run, **moved)
