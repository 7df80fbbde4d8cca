"""The proportions that schemes hold against a target, period by period, for every area of the tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import Engine
from huimin.indicators.values import BoundIndicator, Columns, bind_indicator, measure, needed_leaves
from huimin.quality.targets import TargetSeries
from huimin.tasks.check import held_targets
from huimin.tasks.definitions import Definitions

FREQUENCIES = ("month", "quarter")


def target_series(definitions: Definitions, engine: Engine, first: int, last: int) -> list[TargetSeries]:
    """The series of every target whose figures are reported monthly or quarterly."""
    made: list[TargetSeries] = []
    for frequency in FREQUENCIES:
        periods = tuple(Period(first, last).parts(frequency))
        bound = _bound(definitions, periods, frequency) if periods else {}
        if not bound:
            continue
        leaves = needed_leaves(one for series in bound.values() for one in series)
        day = Period.at(last, "month").end
        table = engine.table(leaves, definitions.areas, day, definitions.dictionary, definitions.forms)
        columns = Columns(table, definitions.forms)
        for (code, target), series in sorted(bound.items()):
            values = [measure(one, columns) for one in series]
            numerator = np.array([one.numerator for one in values])
            denominator = np.array([one.denominator for one in values])
            told = tuple(period.code for period in periods)
            made.append(TargetSeries(code, target, told, np.ones(len(periods), bool), table.tree.keys, numerator,
                                     denominator))  # fmt: skip
    return made


def _bound(
    definitions: Definitions, periods: Sequence[Period], frequency: str
) -> dict[tuple[str, float], list[BoundIndicator]]:
    """The indicators with a target, bound to each period, where the slowest of their forms has this frequency."""
    owner: dict[str, Form] = {atom: form for form in definitions.forms for atom in form.atoms}
    made = {}
    for key, indicator in held_targets(definitions).items():
        series = [bind_indicator(indicator, definitions.names, period) for period in periods]
        forms = {owner[leaf.atom].frequency for leaf in needed_leaves(series) if leaf.atom in owner}
        fine = forms <= set(FREQUENCIES[: FREQUENCIES.index(frequency) + 1])
        if fine and frequency in forms and _within(series, periods):
            made[key] = series
    return made


def _within(series: Sequence[BoundIndicator], periods: Sequence[Period]) -> bool:
    """Whether each period rests on its own figures only."""
    return all(
        period.first <= leaf.first and leaf.last <= period.last
        for one, period in zip(series, periods, strict=True)
        for leaf in one.leaves
    )
