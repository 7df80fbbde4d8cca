"""The figures behind a sign as a small chart: one line an element, the months of the sign marked in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huimin.charts import Format, Line, Trend
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.tasks.definitions import Definitions
from huimin.web.base import place
from huimin.web.base.offers import offered
from huimin.web.base.pages import area_name
from huimin.web.base.words import say

MONTHS = 24
MOST_LINES = 4
MOST_AREAS = 400


def picture(sign: Mapping[str, Any], review: Mapping[str, Any], lang: str) -> Trend | None:
    """The chart of a sign; None where its figures are no series of counts or amounts of one area."""
    given = place.definitions()
    last = Period.of(review["last"]).last
    if sign["elements"] and sign["elements"][0] in given.names.indicators:
        return _of_indicator(given, sign, last, lang)
    form = next((one for one in given.forms if one.code == sign["form"]), None)
    if form is None:
        return None
    atoms = [one for one in sign["elements"] if one in form.atoms] or _moving(given, form)
    periods = _periods(form.frequency, last)
    areas = _reporting(given, form, sign["area"], periods[-1])
    if not areas or len(areas) > MOST_AREAS:
        return None
    lines = tuple(_lines(given, atoms[: MOST_LINES * 6], areas, periods, review["marker"], lang))[:MOST_LINES]
    return _trend(sign, periods, lines, Format(), lang) if lines else None


def _moving(given: Definitions, form: Form) -> list[str]:
    """The counts of a form: stocks hardly move, so a chart of them shows nothing."""
    elements = given.dictionary.element_of
    return [atom for atom in form.atoms if elements(atom).kind != "stock" and not elements(atom).values]


def _periods(frequency: str, last: int) -> list[Period]:
    latest = Period.at(last, frequency)
    if latest.last > last:
        latest = latest.shift(-1)
    count = max(4, MONTHS // latest.length)
    return [latest.shift(back) for back in range(1 - count, 1)]


def _reporting(given: Definitions, form: Form, key: str, period: Period) -> list[str]:
    """The areas whose reports the sign is about: the area itself where it reports, else those below it that do."""
    tree = given.areas.at(period.end)
    at = tree.index(key)
    if at is None:
        return [key]
    if tree.level[at] in form.reported_by:
        return [key]
    return [tree.keys[one] for one in range(at, int(tree.end[at])) if tree.level[one] in form.reported_by]


def _lines(
    given: Definitions, atoms: Sequence[str], areas: Sequence[str], periods: Sequence[Period], marker: int, lang: str
) -> list[Line]:
    """A line an atom, summed over the areas; a period of which nothing was reported is a gap. The fullest first."""
    cells = place.store().cells(marker, atoms, areas, periods[0].first, periods[-1].last)
    sums: dict[tuple[str, int], float] = {}
    for cell in cells:
        key = (cell.atom, cell.period.first)
        sums[key] = sums.get(key, 0.0) + cell.value
    made = []
    for atom in atoms:
        values = tuple(sums.get((atom, period.first)) for period in periods)
        if any(value is not None for value in values):
            made.append(Line(given.dictionary.atom_name(atom, lang), values))
    return made


def _of_indicator(given: Definitions, sign: Mapping[str, Any], last: int, lang: str) -> Trend | None:
    indicator = given.names.indicators[sign["elements"][0]]
    frequency = Period.of(sign["periods"][-1]).frequency if sign["periods"] else "month"
    periods = _periods(frequency, last)[-12:]
    values: list[float | None] = []
    for period in periods:
        tree, row_of = offered("indicator_values")(indicator, period)
        at = tree.index(sign["area"])
        value = None if at is None else row_of(at).value
        values.append(None if value is None or value != value else float(value))
    if not any(value is not None for value in values):
        return None
    name = indicator.zh if lang == "zh" else indicator.en
    shown = Format("percent", 1) if indicator.kind == "proportion" else Format("number", 2)
    return _trend(sign, periods, (Line(name, tuple(values)),), shown, lang)


def _trend(
    sign: Mapping[str, Any], periods: Sequence[Period], lines: tuple[Line, ...], shown: Format, lang: str
) -> Trend:
    asked = set(sign["periods"])
    names = tuple(f"{period.name(lang)}{' ▲' if period.code in asked else ''}" for period in periods)
    return Trend(heading=say(lang, "quality.chart", area=area_name(lang, sign["area"])), lang=lang, format=shown,
                 periods=names, lines=lines)  # fmt: skip
