"""``run.xlsx``: a whole run as one workbook for people who work in one: about, ranking, a sheet an item, findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from huimin.adapters.documents.content import Record, RunContent
from huimin.adapters.documents.file_names import sheet_names
from huimin.adapters.documents.hashes import flat
from huimin.adapters.documents.tables import item_value
from huimin.adapters.documents.view import two
from huimin.adapters.documents.words import STATUSES, WORDS, both, status_words, word
from huimin.assessment.explanation import COUNTED
from huimin.figures.periods import Period
from huimin.findings import Severity, explain, next_step, sort_findings
from huimin.indicators.rounding import plain, show

FINDINGS_AT_MOST = 50_000
_CREATED = datetime(2000, 1, 1)  # a workbook's own date would make two runs of the same figures differ
_A4 = 9
_SEVERITY_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note-severity"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#17585c"},
    "mark": {"bold": True, "font_color": "#ffffff", "bg_color": "#9b1c1c"},
    "head": {"bold": True, "bg_color": "#e8f1f1", "font_color": "#17585c", "bottom": 2, "bottom_color": "#17585c",
             "text_wrap": True, "valign": "vcenter"},
    "label": {"bold": True, "valign": "top"},
    "text": {"valign": "top", "indent": 1},
    "wrap": {"text_wrap": True, "valign": "top", "indent": 1},
    "whole": {"num_format": "0", "valign": "top", "align": "center"},
    "points": {"num_format": "0.00", "valign": "top"},
    "number": {"num_format": "#,##0.00####", "valign": "top"},
    "count": {"num_format": "#,##0", "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
}  # fmt: skip


class Book:
    """A workbook being written: its styles and the few ways of writing a cell."""

    def __init__(self, path: Path, content: RunContent) -> None:
        # Texts are written as texts whatever they start with: a name like “=1+1” is a name.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.book.set_properties(
            {"title": f"{content.title_zh} {content.title_en}", "subject": content.run, "created": _CREATED}
        )
        font = {"font_name": "Microsoft YaHei", "font_size": 10}
        self.styles = {name: self.book.add_format(font | style) for name, style in _STYLES.items()}
        self.content = content

    def style(self, name: str) -> Format:
        """A named style, or one made of a number format."""
        if name not in self.styles:
            self.styles[name] = self.book.add_format(
                {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "num_format": name}
            )
        return self.styles[name]

    def sheet(self, name: str, columns: Iterable[tuple[str, float]], note: str = "") -> tuple[Worksheet, int]:
        """A new sheet with a title line and a frozen line of headings; and the first row below them."""
        sheet = self.book.add_worksheet(name)
        columns = list(columns)
        sheet.write_string(0, 0, note or name, self.style("title"))
        if self.content.simulated:
            sheet.write_string(1, 0, self.simulated(), self.style("mark"))
        for number, (heading, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            sheet.write_string(2, number, heading, self.style("head"))
        sheet.set_row(2, 32)
        sheet.freeze_panes(3, 1)
        self.print_setup(sheet)
        sheet.repeat_rows(2)
        return sheet, 3

    def print_setup(self, sheet: Worksheet) -> None:
        """A4 landscape, one page wide, with the run, the page and the simulated mark on every page."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.5, 0.5, 0.7, 0.7)
        mark = f"  {self.simulated()}" if self.content.simulated else ""
        # An ampersand starts a code in headers and footers, so one that is meant is written twice.
        title = f"{self.content.title_zh} {self.content.run}"[:100].replace("&", "&&")
        sheet.set_header(f"&L{title}&R{mark}")
        sheet.set_footer("&C&P / &N")

    def simulated(self) -> str:
        """The mark of invented figures in both languages."""
        return f"{word('simulated', 'zh')} {word('simulated', 'en')}"

    def write(self, sheet: Worksheet, row: int, column: int, value: Any, style: str = "text") -> None:
        """Write a text as text and a number as number; nothing where there is no value."""
        if value is None:
            return
        if isinstance(value, str):
            sheet.write_string(row, column, value, self.style(style))
        else:
            if style == "number" and value == int(value):
                style = "count"
            sheet.write_number(row, column, value, self.style(style))


def write_book(path: Path, content: RunContent) -> None:
    """Write the workbook; the same content gives the same bytes."""
    book = Book(path, content)
    items = content.described["items"]
    titles = [both("about"), both("ranking"), *(f"{item['id']} {item['zh']}" for item in items), both("findings")]
    names = sheet_names(titles)
    _about(book, names[0])
    _ranking(book, names[1])
    for number, item in enumerate(items):
        _item(book, names[2 + number], item, number)
    _findings(book, names[-1])
    book.book.close()


