"""Values, differences and findings of an indicator in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from huimin.indicators.changes import change
from huimin.indicators.definitions import Indicator
from huimin.indicators.rounding import show
from huimin.web.base import formats
from huimin.web.base.pages import area_name
from huimin.web.base.words import say
from huimin.web.indicators.rows import Row
from huimin.web.indicators.wish import Wish

_UNFIT = re.compile(r'[\s/\\:*?"<>|]+')
_SCALE = {"percent": 100, "permille": 1000}


def value(indicator: Indicator, number: float | None) -> str:
    """A value as it is read: 85.30%."""
    return show(number, indicator.show, indicator.decimals)


def shown(row: Row, lang: str) -> str:
    """The value, or why there is none."""
    return say(lang, f"indicators.{row.without}") if row.value is None else value(row.indicator, row.value)


def interval(row: Row) -> str:
    """``81.2% – 88.9%``; empty where there is none."""
    if row.low is None or row.high is None:
        return ""
    return f"{value(row.indicator, row.low)} – {value(row.indicator, row.high)}"


def difference(indicator: Indicator, number: float | None, lang: str) -> str:
    """A difference with its sign, in percentage points where the value is in per cent."""
    if number is None:
        return "–"
    text = show(number * _SCALE.get(indicator.show, 1), "number", indicator.decimals)
    signed = text if text.startswith("-") else f"+{text}" if text.strip("0.") else text
    return say(lang, f"indicators.points-{indicator.show}", value=signed.replace("-", "−"))


def _span(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    known = [row for row in rows if row.value is not None]
    if not known:
        return None
    return min(known, key=lambda row: row.value or 0.0), max(known, key=lambda row: row.value or 0.0)


def of_areas(rows: Sequence[Row], period: str, lang: str) -> str:
    """What a list or map of areas tells, in one sentence."""
    span = _span(rows)
    if span is None:
        return say(lang, "indicators.tells-nothing", period=period)
    low, high = span
    one = low.indicator
    if len(rows) == 1:
        return say(lang, "indicators.tells-one", area=low.name(lang), period=period, value=value(one, low.value))
    return say(
        lang, "indicators.tells-areas", count=len(rows), shown=formats.number(len(rows)), period=period,
        low=value(one, low.value), low_area=low.name(lang), high=value(one, high.value), high_area=high.name(lang),
    )  # fmt: skip


def of_trend(rows: Sequence[Row], area: str, lang: str) -> str:
    """What a trend tells: where it stands, and whether it moved more than noise since a year before."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return say(lang, "indicators.tells-no-trend", area=area)
    last = known[-1]
    back = [row for row in known if row.period.first == last.period.first - 12]
    told = say(lang, "indicators.tells-one", area=area, period=last.period.name(lang),
               value=value(last.indicator, last.value))  # fmt: skip
    if not back or last.value is None or back[0].value is None:
        return told
    moved = difference(last.indicator, last.value - back[0].value, lang)
    return told + say(lang, f"indicators.moved-{sureness(last, back[0])}", change=moved)


def sureness(now: Row, then: Row) -> str:
    """``sure``, ``noise`` or ``untold``: whether two values differ by more than chance."""
    parts = (now.numerator, now.denominator, then.numerator, then.denominator)
    if any(part is None for part in parts):
        return "untold"
    a, b, c, d = (np.array([part], np.float64) for part in parts)
    sure = float(change(now.indicator.kind, (a, b), (c, d)).sure[0])
    return "untold" if np.isnan(sure) else "sure" if sure else "noise"


def of_comparison(rows: Sequence[Row], name_of: Callable[[Row], str], lang: str) -> str:
    """What a comparison tells: the highest and the lowest, and whether they differ by more than chance."""
    known = sorted((row for row in rows if row.value is not None), key=lambda row: row.value or 0.0)
    if len(known) < 2:
        return say(lang, "indicators.tells-too-little")
    low, high = known[0], known[-1]
    told = say(lang, "indicators.tells-comparison", high=name_of(high), high_value=value(high.indicator, high.value),
               low=name_of(low), low_value=value(low.indicator, low.value))  # fmt: skip
    if low.indicator.code != high.indicator.code:
        return told
    return told + say(lang, f"indicators.apart-{sureness(high, low)}")


def file_name(wish: Wish, lang: str) -> str:
    """The name of a file without ending, that tells what it holds: indicator, area, period, view."""
    view = say(lang, f"indicators.view-{wish.view}")
    name = f"{wish.indicator.name(lang)}_{area_name(lang, wish.area)}_{wish.period.code}_{view}"
    return _UNFIT.sub("-", name)
