"""An indicator's rows as csv and as xlsx, with units, intervals, reports behind each value, and the source."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from huimin.indicators.definitions import Indicator
from huimin.language import describe, parse
from huimin.web.base import clock, formats, place
from huimin.web.base.words import say
from huimin.web.indicators.rows import Row

COLUMNS = ("key", "area", "level", "period", "indicator", "name", "unit", "value", "low", "high", "numerator",
           "denominator", "got", "owed", "since", "since-sure", "year", "year-sure")  # fmt: skip
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE = {"area": 24, "name": 32, "key": 14}


def _sure(given: bool | None, lang: str) -> str:
    return "" if given is None else say(lang, "indicators.sure" if given else "indicators.noise")


def cells(row: Row, lang: str) -> list[str | float | int | None]:
    """A row's cells in the order of ``COLUMNS``. Values are pure numbers: 0.853 stands for 85.3%."""
    return [
        row.key, row.name(lang), place.definitions().areas.levels.name(row.level, row.key, lang), row.period.code,
        row.indicator.code, row.indicator.name(lang), say(lang, f"indicators.unit-{row.indicator.show}"),
        row.value, row.low, row.high, row.numerator, row.denominator, row.got, row.owed,
        row.since[0], _sure(row.since[1], lang), row.year[0], _sure(row.year[1], lang),
    ]  # fmt: skip


def formula(indicator: Indicator, lang: str) -> str:
    """The whole formula in words."""
    return describe(parse(indicator.text), place.definitions().names, lang)


def about(indicator: Indicator, lang: str) -> list[tuple[str, str]]:
    """Lines that tell what the file holds."""
    title = place.definitions().title
    made = [
        (say(lang, "indicators.column-indicator"), f"{indicator.name(lang)} ({indicator.code})"),
        (say(lang, "indicators.formula"), formula(indicator, lang)),
        (say(lang, "indicators.source"), indicator.source.text()),
        (say(lang, "indicators.note"), indicator.note_zh if lang == "zh" else indicator.note_en),
        (say(lang, "indicators.made"), f"{title.name(lang)}, {formats.day(clock.today(), lang)}"),
        (say(lang, "indicators.confidence"), "95%"),
        (say(lang, "indicators.empty"), say(lang, "indicators.empty-means")),
    ]
    if title.simulated:
        made.insert(0, ("!", say(lang, "base.simulated")))
    return [(name, text) for name, text in made if text]


def as_csv(rows: Sequence[Row], lang: str) -> bytes:
    """Comma-separated text with a mark that spreadsheets need to read Chinese."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    simulated = place.definitions().title.simulated
    heads = [say(lang, f"indicators.column-{name}") for name in COLUMNS]
    writer.writerow([*heads, say(lang, "indicators.column-simulated")] if simulated else heads)
    for row in rows:
        line = [_plain(one) for one in cells(row, lang)]
        writer.writerow([*line, say(lang, "indicators.yes")] if simulated else line)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _plain(one: str | float | int | None) -> str:
    """A cell as text; a text that a spreadsheet would run as a formula is kept a text."""
    if one is None:
        return ""
    if isinstance(one, str):
        return "'" + one if one[:1] in "=+-@\t\r" and one else one
    return repr(one)


def as_xlsx(rows: Sequence[Row], lang: str) -> bytes:
    """A workbook: the rows with number formats, and a sheet that says what they are."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        sheet = book.add_worksheet(say(lang, "indicators.sheet"))
        top = 0
        if place.definitions().title.simulated:
            sheet.write_string(0, 0, say(lang, "base.simulated"), book.add_format({"bold": True, "font_color": "red"}))
            top = 1
        for column, name in enumerate(COLUMNS):
            sheet.write_string(top, column, say(lang, f"indicators.column-{name}"), head)
            sheet.set_column(column, column, _WIDE.get(name, 13))
        sheet.freeze_panes(top + 1, 2)
        formats_of: dict[str, Any] = {}
        for number, row in enumerate(rows, top + 1):
            _write(book, sheet, number, row, lang, formats_of)
        sheet.autofilter(top, 0, top + len(rows), len(COLUMNS) - 1)
        _about(book, rows, lang)
    return file.getvalue()


def _write(book: Any, sheet: Any, number: int, row: Row, lang: str, known: dict[str, Any]) -> None:
    one = row.indicator
    code = "0" + ("." + "0" * one.decimals if one.decimals else "") + ("%" if one.show == "percent" else "")
    if code not in known:
        known[code] = book.add_format({"num_format": code})
    scale = 1000 if one.show == "permille" else 1
    for column, (name, value) in enumerate(zip(COLUMNS, cells(row, lang), strict=True)):
        if isinstance(value, str):
            sheet.write_string(number, column, "‰" if name == "unit" and one.show == "permille" else value)
        elif value is not None and name in ("value", "low", "high", "since", "year"):
            sheet.write_number(number, column, value * scale, known[code])
        elif value is not None:
            sheet.write_number(number, column, value)


def _about(book: Any, rows: Sequence[Row], lang: str) -> None:
    sheet = book.add_worksheet(say(lang, "indicators.about"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    line = 0
    for indicator in {row.indicator.code: row.indicator for row in rows}.values():
        for name, text in about(indicator, lang):
            sheet.write_string(line, 0, name, wrap)
            sheet.write_string(line, 1, text, wrap)
            line += 1
        line += 1
