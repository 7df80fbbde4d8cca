"""One atom through the plan: its segments added up, its windows, its values over the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb.columns import FormColumns
from huimin.adapters.engines.duckdb.places import Floats, Homes, RollUp
from huimin.adapters.engines.duckdb.plan import FormPlan, Window, reach
from huimin.areas import Areas
from huimin.figures.dictionary import Element
from huimin.figures.periods import Period
from huimin.indicators.engine import periods_within
from huimin.language import Leaf

N = TypeVar("N", np.float64, np.uint16)
Reported = NDArray[np.int32]
Part = tuple[Floats, "NDArray[np.uint16] | None"]


class Rolled(NamedTuple):
    """A leaf's columns by tree index."""

    leaf: Leaf
    values: Floats
    reported: Reported


@dataclass(frozen=True)
class FormRun:
    """Everything the atoms of a form share.

    Attributes:
        received: the reports of each window, rolled up; shared by all atoms that every report holds.
    """

    plan: FormPlan
    areas: Areas
    columns: FormColumns
    homes: Homes
    up: RollUp
    received: dict[Window, Reported]
    received_by_row: dict[Window, NDArray[np.uint16]]

    def roll_up(self, atom: str, element: Element, leaves: tuple[Leaf, ...]) -> list[Rolled]:
        """All leaves of one atom. Its columns are read once, and let go of at the end."""
        return _AtomRun(self, atom, element, leaves).roll_up()


class _AtomRun:
    def __init__(self, run: FormRun, atom: str, element: Element, leaves: tuple[Leaf, ...]) -> None:
        self.run, self.atom, self.element, self.leaves = run, atom, element, leaves
        counted = [segment for leaf in leaves for segment in run.plan.segments_in(leaf.first, leaf.last)]
        self.shares_counts = run.columns.as_reported(atom, tuple(dict.fromkeys(counted)))
        self._parts: dict[int, Part] = {}

    def roll_up(self) -> list[Rolled]:
        over_areas = self._added_up if self.element.over_areas == "sum" else self._own
        made = []
        for leaf in self.leaves:
            values, reported = over_areas(leaf)
            if self.element.decimals:
                values /= 10**self.element.decimals
            made.append(Rolled(leaf, values, reported))
        return made

    # --- over time, by row

    def _part(self, number: int) -> Part:
        """One segment's sum (or latest figure) and count; the count is None where it is that of the
        reports."""
        if number not in self._parts:
            columns, segment = self.run.columns, self.run.plan.segments[number]
            if self.element.over_time == "last":
                self._parts[number] = columns.latest_and_count(self.atom, segment)
            elif self.shares_counts:
                self._parts[number] = columns.total(self.atom, segment), None
            else:
                self._parts[number] = columns.total_and_count(self.atom, segment)
        return self._parts[number]

    def _parts_in(self, first: int, last: int) -> list[Part]:
        return [self._part(segment.number) for segment in self.run.plan.segments_in(first, last)]

    def _count(self, leaf: Leaf) -> NDArray[np.uint16]:
        """Reports of the window that hold the atom, by row."""
        if self.shares_counts:
            return self.run.received_by_row[leaf.first, leaf.last]
        counts = [count for _, count in self._parts_in(leaf.first, leaf.last) if count is not None]
        return _add(counts, lambda: np.zeros(len(self.run.columns.rows), np.uint16))

    def _total(self, leaf: Leaf) -> Floats:
        """The window's sum by row, 0 where nothing was reported."""
        parts = [values for values, _ in self._parts_in(leaf.first, leaf.last)]
        return _add(parts, lambda: np.zeros(len(self.run.columns.rows)))

    def _latest(self, leaf: Leaf) -> Floats:
        """The latest figure by row, of areas in being on the window's last day; NaN where there is none."""
        latest = np.full(len(self.run.columns.rows), np.nan)
        for values, _ in self._parts_in(*reach(leaf, self.element)):
            latest = np.where(np.isnan(values), latest, values)
        alive = self.run.areas.alive(Period(leaf.last, leaf.last).end, self.run.columns.rows)
        latest[~alive] = np.nan
        return latest

    def _mean(self, leaf: Leaf) -> Floats:
        """The mean by row, weighted by the share of periods the area was in being; NaN where there is
        none."""
        count, total = self._count(leaf).astype(np.float64), self._total(leaf)
        periods = periods_within(self.run.plan.form, leaf.first, leaf.last)
        alive = np.zeros(len(total))
        for period in periods:
            alive += self.run.areas.alive(period.end, self.run.columns.rows)
        with np.errstate(invalid="ignore"):
            return total * np.maximum(alive, count) / (count * len(periods))

    def _by_row(self, leaf: Leaf) -> Floats:
        """The leaf over time by row, NaN where nothing was reported."""
        if self.element.over_time == "last":
            return self._latest(leaf)
        if self.element.over_time == "mean":
            return self._mean(leaf)
        values = self._total(leaf).copy()
        values[self._count(leaf) == 0] = np.nan
        return values

    # --- over areas, by tree index

    def _reported(self, leaf: Leaf) -> Reported:
        """Reports of the window that hold the atom, own and below."""
        if self.shares_counts:
            return self.run.received[leaf.first, leaf.last]
        return self.run.up.counts(self.run.homes.place_counts(self._count(leaf)))

    def _added_up(self, leaf: Leaf) -> tuple[Floats, Reported]:
        """``over_areas: sum``."""
        run, reported = self.run, self._reported(leaf)
        if self.element.over_time == "mean":
            tree = run.homes.tree
            return tree.sum_up(tree.gather(run.homes.by_history(self._mean(leaf)))), reported
        if self.element.over_time == "sum":
            values = run.up.sums(run.homes.place(self._total(leaf)))
            values[reported == 0] = np.nan
            return values, reported
        latest = self._latest(leaf)
        missing = np.isnan(latest)
        known = run.up.counts(run.homes.place_counts((~missing).astype(np.int8)))
        latest[missing] = 0.0
        values = run.up.sums(run.homes.place(latest))
        values[known == 0] = np.nan
        return values, reported

    def _own(self, leaf: Leaf) -> tuple[Floats, Reported]:
        """``over_areas: own`` and ``none``."""
        homes, tree = self.run.homes, self.run.homes.tree
        figures = homes.by_history(self._by_row(leaf))
        reports = homes.by_history(self._count(leaf).astype(np.float64))
        own, below = tree.gather_own(figures)
        own_reports, reports_below = tree.gather_own(reports)
        if self.element.over_areas == "none":
            return homes.only_own(figures, own), np.nan_to_num(own_reports).astype(np.int32)
        own_reports[np.isnan(own)] = np.nan
        rests = tree.own_first(own_reports, reports_below)
        return tree.own_first(own, below), np.nan_to_num(rests).astype(np.int32)


def _add(parts: list[NDArray[N]], nothing: Callable[[], NDArray[N]]) -> NDArray[N]:
    """The sum of some columns; a single one is handed back as it is, so nobody may change the result."""
    if not parts:
        return nothing()
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total
