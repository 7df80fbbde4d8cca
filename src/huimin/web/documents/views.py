"""What is due and what was made; a document with its preview and its files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid
from huimin.web.base import place
from huimin.web.base.access import screen
from huimin.web.base.models import RunStage
from huimin.web.base.pages import area_name, page
from huimin.web.base.stages import may_see_ranking
from huimin.web.documents import actions, due, jobs, making
from huimin.web.documents.models import LANGS, Paper
from huimin.web.documents.seeing import at_desk, paper_for, papers_seen, writes
from huimin.web.documents.showing import inside
from huimin.workflow import Act
from huimin.writing.kinds import KINDS

PER_PAGE = 40
NEWEST = 8
FILTERS = ("kind", "period", "run", "scheme", "area", "state")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """For the desk what is due and how far it has come; for everybody what was issued."""
    if not at_desk(request.rights):
        return listed(request)
    return desk(request)


def desk(request: Any, findings: list[Finding] | None = None, status: int = 200) -> HttpResponse:
    """What is due, in groups, and what was made last."""
    span = request.GET.get(due.SPAN, "") or request.POST.get(due.SPAN, "")
    with making.publisher() as maker:
        choices = due.spans(maker)
        if span and span not in {one.code for one in choices}:
            raise Http404
        groups = due.groups(maker, span)
    newest = papers_seen(request.rights).order_by("-pk")[:NEWEST]
    waiting = Paper.objects.filter(state=Paper.HANDED_IN).exclude(handed_in_by=request.person)
    return page(
        request, "documents/start.html", groups=groups, spans=choices, span=span, papers=newest, status=status,
        writes=writes(request.rights), running=jobs.JOBS.running(), findings=findings or [], Paper=Paper,
        query=urlencode,
        waiting=waiting.exclude(made_by=request.person).count(), schemes=place.definitions().schemes,
    )  # fmt: skip


def chosen(request: Any) -> tuple[QuerySet[Paper], dict[str, str]]:
    """The documents of a list that the person may see, and what the list was narrowed to."""
    given = {name: request.GET.get(name, "") for name in FILTERS}
    return papers_seen(request.rights).filter(**{name: text for name, text in given.items() if text}), given


@screen(Act.READ)
@require_safe
def listed(request: Any) -> HttpResponse:
    """The documents that the person may see, the latest first."""
    found, given = chosen(request)
    group = given["kind"] and given["period"]  # its letters stand in the order of the tree
    pages = Paginator(found.order_by("pk" if group else "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    mine = writes(request.rights) and group
    others = found.filter(state=Paper.HANDED_IN).exclude(handed_in_by=request.person).exclude(made_by=request.person)
    return page(
        request, "documents/list.html", pages=pages, given=given, query=urlencode, KINDS=KINDS, Paper=Paper,
        desk=at_desk(request.rights), kinds=_kinds(request),
        drafts=found.filter(state=Paper.DRAFT).count() if mine else 0,
        to_issue=others.count() if mine else 0, schemes=place.definitions().schemes,
    )  # fmt: skip


def _kinds(request: Any) -> list[tuple[str, str]]:
    there = set(papers_seen(request.rights).order_by().values_list("kind", flat=True).distinct())
    return [(code, kind.name(request.lang)) for code, kind in KINDS.items() if code in there]


@screen(Act.READ)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """A document: what became of it, its files, its preview."""
    return shown(request, paper_for(request, number))


def shown(
    request: Any, paper: Paper, findings: list[Finding] | None = None, reason: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """The page of a document, with what is wrong with what was asked for."""
    lang = request.GET.get("in", request.lang)
    if lang not in LANGS:
        raise Http404
    found = list(findings or [])
    try:
        body = inside(making.read(paper, f"{lang}.html").decode())
    except Invalid as invalid:
        body, found = None, [*invalid.findings, *found]
    may = writes(request.rights)
    outdated, obstacles = _since(paper) if may and paper.state == Paper.DRAFT else (False, [])
    return page(
        request, "documents/paper.html", status=status, paper=paper, kind=KINDS[paper.kind], shown_lang=lang, body=body,
        findings=found, writes=may, desk=at_desk(request.rights), outdated=outdated, obstacles=obstacles,
        reason=reason, Paper=Paper, head=paper.heads.get(lang, {}), formats=making.FORMATS, langs=LANGS,
        second=request.person.pk not in (paper.made_by_id, paper.handed_in_by_id), run=_run(request, paper),
        editions=papers_seen(request.rights).filter(**actions.of(paper.order(lang))).exclude(pk=paper.pk),
        span=Period.of(paper.period), schemes=place.definitions().schemes,
    )  # fmt: skip


def _since(paper: Paper) -> tuple[bool, list[Finding]]:
    """Whether anything that the draft is made from has changed, and what keeps it from being handed in."""
    with making.publisher() as maker:
        return making.inputs_of(maker, paper) != paper.inputs, actions.obstacles(maker, paper)


def _run(request: Any, paper: Paper) -> RunStage | None:
    """The run it tells of, where the person may see it."""
    stage = RunStage.objects.filter(run=paper.run).first() if paper.run else None
    return stage if stage is not None and may_see_ranking(request.rights, stage) else None


@screen(Act.READ)
@require_safe
def download(request: Any, number: int, name: str) -> HttpResponse:
    """A file of a document: ``zh.docx``, ``en.pdf`` and so on."""
    paper = paper_for(request, number)
    lang, _, form = name.partition(".")
    if lang not in LANGS or form not in TYPES:
        raise Http404
    try:
        data = making.drawn(paper, lang, form)
    except Invalid as invalid:
        return shown(request, paper, list(invalid.findings), status=409)
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, file_name(paper, lang, form))
    return answer


_MARKS = {
    Paper.DRAFT: ("征求意见稿", "draft"),
    Paper.HANDED_IN: ("待签发", "to be issued"),
    Paper.WITHDRAWN: ("已作废", "withdrawn"),
}


def file_name(paper: Paper, lang: str, form: str) -> str:
    """What a file is called outside: kind, area, period, and whether it does not hold."""
    at = LANGS.index(lang)
    parts = [KINDS[paper.kind].name(lang), area_name(lang, paper.area) if paper.area else "", paper.period]
    parts += [_MARKS[paper.state][at]] if paper.state in _MARKS else []
    parts += [f"({paper.edition})"] if paper.edition > 1 else []
    return " ".join(part for part in parts if part) + f".{form}"