# --- about ----------------------------------------------------------------------------------------------------------


def _about(book: Book, name: str) -> None:
    sheet = book.book.add_worksheet(name)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 2, 62)
    sheet.hide_gridlines(2)
    book.print_setup(sheet)
    book.write(sheet, 0, 0, f"{book.content.title_zh} {book.content.title_en}".strip(), "title")
    row = 1
    if book.content.simulated:
        for column, text in enumerate(("", *WORDS["simulated-long"])):
            book.write(sheet, row, column, text, "mark")
        row += 1
    for label, zh, en in _about_lines(book.content):
        book.write(sheet, row, 0, label, "label")
        book.write(sheet, row, 1, zh, "wrap")
        book.write(sheet, row, 2, en, "wrap")
        row += 1


def _about_lines(content: RunContent) -> Iterable[tuple[str, ...]]:
    described = content.described
    scheme, period = described["scheme"], Period.of(described["period"])
    yield both("scheme"), scheme["zh"], scheme["en"]
    yield "", *(word("version", lang, version=scheme["version"]) for lang in ("zh", "en"))
    yield both("period"), period.name("zh"), period.name("en")
    if scheme["source"]["text"]:
        yield both("source"), scheme["source"]["text"], ""
    if scheme["note_zh"] or scheme["note_en"]:
        yield both("note"), scheme["note_zh"], scheme["note_en"]
    total = plain(scheme["total"])
    yield both("how-total-head"), *(word("how-total", lang, total=total) for lang in ("zh", "en"))
    for status in STATUSES:
        yield both(status), status_words(status, "zh"), status_words(status, "en")
    for grade in described["grades"]:
        least = f"≥ {show(grade['at_least'], 'percent', 0)}"
        yield both("grade"), f"{grade['zh']} {least}", f"{grade['en']} {least}"
    for one in described["declined"]:
        label = f"{both('not-scored')} {one['id']}"
        yield label, f"{one['zh']}：{one['reason_zh']}", f"{one['en']}: {one['reason_en']}"
    yield both("run"), content.run, ""
    for name, value in flat(content.manifest):
        yield name, value, ""


# --- ranking --------------------------------------------------------------------------------------------------------


def _ranking(book: Book, name: str) -> None:
    columns = [(both("rank"), 8), (both("area"), 24), ("English", 24), (both("key"), 16), (both("score"), 10),
               (both("with-missing"), 14), (both("grade"), 18), (both("complete"), 12), (both("step"), 30),
               (both("reason"), 60)]  # fmt: skip
    scheme = book.content.described["scheme"]
    sheet, row = book.sheet(name, columns, f"{scheme['zh']} {scheme['en']}")
    sheet.freeze_panes(3, 2)
    for record in by_rank(book.content.records):
        place = record["standing"]
        cells = (
            (place["rank"], "whole"), (record["zh"], "text"), (record["en"], "text"), (record["key"], "text"),
            (_rounded(record["score"]), "points"), (_rounded(record["with_missing"]), "points"),
            (_grade(book.content, place), "wrap"), (record["complete"], "share"),
            (_steps(book.content, place), "wrap"), (_reason(record, scheme), "wrap"),
        )  # fmt: skip
        for column, (value, style) in enumerate(cells):
            book.write(sheet, row, column, value, style)
        row += 1


def by_rank(records: Iterable[Record]) -> list[Record]:
    """Ranked areas by rank, then those listed apart, each in the run's order."""
    return sorted(records, key=lambda r: (r["standing"]["rank"] is None, r["standing"]["rank"] or 0))


def _rounded(value: float | None) -> float | None:
    """Scores as they are ranked: two decimals, halves up."""
    return None if value is None else float(two(value).replace(",", ""))


def _named(described: Record, part: str, code: str | None) -> str:
    found = next((one for one in described[part] if one["code"] == code), None)
    return f"{found['zh']} {found['en']}" if found else ""


def _grade(content: RunContent, place: Record) -> str:
    grade, cap = (
        _named(content.described, part, place[key]) for part, key in (("grades", "grade"), ("red_lines", "capped_by"))
    )
    return f"{grade}（{word('capped', 'zh', line=cap)}）" if cap else grade


def _steps(content: RunContent, place: Record) -> str:
    return "; ".join(_named(content.described, "ladder", code) for code in place["steps"])


def _reason(record: Record, scheme: Record) -> str:
    code = record["standing"]["reason"]
    if not code:
        return ""
    minimum = scheme["minimum_completeness" if code == "incomplete" else "minimum_scored"]
    facts = {"complete": show(record["complete"], "percent", 1), "minimum": show(minimum, "percent", 0)}
    return " / ".join(word(f"reason-{code}", lang, **facts) for lang in ("zh", "en"))


