"""The plan as one SQL query that a person can read and DuckDB runs.

Steps: one GROUP BY area a segment; windows from segments; figures to the nodes they are at home in; then the
tree, one level after the other. There is no join with an ancestor table, no pivot, no GROUPING SETS and no
long row of FILTERs: all of these were measured and are ten times as slow. Beside the files the query reads
two small tables:

- ``tree(node, parent, depth)``: the tree of the day.
- ``units(area, home, covering, itself, ...)``: every area of the history, the node it is at home in, whether
  the node merely contains it, whether it is the node itself; reports it owes in a window, whether it is in
  being on a day, in how many periods of a window it is in being.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from huimin.adapters.engines.duckdb.plan import FormPlan, Plan, Segment, Window, reach
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import month_code
from huimin.indicators.engine import periods_within
from huimin.language import Expression, Leaf, to_sql
from huimin.language import leaves as leaves_of

HEAD = """\
-- Beside the files: tree(node, parent, depth), the tree of the day, node and parent depth-first positions;
-- units(area, home, covering, itself, ...), every area that ever was, and the node its figures belong to.
"""

Held = Callable[[Segment], Set[str]]
"""The atoms that the files of a segment have a column for."""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def in_being(last: int) -> str:
    """The column of ``units`` that tells whether an area is in being on the last day of a month."""
    return f"in being {month_code(last)}"


def periods_in_being(form: Form, window: Window) -> str:
    """The column of ``units`` with the number of the window's periods in which an area is in being."""
    return f"periods in being {form.code} {_span(window)}"


def owing(form: Form, window: Window) -> str:
    """The column of ``units`` with the number of reports an area owes in a window."""
    return f"owes {form.code} {_span(window)}"


def _span(window: Window) -> str:
    return f"{month_code(window[0])}..{month_code(window[1])}"


def add(terms: list[str]) -> str:
    """A sum that is NULL only where all its terms are."""
    if len(terms) < 2:
        return terms[0] if terms else "NULL"
    return f"CASE WHEN coalesce({', '.join(terms)}) IS NOT NULL THEN {count(terms)} END"


def count(terms: list[str]) -> str:
    """A sum in which NULL is 0."""
    return " + ".join(f"coalesce({term}, 0)" for term in terms) or "0"


@dataclass(frozen=True)
class Column:
    """One column on its way up. Each stage is a list of (name, expression) in terms of the stage before.

    Attributes:
        note: what it is, for the reader.
        unit: by area, from the form's segments.
        home: by node, aggregates over the areas at home there.
        level: at a node, from its own ``o`` and the sum of its children ``b``.
        scale: what it is divided by at last.
    """

    name: str
    note: str
    unit: str
    home: tuple[tuple[str, str], ...]
    level: str
    scale: int = 1
    whole: bool = False


def summed(name: str, note: str, unit: str) -> Column:
    """A number of reports: everything added up."""
    return Column(name, note, unit, ((name, f"sum({name})"),), count([f"o.{name}", f"b.{name}"]), whole=True)


def leaf_columns(number: int, leaf: Leaf, element: Element, plan: FormPlan, held: Held) -> tuple[Column, Column]:
    """The columns ``v<number>`` (value) and ``n<number>`` (reports) of one leaf."""
    v, n = f"v{number}", f"n{number}"
    note = f"{leaf.atom} {_span((leaf.first, leaf.last))}, {element.over_time}, {element.over_areas}"
    atom = quoted(leaf.atom)
    in_window = [s for s in plan.segments_in(leaf.first, leaf.last) if leaf.atom in held(s)]
    in_reach = [s for s in plan.segments_in(*reach(leaf, element)) if leaf.atom in held(s)]
    reports = count([f"s{s.number}.{quoted('n ' + leaf.atom)}" for s in in_window])
    if element.over_time == "last":
        latest = ", ".join([*(f"s{s.number}.{atom}" for s in reversed(in_reach)), "NULL"])
        value = f"CASE WHEN u.{quoted(in_being(leaf.last))} THEN coalesce({latest}) END"
    else:
        value = add([f"s{s.number}.{atom}" for s in in_window])
    if element.over_time == "mean":
        periods = len(periods_within(plan.form, leaf.first, leaf.last))
        alive = f"u.{quoted(periods_in_being(plan.form, (leaf.first, leaf.last)))}"
        value = f"({value}) * greatest({alive}, {reports}) / nullif(({reports}) * {periods}, 0)"
    home_v, home_n, level_v, level_n = _over_areas(element.over_areas, v, n)
    scale = 10**element.decimals
    value = f"CAST({value} AS DOUBLE)"
    return (
        Column(v, note, value, home_v, level_v, scale),
        Column(n, f"reports behind {v}", reports, home_n, level_n, whole=True),
    )


