"""What a comparison may set side by side, and what it does: areas, periods or indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.indicators.definitions import Indicator
from huimin.web.base import place
from huimin.web.base.access import allow
from huimin.web.indicators import times
from huimin.web.indicators.held import held
from huimin.web.indicators.rows import Row, area_rows, row_of
from huimin.web.indicators.wish import MOST, Wish, indicator_of
from huimin.workflow import Act

PERIODS = 13


@dataclass(frozen=True)
class Candidate:
    """Something that may be chosen: what the address says, and its name."""

    code: str
    name: str


def candidates(request: Any, wish: Wish) -> list[Candidate]:
    """What may be chosen; the usual choice stands first."""
    lang = request.lang
    if wish.of == "periods":
        offered = times.choices(wish.forms).get(wish.period.frequency, [])
        known = [one for one in offered if one.first <= wish.period.first][:PERIODS]
        return [Candidate(one.code, one.name(lang)) for one in known]
    if wish.of == "indicators":
        same = [one for one in place.definitions().names if one.show == wish.indicator.show and _fits(one, wish.period)]
        same.sort(key=lambda one: one.code != wish.indicator.code)
        return [Candidate(one.code, one.name(lang)) for one in same]
    return _areas(request, wish)


def _fits(indicator: Indicator, period: Period) -> bool:
    """Whether the indicator has values for a period as short as this."""
    return Period.at(period.first, times.frequency_of(times.forms_of(indicator))).length <= period.length


def _areas(request: Any, wish: Wish) -> list[Candidate]:
    """The area, what is right below it, what is above it and beside it; only what this person may read."""
    tree = held(wish.indicator, (wish.period,)).tree
    index = tree.index(wish.area)
    if index is None:
        return []
    above = tree.path(index)[:-1][::-1]
    beside = tree.children(above[0]) if above else []
    found = dict.fromkeys([index, *tree.children(index), *above, *beside])
    return [Candidate(tree.keys[one], tree.name(one, request.lang)) for one in found
            if request.rights.may(Act.READ, tree.keys[one])]  # fmt: skip


def chosen(wish: Wish, offered: list[Candidate]) -> tuple[str, ...]:
    """What is set side by side: as asked for, or the first few; at most six."""
    return wish.picks[:MOST] or tuple(one.code for one in offered[:MOST])


def rows_of(request: Any, wish: Wish, codes: tuple[str, ...]) -> list[Row]:
    """A row for each thing chosen. Http404 for what there is not, or is not the person's to read."""
    if wish.of == "periods":
        return _by_period(wish, codes)
    if wish.of == "indicators":
        return [row for code in codes for row in area_rows(indicator_of(code), wish.period, [wish.area])]
    for code in codes:
        allow(request, Act.READ, code)
    return area_rows(wish.indicator, wish.period, codes)


def _by_period(wish: Wish, codes: tuple[str, ...]) -> list[Row]:
    try:
        periods = sorted({Period.of(code) for code in codes})
    except Invalid as wrong:
        raise Http404 from wrong
    if not periods:
        return []
    given = held(wish.indicator, tuple(periods), periods[-1].end)
    index = given.tree.index(wish.area)
    return [] if index is None else [row_of(given, column, index) for column in given.columns]
