"""The same job with other tools: pandas, PostgreSQL with a long table, PostgreSQL with our own wide plan."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import nation_data
import nation_tree
import numpy as np
import pyarrow.parquet as pq
from bars import peak_mb

from huimin.areas import Tree
from huimin.language import Leaf
from postgres_server import Server, find_programs

LETTERS = {nation_data.YEAR: "y", nation_data.HALF: "h"}


def _tree(size: int) -> Tree:
    return nation_tree.areas(1, nation_data.SHAPES[size]).at(nation_data.MONTHS[-1].end)


def _check(columns: dict[str, np.ndarray]) -> list[float]:
    return [round(float(np.nansum(columns[name])), 3) for name in ("i00", "i33", "s07", "total")]


def pandas_wide(size: int, folder: Path) -> dict[str, Any]:
    """Read all months, group by area for each window, then group by parent level by level."""
    import pandas as pd
    from bench_nation import assess

    tree = _tree(size)
    start = time.perf_counter()
    atoms = list(nation_data.ATOMS)
    months = {p.first: pd.read_parquet(folder / "village" / f"{p.code}.parquet") for p in nation_data.MONTHS}
    columns: dict[Leaf, np.ndarray] = {}
    for window in (nation_data.YEAR, nation_data.HALF):
        inside = pd.concat([months[m] for m in range(window[0], window[1] + 1)], ignore_index=True)
        total = inside.groupby("area")[atoms].sum(min_count=1)
        del inside
        total.index = tree.home[total.index]
        parent = pd.Series(tree.parent)
        table = total.reindex(range(len(tree)))
        for ring in reversed(tree.rings[1:]):
            below = table.loc[ring].groupby(parent.loc[ring].to_numpy()).sum(min_count=1)
            table.loc[below.index] = table.loc[below.index].add(below, fill_value=0)
        for atom in atoms:
            scale = 10 ** nation_data.DICTIONARY.element_of(atom).decimals
            columns[Leaf(atom, *window)] = table[atom].to_numpy() / scale
    assessed = assess(columns.__getitem__, len(tree))
    return {"seconds": time.perf_counter() - start, "peak_mb": peak_mb(), "check": _check(assessed)}


def _formulas() -> str:
    """Indicators, scores and total over the columns ``y_<atom>`` and ``h_<atom>`` of ``rolled``."""
    from huimin.language import to_sql

    def column(leaf: Leaf) -> str:
        return f"{LETTERS[leaf.first, leaf.last]}_{leaf.atom}"

    made = {**nation_data.INDICATORS, **nation_data.SCORES}
    parts = [f"{to_sql(e, column, 'DOUBLE PRECISION')} AS {name}" for name, e in made.items()]
    total = " + ".join(f"coalesce({name}, 0) * 5" for name in nation_data.SCORES)
    return f"SELECT *, {total} AS total FROM (SELECT node, {', '.join(parts)} FROM rolled) q"


def _finish(server: Server, begin: float, loaded: float) -> dict[str, Any]:
    """The last step of both PostgreSQL ways, and what is told of it."""
    server.run(f"CREATE TEMP TABLE assessed AS {_formulas()}")
    seconds = time.perf_counter() - begin
    names = ("i00", "i33", "s07", "total")
    row = server.row(f"SELECT {', '.join(f'sum({name})' for name in names)} FROM assessed")
    return {
        "seconds": seconds,
        "peak_mb": server.peak_mb(),
        "check": [round(float(value), 3) for value in row],
        "note": f"; loading and indexing took {loaded:.0f} s more",
    }


def _load_tree(server: Server, tree: Tree) -> None:
    server.run("CREATE UNLOGGED TABLE tree (node int PRIMARY KEY, parent int, depth int)")
    server.copy("tree", {"node": np.arange(len(tree), dtype=np.int32), "parent": tree.parent, "depth": tree.depth})
    server.run("ANALYZE tree")


def postgres_long(size: int, folder: Path) -> dict[str, Any]:
    """A row for each figure, as today's systems keep them, with their index on area and element."""
    if reason := find_programs()[1]:
        return {"skipped": reason}
    tree = _tree(size)
    with Server() as server:
        start = time.perf_counter()
        _load_tree(server, tree)
        server.run("CREATE UNLOGGED TABLE figures (node int, element smallint, month int, value float8)")
        for month in nation_data.MONTHS:
            table = pq.read_table(folder / "village" / f"{month.code}.parquet")
            node = tree.home[table["area"].to_numpy()]
            for number, atom in enumerate(nation_data.ATOMS):
                value = table[atom].to_numpy()
                known = ~np.isnan(value)
                ones = np.ones(int(known.sum()), np.int32)
                columns = {"node": node[known], "element": ones * number, "month": ones * month.first}
                server.copy("figures", {**columns, "value": value[known]})
        server.run("CREATE INDEX ON figures (node, element, month)")
        server.run("ANALYZE figures")
        loaded = time.perf_counter() - start
        begin = time.perf_counter()
        _long_query(server, len(tree.rings))
        return _finish(server, begin, loaded)


