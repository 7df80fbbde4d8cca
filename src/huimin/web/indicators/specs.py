"""The charts of indicators (see ``huimin.charts``), with what this screen knows beside a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from huimin.charts import Band, Chart, Format, Line, Place, Ranking, Trend
from huimin.indicators.definitions import Indicator
from huimin.web.base import clock, formats, place
from huimin.web.base.words import say
from huimin.web.indicators import telling
from huimin.web.indicators.rows import Row


def _frame(indicator: Indicator, title: str, subtitle: str, lang: str) -> dict[str, Any]:
    """What all charts of an indicator have in common."""
    site = place.definitions().title
    return {
        "lang": lang, "heading": title, "subject": subtitle, "simulated": site.simulated,
        "footer": say(lang, "indicators.made-from", site=site.name(lang), day=formats.day(clock.today(), lang)),
        "format": Format(indicator.show, indicator.decimals),
    }  # fmt: skip


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


def trend(lines: Sequence[tuple[str, Sequence[Row]]], title: str, subtitle: str, lang: str) -> Chart:
    """Lines over the same periods, each with a name."""
    first = lines[0][1]
    return Trend(
        **_frame(first[0].indicator, title, subtitle, lang),
        periods=tuple(row.period.name(lang) if row.period.length > 1 else row.period.code for row in first),
        lines=tuple(_line(name, rows, lang) for name, rows in lines),
        tips=tuple(tuple(notes(row, lang)[-1:]) for row in first),
    )


def _line(name: str, rows: Sequence[Row], lang: str) -> Line:
    bands: tuple[Band, ...] = ()
    if any(row.low is not None for row in rows):
        sides = tuple(row.low for row in rows), tuple(row.high for row in rows)
        bands = (Band(*sides, say(lang, "indicators.interval")),)
    return Line(name, tuple(row.value for row in rows), bands)


def dots(rows: Sequence[Row], name_of: Callable[[Row], str], title: str, subtitle: str, lang: str) -> Chart:
    """Rows side by side in the order given, each a dot with its interval."""
    places = tuple(
        Place(name_of(row), row.value, row.low, row.high, shown=telling.shown(row, lang), notes=tuple(notes(row, lang)))
        for row in rows
    )
    return Ranking(**_frame(rows[0].indicator, title, subtitle, lang), places=places, ranked=False)
