"""Tables as csv, xlsx, Parquet and JSON. The same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.tables import Download

FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
"""Endings of the formats and their media types."""
_ARROW = {"string": pa.string(), "decimal": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(),
          "date": pa.string(), "anyURI": pa.string()}  # fmt: skip


def about(site: Site, table: Download) -> dict[str, Any]:
    """What every download carries of itself."""
    licence = site.settings.licence
    return {
        "title": {"zh": f"{table.zh} · {site.title('zh')}", "en": f"{table.en} · {site.title('en')}"},
        "description": {"zh": table.about_zh, "en": table.about_en},
        "publisher": {lang: site.publisher(lang) for lang in ("zh", "en")},
        "licence": licence.address or licence.code or {"zh": licence.zh, "en": licence.en},
        "publication": site.history[-1].number if site.history else 0,
        "date": site.day.isoformat(), "simulated": site.simulated, "draft": site.draft,
        "status": {"A": "value", "O": "not reported", "Q": "hidden to protect people (confidential)",
                   "M": "cannot exist"},
    }  # fmt: skip


def written(site: Site, table: Download) -> dict[str, bytes]:
    """The table in every format, by ending."""
    return {"csv": as_csv(table), "xlsx": as_xlsx(site, table), "parquet": as_parquet(site, table),
            "json": as_json(site, table)}  # fmt: skip


def as_csv(table: Download) -> bytes:
    """UTF-8, commas, a header, ``\\n``; empty where there is no value; ``true`` and ``false``."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(table.names)
    lines.writerows([[_plain(value) for value in row] for row in table.rows])
    return text.getvalue().encode()


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _digits(value)
    return "" if value is None else value


def _digits(value: float) -> str:
    """Without an exponent, which ``decimal`` of XML Schema does not know."""
    text = format(value, ".12g")
    return format(value, ".20f").rstrip("0") if "e" in text else text


def as_json(site: Site, table: Download) -> bytes:
    """An object with what it is and ``rows``: one object a row."""
    head = {**about(site, table), "columns": {c.name: {"zh": c.zh, "en": c.en, "type": c.type} for c in table.columns}}
    rows = ",\n".join(json.dumps(dict(zip(table.names, row, strict=True)), ensure_ascii=False) for row in table.rows)
    start = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    return f'{start},\n "rows": [\n{rows}\n]}}\n'.encode()


def as_parquet(site: Site, table: Download) -> bytes:
    """One row group, zstd, with what the table is among the metadata of its schema."""
    fields = [pa.field(column.name, _ARROW[column.type]) for column in table.columns]
    told = {b"huimin": json.dumps(about(site, table), ensure_ascii=False, sort_keys=True).encode()}
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(fields)
    arrays = [pa.array(values, one.type, from_pandas=False) for values, one in zip(columns, fields, strict=True)]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, told)), target, compression="zstd")
    return target.getvalue()


def as_xlsx(site: Site, table: Download) -> bytes:
    """A sheet that says what the table is, and the table with its header held in place and a filter."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False,
                                        "strings_to_urls": False})  # fmt: skip
    book.set_properties({"title": table.en, "created": datetime(site.day.year, site.day.month, site.day.day)})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    _read_me(book.add_worksheet("说明 README"), site, table, bold, wrapped)
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, 22 if column.name.endswith(("_zh", "_en", "note", "formula")) else 12)
    sheet.write_row(0, 0, table.names, bold)
    for number, row in enumerate(table.rows, 1):
        for at, value in enumerate(row):
            if value is not None:
                sheet.write(number, at, value)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return target.getvalue()


def _read_me(sheet: Any, site: Site, table: Download, bold: Any, wrapped: Any) -> None:
    """What the table is and what its columns mean, in both languages."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 58)
    licence = site.settings.licence
    lines = [
        ("", f"{table.zh} · {site.title('zh')}", f"{table.en} · {site.title('en')}"),
        *([("!", "全部数据为模拟，不反映任何真实情况", "All figures are simulated and describe nothing real")]
          if site.simulated else []),
        ("", table.about_zh, table.about_en), ("date", site.day.isoformat(), site.day.isoformat()),
        ("licence", licence.zh, f"{licence.en} {licence.address}".strip()),
        *((column.name, column.zh, column.en) for column in table.columns),
    ]  # fmt: skip
    for number, (name, zh, en) in enumerate(lines):
        sheet.write(number, 0, name, bold)
        sheet.write(number, 1, zh, bold if name == "!" else wrapped)
        sheet.write(number, 2, en, bold if name == "!" else wrapped)
