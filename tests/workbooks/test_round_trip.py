"""Laws of workbooks: what is written is read back, by whatever program it was saved in between."""

import csv
import io

import numpy as np
import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.adapters.workbooks.grid import number_in
from huimin.adapters.workbooks.scan import quick_shape, scan
from huimin.figures.batch import cell_name, column_letters
from workbook_samples import ATOMS, KEYS, batch, codes, edited, read, template

NAN = float("nan")
whole = st.integers(0, 10**12).map(float)
FIGURES = st.tuples(
    *[st.just(NAN) | whole for _ in range(3)],
    st.just(NAN) | st.integers(-(10**9), 10**9).map(float),
    st.just(NAN) | whole,
    st.just(NAN) | st.integers(0, 10**12).map(lambda n: n / 100),
    st.just(NAN) | st.integers(0, 10_000).map(lambda n: n / 10_000),
    st.sampled_from([NAN, 0.0, 1.0]),
    st.just(NAN) | st.integers(712_000, 760_000).map(float),
)
TABLES = st.lists(FIGURES, min_size=len(KEYS), max_size=len(KEYS))


def expected(values):
    """Figures by (area, atom) of all that is reported."""
    return {
        (KEYS[i], ATOMS[j]): values[i][j]
        for i in range(len(KEYS))
        for j in range(len(ATOMS))
        if values[i][j] == values[i][j]
    }


def figures(found):
    """Figures by (area, atom) of a result."""
    return {
        (area, atom): float(value)
        for one in found.batches
        for area, row in zip(one.areas, one.values, strict=True)
        for atom, value in zip(one.atoms, row, strict=True)
        if not np.isnan(value)
    }


@settings(max_examples=40)
@given(TABLES, st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read_back(values, lang):
    found = read(template(batch(values), lang=lang))

    assert figures(found) == expected(values)
    assert not [f for f in found.findings if f.severity.word == "error"]


@settings(max_examples=10)
@given(TABLES)
def test_another_program_in_between_changes_nothing(values):
    found = read(edited(template(batch(values)), lambda sheet: None))

    assert figures(found) == expected(values)


@settings(max_examples=15)
@given(TABLES, st.sampled_from(["utf-8-sig", "gb18030"]))
def test_nor_does_saving_as_csv(values, encoding):
    rows = openpyxl.load_workbook(io.BytesIO(template(batch(values))))["村月报"].iter_rows(values_only=True)
    text = io.StringIO()
    csv.writer(text).writerows(
        [["" if v is None else v.date() if hasattr(v, "date") else v for v in row] for row in rows]
    )

    assert figures(read(text.getvalue().encode(encoding), "a.csv")) == expected(values)


@given(st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(order):
    values = [[float(i)] * 3 + [NAN] * 6 for i in range(4)]
    data = template(batch(values))

    def sort(sheet):
        rows = [[cell.value for cell in row] for row in sheet["A6:E9"]]
        for row, source in enumerate(order, 6):
            for column, value in enumerate(rows[source], 1):
                sheet.cell(row, column).value = value

    found = read(edited(data, sort))

    assert figures(found) == expected(values)
    assert codes(found.findings) == []


def test_a_sheet_copied_into_another_book_is_still_known():
    values = [[1.0] * 3 + [NAN] * 6] * 4
    book = openpyxl.load_workbook(io.BytesIO(template(batch(values))))
    for name in ("_huimin", "填表说明"):
        del book[name]
    buffer = io.BytesIO()
    book.save(buffer)

    assert figures(read(buffer.getvalue())) == expected(values)


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 120), st.integers(0, 60)),
    st.booleans() | st.floats(-1e6, 1e6) | st.text("aé<&x", max_size=4),
)


@given(CELLS)
def test_the_quick_look_at_a_sheet_agrees_with_the_thorough_one(cells):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    from huimin.adapters.workbooks.archive import open_archive
    from huimin.adapters.workbooks.collect import Collector

    xml = open_archive(buffer.getvalue(), Collector("x"))["xl/worksheets/sheet1.xml"]
    quick, thorough = quick_shape(xml), scan(xml)

    assert quick is not None
    assert (quick.rows, quick.cells, quick.formulas) == (thorough.rows, thorough.cells, thorough.formulas)
    # Beyond column Z the quick look rounds the number of columns up to the last of its first letter.
    assert thorough.columns <= quick.columns <= -(-thorough.columns // 26) * 26
    assert quick.mixed or not (thorough.errors or (thorough.types() == 3).any())


@given(st.integers(1, 2000), st.integers(1, 10**6))
def test_cell_names_are_those_of_workbooks(column, row):
    assert column_letters(column) == openpyxl.utils.get_column_letter(column)
    assert cell_name(row, column) == f"{openpyxl.utils.get_column_letter(column)}{row}"


@given(st.integers(-(10**12), 10**12))
def test_numbers_written_in_any_width_are_the_same(number):
    wide = str.maketrans("0123456789-,", "０１２３４５６７８９－，")

    for text in (str(number), f"{number:,}"):
        for written in (text, text.translate(wide), f" {text} "):
            assert number_in(written)[0] == number
