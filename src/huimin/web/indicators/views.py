"""The pages of the indicators: choose one, look at it in four ways, take it along as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.maps import Map
from huimin.web.base import boundaries as borders
from huimin.web.base import place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.web.indicators import actions, comparing, files, mapping, specs, telling, times
from huimin.web.indicators.models import pinned
from huimin.web.indicators.rows import Row, area_rows, in_order, rows_below, trend_rows
from huimin.web.indicators.topics import topics
from huimin.web.indicators.wish import VIEWS, Wish, indicator_of, usual_area, wish_of
from huimin.workflow import Act

A_PAGE = 100
PINS_SHOWN = 12
# Somebody who only reads (an auditor) changes nothing, not even their own list.
CHANGERS = (Act.REPORT, Act.REVIEW, Act.ASSESS, Act.JUDGE, Act.FOLLOW_UP, Act.DEFINE)


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """Choose an indicator: the pinned ones first, with where they stand."""
    wanted = request.GET.get("q", "").strip()
    area = usual_area(request)
    known = {one.code: one for one in place.definitions().names}
    pins = [_standing(known[code], area) for code in pinned(request.person)[:PINS_SHOWN] if code in known]
    return page(request, "indicators/start.html", topics=topics(request.lang, wanted), pins=pins, wanted=wanted,
                home=area, telling=telling)  # fmt: skip


def _standing(indicator: Any, area: str) -> tuple[Any, Row | None]:
    period = times.usual(times.forms_of(indicator))
    rows = area_rows(indicator, period, [area]) if period else []
    return indicator, (rows[0] if rows else None)


@screen(Act.READ)
@require_safe
def indicator(request: Any, code: str) -> HttpResponse:
    """One indicator for one area and period, as table, trend, map or comparison."""
    wish = wish_of(request, code)
    if wish is None:
        return page(request, "indicators/nothing.html", indicator=indicator_of(code))
    own = area_rows(wish.indicator, wish.period, [wish.area])
    context = {
        "wish": wish,
        "one": wish.indicator,
        "own": own[0] if own else None,
        "views": VIEWS,
        "telling": telling,
        "formula": files.formula(wish.indicator, request.lang),
        "crumbs": _crumbs(request, wish, own[0].index if own else None),
        "periods": _periods(wish),
        "may_pin": any(request.rights.can(act) for act in CHANGERS),
        "pinned": code in pinned(request.person),
        # A year's period before is a year before.
        "since": say(request.lang, "indicators.since" if wish.period.length < 12 else "indicators.year-before"),
        "names": place.definitions().areas.levels,
        "page_link": lambda number: wish.link(page=number),
    }
    return page(request, f"indicators/{wish.view}.html", **context, **_SHOWN[wish.view](request, wish))


def _periods(wish: Wish) -> dict[str, list[Period]]:
    """The periods to choose from, by frequency; the one asked for is among them even where nothing was reported."""
    offered = times.choices(wish.forms)
    known = offered.get(wish.period.frequency, [])
    if wish.period in known:
        return offered
    return {**offered, wish.period.frequency: sorted([*known, wish.period], reverse=True)}


def _crumbs(request: Any, wish: Wish, index: int | None) -> list[tuple[str, str]]:
    """From the topmost area this person may read down to the one shown."""
    if index is None:
        return []
    tree = place.definitions().areas.at(wish.period.end)
    steps = [one for one in tree.path(index) if request.rights.may(Act.READ, tree.keys[one])]
    return [(tree.name(one, request.lang), wish.link(area=tree.keys[one], level="") if one != index else "")
            for one in steps]  # fmt: skip


def _subtitle(request: Any, wish: Wish) -> str:
    tree = place.definitions().areas.at(wish.period.end)
    index = tree.index(wish.area)
    name = tree.name(index, request.lang) if index is not None else wish.area
    return f"{wish.indicator.name(request.lang)} · {name} · {wish.period.name(request.lang)}"


def _table(request: Any, wish: Wish) -> dict[str, Any]:
    own, rows = rows_below(wish.indicator, wish.period, wish.area, wish.level)
    found = in_order(rows, wish.sort, wish.down)
    pages = Paginator(found, A_PAGE).get_page(wish.page)
    tells = telling.of_areas(rows, wish.period.name(request.lang), request.lang)
    return {"rows": list(pages), "pages": pages, "count": len(found), "tells": tells if own else "",
            "levels": _levels(wish)}  # fmt: skip


def _levels(wish: Wish) -> list[tuple[str, str]]:
    """The levels below the area, as (code, key of the area to name it by)."""
    tree = place.definitions().areas.at(wish.period.end)
    index = tree.index(wish.area)
    if index is None:
        return []
    there = set(tree.level[index + 1 : int(tree.end[index])])
    return [(code, tree.keys[index]) for code in tree.levels.codes if code in there]


def _trend(request: Any, wish: Wish) -> dict[str, Any]:
    frequencies = list(times.choices(wish.forms))
    by = wish.by if wish.by in frequencies else frequencies[0]
    periods = times.trend(wish.forms, by)
    rows = trend_rows(wish.indicator, periods, wish.area)
    if not rows:
        return {"rows": [], "by": by, "frequencies": frequencies, "spec": None}
    lang, name = request.lang, rows[0].name(request.lang)
    lines = [(name, rows)]
    tree = place.definitions().areas.at(periods[-1].end)
    above = int(tree.parent[rows[0].index])
    if above >= 0 and request.rights.may(Act.READ, tree.keys[above]):
        lines.append((tree.name(above, lang), trend_rows(wish.indicator, periods, tree.keys[above])))
    title = telling.of_trend(rows, name, lang)
    subtitle = f"{wish.indicator.name(lang)} · {name}"
    return {"rows": rows[::-1], "by": by, "frequencies": frequencies,
            "spec": specs.trend(lines, title, subtitle, lang)}  # fmt: skip


def _map(request: Any, wish: Wish) -> dict[str, Any]:
    shown = mapping.picture(request, wish, _subtitle(request, wish))
    rows = shown.pop("rows")
    pages = Paginator(in_order(rows, "value", True), A_PAGE).get_page(wish.page)
    return {**shown, "rows": list(pages), "pages": pages, "levels": _levels(wish), "count": len(rows)}


def _compare(request: Any, wish: Wish) -> dict[str, Any]:
    offered = comparing.candidates(request, wish)
    codes = comparing.chosen(wish, offered)
    rows, lang = comparing.rows_of(request, wish, codes), request.lang
    named: dict[str, Callable[[Row], str]] = {
        "areas": lambda row: row.name(lang),
        "periods": lambda row: row.period.name(lang),
        "indicators": lambda row: row.indicator.name(lang),
    }
    spec = None
    if rows:
        title = telling.of_comparison(rows, named[wish.of], lang)
        spec = specs.dots(rows, named[wish.of], title, _subtitle(request, wish), lang)
    return {"rows": rows, "offered": offered, "chosen": codes, "name_of": named[wish.of], "spec": spec,
            "too_many": len(wish.picks) > comparing.MOST}  # fmt: skip


_SHOWN: dict[str, Callable[[Any, Wish], dict[str, Any]]] = {
    "table": _table,
    "trend": _trend,
    "map": _map,
    "compare": _compare,
}


def _rows_of(request: Any, wish: Wish) -> list[Row]:
    """All rows of a view, for a file."""
    if wish.view == "trend":
        return _trend(request, wish)["rows"][::-1]
    if wish.view == "compare":
        return _compare(request, wish)["rows"]
    _, rows = rows_below(wish.indicator, wish.period, wish.area, wish.level)
    return in_order(rows, wish.sort, wish.down)


@screen(Act.READ)
@require_safe
def file(request: Any, code: str, kind: str) -> HttpResponse:
    """What a page shows, as csv or xlsx: all its rows."""
    wish = wish_of(request, code)
    if wish is None or kind not in ("csv", "xlsx"):
        raise Http404
    rows, lang = _rows_of(request, wish), request.lang
    data = files.as_csv(rows, lang) if kind == "csv" else files.as_xlsx(rows, lang)
    response = HttpResponse(data, content_type=files.CSV if kind == "csv" else files.XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{telling.file_name(wish, lang)}.{kind}")
    return response


@screen(Act.READ)
@require_safe
def boundaries(request: Any, level: str) -> HttpResponse:
    """The boundaries of the areas of a level below (or at) an area, as GeoJSON."""
    area = request.GET.get("area", "")
    allow(request, Act.READ, area)
    try:
        period = Period.of(request.GET.get("period", ""))
        found = borders.map_of(level)
    except Invalid as wrong:
        raise Http404 from wrong
    tree = place.definitions().areas.at(period.end)
    index = tree.index(area)
    if found is None or index is None:
        raise Http404
    keys = (tree.keys[one] for one in range(index, int(tree.end[index])) if tree.level[one] == level)
    part = Map(level, borders.shapes_of(found, borders.homes(found, keys, period.end)), found.note)
    response = JsonResponse(part.geojson(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response["Cache-Control"] = "private, max-age=3600"
    return response


@screen(*CHANGERS)
@require_POST
def pin(request: Any, code: str) -> HttpResponse:
    """Pin an indicator, or take the pin out; then back to where that was asked for."""
    one = indicator_of(code)
    if not request.rights.can(Act.READ):
        raise Http404
    if request.POST.get("pin") == "yes":
        actions.pin(request.person, one.code)
    else:
        actions.unpin(request.person, one.code)
    query = request.POST.get("query", "")
    back = url("indicators:indicator", code=code)
    return redirect(f"{back}?{query}" if query else back)
