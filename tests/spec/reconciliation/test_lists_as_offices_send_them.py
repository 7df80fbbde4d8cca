"""Lists are read as offices send them: any encoding and separator, workbooks with titles and headings over two lines,
dates and numbers in every usual dress. What cannot be read is said and not guessed; what stands in a list is not shown.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import numpy as np
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from huimin.adapters.linkage import workbook_list
from huimin.adapters.linkage.tables import open_list
from huimin.findings import Invalid, explain
from huimin.reconciliation.date_texts import read_date
from huimin.reconciliation.identity import check_digit, read_identities
from huimin.reconciliation.lunar import common_day, leap_month
from huimin.reconciliation.mapping import ListMapping, columns_of
from huimin.reconciliation.places import CodePlaces
from huimin.wiring.reconcile import read_records

HEAD = ["编号", "姓名", "性别", "出生日期", "母亲姓名", "身份证号"]
ROWS = [["H1", "𠮷田雪", "女", "2026-03-05", "李梅", ""], ["H2", "阿依古丽．买买提", "男", "2026-03-06", "孙倩", ""],
        ["H3", "王小明", "男", "2026-03-07", "周敏", ""]]  # fmt: skip
TEXT = "\n".join(",".join(row) for row in [HEAD, *ROWS]) + "\n"


def read(data: bytes, file: str = "list"):
    """The records, their numbers, and the codes of what is said; or the codes of what keeps the list out."""
    faults = []
    try:
        opened = open_list(data, file)
        columns = columns_of(opened.header, ListMapping(), file, faults)
        ready = read_records(opened, columns, CodePlaces())[0]
    except Invalid as invalid:
        return None, [], [one.code.removeprefix("reconcile-") for one in invalid.findings]
    codes = [one.code.removeprefix("reconcile-") for one in ready.notes]
    return ready.records, ready.numbers_at(np.arange(len(ready.records))), codes


def same_as(data: bytes, *said: str, numbers=("H1", "H2", "H3")):
    """That the list reads as the plain one does, whatever its dress."""
    records, found, codes = read(data)
    plain, _, _ = read(TEXT.encode())
    assert records is not None, codes
    assert records.name.letters.tolist() == plain.name.letters.tolist()
    assert (records.birth.tolist(), records.sex.tolist()) == (plain.birth.tolist(), plain.sex.tolist())
    assert found == list(numbers) and codes == list(said)


def book(**sheets):
    """A workbook of these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    paper = io.BytesIO()
    made.save(paper)
    return paper.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, end):
    same_as(TEXT.replace("\n", end).encode(encoding))


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators(separator):
    same_as(TEXT.replace(",", separator).encode())


def test_two_encodings_in_one_file_are_told_with_the_line():
    """UTF-8 that is put together with GBK would otherwise be read as GBK from end to end: every name would be another."""
    mixed = (TEXT * 40).encode() + "H9,王二,男,2026-03-05,李四,\n".encode("gbk")
    with pytest.raises(Invalid) as found:
        open_list(mixed, "list")
    assert [(one.code, one.facts["line"]) for one in found.value.findings] == [("reconcile-encoding-mixed", 161)]


def test_titles_totals_and_headings_printed_again_are_no_records():
    title = "某县出生登记表\n填表单位：某院,,,,,\n\n"
    totals = "合计,3,,,,\n填表人：张三  审核：李四,,,,,\n" + ",".join(HEAD) + "\n"
    same_as((title + TEXT + totals).encode(), "lines-above", "no-record")


def test_commas_quotes_and_line_breaks_within_a_cell():
    quoted = TEXT.replace("出生日期", '"出生\n日期"').replace("李梅", '"李梅"').replace("H3", '"H3"')
    same_as(quoted.encode())
    same_as(TEXT.replace("\n", ",\n").replace(",\n", "\n", 1).encode())  # more commas below the headings


def test_a_quotation_mark_without_its_partner_is_told_with_its_line():
    """Read on, it would swallow all records up to the next one, silently."""
    with pytest.raises(Invalid) as found:
        read_records(*_opened(TEXT.replace("阿依", '"阿依')), CodePlaces())
    assert [(one.code, one.facts["line"]) for one in found.value.findings] == [("reconcile-quote-open", 3)]


def _opened(text):
    opened = open_list(text.encode(), "list")
    return opened, columns_of(opened.header, ListMapping(), "list", [])


