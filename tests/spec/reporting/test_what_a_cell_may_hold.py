"""A cell holds a number. What people write instead is read where its meaning is beyond doubt, else told.

Columns: C and D births (whole, not negative), F net moved in (may be negative), H spending (two decimals),
I share of satisfied (0 to 1), J published (yes or no), K date of the meeting.
"""

from datetime import date

import numpy as np
import pytest

from huimin.findings import explain
from workbook_samples import ATOMS, read, table, told, with_cells

WRITTEN = """
    cell | written   | figure   | told
    C6   | 12        | 12       | number-kept-as-text
    C6   | １２      | 12       | number-written-oddly
    C6   | 1,234     | 1234     | number-written-oddly
    C6   | 1，234    | 1234     | number-written-oddly
    C6   | 1 234     | 1234     | number-written-oddly
    C6   | 12 345 6  |          | cell-is-text
    C6   | 约12      |          | cell-is-text
    C6   | 无        |          | cell-is-text
    C6   | -         |          | cell-is-text
    C6   | NaN       |          | cell-is-text
    C6   | 1e999     |          | figure-impossibly-large
    C6   | 85%       |          | percent-in-a-count
    C6   | -3        |          | figure-negative
    F6   | -3        | -3       | number-kept-as-text
    I6   | 85%       | 0.85     | percent-kept-as-text
    I6   | ８５％    | 0.85     | percent-kept-as-text
    I6   | 101%      |          | figure-too-high
    J6   | 是        | 1        |
    J6   | 否        | 0        |
    J6   | Yes       | 1        |
    J6   | no        | 0        |
    J6   | 大概      |          | cell-is-text
    K6   | 2012-03-05 | 734567  |
    K6   | 2012年3月5日 | 734567 |
    K6   | 三月初    |          | cell-is-text
"""

NUMBERS = [
    ("C6", 12, 12, ""),
    ("C6", -1, None, "figure-negative"),
    ("F6", -1, -1, ""),
    ("C6", 2.5, None, "figure-too-many-decimals"),
    ("H6", 2.25, 2.25, ""),
    ("H6", 2.125, 2.13, "figure-too-many-decimals"),
    ("C6", 1e308, None, "figure-impossibly-large"),
    ("H6", 1e15, None, "figure-impossibly-large"),
    ("I6", 0.8512, 0.8512, ""),
    ("I6", 1.2, None, "figure-too-high"),
    ("C6", True, None, "cell-is-true-or-false"),
    ("J6", True, 1, ""),
    ("C6", date(2012, 3, 5), None, "cell-is-a-date"),
    ("K6", date(2012, 3, 5), date(2012, 3, 5).toordinal(), ""),
    ("C6", "#DIV/0!", None, "cell-is-an-error"),
]


def figure(cell, written):
    """The figure read from a cell, and the codes of what is told about it."""
    found = read(with_cells({cell: written, "E6": 1}))
    value = found.batches[0].values[0, "CDEFGHIJK".index(cell[0])]
    told_here = told(found)
    assert all(place == cell for _, place in told_here)
    # A sentence that lacks a fact would show a gap.
    assert all("…" not in explain(one, lang) for one in found.findings for lang in ("zh", "en"))
    return (None if np.isnan(value) else value), [code for code, _ in told_here]


@pytest.mark.parametrize(("cell", "written", "expected", "code"), table(WRITTEN)[1])
def test_text_in_a_cell(cell, written, expected, code):
    value, told_here = figure(cell, written)

    if code in ("figure-too-high", "figure-negative", "figure-impossibly-large"):
        assert value is None and code in told_here
    else:
        assert value == (float(expected) if expected else None)
        assert told_here == ([code] if code else [])


@pytest.mark.parametrize(("cell", "written", "expected", "code"), NUMBERS)
def test_numbers_dates_and_truth_values(cell, written, expected, code):
    value, told_here = figure(cell, written)

    assert value == expected
    assert told_here == ([code] if code else [])


def test_formulas_count_with_the_value_last_saved_and_are_told_once_a_sheet():
    # A formula that was never calculated has no value; this one was written without.
    found = read(with_cells({"C6": "=1+1", "D6": "=C6", "E6": 1}))

    assert told(found) == [
        ("formulas-taken-as-saved", ""), ("formula-without-value", "C6"), ("formula-without-value", "D6")
    ]  # fmt: skip
    assert found.findings[0].facts["count"] == 2


def test_each_column_is_read_into_its_own_atom():
    cells = {f"{letter}7": number for number, letter in enumerate("CDEFGH", 1)}

    batch = read(with_cells(cells)).batches[0]

    assert batch.atoms == ATOMS
    assert batch.values[0, :6].tolist() == [1, 2, 3, 4, 5, 6]
    assert [batch.cell(0, j) for j in range(6)] == list(cells)
