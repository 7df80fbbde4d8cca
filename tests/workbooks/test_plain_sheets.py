"""Plain sheets are read without the library, and to the same result: never a figure of another value or place."""

import io
import zipfile
from datetime import date

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.plain import date_styles, plain_cells
from huimin.adapters.workbooks.xlsx import XlsxBook, XlsxGrid
from workbook_samples import batch, read, template, with_cells

ROW = b'<row r="1"><c r="A1"><v>1</v></c>%s</row>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
NUMBERS = st.integers(-(10**16), 10**16) | st.floats(-1e12, 1e12) | st.floats(-1e300, 1e300)
TEXTS = st.text("aé村<&'\" 0", min_size=1, max_size=4)


def sheet(cell):
    return SHEET % (ROW % cell)


def written(cells, *formats):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        styles = [book.add_format({"num_format": text}) for text in formats]
        for (row, column), value in cells.items():
            page.write(row, column, value, *styles[:1])
        page.write_blank(0, 1, None, book.add_format({"bold": True}))
    return buffer.getvalue()


def first_sheet(data):
    return next(iter(XlsxBook(data, Collector("x")).sheets.values()))


@given(st.dictionaries(st.tuples(st.integers(1, 130), st.integers(0, 60)), NUMBERS | TEXTS, min_size=1))
def test_a_plain_sheet_gives_what_the_library_gives(cells):
    page = first_sheet(written(cells))
    assert page.plain is not None
    plain, library = page.grid(1), XlsxGrid(page, 1)
    assert not isinstance(plain, XlsxGrid)

    assert (plain.height, plain.width) == (max(row for row, _ in cells) + 1, max(column for _, column in cells) + 1)
    for column in range(1, plain.width + 2):
        mine, odd = plain.numbers(column)
        theirs = np.full(plain.height, np.nan)
        for row in range(plain.height):
            value = cells.get((row, column - 1))
            if value is not None and not isinstance(value, str):
                theirs[row] = float(format(value, ".16G"))
        np.testing.assert_array_equal(mine, theirs)
        assert [(cell.row, cell.text) for cell in odd] == [
            (row, cells[row, column - 1])
            for row in range(plain.height)
            if isinstance(cells.get((row, column - 1)), str) and cells[row, column - 1].strip()
        ]
        if not any(isinstance(cells.get((row, column - 1)), str) for row in range(plain.height)):
            np.testing.assert_array_equal(
                mine, np.append(library.numbers(column)[0], [np.nan] * plain.height)[: len(mine)]
            )


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B1" t="b"><v>1</v></c>',
        b'<c r="B1" t="e"><v>#N/A</v></c>',
        b'<c r="B1" t="str"><v>5</v></c>',
        b'<c r="B1" t="inlineStr"><is><t>5</t></is></c>',
        b'<c r="B1" s="3" t="b"><v>1</v></c>',
        b'<c r="B1" t="b" s="3"><v>1</v></c>',
        b"<c r=\"B1\" t='b'><v>1</v></c>",
        b'<c r="B1"  t="b"><v>1</v></c>',
        b'<c r="B1" t = "b"><v>1</v></c>',
        b'<c r="B1"><f>1+1</f><v>2</v></c>',
        b'<c r="B1"><v>nan</v></c>',
        b'<c r="B1"><v>1e999</v></c>',
        b'<c r="B1"><v> 5</v></c>',
        b'<c r="B1"><v>1_0</v></c>',
        b'<c r="B1"><v>&#53;</v></c>',
        b'<c r="B1"><v></v></c>',
        b'<c r="B1"><v/></c>',
        b'<c r="B1"><v>1</v><v>2</v></c>',
        b'<c r="B1"><!-- 1 --><v>1</v></c>',
        b'<!-- <c r="B1"><v>1</v></c> -->',
        b'<c r="AAA1"><v>1</v></c>',
        b'<c r="b1"><v>1</v></c>',
        b'<c r="B0"><v>1</v></c>',
        b'<c r="B"><v>1</v></c>',
        b'<c r="B1x"><v>1</v></c>',
        b'<c><v>1</v></c>',
        b'<c s="1" r="B1"><v>1</v></c>',
        b'<x:c r="B1"><v>1</v></x:c>',
        b'<c r="B1"><v>1</v>',
    ],
)  # fmt: skip
def test_any_other_spelling_is_left_to_the_library(cell):
    assert plain_cells(sheet(b"")) is not None
    assert plain_cells(sheet(cell)) is None


@given(st.binary(max_size=60))
def test_bytes_between_cells_never_make_a_figure(junk):
    cells = plain_cells(sheet(junk))

    assert cells is None or cells.value[0] == 1


def test_a_number_that_is_shown_as_a_date_is_left_to_the_library():
    day = first_sheet(written({(0, 0): 41000}, "yyyy-mm-dd"))
    money = first_sheet(written({(0, 0): 41000}, '"¥"#,##0.00'))

    assert day.plain is None
    assert money.plain is not None


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        (b"General", []),
        (b"#,##0.00", []),
        (b"&quot;day&quot;0", []),
        (b"[h]:mm", [1]),
        (b"d/m/yy", [1]),
        (b"0&quot;d", [1]),
    ],
)
def test_formats_with_a_letter_of_a_date_are_dates(code, dates):
    formats = b'<numFmts><numFmt numFmtId="170" formatCode="%s"/></numFmts>' % code
    styles = b'<styleSheet>%s<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>' % formats

    assert date_styles(styles) == frozenset(dates)


def test_the_same_template_is_read_alike_with_and_without_the_library():
    values = [[3, 4, 1, -2, 900, 12.5, 0.9, np.nan, np.nan]] * 4
    quick = read(template(batch(values))).batches[0]
    # One date anywhere, and the library reads the sheet.
    slow = read(with_cells({"K9": date(2012, 3, 4)}, template(batch(values)))).batches[0]

    np.testing.assert_array_equal(quick.values, np.array(values))
    np.testing.assert_array_equal(slow.values[:, :8], quick.values[:, :8])
    assert (slow.areas, slow.rows.tolist(), slow.notes) == (quick.areas, quick.rows.tolist(), quick.notes)


def test_parts_that_are_not_looked_at_are_still_inflated_within_bounds():
    with zipfile.ZipFile(io.BytesIO(template())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in (parts | {"xl/theme/theme1.xml": b" " * 65 * 2**20}).items():
            target.writestr(name, content)

    assert [f.code for f in read(buffer.getvalue()).findings] == ["workbook-inflates-too-large"]
