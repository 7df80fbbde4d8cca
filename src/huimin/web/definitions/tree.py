"""The tree of areas, on any day: what lies below what, and what merged, split, moved or was renamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.areas import Tree
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.definitions import files
from huimin.web.definitions.browsing import may_define

A_PAGE, FOUND = 200, 60


class Change(NamedTuple):
    """An event of the tree, as its file tells it; areas by key."""

    day: date
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    zh: str
    en: str
    parent: str
    source: str


class Together(NamedTuple):
    """The events of one day that one document ordered."""

    day: date
    source: str
    events: tuple[Change, ...]


class Row(NamedTuple):
    """An area of the tree in a list: how many lie right below it and in all."""

    key: str
    code: str
    name: str
    level: str
    children: int
    below: int
    group: str


@screen()
@require_safe
def areas(request: Any) -> HttpResponse:
    """The areas below one (the topmost without one) on a day, or those whose name or code holds a text."""
    given = place.definitions().areas
    day = _day(request.GET.get("day", ""))
    tree, top, wanted = given.at(day), request.GET.get("under", ""), request.GET.get("q", "").strip()[:100]
    at = tree.index(top) if top else -1
    if at is None:
        return _ended(request, top, day)
    if wanted:
        rows = _found(tree, wanted)
    else:
        rows = tree.children(at) if at >= 0 else tree.roots()
        if at < 0 and len(rows) == 1:
            at, rows = rows[0], tree.children(rows[0])
    listed = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    made = [_row(tree, one, request.lang) for one in listed.object_list]
    above = [] if at < 0 else [(tree.keys[one], tree.name(one, request.lang)) for one in tree.path(at)]
    happened = [one for one in changes() if at < 0 or not top or top in (*one.old, *one.new, one.parent)]
    return page(
        request, "definitions/areas.html", shown=day, top=top, above=above, rows=made, pages=listed, wanted=wanted,
        changes=grouped(happened)[:20], top_row=_row(tree, at, request.lang) if at >= 0 else None, many=len(tree),
        levels=[(one, len(tree.at_level(one)), given.levels.name(one, "", request.lang)) for one in given.levels.codes],
        page_address=lambda number: "?" + urlencode({"day": day, "under": top, "q": wanted, "page": number}),
        may_define=may_define(request), files=[one for one in files.OF_AREAS if one in place.definitions().files],
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise Http404 from None


def _row(tree: Tree, at: int, lang: str) -> Row:
    return Row(tree.keys[at], tree.codes[at], tree.name(at, lang), tree.level_name(at, lang), len(tree.children(at)),
               int(tree.end[at]) - at - 1, tree.group[at])  # fmt: skip


def _found(tree: Tree, wanted: str) -> list[int]:
    """The areas with this in their name or at the start of their code."""
    text = wanted.casefold()
    found = (at for at, names in enumerate(zip(tree.names_zh, tree.names_en, tree.codes, strict=True))
             if text in names[0].casefold() or text in names[1].casefold() or names[2].startswith(wanted))  # fmt: skip
    return [at for at, _ in zip(found, range(FOUND), strict=False)]


def _ended(request: Any, key: str, day: date) -> HttpResponse:
    """An area that is not there on that day: when it was, and what it came from or became."""
    given = place.definitions().areas
    found = given.id_of(key)
    if found is None:
        raise Http404
    first, last = given.life(found)
    return page(
        request, "definitions/area_ended.html", key=key, first=first, last=last, shown=day,
        after=[given.keys[one] for one in given.successors(found)],
        changes=grouped(one for one in changes() if key in (*one.old, *one.new)),
    )  # fmt: skip


def changes() -> list[Change]:
    """Every event of the tree, the latest first."""
    text = files.text_of(place.definitions(), "areas/changes.csv") or ""
    made = []
    for row in csv.DictReader(io.StringIO(text)):
        plain = {str(key).strip(): (value or "").strip() for key, value in row.items() if isinstance(value, str | None)}
        made.append(Change(
            date.fromisoformat(plain["date"]), plain.get("kind", ""), tuple(plain.get("old", "").split()),
            tuple(plain.get("new", "").split()), plain.get("zh", ""), plain.get("en", ""), plain.get("parent", ""),
            plain.get("source", ""),
        ))  # fmt: skip
    return sorted(made, key=lambda one: one.day, reverse=True)


def grouped(events: Iterable[Change]) -> list[Together]:
    """The events by day and document, in the order given."""
    return [
        Together(day, source, tuple(found)) for (day, source), found in groupby(events, lambda e: (e.day, e.source))
    ]
