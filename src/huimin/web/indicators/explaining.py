"""Why an indicator has its value: formula, parts, figures, areas below, cells of workbooks, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import Http404

from huimin.adapters.store.models import Report
from huimin.areas import Tree
from huimin.assessment.lines import span
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import periods_within
from huimin.indicators.values import down
from huimin.language import Expression, Leaf, describe, leaves, parse
from huimin.tasks.explain import reporters
from huimin.tasks.ports import Cell
from huimin.web.base import place
from huimin.web.indicators.held import Held, held, state

NAMED = 30
"""How many areas with missing reports are named."""


@dataclass(frozen=True)
class Figure:
    """A figure that a value is made of, at one area: a leaf, its number in the explanation, and its reports.

    ``at`` is the area's key: the area itself, or one above it where the formula says so.
    """

    number: int
    leaf: Leaf
    at: str
    index: int
    name: str
    span: str
    value: float | None
    got: int
    owed: int


@dataclass(frozen=True)
class Part:
    """The numerator, the denominator or the formula as a whole: in words, with its value and its figures."""

    kind: str
    words: str
    value: float | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Missing:
    """An area that owes reports, and how many did not come."""

    key: str
    name: str
    missing: int
    owed: int


class Explanation:
    """The explanation of one indicator at one period; areas are given by key."""

    def __init__(self, indicator: Indicator, period: Period, lang: str) -> None:
        self.indicator, self.period, self.lang = indicator, period, lang
        self.given: Held = held(indicator, (period,))
        self.definitions = place.definitions()
        self.bound = self.given.columns[0].bound
        self.leaves = sorted(self.bound.leaves)
        self._form_of = {atom: form for form in self.definitions.forms for atom in form.atoms}

    @property
    def tree(self) -> Tree:
        """The areas at the period's end."""
        return self.given.tree

    def index(self, key: str) -> int:
        """The place of an area. Http404 where it was not in being."""
        found = self.tree.index(key)
        if found is None:
            raise Http404
        return found

    def parts(self, key: str) -> list[Part]:
        """Numerator and denominator; of a formula of its own, the whole."""
        one, row, bound = self.indicator, self.index(key), self.bound
        measured = self.given.columns[0].measured
        if bound.numerator is None or bound.denominator is None:
            return [self._part("formula", one.formula, bound.whole, measured.value[row], row)]
        return [
            self._part("numerator", one.numerator, bound.numerator, measured.numerator[row], row),
            self._part("denominator", one.denominator, bound.denominator, measured.denominator[row], row),
        ]

    def _part(self, kind: str, text: str, expression: Expression, value: float, row: int) -> Part:
        words = describe(parse(text), self.definitions.names, self.lang)
        used = sorted(set(leaves(expression)))
        figures = (self.figure(self.leaves.index(leaf), row) for leaf in used)
        return Part(kind, words, _number(value), tuple(one for one in figures if one is not None))

    def figure(self, number: int, row: int) -> Figure | None:
        """A figure at an area (or as many levels above it as the formula says); None above the root."""
        if not 0 <= number < len(self.leaves):
            raise Http404
        leaf = self.leaves[number]
        for _ in range(leaf.up):
            row = int(self.tree.parent[row]) if row >= 0 else -1
        return None if row < 0 else self.at(number, row)

    def at(self, number: int, row: int) -> Figure:
        """A figure at exactly this area."""
        leaf, table = self.leaves[number], self.given.table
        counts = table.forms[self.form(leaf).code, leaf.first, leaf.last]
        return Figure(
            number, leaf, self.tree.keys[row], row, self.definitions.dictionary.atom_name(leaf.atom, self.lang),
            span(leaf.first, leaf.last, self.lang), _number(table.values[down(leaf)][row]),
            int(table.reported[down(leaf)][row]), int(counts.expected[row]),
        )  # fmt: skip

    def form(self, leaf: Leaf) -> Form:
        """The form a figure is reported on."""
        return self._form_of[leaf.atom]

    def below(self, figure: Figure) -> list[Figure]:
        """The same figure at the areas right below, the largest first; without those that owe and have none."""
        found = [self.at(figure.number, row) for row in self.tree.children(figure.index)]
        known = [one for one in found if one.value is not None or one.owed]
        return sorted(known, key=lambda one: (one.value is None, -(one.value or 0.0), one.index))

    def cells(self, figure: Figure) -> list[Cell]:
        """The cells of workbooks that the area itself sent for this figure."""
        leaf = figure.leaf
        element = self.definitions.dictionary.element_of(leaf.atom)
        keys = reporters(self.definitions, figure.at)
        return place.store().cells(state().marker, [leaf.atom], keys, leaf.first - element.carry, leaf.last)

    def missing(self, figure: Figure) -> tuple[list[Missing], int]:
        """Areas whose own reports did not come: the first 30 by number of missing ones, and how many there are."""
        leaf, tree = figure.leaf, self.tree
        form = self.form(leaf)
        counts = self.given.table.forms[form.code, leaf.first, leaf.last]
        rows = np.arange(figure.index, int(tree.end[figure.index]))
        levels = np.fromiter((tree.level[row] in form.reported_by for row in rows), bool, len(rows))
        gap = np.where(levels, counts.expected[rows] - counts.received[rows], 0)
        worst = np.argsort(-gap, kind="stable")[:NAMED]
        named = [
            Missing(tree.keys[row], tree.name(row, self.lang), int(gap[at]), int(counts.expected[row]))
            for at in worst
            if gap[at] > 0 and (row := int(rows[at])) >= 0
        ]
        return named, int((gap > 0).sum())

    def missing_periods(self, figure: Figure) -> list[Period]:
        """The periods for which this area itself owes a report that did not come; of a reporting area only."""
        leaf, form = figure.leaf, self.form(figure.leaf)
        if self.tree.level[figure.index] not in form.reported_by:
            return []
        keys = reporters(self.definitions, figure.at)
        there = Report.objects.filter(area__in=keys, form=form.code, first__gte=leaf.first, last__lte=leaf.last)
        came = set(there.values_list("first", "last"))
        return [one for one in periods_within(form, leaf.first, leaf.last)
                if form.in_force(one) and (one.first, one.last) not in came]  # fmt: skip

    def adding(self, figure: Figure) -> tuple[str, str]:
        """How the figure adds up over time and over areas: the dictionary's words for it."""
        element = self.definitions.dictionary.element_of(figure.leaf.atom)
        return element.over_time, element.over_areas


def _number(value: Any) -> float | None:
    value = float(value)
    return value if np.isfinite(value) else None
