"""An empty cell says that nothing was reported. It is never zero, and a zero is never nothing.

A village whose row is empty has not reported at all; it is missed by name, and the others are taken.
"""

import numpy as np

from workbook_samples import KEYS, codes, form, read, template, told, with_cells
from workbook_samples import context as context_of


def test_zero_is_a_figure_and_empty_is_none():
    found = read(with_cells({"C6": 0, "D6": 4}))

    births = found.batches[0].values[0]
    assert births[0] == 0 and births[1] == 4
    assert np.isnan(births[2:]).all()


def test_an_empty_row_is_no_report():
    found = read(with_cells({"C6": 3, "C8": 5}))

    assert found.batches[0].areas == (KEYS[0], KEYS[2])
    assert [f.place.area for f in found.findings if f.code == "area-row-missing"] == [KEYS[1], KEYS[3]]


def test_a_template_without_figures_reports_nothing():
    found = read(template())

    assert found.batches == []
    assert codes(found.findings) == ["area-row-missing", "sheet-without-figures"]


def test_space_in_a_cell_is_nothing_either():
    found = read(with_cells({"C6": 3, "D6": "  ", "E6": "\u3000"}))

    assert np.isnan(found.batches[0].values[0, 1:3]).all()
    assert told(found) == []


def test_a_required_figure_may_not_be_left_empty():
    strict = form(required=["births", "deaths"])
    found = read(with_cells({"C6": 3}, template(of=strict)), within=context_of(strict))

    missing = next(f for f in found.findings if f.code == "figure-missing")
    assert (missing.place.cell, missing.facts["count"]) == ("D6", 2)
    assert missing.facts["names_zh"] == "出生人数·女, 死亡人数"
