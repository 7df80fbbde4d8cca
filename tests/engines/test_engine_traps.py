"""Traps that engines are known to fall into, each with a figure an officer would notice.

Two ways of running the plan stand side by side in every case: ``table`` (columns added up in place) and
``table_by_sql`` (the text of ``explain --sql``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from huimin.adapters.engines.duckdb import DuckDBEngine, compile_wide
from huimin.areas import AreaRow, Areas, ChangeRow, Level, Levels
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import LeafTable
from huimin.language import Expression, Leaf, Symbol, bind, evaluate_columns, parse

CITY = [
    AreaRow("city", "", "", "city", "市", "City", None, None),
    AreaRow("A", "", "city", "village", "甲", "A", None, None),
    AreaRow("B", "", "city", "village", "乙", "B", None, None),
]
LEVELS = Levels((Level("city", "市", "City"), Level("village", "村", "Village")))
DICTIONARY = Dictionary(
    (
        Element("births", "出生", "Births", "person", "flow", "sum", "sum"),
        Element("visits", "随访", "Visits", "person", "flow", "sum", "sum"),
        Element("money", "资金", "Money", "yuan", "flow", "sum", "sum", decimals=2),
        Element("people", "人口", "People", "person", "stock", "last", "sum", carry=1),
        Element("beds", "床位", "Beds", "1", "stock", "last", "own"),
        Element("staff", "人员", "Staff", "person", "stock", "mean", "sum"),
    )
)
ATOMS = tuple(element.code for element in DICTIONARY.elements)
FORM = Form("f", "表", "Form", "month", ("village",), "village", 5, ATOMS, frozenset())
JANUARY, FEBRUARY, MARCH = (Period.of(f"2024-0{n}") for n in (1, 2, 3))
QUARTER = (JANUARY.first, MARCH.last)
WAYS = pytest.mark.parametrize("way", ["table", "table_by_sql"])


class City:
    """Villages A and B, their reports, and the table of an engine."""

    def __init__(self, folder: Path, changes: Iterable[ChangeRow] = ()) -> None:
        self.folder = folder
        self.areas = Areas.read(CITY, changes, LEVELS)

    def report(self, period: Period, **figures: dict[str, float]) -> City:
        """Villages' figures of one month, as held (scaled); an empty dictionary is an empty report."""
        rows = [(area, atom, value) for area, held in figures.items() for atom, value in held.items()]
        areas, atoms, values = zip(*rows, strict=True) if rows else ((), (), ())
        reports = pa.table({"area": pa.array(list(figures), pa.string()),
                            "on_time": pa.array([True] * len(figures), pa.bool_())})  # fmt: skip
        long = pa.table({"area": pa.array(areas, pa.string()), "atom": pa.array(atoms, pa.string()),
                         "value": pa.array(values, pa.float64())})  # fmt: skip
        compile_wide(self.folder, FORM, period, reports, long, self.areas, DICTIONARY)
        return self

    def table(self, way: str, *leaves: Leaf, day: date = MARCH.end) -> LeafTable:
        """The engine's answer, with the counts of the first quarter."""
        engine = DuckDBEngine(self.folder, threads=2)
        made: LeafTable = getattr(engine, way)(leaves, self.areas, day, DICTIONARY, [FORM], [("f", *QUARTER)])
        return made


def leaf(atom: str, first: int = QUARTER[0], last: int = QUARTER[1]) -> Leaf:
    return Leaf(atom, first, last)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path)


def told(table: LeafTable, wanted: Leaf) -> dict[str, float | None]:
    """The values by area, None where not known."""
    values = zip(table.tree.keys, table.values[wanted].tolist(), strict=True)
    return {key: None if np.isnan(value) else value for key, value in values}


@WAYS
def test_a_sum_of_nothing_is_not_zero(city: City, way: str) -> None:
    """pandas and Polars say 0, SQL says NULL; we say not known."""
    city.report(JANUARY, A={"visits": 1}, B={})
    table = city.table(way, leaf("births"))
    assert told(table, leaf("births")) == {"city": None, "A": None, "B": None}
    assert table.reported[leaf("births")].tolist() == [0, 0, 0]


@WAYS
def test_zero_reported_is_zero(city: City, way: str) -> None:
    city.report(JANUARY, A={"births": 0}, B={})
    assert told(city.table(way, leaf("births")), leaf("births")) == {"city": 0, "A": 0, "B": None}


@WAYS
def test_a_figure_missing_in_one_month_leaves_the_others(city: City, way: str) -> None:
    city.report(JANUARY, A={"births": 5}, B={"births": 1}).report(FEBRUARY, A={}, B={"births": 2})
    table = city.table(way, leaf("births"))
    assert told(table, leaf("births")) == {"city": 8, "A": 5, "B": 3}
    assert table.reported[leaf("births")].tolist() == [3, 1, 2]


@WAYS
def test_money_is_exact_to_the_cent(city: City, way: str) -> None:
    """0.10 + 0.20 is 0.30, not 0.30000000000000004, because cents are added and divided once."""
    city.report(JANUARY, A={"money": 10}, B={"money": 20})
    assert told(city.table(way, leaf("money")), leaf("money")) == {"city": 0.3, "A": 0.1, "B": 0.2}


@WAYS
def test_large_sums_keep_small_areas_exact(city: City, way: str) -> None:
    """A running total beyond 2 ** 53 would swallow the small figure that comes after the large one."""
    city.report(JANUARY, A={"money": 2.0**60}, B={"money": 300})
    assert told(city.table(way, leaf("money")), leaf("money"))["B"] == 3.0


