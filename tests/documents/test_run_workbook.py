"""The workbook of a run opens, holds every sheet, and holds texts as texts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.documents import RunContent
from huimin.adapters.documents.file_names import SHEET_NAME_LENGTH, file_stem, sheet_names


@pytest.fixture(scope="module")
def book(written: tuple[Path, dict[str, str]]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written[0] / "run.xlsx")


def texts(sheet: object) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[attr-defined]


def test_sheets(book: openpyxl.Workbook, content: RunContent) -> None:
    names = book.sheetnames
    assert (names[0], names[1], names[-1]) == ("说明 About", "排名 Ranking", "发现 Findings")
    assert len(names) == len(content.described["items"]) + 3
    for name, item in zip(names[2:-1], content.described["items"], strict=True):
        assert name.startswith(item["id"])


def test_about_tells_the_scheme_the_states_and_what_is_declined(book: openpyxl.Workbook) -> None:
    text = "\n".join(str(cell) for row in texts(book.worksheets[0]) for cell in row if cell)
    for part in ("模拟数据", "SIMULATED DATA", "家庭服务考核方案", "Assessment of family services", "2024年", "不能判定 Cannot be told",
                 "不对家庭的生育作考核", "no family’s births are assessed", "ab" * 32):  # fmt: skip
        assert part in text, part


def test_the_ranking_lists_ranked_areas_first(book: openpyxl.Workbook) -> None:
    rows = texts(book["排名 Ranking"])
    assert [row[0] for row in rows[3:]] == [1, 2, 3, 4, None]
    assert [row[1] for row in rows[3:]] == ["河东县", "河西区", "云山旗", "=1+1县", "开发区"]
    assert rows[3][4] == 72.53
    assert "数字不全" in str(rows[7][9])
    assert "触碰红线" in str(rows[5][6])


def test_an_items_sheet_holds_its_numbers(book: openpyxl.Workbook) -> None:
    rows = texts(book.worksheets[2])
    assert rows[3][2:9] == ["159901", pytest.approx(1310 / 1800), 1310, 1800, 0.7067, 0.7477, None]
    assert rows[4][8] == pytest.approx(92 / 120)
    assert rows[4][13] == "合并多年计分 Scored on several years"
    assert rows[7][12:] == [None, "未报 Not reported"], "what was not reported has no points"
    formats = [cell.number_format for cell in book.worksheets[2][4]]
    assert formats[3] == "0.00%"
    judged = next(sheet for sheet in book.worksheets if sheet.title.startswith("B2"))
    assert judged["D4"].value == datetime(2024, 12, 2)


def test_nothing_is_a_formula(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), sheet.title


def test_findings_stand_worst_first_in_both_languages(book: openpyxl.Workbook) -> None:
    rows = texts(book["发现 Findings"])[3:]
    assert [str(row[0]).split()[-1] for row in rows] == ["Error", "Warning", "Note"]
    assert "=cmd()" in str(rows[0][1])
    assert "=cmd()" in str(rows[0][2])
    assert rows[0][3] == "a.yaml:3"
    assert rows[1][3:7] == ["表.xlsx", "一月", "D17", "159901"]


def test_sheets_print_on_a4_landscape(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.page_setup.fitToHeight == 0
    assert book.worksheets[1].freeze_panes == "C4"
    assert book.worksheets[1].print_title_rows == "$3:$3"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheet_names_are_legal_and_differ(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(names) == len(titles)
    for name in names:
        assert 0 < len(name) <= SHEET_NAME_LENGTH
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


@given(st.lists(st.text(min_size=1, max_size=200), unique=True, max_size=8))
def test_file_names_differ_and_stay_in_their_folder(keys: list[str]) -> None:
    stems = [file_stem(key) for key in keys]
    assert len({stem.casefold() for stem in stems}) == len(keys)
    for stem in stems:
        assert len(f"{stem}.html".encode()) <= 255
        assert not set(stem) & set('/\\:*?"<>|. \0')
        assert stem.casefold() not in ("index", "con", "nul")


@pytest.mark.parametrize(
    ("key", "stem"),
    [
        ("150202", "150202"),
        ("1599/无码", "1599_无码-88fe640621"),
        ("../../etc", "etc-74ccf3c5b4"),
        ("index", "index-1bc04b5291"),
    ],
)
def test_file_names(key: str, stem: str) -> None:
    assert file_stem(key) == stem
