"""The monthly meeting: its sheet, made of what is open, and decisions that become tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huimin.findings import Invalid
from huimin.web.base import clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.days import deadline
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.follow_up import actions
from huimin.web.follow_up.forms import LONGEST_TEXT, Form, posted, task_of
from huimin.web.follow_up.models import Meeting
from huimin.web.follow_up.people import owners
from huimin.web.follow_up.reading import Shown, notices_seen, shown, tasks_going
from huimin.workflow import Act
from huimin.workflow.tasks import Mark, Paper

FIELDS = ("title", "text", "owner", "due", "area")
DAYS = 30
MOST = 500
BLANK_LINES = 6


@screen(Act.READ)
@require_safe
def choose(request: Any) -> HttpResponse:
    """The meeting of the person's own area."""
    tops = request.rights.tops(Act.READ)
    if not tops:
        raise Http404
    return redirect("follow_up:meeting", key=tops[0])


@screen(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: Any, key: str) -> HttpResponse:
    """The sheet for a meeting of an area: overdue first, then by area; with room for decisions, to be printed on A4."""
    allow(request, Act.READ, key)
    officer = request.rights.may(Act.FOLLOW_UP, key)
    chosen = request.POST.get("area") or request.GET.get("for") or key
    due = deadline(DAYS).isoformat()
    form = Form({**dict.fromkeys(FIELDS, ""), "area": chosen, "due": due})
    held = Meeting.objects.filter(area=key, day=clock.today()).first()
    if request.method == "POST":
        allow(request, Act.FOLLOW_UP, key)
        form = posted(request, *FIELDS, "notes", "what")
        try:
            if _write(request, key, held, form):
                return redirect(reverse("follow_up:meeting", args=[key]))
        except Invalid as invalid:
            form.put(invalid, request.lang)
    below = _below(key)
    before = Meeting.objects.filter(area=key, day__lt=clock.today()).order_by("-day").first()
    rows = _rows(request, key)
    return page(
        request, "follow_up/meeting.html", key=key, officer=officer, form=form, held=held, below=below,
        rows=rows, late=[one for one in rows if one.mark is Mark.LATE], areas=_by_area(rows), owners=owners(chosen)
        if officer and chosen in below else [], notices=_notices(request, key), blank=range(BLANK_LINES),
        decided=_decided(held),
        before=before, agreed=_decided(before),
    )  # fmt: skip


def _write(request: Any, key: str, held: Meeting | None, form: Form) -> bool:
    """Keep the notes, or make a task of a decision; whether something was written."""
    if form.fields["what"] == "notes":
        actions.hold_meeting(request.person, key, clock.today(), form.fields["notes"][:LONGEST_TEXT])
        messages.success(request, say(request.lang, "follow_up.notes-kept"), "good")
        return True
    chosen = form.fields["area"] or key
    if chosen not in _below(key):
        raise Http404
    allow(request, Act.FOLLOW_UP, chosen)
    held = held or actions.hold_meeting(request.person, key, clock.today(), "")
    actions.add_task(request.person, task_of(form.fields, chosen), meeting=held)
    messages.success(request, say(request.lang, "follow_up.decision-kept"), "good")
    return True


def _decided(held: Meeting | None) -> list[Shown]:
    """The tasks that a meeting's decisions became."""
    return shown(list(held.tasks.select_related("owner").order_by("pk"))) if held else []


def _below(key: str) -> list[str]:
    """The area and those directly below it."""
    tree = place.definitions().areas.at(clock.today())
    at = tree.index(key)
    return [key] if at is None else [key, *(tree.keys[child] for child in tree.children(at))]


def _within(key: str) -> list[str] | None:
    """The keys of an area and everything in it; None for the whole tree."""
    tree = place.definitions().areas.at(clock.today())
    at = tree.index(key)
    if at is None:
        return [key]
    return None if int(tree.end[at]) - at == len(tree) else list(tree.keys[at : int(tree.end[at])])


def _rows(request: Any, key: str) -> list[Shown]:
    keys = _within(key)
    found = tasks_going(request.rights)
    found = found if keys is None else found.filter(area__in=keys)
    return shown(list(found.order_by("due", "pk")[:MOST]))


def _by_area(rows: list[Shown]) -> dict[str, list[Shown]]:
    """What is not overdue, by area, in the order of the tree."""
    tree = place.definitions().areas.at(clock.today())
    made: dict[str, list[Shown]] = {}
    for one in sorted((row for row in rows if row.mark is not Mark.LATE),
                      key=lambda row: (tree.index(row.task.area) or 0, row.task.due)):  # fmt: skip
        made.setdefault(one.task.area, []).append(one)
    return made


def _notices(request: Any, key: str) -> list[Any]:
    keys = _within(key)
    found = notices_seen(request.rights).filter(stage=Paper.ISSUED)
    return list((found if keys is None else found.filter(area__in=keys)).order_by("due", "pk")[:MOST])
