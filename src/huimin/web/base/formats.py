"""Numbers, days and moments as a reader of either language writes them."""

from __future__ import annotations

from datetime import date, datetime

from huimin.figures.periods import Period
from huimin.indicators.rounding import round_half_up, show
from huimin.web.base import clock

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date | None, lang: str) -> str:
    """2026年1月5日; 5 Jan 2026. Of a moment, the day that it was where the offices are."""
    if value is None:
        return "–"
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(clock.zone())
    if lang == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None, lang: str) -> str:
    """A day with hours and minutes, in the offices' time zone."""
    if value is None:
        return "–"
    local = value.astimezone(clock.zone())
    return f"{day(local.date(), lang)} {local:%H:%M}"


def number(value: float | None, places: int | None = None) -> str:
    """1,234.5; an en dash where there is none. Without ``places`` as many decimals as the value has, six at most."""
    if value is None:
        return "–"
    if places is not None:
        return f"{round_half_up(value, places):,f}"
    text = f"{round_half_up(value, 6):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: float | None, places: int = 1) -> str:
    """0.123 as 12.3%."""
    return "–" if value is None else show(value, "percent", places)


def period(code: str, lang: str) -> str:
    """A period's name from its code: 2026年1月; Jan 2026."""
    return Period.of(code).name(lang)


def size(count: int) -> str:
    """A number of bytes for people: 12 KB, 3.4 MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"
