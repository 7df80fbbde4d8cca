"""Wide files: what stands in them, that equal input gives equal bytes, and when they are made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from huimin.adapters.engines.duckdb import Compiled, compile_wide, is_current, wide_path
from huimin.areas import AreaRow, Areas, Level, Levels
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period

LEVELS = Levels((Level("city", "市", "City"), Level("village", "村", "Village")))
ROWS = [AreaRow("city", "", "", "city", "市", "", None, None)]
ROWS += [AreaRow(key, "", "city", "village", key, "", None, None) for key in "ABC"]
AREAS = Areas.read(ROWS, (), LEVELS)
DICTIONARY = Dictionary(
    tuple(Element(code, code, code, "person", "flow", "sum", "sum") for code in ("births", "deaths"))
)
FORM = Form("f", "表", "Form", "month", ("village",), "village", 5, ("births", "deaths"), frozenset(), version="1")
MAY = Period.of("2024-05")
FIGURES = [("C", "births", 3.0), ("A", "deaths", 1.0), ("A", "births", 2.0)]


def compile_may(
    folder: Path,
    form: Form = FORM,
    areas: Areas = AREAS,
    marker: str = "7",
    encode: bool = False,
    figures: Sequence[tuple[str, str, float]] = FIGURES,
) -> Compiled:
    reports = pa.table({"area": ["C", "A"], "on_time": [False, True]})
    area, atom, value = zip(*figures, strict=True)
    long = pa.table({"area": list(area), "atom": list(atom), "value": list(value)})
    if encode:
        columns = {name: long[name].dictionary_encode() for name in ("area", "atom")}
        long = pa.table({**columns, "value": long["value"]}).to_reader(max_chunksize=2)
    return compile_wide(folder, form, MAY, reports, long, areas, DICTIONARY, marker=marker)


def test_a_row_for_every_area_that_owed_a_report(tmp_path: Path) -> None:
    made = pq.read_table(compile_may(tmp_path).path)
    assert made.to_pydict() == {
        "area": [AREAS.id_of(key) for key in "ABC"],
        "on_time": [True, None, False],
        "births": [2, None, 3],
        "deaths": [1, None, None],
    }
    assert [str(kind) for kind in made.schema.types] == ["int32", "bool", "double", "double"]


def test_a_stream_of_encoded_batches_in_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    one = compile_may(tmp_path / "one").path.read_bytes()
    shuffled = [("A", "births", 2.0), ("C", "births", 3.0), ("A", "deaths", 1.0)]
    assert compile_may(tmp_path / "two", encode=True, figures=shuffled).path.read_bytes() == one


def test_unchanged_input_is_not_compiled_again(tmp_path: Path) -> None:
    assert compile_may(tmp_path).written
    assert not compile_may(tmp_path).written
    assert compile_may(tmp_path, marker="8").written


def test_another_form_version_or_tree_is_noticed(tmp_path: Path) -> None:
    compile_may(tmp_path)
    ended = Areas.read([*ROWS[:-1], ROWS[-1]._replace(end=date(2024, 1, 1))], (), LEVELS)
    assert is_current(tmp_path, FORM, MAY, AREAS, DICTIONARY, "7")
    assert not is_current(tmp_path, replace(FORM, version="2"), MAY, AREAS, DICTIONARY, "7")
    assert not is_current(tmp_path, FORM, MAY, ended, DICTIONARY, "7")
    assert not is_current(tmp_path, FORM, MAY.shift(1), AREAS, DICTIONARY, "7")


def test_a_torn_file_is_made_again(tmp_path: Path) -> None:
    """A kill in the middle leaves no file of that name; but if a disk ever tears one, it is not taken for
    good."""
    path = compile_may(tmp_path).path
    path.write_bytes(path.read_bytes()[:100])
    assert not is_current(tmp_path, FORM, MAY, AREAS, DICTIONARY, "7")
    assert compile_may(tmp_path).written
    assert [file.name for file in wide_path(tmp_path, FORM, MAY).parent.iterdir()] == ["2024-05.parquet"]


def test_unknown_areas_and_atoms_are_told_and_left_out(tmp_path: Path) -> None:
    figures = [("A", "births", 2.0), ("X", "births", 9.0), ("A", "height", 9.0)]
    made = compile_may(tmp_path, figures=figures)
    assert made.unknown == ("X", "height")
    assert pq.read_table(made.path)["births"].to_pylist() == [2, None, None]
