"""What is open to all about claims, and the totals that officers see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.areas import Tree
from huimin.benefits import yuan_text
from huimin.tasks.claims.counting import STATES, Count
from huimin.tasks.claims.notices import NoticeLine
from huimin.web.base import clock, place
from huimin.web.base.access import open_to_all, screen
from huimin.web.base.claiming import shown
from huimin.web.base.claiming.desk import family, office
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.claims.opened import LOOKS
from huimin.workflow import Act

YEARS = 5
COLUMNS = ("", *STATES)
"""All claims together, then by state."""


@open_to_all
@require_safe
def notices(request: Any) -> HttpResponse:
    """The claims on public notice: no name, no identity number, no address."""
    return page(request, "claims/notices.html", lines=family().notices(), amount=lambda one: _amount(one, request.lang))


def _amount(line: NoticeLine, lang: str) -> str:
    if line.fen is None:
        return say(lang, "claiming.amount-open")
    return say(lang, f"claiming.per-{line.period}", yuan=yuan_text(line.fen))


@screen(Act.ASSESS, *LOOKS)
@require_safe
def statistics(request: Any) -> HttpResponse:
    """Claims taken in a year, of one area and those below it: totals in which no small count can be read."""
    tree = place.definitions().areas.at(clock.today())
    at = _area(request, tree)
    year = _year(request)
    lowest = place.definitions().areas.levels.codes[-1]
    below = [tree.keys[one] for one in tree.children(at) if tree.level[one] != lowest]
    keys = [tree.keys[at], *below]
    found = office(request.person, request.rights).statistics(keys, date(year, 1, 1), date(year, 12, 31))
    above = [tree.keys[one] for one in sorted(tree.path(at)) if one != at and _may(request, tree.keys[one])]
    return page(
        request, "claims/statistics.html", tables=_tables(found, keys, request.lang), keys=keys,
        above=above, year=year, years=range(clock.today().year, clock.today().year - YEARS, -1), columns=COLUMNS,
        states=STATES, deeper=[key for key in below if len(tree.children(tree.index(key) or 0))],
    )  # fmt: skip


def _may(request: Any, key: str) -> bool:
    return any(request.rights.may(act, key) for act in (Act.ASSESS, *LOOKS))


def _area(request: Any, tree: Tree) -> int:
    """The area that is asked for, else the topmost one that the person works for."""
    wanted = request.GET.get("area", "")
    tops = [top for act in (Act.ASSESS, *LOOKS) for top in request.rights.tops(act)]
    at = tree.index(wanted or tops[0])
    if at is None or not _may(request, tree.keys[at]):
        raise Http404
    return at


def _year(request: Any) -> int:
    asked, this = request.GET.get("year", ""), clock.today().year
    return int(asked) if asked.isdecimal() and len(asked) == 4 and this - YEARS < int(asked) <= this else this


def _tables(found: list[Count], keys: list[str], lang: str) -> list[tuple[str, list[tuple[str, list[Count]]]]]:
    """A table for each benefit: (its name, rows of (area, counts in the order of the columns))."""
    by = {(one.benefit, one.area, one.state): one for one in found}
    codes = sorted({one.benefit for one in found})
    return [
        (shown.benefit_name(code, lang), [(key, [by[code, key, state] for state in COLUMNS]) for key in keys
                                          if (code, key, "") in by])
        for code in codes
    ]  # fmt: skip
