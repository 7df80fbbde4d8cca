"""Values of indicators and counts of reports over several periods on one tree: what documents are written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.changes import Change, against_rest, change, out_of_line
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import Engine, FormCounts, Span
from huimin.indicators.intervals import Array
from huimin.indicators.values import Columns, Measured, bind_indicator, measure, needed_leaves
from huimin.tasks.definitions import Definitions
from huimin.writing.numbers import Style
from huimin.writing.sentences.changes import Moved
from huimin.writing.sentences.reporting import Reports
from huimin.writing.sentences.standing import Placed

LEAST_COMPLETE = 0.8
"""Below this share of the expected reports a value is shown, but not ranked."""

ODD_TIMES = 100.0
"""A value so many times another of the same area is a slip rather than a change."""


@dataclass(frozen=True)
class Panel:
    """Indicators and report counts of some periods, all on the tree of one day.

    ``measured`` is by (indicator code, period), arrays over the tree's indexes; ``counts`` by form and span.
    """

    tree: Tree
    forms: tuple[Form, ...]
    indicators: tuple[Indicator, ...]
    measured: Mapping[tuple[str, Period], Measured]
    counts: Mapping[Span, FormCounts]

    def value(self, code: str, period: Period, row: int) -> float | None:
        """One value; None where it was not reported."""
        found = self.measured.get((code, period))
        return None if found is None else _known(found.value[row])

    def changed(self, one: Indicator, period: Period, base: Period) -> Change:
        """How every area's value differs from its own in ``base``."""
        now, then = self.measured[one.code, period], self.measured[one.code, base]
        found = change(one.kind, (now.numerator, now.denominator), (then.numerator, then.denominator), one.per)
        return Change(now.value - then.value, found.low, found.high, found.sure)

    def moved(self, one: Indicator, period: Period, base: Period, against: str) -> list[Moved]:
        """The same for each area as sentences take it."""
        found = self.changed(one, period, base)
        now, then = self.measured[one.code, period].value, self.measured[one.code, base].value
        with np.errstate(all="ignore"):
            larger, smaller = np.maximum(np.abs(now), np.abs(then)), np.minimum(np.abs(now), np.abs(then))
            odd = (smaller > 0) & (larger >= ODD_TIMES * smaller)
        return [
            Moved(against, _known(d), None if s != s else s == 1, one.better, bool(o))
            for d, s, o in zip(found.value.tolist(), found.sure.tolist(), odd.tolist(), strict=True)
        ]

    def placed(self, one: Indicator, period: Period, rows: Sequence[int], above: int, lang: str) -> list[Placed]:
        """The areas ``rows`` (all below ``above``) held against one another in one period, in the order given."""
        index = np.asarray(rows, np.int64)
        found = self.measured[one.code, period]
        values = found.value[index]
        reasons = _reasons(one, found, index, out_of_line(values))
        ranks = _ranks(values, [not reason for reason in reasons], one.better)
        sides = _sides(one, found, index, above)
        tied = _tied(one, found, index, ranks)
        return [
            Placed(self.tree.name(row, lang), _known(found.value[row]), ranks[place], sides[place], tied[place],
                   reasons[place])
            for place, row in enumerate(index.tolist())
        ]  # fmt: skip

    def reports(self, forms: Iterable[Form], period: Period, row: int, name: str) -> Reports:
        """The reports of some forms that an area and everything below it owed in a period, together."""
        spans = [(form.code, period.first, period.last) for form in forms]
        found = [self.counts[span] for span in spans if span in self.counts]
        expected, received, on_time = (
            sum(int(getattr(one, part)[row]) for one in found) for part in ("expected", "received", "on_time")
        )
        return Reports(name, expected, received, on_time)

    def frequent(self, period: Period) -> tuple[Form, ...]:
        """The forms that are reported at least once within the period; what people judge is not among them."""
        return tuple(
            form for form in self.forms
            if (form.code, period.first, period.last) in self.counts
            and int(self.counts[form.code, period.first, period.last].expected.max(initial=0)) > 0
        )  # fmt: skip


