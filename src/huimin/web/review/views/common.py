"""What the pages of review share: finding form and area, and naming where a report stands."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.web.base import place
from huimin.web.base.access import allow
from huimin.web.review.board import JUDGED, Board, Line, read_board
from huimin.workflow import Act, Standing, State


def form_of(code: str) -> Form:
    """The form of an address; 404 where there is none that areas report on."""
    try:
        form = place.definitions().form(code)
    except Invalid as invalid:
        raise Http404 from invalid
    if form.code.startswith(JUDGED):
        raise Http404
    return form


def board_of(request: Any, code: str, period: Period, key: str) -> Board:
    """The board of an address, for somebody who may read the area; else 404."""
    allow(request, Act.READ, key)
    form = form_of(code)
    board = read_board(form, period, key) if period.frequency == form.frequency else None
    if board is None:
        raise Http404
    return board


def level_name(level: str, lang: str) -> str:
    """What areas of a level are called."""
    found = next((one for one in place.definitions().areas.levels.levels if one.code == level), None)
    return level if found is None else (found.zh if lang == "zh" else found.en)


def tag_of(standing: Standing | None, overdue: bool, lang: str) -> tuple[str, str, dict[str, Any]]:
    """A report's state as a tag: its colour, the code of its words, and their facts. None: it has not come."""
    if standing is None:
        return ("stop", "review.state-missing", {}) if overdue else ("grey", "review.state-awaited", {})
    if standing.state is State.RETURNED:
        return "stop", "review.state-returned", {}
    if standing.state is State.DONE:
        return "good", "review.state-done", {}
    return ("warn", "review.state-waiting", {"level": level_name(standing.awaits, lang)})


def next_waiting(board: Board, rights: Any, after: str) -> Line | None:
    """The next report after an area that waits for the person, in the order of the tree and round again."""
    lines = [board.by_row[row] for row in board.expected if row in board.by_row]
    at = next((i for i, line in enumerate(lines) if line.area == after), -1)
    return next((line for line in lines[at + 1 :] + lines[: at + 1]
                 if line.area != after and line.waits_for(rights)), None)  # fmt: skip
