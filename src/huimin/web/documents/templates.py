"""The templates of documents: which count, what is wrong with the office's own, and which names they may use."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.findings import Finding
from huimin.web.base.access import Refused, screen
from huimin.web.base.pages import page
from huimin.web.documents import making
from huimin.web.documents.models import LANGS
from huimin.web.documents.seeing import at_desk
from huimin.wiring.publish import Publisher, fields_of
from huimin.workflow import Act
from huimin.writing.kinds import KINDS


def faults(maker: Publisher) -> list[Finding]:
    """All that is wrong with the office's own templates, letterhead and choices."""
    found = maker.check_templates()
    _ = maker.letterhead, maker.choices  # reading them tells what is wrong with them
    return [*found, *maker.findings]


def own(maker: Publisher, kind: str, lang: str) -> bool:
    """Whether the office has a template of its own."""
    path = maker.templates.path(kind, lang)
    return path is not None and path.is_relative_to(maker.own)


@screen(Act.PUBLISH, Act.AUDIT)
@require_safe
def kinds(request: Any) -> HttpResponse:
    """The kinds, whose template counts, and every fault with file and line."""
    if not at_desk(request.rights):
        raise Refused
    with making.publisher() as maker:
        rows = [(kind, {lang: own(maker, kind.code, lang) for lang in LANGS}) for kind in KINDS.values()]
        return page(request, "documents/templates.html", rows=rows, findings=faults(maker), langs=LANGS,
                    letterhead=maker.letterhead)  # fmt: skip


@screen(Act.PUBLISH, Act.AUDIT)
@require_safe
def kind(request: Any, kind: str) -> HttpResponse:
    """The template of a kind as it counts, and the names it may use with their meaning."""
    if not at_desk(request.rights):
        raise Refused
    if kind not in KINDS:
        raise Http404
    with making.publisher() as maker:
        prefix = f"documents/{kind}/"
        found = [one for one in faults(maker) if (one.place.file or "").startswith(prefix)]
        path = maker.templates.path(kind, request.lang)
        source = path.read_bytes().decode("utf-8-sig", "replace") if path else ""
        parts = [(part, {name: words[LANGS.index(request.lang)] for name, words in names.items()})
                 for part, names in fields_of(maker.vocabulary(kind)) if names]  # fmt: skip
        return page(request, "documents/template.html", kind=KINDS[kind], source=source, parts=parts, findings=found,
                    own=own(maker, kind, request.lang), file=f"{prefix}{request.lang}.txt")  # fmt: skip