def _known(value: float) -> float | None:
    value = float(value)
    return value if np.isfinite(value) else None


def style_of(one: Indicator) -> Style:
    """How the values of an indicator are shown."""
    return Style(one.show, one.decimals)


def make_panel(
    definitions: Definitions, engine: Engine, periods: Sequence[Period], indicators: Sequence[Indicator], on: Period,
    reports: Sequence[Period] = (),
) -> Panel:  # fmt: skip
    """Ask the engine once for all indicators in all periods, on the tree of the last day of ``on``.

    Args:
        reports: the periods for which reports are counted.
    """
    bound = {(one.code, span): bind_indicator(one, definitions.names, span) for one in indicators for span in periods}
    forms = tuple(form for form in definitions.forms if not form.code.startswith("judge_"))
    spans = [(form.code, span.first, span.last) for form in forms for span in reports
             if next(span.parts(form.frequency), None) is not None]  # fmt: skip
    table = engine.table(needed_leaves(bound.values()), definitions.areas, on.end, definitions.dictionary,
                         definitions.forms, spans)  # fmt: skip
    columns = Columns(table, definitions.forms)
    measured = {key: measure(one, columns) for key, one in bound.items()}
    return Panel(table.tree, forms, tuple(indicators), measured, table.forms)


def _reasons(one: Indicator, found: Measured, index: np.ndarray, odd: np.ndarray) -> list[str]:
    """Why each area is not ranked, or ``""``."""
    made = []
    for place, row in enumerate(index.tolist()):
        above_one = one.kind == "proportion" and found.value[row] > 1
        if not np.isfinite(found.value[row]):
            made.append("not-reported")
        elif odd[place] or above_one:
            made.append("odd")
        elif found.complete[row] < LEAST_COMPLETE:
            made.append("incomplete")
        else:
            made.append("")
    return made


def _ranks(values: Array, ranked: Sequence[bool], better: str) -> list[int | None]:
    """Rank 1 is best; ties (to 12 digits) share a rank. Nobody is ranked where no direction is better."""
    if better == "neither":
        return [None] * len(values)
    sign = -1.0 if better == "higher" else 1.0
    keys = [float(f"{sign * value:.12g}") for value in values.tolist()]
    among = [key for key, counts in zip(keys, ranked, strict=True) if counts]
    return [1 + sum(other < key for other in among) if counts else None
            for key, counts in zip(keys, ranked, strict=True)]  # fmt: skip


def _sides(one: Indicator, found: Measured, index: np.ndarray, above: int) -> list[int | None]:
    """Each area against all others below ``above``: 1 clearly better, -1 clearly worse, 0 cannot be told."""
    if one.better == "neither":
        return [None] * len(index)
    part = (found.numerator[index], found.denominator[index])
    whole = (np.full(len(index), found.numerator[above]), np.full(len(index), found.denominator[above]))
    rest = against_rest(one.kind, part, whole, one.per)
    sign = np.sign(rest.value) * (1 if one.better == "higher" else -1) * rest.sure
    return [None if value != value else int(value) for value in sign.tolist()]


def _tied(one: Indicator, found: Measured, index: np.ndarray, ranks: Sequence[int | None]) -> list[bool | None]:
    """Whether chance could exchange each ranked area with the first; None where that cannot be said."""
    if 1 not in ranks:
        return [None] * len(index)
    best = index[ranks.index(1)]
    first = (np.full(len(index), found.numerator[best]), np.full(len(index), found.denominator[best]))
    sure = change(one.kind, (found.numerator[index], found.denominator[index]), first, one.per).sure
    return [None if value != value or rank is None else rank != 1 and value == 0
            for value, rank in zip(sure.tolist(), ranks, strict=True)]  # fmt: skip
