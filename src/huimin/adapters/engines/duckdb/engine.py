"""The engine for one machine.

It runs the plan over the wide files in one of two ways that give the same table. ``table`` adds columns up in place:
the rows of neighbouring months are the same areas in the same order, so there is nothing to group. ``table_by_sql``
runs the text of ``sql`` in DuckDB, which has to find every group anew (80 leaves over 300 million values: 32 s against
2 s on 2 cores). It is there so that any result can be checked with plain SQL. Both are tested against the reference.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb import run_sql
from huimin.adapters.engines.duckdb.atoms import FormRun
from huimin.adapters.engines.duckdb.columns import FormColumns
from huimin.adapters.engines.duckdb.owed import owed
from huimin.adapters.engines.duckdb.places import Homes, RollUp
from huimin.adapters.engines.duckdb.plan import FormPlan, Window, make_plan
from huimin.adapters.engines.duckdb.sql import formulas_sql, make_query
from huimin.areas import Areas, Tree
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.indicators.engine import FormCounts, LeafTable, Span, periods_within
from huimin.language import Expression, Leaf
from huimin.language import leaves as leaves_of


class DuckDBEngine:
    """Rolls up the wide files in ``folder``.

    Args:
        threads: how many columns are worked on at once, and DuckDB's threads (None: one a core).
        memory_limit: DuckDB's, as it writes it; what does not fit goes to a temporary folder.
        leaves_a_query: how many leaves ``table_by_sql`` asks for at a time. DuckDB keeps the steps that are read
            twice in memory, and 80 leaves of a nation do not fit.
    """

    def __init__(
        self,
        folder: Path,
        *,
        threads: int | None = None,
        memory_limit: str = "1500MB",
        leaves_a_query: int = 20,
    ) -> None:
        self.folder, self.threads = folder, threads or os.cpu_count() or 1
        self.memory_limit, self.leaves_a_query = memory_limit, leaves_a_query

    def table(
        self,
        leaves: Iterable[Leaf],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
        spans: Iterable[Span] = (),
    ) -> LeafTable:
        """See :class:`huimin.indicators.engine.Engine`."""
        plan = make_plan(leaves, dictionary, forms, self.folder, spans)
        tree = areas.at(day)
        up = RollUp(tree)
        values: dict[Leaf, NDArray[np.float64]] = {}
        reported: dict[Leaf, NDArray[np.int32]] = {}
        counts: dict[Span, FormCounts] = {}
        with ThreadPoolExecutor(self.threads) as pool:
            owing = {
                (form_plan.form.code, *window): pool.submit(_expected, form_plan, window, areas, up)
                for form_plan in plan.forms
                for window in form_plan.spans
            }
            for form_plan in plan.forms:
                run, on_time = _start(form_plan, areas, tree, up)
                jobs = [
                    pool.submit(run.roll_up, atom, dictionary.element_of(atom), wanted)
                    for atom, wanted in form_plan.by_atom().items()
                ]
                for job in jobs:
                    for leaf, column, number in job.result():
                        values[leaf], reported[leaf] = column, number
                for window in form_plan.spans:
                    span = (form_plan.form.code, *window)
                    counts[span] = FormCounts(owing[span].result(), run.received[window], on_time[window])
        for leaf in plan.homeless:
            values[leaf] = np.full(len(tree.keys), np.nan)
            reported[leaf] = np.zeros(len(tree.keys), np.int32)
        return LeafTable(tree, values, reported, counts)

    def sql(
        self,
        leaves: Iterable[Leaf],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
        spans: Iterable[Span] = (),
    ) -> str:
        """The same table as one query; what stands beside the files in it is told in its first lines."""
        plan = make_plan(leaves, dictionary, forms, self.folder, spans)
        query = make_query(plan, dictionary, _depth(areas.at(day)), run_sql.columns_held(plan))
        return query.text("SELECT * FROM rolled_up ORDER BY node")

    def indicator_sql(
        self,
        expressions: Mapping[str, Expression],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
    ) -> str:
        """One query from the files to the values of formulas: ``node`` and a column for each of
        ``expressions``."""
        wanted = {Leaf(leaf.atom, leaf.first, leaf.last) for e in expressions.values() for leaf in leaves_of(e)}
        plan = make_plan(wanted, dictionary, forms, self.folder, ())
        query = make_query(plan, dictionary, _depth(areas.at(day)), run_sql.columns_held(plan))
        return query.text(formulas_sql(expressions, query))

    def indicators_by_sql(
        self,
        expressions: Mapping[str, Expression],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
    ) -> dict[str, NDArray[np.float64]]:
        """The values by tree index, by running the text of ``indicator_sql``."""
        wanted = {Leaf(leaf.atom, leaf.first, leaf.last) for e in expressions.values() for leaf in leaves_of(e)}
        plan = make_plan(wanted, dictionary, forms, self.folder, ())
        with run_sql.connect(self.threads, self.memory_limit) as connection:
            run_sql.prepare(connection, plan, dictionary, areas, areas.at(day))
            text = self.indicator_sql(expressions, areas, day, dictionary, forms)
            table = connection.sql(text).to_arrow_table()
        return {name: table[name].to_numpy().astype(np.float64) for name in expressions}

    def table_by_sql(
        self,
        leaves: Iterable[Leaf],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
        spans: Iterable[Span] = (),
    ) -> LeafTable:
        """The same table by running the text of ``sql`` in DuckDB, for ``leaves_a_query`` leaves at a time."""
        wanted, tree = sorted(set(leaves)), areas.at(day)
        made = LeafTable(tree, {}, {}, {})
        for start in range(0, max(len(wanted), 1), self.leaves_a_query):
            some = wanted[start : start + self.leaves_a_query]
            plan = make_plan(some, dictionary, forms, self.folder, () if start else spans)
            with run_sql.connect(self.threads, self.memory_limit) as connection:
                part = run_sql.run(connection, plan, dictionary, areas, tree)
            made = LeafTable(
                tree,
                {**made.values, **part.values},
                {**made.reported, **part.reported},
                {**made.forms, **part.forms},
            )
        return made


def _depth(tree: Tree) -> int:
    """How many steps the deepest area is from its root."""
    return int(tree.depth.max(initial=0))


def _start(plan: FormPlan, areas: Areas, tree: Tree, up: RollUp) -> tuple[FormRun, dict[Window, NDArray[np.int32]]]:
    """Open a form's files and count its reports (received: in the run; on time) for every window."""
    columns = FormColumns(plan.segments)
    homes = Homes(columns.rows, tree)
    parts = [columns.reports(segment) for segment in plan.segments]
    received: dict[Window, NDArray[np.int32]] = {}
    on_time: dict[Window, NDArray[np.int32]] = {}
    by_row: dict[Window, NDArray[np.uint16]] = {}
    for window in plan.spans:
        total = np.zeros((2, len(columns.rows)), np.uint16)
        for segment in plan.segments_in(*window):
            total[0] += parts[segment.number][0]
            total[1] += parts[segment.number][1]
        by_row[window] = total[0]
        received[window] = up.counts(homes.place_counts(total[0]))
        on_time[window] = up.counts(homes.place_counts(total[1]))
    return FormRun(plan, areas, columns, homes, up, received, by_row), on_time


def _expected(plan: FormPlan, window: Window, areas: Areas, up: RollUp) -> NDArray[np.int32]:
    """Reports owed in a window, own and below, by tree index."""
    owing = np.zeros(len(areas.keys), np.int64)
    for period in periods_within(plan.form, *window):
        owing[owed(areas, plan.form, period)] += 1
    rows = np.flatnonzero(owing).astype(np.int32)
    return up.counts(Homes(rows, up.tree).place_counts(owing[rows]))
