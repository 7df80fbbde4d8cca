"""What the charts are drawn from (see ``base/static/base/charts.js``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from huimin.indicators.definitions import Indicator
from huimin.web.base import clock, formats, place
from huimin.web.base.words import say
from huimin.web.indicators import telling
from huimin.web.indicators.rows import Row

CLASSES = 5
UNKNOWN, WEAK = -1, -2
Spec = dict[str, Any]


def _common(kind: str, indicator: Indicator, title: str, subtitle: str, lang: str) -> Spec:
    site = place.definitions().title
    footer = say(lang, "indicators.made-from", site=site.name(lang), day=formats.day(clock.today(), lang))
    if site.simulated:
        footer = say(lang, "base.simulated") + " · " + footer
    return {
        "kind": kind,
        "title": title,
        "subtitle": subtitle,
        "footer": footer,
        "format": {"style": indicator.show, "decimals": indicator.decimals},
        "words": {"none": say(lang, "indicators.no-value")},
    }


def notes(row: Row, lang: str) -> list[str]:
    """What stands below a value in a tooltip: interval, cases, reports."""
    made = []
    if within := telling.interval(row):
        made.append(say(lang, "indicators.within", interval=within))
    if row.numerator is not None and row.denominator is not None:
        made.append(say(lang, "indicators.cases", numerator=formats.number(row.numerator),
                        denominator=formats.number(row.denominator)))  # fmt: skip
    if row.owed:
        made.append(say(lang, "indicators.reports-of", got=formats.number(row.got), owed=formats.number(row.owed)))
    return made


def trend(lines: Sequence[tuple[str, Sequence[Row]]], title: str, subtitle: str, lang: str) -> Spec:
    """Lines over the same periods, each with a name."""
    first = lines[0][1]
    spec = _common("trend", first[0].indicator, title, subtitle, lang)
    spec["categories"] = [row.period.name(lang) if row.period.length > 1 else row.period.code for row in first]
    spec["series"] = [_line(name, rows) for name, rows in lines]
    spec["notes"] = [notes(row, lang)[-1:] for row in first]
    return spec


def _line(name: str, rows: Sequence[Row]) -> Spec:
    line: Spec = {"name": name, "values": [row.value for row in rows]}
    if any(row.low is not None for row in rows):
        line |= {"low": [row.low for row in rows], "high": [row.high for row in rows]}
    return line


def dots(rows: Sequence[Row], name_of: Callable[[Row], str], title: str, subtitle: str, lang: str) -> Spec:
    """Rows side by side, each a dot with its interval."""
    spec = _common("dots", rows[0].indicator, title, subtitle, lang)
    spec["rows"] = [
        {"name": name_of(row), "value": row.value, "low": row.low, "high": row.high,
         "shown": telling.shown(row, lang), "notes": notes(row, lang)}
        for row in rows
    ]  # fmt: skip
    return spec


def areas_map(
    rows: Sequence[Row], shapes: str, link: Callable[[Row], str], title: str, subtitle: str, lang: str
) -> Spec:
    """Areas in classes of equal size; those not reported, and those that could be in any class, are set apart."""
    spec = _common("map", rows[0].indicator, title, subtitle, lang)
    bounds = classes(rows)
    spec |= {
        "shapes": shapes,
        "classes": [_class_name(rows[0].indicator, low, high) for low, high in bounds],
        "unknown": say(lang, "indicators.no-value"),
        "weak": say(lang, "indicators.too-few"),
        "rows": [_on_map(row, bounds, link(row), lang) for row in rows],
    }
    return spec


def _on_map(row: Row, bounds: Sequence[tuple[float, float]], href: str, lang: str) -> Spec:
    shown = telling.shown(row, lang)
    return {"code": row.key, "name": row.name(lang), "class": class_of(row, bounds), "shown": shown,
            "notes": notes(row, lang), "href": href}  # fmt: skip


def _class_name(indicator: Indicator, low: float, high: float) -> str:
    first, last = telling.value(indicator, low), telling.value(indicator, high)
    return first if first == last else f"{first} – {last}"


def classes(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Up to five classes that hold about as many areas each: lowest and highest value of each, from low to high.

    Equal values are never parted.
    """
    known = sorted(row.value for row in rows if row.value is not None)
    # Each cut is the last value of its class; ceil(n * cut / 5) without leaving whole numbers.
    cuts = [known[-(-len(known) * cut // CLASSES) - 1] for cut in range(1, CLASSES)] if known else []
    parts: list[list[float]] = [[] for _ in range(CLASSES)]
    for one in known:
        parts[sum(one > cut for cut in cuts)].append(one)
    return [(part[0], part[-1]) for part in parts if part]


def class_of(row: Row, bounds: Sequence[tuple[float, float]]) -> int:
    """The number of a row's class; ``UNKNOWN`` where something was not reported; ``WEAK`` where there are no cases, or
    where the interval reaches from the lowest class to the highest, so that chance alone decides the colour.
    """
    if row.value is None:
        return WEAK if row.without == "no-cases" else UNKNOWN
    if len(bounds) > 2 and row.low is not None and row.high is not None:
        lowest, highest = bounds[0][1], bounds[-1][0]
        if row.low <= lowest and row.high >= highest:
            return WEAK
    return next(at for at, (_, high) in enumerate(bounds) if row.value <= high)
