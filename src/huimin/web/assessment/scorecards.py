"""Scorecards as pages and as plain data: of a published run from what was prepared, of any other made at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.template import engines
from django.views.decorators.http import require_safe

from huimin.web.assessment import published, rendering, seeing
from huimin.web.assessment.actions import replies_open
from huimin.web.assessment.models import Consent, Reply
from huimin.web.base import stages
from huimin.web.base.access import screen
from huimin.web.base.framed import framed
from huimin.web.base.models import RunStage
from huimin.web.base.pages import common
from huimin.web.base.spliced import Piece, answer, packed, stored
from huimin.web.base.stages import Stage
from huimin.workflow import Act

STYLE, SCRIPT = "assessment/assessment.css", "assessment/assessment.js"
JSON = "application/json; charset=utf-8"


@screen(Act.READ)
@require_safe
def scorecard(request: Any, run: str, key: str) -> HttpResponse:
    """One area's scorecard."""
    found = _published(request, run, key)
    if found is not None:
        page = found.page("scorecard", key, request.lang)
        if page is None:
            raise Http404
        between = _superseded(found.superseded_by, request.lang) if found.superseded_by else ()
        return framed(request, page.title, (page.head, *between, page.rest), STYLE, SCRIPT)
    stage = seeing.scorecard_stage(request, run, key)
    if stage.stage == Stage.PUBLISHED:
        published.make_again(run, later.run if (later := stages.superseded_by(stage)) else "")
    return made_at_once(request, stage, key)


def made_at_once(request: Any, stage: RunStage, key: str, **given: Any) -> HttpResponse:
    """A scorecard that nothing was prepared for, with the area's replies below; ``given`` is what a form brought."""
    bodies = rendering.Bodies(seeing.finished(stage.run), request.lang)
    head, _, rest = str(bodies.scorecard(key)).partition(published.UNDER_HEAD.decode())
    notice = render(request, "assessment/stage_note.html", stage=stage, later=stages.superseded_by(stage), Stage=Stage)
    context = {**replies_context(request, stage, key), **given}
    below = render(request, "assessment/replies_below.html", **context)
    pieces = [packed(part.encode(), 1) for part in (head, notice, rest, below)]
    return framed(request, bodies.title(key), pieces, STYLE, SCRIPT)


@screen(Act.READ)
@require_safe
def data(request: Any, run: str, key: str) -> HttpResponse:
    """One area's scorecard as JSON."""
    found = _published(request, run, key)
    if found is not None:
        page = found.page("data", key, "")
        if page is None:
            raise Http404
        return answer(request, [page.rest], JSON)
    seeing.scorecard_stage(request, run, key)
    return answer(request, [packed(rendering.data(seeing.finished(run), key), 1)], JSON)


def _published(request: Any, run: str, key: str) -> published.Published | None:
    """The prepared pages of a run, where it is published; 404 where the person may not read the area."""
    if "/" in run or run.startswith("."):
        raise Http404
    found = published.opened(run)
    if found is not None and not request.rights.may(Act.READ, key):
        raise Http404
    return found


@lru_cache(maxsize=64)
def _superseded(later: str, lang: str) -> tuple[Piece, ...]:
    """The note that a newer run has taken this one's place."""
    from huimin.web.base.pages import url
    from huimin.web.base.words import say_html

    words = say_html(lang, "assessment.superseded")
    link = url("assessment:run", run=later)
    return (stored(f'<p class="box warn">{words} <a href="{link}">{later}</a></p>'.encode()),)


def render(request: Any, template: str, **context: Any) -> str:
    """A part of a page."""
    found = engines["jinja2"].env.get_template(template)
    return str(found.render({**common(request), **context}))


def replies_context(request: Any, stage: RunStage, key: str) -> dict[str, Any]:
    """What the part about replies below a scorecard needs."""
    found = Reply.objects.filter(run=stage.run, area=key)
    items = seeing.finished(stage.run).described["items"]
    return {
        "stage": stage, "key": key, "run": stage.run,
        "items": [(one["id"], f"{one['id']} {one[request.lang]}") for one in items],
        "replies": list(found.select_related("person", "answered_by").prefetch_related("attachments")),
        "consent": Consent.objects.filter(run=stage.run, area=key).select_related("person").first(),
        "may_reply": replies_open(stage) and stages.speaks_for(request.rights, key),
        "may_answer": stage.stage == Stage.OPEN and request.rights.everywhere(Act.ASSESS), "given": {}, "findings": (),
    }  # fmt: skip
