"""One csv file of a projection: rows by the names of their columns, every fault with file, line and column."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from huimin.findings import Fact, Finding, Invalid, Place, Severity, nearest

SIZE_LIMIT = 200_000_000
MOST = 50
COLUMNS: dict[str, tuple[str, ...]] = {
    "area": ("地区", "地区代码", "key", "code"),
    "year": ("年份", "年"),
    "from": ("起始年份", "起始年", "自"),
    "to": ("截止年份", "截止年", "至"),
    "sex": ("性别",),
    "age": ("年龄", "年龄组"),
    "population": ("人口", "人口数", "people", "persons"),
    "rate": ("生育率", "births_per_woman"),
    "percent": ("占比", "比重", "pasfr", "share_percent"),
    "mx": ("死亡率", "death_rate"),
    "survival": ("存活率", "生存比"),
    "net": ("净迁移", "net_migrants"),
    "share": ("比例",),
    "measure": ("代码", "指标"),
    "zh": ("中文名称",),
    "en": ("英文名称",),
    "name": ("名称", "项目"),
    "value": ("数值", "值"),
}
"""What a column may be called, by the name that is used here."""
SEXES = {"female": 0, "f": 0, "women": 0, "女": 0, "女性": 0, "male": 1, "m": 1, "men": 1, "男": 1, "男性": 1}


@dataclass(frozen=True)
class Row:
    """One row: its line in the file and its cells by column."""

    line: int
    cells: Mapping[str, str]


class CsvFile:
    """A csv file being read. Faults are gathered; :meth:`raise_if_any` tells them all.

    Args:
        path: where it is. name: what findings call it.
        needed: columns that must be there; others may be.

    Raises:
        Invalid: it cannot be opened or read as text, is empty, or lacks a needed column.
    """

    def __init__(self, path: Path, needed: Sequence[str], name: str = "") -> None:
        self.name = name or path.name
        self.faults: list[Finding] = []
        header, self.rows = self._read(path)
        self.columns = {_known(one): at for at, one in enumerate(header)}
        for one in needed:
            if one not in self.columns:
                near = nearest(one, header)
                self.fault("project-column-missing", 1, found=", ".join(header), expected=one, nearest=near or "")
        self.raise_if_any()

    def fault(self, code: str, line: int = 0, column: str = "", **facts: Fact) -> None:
        """Note an error at a line and the column of this name."""
        at = self.columns.get(column, -1) + 1 if column else 0
        self.faults.append(Finding(code, Severity.ERROR, Place(file=self.name, line=line, column=at), facts))

    def raise_if_any(self) -> None:
        """Raise :class:`Invalid` with everything found, the first fifty one by one."""
        if len(self.faults) > MOST:
            more = len(self.faults) - MOST
            self.faults = self.faults[:MOST]
            self.fault("project-more-faults", count=more)
        if self.faults:
            raise Invalid(self.faults)

    def number(self, row: Row, column: str, low: float = -math.inf, high: float = math.inf) -> float:
        """A number from ``low`` to ``high``; NaN, with a fault noted, where the cell holds none."""
        text = row.cells.get(column, "").replace(",", "")
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.fault("project-number-unreadable", row.line, column, found=text, name=column)
            return math.nan
        if value < low:
            code = "project-number-negative" if low == 0 else "project-number-low"
            self.fault(code, row.line, column, found=value, name=column, expected=low)
        elif value > high:
            self.fault("project-number-high", row.line, column, found=value, name=column, expected=high)
        return value

    def sex(self, row: Row) -> int:
        """0 for women, 1 for men; -1, with a fault noted, for anything else."""
        found = SEXES.get(row.cells.get("sex", "").lower(), -1)
        if found < 0:
            self.fault("project-sex-unknown", row.line, "sex", found=row.cells.get("sex", ""))
        return found

    def put(self, findings: Sequence[Finding], line: int, column: str = "age") -> None:
        """Note findings of the library at a line of this file."""
        at = self.columns.get(column, -1) + 1
        for one in findings:
            self.faults.append(replace(one, place=replace(one.place, file=self.name, line=line, column=at)))

    def _read(self, path: Path) -> tuple[list[str], list[Row]]:
        if path.stat().st_size > SIZE_LIMIT:
            facts = {"expected": SIZE_LIMIT // 1_000_000}
            raise Invalid([Finding("project-file-large", Severity.ERROR, Place(file=self.name), facts)])
        text = self._text(path.read_bytes())
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        lines = list(_lines(reader))
        if len(lines) < 2:
            raise Invalid([Finding("project-file-empty", Severity.ERROR, Place(file=self.name))])
        header = [cell.strip() for cell in lines[0][1]]
        names = [_known(one) for one in header]
        rows = [
            Row(line, dict(zip(names, (cell.strip() for cell in cells), strict=False))) for line, cells in lines[1:]
        ]
        return header, rows

    def _text(self, data: bytes) -> str:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise Invalid([Finding("project-file-encoding", Severity.ERROR, Place(file=self.name))])


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something and are no remark, with their number."""
    number = 0
    for cells in reader:
        number = reader.line_num  # type: ignore[attr-defined]
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield number, cells


def _delimiter(text: str) -> str:
    head = "\n".join(text[:20_000].splitlines()[:10])
    return max(",;\t", key=head.count)


def _known(header: str) -> str:
    """The name used here for a header."""
    word = header.strip().lower()
    return next((name for name, others in COLUMNS.items() if word == name or word in others), word)
