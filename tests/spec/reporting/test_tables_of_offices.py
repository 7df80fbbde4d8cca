"""Tables that an office keeps in its own shape are read by a mapping file, as they are.

A mapping says which files it fits, where the header is, which columns name the area, where the period is
told, and which column is which figure.
"""

import io

import openpyxl
import pytest

from huimin.adapters.workbooks import read_mappings
from huimin.findings import Invalid
from workbook_samples import MARCH, codes, context, dictionary, form, read, told

BY_CODE = """
mappings:
- code: office-births
  form: monthly
  file: "出生*.csv"
  header: {match: 代码}
  period: {file: auto}
  area: {code: 代码}
  ignore_rows: "^合计"
  columns: {男: births.male, 女: births.female, 支出（万元）: {atom: spending, factor: 10000}}
"""
TABLE = """青山镇出生情况,,,,
代码,村,男,女,支出（万元）
150203001001,东村,3,4,0.57
150203001002,西村,0,"1,200",
150203001003,南村,,,
合计,,3,1204,0.57
"""


def test_a_table_is_read_by_code_with_factors_and_totals_left_out():
    found = read(TABLE.encode(), "出生2012年3月.csv", context(mappings=BY_CODE))

    batch = found.batches[0]
    assert batch.period == MARCH and batch.form == "monthly"
    assert batch.areas == ("150203001001", "150203001002")
    assert batch.values[0].tolist() == [3, 4, 5700]
    assert batch.cell(1, 1) == "D4"
    assert told(found) == [("number-written-oddly", "D4")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(encoding):
    found = read(TABLE.encode(encoding), "出生2012年3月.csv", context(mappings=BY_CODE))

    assert found.batches[0].values[0].tolist() == [3, 4, 5700]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("出生2012年3月.csv", "2012-03"),
        ("出生_2012-03.csv", "2012-03"),
        ("出生201203.csv", "2012-03"),
        ("出生２０１２年３月.csv", "2012-03"),
    ],
)
def test_the_period_is_found_in_the_name_of_the_file(name, code):
    assert read(TABLE.encode(), name, context(mappings=BY_CODE)).batches[0].period.code == code


def test_a_name_without_a_period_is_told():
    assert codes(read(TABLE.encode(), "出生.csv", context(mappings=BY_CODE)).findings) == ["period-not-found"]


INDENTED = """
mappings:
- code: indented
  form: monthly
  file: "*.csv"
  period: {fixed: "2012-03"}
  area: {code: code, names: [name], indent: true, top: "0000$"}
  columns: {pop: population}
"""
TREE = """code,name,pop
110000,北京市,1961
,市辖区,1882
110101,  东城区,91
,  开发区,5
230000,黑龙江省,3831
232700,大兴安岭地区,51
,  加格达奇,15
,首发论坛,
"""


def test_indented_names_become_paths():
    asked = []

    def area_of(code, names):
        asked.append(names)
        return "/".join(names)

    found = read(TREE.encode(), "census.csv", context(mappings=INDENTED, known_areas=frozenset(), area_of=area_of))

    assert found.findings == []
    assert found.batches[0].areas == (
        "北京市", "北京市/市辖区", "北京市/市辖区/东城区", "北京市/市辖区/开发区",
        "黑龙江省", "黑龙江省/大兴安岭地区", "黑龙江省/大兴安岭地区/加格达奇",
    )  # fmt: skip


NAMED = """
mappings:
- code: named
  form: monthly
  file: "*.xlsx"
  header: {row: 2, rows: 2}
  period: {cell: A1}
  area: {names: [镇, 村]}
  columns: {出生/男: births.male, 出生/女: births.female, "=E": population}
"""


def office_book():
    """A book with a merged header of two rows, and the township's name merged down its villages."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2012年3月人口情况", None, None, None, None],
        ["镇", "村", "出生", None, "人口"],
        [None, None, "男", "女", None],
        ["青山镇", "东村", 3, 4, 900],
        [None, "西村", 1, 2, 800],
    ):
        sheet.append(row)
    for merge in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:A5"):
        sheet.merge_cells(merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_merged_headers_and_names_count_for_all_they_cover():
    within = context(mappings=NAMED, area_of=lambda code, names: "/".join(names))
    found = read(office_book(), "人口.xlsx", within)

    assert codes(found.findings) == ["header-merged"]
    assert found.batches[0].areas == ("青山镇/东村", "青山镇/西村")
    assert found.batches[0].values.tolist() == [[3, 4, 900], [1, 2, 800]]
    assert found.batches[0].cell(1, 2) == "E5"


TURNED = """
mappings:
- code: turned
  form: monthly
  file: "*.csv"
  header: {match: 代码}
  period: {cell: A1}
  area: {code: 代码}
  columns: {男: births.male, 女: births.female}
  transposed: true
"""


def test_a_table_may_have_its_areas_side_by_side():
    text = "2012年3月,,\n代码,150203001001,150203001002\n男,3,x\n女,4,5\n"
    found = read(text.encode(), "a.csv", context(mappings=TURNED))

    assert found.batches[0].values[0].tolist() == [3, 4]
    assert found.batches[0].cell(0, 1) == "B4"
    assert told(found) == [("cell-is-text", "C3")]


def test_an_unknown_area_is_an_error_unless_the_mapping_lets_it_go():
    text = TABLE.replace("150203001002", "150203001009").encode()
    strict, lax = BY_CODE, BY_CODE + "  unknown_areas: warn\n"

    for mapping, severity in ((strict, "error"), (lax, "warning")):
        found = read(text, "出生2012年3月.csv", context(mappings=mapping))
        unknown = next(f for f in found.findings if f.code == "area-unknown")
        assert (unknown.severity.word, unknown.place.cell) == (severity, "A4")
        assert unknown.facts["nearest"] == "150203001001"


def test_a_missing_column_is_told_with_the_nearest():
    found = read(TABLE.replace("支出（万元）", "支出(元)").encode(), "出生2012年3月.csv", context(mappings=BY_CODE))

    assert [(f.code, f.facts["nearest"]) for f in found.findings] == [("mapping-column-missing", "支出(元)")]


def test_a_file_that_nothing_fits_is_told():
    assert codes(read(b"a,b\n1,2\n", "other.csv", context(mappings=BY_CODE)).findings) == ["workbook-not-recognised"]


def test_every_fault_of_a_mapping_is_told_at_once():
    wrong = {
        "mappings": [
            {
                "code": "x",
                "form": "montly",
                "file": "*.csv",
                "perod": 1,
                "period": {},
                "area": {"code": "a"},
                "ignore_rows": "(",
                "columns": {},
            },
            {
                "code": "y",
                "form": "monthly",
                "file": "*.csv",
                "period": {"fixed": "2012-3"},
                "area": {},
                "columns": {"A": "births.mal"},
            },
        ]
    }
    with pytest.raises(Invalid) as caught:
        read_mappings([wrong], dictionary(), [form()])

    assert codes(caught.value.findings) == [
        "definition-key-missing",
        "definition-key-unknown",
        "form-unknown",
        "mapping-atom-unknown",
        "mapping-not-a-pattern",
        "mapping-period-source",
        "not-a-period",
    ]