def test_without_record_numbers_the_lines_of_the_file_stand_in():
    rows = [line.split(",", 1)[1] for line in TEXT.splitlines()]
    broken = "\n".join(["标题", rows[0], rows[1], "", rows[2].replace("孙倩", '"孙\n倩"'), rows[3]])
    same_as(broken.encode(), "lines-above", "no-numbers", numbers=("3", "5", "7"))


@pytest.mark.parametrize(("text", "code"), [
    ("\n".join(TEXT.splitlines()[1:]), "no-headings"), (TEXT.replace(",", "，"), "one-column"),
    ("姓名,出生日期" + ",x" * 200 + "\n", "columns-many"), ("", "list-empty"), (HEAD[0], "one-column"),
    ("%PDF-1.7", "list-other-format"), ("<html><table>", "list-other-format"),
])  # fmt: skip
def test_what_is_no_list(text, code):
    assert read(text.encode())[2] == [code]


def test_nothing_of_a_list_without_headings_is_shown():
    with pytest.raises(Invalid) as found:
        open_list("\n".join(TEXT.splitlines()[1:]).encode(), "list")
    told = repr(found.value.findings) + "".join(explain(one, "zh") for one in found.value.findings)
    assert not any(cell in told for row in ROWS for cell in row if cell)


def test_headings_with_stars_numbers_and_units():
    same_as(
        TEXT.replace(",".join(HEAD), "*编号,*姓名（必填）,3.性别,出生日期(yyyy-mm-dd),母亲姓名*,公民身份号码").encode()
    )


# --- workbooks


def test_a_workbook_with_a_title_and_typed_cells():
    rows = [[int(row[0][1:]), *row[1:3], date.fromisoformat(row[3]), *row[4:]] for row in ROWS]
    data = book(名单=[["某县出生登记表"], [], HEAD, *rows, ["合计", 3]])
    same_as(data, "lines-above", "no-record", numbers="123")


def test_headings_over_two_lines_tell_child_and_mother_apart():
    upper = ["序号", "儿童信息", None, None, "母亲信息", None]
    lower = [None, "姓名", "性别", "出生日期", "姓名", "身份证号"]
    data = book(名单=[["某县出生登记表"], upper, lower, *ROWS])
    opened = open_list(data, "list")
    assert opened.header == ("序号", "儿童姓名", "儿童性别", "儿童出生日期", "母亲姓名", "母亲身份证号")
    same_as(data, "lines-above")


def test_sheets_with_the_same_headings_are_one_list_and_others_are_named():
    remarks = [["填表说明"], ["一律用公历"]]
    same_as(
        book(说明=remarks, 三月上旬=[HEAD, *ROWS[:2]], 三月中旬=[HEAD, *ROWS[2:]]), "sheets-joined", "sheets-left-out"
    )


def test_cells_merged_over_several_rows_are_told():
    """Twins share their mother's cell in many a form; only the first of the rows holds what it says."""
    made = openpyxl.load_workbook(io.BytesIO(book(名单=[HEAD, *ROWS])))
    made.active.merge_cells("E2:E3")
    paper = io.BytesIO()
    made.save(paper)
    records, _, codes = read(paper.getvalue())
    assert codes == ["merged-cells"] and records.mother.codes[1] == -1


def test_workbooks_that_cannot_be_opened(monkeypatch):
    plain, locked, packed = book(名单=[HEAD, *ROWS]), io.BytesIO(), io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt("secret", locked)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("list.csv", TEXT)
    told = [read(data)[2] for data in (locked.getvalue(), packed.getvalue(), plain[:3000], book(名单=[]))]
    assert told == [["workbook-locked"], ["list-other-format"], ["workbook-unreadable"], ["list-empty"]]
    monkeypatch.setattr(workbook_list, "MOST_UNPACKED", 2000)
    assert read(plain)[2] == ["workbook-large"]


# --- cells

