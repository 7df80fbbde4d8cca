"""What the desk does with documents: making many, editing one, handing in, issuing, withdrawing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Finding, Invalid, explain
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.jobs import findings_of
from huimin.web.base.pages import page, url
from huimin.web.base.stages import sees_drafts
from huimin.web.base.words import say
from huimin.web.documents import actions, due, jobs, making
from huimin.web.documents.models import LANGS, Making, Paper
from huimin.web.documents.seeing import paper_for, papers_seen
from huimin.web.documents.views import desk, shown
from huimin.workflow import Act
from huimin.writing.kinds import KINDS

FAULTS_TOLD = 5
AT_ONCE = 200  # documents issued with one click: each one's files are held against their hashes


def _group(request: Any) -> dict[str, str]:
    given = {name: request.POST.get(name, "") for name in (*due.PARTS, due.SPAN)}
    if given["kind"] and given["kind"] not in KINDS:
        raise Http404
    return {name: text for name, text in given.items() if text}


@screen(Act.PUBLISH)
@require_POST
def begin(request: Any) -> HttpResponse:
    """Start making, or handing in, the documents of a group, or all that is due."""
    allow_everywhere(request, Act.PUBLISH)
    deed = request.POST.get("deed", Making.DRAFTS)
    if deed not in (Making.DRAFTS, Making.HAND_IN):
        raise Http404
    try:
        job = jobs.start(request.person, deed, _group(request), request.lang)
    except Invalid as invalid:
        return desk(request, list(invalid.findings), status=409)
    return redirect("documents:making", number=job.pk)


def _job(request: Any, number: int) -> Making:
    found = Making.objects.select_related("person").filter(pk=number).first()
    if found is None or not sees_drafts(request.rights):
        raise Http404
    return jobs.JOBS.looked_at(found)


@screen(Act.PUBLISH, Act.AUDIT)
@require_safe
def progress(request: Any, number: int) -> HttpResponse:
    """How the work gets on."""
    job = _job(request, number)
    kind = KINDS.get(job.args.get("kind", ""))
    group = {name: job.args[name] for name in due.PARTS if job.args.get(name)}
    back = url("documents:list", query=group) if group else url("documents:start")
    if job.deed in (Making.LOOK, Making.PUBLIC):
        back = url("documents:public")
    return page(request, "documents/making.html", job=job, kind=kind, findings=findings_of(job), back=back)


@screen(Act.PUBLISH, Act.AUDIT)
@require_safe
def progress_state(request: Any, number: int) -> HttpResponse:
    """The same for the page's own script."""
    job = _job(request, number)
    return JsonResponse({"state": job.state, "done": job.done, "total": job.total})


@screen(Act.PUBLISH)
@require_POST
def issue_all(request: Any) -> HttpResponse:
    """Issue all documents of a group that somebody else handed in, some at a time."""
    allow_everywhere(request, Act.PUBLISH)
    group = {name: text for name, text in _group(request).items() if name != due.SPAN}
    if not {"kind", "period"} <= group.keys():
        raise Http404
    waiting = papers_seen(request.rights).filter(**group, state=Paper.HANDED_IN)
    waiting = waiting.exclude(handed_in_by=request.person).exclude(made_by=request.person)
    done, faults = 0, list[Finding]()
    for paper in waiting.order_by("pk")[:AT_ONCE]:
        try:
            actions.issue(request.person, paper, paper.revision)
            done += 1
        except Invalid as invalid:
            faults += invalid.findings
    for one in faults[:FAULTS_TOLD]:
        messages.error(request, explain(one, request.lang), "stop")
    messages.success(request, say(request.lang, "documents.issued-many", count=done), "good")
    return redirect(url("documents:list", query=group))


@screen(Act.PUBLISH)
@require_POST
def move(request: Any, number: int) -> HttpResponse:
    """One step of one document: make anew, hand in, send back, issue, withdraw, replace."""
    allow_everywhere(request, Act.PUBLISH)
    paper, reason = paper_for(request, number), request.POST.get("reason", "")
    deed = request.POST.get("deed", "")
    found: list[Finding] = []
    try:
        match deed:
            case "make":
                found = actions.make(request.person, paper)
            case "hand-in":
                with making.publisher() as maker:
                    actions.hand_in(request.person, paper, maker)
            case "send-back":
                actions.send_back(request.person, paper, reason)
            case "issue":
                actions.issue(request.person, paper, request.POST.get("revision", ""))
            case "withdraw":
                actions.withdraw(request.person, paper, reason)
            case "replace":
                paper = actions.follow(request.person, paper)
            case _:
                raise Http404
    except Invalid as invalid:
        return shown(request, paper_for(request, number), list(invalid.findings), reason, status=409)
    messages.success(request, say(request.lang, f"documents.done-{deed}"), "good")
    for one in found:
        messages.warning(request, explain(one, request.lang), "warn")
    return redirect("documents:paper", number=paper.pk)


@screen(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, number: int) -> HttpResponse:
    """Addressees, copies, signatory and day of a draft."""
    allow_everywhere(request, Act.PUBLISH)
    paper = paper_for(request, number)
    if paper.state != Paper.DRAFT or not paper.heads:
        raise Http404
    names = [name for name in making.FIELDS if name != "signatory" or making.may_sign(paper)]
    texts = {lang: {name: paper.heads[lang][name] for name in names} for lang in LANGS}
    day, errors, found = paper.day.isoformat() if paper.day else "", dict[str, str](), list[Finding]()
    if request.method == "POST":
        texts = {lang: {name: request.POST.get(f"{name}.{lang}", "").strip() for name in names} for lang in LANGS}
        day = request.POST.get("day", "")
        try:
            actions.reword(request.person, paper, actions.Words(texts, _day(day)))
        except Invalid as invalid:
            for one in invalid.findings:
                if one.facts.get("field"):
                    errors[str(one.facts["field"])] = explain(one, request.lang)
                else:
                    found.append(one)
        else:
            messages.success(request, say(request.lang, "documents.edited"), "good")
            return redirect("documents:paper", number=paper.pk)
    return page(request, "documents/edit.html", paper=paper, texts=texts, day_text=day, errors=errors, findings=found,
                langs=LANGS, title=paper.heads[request.lang]["title"])  # fmt: skip


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise making.refused("paper-day", field="day") from None
