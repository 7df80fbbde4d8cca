"""One report: its figures beside the months before, what was found and said about it, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.adapters.store.kept_findings import finding_of
from huimin.adapters.store.models import Report
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.web.base import place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import area_name, page, url
from huimin.web.base.returns import remarks
from huimin.web.base.words import say
from huimin.web.review import actions
from huimin.web.review.board import Board, Line, acting_level, read_board
from huimin.web.review.models import ReviewEvent
from huimin.web.review.revisions import Row, problems_of, rows_of
from huimin.web.review.views.common import form_of, level_name, next_waiting, tag_of
from huimin.workflow import Act, Move, State

LONGEST = 500


@screen(Act.READ)
@require_safe
def report(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """One report."""
    return _shown(request, form, period, key, {}, ())


def _shown(
    request: Any, form: str, period: Period, key: str, typed: dict[str, str], faults: Any, status: int = 200
) -> HttpResponse:
    line = _line(request, form, period, key)
    chosen = form_of(form)
    rows = rows_of(chosen, period, key)
    elsewhere = _attach(request, chosen, period, key, line, rows)
    events = ReviewEvent.objects.filter(form=form, first=period.first, last=period.last, area=key)
    note = Report.objects.filter(form=form, first=period.first, last=period.last, area=key, revision=line.revision)
    names = {row.atom: place.definitions().dictionary.atom_name(row.atom, request.lang) for row in rows}
    return page(
        request, "review/report.html", status=status, form=chosen, period_of=period, key=key, line=line, rows=rows,
        names=names, elsewhere=elsewhere, events=events.select_related("person").order_by("-at", "-id"),
        revised=line.revision > 1, note_text=note.values_list("note", flat=True).first() or "", typed=typed,
        faults=faults, tag_state=tag_of(line.standing, True, request.lang), longest=LONGEST, due=chosen.due(period),
        level_name=lambda level: level_name(level, request.lang), parent=_parent(request, period, key),
        **_open_moves(request, line),
    )  # fmt: skip


def _line(request: Any, form: str, period: Period, key: str) -> Line:
    """The report of an address, for somebody who may read the area; 404 where none has come."""
    allow(request, Act.READ, key)
    found = form_of(form)
    tree = place.definitions().areas.at(period.end)
    board = read_board(found, period, tree.keys[0], [key]) if len(tree) else None
    if period.frequency != found.frequency or board is None or not board.lines:
        raise Http404
    return board.lines[0]


def _open_moves(request: Any, line: Line) -> dict[str, Any]:
    """Which buttons this person has: none for those who only read."""
    may = request.rights.may(Act.REVIEW, line.area)
    level = acting_level(request.rights, line.chain, line.standing.awaits) if may else ""
    rank = line.chain.levels.index
    waiting = line.standing.state is State.WAITING and bool(level) and rank(level) >= rank(line.standing.awaits)
    locked = line.standing.accepted_by in line.chain.levels
    reopen = locked and bool(level) and rank(level) >= rank(line.standing.accepted_by)
    return {"decides": waiting, "reopens": reopen, "steps_in": waiting and level != line.standing.awaits}


def _attach(request: Any, form: Any, period: Period, key: str, line: Line, rows: list[Row]) -> list[Any]:
    """Put findings and remarks beside their figures; returns the findings about the report as a whole."""
    by_atom = {row.atom: row for row in rows}
    elsewhere: list[Any] = []
    for problem in problems_of(line.submission, key):
        row = by_atom.get(problem.element)
        (row.findings if row else elsewhere).append(finding_of(problem))
    for remark in remarks(form.code, period, [key]):
        row = by_atom.get(remark.atom)
        if row:
            row.remarks.append(remark)
        else:
            elsewhere.append(remark)
    return elsewhere


def _parent(request: Any, period: Period, key: str) -> str:
    """The area right above, where the person may read it; else the area itself."""
    tree = place.definitions().areas.at(period.end)
    at = tree.index(key)
    above = tree.keys[int(tree.parent[at])] if at is not None and tree.parent[at] >= 0 else key
    return above if request.rights.may(Act.READ, above) else key


@screen(Act.REVIEW)
@require_POST
def decide(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """Accept, return or reopen; then on to the next report that waits."""
    allow(request, Act.REVIEW, key)
    found = form_of(form)
    try:
        move = Move(request.POST.get("move", ""))
        revision = int(request.POST.get("revision", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    reason = request.POST.get("reason", "")[:LONGEST]
    cells = {atom: request.POST.get(f"cell-{atom}", "")[:LONGEST] for atom in found.atoms}
    try:
        actions.decide_one(request.person, request.rights, found, period, key, revision, move, reason, cells)
    except Invalid as invalid:
        return _shown(request, form, period, key, {"": reason, **cells}, invalid.findings, status=400)
    said = say(request.lang, f"review.did-{move.value}", area=area_name(request.lang, key))
    messages.success(request, said, extra_tags="good")
    return redirect(_onwards(request, found, period, key))


def _onwards(request: Any, form: Any, period: Period, key: str) -> str:
    """The next report that waits beside this one; else the list."""
    above = _parent(request, period, key)
    board: Board | None = read_board(form, period, above)
    line = next_waiting(board, request.rights, key) if board else None
    if line is not None:
        return url("review:report", form=form.code, period=period, key=line.area)
    return url("review:area", form=form.code, period=period, key=above)
