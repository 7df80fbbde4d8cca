"""Values of indicators, worked out once for one state of the figures and kept in this process.

The state is the number of the last submission and the definitions in force. When either moves, everything kept is
dropped; the wide files are brought up to date by whichever process notices first, while the others wait.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from huimin.adapters.store.models import Submission
from huimin.areas import Tree
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import LeafTable
from huimin.indicators.values import BoundIndicator, Columns, Measured, bind_indicator, down, measure, needed_leaves
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import Snapshot
from huimin.web.base import place

if TYPE_CHECKING:
    from huimin.adapters.engines.duckdb.engine import DuckDBEngine

LARGEST = 96_000_000
"""How many bytes of values a process keeps: a city's indicator and period take 0.3 MB, a nation's 100 MB."""
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """One indicator for one period and every area of the tree, with the reports its value rests on.

    ``got`` of ``owed`` reports: of the column that has the smallest share of them. Both 0 where nothing is owed.
    """

    period: Period
    bound: BoundIndicator
    measured: Measured
    got: Counts
    owed: Counts


@dataclass(frozen=True)
class Held:
    """An indicator for some periods, on the tree of one day."""

    indicator: Indicator
    table: LeafTable
    columns: tuple[Column, ...]

    @property
    def tree(self) -> Tree:
        """The areas, in the order of all arrays."""
        return self.table.tree

    @property
    def size(self) -> int:
        """Bytes, about."""
        return len(self.tree) * (len(self.columns) * 72 + len(self.table.values) * 12 + len(self.table.forms) * 12)


@dataclass
class _State:
    """Everything kept for one state of the figures."""

    definitions: Definitions
    marker: int
    engine: DuckDBEngine
    reported: dict[str, list[Period]]
    kept: OrderedDict[Any, Held] = field(default_factory=OrderedDict)


_states: dict[str, _State] = {}
_lock = threading.RLock()


def marker_now() -> int:
    """The number of the last submission."""
    return Submission.objects.aggregate(most=Max("number"))["most"] or 0


def state() -> _State:
    """What is kept for the figures and definitions as they are now."""
    folder, definitions, marker = str(place.folder()), place.definitions(), marker_now()
    with _lock:
        known = _states.get(folder)
        if known is None or known.definitions is not definitions or known.marker != marker:
            _states.clear()
            known = _states[folder] = _opened(definitions)
        return known


def _opened(definitions: Definitions) -> _State:
    from huimin.adapters.engines.duckdb.engine import DuckDBEngine

    workspace = place.workspace()
    folder = workspace.folder / "data" / "wide"
    with workspace.wide_files():
        # Asked for again within the lock, so that nobody puts older files in the place of newer ones.
        marker = marker_now()
        workspace.compile(definitions, Snapshot(marker, ""), folder)
    reported: dict[str, list[Period]] = {}
    for form, period in workspace.store.forms_and_periods(marker):
        reported.setdefault(form, []).append(period)
    return _State(definitions, marker, DuckDBEngine(folder), reported)


def held(indicator: Indicator, periods: Sequence[Period], day: date | None = None) -> Held:
    """An indicator for several periods, all on the tree of ``day`` (default: the end of the first period).

    On one tree, so that areas that merged are compared with what they are made of.
    """
    now = state()
    day = day or periods[0].end
    key = (indicator.code, tuple(periods), day)
    with _lock:
        if key not in now.kept:
            made = _measured(now, indicator, periods, day)
            now.kept[key] = made
            while len(now.kept) > 1 and sum(one.size for one in now.kept.values()) > LARGEST:
                now.kept.popitem(last=False)
        now.kept.move_to_end(key)
        return now.kept[key]


def _measured(now: _State, indicator: Indicator, periods: Sequence[Period], day: date) -> Held:
    given = now.definitions
    bound = [bind_indicator(indicator, given.names, period) for period in periods]
    with place.workspace().wide_files(reading=True):
        table = now.engine.table(needed_leaves(bound), given.areas, day, given.dictionary, given.forms)
    columns = Columns(table, given.forms)
    form_of = {atom: form.code for form in given.forms for atom in form.atoms}
    return Held(indicator, table, tuple(_column(one, period, columns, form_of)
                                        for one, period in zip(bound, periods, strict=True)))  # fmt: skip


def _column(bound: BoundIndicator, period: Period, columns: Columns, form_of: dict[str, str]) -> Column:
    """Measure, and count the reports of the leaf that is worst off, area by area."""
    table = columns.table
    size = len(table.tree)
    got, owed, least = np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, np.inf)
    for leaf in sorted(bound.leaves):
        if leaf.up:
            continue
        expected = table.forms[form_of[leaf.atom], leaf.first, leaf.last].expected
        reported = table.reported[down(leaf)]
        with np.errstate(all="ignore"):
            share = np.where(expected > 0, reported / expected, np.inf)
        worse = share < least
        got[worse], owed[worse], least[worse] = reported[worse], expected[worse], share[worse]
    return Column(period, bound, measure(bound, columns), got, owed)
