"""The slow, obvious roll-up that defines the truth: plain Python over a dictionary of reports.

Sums are kept as fractions, so nothing is rounded before the last step. See :mod:`huimin.indicators.engine`
for the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Areas, Tree
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import FormCounts, LeafTable, Span, owners, periods_within, wanted_spans
from huimin.language import Leaf


@dataclass(frozen=True)
class ReportedFigures:
    """One area's report for one period: whether it came in time, and its figures (scaled; not reported: left
    out)."""

    on_time: bool
    figures: Mapping[str, float]


Reports = Mapping[tuple[str, Period, str], ReportedFigures]
"""All reports in force, by form code, period and area key."""


def reference_table(
    leaves: Iterable[Leaf],
    areas: Areas,
    day: date,
    dictionary: Dictionary,
    forms: Sequence[Form],
    reports: Reports,
    spans: Iterable[Span] = (),
) -> LeafTable:
    """The table an engine must deliver for these reports."""
    leaves, tree, form_of = sorted(set(leaves)), areas.at(day), owners(forms)
    values: dict[Leaf, NDArray[np.float64]] = {}
    reported: dict[Leaf, NDArray[np.int32]] = {}
    for leaf in leaves:
        window = _Window(areas, tree, form_of.get(leaf.atom), dictionary.element_of(leaf.atom), reports, leaf)
        values[leaf], reported[leaf] = window.roll_up()
    by_code = {form.code: form for form in forms}
    counts = {
        span: _counts(areas, tree, by_code[span[0]], span[1], span[2], reports)
        for span in wanted_spans(leaves, forms, spans)
    }
    return LeafTable(tree, values, reported, counts)


class _Window:
    """One leaf."""

    def __init__(
        self, areas: Areas, tree: Tree, form: Form | None, element: Element, reports: Reports, leaf: Leaf
    ) -> None:
        self.areas, self.tree, self.form, self.element = areas, tree, form, element
        self.reports, self.leaf = reports, leaf

    def _figures(self, key: str, first: int) -> list[tuple[Period, Fraction]]:
        """The area's figures in the months ``first`` to the window's last, in order."""
        found = []
        for period in periods_within(self.form, first, self.leaf.last) if self.form else ():
            report = self.reports.get((self.form.code, period, key)) if self.form else None
            if report is not None and self.leaf.atom in report.figures:
                found.append((period, Fraction(report.figures[self.leaf.atom])))
        return found

    def _over_time(self, key: str) -> Fraction | None:
        """What the area itself contributes, scaled; None where it reported nothing."""
        first, last = self.leaf.first, self.leaf.last
        if self.element.over_time == "last":
            figures = self._figures(key, first - self.element.carry)
            in_being = self.areas.at(_last_day(last)).index(key) is not None
            return figures[-1][1] if figures and in_being else None
        figures = self._figures(key, first)
        if not figures:
            return None
        total = sum((value for _, value in figures), Fraction(0))
        if self.element.over_time == "sum" or self.form is None:
            return total
        periods = periods_within(self.form, first, last)
        alive = sum(self.areas.at(period.end).index(key) is not None for period in periods)
        return total * max(alive, len(figures)) / (len(figures) * len(periods))

    def roll_up(self) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Values in the element's unit (NaN: not known) and the numbers of reports, by tree index."""
        size = len(self.tree.keys)
        itself: list[Fraction | None] = [None] * size  # of the area itself
        joined: list[list[Fraction]] = [[] for _ in range(size)]  # of areas that became part of it
        below: list[list[Fraction]] = [[] for _ in range(size)]  # of areas that it merely contains
        own_reports, reports_below = [0] * size, [0] * size
        for history_id, key in enumerate(self.areas.keys):
            home = int(self.tree.home[history_id])
            if home < 0:
                continue
            value, covering = self._over_time(key), bool(self.tree.covering[history_id])
            (reports_below if covering else own_reports)[home] += len(self._figures(key, self.leaf.first))
            if value is not None and self.tree.keys[home] == key:
                itself[home] = value
            elif value is not None:
                (below if covering else joined)[home].append(value)
        made: list[Fraction | None] = [None] * size
        rests = [0] * size
        for i in reversed(range(size)):
            children = list(self.tree.children(i))
            known = [*below[i], *(value for child in children if (value := made[child]) is not None)]
            made[i], own_used = self._combine(itself[i], joined[i], known)
            under = reports_below[i] + sum(rests[child] for child in children)
            rests[i] = _rests(self.element.over_areas, own_reports[i], under, own_used)
        scale = 10**self.element.decimals
        column = [np.nan if value is None else float(value / scale) for value in made]
        return np.array(column, np.float64), np.array(rests, np.int32)

    def _combine(
        self, itself: Fraction | None, joined: list[Fraction], below: list[Fraction]
    ) -> tuple[Fraction | None, bool]:
        """The node's value, and whether it is its own."""
        own = [value for value in (itself, *joined) if value is not None]
        if self.element.over_areas == "none":
            return (itself if itself is not None else own[0] if len(own) == 1 else None), True
        if self.element.over_areas == "own" and own:
            return sum(own, Fraction(0)), True
        everything = own + below
        return (sum(everything, Fraction(0)) if everything else None), False


def _rests(over_areas: str, own: int, under: int, own_used: bool) -> int:
    """The number of reports a node's value rests on."""
    if over_areas == "sum":
        return own + under
    return own if own_used else under


def _last_day(month: int) -> date:
    return Period(month, month).end


def expected_keys(areas: Areas, form: Form, period: Period) -> list[str]:
    """The areas that owe a report for a period: those of the form's levels in being at its end.

    A form that names ``areas`` is owed only by these and the areas below them.
    """
    if not form.in_force(period):
        return []
    tree = areas.at(period.end)
    chosen = []
    for i, key in enumerate(tree.keys):
        inside = not form.areas or any(tree.keys[step] in form.areas for step in tree.path(i))
        if tree.level[i] in form.reported_by and inside:
            chosen.append(key)
    return chosen


def _counts(areas: Areas, tree: Tree, form: Form, first: int, last: int, reports: Reports) -> FormCounts:
    """Expected, received and timely reports of one form and window."""
    size = len(tree.keys)
    expected, received, on_time = [0] * size, [0] * size, [0] * size

    def add(column: list[int], key: str) -> None:
        history_id = areas.id_of(key)
        home = -1 if history_id is None else int(tree.home[history_id])
        for step in tree.path(home) if home >= 0 else ():
            column[step] += 1

    for period in periods_within(form, first, last):
        for key in expected_keys(areas, form, period):
            add(expected, key)
        for (code, reported_period, key), report in reports.items():
            if code == form.code and reported_period == period:
                add(received, key)
                if report.on_time:
                    add(on_time, key)
    columns = [np.array(column, np.int32) for column in (expected, received, on_time)]
    return FormCounts(columns[0], columns[1], columns[2])
