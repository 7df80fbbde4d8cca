"""Tables of a budget as csv, xlsx or json, with what they rest on. The same budget gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from huimin.findings import Finding, Invalid, Severity

ENDINGS = (".csv", ".xlsx", ".json")
_CREATED = datetime(2000, 1, 1)  # a workbook's own date would make two budgets differ
COLUMNS = {
    "year": ("年份", "year"), "area": ("地区代码", "area"), "name": ("地区", "name"),
    "benefit": ("事项代码", "benefit"), "benefit_name": ("事项", "benefit name"), "level": ("负担层级代码", "level"),
    "yuan": ("所需资金（元）", "yuan needed"), "low": ("下限", "low"), "high": ("上限", "high"),
    "people": ("应享人数（模拟）", "people entitled (simulated)"),
    "families": ("应享户数（模拟）", "families entitled (simulated)"), "before": ("改前（元）", "before (yuan)"),
    "after": ("改后（元）", "after (yuan)"), "difference": ("差额（元）", "difference (yuan)"),
    "gaining": ("得益户数", "families gaining"), "losing": ("减少户数", "families losing"),
    "unchanged": ("不变户数", "families unchanged"), "newly": ("新增应享户数", "newly entitled"),
    "ended": ("不再应享户数", "no longer entitled"), "mean_gain": ("户均增加（元）", "mean gain (yuan)"),
    "mean_loss": ("户均减少（元）", "mean loss (yuan)"), "scenario": ("情景代码", "scenario"),
    "scenario_name": ("人口情景", "scenario name"), "level_name": ("层级", "level name"),
    "low_chance": ("家庭数偶然变动：下限", "chance: low"), "high_chance": ("家庭数偶然变动：上限", "chance: high"),
    "low_assumed": ("假设的范围：下限", "assumptions: low"), "high_assumed": ("假设的范围：上限", "assumptions: high"),
    "low_80": ("人口推算80%：下限", "projection 80%: low"), "high_80": ("人口推算80%：上限", "projection 80%: high"),
    "low_95": ("人口推算95%：下限", "projection 95%: low"), "high_95": ("人口推算95%：上限", "projection 95%: high"),
    "low_all": ("全部因素：下限", "everything: low"), "high_all": ("全部因素：上限", "everything: high"),
}  # fmt: skip
_ABOUT = ("说明", "About")


def write_tables(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], about: Sequence[str], target: Path, lang: str
) -> int:  # fmt: skip
    """Write tables (name -> rows of the same keys) into one file, in the format its ending names; how many rows.

    A csv holds the first table that has rows; what it rests on stands in lines that begin with ``#``.

    Raises:
        Invalid: ``format-unknown``.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        facts = {"found": target.suffix or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".making-{target.name}")
    write = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}[ending]
    try:
        write(tables, about, beside, int(lang != "zh"))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return sum(len(rows) for rows in tables.values())


def _csv(tables: Mapping[str, Sequence[Mapping[str, Any]]], about: Sequence[str], path: Path, at: int) -> None:
    rows = next((rows for rows in tables.values() if rows), [])
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        for line in about:
            out.write(f"# {line}\n")
        writer = csv.writer(out, lineterminator="\n")
        names = list(rows[0]) if rows else []
        writer.writerow([COLUMNS.get(name, (name, name))[at] for name in names])
        writer.writerows([_plain(row[name]) for name in names] for row in rows)


def _plain(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets a mark before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _json(tables: Mapping[str, Sequence[Mapping[str, Any]]], about: Sequence[str], path: Path, at: int) -> None:
    text = json.dumps({"about": list(about), **{name: list(rows) for name, rows in tables.items()}}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _xlsx(tables: Mapping[str, Sequence[Mapping[str, Any]]], about: Sequence[str], path: Path, at: int) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        head = book.add_format({"bold": True, "bg_color": "#e8f1f1", "font_color": "#17585c", "text_wrap": True})
        wrap, money = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"num_format": "#,##0.00"})
        count = book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet(_ABOUT[at])
        sheet.set_column(0, 0, 110)
        for line, text in enumerate(about):
            sheet.write_string(line, 0, text, wrap)
        for name, rows in tables.items():
            if rows:
                _sheet(book.add_worksheet(name[:31]), rows, at, head, money, count)


def _sheet(sheet: Any, rows: Sequence[Mapping[str, Any]], at: int, head: Any, money: Any, count: Any) -> None:
    names = list(rows[0])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, 15)
    for column, name in enumerate(names):
        sheet.write_string(0, column, COLUMNS.get(name, (name, name))[at], head)
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(names):
            value = row[name]
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                shown = None if name == "year" else count if isinstance(value, int) else money
                sheet.write_number(line, column, value, shown)
    sheet.autofilter(0, 0, len(rows), len(names) - 1)