def _over_areas(rule: str, v: str, n: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], str, str]:
    """The home and level stages of a value and its number of reports."""
    if rule == "sum":
        both = [f"o.{v}", f"b.{v}"]
        return ((v, f"sum({v})"),), ((n, f"sum({n})"),), add(both), count([f"o.{n}", f"b.{n}"])
    own, own_n = f"sum({v}) FILTER (NOT covering)", f"sum({n}) FILTER (NOT covering)"
    if rule == "none":
        itself = f"sum({v}) FILTER (itself)"
        only = f"CASE WHEN count({v}) FILTER (NOT covering) = 1 THEN {own} END"
        return ((v, f"coalesce({itself}, {only})"),), ((n, own_n),), f"o.{v}", count([f"o.{n}"])
    below, below_n = f"sum({v}) FILTER (covering)", f"sum({n}) FILTER (covering)"
    under = add([f"o.{v}_below", f"b.{v}"])
    counted = f"CASE WHEN o.{v} IS NOT NULL THEN {count([f'o.{n}'])} ELSE {count([f'o.{n}_below', f'b.{n}'])} END"
    return (
        ((v, own), (f"{v}_below", below)),
        ((n, own_n), (f"{n}_below", below_n)),
        f"coalesce(o.{v}, {under})",
        counted,
    )


def span_columns(number: int, plan: FormPlan, window: Window) -> list[Column]:
    """The columns ``e``, ``r`` and ``t``: reports owed, received and on time in a window."""
    segments = plan.segments_in(*window)
    note = f"{plan.form.code} {_span(window)}"
    return [
        summed(f"e{number}", f"reports owed, {note}", f"u.{quoted(owing(plan.form, window))}"),
        summed(f"r{number}", f"received, {note}", count([f"s{s.number}.reports" for s in segments])),
        summed(f"t{number}", f"on time, {note}", count([f"s{s.number}.on_time" for s in segments])),
    ]


@dataclass(frozen=True)
class Query:
    """The query's parts.

    Attributes:
        steps: the WITH clauses in order: name, comment, body.
        leaves: the number of each leaf: its columns are ``v<number>`` and ``n<number>``.
        spans: the number of each form and window: ``e``, ``r`` and ``t``.
    """

    steps: tuple[tuple[str, str, str], ...]
    leaves: Mapping[Leaf, int]
    spans: Mapping[tuple[str, int, int], int]

    def text(self, select: str) -> str:
        """All of it with the last SELECT."""
        body = ",\n\n".join(f"-- {comment}\n{name} AS (\n{step}\n)" for name, comment, step in self.steps)
        return f"{HEAD}WITH\n{body}\n\n{select}"


def make_query(plan: Plan, dictionary: Dictionary, depth: int, held: Held) -> Query:
    """The query for a plan, on a tree whose deepest area is ``depth`` steps from the root."""
    steps: list[tuple[str, str, str]] = []
    columns: list[Column] = []
    numbers: dict[Leaf, int] = {}
    spans: dict[tuple[str, int, int], int] = {}
    for form in plan.forms:
        own: list[Column] = []
        for leaf in form.leaves:
            numbers[leaf] = len(numbers)
            own += leaf_columns(numbers[leaf], leaf, dictionary.element_of(leaf.atom), form, held)
        for window in form.spans:
            spans[(form.form.code, *window)] = len(spans)
            own += span_columns(len(spans) - 1, form, window)
        steps += _form_steps(form, dictionary, own, held)
        columns += own
    for leaf in plan.homeless:
        numbers[leaf] = len(numbers)
        v, n = f"v{numbers[leaf]}", f"n{numbers[leaf]}"
        columns += [Column(v, f"{leaf.atom}, on no form", "", (), "CAST(NULL AS DOUBLE)"),
                    Column(n, f"reports behind {v}", "", (), "0", whole=True)]  # fmt: skip
    steps += _tree_steps([form.form.code for form in plan.forms], columns, depth)
    return Query(tuple(steps), numbers, spans)


