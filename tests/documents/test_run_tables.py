"""Tables of a run: the same rows as CSV and as Parquet, empty where a value is not known."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from huimin.adapters.documents import RunContent


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["scores", "items"])
def test_csv_and_parquet_hold_the_same(written: tuple[Path, dict[str, str]], table: str) -> None:
    folder = written[0]
    assert (folder / f"{table}.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "spreadsheets read it as UTF-8"
    plain, kept = rows_of(folder / f"{table}.csv"), pq.read_table(folder / f"{table}.parquet").to_pylist()
    assert len(plain) == len(kept)
    for texts, values in zip(plain, kept, strict=True):
        assert list(texts) == list(values)
        for name, value in values.items():
            if value is None:
                assert texts[name] == ""
            elif isinstance(value, float):
                assert float(texts[name]) == pytest.approx(value, rel=1e-11)
            else:
                assert texts[name].removeprefix("'") == str(value)


def test_scores_hold_one_row_an_area(written: tuple[Path, dict[str, str]], content: RunContent) -> None:
    rows = pq.read_table(written[0] / "scores.parquet").to_pylist()
    assert [row["key"] for row in rows] == [record["key"] for record in content.records]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, None]
    assert rows[2]["capped_by"] == "falsified"
    assert rows[4]["reason"] == "incomplete"


def test_what_was_not_scored_has_no_points(written: tuple[Path, dict[str, str]]) -> None:
    rows = pq.read_table(written[0] / "items.parquet").to_pylist()
    assert {row["status"] for row in rows if row["points"] is None} == {"not_reported", "not_applicable", "cannot_tell"}
    assert all(row["points"] is not None for row in rows if row["status"] in ("scored", "pooled"))


def test_a_name_is_no_formula(written: tuple[Path, dict[str, str]]) -> None:
    assert rows_of(written[0] / "scores.csv")[3]["zh"] == "'=1+1县"
    assert pq.read_table(written[0] / "scores.parquet").to_pylist()[3]["zh"] == "=1+1县"


def test_the_whole_run_as_json(written: tuple[Path, dict[str, str]], content: RunContent) -> None:
    whole = json.loads((written[0] / "run.json").read_text("utf-8"))
    assert whole["records"] == list(content.records)
    assert whole["described"] == content.described
    assert (whole["run"], whole["simulated"], whole["manifest"]) == (content.run, True, content.manifest)