DATES = """
    2026-03-05                | 2026-03-05
    2026.3.5                  | 2026-03-05
    ２０２６／３／５          | 2026-03-05
    20260305                  | 2026-03-05
    20260305083000            | 2026-03-05
    2026/3/5 0:00:00          | 2026-03-05
    2026-03-05T08:00:00+08:00 | 2026-03-05
    2026年3月5日10时30分      | 2026-03-05
    5-Mar-2026                | 2026-03-05
    46086                     | 2026-03-05
    46086.35                  | 2026-03-05
    二〇二六年三月五日        | 2026-03-05
    二零二五年十二月二十三日  | 2025-12-23
    农历二〇二五年闰六月初五  | 2025-07-29
    2025年六月初五            | 2025-06-29
    农历2025-06-05            | 2025-06-29
    乙巳年闰六月廿九          | 2025-08-22
    2025年正月初一            | 2025-01-29
    农历二〇二五年闰五月初五  | none
    2026-02-30                | none
    03/05/2026                | none
    260305                    | none
    去年春天                  | none
"""


@pytest.mark.parametrize("line", DATES.strip().splitlines())
def test_dates_as_they_are_written(line):
    """2025 had a leap sixth month and no leap fifth one. Where day and month may be either nothing is guessed."""
    text, told = (part.strip() for part in line.split("|"))
    day = read_date(text)[0]
    assert (str(date(1970, 1, 1) + timedelta(day)) if day is not None else "none") == told


def test_leap_months_are_those_of_the_calendar():
    told = {1984: 10, 1987: 6, 1990: 5, 1993: 3, 1995: 8, 1998: 5, 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9,
            2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5}  # fmt: skip
    assert {year: month for year in range(1984, 2041) if (month := leap_month(year))} == told
    assert common_day(2033, 11, 1, leap=True) == (date(2033, 12, 22) - date(1970, 1, 1)).days


def number(place: int) -> str:
    first = f"9901012026{place % 12 + 1:02d}{place % 28 + 1:02d}{place:03d}"
    return first + check_digit(first)


def test_numbers_kept_as_numbers_are_lost_even_where_the_check_digit_fits():
    """A spreadsheet keeps 15 digits, other programs 53 bits: one in eleven such numbers passes the check by chance."""
    whole = [number(place) for place in range(300)]
    for spoilt in ([one[:15] + "000" for one in whole], [str(int(float(one[:17] + "0"))) for one in whole]):
        assert {kind for _, kind in read_identities(spoilt).values()} == {4}
    assert {kind for _, kind in read_identities(whole).values()} == {1}


CELLS = """
    identity-of-other | 身份证号 | 150102199003051233
    identity-masked   | 身份证号 | 990101********1234
    identity-phone    | 身份证号 | 13800138000
    identity-ruined   | 身份证号 | 9.90101E+17
    identity-wrong    | 身份证号 | 12345
    names-hidden      | 母亲姓名 | 李某
    names-hidden      | 姓名     | 王**
    dates-in-days     | 出生日期 | 46086
    dates-in-words    | 出生日期 | 二〇二六年三月五日
    date-unreadable   | 出生日期 | 05/06/2026
"""


@pytest.mark.parametrize("line", CELLS.strip().splitlines())
def test_what_is_said_of_a_cell(line):
    """The first is a good number, of somebody 36 years older: a parent's."""
    code, column, cell = (part.strip() for part in line.split("|"))
    if code == "identity-of-other":
        cell = cell[:17] + check_digit(cell[:17])
    row = dict(zip(HEAD, ROWS[0], strict=True)) | {column: cell}
    assert read((TEXT + ",".join(row.values()) + "\n").encode())[2] == [code]


def test_a_mother_who_is_nobody_joins_no_children(lists):
    """不详 and 李某 are borne by many; children of one day and ward would be taken for one."""
    one = "number | name | sex | birth | mother | area\n1 | 未取名 | 女 | 2026-01-05 | {} | 990102001"
    for mother in ("不详", "李某", "无"):
        record = lists.compared(one.format(mother), one.format(mother).replace("1 |", "9 |", 1))
        assert record["pairs"][0]["pairs"] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_tells_it_in_both_languages(lists, lang):
    (lists.folder / "a.csv").write_bytes("\n".join(TEXT.splitlines()[1:]).encode())
    (lists.folder / "b.xlsx").write_bytes(book(名单=[["标题"], HEAD, *ROWS]))
    from workspace_fixtures import huimin

    ran = huimin("reconcile", lists.folder / "a.csv", lists.folder / "b.xlsx", "--out", lists.folder / "out", lang=lang)
    words = "没有列名" if lang == "zh" else "there are no headings"
    assert words in ran.out + ran.err and "王小明" not in ran.out + ran.err