# --- items ----------------------------------------------------------------------------------------------------------


def _value_style(item: Record, described: Record) -> str:
    """The number format of the value that an item turns on."""
    of = next((one for one in item["inputs"] if one["name"] == "of"), None)
    style = item["measure"] or (of if of and of.get("show") else None)
    if style is not None:
        tail = {"percent": "%", "permille": ""}.get(style["show"], "")
        digits = style["decimals"] + (3 if style["show"] == "permille" else 0)
        return "0" + ("." + "0" * digits if digits else "") + tail
    if of is None:
        return "number"
    if of["kind"] in ("completeness", "timeliness"):
        return "share"
    leaves = of.get("leaves", [])
    values = described["leaves"][leaves[0][0]]["values"] if of["kind"] == "judged" and len(leaves) == 1 else ""
    return {"date": "date", "share": "share"}.get(values, "number")


def _item(book: Book, name: str, item: Record, number: int) -> None:
    confidence = show(book.content.described["scheme"]["confidence"], "percent", 0)
    interval = " ".join(word("interval", lang, confidence=confidence) for lang in ("zh", "en"))
    columns = [(both("area"), 22), ("English", 22), (both("key"), 16), (both("value"), 12), (both("numerator"), 12),
               (both("denominator"), 13), (f"{interval} ↓", 12), (f"{interval} ↑", 12), (both("pooled-value"), 13),
               (both("item-complete"), 13), (both("item-timely"), 13), (both("share"), 10),
               (both("points"), 9), (both("status"), 26)]  # fmt: skip
    best = "" if item["extra"] else f" · {both('best')} {plain(item['points'])}"
    sheet, row = book.sheet(name, columns, f"{item['id']} {item['zh']} {item['en']}{best}")
    rule = f"{item['rule']['zh']} · {item['rule']['en']}"
    book.write(sheet, 1, 3 if book.content.simulated else 0, rule, "text")
    style = _value_style(item, book.content.described)
    for record in book.content.records:
        scored = record["items"][number]
        measured, counts = scored["measured"] or {}, scored["status"] in COUNTED
        cells = (
            (record["zh"], "text"), (record["en"], "text"), (record["key"], "text"),
            (_excel(item_value(item, scored), style), style),
            (measured.get("numerator"), "number"), (measured.get("denominator"), "number"),
            (measured.get("low"), style), (measured.get("high"), style),
            ((scored["pooled"] or {}).get("value"), style), (scored["complete"], "share"),
            (scored["timely"], "share"),
            (None if item["extra"] else scored["share"], "share"), (scored["points"] if counts else None, "points"),
            (both(scored["status"]), "text"),
        )  # fmt: skip
        for column, (value, one) in enumerate(cells):
            book.write(sheet, row, column, value, one)
        row += 1


_EXCEL_EPOCH = date(1899, 12, 30).toordinal()  # where spreadsheets count days from


def _excel(value: float | None, style: str) -> float | None:
    return value - _EXCEL_EPOCH if style == "date" and value is not None else value


# --- findings -------------------------------------------------------------------------------------------------------


def _findings(book: Book, name: str) -> None:
    columns = [(both("severity"), 14), (both("found") + "（中文）", 52), ("English", 52), (both("file"), 26),
               (both("sheet"), 14), (both("cell"), 9), (both("area"), 16), (both("period"), 11),
               (both("element"), 20), (both("next") + "（中文）", 40), ("Next step (English)", 40),
               (both("code"), 22)]  # fmt: skip
    sheet, row = book.sheet(name, columns)
    findings = sort_findings(book.content.findings)
    for finding in findings[:FINDINGS_AT_MOST]:
        place, line = finding.place, f":{finding.place.line}" if finding.place.line else ""
        cells = (
            both(_SEVERITY_WORDS[finding.severity]), explain(finding, "zh"), explain(finding, "en"),
            place.file + line, place.sheet, place.cell, place.area, place.period, place.element,
            next_step(finding, "zh"), next_step(finding, "en"), finding.code,
        )  # fmt: skip
        for column, text in enumerate(cells):
            book.write(sheet, row, column, text, "wrap" if column in (1, 2, 9, 10) else "text")
        row += 1
    if len(findings) > FINDINGS_AT_MOST:
        left = len(findings) - FINDINGS_AT_MOST
        book.write(sheet, row, 0, " / ".join(word("left-out", lang, count=left) for lang in ("zh", "en")), "label")
    elif findings:
        sheet.autofilter(2, 0, row - 1, len(columns) - 1)
