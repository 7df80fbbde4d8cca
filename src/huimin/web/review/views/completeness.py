"""Completeness by area and form, with what is late and missing; a reminder in one click, a list of whom to phone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.check import sender_of
from huimin.web.base import clock
from huimin.web.base.access import allow, screen
from huimin.web.base.models import holders
from huimin.web.base.pages import area_name, page, url
from huimin.web.base.words import say
from huimin.web.review import actions
from huimin.web.review.board import Board, reported_forms
from huimin.web.review.models import Reminder
from huimin.web.review.tally import last_closed
from huimin.web.review.views.common import board_of
from huimin.workflow import Act, Kind

PAGE = 20
BACK = 24  # periods to choose from


@screen(Act.READ)
@require_safe
def completeness(request: Any) -> HttpResponse:
    """Expected, received, on time and accepted, area by area."""
    board = _asked(request, request.GET)
    key = board.tree.keys[board.top]
    rows = [(board.tree.keys[row], board.counts(row, request.rights)) for row in board.tree.children(board.top)]
    missing = Paginator(board.missing, PAGE).get_page(request.GET.get("page"))
    late = sorted((row for row, line in board.by_row.items() if not line.on_time), key=int)
    reminded = _reminded(board)
    return page(
        request, "review/completeness.html", board=board, form=board.form, key=key,
        rows=[(area, counts) for area, counts in rows if counts.expected or counts.received],
        counts=board.counts(board.top, request.rights), missing=missing,
        missing_keys=[board.tree.keys[row] for row in missing], reminded=reminded,
        late=[board.by_row[row] for row in late][:PAGE], late_count=len(late), due=board.form.due(board.period),
        forms=[(one.code, one.name(request.lang)) for one in reported_forms()],
        periods=[(one.code, one.name(request.lang)) for one in _periods(board.form)],
        query={"form": board.form.code, "period": board.period.code, "area": key},
        links=lambda number: url("review:completeness", query={**request.GET.dict(), "page": number}),
        reminds=request.rights.can(Act.REVIEW) and any(request.rights.may(Act.REVIEW, board.tree.keys[row])
                                                       for row in board.missing),
        trail=_trail(request, board),
    )  # fmt: skip


def _asked(request: Any, given: Any) -> Board:
    """The board that form, period and area ask for; the first that the person may read where they ask for none."""
    tops = request.rights.tops(Act.READ)
    if not tops:
        raise Http404
    codes = [form.code for form in reported_forms()]
    form = given.get("form") or (codes[-1] if codes else "")
    found = next((one for one in reported_forms() if one.code == form), None)
    if found is None:
        raise Http404
    try:
        period = Period.of(given["period"]) if given.get("period") else last_closed(found)
    except Invalid as invalid:
        raise Http404 from invalid
    if period.frequency != found.frequency:
        period = last_closed(found)
    return board_of(request, form, period, given.get("area") or tops[0])


def _periods(form: Form) -> list[Period]:
    """The periods to choose from, the newest first."""
    last = last_closed(form)
    return [one for back in range(BACK) if form.in_force(one := last.shift(-back))]


def _reminded(board: Board) -> dict[str, Any]:
    """When each area was last reminded of this report."""
    span = {"form": board.form.code, "first": board.period.first, "last": board.period.last}
    return dict(Reminder.objects.filter(**span).order_by("at").values_list("area", "at"))


def _trail(request: Any, board: Board) -> list[tuple[str, str]]:
    above = [board.tree.keys[step] for step in board.tree.path(board.top)[:-1]]
    asked = {"form": board.form.code, "period": board.period.code}
    return [(key, url("review:completeness", query={**asked, "area": key})) for key in above
            if request.rights.may(Act.READ, key)]  # fmt: skip


@screen(Act.REVIEW)
@require_POST
def remind(request: Any) -> HttpResponse:
    """Remind the reporters of all areas that are missing. Not twice within a day."""
    allow(request, Act.READ, request.POST.get("area", ""))
    board = _asked(request, request.POST)
    count, already = actions.remind(request.person, request.rights, board)
    said = [say(request.lang, "review.reminded", count=count)] if count else []
    said += [say(request.lang, "review.reminded-already", count=already)] if already else []
    messages.info(request, " ".join(said) or say(request.lang, "review.none-missing"), extra_tags="good")
    asked = {"form": board.form.code, "period": board.period.code, "area": board.tree.keys[board.top]}
    return redirect(url("review:completeness", query=asked))


@screen(Act.READ)
@require_safe
def phone_list(request: Any) -> HttpResponse:
    """Whom to phone, as a table for a spreadsheet: each office with what it owes and the people who report for it."""
    board = _asked(request, request.GET)
    name = f"{board.form.code}-{board.period.code}-{board.tree.keys[board.top].replace('/', '_')}.csv"
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8",
                          headers={"Content-Disposition": f'attachment; filename="{name}"'})  # fmt: skip
    writer = csv.writer(answer)
    columns = ("area-code", "office", "form", "period", "due", "missing", "missing-areas", "reporters")
    writer.writerow([say(request.lang, f"review.csv-{column}") for column in columns])
    writer.writerows(_offices(request, board))
    return answer


def _offices(request: Any, board: Board) -> Iterator[list[Any]]:
    tree, lang = board.tree, request.lang
    by_sender: dict[int, list[int]] = {}
    for row in board.missing:
        by_sender.setdefault(sender_of(tree, row, board.form.submitted_by), []).append(row)
    people: dict[str, list[str]] = {}
    for grant in holders([Kind.REPORTER], {tree.keys[row] for row in by_sender}):
        if grant.role.held(clock.today()):
            people.setdefault(grant.area, []).append(grant.person.name)
    comma = say(lang, "base.comma")
    for sender, rows in by_sender.items():
        key = tree.keys[sender]
        if not request.rights.may(Act.READ, key):
            continue
        row = [key, area_name(lang, key), board.form.name(lang), board.period.name(lang),
               board.form.due(board.period).isoformat(), len(rows), comma.join(tree.name(one, lang) for one in rows),
               comma.join(people.get(key, []))]  # fmt: skip
        yield [_plain(cell) for cell in row]


def _plain(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell
