"""Figures come back by Arrow as whole multiples, by cell as reported, and by area for checks."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from huimin.adapters.store import open_store
from huimin.figures.periods import Period
from store_fixtures import FIRST_DAY, MONTHLY, Office, batch_of, dictionary_of

JANUARY = Period.of("2012-01")
REPORT = """
    area | births.male | births.female | population | funding
    B    |           4 |               |        500 |    0.10
    A    |          10 |             9 |       1000 |   12.34
    C    |             |               |            |
"""


def test_figures_are_scaled_and_areas_stand_in_order(office):
    office.send(REPORT)
    table = office.store.figures(None, "monthly", JANUARY.first, JANUARY.last)
    assert table.schema == pa.schema(
        {
            "report_id": pa.int64(),
            "area": pa.dictionary(pa.int32(), pa.string()),
            "atom": pa.dictionary(pa.int16(), pa.string()),
            "value": pa.float64(),
        }
    )
    assert table["area"].combine_chunks().dictionary.to_pylist() == ["A", "B", "C"]
    assert office.figures() == {
        "A": {"births.male": 10, "births.female": 9, "population": 1000, "funding": 1234},
        "B": {"births.male": 4, "population": 500, "funding": 10},
        "C": {},
    }


def test_a_period_without_reports_gives_empty_tables(office):
    assert office.store.figures(None, "monthly", JANUARY.first, JANUARY.last).num_rows == 0
    assert office.store.reports(None, "monthly").num_rows == 0
    assert office.store.snapshot().marker == 0
    assert office.store.cells(None, ["population"], ["A"], 0, JANUARY.last) == []
    assert office.store.forms_and_periods() == []


def test_reports_within_a_span_are_sorted_by_period_and_area(office):
    for period in ("2012-02", "2012-01", "2012-03"):
        office.send("area | population\nB | 1\nA | 2", period=period, on_time=period != "2012-02")
    table = office.store.reports(None, "monthly", JANUARY.first, JANUARY.last + 1)
    rows = [(row["first"] - JANUARY.first, row["area"], row["on_time"], row["revision"]) for row in table.to_pylist()]
    assert rows == [(0, "A", True, 1), (0, "B", True, 1), (1, "A", False, 1), (1, "B", False, 1)]


def test_a_change_of_decimals_keeps_the_meaning_of_old_figures(database):
    with open_store(database, dictionary_of(2)) as store:
        Office(store).send("area | funding\nA | 12.34")
    with open_store(database, dictionary_of(0)) as store:
        office = Office(store)
        office.file()
        office.send("area | funding\nB | 7")
        assert office.figures() == {"A": {"funding": 12}, "B": {"funding": 7}}
        values = store.history(MONTHLY, ["A", "B"], JANUARY)[:, MONTHLY.atoms.index("funding")]
        assert values.tolist() == [12.34, 7]
    with open_store(database, dictionary_of(3)) as store:
        assert Office(store).figures() == {"A": {"funding": 12340}, "B": {"funding": 7000}}


def test_the_stream_holds_what_the_table_holds(office):
    office.send(REPORT)
    stream = office.store.figure_stream(None, "monthly", JANUARY.first, JANUARY.last)
    assert stream.read_all() == office.store.figures(None, "monthly", JANUARY.first, JANUARY.last)


def test_each_figure_knows_its_cell(office):
    file = office.file(b"bytes", "河西乡.xlsx", "Hexi township")
    office.send(REPORT, file=file)
    cells = office.store.cells(None, ["population", "funding"], ["A", "nowhere"], JANUARY.first, JANUARY.last)
    assert [(cell.atom, cell.value, cell.cell) for cell in cells] == [
        ("funding", 12.34, "G6"),
        ("population", 1000, "F6"),
    ]
    first = cells[0]
    assert (first.file, first.sheet, first.sender, first.sha256) == (
        file.name,
        "月报",
        file.sender,
        file.sha256,
    )
    assert (first.received_at, first.revision, first.period, first.area) == (FIRST_DAY, 1, JANUARY, "A")


def test_cells_of_a_transposed_sheet(office):
    batch = batch_of(REPORT)
    batch.transposed = True
    office.send(batch)
    cells = office.store.cells(None, ["population"], ["A", "B"], JANUARY.first, JANUARY.last)
    assert [cell.cell for cell in cells] == [batch.cell(1, 2), batch.cell(0, 2)] == ["F6", "E6"]


def test_cells_at_a_marker_are_those_in_force_then(office):
    office.send("area | population\nA | 1")
    office.send("area | population\nA | 2")
    values = [
        [cell.value for cell in office.store.cells(marker, ["population"], ["A"], 0, JANUARY.last)]
        for marker in (0, 1, 2, None)
    ]
    assert values == [[], [1], [2], [2]]


def test_only_what_changed_is_named(office):
    office.send(REPORT)
    one = office.store.snapshot().marker
    office.send(REPORT, period="2012-02")
    office.send(REPORT)
    february = ("monthly", Period.of("2012-02"))
    assert office.store.changed_since(one) == {february}
    assert office.store.changed_since(office.store.snapshot().marker, one) == {february}
    assert office.store.changed_since(0) == {("monthly", JANUARY), february}
    assert office.store.forms_and_periods() == [("monthly", JANUARY), february]
    assert office.store.forms_and_periods(one) == [("monthly", JANUARY)]
    assert office.store.latest() == {("monthly", JANUARY): 1, february: 2}
    assert office.store.latest(one) == {("monthly", JANUARY): 1}


@pytest.mark.parametrize("warm", [True, False])
def test_history_is_in_the_order_asked_for(office, warm):
    if warm:
        office.store.history(MONTHLY, ["A", "Z"], JANUARY)
    office.send(REPORT)
    values = office.store.history(MONTHLY, ["C", "Z", "A", "A"], JANUARY)
    nothing, row = [np.nan] * 4, [10, 9, 1000, 12.34]
    np.testing.assert_array_equal(values, [nothing, nothing, row, row])
    assert office.store.history(MONTHLY, [], JANUARY).shape == (0, 4)


def test_history_follows_corrections_also_of_somebody_else(office, database):
    def population() -> float:
        return float(office.store.history(MONTHLY, ["A"], JANUARY)[0, 2])

    assert np.isnan(population())
    office.send("area | population\nA | 1")
    assert population() == 1
    office.send("area | population\nA | 2")
    assert population() == 2
    with open_store(database, dictionary_of()) as other:
        assert other.alias == office.store.alias
        elsewhere = Office(other)
        elsewhere.send("area | population\nA | 3", file=office.file())
    assert population() == 3
    office.send("area | population\nB | 4")
    assert population() == 3


def test_history_forgets_when_a_form_gets_other_columns(office):
    from dataclasses import replace

    office.send(REPORT)
    short = replace(MONTHLY, atoms=("population",))
    assert office.store.history(short, ["A"], JANUARY).tolist() == [[1000]]
    assert office.store.history(MONTHLY, ["A"], JANUARY).tolist() == [[10, 9, 1000, 12.34]]


def test_many_areas_in_one_sheet(office):
    areas = [f"{number:05d}" for number in range(1700)]
    lines = "\n".join(f"{area} | {area} | 1" for area in areas)
    result = office.send(f"area | population | funding\n{lines}")
    assert (result.first, result.figures) == (1700, 3400)
    assert len(office.store.cells(None, ["population"], areas, 0, JANUARY.last)) == 1700
    assert office.store.history(MONTHLY, areas, JANUARY)[:, 2].tolist() == list(range(1700))
