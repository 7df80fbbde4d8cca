"""Every engine gives the reference's table, on trees with mergers and splits, for all ways of adding up."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huimin.adapters.engines.duckdb import DuckDBEngine, compile_wide
from huimin.areas import AreaRow, Areas, ChangeRow, Level, Levels
from huimin.figures.dictionary import Category, Dictionary, Disaggregation, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period, month_number
from huimin.indicators.engine import LeafTable
from huimin.indicators.reference import ReportedFigures, Reports, reference_table
from huimin.language import Leaf

JANUARY = month_number(2020, 1)
LEVELS = Levels(tuple(Level(code, code, code) for code in ("city", "county", "village")))
SEX = Disaggregation("sex", "性别", "sex", (Category("male", "男", "male"), Category("female", "女", "female")))


def element(code: str, over_time: str, over_areas: str, **more: object) -> Element:
    kind = "flow" if over_time == "sum" else "stock"
    return Element(code, code, code, "1", kind, over_time, over_areas, low=None, **more)  # type: ignore[arg-type]


DICTIONARY = Dictionary(
    (
        element("births", "sum", "sum", by=(SEX,)),
        element("funding", "sum", "own", decimals=2),
        element("population", "last", "sum", carry=2),
        element("beds", "last", "own"),
        element("staff", "mean", "sum", decimals=1),
        element("level", "last", "none", carry=12),
        element("budget", "sum", "none"),
        element("plan", "mean", "own"),
    )
)


def form(code: str, frequency: str, atoms: tuple[str, ...], **more: object) -> Form:
    return Form(code, code, code, frequency, ("village", "county"), "county", 5, atoms, frozenset(), **more)  # type: ignore[arg-type]


MONTHLY = form("monthly", "month", ("births.male", "births.female", "population", "staff", "funding", "beds"))
YEARLY = form("yearly", "year", ("level", "budget", "plan"), areas=("c0",), start=JANUARY)
FORMS = (MONTHLY, YEARLY)


@dataclass
class Case:
    areas: Areas
    day: date
    reports: Reports
    leaves: list[Leaf]
    spans: list[tuple[str, int, int]]


@st.composite
def trees(draw: st.DrawFn) -> Areas:
    """A city with counties and villages; perhaps villages merge, split, change their code or move."""
    rows = [AreaRow("city", "", "", "city", "city", "city", None, None)]
    villages: list[str] = []
    for county in range(draw(st.integers(1, 3))):
        rows.append(AreaRow(f"c{county}", "", "city", "county", f"c{county}", "", None, None))
        for village in range(draw(st.integers(0, 3))):
            villages.append(f"c{county}v{village}")
            rows.append(AreaRow(villages[-1], "", f"c{county}", "village", villages[-1], "", None, None))
    changes = []
    free = list(villages)
    for number, kind in enumerate(draw(st.lists(st.sampled_from(["merge", "split", "recode", "end"]), max_size=2))):
        day = date(2020, draw(st.integers(2, 12)), draw(st.sampled_from([1, 15])))
        if len(free) < 2:
            break
        old, other = free.pop(), free.pop()
        parent = next(row.parent for row in rows if row.key == old)
        fresh = [f"n{number}a", f"n{number}b"]
        if kind == "merge":
            changes.append(ChangeRow(day, "merge", (old, other), (other,)))
        elif kind == "end":
            rows = [row._replace(end=day) if row.key == old else row for row in rows]
        else:
            made = fresh[: 1 if kind == "recode" else 2]
            rows += [AreaRow(key, "", parent, "village", key, "", day, None) for key in made]
            changes.append(ChangeRow(day, kind, (old,), tuple(made)))
    return Areas.read(rows, changes, LEVELS)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    areas = draw(trees())
    reports: dict[tuple[str, Period, str], ReportedFigures] = {}
    whole = st.integers(-3, 500)
    for one, periods in ((MONTHLY, range(JANUARY, JANUARY + 14)), (YEARLY, (JANUARY, JANUARY + 12))):
        for month in periods:
            for key in areas.keys:
                if draw(st.integers(0, 3)):
                    held = {atom: float(draw(whole)) for atom in one.atoms if draw(st.integers(0, 4))}
                    period = Period.at(month, one.frequency)
                    reports[one.code, period, key] = ReportedFigures(draw(st.booleans()), held)
    atoms = st.sampled_from([*MONTHLY.atoms, *YEARLY.atoms])
    month = st.integers(JANUARY - 1, JANUARY + 26)
    ends = st.tuples(month, month).map(sorted)
    leaves = [Leaf(atom, *span) for atom, span in draw(st.lists(st.tuples(atoms, ends), min_size=1, max_size=12))]
    spans = [("monthly", *span) for span in draw(st.lists(ends, max_size=2))]
    day = draw(st.dates(date(2019, 12, 1), date(2022, 1, 1)))
    return Case(areas, day, reports, leaves, spans)


def compile_all(folder: Path, areas: Areas, reports: Reports) -> None:
    for one in FORMS:
        for period in {period for code, period, _ in reports if code == one.code}:
            kept = [(key, r) for (code, p, key), r in reports.items() if code == one.code and p == period]
            figures = [(key, atom, value) for key, r in kept for atom, value in r.figures.items()]
            area, atom, value = list(zip(*figures, strict=True)) or [(), (), ()]
            on_time = [report.on_time for _, report in kept]
            held = pa.table({"area": _texts([key for key, _ in kept]), "on_time": pa.array(on_time, pa.bool_())})
            long = pa.table({"area": _texts(area), "atom": _texts(atom), "value": pa.array(value, pa.float64())})
            compile_wide(folder, one, period, held, long, areas, DICTIONARY)


def _texts(values: Sequence[str]) -> pa.Array:
    return pa.array(values, pa.string())


def assert_same(made: LeafTable, truth: LeafTable) -> None:
    assert made.values.keys() == truth.values.keys()
    assert made.forms.keys() == truth.forms.keys()
    for leaf in truth.values:
        over_time = DICTIONARY.element_of(leaf.atom).over_time
        # Means are no whole numbers, so their last digit may depend on the order of adding.
        np.testing.assert_allclose(
            made.values[leaf], truth.values[leaf], rtol=1e-12 if over_time == "mean" else 0, err_msg=str(leaf)
        )
        np.testing.assert_array_equal(made.reported[leaf], truth.reported[leaf], str(leaf))
    for span, counts in truth.forms.items():
        for name in ("expected", "received", "on_time"):
            np.testing.assert_array_equal(getattr(made.forms[span], name), getattr(counts, name), f"{span} {name}")


UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(UNHURRIED, max_examples=60)
@given(case=cases())
def test_columns_added_in_place_give_the_reference_table(case: Case) -> None:
    assert_reference("table", case)


@settings(UNHURRIED, max_examples=20)
@given(case=cases())
def test_sql_gives_the_reference_table(case: Case) -> None:
    assert_reference("table_by_sql", case)


def assert_reference(way: str, case: Case) -> None:
    truth = reference_table(case.leaves, case.areas, case.day, DICTIONARY, FORMS, case.reports, case.spans)
    with tempfile.TemporaryDirectory() as folder:
        compile_all(Path(folder), case.areas, case.reports)
        engine = DuckDBEngine(Path(folder), threads=2, leaves_a_query=5)
        made = getattr(engine, way)(case.leaves, case.areas, case.day, DICTIONARY, FORMS, case.spans)
    assert_same(made, truth)