@WAYS
def test_a_stock_is_its_last_reported_value(city: City, way: str) -> None:
    city.report(JANUARY, A={"people": 100}, B={"people": 50}).report(FEBRUARY, A={"people": 90}, B={})
    city.report(MARCH, A={"people": 95}, B={})
    table = city.table(way, leaf("people"), leaf("people", MARCH.first, MARCH.last))
    assert told(table, leaf("people")) == {"city": 145, "A": 95, "B": 50}
    # January is two months before March, and the element may be carried for one.
    assert told(table, leaf("people", MARCH.first, MARCH.last)) == {"city": 95, "A": 95, "B": None}


@WAYS
def test_a_merged_village_is_not_counted_beside_its_successor(tmp_path: Path, way: str) -> None:
    city = City(tmp_path, [ChangeRow(date(2024, 3, 1), "merge", ("B",), ("A",))])
    figures = {"births": 1.0, "people": 50.0, "staff": 2.0}
    city.report(JANUARY, A=figures, B=figures).report(FEBRUARY, A=figures, B=figures)
    city.report(MARCH, A={"births": 2, "people": 100, "staff": 4})
    table = city.table(way, leaf("births"), leaf("people"), leaf("staff"))
    assert told(table, leaf("births")) == {"city": 6, "A": 6}
    assert told(table, leaf("people")) == {"city": 100, "A": 100}
    assert told(table, leaf("staff")) == {"city": pytest.approx(4), "A": pytest.approx(4)}


@WAYS
def test_a_correction_takes_the_place_of_what_it_corrects(city: City, way: str) -> None:
    city.report(JANUARY, A={"births": 500}).report(JANUARY, A={"births": 5})
    assert told(city.table(way, leaf("births")), leaf("births")) == {"city": 5, "A": 5, "B": None}


@WAYS
def test_no_files_no_reports_no_leaves(city: City, way: str) -> None:
    table = city.table(way, leaf("births"))
    assert told(table, leaf("births")) == {"city": None, "A": None, "B": None}
    counts = table.forms["f", *QUARTER]
    assert (counts.expected.tolist(), counts.received.tolist()) == ([6, 3, 3], [0, 0, 0])
    assert city.report(JANUARY).table(way).values == {}


@WAYS
def test_an_empty_file_is_a_month_without_reports(city: City, way: str) -> None:
    city.report(JANUARY).report(FEBRUARY, A={"births": 4})
    assert told(city.table(way, leaf("births")), leaf("births")) == {"city": 4, "A": 4, "B": None}


@WAYS
def test_an_element_the_form_did_not_have_then(city: City, way: str, tmp_path: Path) -> None:
    city.report(JANUARY, A={"births": 1}).report(FEBRUARY, A={"births": 2, "visits": 7})
    older = tmp_path / "f" / "2024-01.parquet"
    import pyarrow.parquet as pq

    pq.write_table(pq.read_table(older).drop_columns(["visits"]), older)
    table = city.table(way, leaf("births"), leaf("visits"))
    assert told(table, leaf("births"))["city"] == 3
    assert told(table, leaf("visits"))["city"] == 7


class Elements:
    """The dictionary as names of formulas."""

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        if parts[0] not in DICTIONARY:
            return None
        element = DICTIONARY[parts[0]]
        return Symbol(element.code, element.zh, element.en, element.unit, element.atoms)

    def names(self) -> Iterable[str]:
        return DICTIONARY.names()


def formula(text: str) -> Expression:
    return bind(parse(text), Elements(), *QUARTER)


FORMULAS = {
    "ratio": formula("visits / births"),
    "share": formula("round(births / parent(births) * 100, 1)"),
    "five": formula("births * 5.0 / 2"),
    "score": formula("max(0, min(1, (visits / births - 50%) / 0.3))"),
    "known": formula("if reported(visits) then visits else 0 - 1"),
    "growth": formula("growth(births)"),
}


def test_formulas_in_sql_equal_formulas_on_columns(city: City) -> None:
    """``5.0`` is a DECIMAL to DuckDB, a division by zero an error or infinity elsewhere; both are held
    down."""
    city.report(JANUARY, A={"births": 0, "visits": 3}, B={"births": 3}).report(FEBRUARY, B={"births": 4})
    engine = DuckDBEngine(city.folder)
    by_sql = engine.indicators_by_sql(FORMULAS, city.areas, MARCH.end, DICTIONARY, [FORM])
    wanted = [leaf("births"), leaf("visits"), leaf("births", QUARTER[0] - 12, QUARTER[1] - 12)]
    table = city.table("table", *wanted)

    def column(one: Leaf) -> np.ndarray:
        values = table.values[Leaf(one.atom, one.first, one.last)]
        above = table.tree.parent if one.up else np.arange(len(values))
        return np.where(above < 0, np.nan, values[above])

    for name, expression in FORMULAS.items():
        np.testing.assert_array_equal(by_sql[name], evaluate_columns(expression, column, len(table.tree.keys)), name)
    assert np.isnan(by_sql["ratio"][1])  # A: 3 / 0
    assert by_sql["five"].tolist() == [17.5, 0.0, 17.5]


def test_the_query_can_be_read(city: City) -> None:
    """Each step has a comment, and each column says which element and window it is."""
    city.report(JANUARY, A={"births": 1})
    text = DuckDBEngine(city.folder).indicator_sql(FORMULAS, city.areas, MARCH.end, DICTIONARY, [FORM])
    assert "births 2024-01..2024-03, sum, sum" in text
    assert "GROUP BY area" in text
    assert text.count("\n-- ") >= 5