def _long_query(server: Server, depths: int) -> None:
    half = f"month BETWEEN {nation_data.HALF[0]} AND {nation_data.HALF[1]}"
    year = f"month BETWEEN {nation_data.YEAR[0]} AND {nation_data.YEAR[1]}"
    server.run(
        f"CREATE TEMP TABLE own AS SELECT node, element, sum(value) FILTER (WHERE {year}) AS y, "
        f"sum(value) FILTER (WHERE {half}) AS h FROM figures WHERE {year} GROUP BY node, element"
    )
    server.run(f"CREATE TEMP TABLE level_{depths - 1} AS SELECT * FROM own")
    for depth in range(depths - 2, -1, -1):
        server.run(
            f"CREATE TEMP TABLE level_{depth} AS "
            f"SELECT t.parent AS node, l.element, sum(l.y) AS y, sum(l.h) AS h "
            f"FROM level_{depth + 1} l JOIN tree t USING (node) GROUP BY t.parent, l.element"
        )
    everything = " UNION ALL ".join(f"SELECT * FROM level_{depth}" for depth in range(depths))
    parts = []
    for number, element in enumerate(nation_data.DICTIONARY.elements):
        for letter in "yh":
            value = f"max({letter}) FILTER (WHERE element = {number}) / {10**element.decimals}"
            parts.append(f"{value} AS {letter}_{element.code}")
    server.run(f"CREATE TEMP TABLE rolled AS SELECT node, {', '.join(parts)} FROM ({everything}) e GROUP BY node")


def postgres_wide(size: int, folder: Path) -> dict[str, Any]:
    """A row for each village and month, and our plan: a GROUP BY a segment, then level by level."""
    if reason := find_programs()[1]:
        return {"skipped": reason}
    tree = _tree(size)
    atoms = nation_data.ATOMS
    with Server() as server:
        start = time.perf_counter()
        _load_tree(server, tree)
        columns = ", ".join(f"{atom} float8" for atom in atoms)
        server.run(f"CREATE UNLOGGED TABLE wide (node int, month int, {columns})")
        for month in nation_data.MONTHS:
            table = pq.read_table(folder / "village" / f"{month.code}.parquet")
            node = tree.home[table["area"].to_numpy()]
            keys = {"node": node, "month": np.full(len(node), month.first, np.int32)}
            server.copy("wide", {**keys, **{atom: table[atom] for atom in atoms}})
        server.run("ANALYZE wide")
        loaded = time.perf_counter() - start
        begin = time.perf_counter()
        _wide_query(server, len(tree.rings))
        return _finish(server, begin, loaded)


def _wide_query(server: Server, depths: int) -> None:
    atoms, half = nation_data.ATOMS, nation_data.HALF[0]
    sums = ", ".join(f"sum({atom}) AS {atom}" for atom in atoms)
    for name, condition in (("early", f"month < {half}"), ("late", f"month >= {half}")):
        server.run(f"CREATE TEMP TABLE {name} AS SELECT node, {sums} FROM wide WHERE {condition} GROUP BY node")
    year = ", ".join(f"coalesce(early.{a} + late.{a}, early.{a}, late.{a}) AS y_{a}" for a in atoms)
    later = ", ".join(f"late.{a} AS h_{a}" for a in atoms)
    server.run(
        f"CREATE TEMP TABLE level_{depths - 1} AS SELECT node, {year}, {later} FROM early FULL JOIN late USING (node)"
    )
    names = [f"{letter}_{atom}" for letter in "yh" for atom in atoms]
    sums = ", ".join(f"sum({name}) AS {name}" for name in names)
    for depth in range(depths - 2, -1, -1):
        server.run(
            f"CREATE TEMP TABLE level_{depth} AS SELECT t.parent AS node, {sums} "
            f"FROM level_{depth + 1} l JOIN tree t USING (node) GROUP BY t.parent"
        )
    scale = {e.code: 10**e.decimals for e in nation_data.DICTIONARY.elements}
    scaled = ", ".join(f"{name} / {scale[name[2:]]} AS {name}" for name in names)
    everything = " UNION ALL ".join(f"SELECT * FROM level_{depth}" for depth in range(depths))
    server.run(f"CREATE TEMP TABLE rolled AS SELECT node, {scaled} FROM ({everything}) e")
