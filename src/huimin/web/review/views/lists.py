"""One form and period: the reports of the areas below mine, to be accepted together or one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.figures.periods import Period
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.web.review import actions
from huimin.web.review.board import Board
from huimin.web.review.views.common import board_of, form_of, tag_of
from huimin.workflow import Act


@screen(Act.READ)
@require_safe
def area(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """The reports right below an area with their state, and counts of the areas that have more below them."""
    board = board_of(request, form, period, key)
    owing = set(board.expected)
    rows, parts = [], []
    for row in [board.top, *board.tree.children(board.top)]:
        if row in owing or row in board.by_row:
            rows.append(_row(board, row, request))
        if row != board.top and any(row < at < int(board.tree.end[row]) for at in owing):
            parts.append((board.tree.keys[row], board.counts(row, request.rights)))
    counts = board.counts(board.top, request.rights)
    clean = sum(line.waits_for(request.rights) and not line.warnings for line in board.by_row.values())
    return page(request, "review/area.html", board=board, form=board.form, key=key, rows=rows, parts=parts,
                counts=counts, clean=clean, due=board.form.due(period), trail=trail(request, board),
                upto=max((line.submission for line in board.lines), default=0),
                reviews=request.rights.can(Act.REVIEW))  # fmt: skip


def _row(board: Board, row: int, request: Any) -> dict[str, Any]:
    line = board.by_row.get(row)
    return {
        "key": line.area if line else board.tree.keys[row],
        "line": line,
        "tag": tag_of(line.standing if line else None, board.overdue, request.lang),
        "mine": line is not None and line.waits_for(request.rights),
    }


def trail(request: Any, board: Board) -> list[tuple[str, str]]:
    """The areas above that the person may read, for the way back."""
    above = [board.tree.keys[step] for step in board.tree.path(board.top)[:-1]]
    return [(key, url("review:area", form=board.form.code, period=board.period, key=key))
            for key in above if request.rights.may(Act.READ, key)]  # fmt: skip


@screen(Act.REVIEW)
@require_POST
def accept(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """Accept the chosen reports, or all without warnings."""
    allow(request, Act.READ, key)
    chosen = None if "clean" in request.POST else request.POST.getlist("area")
    for one in chosen or ():
        allow(request, Act.REVIEW, one)
    if chosen != []:
        upto = int(request.POST.get("upto", "0") or 0) if request.POST.get("upto", "0").isdecimal() else 0
        count = actions.accept_many(request.person, request.rights, form_of(form), period, key, upto, chosen)
        messages.success(request, say(request.lang, "review.accepted-many", count=count), extra_tags="good")
    else:
        messages.warning(request, say(request.lang, "review.nothing-chosen"), extra_tags="warn")
    return redirect(url("review:area", form=form, period=period, key=key))
