"""What a template shows and allows: locked headers, open cells, drop-downs, instructions; its bytes."""

import io

import openpyxl
import pytest

from workbook_samples import ATOMS, MARCH, batch, form, template


def opened(lang="zh", **more):
    return openpyxl.load_workbook(io.BytesIO(template(lang=lang, **more)))


def test_the_same_arguments_give_the_same_bytes():
    assert template() == template()


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["村月报", "填表说明", "_huimin"]),
        ("en", ["Village monthly", "How to fill in", "_huimin"]),
    ],
)
def test_sheets_and_marks(lang, names):
    book = opened(lang)

    assert book.sheetnames == names
    assert book["_huimin"].sheet_state == "veryHidden"
    assert book[names[0]]["A2"].value.endswith("huimin:monthly/2/2012-03/150203001")


def test_headers_tell_name_category_and_unit():
    chinese, english = opened()["村月报"], opened("en")["Village monthly"]

    assert [chinese[f"{c}4"].value for c in "ABCG"] == [
        "区划代码",
        "区划名称",
        "出生人数·男（人）",
        "常住人口（人）",
    ]
    assert [english[f"{c}4"].value for c in "ABCL"] == [
        "Area code",
        "Area name",
        "Births · male (person)",
        "Note",
    ]
    assert [chinese.cell(5, 3 + i).value for i in range(len(ATOMS))] == list(ATOMS)


def test_only_figures_and_notes_can_be_changed():
    sheet = opened()["村月报"]

    assert sheet.protection.sheet and not sheet.protection.password
    open_cells = {cell.coordinate for row in sheet["A1:L9"] for cell in row if not cell.protection.locked}
    assert open_cells == {"B3"} | {f"{c}{r}" for c in "CDEFGHIJKL" for r in range(6, 10)}


def test_each_column_has_its_limits():
    rules = {str(rule.sqref): rule for rule in opened()["村月报"].data_validations.dataValidation}

    births, moved, spending = rules["C6:E9"], rules["F6:F9"], rules["H6:H9"]
    assert (births.type, births.formula1) == ("whole", "0")
    assert moved.type == "whole" and float(moved.formula1) < -1e15
    assert spending.type == "decimal"
    assert (rules["I6:I9"].type, float(rules["I6:I9"].formula2)) == ("decimal", 1)
    assert (rules["J6:J9"].type, rules["J6:J9"].formula1) == ("list", '"是,否"')
    assert rules["K6:K9"].type == "date"


def test_it_prints_on_a4_with_its_headers_on_each_page():
    sheet = opened()["村月报"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$1:$5" and sheet.print_title_cols == "$A:$B"


def test_instructions_tell_the_due_date_the_elements_and_the_rules():
    rules = [
        {
            "code": "r1",
            "formula": "births <= population",
            "zh": "出生不超过人口",
            "en": "births within population",
        }
    ]
    page = opened(of=form(rules=rules, required=["births"]))["填表说明"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]

    assert "报送期限：2012-04-05 24:00 前" in texts
    assert "出生不超过人口" in texts and "births <= population" in texts
    assert "填整数；必填" in texts and "填“是”或“否”" in texts


def test_a_judgement_sheet_carries_who_judged_and_why():
    judged = batch(
        [[1, 734567]] * 4,
        atoms=("published", "met_on"),
        judge="李四",
        notes=("见会议记录", "", "", ""),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(template(judged)))["村月报"]

    assert sheet["B3"].value == "李四"
    assert sheet["J6"].value == "是" and sheet["K6"].value.date().toordinal() == 734567
    assert sheet["L6"].value == "见会议记录"


def test_a_form_name_that_is_no_sheet_name_is_made_one():
    named = form(zh="农村[人口]/月报：" + "很长的名字" * 10)

    assert len(opened(of=named).sheetnames[0]) <= 31


def test_a_period_has_its_name_in_the_marks_line():
    assert f"期间：{MARCH.name('zh')}" in opened()["村月报"]["A2"].value
