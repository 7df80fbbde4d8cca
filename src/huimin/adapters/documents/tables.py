"""``scores`` and ``items`` as CSV and Parquet: one row an area, and one row an area and item.

Values are as computed, not rounded. CSV is UTF-8 with a byte order mark, because spreadsheet programs in Chinese
offices take it for GBK without one; texts that such a program would run as a formula get an apostrophe in front (the
Parquet file and ``run.json`` hold the text as it is). An empty cell is a value not known, never zero.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from huimin.adapters.documents.content import Record
from huimin.assessment.explanation import COUNTED

SCORES = pa.schema(
    [("key", pa.string()), ("zh", pa.string()), ("en", pa.string()), ("path", pa.string()), ("rank", pa.int32()),
     ("of", pa.int32()), ("reason", pa.string()), ("score", pa.float64()), ("with_missing", pa.float64()),
     ("earned", pa.float64()), ("available", pa.float64()), ("missing", pa.float64()), ("complete", pa.float64()),
     ("grade", pa.string()), ("capped_by", pa.string()), ("steps", pa.string())]
)  # fmt: skip
ITEMS = pa.schema(
    [("key", pa.string()), ("zh", pa.string()), ("en", pa.string()), ("item", pa.string()), ("item_zh", pa.string()),
     ("item_en", pa.string()), ("best", pa.float64()), ("points", pa.float64()), ("share", pa.float64()),
     ("status", pa.string()), ("value", pa.float64()), ("numerator", pa.float64()), ("denominator", pa.float64()),
     ("low", pa.float64()), ("high", pa.float64()), ("pooled", pa.float64()), ("complete", pa.float64()),
     ("timely", pa.float64())]
)  # fmt: skip
_ROWS_AT_ONCE = 50_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def score_rows(records: Iterable[Record]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``scores``, in the order of ``SCORES``."""
    for record in records:
        place = record["standing"]
        yield (
            record["key"], record["zh"], record["en"], " / ".join(record["path"]), place["rank"], place["of"],
            place["reason"] or None, record["score"], record["with_missing"], record["earned"], record["available"],
            record["missing"], record["complete"], place["grade"], place["capped_by"],
            ", ".join(place["steps"]) or None,
        )  # fmt: skip


def item_value(item: Record, scored: Record) -> float | None:
    """The value that an item turns on."""
    if item["measure"] is not None and scored["measured"] is not None:
        return scored["measured"]["value"]
    return scored["inputs"].get("of")


def item_rows(items: Sequence[Record], records: Iterable[Record]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``items``, in the order of ``ITEMS``. Points of what was not scored are empty, not zero."""
    for record in records:
        for item, scored in zip(items, record["items"], strict=True):
            measured = scored["measured"] or {}
            yield (
                record["key"], record["zh"], record["en"], item["id"], item["zh"], item["en"],
                None if item["extra"] else float(item["points"]),
                scored["points"] if scored["status"] in COUNTED else None, scored["share"], scored["status"],
                item_value(item, scored), measured.get("numerator"), measured.get("denominator"), measured.get("low"),
                measured.get("high"), (scored["pooled"] or {}).get("value"), scored["complete"],
                scored["timely"],
            )  # fmt: skip


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA_STARTS) else value
    return format(value, ".12g") if isinstance(value, float) else value


def write_csv(path: Path, schema: pa.Schema, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as CSV, numbers to twelve significant digits."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(schema.names)
        writer.writerows([_cell(value) for value in row] for row in rows)


def write_parquet(path: Path, schema: pa.Schema, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as Parquet, a batch at a time; the same rows give the same bytes."""
    rows = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            columns = zip(*batch, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
