"""Running the query of :mod:`huimin.adapters.engines.duckdb.sql` in DuckDB, and the tables it reads beside
the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb.owed import owed
from huimin.adapters.engines.duckdb.plan import Plan, Segment
from huimin.adapters.engines.duckdb.sql import in_being, make_query, owing, periods_in_being
from huimin.areas import Areas, Tree
from huimin.figures.dictionary import Dictionary
from huimin.figures.periods import Period
from huimin.indicators.engine import FormCounts, LeafTable, periods_within


@contextmanager
def connect(threads: int, memory_limit: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that loads nothing from the network and stays within its bounds.

    What does not fit into ``memory_limit`` goes to a folder of its own, which is deleted at the end.
    """
    with TemporaryDirectory(prefix="huimin-duckdb-") as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": memory_limit,
            "temp_directory": spill,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(":memory:", config=config) as connection:
            yield connection


def columns_held(plan: Plan) -> Callable[[Segment], Set[str]]:
    """Which columns the files of each segment have (a form's older files may lack its newer atoms)."""
    of_file = {file.path: frozenset(pq.read_schema(file.path).names) for form in plan.forms for file in form.files}

    def held(segment: Segment) -> Set[str]:
        return frozenset().union(*(of_file[file.path] for file in segment.files))

    return held


def tree_table(tree: Tree) -> pa.Table:
    """``tree(node, parent, depth)``."""
    node = np.arange(len(tree.keys), dtype=np.int32)
    return pa.table({"node": node, "parent": tree.parent, "depth": tree.depth})


def units_table(plan: Plan, dictionary: Dictionary, areas: Areas, tree: Tree) -> pa.Table:
    """``units(area, home, covering, itself, ...)`` with the columns that the plan needs."""
    size = len(areas.keys)
    itself = np.zeros(size, bool)
    itself[tree.ids] = True
    columns: dict[str, NDArray[np.generic]] = {
        "area": np.arange(size, dtype=np.int32),
        "home": tree.home,
        "covering": tree.covering,
        "itself": itself,
    }
    for form in plan.forms:
        for leaf in form.leaves:
            over_time = dictionary.element_of(leaf.atom).over_time
            if over_time == "last":
                columns[in_being(leaf.last)] = areas.alive(Period(leaf.last, leaf.last).end)
            elif over_time == "mean":
                window = (leaf.first, leaf.last)
                periods = periods_within(form.form, *window)
                alive = [areas.alive(period.end).astype(np.int32) for period in periods]
                columns[periods_in_being(form.form, window)] = sum(alive, np.zeros(size, np.int32))
        for window in form.spans:
            owes = np.zeros(size, np.int32)
            for period in periods_within(form.form, *window):
                owes[owed(areas, form.form, period)] += 1
            columns[owing(form.form, window)] = owes
    return pa.table(columns)


def run(
    connection: duckdb.DuckDBPyConnection, plan: Plan, dictionary: Dictionary, areas: Areas, tree: Tree
) -> LeafTable:
    """The plan's table, all in SQL."""
    query = make_query(plan, dictionary, int(tree.depth.max(initial=0)), columns_held(plan))
    prepare(connection, plan, dictionary, areas, tree)
    made = connection.sql(query.text("SELECT * FROM rolled_up ORDER BY node")).to_arrow_table()

    def whole(name: str) -> NDArray[np.int32]:
        return made[name].to_numpy().astype(np.int32)

    return LeafTable(
        tree,
        {leaf: made[f"v{i}"].to_numpy().astype(np.float64) for leaf, i in query.leaves.items()},
        {leaf: whole(f"n{i}") for leaf, i in query.leaves.items()},
        {span: FormCounts(*(whole(f"{letter}{i}") for letter in "ert")) for span, i in query.spans.items()},
    )


def prepare(
    connection: duckdb.DuckDBPyConnection, plan: Plan, dictionary: Dictionary, areas: Areas, tree: Tree
) -> None:
    """Hand DuckDB the two small tables."""
    connection.register("tree", tree_table(tree))
    connection.register("units", units_table(plan, dictionary, areas, tree))
