"""A projection as csv, xlsx, json or Parquet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.project import ROWS_MOST, Outcome, driving_sentence, projection_rows, scenario_word
from huimin.tasks.project.words import resting_on

ENDINGS = (".csv", ".xlsx", ".json", ".parquet")
_CREATED = datetime(2000, 1, 1)  # a workbook's own date would make two projections of the same people differ
WORDS = {
    "area": ("地区代码", "area"), "name": ("名称", "name"), "scenario": ("情景", "scenario"),
    "measure": ("项目", "measure"), "year": ("年份", "year"), "sex": ("性别", "sex"), "age": ("年龄", "age"),
    "value": ("数值", "value"), "low_80": ("80%下限", "80% low"), "high_80": ("80%上限", "80% high"),
    "low_95": ("95%下限", "95% low"), "high_95": ("95%上限", "95% high"), "about": ("说明", "About"),
    "figures": ("主要结果", "Readouts"), "events": ("出生死亡迁移", "Events"), "people": ("分年龄人口", "By age"),
    "title": ("人口推算", "Population projection"),
    "simulated": ("模拟数据，非真实地区", "simulated data, no real place"),
}  # fmt: skip
_EVENTS = ("births", "deaths", "net_migration")


def write_projection(outcome: Outcome, target: Path, lang: str, simulated: bool = False) -> int:
    """Write everything into one file, in the format its ending names; how many rows it has.

    Raises:
        Invalid: ``format-unknown``, or more rows than a workbook holds (``project-too-many-rows``).
    """
    if target.suffix.lower() not in ENDINGS:
        facts = {"found": target.suffix or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])
    columns = projection_rows(outcome, lang)
    count = len(columns["area"])
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".making-{target.name}")
    try:
        if target.suffix.lower() == ".xlsx":
            _workbook(outcome, columns, beside, lang, simulated)
        else:
            _table(outcome, columns, beside, target.suffix.lower(), lang, simulated)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return count


def _table(
    outcome: Outcome, columns: Mapping[str, list[Any]], path: Path, ending: str, lang: str, simulated: bool
) -> None:
    if ending == ".json":
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        about = _about(outcome, lang, simulated)
        path.write_text(json.dumps({"about": about, "rows": rows}, ensure_ascii=False), encoding="utf-8")
        return
    import pyarrow as pa

    table = pa.table({name: pa.array(values, type=_type(pa, name)) for name, values in columns.items()})
    if ending == ".parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, path)
        return
    import pyarrow.csv as pa_csv

    with path.open("wb") as file:
        file.write("\ufeff".encode())
        pa_csv.write_csv(table, file)


def _type(pa: Any, name: str) -> Any:
    if name == "year":
        return pa.int32()
    return pa.float64() if name.startswith(("value", "low", "high")) else pa.string()


def _about(outcome: Outcome, lang: str, simulated: bool) -> list[str]:
    """What the figures rest on and what drives them, line by line."""
    at = int(lang != "zh")
    lines = [WORDS["title"][at], *([WORDS["simulated"][at]] if simulated else []), *resting_on(outcome, lang)]
    for run in outcome.runs:
        for place, one in zip(outcome.places, run.drivers, strict=True):
            stop = "：" if lang == "zh" else ": "
            lines.append(f"{scenario_word(run.name, lang)}{stop}{driving_sentence(one, place.name(lang), lang)}")
    return lines


def _workbook(outcome: Outcome, columns: Mapping[str, list[Any]], path: Path, lang: str, simulated: bool) -> None:
    import xlsxwriter

    parts = _sheets(columns)
    for rows in parts.values():
        if len(rows) > ROWS_MOST:
            facts = {"found": len(rows), "expected": ROWS_MOST}
            raise Invalid([Finding("project-too-many-rows", Severity.ERROR, facts=facts)])
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    at = int(lang != "zh")
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": WORDS["title"][at], "created": _CREATED})
        head = book.add_format({"bold": True, "bg_color": "#e8f1f1", "font_color": "#17585c"})
        wrap, count = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet(WORDS["about"][at])
        sheet.set_column(0, 0, 110)
        for line, text in enumerate(_about(outcome, lang, simulated)):
            sheet.write_string(line, 0, text, wrap)
        for name, rows in parts.items():
            _sheet(book.add_worksheet(WORDS[name][at]), list(columns), rows, at, head, count, outcome, lang)


def _sheets(columns: Mapping[str, list[Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows by the sheet they go to."""
    parts: dict[str, list[tuple[Any, ...]]] = {"figures": [], "events": [], "people": []}
    names = list(columns)
    measure = names.index("measure")
    for row in zip(*columns.values(), strict=True):
        kind = "people" if row[measure] == "population" else "events" if row[measure] in _EVENTS else "figures"
        parts[kind].append(row)
    return parts


def _sheet(
    sheet: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]], at: int, head: Any, count: Any,
    outcome: Outcome, lang: str,
) -> None:  # fmt: skip
    """One sheet: a header that stays in sight, texts as texts, numbers as numbers, readouts by their names."""
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, 14)
    for column, name in enumerate(names):
        sheet.write_string(0, column, WORDS[name][at], head)
    measure, scenario = names.index("measure"), names.index("scenario")
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if column == measure and value in outcome.counted:
                sheet.write_string(line, column, outcome.counted[value][at])
            elif column == scenario:
                sheet.write_string(line, column, scenario_word(value, lang))
            elif isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                sheet.write_number(line, column, value, None if names[column] == "year" else count)
    sheet.autofilter(0, 0, len(rows), len(names) - 1)
