"""Totals of payments: owed, paid and given back, by month and by level."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huimin.charts import Format, Line, Trend
from huimin.charts.look import SERIES
from huimin.figures.periods import Period
from huimin.tasks.pay.ports import Moved
from huimin.tasks.pay.reach import Reach
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.payments import reading
from huimin.web.payments.books import COLUMNS, SIGNS, first_paid, levels_of
from huimin.workflow import Act


@screen(Act.PAY, Act.AUDIT)
@require_safe
def totals(request: Any) -> HttpResponse:
    """Owed, paid and given back by month and by level, in a year."""
    lang, ledger = request.lang, reading.paying(request).ledger
    all_of = reading.benefits(lang)
    benefit = request.GET.get("benefit", "")
    benefit = benefit if benefit in dict(all_of) else first_paid(request, all_of)
    area = reading.office_of(request, request.GET.get("area", ""))
    this = clock.today().year
    years = [str(this - back) for back in range(6)]
    year = int(request.GET.get("year", "")) if request.GET.get("year", "") in years else this
    moved = [one for one in ledger.moved(benefit, 0, 12 * 9999) if one.month // 12 == year]
    moved = _within(moved, area) if benefit else []
    months, levels = _sums(moved, "month"), _sums(moved, "level")
    order = [code for code, _ in levels_of(lang, [])]
    return page(
        request, "payments/totals.html", **reading.shown(request), benefits=all_of, benefit=benefit,
        offices=reading.looked_at(request, lang),
        office=area, years=[(one, one) for one in years], year=year, months=sorted(months.items()), columns=COLUMNS,
        levels=sorted(levels.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)),
        chart=_chart(moved, year, lang),
    )  # fmt: skip


def _within(moved: list[Moved], area: str) -> list[Moved]:
    if not area:
        return moved
    within = Reach(place.definitions().areas, clock.today(), area)
    return [one for one in moved if one.area in within]


def _sums(moved: list[Moved], by: str) -> dict[Any, dict[str, int]]:
    """Fen by ``month`` or ``level``: owed, paid, given back."""
    found: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for one in moved:
        column, sign = SIGNS[one.entry]
        found[getattr(one, by)][column] += sign * one.fen
    return found


def _chart(moved: list[Moved], year: int, lang: str) -> Trend | None:
    """What each level owes by month, in yuan, over the months that are booked; None where there are less than two."""
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in moved:
        column, sign = SIGNS[one.entry]
        if column == "owed":
            sums[one.level][one.month] += sign * one.fen
    booked = sorted({month for by_month in sums.values() for month in by_month})
    if len(booked) < 2:
        return None
    months = [Period.at(at, "month") for at in range(booked[0], booked[-1] + 1)]
    order = [code for code, _ in levels_of(lang, [])]
    levels = sorted(sums, key=lambda code: order.index(code) if code in order else len(order))[: len(SERIES)]
    lines = tuple(
        Line(reading.level_name(code, lang), tuple(sums[code][one.first] / 100 for one in months)) for code in levels
    )  # fmt: skip
    return Trend(heading=say(lang, "payments.chart", year=year), lang=lang, format=Format("number", 2),
                 periods=tuple(one.name(lang) for one in months), lines=lines)  # fmt: skip