def _form_steps(
    plan: FormPlan, dictionary: Dictionary, columns: list[Column], held: Held
) -> list[tuple[str, str, str]]:
    """Segments, windows and homes of one form."""
    steps = [
        (quoted(f"{plan.form.code} {s.number}"), f"{plan.form.code}, {_span((s.first, s.last))}",
         _segment(plan, s, dictionary, held))
        for s in plan.segments
    ]  # fmt: skip
    windows = "".join(f"\n    {c.unit} AS {c.name},  -- {c.note}" for c in columns)
    joins = "".join(
        f"\n  LEFT JOIN {quoted(f'{plan.form.code} {s.number}')} s{s.number} USING (area)" for s in plan.segments
    )
    by_unit = f"  SELECT{windows}\n    u.home, u.covering, u.itself\n  FROM units u{joins}\n  WHERE u.home >= 0"
    steps.append((quoted(f"{plan.form.code} units"), "windows from segments", by_unit))
    parts = "".join(f",\n    {expression} AS {name}" for c in columns for name, expression in c.home)
    by_home = f"  SELECT home AS node{parts}\n  FROM {quoted(f'{plan.form.code} units')} GROUP BY home"
    steps.append((quoted(f"{plan.form.code} homes"), "figures to the nodes they are at home in", by_home))
    return steps


def _segment(plan: FormPlan, segment: Segment, dictionary: Dictionary, held: Held) -> str:
    """One GROUP BY over the files of a segment."""
    parts = ["area", "count(on_time) AS reports", "count(*) FILTER (on_time) AS on_time"]
    for atom, leaves in plan.by_atom().items():
        element = dictionary.element_of(atom)
        used = any(segment in plan.segments_in(*reach(leaf, element)) for leaf in leaves)
        if used and atom in held(segment):
            name = quoted(atom)
            over = f"arg_max({name}, filename)" if element.over_time == "last" else f"sum({name})"
            parts += [f"{over} AS {name}", f"count({name}) AS {quoted('n ' + atom)}"]
    files = ", ".join(text(str(file.path)) for file in segment.files)
    source = f"read_parquet([{files}], filename = true, union_by_name = true)"
    return "  SELECT " + ",\n    ".join(parts) + f"\n  FROM {source}\n  GROUP BY area"


def _tree_steps(forms: list[str], columns: list[Column], depth: int) -> list[tuple[str, str, str]]:
    """From the nodes' own figures up the tree, the deepest level first."""
    homes = "".join(f"\n  LEFT JOIN {quoted(f'{form} homes')} USING (node)" for form in forms)
    steps = [("own", "every node with its own figures", f"  SELECT * FROM tree{homes}")]
    below = "".join(f", sum({c.name}) AS {c.name}" for c in columns)
    for level in range(depth, -1, -1):
        made = "".join(f",\n    {c.level} AS {c.name}" for c in columns)
        if level == depth:
            children = f"(SELECT {', '.join(['-1 AS node', *(f'NULL AS {c.name}' for c in columns)])})"
        else:
            children = f"(SELECT parent AS node{below} FROM level_{level + 1} GROUP BY parent)"
        body = f"  SELECT o.node, o.parent{made}\n  FROM own o LEFT JOIN {children} b ON b.node = o.node"
        steps.append((f"level_{level}", f"depth {level}", f"{body}\n  WHERE o.depth = {level}"))
    final = "".join(f", {_final(c)} AS {c.name}" for c in columns)
    levels = "\n  UNION ALL ".join(f"SELECT * FROM level_{level}" for level in range(depth + 1))
    body = f"  SELECT node, parent{final}\n  FROM ({levels})"
    steps.append(("rolled_up", "the table: v values, n reports behind them, e owed, r received, t on time", body))
    return steps


def _final(column: Column) -> str:
    if column.whole:
        return f"CAST({column.name} AS INTEGER)"
    return f"{column.name} / {column.scale}" if column.scale > 1 else column.name


def formulas_sql(expressions: Mapping[str, Expression], query: Query) -> str:
    """The last SELECT of a query whose columns are formulas. ``parent(x)`` reads the row of the parent."""

    def column(leaf: Leaf) -> str:
        return f"t{leaf.up}.v{query.leaves[Leaf(leaf.atom, leaf.first, leaf.last)]}"

    wanted = {leaf for expression in expressions.values() for leaf in leaves_of(expression)}
    highest = max((leaf.up for leaf in wanted), default=0)
    made = "".join(f",\n  {to_sql(e, column)} AS {quoted(name)}" for name, e in expressions.items())
    joins = "".join(f"\nLEFT JOIN rolled_up t{up} ON t{up}.node = t{up - 1}.parent" for up in range(1, highest + 1))
    return f"SELECT t0.node{made}\nFROM rolled_up t0{joins}\nORDER BY t0.node"
