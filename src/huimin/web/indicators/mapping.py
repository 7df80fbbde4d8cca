"""An indicator on the map: which areas chance alone would colour, and the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from huimin.charts.choropleth import Choropleth, MapArea
from huimin.charts.classes import Class, Classing, class_of
from huimin.charts.look import Format
from huimin.tasks.maps import Map
from huimin.web.base import boundaries, clock, formats, place
from huimin.web.base.pages import url
from huimin.web.base.words import say
from huimin.web.indicators import specs, telling
from huimin.web.indicators.rows import Row, rows_below
from huimin.web.indicators.wish import Wish


def picture(request: Any, wish: Wish, subject: str) -> dict[str, Any]:
    """What the page of a map shows: the chart (None where nothing can be drawn), the rows, and what they are."""
    own, rows = rows_below(wish.indicator, wish.period, wish.area, wish.level)
    if own is None:
        return {"rows": [], "level": "", "drawn": None, "map": None}
    drawn = boundaries.map_of(rows[0].level)
    at = boundaries.homes(drawn, (row.key for row in rows), wish.period.end) if drawn else {}
    chart = _chart(request, wish, rows, drawn, at, subject) if drawn is not None and at else None
    return {"rows": rows, "level": rows[0].level, "drawn": drawn, "map": chart}


def _chart(
    request: Any, wish: Wish, rows: Sequence[Row], drawn: Map, at: dict[str, tuple[str, ...]], subject: str
) -> Choropleth:
    lang, one, site = request.lang, wish.indicator, place.definitions().title
    # An area with areas below it opens its own map; a village its explanation.
    link: Callable[[Row], str] = lambda row: (  # noqa: E731
        wish.why(row.key) if len(rows) == 1 else wish.link(area=row.key, level="")
    )
    first = Classing().classes([row.value for row in rows if row.value is not None])
    areas = [replace(_area(row, first, link(row), lang), at=at.get(row.key, ())) for row in rows]
    query = {"area": wish.area, "period": wish.period.code}
    return Choropleth(
        areas=tuple(areas), shapes=boundaries.shapes_of(drawn, at), lang=lang, subject=subject,
        heading="" if len(rows) > 1 else telling.of_areas(rows, wish.period.name(lang), lang),
        boundaries=drawn.caption(lang), simulated=site.simulated, format=Format(one.show, one.decimals),
        footer=say(lang, "indicators.made-from", site=site.name(lang), day=formats.day(clock.today(), lang)),
        address=url("indicators:boundaries", level=drawn.level, query=query),
    )  # fmt: skip


def _area(row: Row, first: Sequence[Class], href: str, lang: str) -> MapArea:
    return MapArea(row.key, row.name(lang), row.value, untold(row, first), telling.shown(row, lang), row.denominator,
                   tuple(specs.notes(row, lang)), href)  # fmt: skip


def untold(row: Row, classes: Sequence[Class]) -> bool:
    """Whether there were no cases, or the interval reaches from the lowest class to the highest, so that chance alone
    decides the colour.
    """
    if row.value is None:
        return row.without == "no-cases"
    if len(classes) < 3 or row.low is None or row.high is None:
        return False
    return class_of(row.low, classes) == 0 and class_of(row.high, classes) == len(classes) - 1
