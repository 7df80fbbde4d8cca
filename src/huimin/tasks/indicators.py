"""Indicators: their values for a period, area by area, with all that stands beside a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import Engine
from huimin.indicators.values import Columns, Measured, bind_indicator, measure, needed_leaves
from huimin.tasks.definitions import Definitions, unknown


def chosen(definitions: Definitions, codes: Iterable[str]) -> list[Indicator]:
    """The indicators of these codes or names; all where none is named.

    Raises:
        Invalid: one is not known.
    """
    found = []
    for code in codes:
        if code not in definitions.names.indicators:
            raise unknown("indicator-unknown", code, definitions.names.indicators)
        found.append(definitions.names.indicators[code])
    return found or list(definitions.names)


def indicator_rows(
    definitions: Definitions, engine: Engine, period: Period, codes: Iterable[str], level: str | None = None
) -> dict[str, list[Any]]:
    """One row an area and indicator, as columns: area, names, level, indicator, value, numerator, denominator, low,
    high, completeness, timeliness. None where a number is not known.
    """
    bound = [bind_indicator(one, definitions.names, period) for one in chosen(definitions, codes)]
    leaves = needed_leaves(bound)
    table = engine.table(leaves, definitions.areas, period.end, definitions.dictionary, definitions.forms)
    rows = table.tree.at_level(level) if level else np.arange(len(table.tree.keys))
    columns = Columns(table, definitions.forms, rows)
    made: dict[str, list[Any]] = {name: [] for name in (*HEADERS, *NUMBERS)}
    for one in bound:
        _add(made, one.indicator, measure(one, columns), columns, period)
    return made


HEADERS = ("area", "zh", "en", "level", "period", "indicator", "indicator_zh", "indicator_en")
NUMBERS = ("value", "numerator", "denominator", "low", "high", "complete", "timely")


def _add(made: dict[str, list[Any]], indicator: Indicator, values: Measured, columns: Columns, period: Period) -> None:
    tree = columns.table.tree
    for row in columns.rows.tolist():
        words = (tree.keys[row], tree.name(row, "zh"), tree.name(row, "en"), tree.level[row], period.code,
                 indicator.code, indicator.zh, indicator.en)  # fmt: skip
        for name, word in zip(HEADERS, words, strict=True):
            made[name].append(word)
    for name in NUMBERS:
        made[name] += [float(v) if np.isfinite(v) else None for v in getattr(values, name)]
