"""Reading what is agreed: lists that can be searched, each definition with its sources and uses, files and history."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.figures.dictionary import Element
from huimin.figures.forms import Form
from huimin.indicators.definitions import Indicator
from huimin.language import parse, to_text
from huimin.web.base import place
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.definitions import catalogue as known
from huimin.web.definitions import files as texts
from huimin.web.definitions.models import Proposal
from huimin.workflow import Act

A_PAGE = 100
SHOWN_LINES = 3_000
"""Lines of a file shown at once: a list of areas has thousands."""


@screen()
@require_safe
def start(request: Any) -> HttpResponse:
    """What there is, with one search for all of it, and what waits for a second signature."""
    wanted = _wanted(request)
    catalogue = known.catalogue()
    counts = [(part, len(catalogue.listed(part))) for part in known.PARTS]
    waiting = Proposal.objects.filter(state=Proposal.WAITING).select_related("person").order_by("-at")
    signed = Proposal.objects.filter(state=Proposal.SIGNED).select_related("person", "decided_by")
    return page(
        request, "definitions/start.html", wanted=wanted, counts=counts,
        found=catalogue.listed("", wanted)[:A_PAGE] if wanted else [], areas=len(place.definitions().areas),
        waiting=list(waiting[:20]), signed=list(signed.order_by("-decided_at")[:8]),
        file_count=len(texts.listed(place.definitions())), may_define=may_define(request),
    )  # fmt: skip


def may_define(request: Any) -> bool:
    """Whether the person may propose and sign."""
    return bool(request.rights.everywhere(Act.DEFINE))


def _wanted(request: Any) -> str:
    return request.GET.get("q", "").strip()[:100]


@screen()
@require_safe
def listed(request: Any, part: str) -> HttpResponse:
    """All definitions of one part."""
    if part not in known.PARTS:
        raise Http404
    wanted = _wanted(request)
    pages = Paginator(known.catalogue().listed(part, wanted), A_PAGE).get_page(request.GET.get("page"))
    return page(request, "definitions/listed.html", part=part, wanted=wanted, pages=pages,
                page_address=lambda number: "?" + urlencode({"q": wanted, "page": number}))  # fmt: skip


@screen()
@require_safe
def one(request: Any, part: str, code: str) -> HttpResponse:
    """One definition: what it says, where it comes from, where it is used, what became of its file."""
    found = known.found(part, code)
    if found is None:
        raise Http404
    catalogue = known.catalogue()
    entry, spot = catalogue.entries[part, code], catalogue.spots.get((part, code))
    uses: dict[str, list[tuple[known.Entry, list[str]]]] = {}
    for use in catalogue.uses.get((part, code), ()):
        group = uses.setdefault(use.part, [])
        target = catalogue.entries.get((use.part, use.code))
        if target is None:
            continue
        if not group or group[-1][0] != target:
            group.append((target, []))
        group[-1][1].extend([use.item] if use.item else [])
    return page(
        request, f"definitions/{part}.html", part=part, one=found, entry=entry, spot=spot, uses=uses,
        history=texts.history(spot.file)[:10] if spot else [], may_define=may_define(request),
        **_more(found, request.lang),
    )  # fmt: skip


def _more(found: Any, lang: str) -> dict[str, Any]:
    """What the page of this kind of definition needs besides."""
    given = place.definitions()
    words = lambda text: known.in_words(given, text, lang)  # noqa: E731 (handed to the template)
    if isinstance(found, Element):
        return {"ways": [(way, way.categories) for way in found.by], "atoms": len(found.atoms)}
    if isinstance(found, Form):
        return {
            "elements": _elements(found),
            "in_words": words,
            "levels": _levels((*found.reported_by, found.submitted_by), lang),
        }
    if isinstance(found, Indicator):
        return {"in_words": words, "names": _named(found, lang), "formula": to_text(parse(found.text))}
    return {"in_words": words, "levels": _levels((found.level,), lang), "headings": _headings(found)}


def _elements(form: Form) -> list[tuple[Element, list[str], bool]]:
    """The elements of a form with their columns, and whether they must be filled in."""
    dictionary = place.definitions().dictionary
    rows: list[tuple[Element, list[str], bool]] = []
    for atom in form.atoms:
        element = dictionary.element_of(atom)
        if not rows or rows[-1][0] is not element:
            rows.append((element, [], atom in form.required))
        rows[-1][1].append(atom)
    return rows


def _levels(codes: tuple[str, ...], lang: str) -> dict[str, str]:
    levels = place.definitions().areas.levels
    return {code: levels.name(code, "", lang) for code in codes if code}


def _named(indicator: Indicator, lang: str) -> list[known.Entry]:
    """What an indicator's formula names."""
    entries = known.catalogue().entries
    used = known.used_by(place.definitions(), indicator.text)
    return [entries[one] for one in used if one in entries]


def _headings(scheme: Any) -> list[tuple[int, Any]]:
    """Every item of a scheme with its depth, headings and those with a rule."""
    rows: list[tuple[int, Any]] = []

    def add(items: Any, depth: int) -> None:
        for item in items:
            rows.append((depth, item))
            add(item.items, depth + 1)

    add(scheme.items, 0)
    return rows


@screen()
@require_safe
def files(request: Any) -> HttpResponse:
    """The files that everything stands in."""
    return page(
        request, "definitions/files.html", files=texts.listed(place.definitions()), may_define=may_define(request)
    )


@screen()
@require_safe
def file(request: Any, name: str) -> HttpResponse:
    """The text of one file, and every version of it that was signed here."""
    given = place.definitions()
    text = texts.text_of(given, name)
    if text is None or not texts.legal(name):
        raise Http404
    lines = text.splitlines()
    waiting = Proposal.objects.filter(file=name, state=Proposal.WAITING).select_related("person")
    return page(
        request, "definitions/file.html", name=name, lines=lines[:SHOWN_LINES], count=len(lines), shown=SHOWN_LINES,
        digest=texts.hash_of(given, name), history=texts.history(name), waiting=list(waiting),
        may_edit=may_define(request) and len(text.encode()) <= texts.LARGEST,
    )  # fmt: skip
