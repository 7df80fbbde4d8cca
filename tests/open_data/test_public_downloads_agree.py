"""Downloads: the four formats hold the same, the metadata is true, and hidden, not reported and zero are three things."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

TABLES = ("indicators", "counts", "scores", "definitions", "areas")
PATTERNS = {"decimal": Decimal, "integer": int, "date": date.fromisoformat,
            "boolean": {"true": True, "false": False}.__getitem__, "string": str}  # fmt: skip


def lines(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_what_its_metadata_says(twice, table: str) -> None:
    meta = json.loads((twice.second / "data" / f"{table}.csv-metadata.json").read_text("utf-8"))
    columns = meta["tableSchema"]["columns"]
    rows = lines(twice.second, table)
    assert meta["@context"][0] == "http://www.w3.org/ns/csvw" and rows
    assert list(rows[0]) == [column["titles"] for column in columns]
    for column in columns:
        for row in rows:
            text = row[column["titles"]]
            assert text or not column.get("required"), (column["name"], row)
            if text:
                PATTERNS[column["datatype"]](text)
    keys = [tuple(row[name] for name in meta["tableSchema"]["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_references_between_the_tables_hold(twice) -> None:
    group = json.loads((twice.second / "data" / "csv-metadata.json").read_text("utf-8"))
    for one in group["tables"]:
        for key in one["tableSchema"]["foreignKeys"]:
            there = key["reference"]["resource"].removesuffix(".csv")
            known = {row[key["reference"]["columnReference"][0]] for row in lines(twice.second, there)}
            mine = {row[key["columnReference"][0]] for row in lines(twice.second, one["url"].removesuffix(".csv"))}
            assert mine - {""} <= known, (one["url"], key)


@pytest.mark.parametrize("table", TABLES)
def test_the_four_formats_hold_the_same_rows(twice, table: str) -> None:
    data = twice.second / "data"
    rows = json.loads((data / f"{table}.json").read_text("utf-8"))["rows"]
    assert pq.read_table(data / f"{table}.parquet").to_pylist() == rows
    assert len(lines(twice.second, table)) == len(rows)
    book = openpyxl.load_workbook(data / f"{table}.xlsx", read_only=True)
    sheet = [list(row) for row in book[table].iter_rows(values_only=True)]
    book.close()
    assert sheet[0] == list(rows[0])
    assert [row[: len(sheet[0])] for row in sheet[1:]] == [list(row.values()) for row in rows]


def test_every_download_says_that_it_is_simulated(twice) -> None:
    for table in TABLES:
        assert {row["simulated"] for row in lines(twice.second, table)} == {"true"}
        assert json.loads((twice.second / "data" / f"{table}.json").read_text("utf-8"))["simulated"] is True
        metadata = pq.read_schema(twice.second / "data" / f"{table}.parquet").metadata
        assert json.loads(metadata[b"huimin"])["simulated"] is True


def test_checksums_and_the_catalogue_name_every_file_as_it_is(twice) -> None:
    data = twice.second / "data"
    for line in (data / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((data / name).read_bytes()).hexdigest() == digest
    catalogue = json.loads((data / "catalog.jsonld").read_text("utf-8"))
    given = [one for dataset in catalogue["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert len(given) == 4 * len(TABLES)
    for one in given:
        file = data / one["dcat:downloadURL"]["@id"]
        assert int(one["dcat:byteSize"]["@value"]) == file.stat().st_size
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(file.read_bytes()).hexdigest()


def test_hidden_not_reported_and_zero_are_three_things(twice) -> None:
    counts = lines(twice.second, "counts")
    assert {row["status"] for row in counts} >= {"A", "Q", "O"}
    assert all(bool(row["value"]) == (row["status"] == "A") for row in counts)
    assert any(row["value"] == "0" for row in counts)
    area = next(one for one in twice.site.values if one.mark == "Q" and len(one.period) == 4)
    page = (twice.second / "en" / "area" / area.area / f"{area.period}.html").read_text("utf-8")
    assert '<span class="mark hidden">hidden</span>' in page


def test_feeds_name_both_publications(twice) -> None:
    feed = (twice.second / "en" / "feed.xml").read_text("utf-8")
    assert len(re.findall("<entry>", feed)) == 2
    items = json.loads((twice.second / "zh" / "feed.json").read_text("utf-8"))["items"]
    assert len(items) == 2 and len({item["id"] for item in items}) == 2
